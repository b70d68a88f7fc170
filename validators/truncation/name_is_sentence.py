from __future__ import annotations

import pandas as pd

from ...schemas.vocabulary import vocabulary
from ..basis import GUIDANCE_101
from ..choice import either
from ..placing import placed
from ..rule import Frame, rule

_VERBS = "|".join(vocabulary().words.task_verbs)


@rule(
    severity="info",
    basis=GUIDANCE_101,
    opinion=5,
    title=("指标名写成整句", "Name that is a sentence"),
    requirement="三级指标名称应当简短，只写明衡量什么。",
    why=(
        "名称中有句号、有两个以上逗号，或者超过25个字并带有工作动词的，视为整句；其中超过40个字的，审核时会要求说明，"
        "作为警告。较长但不带动词的正式名称，以及以“天数”“合格率”等衡量词结尾的名称，不算整句。"
    ),
    zh="三级指标“{level3}”写成了一整句话（{length}字），看不出衡量什么",
    en="The indicator “{level3}” is a whole sentence of {length} characters: what it measures is not to be seen",
    fix_zh="改为简短的指标名称，过程和要求写进指标解释，例如“疑难积案化解率”",
    fix_en="Give it a short name and move the rest to the explanation, such as “share of old cases settled”",
    found="{level3}",
)
def name_is_sentence(indicators: Frame) -> Frame:
    """A name names one measure.

    It is a sentence with a full stop, with two commas or more, or with more than 25 characters and a task verb; beyond 40
    characters a reviewer will ask. Long official names without a verb and names that end in
    a measure (…天数, …合格率) are left alone.

    | level3                                                                         | target | found |
    | ------------------------------------------------------------------------------ | ------ | ----- |
    | 提高办事效率。                                                                 | 100%   | yes   |
    | 深入村组，走访农户，听取意见                                                   | ≥30次  | yes   |
    | 加强对全县范围内重点行业领域安全生产隐患的排查整治工作                         | 100%   | yes   |
    | 全国农村集体产权制度改革试点工作档案规范化整理合格率                           | ≥95%   |       |
    | 走访农户，听取意见次数                                                         | ≥30次  |       |
    | 加强对全县范围内重点行业领域安全生产隐患的排查整治次数                         | ≥30次  |       |
    | 安全隐患整改率                                                                 | ≥95%   |       |
    """
    name = indicators.level3.str.strip()
    length = indicators.plain.str.len()
    verb = name.str.contains(_VERBS)
    sentence = name.str.contains("。") | name.str.count("[，,]").ge(2) | (length.gt(25) & verb & indicators.name_unit.isna())
    long = length.gt(40) & (verb | name.str.contains("[，,。]"))
    return placed(indicators, "level3_place").assign(
        offends=(sentence | long).astype("boolean").where(indicators.plain.ne(""), pd.NA),
        severity=either(long, "warning", "info"),
        length=length,
    )
