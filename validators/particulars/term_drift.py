from __future__ import annotations

import pandas as pd
from rapidfuzz import fuzz

from ...schemas.vocabulary import vocabulary
from ..basis import METHOD
from ..placing import placed
from ..rule import Frame, rule

_OTHER_THINGS = frozenset(vocabulary().words.not_interchangeable)
_SHORTEST = 7


@rule(
    severity="info",
    basis=METHOD,
    opinion=11,
    title=("同表术语不一", "One thing under two terms"),
    requirement="同一事项在目标和指标中应当使用同一名称。",
    why=(
        "七个字以上的指标名称，在目标中出现时只差一个字的，应当有一处是笔误。差别的字使两者成为不同事物的（如省和市、"
        "上和下、数字），不算笔误。"
    ),
    zh="指标“{level3}”在目标中写作“{twin}”，只差一个字（“{ours}”与“{theirs}”），请核对哪个正确",
    en="The indicator “{level3}” reads “{twin}” in the goal, one character apart ({ours}, {theirs}): which is right?",
    fix_zh="核对规范用语，目标和指标统一用一种写法",
    fix_en="Check the proper term and use it in goal and indicator alike",
    found="{level3}",
    expected="{twin}",
)
def term_drift(indicators: Frame, goals: Frame) -> Frame:
    """Goal and indicators call one thing by one name.

    A name of seven characters or more that stands in the goal with a single other character is a slip in one of the two.
    Characters that make another thing of it (省 and 市, 上 and 下, numerals) are none.

    | level3               | target | found |
    | -------------------- | ------ | ----- |
    | 编制防汛预案演练手册 | ≥30份  | yes   |
    | 开展村级干部培训班   | ≥3期   |       |
    | 发放救助资金人数     | ≥30人  |       |

    goals:

    | text                                                                 |
    | -------------------------------------------------------------------- |
    | 全年编制防汛预警演练手册30份，开展乡级干部培训班3期，发放救助资金到位。 |
    """
    said = (
        goals.loc[goals.kind.eq("expected") & goals.plain.ne("")].groupby(["filing", "table"], as_index=False).plain.agg("|".join)
    )
    goal = indicators.loc[:, ["filing", "table"]].merge(said, on=["filing", "table"], how="left").plain.set_axis(indicators.index)
    judged = indicators.plain.str.len().ge(_SHORTEST) & goal.notna()
    names = placed(indicators, "level3_place").loc[judged]
    drifts = [_drift(*pair) for pair in zip(names.plain, goal.loc[judged], strict=True)]
    drift = pd.DataFrame(drifts, columns=["twin", "ours", "theirs"], index=names.index, dtype=object)
    return names.assign(twin=drift.twin, ours=drift.ours, theirs=drift.theirs, offends=drift.twin.notna())


def _drift(name: str, goal: str) -> tuple[str | None, str | None, str | None]:
    """The stretch of the goal that is `name` but for one character, and the two characters."""
    if name in goal or fuzz.partial_ratio(name, goal, score_cutoff=80) == 0:
        return None, None, None
    for at in range(len(goal) - len(name) + 1):
        twin = goal[at : at + len(name)]
        apart = [(a, b) for a, b in zip(name, twin, strict=True) if a != b]
        if len(apart) == 1 and not _OTHER_THINGS.intersection(apart[0]) and twin[0] == name[0] and twin[-1] == name[-1]:
            return twin, *apart[0]
    return None, None, None
