from __future__ import annotations

from ..basis import METHOD
from ..rule import Frame, rule


@rule(
    severity="info",
    basis=METHOD,
    opinion=11,
    title=("级别名称占了指标名称的位置", "Level name in the indicators' column"),
    requirement="三级指标栏只填写指标名称，不填写级别名称。",
    why=(
        "误入该栏的级别名称在读取时已略去，指标名称和指标值仍能正确识别。一级指标和二级指标同为“满意度指标”是常见的写法，"
        "不算误填。"
    ),
    zh="“{text}”在这一行里多印了一次，占了三级指标的位置，把后面的内容挤到了右边一列",
    en="“{text}” is printed once more in this row, in the place of the indicator's name, and pushes the rest to the right",
    fix_zh="删去多出的“{text}”，三级指标栏只写指标名称，例如“设备采购总价”",
    fix_en="Delete the surplus “{text}” and keep the indicator's own name in that column, such as “price of the equipment”",
    found="{text}",
)
def label_in_name_column(repairs: Frame) -> Frame:
    """The indicators' column holds names of indicators.

    A level name that slipped into it was left out of the reading, so that name and target were understood. 满意度指标 as
    level 1 and again as level 2 is the usual pair and no slip.

    | kind         | text         | expected                                | found |
    | ------------ | ------------ | --------------------------------------- | ----- |
    | nested-label | 质量指标     | 质量指标 \\| 质量指标 \\| 完好率 \\| ≥95% | yes   |
    | continued    | 产出指标     | 产出指标                                |       |
    """
    text = repairs.text.str.replace(r"\s+", "", regex=True)
    return repairs.drop(columns="expected").assign(text=text, offends=repairs.kind.eq("nested-label"))
