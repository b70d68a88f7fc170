from __future__ import annotations

from ..basis import GUIDANCE_101
from ..coverage import OUTPUT, lacking
from ..rule import Frame, rule


@rule(
    severity="warning",
    basis=GUIDANCE_101,
    opinion=9,
    title=("缺少数量指标", "No quantity indicator"),
    requirement="产出指标应当包括数量指标，说明做多少。",
    why=(
        "产出指标一般应当同时设置数量指标和质量指标。完全没有产出指标的，由“缺少产出指标”指出；"
        "产出指标没有分二级指标或者二级指标为自设名称的，其中可能已有数量要求，不作判断。"
    ),
    zh="产出指标里没有数量指标（已填：{present}），看不出要做多少",
    en="The outputs lack a quantity indicator (filed: {present}): how much is to be done is not said",
    fix_zh="补一条数量指标，例如“培训人数≥300人”；人员经费可写人数，例如“保障聘用人员＝12人”",
    fix_en="Add one, such as “persons trained ≥300人”; for pay, the number of staff, such as “staff paid ＝12人”",
)
def quantity_missing(tables: Frame, levels: Frame, indicators: Frame) -> Frame:
    """Outputs say how much is done.

    Quantity and quality are both expected of the outputs. Where no output is filed at all, output_missing says so; outputs
    without a level 2, or with one of the form's own, may hold quantities and are not judged.

    levels:

    | table | level | name     | found |
    | ----- | ----- | -------- | ----- |
    | 1     | 1     | 产出指标 | yes   |
    | 2     | 1     | 产出指标 |       |
    | 2     | 2     | 数量指标 | yes   |
    | 3     | 1     | 产出指标 |       |
    | 4     | 1     | 产出指标 |       |

    indicators:

    | table | level1   | level2       | level3         | target |
    | ----- | -------- | ------------ | -------------- | ------ |
    | 1     | 产出指标 | 质量指标     | 考核合格率     | ≥95%   |
    | 2     | 产出指标 | 时效指标     | 发放及时率     | ＝100% |
    | 3     | 产出指标 | 数量指标     | 保障人数       | ＝12人 |
    | 4     | 效益指标 | 社会效益指标 | 受益居民户数   | ≥900户 |
    | 5     | 产出指标 |              | 保障人数       | ＝12人 |
    """
    return lacking(tables, levels, indicators, ("数量指标",), within=OUTPUT)
