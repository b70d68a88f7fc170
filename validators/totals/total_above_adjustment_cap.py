from __future__ import annotations

import pandas as pd

from ..adjustment import share, told
from ..basis import SYSTEM_CHECK
from ..lookup import looked_up
from ..money import totals
from ..parameters import with_parameters
from ..points import points_shown
from ..rule import Frame, rule
from ..telling import judged


@rule(
    severity="warning",
    basis=SYSTEM_CHECK,
    opinion=11,
    title=("预算调整幅度大，总分超过上限", "Total above what a much changed budget allows"),
    requirement="预算调整幅度大而没有说明原因的，自评总分不超过口径规定的上限。",
    why="上限由参数 adjusted_total 规定（广西为90分），多大的调整算大由参数 adjustment 规定。口径没有规定上限的，不作判断。",
    zh="预算{change_zh}，没有说明原因的总分最高{cap}，自评总分却是{score}",
    en="The budget changed: {change_en}; unless the reason is given the total may be {cap} at most, but it is {score}",
    fix_zh="写明调整的原因和依据（如追加、压减文件）；没有依据的，总分改为不超过{cap}",
    fix_en="Give the reason and the order that added or cut the money; without one, lower the total to {cap} at most",
    found="{score}",
    expected="≤{cap}",
    needs=("funds.measure=opening", "funds.measure=adjusted", "fields.id=total_score"),
    follows=("scores_do_not_total",),
)
def total_above_adjustment_cap(funds: Frame, fields: Frame, tables: Frame) -> Frame:
    """A budget that changed much in mid-year, without a reason, caps the total score.

    Only where a profile states a cap (`adjusted_total`).

    | table | item         | measure  | amount | found |
    | ----- | ------------ | -------- | ------ | ----- |
    | 1     | 年度资金总额 | opening  | 100.00 |       |
    | 1     | 年度资金总额 | adjusted | 130.00 |       |
    | 2     | 年度资金总额 | opening  | 100.00 |       |
    | 2     | 年度资金总额 | adjusted | 70.00  |       |
    | 3     | 年度资金总额 | opening  | 100.00 |       |
    | 3     | 年度资金总额 | adjusted | 129.00 |       |
    | 4     | 年度资金总额 | opening  | 100.00 |       |
    | 4     | 年度资金总额 | adjusted | 130.00 |       |
    | 5     | 年度资金总额 | opening  | 0.00   |       |
    | 5     | 年度资金总额 | adjusted | 30.00  |       |

    fields:

    | table | id          | label | text | found |
    | ----- | ----------- | ----- | ---- | ----- |
    | 1     | total_score | 总分  | 90.5 | yes   |
    | 2     | total_score | 总分  | 90   |       |
    | 3     | total_score | 总分  | 98   |       |
    | 4     | total_score | 总分  | 98   |       |
    | 5     | total_score | 总分  | 98分 | yes   |

    tables:

    | table | form                    | profile |
    | ----- | ----------------------- | ------- |
    | 1     | project-self-evaluation | guangxi |
    | 2     | project-self-evaluation | guangxi |
    | 3     | project-self-evaluation | guangxi |
    | 4     | project-self-evaluation |         |
    | 5     | project-self-evaluation | guangxi |
    """
    rows = totals(funds)
    rows = rows.loc[rows.opening.notna() & rows.adjusted.notna()]
    given = fields.loc[fields.id.eq("total_score")]
    rows = with_parameters(rows, tables, "adjustment", "adjusted_total")
    text = looked_up(rows, given, "text").fillna("").str.removesuffix("分")
    rows = rows.assign(
        total=pd.Series(pd.to_numeric(text, errors="coerce"), index=rows.index, dtype="float64"),
        score_place=looked_up(rows, given, "place"),
        limit=rows.adjusted_total.astype("float64"),
    )
    rows = rows.loc[rows.limit.notna() & rows.total.notna() & share(rows).abs().ge(rows.adjustment)]
    return judged(rows, rows.total.gt(rows.limit).astype("boolean"), _told)


def _told(rows: Frame) -> Frame:
    return told(rows).assign(
        place=rows.score_place,
        related=[(place,) for place in rows.adjusted_place],
        cap=points_shown(rows.limit),
        score=points_shown(rows.total),
    )
