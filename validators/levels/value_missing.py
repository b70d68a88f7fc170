from __future__ import annotations

import pandas as pd

from ...schemas.vocabulary import vocabulary
from ..basis import SYSTEM_CHECK
from ..placing import gathered
from ..rule import Frame, Mask, rule
from ..vacancy import in_empty_half, in_shifted_row, valueless

_DASHES = r"[-—－/]+"
_NOT_APPLICABLE = "|".join(vocabulary().words.not_applicable)


@rule(
    severity="error",
    basis=SYSTEM_CHECK,
    opinion=2,
    title=("指标没有指标值", "Indicator without a target"),
    requirement="填了名称的三级指标应当有指标值。",
    why=(
        "只有比较符或单位而没有数值，不算有指标值；整张表都没有指标值的，只指出一次。写明不适用的行不要求填写；"
        "单元格错位的行，指标值可能在别的列里，不作判断；年度部分整块未填的，由“年度指标整块未填”指出。"
    ),
    zh="指标{listed}没有填指标值，无法考核",
    en="No target is filed for {listed}: it cannot be held to anything",
    fix_zh="填写比较符、数值和单位，例如“≥30次”“≤12万元”“2026年11月底前”",
    fix_en="File a comparison, a number and a unit, such as ≥30次, ≤12万元 or 2026年11月底前",
    found="{listed}",
    at="level3_place",
)
def value_missing(indicators: Frame, repairs: Frame, tables: Frame) -> Frame:
    """A named indicator has a target.

    A comparison or a unit without a number is none. Rows that the filer declares not applicable need none; rows whose cells
    moved may have it elsewhere and are not judged; a half of the form that is empty throughout is the affair of
    annual_half_empty. A dash beside a result, under a level of the place's own that judges how a project was run, asks for no
    target. Where a form has no target at all, that is said once.

    | table | level2   | level3             | target | period      | found |
    | ----- | -------- | ------------------ | ------ | ----------- | ----- |
    | 1     | 数量指标 | 栽植行道树         |        | annual      | yes   |
    | 1     | 质量指标 | 成活率             | ≥%     | annual      | yes   |
    | 1     | 数量指标 | 栽植行道树         | ≥800株 | annual      |       |
    | 1     | 生态效益指标 | 本项目不适用此指标 |    | annual      |       |
    | 2     | 数量指标 | 栽植行道树         |        | annual      | yes   |
    | 2     | 质量指标 | 成活率             | ——     | annual      |       |
    | 3     | 数量指标 | 栽植行道树         | ≥800株 | medium-term |       |
    | 3     | 数量指标 | 栽植行道树         |        | annual      |       |

    | table | level1   | level2   | level3     | target | actual     | period | found |
    | ----- | -------- | -------- | ---------- | ------ | ---------- | ------ | ----- |
    | 4     | 项目管理 | 财务管理 | 制度健全性 | -      | 制度已健全 | annual |       |
    | 4     | 产出指标 | 数量指标 | 栽植行道树 | -      | 800株      | annual | yes   |

    tables:

    | table | two_periods |
    | ----- | ----------- |
    | 3     | yes         |
    """
    asked = indicators.plain.ne("") & indicators.target_kind.ne("unasked")
    rows = indicators.loc[asked & ~in_empty_half(indicators, tables)]
    empty = valueless(rows) & ~rows.level3.str.contains(_NOT_APPLICABLE) & ~_dashed(rows)
    if not empty.any():
        return rows.assign(offends=False)
    throughout = empty.groupby([rows.filing, rows.table]).transform("all")
    judged = rows.assign(
        offends=empty.astype("boolean").mask(empty & in_shifted_row(rows, repairs), pd.NA), listed="“" + rows.level3 + "”"
    )
    once = gathered(judged.loc[throughout & judged.offends.fillna(False)].drop(columns="listed"), "level3")
    return pd.concat([judged.loc[~throughout], once])


def _dashed(rows: Frame) -> Mask:
    """Whether a row under a place's own level 1 (决策, 过程) has a dash for a target, and a result."""
    own = rows.level1.notna() & ~rows.level1.isin(list(vocabulary().level1))
    return own & rows.target_text.str.fullmatch(_DASHES) & rows.actual_text.fillna("").ne("")
