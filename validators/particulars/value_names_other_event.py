from __future__ import annotations

import pandas as pd

from ...schemas.vocabulary import vocabulary
from ..basis import METHOD
from ..placing import placed
from ..rule import Frame, rule

_EVENTS = "|".join(word for word in vocabulary().words.zero_events if word.startswith(("不", "未", "杜绝")))
_EVENT = rf"(?:{_EVENTS})([\u4e00-\u9fff]{{4,}})(事件|事故|案件|情况|现象|行为)"


@rule(
    severity="warning",
    basis=METHOD,
    opinion=4,
    title=("指标值与指标名称不对应", "Target speaks of another event"),
    requirement="指标值所说的事项应当与指标名称一致。",
    why=(
        "名称和指标值都写不发生某类事件，而两类事件没有一个字相同的，指标值的结果说明不了名称所指的事项。有相同字词的，"
        "可能只是范围大小不同，不作判断。"
    ),
    zh="指标名称说的是“{named}”，指标值说的却是“{valued}”，两者不是一回事",
    en="The name speaks of “{named}”, its target of “{valued}”: not the same event",
    fix_zh="指标值与名称对应，例如名称写“{named}发生数”，指标值写“＝0起”；另一类事件另设一条指标",
    fix_en="Let the target answer the name, such as “number of {named}” with “=0”, and give the other event its own indicator",
    found="{target_text}",
)
def value_names_other_event(indicators: Frame) -> Frame:
    """A target answers the name beside it.

    Where both exclude an event and the two kinds of event have no character in common, the result of one says nothing of
    the other. Events that share a word may be one narrower than the other and pass.

    | level3                       | target                 | found |
    | ---------------------------- | ---------------------- | ----- |
    | 不发生校园食品中毒事件       | 不发生网络炒作事件     | yes   |
    | 不发生校园食品中毒事件       | 不发生群体中毒事件     |       |
    | 不发生校园食品中毒事件       | 不发生                 |       |
    | 不发生校园食品中毒事件       | =0起                   |       |
    | 校园食品管理                 | 不发生网络炒作事件     |       |
    """
    named, valued = (indicators[column].str.extract(_EVENT) for column in ("level3", "target_text"))
    both = named[0].notna() & valued[0].notna()
    apart = [not set(one) & set(other) for one, other in zip(named[0].fillna(""), valued[0].fillna(""), strict=True)]
    return placed(indicators, "target_place").assign(
        offends=pd.Series(apart, index=indicators.index, dtype="boolean").where(both, pd.NA),
        named=named[0] + named[1],
        valued=valued[0] + valued[1],
    )
