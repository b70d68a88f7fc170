from __future__ import annotations

import pandas as pd

from ..attainment import deducted
from ..basis import FORMULA_NOTE
from ..choice import either
from ..lookup import looked_up
from ..parameters import with_parameters
from ..points import fits, points_shown, proportional, reached, scored
from ..rule import Frame, rule
from ..telling import judged

_FORMULA = r"实际完成值.{0,6}[/÷].{0,6}指标值"


@rule(
    severity="info",
    basis=FORMULA_NOTE,
    opinion=11,
    title=("得分与计分公式不符", "Score that no formula gives"),
    requirement="未完成的指标应当按公式计分。",
    why=(
        "按完成比例（B/A，反向指标为A/B）、按超出部分扣减或不得分，四舍五入和舍去尾数都可以。各地有自己的评分标准，"
        "所以只是提示；表内印有公式的，按公式都算不出这个得分，作为错误。公式只针对“≥”和“≤”，没有完成的“＝”一律只作提示。"
    ),
    zh="“{level3}”指标值{target_text}，实际{actual_text}，得{score}分：{why_zh}",
    en="“{level3}” has the target {target_text}, the result {actual_text} and scores {score}: {why_en}",
    fix_zh="按表内计分公式重新计算得分；用其他评分标准的，请注明",
    fix_en="Score it by the formula on the form, or name the other standard that was used",
    found="{score}分",
    needs=(
        "indicators.score",
        "indicators.actual_text",
    ),
    at="score_place",
)
def score_formula_unmet(indicators: Frame, tables: Frame) -> Frame:
    """A target that was missed is scored by a formula.

    In proportion (B/A, or A/B where less is better), less the excess, or nothing at all, rounded or cut off in any usual
    way. Places score by standards of their own, so this is a hint, and an error only where the form prints the
    formula. Forms print formulas for ≥ and ≤ only: an exact target (＝) that was missed is always a hint.

    | table | level2   | level3     | target    | actual    | weight | score | found |
    | ----- | -------- | ---------- | --------- | --------- | ------ | ----- | ----- |
    | 1     | 数量指标 | 铺设管网   | ≥10公里   | 8公里     | 10     | 9     | yes   |
    | 1     | 数量指标 | 新建泵站   | ≥10座     | 8座       | 10     | 8     |       |
    | 1     | 数量指标 | 检修闸门   | ≥9扇      | 8扇       | 10     | 8     |       |
    | 1     | 质量指标 | 漏损率     | ≤8%       | 10%       | 10     | 7.5   |       |
    | 1     | 质量指标 | 故障率     | ≤8%       | 10%       | 10     | 0     |       |
    | 1     | 成本指标 | 人员支出   | ＝400000元 | 410000元 | 5      | 4     | yes   |
    | 1     | 成本指标 | 公用经费   | ＝400000元 | 390000元 | 5      | 4     |       |
    | 1     | 数量指标 | 培训场次   | ≥10场     | 12场      | 10     | 9     |       |
    """
    missed = reached(indicators).eq(False).fillna(False).astype(bool)
    rows = indicators.loc[missed & scored(indicators)]
    if rows.empty:
        return rows.assign(offends=False)
    by = proportional(rows)
    equal, reverse = rows.target_operator.eq("="), rows.target_operator.isin(["≤", "<"])
    formula = with_parameters(rows.loc[:, ["filing", "table"]], tables, "reverse_formula").reverse_formula.array
    formula = pd.Series(formula, index=rows.index, dtype="object").where(reverse, None)
    direct, excess = fits(rows.score, by.direct), fits(rows.score, by.excess)
    known = (direct & formula.ne("1-excess")) | (excess & formula.ne("target/actual"))
    fit = known | rows.score.eq(0) | rows.score.ge(rows.weight)
    offends = ((equal & deducted(rows)) | (~equal & ~fit)).astype("boolean")
    other = either(reverse & direct & ~known, "scoring-ratio", either(reverse & excess & ~known, "scoring-excess", ""))
    only = either(reverse & direct & ~excess, "scoring-ratio", either(reverse & excess & ~direct, "scoring-excess", ""))
    named = formula.isna() & only.ne("")
    rows = rows.assign(
        text=looked_up(rows, tables, "text"),
        other=other,
        terms_zh=either(named, "反向指标的得分符合口径 " + only, None),
        terms_en=either(named, "where less is better, the score fits the profile " + only, None),
    )
    return judged(rows, offends, _told)


def _told(rows: Frame) -> Frame:
    by, equal = proportional(rows), rows.target_operator.eq("=")
    printed = rows.text.str.contains(_FORMULA) & ~equal
    near = points_shown(by.direct.round(2))
    far = points_shown(by.excess.round(2))
    number, other = points_shown(by.direct.round(2), ""), points_shown(by.excess.round(2), "")
    by_formula = "in proportion " + number + ", less the deviation " + other
    named = rows.other.ne("")
    fits_zh = either(named, "；填的数符合另一口径 " + rows.other, "")
    fits_en = either(named, "; the figure fits another profile, " + rows.other, "")
    return rows.assign(
        severity=either(printed, "error", "info"),
        why_zh=either(equal, "计分公式只针对“≥”“≤”，“＝”怎样计分没有规定（按完成比例是" + near + "，按偏差扣减是" + far + "）",
                      "按完成比例应为" + near + "，按偏差扣减应为" + far) + fits_zh,
        why_en=either(equal, "forms give formulas for ≥ and ≤ only (" + by_formula + ")", by_formula) + fits_en,
        expected=near,
        arithmetic=points_shown(rows.weight) + " × 完成比例 = " + near,
    )  # fmt: skip
