from __future__ import annotations

import pandas as pd

from ..applicability import applicable
from ..basis import BUDGET_REGULATION_20
from ..choice import either
from ..coverage import among
from ..placing import gathered
from ..rule import Frame, rule
from ..vacancy import in_shifted_row, valueless


@rule(
    severity="warning",
    basis=BUDGET_REGULATION_20,
    opinion=9,
    title=("完成值没有填", "No result filed"),
    requirement="自评表中有指标值的指标，应当填写完成值。",
    why=(
        "没有完成值却得了分的，得分没有依据，属于错误。已说明原因、没有得分的，是如实填报；"
        "单元格错位的行不作判断；整张表都没有填完成值的，只指出一次。"
    ),
    zh="{listed}没有填完成值{scored_zh}，看不出目标是否实现",
    en="No result is filed for {listed}{scored_en}: whether the target was reached is not said",
    fix_zh="填写实际完成的数值或情况，例如目标“≥30次”，实际开展32次，填“32次”；没有完成的，如实填写并说明原因",
    fix_en="File what was reached: for a target of ≥30次 and 32 done, write 32次; where nothing was, say so and why",
    found="{listed}",
    needs=("indicators.actual_text",),
    at="level3_place",
)
def result_missing(indicators: Frame, repairs: Frame, tables: Frame) -> Frame:
    """In a self-evaluation, an indicator with a target has a result.

    A score without a result has nothing to stand on: that is an error. A row that says why there is none, and took no points
    for it, is honest; a row whose cells moved may have it elsewhere. A form without any result is told once. A target form
    that prints the column for later has nothing to report yet.

    | table | level3       | target | actual | weight | score | reason       | found |
    | ----- | ------------ | ------ | ------ | ------ | ----- | ------------ | ----- |
    | 1     | 巡查次数     | ≥30次  |        | 10     | 10    |              | yes   |
    | 1     | 隐患整改率   | ＝100% |        | 10     |       |              | yes   |
    | 1     | 培训场次     | ≥4场   |        | 10     | 0     | 资金没有下达 |       |
    | 1     | 群众满意度   | ≥90%   | 93%    | 10     | 10    |              |       |
    | 1     | 夜间巡查     |        |        | 10     |       |              |       |
    | 2     | 巡查次数     | ≥30次  |        | 50     |       |              | yes   |
    | 2     | 隐患整改率   | ＝100% |        | 40     |       |              |       |
    | 3     | 巡查次数     | ≥30次  |        | 50     |       |              |       |

    tables:

    | table | form                       |
    | ----- | -------------------------- |
    | 1     | project-self-evaluation    |
    | 2     | department-self-evaluation |
    | 3     | project-target             |
    """
    asked = indicators.actual_text.notna() & indicators.plain.ne("") & ~valueless(indicators) & applicable(indicators)
    forms = tables.loc[tables.form.str.endswith("self-evaluation")]
    asked &= among(indicators, forms)
    rows = indicators.loc[asked & indicators.target_kind.ne("unasked") & indicators.period.ne("medium-term")]
    blank = rows.actual_text.str.strip().eq("")
    if not blank.any():
        return rows.assign(offends=False)
    scored = rows.score.gt(0)
    told = rows.reason.fillna("").str.strip().ne("") & ~scored
    judged = rows.assign(
        offends=(blank & ~told).astype("boolean").mask(blank & in_shifted_row(rows, repairs), pd.NA),
        listed="“" + rows.level3 + "”",
        severity=either(scored, "error", "warning"),
        scored_zh=either(scored, "，却得了分", ""),
        scored_en=either(scored, ", yet it has a score", ""),
    )
    throughout = blank.groupby([rows.filing, rows.table]).transform("all") & ~scored
    once = gathered(judged.loc[throughout & judged.offends.fillna(False)].drop(columns="listed"), "level3")
    return pd.concat([judged.loc[~throughout], once])
