from __future__ import annotations

import pandas as pd

from ..basis import ARITHMETIC
from ..choice import either
from ..money import last_digit
from ..parameters import with_parameters
from ..points import alike, apart, form_points, points_shown
from ..rule import Frame, rule
from ..telling import judged


@rule(
    severity="error",
    basis=ARITHMETIC,
    opinion=11,
    title=("总分不等于各项得分之和", "Total score is not the sum of the scores"),
    requirement="总分应当等于各项得分与预算执行得分之和。",
    why="总分的小数位少于各项得分的，允许四舍五入或舍去尾数。有得分没有读到的，不作判断。",
    zh="总分填{found}，各项得分相加是{expected}{hint_zh}",
    en="The total score says {total_score:g}; the scores add up to {sum:g}{hint_en}",
    fix_zh="核对各项得分，把总分改为各项得分之和（含预算执行得分）",
    fix_en="Check each score and make the total their sum, budget execution included",
    needs=(
        "fields.id=total_score",
        "indicators.score",
    ),
)
def scores_do_not_total(indicators: Frame, funds: Frame, fields: Frame, tables: Frame) -> Frame:
    """The total score is the sum of the indicators' scores and that for budget execution.

    A total with fewer decimals than its parts may be rounded or cut off. A score that was not read leaves the sum open.

    | table | level2       | level3   | weight | score | found |
    | ----- | ------------ | -------- | ------ | ----- | ----- |
    | 1     | 数量指标     | 铺设管网 | 50     | 46.5  |       |
    | 1     | 社会效益指标 | 受益人口 | 40     | 40    |       |
    | 2     | 数量指标     | 铺设管网 | 50     | 46.5  |       |
    | 2     | 社会效益指标 | 受益人口 | 40     | 40    |       |
    | 3     | 数量指标     | 铺设管网 | 50     | 46.5  |       |
    | 3     | 社会效益指标 | 受益人口 | 40     | 40    |       |
    | 4     | 数量指标     | 铺设管网 | 50     |       |       |
    | 4     | 社会效益指标 | 受益人口 | 40     | 40    |       |

    funds:

    | table | item         | measure | amount |
    | ----- | ------------ | ------- | ------ |
    | 1     | 年度资金总额 | score   | 9      |
    | 2     | 年度资金总额 | score   | 9      |
    | 3     | 年度资金总额 | score   | 9      |
    | 4     | 年度资金总额 | score   | 9      |

    fields:

    | table | id          | label | text | found |
    | ----- | ----------- | ----- | ---- | ----- |
    | 1     | total_score | 总分  | 97.5 | yes   |
    | 2     | total_score | 总分  | 95.5 |       |
    | 3     | total_score | 总分  | 95   |       |
    | 4     | total_score | 总分  | 97   |       |
    """
    rows = with_parameters(form_points(indicators, funds, fields), tables, "score_tolerance")
    rows = rows.loc[rows.total_score.notna() & rows.scores_sum.ne("")]
    total = (rows.scores + rows.execution_score.fillna(0)).round(4)
    decimals = [len(text.strip().removesuffix("分").partition(".")[2]) for text in rows.total_score_text]
    finer = pd.Series([round(sum_, n) != sum_ for sum_, n in zip(total, decimals, strict=True)], index=rows.index, dtype=bool)
    near = (total - rows.total_score).abs().lt(last_digit(pd.Series(decimals, index=rows.index)))
    wrong = apart(total, rows.total_score, rows.score_tolerance.astype("float64")) & ~(finer & near)
    open_ = rows.unscored.gt(0)
    execution = either(rows.execution_score.notna(), " + 预算执行" + points_shown(rows.execution_score), "")
    rows = rows.assign(
        sum=total,
        arithmetic=rows.scores_sum + execution + " = " + points_shown(total),
        reason_zh=either(open_, "有的指标没有得分，无法合计", None),
        reason_en=either(open_, "an indicator has no score, so the sum is open", None),
    )
    return judged(rows, wrong.astype("boolean").where(~(wrong & open_), pd.NA), _told)


def _told(rows: Frame) -> Frame:
    total = rows.loc[:, "sum"]
    without = alike(rows.scores, rows.total_score) & rows.execution_score.notna()
    shown = points_shown(rows.execution_score)
    return rows.assign(
        place=rows.total_score_place,
        found=points_shown(rows.total_score),
        expected=points_shown(total),
        hint_zh=either(without, "；总分没有计入预算执行得分" + shown, ""),
        hint_en=either(without, "; the score for budget execution was left out", ""),
    )
