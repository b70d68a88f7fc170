from __future__ import annotations

import pandas as pd

from ..basis import SYSTEM_CHECK
from ..choice import either
from ..naming import bare
from ..placing import gathered
from ..rule import Frame, Mask, rule
from ..telling import judged
from ..unitless import is_rate, lacks_unit, unit_column_absent

_TIMES = ("周期", "时间", "时长", "时限", "期限", "工期", "天数")


@rule(
    severity="error",
    basis=SYSTEM_CHECK,
    opinion=2,
    title=("指标值没有计量单位", "Target without a unit"),
    requirement="数值应当有计量单位。",
    why=(
        "名称括号里的单位算写明；指数、得分和0不需要单位。“千”是数量级，不是单位。比率不写“%”能够理解，"
        "只作提示。只写“万”的金额、写成小数的比率、按亩按公里的标准另有规则；整张表都没有单位的，只提示一次。"
    ),
    zh="{subject_zh}没有计量单位{magnitude_zh}",
    en="{subject_en} no unit of measure{magnitude_en}",
    fix_zh="写上计量单位，例如“{example}”",
    fix_en="Add the unit, such as {example}",
    found="{target_text}",
    expected="{example}",
)
def unit_missing(indicators: Frame) -> Frame | Mask:
    """A number has a unit.

    A unit in the name's bracket counts, and an index, a score or 0 needs none. 千 and the like are magnitudes, not units. A
    rate without % is understood, so it is a reminder. Amounts in bare 万, rates as fractions and amounts per mu or
    kilometre are spoken of by other rules, and a form of which no target has a unit lost them all at once.

    | level2   | level3         | target  | declared | found |
    | -------- | -------------- | ------- | -------- | ----- |
    | 数量指标 | 出动洒水车     | ≥10     |          | yes   |
    | 质量指标 | 排查安全隐患   | ≥3千    |          | yes   |
    | 质量指标 | 路面抽检合格率 | ≥95     |          | yes   |
    | 数量指标 | 参训人数（人） | ≥60     |          |       |
    | 数量指标 | 出动洒水车     | ≥10台   |          |       |
    | 质量指标 | 空气质量指数   | ≤100    |          |       |
    | 数量指标 | 参训人数       | ≥60     | 定量（其他） |   |
    | 质量指标 | 路面抽检合格率 | ≥0.95   |          |       |
    | 质量指标 | 安全事故       | 0       |          |       |
    | 成本指标 | 购车费用       | ≤12万   |          |       |
    | 成本指标 | 造林补助       | 每亩400 |          |       |
    | 时效指标 | 完成时间       | 2024年底 |         |       |

    Case: a form without units

    | level2   | level3         | target | found |
    | -------- | -------------- | ------ | ----- |
    | 数量指标 | 出动洒水车     | ≥10    | yes   |
    | 数量指标 | 参训           | ≥60    |       |
    | 数量指标 | 巡查           | ≥12    |       |
    | 时效指标 | 洒水作业       | ≥180   |       |
    """
    lacking = lacks_unit(indicators)
    if not lacking.any():
        return lacking
    rate = is_rate(indicators)
    whole = unit_column_absent(indicators)
    single = judged(indicators, lacking, lambda rows: _told(rows, rate.loc[rows.index])).sort_index()
    single = single.assign(offends=lacking.where(~whole))
    missing = gathered(single.loc[whole & lacking.fillna(False)], "target_text")
    missing = missing.assign(
        offends=True, number=pd.NA, severity="error", magnitude_zh="", magnitude_en="",
        subject_zh="本表" + missing["count"].astype(str) + "个指标值（" + missing.listed + "）都",
        subject_en="All " + missing["count"].astype(str) + " numeric targets of this form (" + missing.listed + ") have",
    )  # fmt: skip
    return pd.concat([single, missing], ignore_index=True)


def _told(rows: Frame, rate: pd.Series) -> Frame:
    return rows.assign(
        severity=either(rate, "warning", "error"),
        subject_zh="“" + rows.level3 + "”的指标值“" + rows.target_text + "”",
        subject_en="The target " + rows.target_text + " of “" + rows.level3 + "” has",
        magnitude_zh=("：“" + rows.target_magnitude + "”是数量级，不是单位").fillna(""),
        magnitude_en=(": " + rows.target_magnitude + " is a magnitude").fillna(""),
        example=_example(rows, rate),
    )


def _example(indicators: Frame, rate: pd.Series) -> pd.Series:
    time = indicators.level2.eq("时效指标") | bare(indicators).str.endswith(_TIMES)
    sign = indicators.target_operator.fillna(either(time, "≤", "≥"))
    number = indicators.target_number.map("{:.12g}".format, na_action="ignore").astype("str").fillna("")
    unit = either(rate, "%", indicators.name_unit.fillna("").replace({"%": ""}))
    counted = either(unit.eq(""), either(time, "天", "件"), unit)
    return sign + number + counted.astype("str")
