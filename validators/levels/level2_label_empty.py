from __future__ import annotations

import pandas as pd

from ..basis import METHOD
from ..coverage import BENEFITS, COSTS, among, filed_under, filled
from ..placing import gathered
from ..rule import Frame, rule


@rule(
    severity="info",
    basis=METHOD,
    opinion=11,
    title=("二级指标留空", "Level-2 name left empty"),
    requirement="表内印出的二级指标应当填有三级指标，或者写明不适用。",
    why=(
        "这类空行多为模板残留，每张表只提示一次，而且只涉及可以留空的名称：已填有其他效益或成本指标时，"
        "没有填的那几类效益或成本。产出指标、满意度指标、全部效益指标空白以及中期或年度部分整块未填，另有规则指出；"
        "分中期和年度的表，两部分都空白才算。"
    ),
    zh="二级指标{listed}只印了名称，没有三级指标；不适用的留空即可，适用的请补填",
    en="The level-2 names {listed} stand without an indicator; leave those empty that do not apply, and fill the others",
    fix_zh="确实不适用的，删去空行或写“不适用”；适用的补一条三级指标和指标值",
    fix_en="Where one does not apply, delete the row or write 不适用; where it does, add an indicator with a target",
    found="{listed}",
)
def level2_label_empty(levels: Frame, indicators: Frame) -> Frame:
    """A printed level-2 name holds an indicator, or says that none applies.

    A residue of the template, reported once for a form. It concerns names that may rightly be empty: the kinds of benefit
    and of cost, as long as another benefit or cost is filed. Empty outputs, satisfaction and benefits as a whole have rules
    of their own, and a half of the form that is empty throughout has one too: only names empty in both halves count.

    | table | name             | text             | parent   | period      | filled | found |
    | ----- | ---------------- | ---------------- | -------- | ----------- | ------ | ----- |
    | 1     | 经济效益指标     | 经济效益         | 效益指标 |             |        | yes   |
    | 1     | 社会效益指标     | 社会效益         | 效益指标 |             | yes    |       |
    | 1     | 数量指标         | 数量指标         | 产出指标 |             |        |       |
    | 1     | 生态环境成本指标 | 生态环境成本指标 | 成本指标 |             |        |       |
    | 2     | 社会效益指标     | 社会效益指标     | 效益指标 | medium-term | yes    |       |
    | 2     | 社会效益指标     | 社会效益指标     | 效益指标 | annual      |        |       |
    | 3     | 生态效益指标     | 生态效益         | 效益指标 |             |        |       |

    indicators:

    | table | level1   | level2       | level3         | target |
    | ----- | -------- | ------------ | -------------- | ------ |
    | 1     | 效益指标 | 社会效益指标 | 受益居民户数   | ≥900户 |
    | 2     | 效益指标 | 社会效益指标 | 受益居民户数   | ≥900户 |
    """
    rows = indicators.loc[filled(indicators)]
    names = levels.loc[levels.level.eq(2)]
    used = names.groupby(["filing", "table", "name"]).filled.transform("any").astype(bool)
    empty = pd.Series(False, names.index)
    for kinds in (BENEFITS, COSTS):
        empty |= names.name.isin(kinds) & ~used & among(names, rows.loc[filed_under(rows, kinds)])
    if not empty.any():
        return names.loc[used].assign(offends=False)
    flawed = names.loc[empty].drop_duplicates(["filing", "table", "name"])
    flawed = flawed.assign(text=flawed.text.str.replace(r"\s+", "", regex=True))
    return pd.concat([gathered(flawed, "text").assign(offends=True), names.loc[used].assign(offends=False)])
