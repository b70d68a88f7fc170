from __future__ import annotations

import pandas as pd

from ..basis import SYSTEM_CHECK
from ..halves import halves
from ..rule import Frame, rule


@rule(
    severity="error",
    basis=SYSTEM_CHECK,
    opinion=1,
    title=("中期指标整块未填", "Medium-term half left empty"),
    requirement="项目期超过一年的，中期部分应当填写整个项目期的指标值。",
    why=(
        "年度指标值是从整个项目期的总任务中分解出来的，没有中期指标值就无从对照。项目期只有一年的，中期部分可以留空；"
        "表内没有写明项目期的，无法判断。"
    ),
    zh="项目期{years}年，中期部分一个指标值也没有填，而年度部分填了{count}个",
    en="The project runs {years} years, but the medium-term half holds no target, the annual half {count}",
    fix_zh="在中期部分逐条填写整个项目期的指标和指标值，例如年度“改造管网30公里”，三年的中期填“改造管网90公里”",
    fix_en="File the targets of the whole period in the medium-term half, such as 90 km in three years for 30 km a year",
    needs=("tables.two_periods=True",),
)
def medium_half_empty(tables: Frame, levels: Frame, indicators: Frame) -> Frame:
    """A project of several years states what the whole of it is to bring.

    The annual targets are shares of that whole. A project of one year may leave the medium-term half empty, and where the
    form does not state how long the project runs, that cannot be judged.

    tables:

    | table | two_periods | period_start | period_end | period_years |
    | ----- | ----------- | ------------ | ---------- | ------------ |
    | 1     | yes         | 2023         | 2025       |              |
    | 2     | yes         |              |            | 1            |
    | 3     | yes         |              |            |              |
    | 4     | yes         |              |            | 3            |

    levels:

    | table | name         | period      | found |
    | ----- | ------------ | ----------- | ----- |
    | 1     | 数量指标     | medium-term | yes   |
    | 2     | 数量指标     | medium-term |       |
    | 3     | 数量指标     | medium-term |       |
    | 4     | 数量指标     | medium-term |       |

    indicators:

    | table | level2   | level3       | target   | period      |
    | ----- | -------- | ------------ | -------- | ----------- |
    | 1     | 数量指标 | 改造管网长度 | ≥30公里  | annual      |
    | 2     | 数量指标 | 改造管网长度 | ≥30公里  | annual      |
    | 3     | 数量指标 | 改造管网长度 | ≥30公里  | annual      |
    | 4     | 数量指标 | 改造管网长度 | ≥30公里  | annual      |
    | 4     | 数量指标 | 改造管网长度 | ≥90公里  | medium-term |
    """
    cases = halves(tables, levels, indicators, "medium-term", "annual")
    if cases.empty:
        return cases
    known = cases.loc[~cases.years.eq(1).fillna(False)]
    return known.assign(
        offends=known.offends.astype("boolean").where(~known.offends | known.years.notna(), pd.NA),
        reason_zh="中期部分没有填，但表内没有写明项目期有几年",
        reason_en="the medium-term half is empty, but the form does not state how many years the project runs",
    )
