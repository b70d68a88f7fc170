from __future__ import annotations

import pandas as pd

from ...schemas.vocabulary import vocabulary
from ..basis import SYSTEM_CHECK
from ..choice import either
from ..rule import Frame, rule

_LEVEL1 = {name: entry.code for name, entry in vocabulary().level1.items() if entry.code}
_LEVEL2 = {name: entry.code for name, entry in vocabulary().level2.items() if entry.code}


@rule(
    severity="error",
    basis=SYSTEM_CHECK,
    opinion=7,
    title=("指标编码与名称不符", "Code contradicts the level"),
    requirement="指标编码应当与旁边的指标级别名称一致。",
    why=(
        "通用编码表规定：1为产出指标（11数量、12质量、13时效、14成本），2为效益指标（21经济、22社会、23生态、"
        "24可持续影响），3为满意度指标（31）。有的系统另有编码办法（如001001、71），"
        "因此只有文件中的编码大多符合这张表时才作判断。"
    ),
    zh="“{level1_code}-{level1}”下的“{level2_code}-{level2}”编码对应不上：{why_zh}",
    en="The codes of “{level1_code}-{level1}” and “{level2_code}-{level2}” do not agree: {why_en}",
    fix_zh="按编码表改正编码，或把指标移到编码所指的级别下，例如“1-产出指标”下是“11-数量指标”",
    fix_en="Correct the code, or move the indicator to the level that the code means: under “1-产出指标”, “11-数量指标”",
    found="{level1_code}-{level1}, {level2_code}-{level2}",
    expected="{code1}-{level1}, {code2}-{level2}",
    needs=("indicators.level2_code",),
)
def code_contradicts_level(indicators: Frame) -> Frame:
    """A printed code and the name beside it mean the same level.

    The common table has 1 产出 (11 数量, 12 质量, 13 时效, 14 成本), 2 效益 (21 经济, 22 社会, 23 生态, 24 可持续影响) and
    3 满意度 (31). Other systems number otherwise (001001, 71), so only filings whose codes mostly follow it are judged.

    Case: the common table

    | level1   | level1_code | level2         | level2_code | level3         | found |
    | -------- | ----------- | -------------- | ----------- | -------------- | ----- |
    | 产出指标 | 1           | 数量指标       | 11          | 培训场次       |       |
    | 产出指标 | 1           | 质量指标       | 13          | 考试通过率     | yes   |
    | 效益指标 | 2           | 可持续影响指标 | 24          | 长效机制       |       |
    | 产出指标 | 1           | 社会效益指标   | 22          | 受益居民户数   | yes   |
    | 产出指标 | 1           | 成本指标       | 14          | 培训费用       |       |
    | 产出指标 |             | 质量指标       |             | 考试通过率     |       |

    Case: another table

    | level1   | level1_code | level2       | level2_code | level3         | found |
    | -------- | ----------- | ------------ | ----------- | -------------- | ----- |
    | 成本指标 | 1           | 经济成本指标 | 11          | 培训费用       |       |
    | 产出指标 | 2           | 数量指标     | 21          | 培训场次       |       |
    | 产出指标 | 2           | 质量指标     | 22          | 考试通过率     |       |
    """
    code1, code2 = indicators.level1.map(_LEVEL1), indicators.level2.map(_LEVEL2)
    coded = indicators.level1_code.notna() & indicators.level2_code.notna() & code1.notna() & code2.notna()
    rows = indicators.assign(code1=code1, code2=code2).loc[coded]
    named = rows.code1.eq(rows.level1_code) & rows.code2.eq(rows.level2_code)
    common = named.groupby(rows.filing).transform("mean").ge(0.5)
    agree = named & rows.level2_code.str[:1].eq(rows.level1_code)
    return rows.assign(
        offends=(~agree).astype("boolean").where(common, pd.NA),
        why_zh=either(
            named, rows.level2 + "不属于" + rows.level1, rows.level1 + "是" + rows.code1 + "，" + rows.level2 + "是" + rows.code2
        ),
        why_en=either(
            named,
            rows.level2 + " is no part of " + rows.level1,
            rows.level1 + " is " + rows.code1 + ", " + rows.level2 + " is " + rows.code2,
        ),
    )
