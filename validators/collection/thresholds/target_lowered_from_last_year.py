from __future__ import annotations

from ...basis import REVIEW_CHECKLIST
from ...money import totals
from ...rule import Frame, rule
from ..binding import OWNER
from ..history import TARGETS, indicators_side_by_side, paired, same_unit, weaker

_AS_MUCH = 0.999  # targets are whole numbers, amounts are not


@rule(
    severity="warning",
    basis=REVIEW_CHECKLIST,
    opinion=4,
    title=("目标比上年降低", "Target lower than last year's"),
    requirement="同一项目的目标一般不应低于上年；确需降低的，应当说明理由。",
    why=(
        "只降指标不降资金，就是降低要求。同一单位、同一项目、同名指标，单位和比较方向都相同才比较；总额减少到同样比例以下的"
        "不指出。"
    ),
    zh="“{level3}”今年的指标值是“{target_text}”，上年（{year_earlier}年，“{filing_earlier}”）是“{target_text_earlier}”",
    en="“{level3}” aims at {target_text} this year; last year ({year_earlier}, {filing_earlier}) it was {target_text_earlier}",
    fix_zh="恢复到不低于上年的水平，或者在指标说明里写明降低的理由",
    fix_en="Aim at no less than last year, or state on the form why the target is lowered",
    found="{target_text}",
    expected="{target_text_earlier}",
    within=OWNER,
)
def target_lowered_from_last_year(indicators: Frame, tables: Frame, fields: Frame, funds: Frame) -> Frame:
    """A project aims at no less than it did the year before, or says why.

    To ask for less for the same money is to ask for less. Unit, project and indicator must be the same, in the same unit and
    direction; where the money shrank by as much as the target, nothing is said.

    | filing | level2   | level3       | target | found |
    | ------ | -------- | ------------ | ------ | ----- |
    | a.txt  | 数量指标 | 清淤长度     | ≥12公里 |      |
    | a.txt  | 质量指标 | 验收合格率   | ≥98%   |       |
    | a.txt  | 时效指标 | 抢修时间     | ≤24小时 |      |
    | b.txt  | 数量指标 | 清淤长度     | ≥9公里 | yes   |
    | b.txt  | 质量指标 | 验收合格率   | ≥98%   |       |
    | b.txt  | 时效指标 | 抢修时间     | ≤36小时 | yes  |
    | c.txt  | 数量指标 | 清淤长度     | ≥5公里 |       |

    tables:

    | filing | year | project  | department |
    | ------ | ---- | -------- | ---------- |
    | a.txt  | 2025 | 河道清淤 | 水利局     |
    | b.txt  | 2026 | 河道清淤 | 水利局     |
    | c.txt  | 2026 | 渠道清淤 | 水利局     |

    Case: half the money, half the target

    | filing | level2   | level3   | target  | found |
    | ------ | -------- | -------- | ------- | ----- |
    | a.txt  | 数量指标 | 清淤长度 | ≥12公里 |       |
    | b.txt  | 数量指标 | 清淤长度 | ≥6公里  |       |

    tables:

    | filing | year | project  | department |
    | ------ | ---- | -------- | ---------- |
    | a.txt  | 2025 | 河道清淤 | 水利局     |
    | b.txt  | 2026 | 河道清淤 | 水利局     |

    funds:

    | filing | item     | amount |
    | ------ | -------- | ------ |
    | a.txt  | 资金总额 | 80.00  |
    | b.txt  | 资金总额 | 40.00  |
    """
    rows = indicators_side_by_side(paired(tables, fields, TARGETS, TARGETS, 1), indicators)
    alike = rows.target_operator.eq(rows.target_operator_earlier) & same_unit(rows.target_normal, rows.target_normal_earlier)
    rows = rows.loc[alike.fillna(False).astype(bool) & rows.target_kind.eq("number")].reset_index(drop=True)
    sums = totals(funds)
    sums = sums.loc[sums.period.ne("medium-term"), ["filing", "table", "final"]].drop_duplicates(["filing", "table"])
    rows = rows.merge(sums, on=["filing", "table"], how="left").merge(
        sums.rename(columns={"filing": "filing_earlier", "table": "table_earlier", "final": "final_earlier"}),
        on=["filing_earlier", "table_earlier"], how="left",
    )  # fmt: skip
    money = rows.final.astype("float64") / rows.final_earlier.astype("float64")
    shrunk = rows.target_operator.isin(["≥", ">"]) & rows.target_number.ge(rows.target_number_earlier * money * _AS_MUCH)
    shrunk &= rows.target_dimension.ne("ratio")
    return rows.assign(offends=weaker(rows) & ~shrunk)
