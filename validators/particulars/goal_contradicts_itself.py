from __future__ import annotations

from ...schemas.vocabulary import vocabulary
from ..basis import METHOD
from ..rule import Frame, rule

_WORDS = vocabulary().words
_BAD = "|".join(_WORDS.bad_states)
_SENTENCE = rf"([^。；;]*(?:{_BAD})[^。；;]*)"
_CLAUSE = rf"([^，。；,;]*(?:{_BAD}))"


@rule(
    severity="info",
    basis=METHOD,
    opinion=2,
    title=("目标自相矛盾", "Goal that contradicts itself"),
    requirement="绩效目标不得把要解决的问题写成要实现的结果。",
    why="“居高不下”“不降反升”等说的是要扭转的局面。句中写明扭转、解决、遏制或者针对某问题的，用在这里是恰当的，不算矛盾。",
    zh="绩效目标把“{bad}”写成了要实现的结果，与目标的方向相反",
    en="The goal names “{bad}” among what is to be achieved: that is the opposite of a goal",
    fix_zh="改为希望达到的结果，例如“来访总量同比下降10%”；如是描述现状，写明“扭转……的局面”",
    fix_en="State what is wanted, such as “visits down by 10%”; if the present state is meant, say that it is to be turned",
    found="{bad}",
)
def goal_contradicts_itself(goals: Frame) -> Frame:
    """A goal does not promise the evil that it is to remedy.

    居高不下, 不降反升 and the like are states to be ended. Where the sentence says so (扭转, 解决, 遏制, 针对…问题) they are
    in their place.

    | text                                         | found |
    | -------------------------------------------- | ----- |
    | 实现事故起数下降，事故总量居高不下。         | yes   |
    | 扭转事故总量居高不下的局面。                 |       |
    | 实现事故起数下降10%。                        |       |
    """
    expected = goals.loc[goals.kind.eq("expected") & goals.text.str.contains(_BAD)]
    sentence = expected.text.str.extract(_SENTENCE)[0]
    meant = sentence.str.contains("|".join(_WORDS.remedies)).fillna(False).astype(bool)
    bad = expected.text.str.extract(_CLAUSE)[0].str.strip()
    return expected.assign(offends=sentence.notna() & ~meant, bad=bad)
