from __future__ import annotations

import pandas as pd

from ...schemas.vocabulary import vocabulary
from ..basis import REVIEW_CHECKLIST
from ..placing import placed
from ..rule import Frame, rule

_WHOLE = vocabulary().words.whole_endings
_COUNTERS = tuple("天次个份盏株棵篇座台套卷页条册")


@rule(
    severity="warning",
    basis=REVIEW_CHECKLIST,
    opinion=11,
    title=("指标名称缺少尾字", "Name lacks its last character"),
    requirement="计数的指标，名称应当写明是什么的数量。",
    why=(
        "“天”“次”“台”“座”等量词一般不作名词的结尾，名称以它们结尾、指标值又以它们计量的，应当是缺了“数”字。"
        "“人”“件”“户”“期”本身也是名词，不作判断；“人次”“批次”“蓝天”“平台”等词，以及名称本身已写明数字的（如3次），也不算缺字。"
    ),
    zh="指标名称“{level3}”以“{last}”结尾，指标值也以“{last}”计，可能缺“数”字",
    en="The name “{level3}” ends in the counter “{last}” of its own target: the final 数 (number of) seems lost",
    fix_zh="补全为“{level3}数”",
    fix_en="Complete it to “{level3}数”",
    found="{level3}",
    expected="{level3}数",
)
def name_loses_last_character(indicators: Frame) -> Frame:
    """A name that counts something says the number of what.

    天, 次, 台, 座 and the like hardly end a noun, so a name that ends in one and is counted in it has lost its 数. Counters that
    are nouns as well (人, 件, 户, 期) say nothing, nor do 人次, 批次, 蓝天, 平台, nor a name that states the figure itself (3次).

    | level2   | level3             | target  | found |
    | -------- | ------------------ | ------- | ----- |
    | 数量指标 | 下乡义诊活动天     | ≥45天   | yes   |
    | 数量指标 | 组织联合演练次     | ≥4次    | yes   |
    | 数量指标 | 下乡义诊活动天数   | ≥45天   |       |
    | 数量指标 | 义诊服务人次       | ≥800人次 |      |
    | 数量指标 | 购置诊疗设备台     | ≥5台    | yes   |
    | 数量指标 | 新建村级平台       | ≥5台    |       |
    | 数量指标 | 购置诊疗设备台     | ≥5套    |       |
    | 数量指标 | 发布宣传信息（篇） | ≥60篇   |       |
    | 数量指标 | 服务老年人         | ≥800人  |       |
    | 数量指标 | 优良空气蓝天       | ≥300天  |       |
    | 数量指标 | 每年演练2次        | ≥2次    |       |
    | 质量指标 | 每天               | ≥95%    |       |
    """
    counted = indicators.target_unit.isin(_COUNTERS)
    names = indicators.level3.str.strip()  # 宣传信息（篇） states its unit and is whole
    last = names.str[-1:]
    cut = last.eq(indicators.target_unit) & ~names.str.endswith(_WHOLE)
    cut &= ~names.str.contains(r"[\d一二三四五六七八九十两几每].$")
    return placed(indicators, "level3_place").assign(offends=cut.astype("boolean").where(counted, pd.NA), last=last)
