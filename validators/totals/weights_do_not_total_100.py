from __future__ import annotations

import pandas as pd

from ..basis import POINTS_NOTE
from ..choice import either
from ..parameters import with_parameters
from ..points import alike, apart, form_points, points_shown
from ..rule import Frame, rule
from ..telling import judged


@rule(
    severity="error",
    basis=POINTS_NOTE,
    opinion=11,
    title=("分值合计不等于100", "Points do not total 100"),
    requirement="各指标的分值与预算执行的分值合计应当为100。",
    why=(
        "没有印预算执行分值的，参数 indicator_points 所列的合计（90、80）也可以。总分栏的分值也应与合计"
        "一致。有指标没有读到分值的，不作判断。"
    ),
    zh="各项分值合计{found}{hint_zh}",
    en="The points total {sum:g}{hint_en}",
    fix_zh="调整各指标的分值，使其与预算执行的分值合计为{expected}",
    fix_en="Change the indicators' points so that, with those for budget execution, they total {base:g}",
    needs=("indicators.weight",),
)
def weights_do_not_total_100(indicators: Frame, funds: Frame, fields: Frame, tables: Frame) -> Frame:
    """The indicators' points and those for budget execution total 100.

    Where no points for execution are printed, the other totals of the parameter `indicator_points` are right too (90, 80).
    The printed total must be the sum as well. An indicator whose points were not read leaves the sum open.

    | table | level2           | level3     | target | weight | found |
    | ----- | ---------------- | ---------- | ------ | ------ | ----- |
    | 1     | 数量指标         | 铺设管网   | ≥5公里 | 50     | yes   |
    | 1     | 社会效益指标     | 受益人口   | ≥3000人 | 25    |       |
    | 1     | 服务对象满意度指标 | 群众满意度 | ≥90%   | 10     |       |
    | 2     | 数量指标         | 铺设管网   | ≥5公里 | 50     |       |
    | 2     | 社会效益指标     | 受益人口   | ≥3000人 | 30    |       |
    | 2     | 服务对象满意度指标 | 群众满意度 | ≥90%   | 10     |       |
    | 3     | 数量指标         | 铺设管网   | ≥5公里 | 60     |       |
    | 3     | 社会效益指标     | 受益人口   | ≥3000人 | 30    |       |
    | 4     | 数量指标         | 铺设管网   | ≥5公里 | 60     |       |
    | 4     | 社会效益指标     | 受益人口   | ≥3000人 |       |       |
    | 5     | 数量指标         | 铺设管网   | ≥5公里 | 90     |       |

    funds:

    | table | item         | measure | amount | found |
    | ----- | ------------ | ------- | ------ | ----- |
    | 1     | 年度资金总额 | points  | 10     |       |
    | 2     | 年度资金总额 | points  | 10     |       |
    | 4     | 年度资金总额 | points  | 10     |       |
    | 5     | 年度资金总额 | points  | 100    | yes   |

    tables:

    | table | form                    |
    | ----- | ----------------------- |
    | 1     | project-self-evaluation |
    | 2     | project-self-evaluation |
    | 3     | project-self-evaluation |
    | 4     | project-self-evaluation |
    | 5     | project-self-evaluation |
    """
    rows = with_parameters(
        form_points(indicators, funds, fields), tables, "total_points", "indicator_points", "execution_points", "score_tolerance"
    )
    total = rows.weights + rows.execution.fillna(0)
    base = rows.total_points.astype("float64")
    bare = rows.execution.isna()
    allowed = [
        (*others, whole, 1.0) if alone else (whole,)
        for others, whole, alone in zip(rows.indicator_points, base, bare, strict=True)
    ]
    nearest = [min(abs(sum_ - right) for right in bases) for sum_, bases in zip(total, allowed, strict=True)]
    far = pd.Series(nearest, index=rows.index, dtype="float64")
    wrong = apart(far, 0, rows.score_tolerance.astype("float64"))
    usual = rows.execution_points.astype("float64")
    odd = wrong & rows.execution.ne(usual) & alike(rows.weights + usual, base) & ~bare
    misprinted = ~wrong & apart(rows.total_weight, total) & apart(rows.total_weight, rows.weights)
    open_ = rows.unread.gt(0)
    offends = (wrong | misprinted).astype("boolean")
    execution = either(bare, "", " + 预算执行" + points_shown(rows.execution))
    rows = rows.assign(
        sum=total, base=base, usual=usual, odd=odd, misprinted=misprinted,
        arithmetic=rows.weights_sum + execution + " = " + points_shown(total),
        reason_zh=either(open_, "有的指标没有分值，无法合计", None),
        reason_en=either(open_, "an indicator has no points, so the sum is open", None),
    )  # fmt: skip
    return judged(rows, offends.where(~(wrong & open_), pd.NA), _told)


def _told(rows: Frame) -> Frame:
    total, base, usual, odd, misprinted = rows.loc[:, "sum"], rows.base, rows.usual, rows.odd, rows.misprinted
    shown, shown_en = points_shown(rows.execution), points_shown(rows.execution, "")
    right, right_en = points_shown(base), points_shown(base, "")
    with_usual = "；预算执行的分值填了" + shown + "，按" + points_shown(usual) + "计正好合计" + right
    with_usual_en = "; execution carries " + shown_en + ", with the usual " + points_shown(usual, "") + " the total is right"
    wrong = "，应为" + right + either(odd, with_usual, "")
    wrong_en = ", not " + right_en + either(odd, with_usual_en, "")
    hint_zh = either(misprinted, "，“总分”栏却填" + points_shown(rows.total_weight), wrong)
    hint_en = either(misprinted, ", but the line of the total says " + points_shown(rows.total_weight, ""), wrong_en)
    return rows.assign(
        place=either(odd, rows.execution_place, rows.first_place), expected=right,
        found=points_shown(total), hint_zh=hint_zh, hint_en=hint_en,
    )  # fmt: skip
