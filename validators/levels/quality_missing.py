from __future__ import annotations

from ..basis import GUIDANCE_101
from ..coverage import OUTPUT, lacking
from ..rule import Frame, rule


@rule(
    severity="warning",
    basis=GUIDANCE_101,
    opinion=9,
    title=("缺少质量指标", "No quality indicator"),
    requirement="产出指标应当包括质量指标，说明做到什么标准。",
    why=(
        "产出指标一般应当同时设置数量指标和质量指标。完全没有产出指标的，由“缺少产出指标”指出；"
        "产出指标没有分二级指标或者二级指标为自设名称的，其中可能已有质量要求，不作判断。"
    ),
    zh="产出指标里没有质量指标（已填：{present}），看不出要做到什么标准",
    en="The outputs lack a quality indicator (filed: {present}): to what standard is not said",
    fix_zh="补一条质量指标，例如“工程验收合格率＝100%”“培训考试通过率≥90%”",
    fix_en="Add one, such as “works accepted ＝100%” or “examination passed ≥90%”",
)
def quality_missing(tables: Frame, levels: Frame, indicators: Frame) -> Frame:
    """Outputs say to what standard they are delivered.

    Quantity and quality are both expected of the outputs. Where no output is filed at all, output_missing says so; outputs
    without a level 2, or with one of the form's own, may state quality and are not judged.

    levels:

    | table | level | name     | found |
    | ----- | ----- | -------- | ----- |
    | 1     | 1     | 产出指标 | yes   |
    | 2     | 1     | 产出指标 |       |

    indicators:

    | table | level1   | level2   | level3         | target |
    | ----- | -------- | -------- | -------------- | ------ |
    | 1     | 产出指标 | 数量指标 | 培训场次       | ≥6场   |
    | 2     | 产出指标 | 数量指标 | 培训场次       | ≥6场   |
    | 2     | 产出指标 | 质量指标 | 考试通过率     | ≥90%   |
    | 3     | 产出指标 | 主要产出 | 培训场次       | ≥6场   |
    """
    return lacking(tables, levels, indicators, ("质量指标",), within=OUTPUT)
