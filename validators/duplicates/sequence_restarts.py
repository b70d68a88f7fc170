from __future__ import annotations

from ..basis import METHOD
from ..rule import Frame, rule


@rule(
    severity="info",
    basis=METHOD,
    opinion=11,
    title=("指标编号重新开始", "List numbers start again"),
    requirement="表内印出的指标编号应当从头到尾连续排列。",
    why=(
        "编号重新从头开始，说明这张表是由两段拼成的，可能出自填报单位，也可能出自导出的系统。各二级指标分别编号的，"
        "重新开始属于正常。"
    ),
    zh="指标编号排到{before}之后又出现{sequence}（“{level3}”），可能是两段指标拼在了一起",
    en="After number {before} the list counts {sequence} again (“{level3}”): two lists may have been joined",
    fix_zh="核对是否有重复或误并的指标，编号从1起连续排列",
    fix_en="Check for repeated or wrongly joined indicators, and number them from 1 without a break",
    found="{sequence}",
    needs=("indicators.sequence",),
)
def sequence_restarts(indicators: Frame) -> Frame:
    """Printed list numbers run through a form once.

    A list that starts again was put together from two, by the filer or by the system that exported it. Where every second
    level has numbers of its own, starting again is the plan.

    | table | level2   | level3       | sequence | target | found |
    | ----- | -------- | ------------ | -------- | ------ | ----- |
    | 1     | 数量指标 | 修剪行道树   | 1        | ≥90棵  |       |
    | 1     | 数量指标 | 补植苗木     | 2        | ≥40棵  |       |
    | 1     | 质量指标 | 苗木成活率   | 3        | ≥95%   |       |
    | 1     | 时效指标 | 养护及时率   | 1        | ≥95%   | yes   |
    | 1     | 成本指标 | 养护费用     | 2        | ≤9万元 |       |
    | 2     | 数量指标 | 修剪行道树   | 1        | ≥90棵  |       |
    | 2     | 数量指标 | 补植苗木     | 2        | ≥40棵  |       |
    | 2     | 质量指标 | 苗木成活率   | 1        | ≥95%   |       |
    | 2     | 时效指标 | 养护及时率   | 1        | ≥95%   |       |
    | 3     | 数量指标 | 修剪行道树   |          | ≥90棵  |       |
    """
    listed = indicators.loc[indicators.sequence.notna()]
    keys = ["filing", "table", "period"]
    before = listed.groupby(keys, dropna=False)[["sequence", "level2"]].shift()
    crossing = before.level2.notna() & before.level2.ne(listed.level2)
    restarts = listed.sequence.le(before.sequence).fillna(False).astype(bool)
    running = (crossing & ~restarts).groupby([listed[key] for key in keys], dropna=False).transform("any")
    offends = restarts & running
    twice = listed[offends].duplicated(["filing", "table", "sequence", "plain"]).reindex(listed.index, fill_value=False)
    return listed.assign(offends=offends & ~twice, before=before.sequence)
