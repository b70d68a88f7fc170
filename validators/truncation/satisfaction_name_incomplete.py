from __future__ import annotations

import pandas as pd

from ..basis import METHOD
from ..clipping import fuller, texts
from ..placing import placed
from ..rule import Frame, rule

_SAYS = "满意|投诉|好评|认可|评价|知晓|测评|得分|差评|信任|支持|感"


@rule(
    severity="info",
    basis=METHOD,
    opinion=11,
    title=("满意度指标名称不完整", "Satisfaction of whom, but not satisfaction"),
    requirement="满意度指标的名称应当写明衡量的是满意度。",
    why=(
        "只写“服务对象”加百分比，虽然能猜出意思，但往往是名称缺了后半段。投诉、评分、知晓率等本身就是衡量内容，不算缺字；"
        "另一处有完整写法的，由“疑似缺少后半段”指出。"
    ),
    zh="满意度指标的名称“{level3}”只写了对象，没有写衡量什么，可能缺“满意度”",
    en="The satisfaction indicator “{level3}” names whose it is, not what is measured: 满意度 may be lost",
    fix_zh="补全为“{level3}满意度”",
    fix_en="Complete it to “{level3}满意度” (satisfaction)",
    found="{level3}",
    expected="{level3}满意度",
)
def satisfaction_name_incomplete(indicators: Frame) -> Frame:
    """A satisfaction indicator says that satisfaction is measured.

    A bare 服务对象 with a percentage is understood, but is often a name that lost its end. Complaints, ratings and
    awareness are measures of their own, and a name whose fuller form stands elsewhere is reported by
    prefix_of_fuller_text.

    | table | level2             | level3         | target | found |
    | ----- | ------------------ | -------------- | ------ | ----- |
    | 1     | 服务对象满意度指标 | 参训学员       | ≥90%   | yes   |
    | 1     | 服务对象满意度指标 | 参训学员满意率 | ≥95%   |       |
    | 1     | 服务对象满意度指标 | 有效投诉率     | ≤2%    |       |
    | 1     | 服务对象满意度指标 | 受益村民       | ≥85%   |       |
    | 2     | 服务对象满意度指标 | 受益村民满意度 | ≥85%   |       |
    | 1     | 数量指标           | 参训学员       | ≥90人  |       |
    """
    asked = indicators.level2.eq("服务对象满意度指标") & indicators.target_dimension.eq("ratio") & indicators.plain.ne("")
    cells = texts(indicators)
    known = cells.loc[cells.role.eq("name") & fuller(cells).notna(), ["filing", "table", "level3"]].drop_duplicates()
    names = indicators.loc[:, ["filing", "table", "level3"]].reset_index()
    elsewhere = names.merge(known, on=["filing", "table", "level3"])["index"] if len(known) else []
    bare = ~indicators.level3.str.contains(_SAYS) & ~indicators.index.isin(elsewhere)
    return placed(indicators, "level3_place").assign(offends=bare.astype("boolean").where(asked, pd.NA))
