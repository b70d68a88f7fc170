from __future__ import annotations

from ..basis import REVIEW_CHECKLIST
from ..choice import either
from ..clipping import clipped_columns, ends_open, fuller, texts
from ..rule import Frame, rule


@rule(
    severity="warning",
    basis=REVIEW_CHECKLIST,
    opinion=11,
    title=("疑似缺少后半段", "Beginning of a fuller text"),
    requirement="同一内容在文件中多处出现的，名称和指标值都应当写完整。",
    why=(
        "二级指标相同、指标值也相同的两个名称，或者同名指标的两个指标值，一处在半句话处停住而另一处还有后文，"
        "说明前者可能缺字。以“人数”“率”“费用”等衡量词结尾的名称是完整的，同一张表内并列的两个这样的名称是两条指标；"
        "指标值停在较长写法的逗号处，也是完整的。"
    ),
    zh="{role_zh}“{words}”可能不完整：本文件另一处写的是“{fuller}”",
    en="The {role_en} “{words}” may lack its end: elsewhere the filing says “{fuller}”",
    fix_zh="核对原文；确系缺字的，补全为“{fuller}”",
    fix_en="Check the original; if the end is lost, complete it to “{fuller}”",
    found="{words}",
    expected="{fuller}",
)
def prefix_of_fuller_text(indicators: Frame, goals: Frame) -> Frame:
    """A name or a value is as long as its twin elsewhere in the filing.

    The twin has the same second level and the same value (for a name) or the same name (for a value), and goes on in the
    middle of the clause. A name that ends in a measure of its own (…人数, …率, …费用) is complete, and two such names side
    by side in one form are two indicators. A value that stops where the longer one has a comma is complete.

    | table | level2         | level3               | target           | period      | found |
    | ----- | -------------- | -------------------- | ---------------- | ----------- | ----- |
    | 1     | 质量指标       | 水库除险加固验收合格率 | ≥95%           | annual      |       |
    | 2     | 质量指标       | 水库除险加固验收合   | ≥95%             | annual      | yes   |
    | 3     | 质量指标       | 水库除险加固验收合   | ≥90%             | annual      |       |
    | 1     | 社会效益指标   | 防汛保障             | 下游群众安居     | annual      | yes   |
    | 1     | 社会效益指标   | 防汛保障             | 下游群众安居乐业 | medium-term |       |
    | 1     | 数量指标       | 参训人员             | ≥30人            | annual      |       |
    | 1     | 数量指标       | 参训人员补助         | ≥30人            | annual      |       |
    | 1     | 成本指标       | 巡查人员工资支出     | =2万元           | annual      |       |
    | 2     | 成本指标       | 巡查人员工资支出成本 | =2万元           | annual      |       |
    | 1     | 可持续影响指标 | 长效管护             | 管护制度健全     | annual      |       |
    | 2     | 可持续影响指标 | 长效管护             | 管护制度健全、人员到位 | annual |      |
    | 1     | 生态效益指标   | 环境改善             | 明显改善         | annual      |       |
    | 2     | 生态效益指标   | 环境改善             | 明显改善水质     | annual      |       |
    """
    cells = texts(indicators)
    cells = cells.assign(fuller=fuller(cells))
    cut = clipped_columns(cells, goals).why_zh.notna() | ends_open(cells.words)
    is_name = cells.role.eq("name")
    return cells.assign(
        offends=cells.fuller.notna() & ~cut,
        role_zh=either(is_name, "指标名称", "指标值"),
        role_en=either(is_name, "name", "target"),
    )
