from __future__ import annotations

from ..attainment import attainment, deducted, is_cost, unexplained
from ..basis import FORMULA_NOTE
from ..choice import either
from ..parameters import with_parameters
from ..points import reached
from ..rule import Frame, rule
from ..telling import judged


@rule(
    severity="warning",
    basis=FORMULA_NOTE,
    opinion=11,
    title=("达标却扣分", "Points lost though the target was met"),
    requirement="已完成的指标应当得满分。",
    why=(
        "写明了原因的不提示；实际值远高于指标值（参数 overshoot）的也不提示，那可能是指标值定低了。"
        "扣分而原因栏空着的另有提示，这里只补充成本指标：支出没有超过目标，就是完成了。"
    ),
    zh="“{level3}”指标值{target_text}，实际{actual_text}，{met_zh}，却只得{score}分（分值{weight}分）",
    en="“{level3}” has the target {target_text} and the result {actual_text}, {met_en}, yet scores {score} of {weight}",
    fix_zh="已完成的指标给满分{weight}分；确需扣分的，在原因栏写明理由",
    fix_en="Give the full {weight} points for a target that was met, or state why points are lost",
    found="{score}分",
    expected="{weight}分",
    needs=(
        "indicators.score",
        "indicators.actual_text",
    ),
    follows=("satisfaction_capped", "cost_rewards_overspending"),
    at="score_place",
)
def points_deducted_though_met(indicators: Frame, tables: Frame) -> Frame:
    """A target that was met earns its full points.

    Not said where a reason is given, nor where the result lies so far above the target (parameter `overshoot`) that the
    target may have been too low. A deduction that leaves the column for reasons empty is reported as such, so here only costs
    are added to it: whoever spends less than planned has met the target.

    | level2   | level3     | target    | actual   | weight | score | reason   | found |
    | -------- | ---------- | --------- | -------- | ------ | ----- | -------- | ----- |
    | 数量指标 | 铺设管网   | ≥5公里    | 5公里    | 10     | 9     |          |       |
    | 成本指标 | 人员支出   | ＝40000元 | 39000元  | 5      | 4     |          | yes   |
    | 成本指标 | 公用经费   | ＝40000元 | 41000元  | 5      | 4     |          |       |
    | 成本指标 | 设备购置费 | ≤40000元  | 39000元  | 5      | 4     | 招标推迟 |       |
    | 数量指标 | 培训场次   | ≥10场     | 9场      | 10     | 9     |          |       |

    Case: a form without the column for reasons

    | level2   | level3     | target | actual | weight | score | found |
    | -------- | ---------- | ------ | ------ | ------ | ----- | ----- |
    | 数量指标 | 铺设管网   | ≥5公里 | 5公里  | 10     | 9     | yes   |
    | 数量指标 | 培训场次   | ≥10场  | 16场   | 10     | 9     |       |
    | 数量指标 | 新建泵站   | ≥2座   | 2座    | 10     | 10    |       |
    | 数量指标 | 检修闸门   | 4扇    | 5扇    | 10     | 9     |       |
    """
    met = reached(indicators)
    rows = indicators.loc[met.notna() & indicators.weight.notna() & indicators.score.notna()]
    rows = with_parameters(rows.assign(met=met.reindex(rows.index)), tables, "overshoot")
    share = attainment(rows)
    far = share.ge(rows.overshoot.astype("float64")).fillna(False)
    told = rows.reason.notna() & (~unexplained(rows) | share.notna())
    offends = (rows.met.astype(bool) & deducted(rows) & ~far & ~told).astype("boolean")
    return judged(rows, offends, _told)


def _told(rows: Frame) -> Frame:
    saved = is_cost(rows) & rows.target_operator.isin(["=", "≤", "<"])
    return rows.assign(
        met_zh=either(saved, "支出没有超过目标", "已达到目标"),
        met_en=either(saved, "which is within it", "which meets it"),
    )
