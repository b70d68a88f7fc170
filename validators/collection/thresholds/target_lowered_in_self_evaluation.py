from __future__ import annotations

from ...basis import BUDGET_REGULATION_20
from ...rule import Frame, rule
from ..binding import OWNER
from ..history import EVALUATIONS, TARGETS, indicators_side_by_side, paired, same_unit, weaker


@rule(
    severity="warning",
    basis=BUDGET_REGULATION_20,
    opinion=4,
    title=("自评时降低了目标", "Target lowered in the self-evaluation"),
    requirement="自评应当对照批复或申报的目标进行。",
    why=(
        "把目标改低再来自评，完成率就失去意义。年中按程序调整过目标的，应当有调整依据。"
        "同一单位、项目、年度的同名指标，单位和比较方向都相同才比较。"
    ),
    zh="“{level3}”自评表里的目标是“{target_text}”，申报或批复的目标（“{filing_earlier}”）是“{target_text_earlier}”",
    en="“{level3}” is evaluated against {target_text}, while {target_text_earlier} was filed or approved ({filing_earlier})",
    fix_zh="按申报或批复的目标自评；年中调整过目标的，写明调整的文件和时间",
    fix_en="Evaluate against the target that was filed or approved; where it was adjusted, name the decision and its date",
    found="{target_text}",
    expected="{target_text_earlier}",
    within=OWNER,
)
def target_lowered_in_self_evaluation(indicators: Frame, tables: Frame, fields: Frame) -> Frame:
    """A self-evaluation is made against the target that was filed or approved.

    A target that is lowered before it is met is met by definition. One that was adjusted in mid-year by due process names the
    decision. Unit, project, year and indicator must be the same, in the same unit of measure and direction.

    | filing | level2   | level3     | target  | actual | found |
    | ------ | -------- | ---------- | ------- | ------ | ----- |
    | a.txt  | 数量指标 | 清淤长度   | ≥12公里 |        |       |
    | a.txt  | 质量指标 | 验收合格率 | ≥95%    |        |       |
    | b.txt  | 数量指标 | 清淤长度   | ≥9公里  | 9公里  | yes   |
    | b.txt  | 质量指标 | 验收合格率 | ≥96%    | 97%    |       |

    tables:

    | filing | form                    | year | project  | department |
    | ------ | ----------------------- | ---- | -------- | ---------- |
    | a.txt  | project-approval        | 2026 | 河道清淤 | 水利局     |
    | b.txt  | project-self-evaluation | 2026 | 河道清淤 | 水利局     |
    """
    rows = indicators_side_by_side(paired(tables, fields, TARGETS, EVALUATIONS, 0), indicators)
    alike = rows.target_operator.eq(rows.target_operator_earlier).fillna(False).astype(bool)
    alike &= same_unit(rows.target_normal, rows.target_normal_earlier) & rows.target_kind.eq("number")
    rows = rows.loc[alike].reset_index(drop=True)
    return rows.assign(offends=weaker(rows))
