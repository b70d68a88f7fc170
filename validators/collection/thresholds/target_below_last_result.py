from __future__ import annotations

from ...basis import REVIEW_CHECKLIST
from ...choice import either
from ...rule import Frame, rule
from ..binding import OWNER
from ..history import EVALUATIONS, TARGETS, indicators_side_by_side, paired, same_unit, weaker

_FAR = 1.2


@rule(
    severity="info",
    basis=REVIEW_CHECKLIST,
    opinion=4,
    title=("目标低于上年实际", "Target below last year's result"),
    requirement="目标应当参照上年实际完成情况设定。",
    why=(
        "上年已经做到的，今年反而不要求做到，目标就没有激励作用。相差两成以上作为警告，以下只作提示；"
        "同一单位、同一项目、同名指标、单位相同才比较。"
    ),
    zh="“{level3}”上年（“{filing_earlier}”）已完成“{actual_text_earlier}”，今年的指标值只是“{target_text}”",
    en="“{level3}” reached {actual_text_earlier} last year ({filing_earlier}); this year it aims at {target_text} only",
    fix_zh="参照上年实际完成情况提高指标值，或者写明今年难以达到的原因",
    fix_en="Raise the target in the light of last year's result, or state why it cannot be reached this year",
    found="{target_text}",
    expected="{actual_text_earlier}",
    within=OWNER,
)
def target_below_last_result(indicators: Frame, tables: Frame, fields: Frame) -> Frame:
    """A target takes last year's result into account.

    To ask for less than was reached already asks for nothing. A fifth and more is a warning, less a note. Unit, project and
    indicator must be the same, in the same unit of measure.

    | filing | level2   | level3     | target  | actual  | found |
    | ------ | -------- | ---------- | ------- | ------- | ----- |
    | a.txt  | 数量指标 | 清淤长度   | ≥12公里 | 18公里  |       |
    | a.txt  | 质量指标 | 验收合格率 | ≥95%    | 97%     |       |
    | a.txt  | 时效指标 | 抢修时间   | ≤24小时 | 20小时  |       |
    | b.txt  | 数量指标 | 清淤长度   | ≥12公里 |         | yes   |
    | b.txt  | 质量指标 | 验收合格率 | ≥97%    |         |       |
    | b.txt  | 时效指标 | 抢修时间   | ≤20小时 |         |       |

    tables:

    | filing | form                    | year | project  | department |
    | ------ | ----------------------- | ---- | -------- | ---------- |
    | a.txt  | project-self-evaluation | 2025 | 河道清淤 | 水利局     |
    | b.txt  | project-target          | 2026 | 河道清淤 | 水利局     |
    """
    rows = indicators_side_by_side(paired(tables, fields, EVALUATIONS, TARGETS, 1), indicators)
    alike = same_unit(rows.target_normal, rows.actual_normal_earlier) & rows.actual_kind_earlier.eq("number").fillna(
        False
    ).astype(bool)
    rows = rows.loc[alike & rows.target_kind.eq("number")].reset_index(drop=True)
    floor = rows.target_operator.isin(["≥", ">"])
    far = (floor & rows.actual_number_earlier.ge(rows.target_number * _FAR)) | (
        ~floor & rows.target_number.ge(rows.actual_number_earlier * _FAR)
    )
    return rows.assign(offends=weaker(rows, "target_number", "actual_number_earlier"), severity=either(far, "warning", "info"))
