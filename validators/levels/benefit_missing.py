from __future__ import annotations

import pandas as pd

from ..basis import OPINION_34
from ..coverage import BENEFIT, BENEFITS, SATISFACTION, among, filed_under, lacking
from ..rule import Frame, rule


@rule(
    severity="error",
    basis=OPINION_34,
    opinion=8,
    title=("缺少效益指标", "No benefit indicator"),
    requirement="项目应当设置效益指标，说明会带来什么效果。",
    why=(
        "经济效益、社会效益、生态效益、可持续影响有一类即可，不要求四类俱全；满意度指标即使列在效益指标下，也不算效益。"
        "表内印有效益指标名称而没有填的，由“效益指标全部空白”指出。"
    ),
    zh="表内没有效益指标（已填的二级指标：{present}），看不出花这笔钱带来什么效果",
    en="The form has no benefit indicator (level 2 filed: {present}): what the spending changes is not said",
    fix_zh="至少补一条效益指标，经济、社会、生态效益或可持续影响任选适用的，例如“社会效益：夜间交通事故下降率≥5%”",
    fix_en="Add at least one benefit, of whichever kind applies, such as social benefit: “night accidents down ≥5%”",
)
def benefit_missing(tables: Frame, levels: Frame, indicators: Frame) -> Frame:
    """A project states what effect it will have.

    One benefit of any kind is enough; all four are never demanded. A form that prints the benefit labels and leaves them
    empty is the affair of benefit_all_empty. Satisfaction is no benefit, though some forms place it there.

    levels:

    | table | level | name     | found |
    | ----- | ----- | -------- | ----- |
    | 1     | 1     | 产出指标 | yes   |
    | 2     | 1     | 产出指标 |       |
    | 2     | 1     | 效益指标 |       |
    | 3     | 1     | 产出指标 |       |
    | 4     | 1     | 效益指标 |       |

    indicators:

    | table | level1     | level2             | level3           | target | found |
    | ----- | ---------- | ------------------ | ---------------- | ------ | ----- |
    | 1     | 产出指标   | 数量指标           | 修复路灯数量     | ≥120盏 |       |
    | 1     | 满意度指标 | 服务对象满意度指标 | 居民满意度       | ≥90%   |       |
    | 2     | 效益指标   | 社会效益指标       | 夜间事故下降率   | ≥5%    |       |
    | 3     | 产出指标   | 数量指标           | 修复路灯数量     | ≥120盏 |       |
    | 3     |            | 生态效益指标       | 路灯节电率       | ≥10%   |       |
    | 4     | 产出指标   | 数量指标           | 修复路灯数量     | ≥120盏 |       |
    | 5     |            |                    | 修复路灯数量     | ≥120盏 |       |
    """
    effects = filed_under(indicators, (BENEFIT, *BENEFITS)) & ~indicators.level2.isin(SATISFACTION)
    cases = lacking(tables, levels, indicators, (BENEFIT, *BENEFITS), effects)
    labelled = among(cases, levels.loc[levels.name.isin([BENEFIT, *BENEFITS])])
    return cases.assign(offends=cases.offends.mask(labelled & cases.offends.fillna(False), pd.NA))
