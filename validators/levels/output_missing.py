from __future__ import annotations

from ..basis import OPINION_34
from ..coverage import OUTPUT, OUTPUTS, lacking
from ..rule import Frame, rule


@rule(
    severity="error",
    basis=OPINION_34,
    opinion=9,
    title=("缺少产出指标", "No output indicator"),
    requirement="项目应当设置产出指标，说明要办成什么事。",
    why=(
        "没有产出指标，资金支出就没有可以对照的内容。只有实际填写的行才算，仅印有名称的不算；"
        "没有印出指标级别或者自设级别的表式，不作判断。"
    ),
    zh="表内没有一条产出指标（已填的二级指标：{present}），看不出钱要办成什么事",
    en="The form has no output indicator (level 2 filed: {present}): what the money is to deliver is not said",
    fix_zh="至少各填一条数量、质量指标，例如“修复路灯数量≥120盏”“验收合格率＝100%”",
    fix_en="File at least a quantity and a quality indicator, such as “street lamps repaired ≥120盏”, “accepted ＝100%”",
)
def output_missing(tables: Frame, levels: Frame, indicators: Frame) -> Frame:
    """A project states what it will deliver.

    Without outputs there is nothing to hold the spending against. Only filled rows count: a printed label is no indicator.
    Forms that print no levels, or levels of their own, are not judged.

    Case: only a benefit

    levels:

    | table | level | name     | found |
    | ----- | ----- | -------- | ----- |
    | 1     | 1     | 产出指标 | yes   |
    | 1     | 1     | 效益指标 |       |
    | 2     | 1     | 产出指标 |       |

    indicators:

    | table | level1   | level2       | level3         | target | found |
    | ----- | -------- | ------------ | -------------- | ------ | ----- |
    | 1     | 效益指标 | 社会效益指标 | 夜间出行知晓率 | ≥90%   |       |
    | 2     | 产出指标 | 数量指标     | 修复路灯数量   | ≥120盏 |       |
    | 3     | 履职效能 | 重点工作     | 修复路灯数量   | ≥120盏 |       |

    Case: no label for outputs either

    indicators:

    | level1     | level2             | level3     | target | found |
    | ---------- | ------------------ | ---------- | ------ | ----- |
    | 满意度指标 | 服务对象满意度指标 | 居民满意度 | ≥90%   | yes   |
    """
    return lacking(tables, levels, indicators, (OUTPUT, *OUTPUTS))
