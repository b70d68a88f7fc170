from __future__ import annotations

import pandas as pd

from ...schemas.vocabulary import Kind, vocabulary
from ..basis import DEFINITIONS
from ..choice import either
from ..placing import placed
from ..rule import Frame, Mask, rule

_BRACKETS = r"[（(][^（）()]*[）)]\s*$"
_TARGET = r"(?:达到?|不低于|不少于|超过)?\d+(?:以上)?$"


@rule(
    severity="warning",
    basis=DEFINITIONS,
    opinion=7,
    title=("二级指标归类不当", "Indicator under the wrong level 2"),
    requirement="三级指标应当列在与其名称含义相符的二级指标下。",
    why=(
        "只判断从名称就能看出归类不当的指标，例如满意度没有列在满意度指标下、治安列为生态效益、和谐稳定列为经济效益。"
        "名称放在原处也说得通的不作判断：及时率可以列为时效指标，也可以列为质量指标；开展满意度调查本身是一项工作。"
    ),
    zh="“{level3}”列在“{level2}”下，从名称看应属{belongs_zh}",
    en="“{level3}” stands under “{level2}”; by its name it belongs to {belongs_en}",
    fix_zh="移到{belongs_zh}下；如果确实要考核“{level2}”，请改写名称，写明要衡量的是什么",
    fix_en="Move it to {belongs_en}; if “{level2}” is really meant, rename the indicator after what it measures",
    found="{level2}",
    expected="{belongs_zh}",
    follows=("code_contradicts_level",),
)
def level2_misclassified(indicators: Frame) -> Frame | Mask:
    """An indicator stands under the level 2 that its name speaks of.

    Only names that give themselves away are judged (schemas/vocabulary.yaml, kinds): satisfaction anywhere but under
    satisfaction, public order as an ecological effect, harmony as an economic one. A word that makes the place plausible
    lets it pass: 及时率 fits timeliness and quality alike, and a survey of satisfaction is work done.

    | level1   | level2         | level3                   | target | found |
    | -------- | -------------- | ------------------------ | ------ | ----- |
    | 效益指标 | 可持续影响指标 | 就餐老人满意度           | ≥90%   | yes   |
    | 效益指标 | 社会效益指标   | 居民满意度（%）          | ≥90%   | yes   |
    | 产出指标 | 数量指标       | 居民满意度调查次数       | ≥2次   |       |
    | 满意度指标 | 服务对象满意度指标 | 居民满意度         | ≥90%   |       |
    | 效益指标 | 生态效益指标   | 市场秩序规范程度         | ≥90%   | yes   |
    | 效益指标 | 生态效益指标   | 垃圾投放秩序             | 良好   |       |
    | 效益指标 | 社会效益指标   | 市场秩序规范程度         | ≥90%   |       |
    | 效益指标 | 经济效益指标   | 增强居民的获得感         | 增强   | yes   |
    | 效益指标 | 经济效益指标   | 带动增收，增强获得感     | 增强   |       |
    | 效益指标 | 可持续影响指标 | 投诉按期办结率           | ≥95%   | yes   |
    | 产出指标 | 质量指标       | 投诉按期办结率           | ≥95%   |       |
    | 产出指标 | 时效指标       | 补助发放及时率           | ≥95%   |       |
    | 产出指标 | 时效指标       | 食材抽检合格率           | ≥95%   | yes   |
    | 产出指标 | 时效指标       | 隐患当日处置率           | ≥95%   |       |
    | 产出指标 | 质量指标       | 网上办件占比             | ≥80%   | yes   |
    | 产出指标 | 质量指标       | 优质工程占比             | ≥80%   |       |
    """
    bare = indicators.level3.str.replace(_BRACKETS, "", regex=True).str.replace(r"[\W_]+", "", regex=True)
    bare = bare.str.replace(_TARGET, "", regex=True)
    stated = list(zip(bare.tolist(), indicators.level2.tolist(), strict=True))
    known = {row: _kind(*row) for row in set(stated)}
    kinds = [known[row] for row in stated]
    belongs = pd.Series(["|".join(kind.belongs) if kind else None for kind in kinds], indicators.index, dtype=object)
    asked = indicators.level2.isin(list(vocabulary().level2)) & indicators.plain.ne("")
    offends = belongs.notna().astype("boolean").where(asked, pd.NA)
    if not offends.any():
        return offends
    names = belongs.astype("string")
    return placed(indicators, "level3_place").assign(
        offends=offends,
        belongs_zh=either(names.isna(), "", "“" + names.str.replace("|", "”或“", regex=False) + "”"),
        belongs_en=either(names.isna(), "", "“" + names.str.replace("|", "” or “", regex=False) + "”"),
    )


def _kind(name: str, level2: str) -> Kind | None:
    """What the name of an indicator gives away, if that does not fit its level 2."""
    for kind in vocabulary().kinds:
        speaks = name.endswith(kind.endings) or any(word in name for word in kind.containing)
        if level2 in kind.misfits and speaks and not any(word in name for word in kind.unless):
            return kind
    return None
