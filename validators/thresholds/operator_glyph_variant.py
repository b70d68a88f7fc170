from __future__ import annotations

from ..applicability import applicable
from ..basis import SYSTEM_CHECK
from ..placing import gathered
from ..rule import Frame, rule

_VARIANT = r"(?:≧|≦|⩾|⩽|≮|≯|>=|<=|=>|=<|＞=|＜=|＞＝|＜＝|[﹤﹥﹦]|^[《》](?=\d))"


@rule(
    severity="info",
    basis=SYSTEM_CHECK,
    opinion=11,
    title=("比较符写法不标准", "Comparison in a non-standard form"),
    requirement="比较符应当使用五种标准符号之一。",
    why="其他写法本工具能够理解，别的系统未必能够识别；全角、半角不论。一张表只提示一次。",
    zh="有{count}处指标值的比较符不是标准写法：{listed}；已按标准符号理解",
    en="{count} targets write their comparison in a non-standard form: {listed}; it was understood as the standard one",
    fix_zh="统一为“≥”“＞”“＝”“＜”“≤”之一，例如“≧90%”写成“≥90%”",
    fix_en="Use ≥, ＞, ＝, ＜ or ≤ throughout, such as ≥90% instead of ≧90%",
    found="{listed}",
)
def operator_glyph_variant(indicators: Frame) -> Frame:
    """Comparisons are one of the five official signs.

    Variants are understood, but other systems may not read them. Half width is the same sign. One finding for a form.

    | level2             | level3       | target | found |
    | ------------------ | ------------ | ------ | ----- |
    | 数量指标           | 巡查次数     | ≥12次  |       |
    | 服务对象满意度指标 | 群众满意度   | ≧90%   | yes   |
    | 成本指标           | 巡查成本     | <=5万元 |      |

    Case: official signs and words

    | level2             | level3       | target       | found |
    | ------------------ | ------------ | ------------ | ----- |
    | 数量指标           | 巡查次数     | ≥12次        |       |
    | 数量指标           | 聘用人数     | ＝6人        |       |
    | 数量指标           | 值守天数     | =365天       |       |
    | 服务对象满意度指标 | 群众满意度   | 不低于90%    |       |
    | 质量指标           | 执行制度     | 《采购办法》 |       |
    """
    compared = indicators.target_operator.notna() & applicable(indicators)
    variants = indicators.loc[compared & indicators.target_text.str.contains(_VARIANT)]
    if variants.empty:
        return variants.assign(offends=True)
    return gathered(variants, "target_text").assign(offends=True).drop(columns="number")
