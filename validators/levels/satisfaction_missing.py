from __future__ import annotations

from ...schemas.vocabulary import vocabulary
from ..basis import OPINION_34
from ..choice import either
from ..coverage import SATISFACTION, asks_satisfaction, framed, lacking
from ..rule import Frame, rule

_INWARD = "|".join([*vocabulary().words.personal_staff, *vocabulary().words.internal_systems])


@rule(
    severity="warning",
    basis=OPINION_34,
    opinion=10,
    title=("缺少满意度指标", "No satisfaction indicator"),
    requirement="项目应当设置满意度指标，了解服务对象是否满意。",
    why=(
        "满意度指标可以单列为一级指标，也可以列在效益指标下；列错位置的不算缺少，由“二级指标归类不当”指出应列在哪里。"
        "从项目名称看属于人员经费、采购或单位内部系统的，可能没有社会公众可问，只作提示。"
    ),
    zh="表内没有满意度指标（已填的二级指标：{present}），没有问服务对象是否满意",
    en="The form has no satisfaction indicator (level 2 filed: {present}): those served are not asked",
    fix_zh="补一条满意度指标{where_zh}，写明问谁、达到多少，例如“办事群众满意度≥90%”；只服务本单位的项目可问使用人员",
    fix_en="Add one{where_en} that says who is asked and what is to be reached, such as “visitors satisfied ≥90%”; or staff",
)
def satisfaction_missing(tables: Frame, levels: Frame, indicators: Frame) -> Frame:
    """A project asks those it serves whether they are satisfied.

    Satisfaction may stand as a level 1 of its own or under the benefits. One that is filed in a wrong place is not
    missing: level2_misclassified says where it belongs. For pay, purchases and inward systems, told by the project's name,
    it is a hint only, as there may be no public to ask.

    tables:

    | table | project            |
    | ----- | ------------------ |
    | 1     | 社区食堂运营补助   |
    | 2     | 聘用人员工资       |
    | 3     | 社区食堂运营补助   |
    | 4     | 社区食堂运营补助   |
    | 5     | 社区食堂运营补助   |

    levels:

    | table | level | name       | found |
    | ----- | ----- | ---------- | ----- |
    | 1     | 1     | 产出指标   |       |
    | 1     | 1     | 满意度指标 | yes   |
    | 2     | 1     | 产出指标   | yes   |

    indicators:

    | table | level1   | level2             | level3             | target |
    | ----- | -------- | ------------------ | ------------------ | ------ |
    | 1     | 产出指标 | 数量指标           | 就餐人次           | ≥9千   |
    | 2     | 产出指标 | 质量指标           | 考核合格率         | ≥95%   |
    | 3     | 效益指标 | 服务对象满意度指标 | 就餐老人评价       | ≥90%   |
    | 4     | 效益指标 | 可持续影响指标     | 就餐老人满意度     | ≥90%   |
    | 5     | 效益指标 | 群众评价           | 就餐老人评价       | ≥90%   |
    """
    cases = lacking(tables, levels, indicators, SATISFACTION, asks_satisfaction(indicators))
    return framed(cases, "服务对象满意度指标").assign(
        severity=either(cases.project.str.contains(_INWARD), "info", cases.severity)
    )
