from __future__ import annotations

from ..basis import REVIEW_CHECKLIST
from ..rule import Frame, rule


@rule(
    severity="warning",
    basis=REVIEW_CHECKLIST,
    opinion=11,
    title=("标准名称被截断", "Standard name cut short"),
    requirement="指标级别名称和栏目名称应当写完整。",
    why=(
        "表式固有的名称缺了结尾，说明列宽不够，同一列里填写的内容也可能被截断；多列都被截断的，每张表只指出一次。"
        "通行的简称（如数量、可持续影响）不算缺字。"
    ),
    zh="“{text}”是“{expected}”被截断后的样子，已按“{expected}”识别",
    en="“{text}” is “{expected}” cut short; it was read as that",
    fix_zh="补全为“{expected}”；如由系统导出造成，请加宽该列后重新导出",
    fix_en="Complete it to “{expected}”; if an export did this, widen the column and export again",
    found="{text}",
    expected="{expected}",
)
def standard_name_clipped(repairs: Frame) -> Frame:
    """Level names and labels are written out in full.

    A name of the form that lacks its end shows that the column was too narrow: what the filer wrote in it may be cut as
    well. Short forms in use (数量, 可持续影响) are no cut names. What a form has cut in several columns is told once.

    | kind          | text     | expected       | found |
    | ------------- | -------- | -------------- | ----- |
    | clipped-label | 满意度指 | 满意度指标     | yes   |
    | clipped-label | 满意度指 | 服务对象满意度指标 |   |
    | clipped-label | 联系电   | 联系电话       | yes   |
    | shifted       | 时效指标 | 二级指标       |       |
    | continued     | 产出指标 | 产出指标       |       |
    """
    literal = [expected.startswith(text) for expected, text in zip(repairs.expected, repairs.text, strict=True)]
    cut = (
        repairs.assign(literal=literal)
        .loc[repairs.kind.eq("clipped-label")]
        .sort_values("literal", ascending=False, kind="stable")
    )
    return cut.drop_duplicates(["filing", "table", "text"]).assign(offends=True)
