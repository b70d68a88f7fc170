from __future__ import annotations

from ...schemas.vocabulary import vocabulary
from ..basis import REVIEW_CHECKLIST
from ..choice import either
from ..placing import placed
from ..rule import Frame, rule

_WORKS = "|".join(vocabulary().words.works)
_COUNTED = ["persons", "person-times", "households", "cases", "batches", "occurrences"]
_MANY = ["persons", "person-times", "households", "cases"]
_LARGE_FEN = 50 * 10**6
_FEW = 2


@rule(
    severity="info",
    basis=REVIEW_CHECKLIST,
    opinion=4,
    title=("目标值与资金不匹配", "Target small for the money"),
    requirement="要完成的工作量应当与资金规模相称。",
    why=(
        "资金50万元以上的项目，数量指标只有一两个人、一两件事或者一两次会议的，应当说明；以人数、件数计的作为警告，"
        "其他的作为提示。建设、采购类项目只有一两项属于正常；另有数量较大的指标的，也不算。"
    ),
    zh="项目资金{amount}，而数量指标“{level3}”只要求{target_text}，目标可能过低",
    en="The project has {amount}, but the quantity “{level3}” asks only for {target_text}: the target may be too low",
    fix_zh="按资金测算的工作量填写，例如“化解疑难事项≥15件”；确为单项大额工作的，在指标解释中说明",
    fix_en="State the quantity on which the money was calculated; if it is one large task, say so in the explanation",
    found="{target_text}",
)
def target_too_low(indicators: Frame, funds: Frame, tables: Frame) -> Frame:
    """What is to be delivered is in proportion to the money.

    One or two persons, cases or meetings as the only quantity of a project of 50万元 and more ask for a word; for cases and
    persons it is a warning. Works and purchases (建设, 采购) may well be single, and a second, larger quantity settles it.

    | table | level2   | level3           | target  | found |
    | ----- | -------- | ---------------- | ------- | ----- |
    | 1     | 数量指标 | 办理疑难纠纷件数 | ≥1件    | yes   |
    | 2     | 数量指标 | 办理疑难纠纷件数 | ≥1件    |       |
    | 2     | 数量指标 | 受理咨询人次     | ≥900人次 |      |
    | 3     | 数量指标 | 办理疑难纠纷件数 | ≥1件    |       |
    | 4     | 数量指标 | 采购方案评审次数 | ≥1次    |       |
    | 5     | 质量指标 | 办理疑难纠纷件数 | ≥1件    |       |

    funds:

    | table | item     | amount |
    | ----- | -------- | ------ |
    | 1     | 资金总额 | 120.00 |
    | 2     | 资金总额 | 120.00 |
    | 3     | 资金总额 | 8.00   |
    | 4     | 资金总额 | 120.00 |
    | 5     | 资金总额 | 120.00 |
    """
    keys = ["filing", "table"]
    counted = indicators.loc[indicators.level2.eq("数量指标") & indicators.target_kind.eq("number")]
    if not counted.target_number.le(_FEW).any():
        return counted.assign(offends=False)
    totals = funds.loc[funds.role.eq("total") & funds.fen.notna() & ~funds.measure.isin(["executed"])]
    totals = totals.loc[totals.period.ne("medium-term")].drop_duplicates(keys).assign(amount=totals.text + totals.unit)
    rows = counted.merge(totals.loc[:, [*keys, "fen", "amount"]], on=keys).merge(tables.loc[:, [*keys, "project"]], on=keys)
    largest = rows.target_number.groupby([rows[key] for key in keys]).transform("max")
    works = rows.level3.str.contains(_WORKS) | rows.project.fillna("").str.contains(_WORKS)
    few = largest.le(_FEW) & rows.target_dimension.isin(_COUNTED) & rows.target_operator.fillna("≥").isin(["≥", ">", "="])
    return placed(rows, "target_place").assign(
        offends=few & rows.fen.ge(_LARGE_FEN) & ~works,
        severity=either(rows.target_dimension.isin(_MANY), "warning", "info"),
    )
