from __future__ import annotations

import pandas as pd

from ..basis import OPINION_34
from ..coverage import BENEFIT, BENEFITS, SATISFACTION, among, filed_under, lacking
from ..rule import Frame, rule


@rule(
    severity="error",
    basis=OPINION_34,
    opinion=8,
    title=("效益指标全部空白", "Benefits left empty"),
    requirement="表内印出的各类效益指标，至少应当填写一条。",
    why=("填一条即可，没有经济效益或生态效益的单位可以把这些栏目留空。表内连效益指标的名称都没有印出的，由“缺少效益指标”指出。"),
    zh="效益指标只印了名称，经济、社会、生态效益和可持续影响一条也没有填",
    en="The benefit labels are printed, but no economic, social, ecological or lasting benefit is filed",
    fix_zh="至少填一条与项目有关的效益指标，不适用的可以留空，例如“社会效益：受益居民≥2000户”",
    fix_en="Fill at least one that applies and leave the others empty, such as social benefit: “households served ≥2000户”",
)
def benefit_all_empty(tables: Frame, levels: Frame, indicators: Frame) -> Frame:
    """Of the benefits that a form lists, at least one is filled.

    One is enough: an office without economic or ecological effects rightly leaves those labels empty. Where no benefit
    label is printed at all, benefit_missing says so.

    levels:

    | table | level | name         | found |
    | ----- | ----- | ------------ | ----- |
    | 1     | 1     | 产出指标     |       |
    | 1     | 1     | 效益指标     | yes   |
    | 1     | 2     | 经济效益指标 |       |
    | 2     | 1     | 效益指标     |       |
    | 2     | 2     | 经济效益指标 |       |
    | 2     | 2     | 社会效益指标 |       |
    | 3     | 1     | 产出指标     |       |

    indicators:

    | table | level1   | level2       | level3       | target | found |
    | ----- | -------- | ------------ | ------------ | ------ | ----- |
    | 1     | 产出指标 | 数量指标     | 新增停车位数 | ≥300个 |       |
    | 2     | 效益指标 | 社会效益指标 | 受益居民户数 | ≥900户 |       |
    | 3     | 产出指标 | 数量指标     | 新增停车位数 | ≥300个 |       |
    """
    effects = filed_under(indicators, (BENEFIT, *BENEFITS)) & ~indicators.level2.isin(SATISFACTION)
    cases = lacking(tables, levels, indicators, (BENEFIT, *BENEFITS), effects)
    labelled = among(cases, levels.loc[levels.name.isin([BENEFIT, *BENEFITS])])
    return cases.assign(offends=cases.offends.where(labelled, pd.NA))
