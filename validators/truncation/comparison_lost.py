from __future__ import annotations

from ..basis import METHOD
from ..choice import either
from ..conversion import operator_lost, operator_misread
from ..rule import Frame, rule


@rule(
    severity="info",
    basis=METHOD,
    opinion=4,
    title=("比较符可能在转换中丢失", "Comparison probably lost in conversion"),
    requirement="比较符应当能够辨认。",
    why=(
        "数字前面的方框、问号、乱码，或者把“≥”认成的“2”“8”“工”，一般是转换格式或者识别文字时造成的，不是填报单位的问题。"
        "本工具无法确定原来是哪个符号，因此不再据此提出其他问题。"
    ),
    zh="“{level3}”的指标值“{target_text}”，数字前的比较符可能在转换格式时{how_zh}，请对照原件",
    en="The comparison in the target {target_text} of “{level3}” was probably {how_en} in a conversion; look at the original",
    fix_zh="对照原件核对这一处；原件无误的，不用修改填报内容，请直接提交原始的电子文件",
    fix_en="Compare with the original; if that is right, nothing need be changed: hand in the original electronic file",
    found="{target_text}",
)
def comparison_lost(indicators: Frame) -> Frame:
    """A comparison can be read.

    A box, a question mark or a code of a symbol font in front of a number stands for a sign that a conversion did not know,
    and a recognised picture of ≥ may read 2 or 8. What it was cannot be told, so nothing is concluded from it.

    | level2             | level3     | target | found |
    | ------------------ | ---------- | ------ | ----- |
    | 服务对象满意度指标 | 游客满意度 | □90%   | yes   |
    | 数量指标           | 巡查次数   | ？12次 | yes   |
    | 数量指标           | 巡查次数   | ≥12次  |       |
    | 质量指标           | 苗木成活率 | 95%    |       |

    Case: a sign taken for a digit

    | level2   | level3     | target | found |
    | -------- | ---------- | ------ | ----- |
    | 质量指标 | 苗木成活率 | 295%   | yes   |
    | 数量指标 | 巡查次数   | ≥12次  |       |
    | 数量指标 | 巡查里程   | ≥30公里 |       |

    Case: signs lost in several places

    | level2             | level3     | target | found |
    | ------------------ | ---------- | ------ | ----- |
    | 质量指标           | 苗木成活率 | 295%   | yes   |
    | 服务对象满意度指标 | 村民满意度 | 890%   | yes   |

    Case: no sign anywhere

    | level2       | level3         | target | found |
    | ------------ | -------------- | ------ | ----- |
    | 质量指标     | 苗木成活率     | 295%   |       |
    | 数量指标     | 巡查次数       | 12次   |       |

    Case: a rate that may be so high

    | level2       | level3         | target  | found |
    | ------------ | -------------- | ------- | ----- |
    | 经济效益指标 | 旅游收入增长率 | 250%    |       |
    | 数量指标     | 巡查次数       | ≥12次   |       |
    | 数量指标     | 巡查里程       | ≥30公里 |       |
    """
    misread = operator_misread(indicators)
    return indicators.assign(
        offends=operator_lost(indicators) | misread,
        how_zh=either(misread, "被认成了数字", "丢失"),
        how_en=either(misread, "taken for a digit", "lost"),
    )
