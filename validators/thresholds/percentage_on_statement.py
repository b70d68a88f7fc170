from __future__ import annotations

from ..applicability import numeric, of_money_cost, of_satisfaction
from ..basis import REVIEW_CHECKLIST
from ..choice import either
from ..naming import bare, goes_on_elsewhere, takes_percent, whole_name_is_value
from ..rule import Frame, Mask, rule
from ..wording import kind_differs

_COMPLETION = ("完成", "完成情况", "落实情况", "执行情况", "完成度")


@rule(
    severity="warning",
    basis=REVIEW_CHECKLIST,
    opinion=4,
    title=("陈述句配百分比", "A percentage on a statement"),
    requirement="百分比只能用来衡量比率。",
    why=(
        "口号或工作事项配“100%”，只能一律打满分。名称里有比率、增减幅度、程度或性质（及时性、"
        "验收合格）的没有问题，“完成情况”可上可下。成本、满意度、名称已含计数单位的另有规则，"
        "另一期写成文字的也另有规则；名称被截断的，可能丢了“率”字，不作判断。"
    ),
    zh="“{level3}”不是比率，指标值“{target_text}”不知道是什么占什么的百分比",
    en="“{level3}” is no rate: nobody can tell of what the target {target_text} is a percentage",
    fix_zh="把名称改成能够计算的比率，例如“设备正常运转率”“矛盾纠纷化解率”，并在指标解释里写明分子和分母",
    fix_en="Name a rate that can be calculated, such as 设备正常运转率, and state numerator and denominator in the note",
    found="{level3} {target_text}",
)
def percentage_on_statement(indicators: Frame) -> Frame | Mask:
    """A percentage measures a rate.

    A slogan or an activity with 100% can only be scored full. Names that hold a rate, a change, a degree or a property
    (及时性, 验收合格) are fine, and 完成情况 is borderline. Costs, satisfaction and names that announce a count have rules of
    their own, and so has a target that is words in the other half of the form. A name that lost its end may have lost
    its 率.

    | level2         | level3                     | target | found |
    | -------------- | -------------------------- | ------ | ----- |
    | 社会效益指标   | 维护辖区和谐稳定           | ≥95%   | yes   |
    | 质量指标       | 保障机关日常运转           | ＝100% | yes   |
    | 经济效益指标   | 减轻了农户负担             | 100%   | yes   |
    | 数量指标       | 落实年度植树任务           | ＝100% | yes   |
    | 时效指标       | 各项工作按计划完成         | ≥90%   | yes   |
    | 质量指标       | 设备正常运转率             | ≥95%   |       |
    | 质量指标       | 加强抽检，提高产品合格率   | ≥95%   |       |
    | 质量指标       | 工资发放准确性             | ≥95%   |       |
    | 质量指标       | 项目竣工验收合格           | 100%   |       |
    | 时效指标       | 工程支付进度               | ≥80%   |       |
    | 经济效益指标   | 旅游收入增长               | ≥8%    |       |
    | 社会效益指标   | 居民生活改善程度           | ≥90%   |       |
    | 数量指标       | 参训人数                   | ≥90%   |       |
    | 成本指标       | 会议开支                   | ≤100%  |       |
    | 服务对象满意度指标 | 服务对象               | ≥90%   |       |
    | 成本指标       | 项目或定额成本控制率       | ＝100% |       |
    | 质量指标       | 开展隐患排查，提高整改     | ＝100% |       |
    | 质量指标       | 开展隐患排查，提高整改完成率 | ＝100% |     |
    """
    percent = numeric(indicators) & indicators.target_normal.eq("%").fillna(False)
    elsewhere = of_money_cost(indicators) | of_satisfaction(indicators) | kind_differs(indicators)
    elsewhere |= goes_on_elsewhere(indicators)
    announced = (indicators.name_unit.notna() & indicators.name_unit.ne("%")) | whole_name_is_value(indicators)
    asked = percent & ~elsewhere & ~announced & indicators.plain.ne("")
    offends = (~takes_percent(indicators)).astype("boolean").where(asked)
    if not offends.any():
        return offends
    return indicators.assign(
        offends=offends,
        severity=either(bare(indicators).str.endswith(_COMPLETION), "info", "warning"),
    )
