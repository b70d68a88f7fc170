from __future__ import annotations

import pandas as pd

from ...schemas.vocabulary import vocabulary
from ..basis import BUDGET_REGULATION_20
from ..choice import either
from ..rule import Frame, rule
from ..similarity import differences_told, likeness

_MARKS = "|".join(vocabulary().words.completion_marks)
_COPY = 0.9


@rule(
    severity="error",
    basis=BUDGET_REGULATION_20,
    opinion=11,
    title=("实际完成情况照抄预期目标", "Result copied from the goal"),
    requirement="自评表的实际完成情况应当写实际结果，不应照抄预期目标。",
    why="文字相同，说明没有填写实际结果。在目标文字之外补充了数字的算作结果；用“已……”“……了”写明目标数字已经达到的，也算。",
    zh="实际完成情况与预期目标{same_zh}（{length}字）{apart_zh}，没有写出实际完成了什么",
    en="The actual completion {same_en} the expected goal ({length} characters){apart_en}: it reports no result",
    fix_zh="逐项写实际结果和数量，例如目标“培训村医300人”，完成情况写“实际培训村医312人，考核合格305人”；未完成的说明原因",
    fix_en="Report goal by goal what was done and how much, such as “312 of 300 village doctors trained, 305 passed”",
    found="{text}",
    needs=("goals.kind=actual",),
)
def result_copies_goal(goals: Frame) -> Frame:
    """A self-evaluation reports what was achieved, not again what was hoped for.

    The same text proves that no result was entered. A result that adds figures to the goal's words is one, and so is one
    that states the goal's own figures as reached (已…, …了).

    | table | kind     | text                                               | found |
    | ----- | -------- | -------------------------------------------------- | ----- |
    | 1     | expected | 目标1.加强队伍建设。目标2.办好民生实事。           |       |
    | 1     | actual   | 目标1.加强队伍建设。目标2.办好民生实事             | yes   |
    | 2     | expected | 加强基层医疗队伍建设，培训村医。                   |       |
    | 2     | actual   | 加强基层医疗队伍建设，培训村医312人。              |       |
    | 3     | expected | 完成造林1200亩，抚育林地800亩。                    |       |
    | 3     | actual   | 已完成造林1200亩，抚育林地800亩。                  |       |
    | 4     | expected | 加强队伍建设。                                     |       |
    | 4     | actual   |                                                    |       |
    | 5     | expected | 图书更新补助                                       |       |
    | 5     | actual   | 图书更新补助                                       | yes   |
    """
    filled = goals.loc[goals.plain.ne("")]
    expected, actual = (filled.loc[filled.kind.eq(kind)] for kind in ("expected", "actual"))
    pairs = actual.reset_index().merge(expected, on=["filing", "table", "period"], suffixes=("", "_expected"))
    pairs = pairs.assign(likeness=likeness(pairs.plain, pairs.plain_expected)).sort_values("likeness", ascending=False)
    pairs = pairs.drop_duplicates("index").sort_values("index")
    numbers, wanted = (pairs[text].str.findall(r"\d+(?:\.\d+)?").map(set) for text in ("plain", "plain_expected"))
    more = pd.Series([bool(a - b) for a, b in zip(numbers, wanted, strict=True)], index=pairs.index, dtype=bool)
    marked = pairs.plain.str.count(_MARKS).gt(pairs.plain_expected.str.count(_MARKS)) & numbers.map(bool).astype(bool)
    exact = pairs.plain.eq(pairs.plain_expected)
    offends = pairs.likeness.ge(_COPY) & ~marked & ~more
    apart_zh, apart_en = differences_told(pairs.plain_expected.where(offends, ""), pairs.plain.where(offends, ""))
    return pairs.assign(
        apart_zh=apart_zh,
        apart_en=apart_en,
        offends=offends,
        same_zh=either(exact, "逐字相同", "几乎逐字相同"),
        same_en=either(exact, "repeats word for word", "nearly repeats"),
        length=pairs.plain.str.len(),
        related=[(place,) for place in pairs.place_expected],
    )
