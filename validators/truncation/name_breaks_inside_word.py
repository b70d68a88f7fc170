from __future__ import annotations

import re

import pandas as pd

from ..basis import REVIEW_CHECKLIST
from ..clipping import fuller, texts
from ..placing import placed
from ..rule import Frame, Mask, rule

# (what the name ends in, the measure of which that is the beginning, where the target is of this dimension). An ending names
# what stands before the cut, or what does not: words that end so by right.
_CUTS = (
    (r"(?:种植|养殖|播种|绿化|造林|建筑|占地|使用|覆盖|改造|建设|灌溉|治理|清理|整治|补贴|管护|养护|修复|保洁|受益|流转|租赁|坑槽|作物|粮食|农田|耕地|土地|林地|草原|湿地)面",
     "面积", "area"),
    (r"(?<![公邻乡故百千])里", "里程", "length"),
    (r"(?:全|总|边沟|管道|管网|河道|堤防|道路|线路|渠道|护栏|围墙|使用)长", "长度", "length"),
    (r"(?:使用|服务|保存|保管|质保|受益|利用|可用|有效|设计|运行|保质|保修)年", "年限", "duration"),
    (r"(?<![及按准实定课学工小随同限临暂平适届汛农战闲忙])时", "时间", "date"),
    (r"(?:完成|办理|处理|修复|响应|处置|上报|办结|到位|审批)时", "时间", "duration"),
    (r"(?<![完建形构收落合组养])成", "成本", "money"),
    (r"(?<![财神已])经", "经费", "money"),
    (r"(?:增收|发放|减免|节约|投资|贷款|销售|交易|募集|缴纳|合同|减税|融资)金", "金额", "money"),
    (r"(?<![占同环对配评之分价师生债贷女相入出类性])比", "比例", "ratio"),
    (r"(?<![收开分透超])支", "支出", "money"),
    (r"(?<![圆期爆届丰])满", "满意度", "ratio"),
)  # fmt: skip


@rule(
    severity="warning",
    basis=REVIEW_CHECKLIST,
    opinion=11,
    title=("指标名称断在词语中间", "Name breaks off inside a word"),
    requirement="指标名称应当写完整。",
    why=(
        "名称的末字是计量词的前半个（“种植面”“使用年”“工资福利成”），而指标值正好用这个计量词的单位，说明后一个字被截掉了。"
        "“公里”“及时”“资金收支”等本来如此结尾的词不算。已由其他规则指出更完整写法的，不再重复。"
    ),
    zh="指标名称“{level3}”可能断在词语中间：末字是“{noun}”的前一部分，指标值“{target_text}”正是这样计量的",
    en="The name “{level3}” seems to break off inside “{noun}”, which is what its target {target_text} measures",
    fix_zh="核对原文，补全为“{whole}”",
    fix_en="Check the original and complete it to “{whole}”",
    found="{level3}",
    expected="{whole}",
)
def name_breaks_inside_word(indicators: Frame) -> Frame | Mask:
    """A name does not end in half of a word.

    Its last character begins a measure (种植面…, 使用年…) of which the target has the unit, and no word ends so by right.

    | level2         | level3             | target           | found |
    | -------------- | ------------------ | ---------------- | ----- |
    | 数量指标       | 早稻种植面         | ≥1200亩          | yes   |
    | 数量指标       | 管护河堤里         | ≥12公里          | yes   |
    | 可持续影响指标 | 水泵正常使用年     | ≥8年             | yes   |
    | 时效指标       | 设备安装完成时     | 2025年9月30日前  | yes   |
    | 时效指标       | 投诉处理时         | ≤24小时          | yes   |
    | 成本指标       | 聘用人员工资成     | ≤12万元          | yes   |
    | 成本指标       | 日常办公经         | ≤12万元          | yes   |
    | 成本指标       | 差旅费支           | ≤12万元          | yes   |
    | 服务对象满意度指标 | 受训学员满     | ≥90%             | yes   |
    | 质量指标       | 无纸化办文比       | ≥90%             | yes   |
    | 经济效益指标   | 农户亩均增收金     | ≥50元            | yes   |
    | 质量指标       | 骨干教师占比       | ≥30%             |       |
    | 成本指标       | 救助金             | ≤12万元          |       |
    | 数量指标       | 修补沥青路面       | ≥1200平方米      |       |
    | 数量指标       | 早稻种植面         | ≥12个            |       |
    | 数量指标       | 管护河堤公里       | ≥12公里          |       |
    | 社会效益指标   | 服务老年           | ≥8年             |       |
    | 时效指标       | 补贴发放及时       | 2025年9月30日前  |       |
    | 时效指标       | 泵站建成           | 2025年9月30日前  |       |
    | 成本指标       | 工程建成           | ≤12万元          |       |
    | 成本指标       | 公用收支           | ≤12万元          |       |
    | 质量指标       | 项目进展圆满       | ≥90%             |       |

    Case: the whole name stands elsewhere

    | table | level2   | level3       | target  | found |
    | ----- | -------- | ------------ | ------- | ----- |
    | 1     | 数量指标 | 早稻种植面   | ≥1200亩 |       |
    | 2     | 数量指标 | 早稻种植面积 | ≥1200亩 |       |
    """
    dimension = indicators.target_dimension.where(indicators.target_kind.ne("date"), "date")
    names = indicators.level3.str.strip()
    noun = pd.Series(pd.NA, index=indicators.index, dtype="string")
    for ending, whole, measured in _CUTS:
        half = names.str.contains(f"(?:{ending})$") & dimension.eq(measured).fillna(False) & noun.isna()
        noun = noun.mask(half, whole)
    cut = noun.notna()
    if not cut.any():
        return cut
    noun = noun.mask(_fuller_elsewhere(indicators), pd.NA)
    kept = indicators.level3.map(lambda name: re.sub(r"\s+$", "", name)).str[:-1]
    return placed(indicators, "level3_place").assign(
        offends=noun.notna().astype("boolean"), noun=noun.fillna(""), whole=kept + noun.fillna("")
    )


def _fuller_elsewhere(indicators: Frame) -> pd.Series:
    """Whether the filing has the whole name at another place."""
    cells = texts(indicators)
    names = cells.loc[fuller(cells).notna() & cells.role.eq("name"), ["filing", "words"]].drop_duplicates()
    known = set(zip(names.filing, names.words, strict=True))
    own = zip(indicators.filing, indicators.level3.str.replace(r"\s+", "", regex=True), strict=True)
    return pd.Series([key in known for key in own], index=indicators.index, dtype=bool)
