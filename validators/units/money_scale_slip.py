from __future__ import annotations

import pandas as pd

from ..applicability import applicable, of_money_cost
from ..basis import ARITHMETIC
from ..both_periods import both_periods
from ..lookup import looked_up
from ..money import shown, totals
from ..rule import Frame, rule

_SLIPS = {1000: "一千", 10_000: "一万", 100_000_000: "一亿"}
_NEAR = 0.02
_EXACT = 0.001
_KEYS = ["filing", "table"]


@rule(
    severity="error",
    basis=ARITHMETIC,
    opinion=11,
    title=("金额差一千倍或一万倍", "Amounts a power of ten apart"),
    requirement="相互对应的金额应当在同一个数量级。",
    why=(
        "成本指标值与完成值、与另一期指标值、与资金总额比较。相差一千倍、一万倍或一亿倍（误差2%以内），"
        "多半是单位写错。多项成本中有一项很小不说明问题，所以只有一项成本时才比较偏小的情况；但换一个单位，各项成本之和就正好"
        "等于资金总额的，可以断定。"
    ),
    zh="“{level3}”的{here_zh}“{text}”与{there_zh}“{text_other}”相差约{times_zh}倍，疑似写错了金额单位",
    en="The {here_en} {text} of “{level3}” and {there_en} {text_other} are about {times} times apart: a wrong unit?",
    fix_zh="核对两处金额的单位，把错的一处改正，例如“300000万元”应为“300000元”或“30万元”",
    fix_en="Check the units of both amounts and mend the wrong one: 300000万元 may be 300000元 or 30万元",
    found="{text}",
    arithmetic="{larger} ÷ {smaller} ≈ {times}",
)
def money_scale_slip(indicators: Frame, funds: Frame) -> Frame:
    """Amounts that belong together are of one magnitude.

    A cost target is held against its result, against the other half of the form, and against the form's money. One that is
    a thousand, ten thousand or a hundred million times the other (within 2%) has the wrong unit. A small cost among
    others proves nothing, so money that is too little is asked only of a single cost, or where the list would come to the
    form's money exactly (0.1% of the amount) if that one cost had another unit.

    | level2   | level3   | target      | actual  | found |
    | -------- | -------- | ----------- | ------- | ----- |
    | 成本指标 | 修缮费   | ≤300000万元 | 30万元  | yes   |
    | 成本指标 | 印刷费   | ≤2万元      | 1.9万元 |       |
    | 成本指标 | 招待费   | ≤5万元      | 40元    |       |

    Case: against the form's money

    | level2   | level3     | target      | found |
    | -------- | ---------- | ----------- | ----- |
    | 成本指标 | 项目总成本 | ≤600000万元 | yes   |
    | 成本指标 | 印刷费     | ≤60元       |       |
    | 经济效益指标 | 带动消费 | ≥60亿元   |       |

    funds:

    | item     | amount |
    | -------- | ------ |
    | 资金总额 | 60.00  |

    Case: against what the other costs leave

    | table | level2   | level3 | target    | found |
    | ----- | -------- | ------ | --------- | ----- |
    | 1     | 成本指标 | 修缮费 | ≤30.00万元 |      |
    | 1     | 成本指标 | 印刷费 | ≤10.00元  | yes   |
    | 1     | 成本指标 | 劳务费 | ≤20.00万元 |      |
    | 2     | 成本指标 | 修缮费 | ≤30.00万元 |      |
    | 2     | 成本指标 | 印刷费 | ≤10.70元  |       |
    | 2     | 成本指标 | 劳务费 | ≤20.00万元 |      |
    | 3     | 成本指标 | 修缮费 | ≤50.00万元 |      |
    | 3     | 成本指标 | 印刷费 | ≤10.00万元 |      |

    funds:

    | table | item     | amount |
    | ----- | -------- | ------ |
    | 1     | 资金总额 | 60.00  |
    | 2     | 资金总额 | 60.00  |
    | 3     | 资金总额 | 60.00  |

    Case: the two halves of a form

    | level2   | level3     | target   | period      | found |
    | -------- | ---------- | -------- | ----------- | ----- |
    | 成本指标 | 项目总成本 | ≤60万元  | medium-term | yes   |
    | 成本指标 | 项目总成本 | ≤60元    | annual      |       |
    """
    costs = indicators.loc[of_money_cost(indicators) & applicable(indicators) & indicators.target_fen.ne(0)]
    if costs.empty:
        return costs.assign(offends=False)
    parts = [_results(costs)] if costs.actual_fen.notna().any() else []
    parts += [_halves(indicators)] if costs.period.eq("medium-term").any() else []
    held = _held_against(costs, funds)
    rows = pd.concat([*parts, _money(held), _left_over(held)], ignore_index=True)
    amounts = rows[["fen", "fen_other"]]
    ratio = amounts.max(axis=1) / amounts.min(axis=1)
    times = pd.Series(0, index=rows.index)
    for slip in _SLIPS:
        times = times.mask(ratio.between(slip * (1 - _NEAR), slip * (1 + _NEAR)), slip)
    rows = rows.assign(times=times)
    if not times.any():
        return rows.assign(offends=False)
    more = rows.fen.ge(rows.fen_other)
    # NOTE: one row is reported once, by the first comparison that shows the slip.
    slipped = rows.loc[times.ne(0)].drop_duplicates([*_KEYS, "number"]).index
    return rows.assign(
        offends=rows.index.isin(slipped),
        times_zh=rows.times.map(_SLIPS).fillna(""),
        larger=rows.text.where(more, rows.text_other),
        smaller=rows.text_other.where(more, rows.text),
    )


def _results(costs: Frame) -> Frame:
    rows = costs.loc[costs.actual_fen.ne(0)].fillna({"actual_text": ""})
    return _compared(
        rows, rows.target_fen, rows.target_text, rows.actual_fen, rows.actual_text, ("指标值", "target", "完成值", "the result")
    )


def _halves(indicators: Frame) -> Frame:
    rows = both_periods(indicators)
    rows = rows.loc[of_money_cost(rows) & rows.target_fen.ne(0) & rows.target_fen_annual.ne(0)]
    words = ("中期指标值", "medium-term target", "年度指标值", "the annual target")
    return _compared(rows, rows.target_fen, rows.target_text, rows.target_fen_annual, rows.target_text_annual, words)


def _held_against(costs: Frame, funds: Frame) -> Frame:
    """Costs with the `total` of their period and its `unit`; `single` where they are the only one."""
    money, keys = totals(funds).fillna({"period": "annual"}), [*_KEYS, "period"]
    rows = costs.loc[costs.target_fen.notna()].fillna({"period": "annual"})
    rows = rows.assign(total=looked_up(rows, money, "final", keys), unit=looked_up(rows, money, "unit", keys))
    rows = rows.loc[rows.total.ne(0)]
    return rows.assign(single=~rows.duplicated(keys, keep=False))


def _money(held: Frame) -> Frame:
    rows = held.loc[held.single | held.target_fen.gt(held.total)]
    amounts = [shown(fen, str(unit)) for fen, unit in zip(rows.total, rows.unit, strict=True)]
    text = pd.Series(amounts, index=rows.index, dtype="str")
    return _compared(
        rows, rows.target_fen, rows.target_text, rows.total, text, ("指标值", "target", "资金总额", "the form's total")
    )


def _left_over(held: Frame) -> Frame:
    """Costs of a list of which all but one, and that one in another unit, are exactly the form's money."""
    rows = held.loc[~held.single]
    if rows.empty:
        return _compared(rows, rows.target_fen, rows.target_text, rows.target_fen, rows.target_text, ("", "", "", ""))
    own = rows.target_fen.astype("float64")
    left = rows.total.astype("float64") - (own.groupby([rows[key] for key in (*_KEYS, "period")]).transform("sum") - own)
    times = pd.concat([left / own, own / left], axis=1).max(axis=1)
    exact = pd.concat([(times / slip - 1).abs() for slip in _SLIPS], axis=1).min(axis=1).lt(_EXACT)
    rows, left = rows.loc[exact], left.loc[exact].round().astype("int64")
    text = pd.Series([shown(fen, str(unit)) for fen, unit in zip(left, rows.unit, strict=True)], index=rows.index, dtype="str")
    words = ("指标值", "target", "资金总额扣除其他成本后的余额", "what the other costs leave of the form's total")
    return _compared(rows, rows.target_fen, rows.target_text, left, text, words)


def _compared(
    rows: Frame, fen: pd.Series, text: pd.Series, other: pd.Series, text_other: pd.Series, words: tuple[str, ...]
) -> Frame:
    here_zh, here_en, there_zh, there_en = words
    return rows[[*_KEYS, "number", "level3", "place"]].assign(
        fen=fen.astype(float), fen_other=other.astype(float), text=text.astype("str"), text_other=text_other.astype("str"),
        here_zh=here_zh, here_en=here_en, there_zh=there_zh, there_en=there_en,
    )  # fmt: skip
