from __future__ import annotations

from ...schemas.vocabulary import vocabulary
from ..attainment import unexplained
from ..basis import SYSTEM_CHECK
from ..coverage import among
from ..money import KEYS, shown, totals
from ..parameters import with_parameters
from ..rule import Frame, rule
from ..telling import judged

_WORDS = "|".join(vocabulary().words.unspent)


@rule(
    severity="warning",
    basis=SYSTEM_CHECK,
    opinion=11,
    title=("结余较多未说明", "Money left unspent without a reason"),
    requirement="预算有一成以上没有支出的，应当说明原因。",
    why=("节约是好事，所以只要有指标填写了原因，或者完成情况里提到结余、结转、节约，就不再提示。比例由参数 unspent 规定。"),
    zh="全年预算{final_shown}只执行{executed_shown}（{percent}），结余{rest}，表内没有说明原因",
    en="Of {final_shown} only {executed_shown} ({percent}) was spent; {rest} remain, and the form does not say why",
    fix_zh="说明结余的原因和去向，例如“招标节约12万元，已由财政收回”；确有任务未完成的，如实填写完成值",
    fix_en="Say why money remains and where it goes (“12万元 saved by tender, returned”), and report tasks not done",
    found="{executed_shown}",
    arithmetic="{final_shown} - {executed_shown} = {rest}；{executed_shown} ÷ {final_shown} = {percent}",
    needs=("funds.measure=executed",),
)
def money_unspent(funds: Frame, indicators: Frame, goals: Frame, tables: Frame) -> Frame:
    """Where a tenth or more of the budget stays unspent, the form says why.

    Savings are good, so nothing is said where any indicator's reason is filled, or where the account of results speaks of
    money left over, saved or carried on. The share is the parameter `unspent`.

    | table | item         | measure  | amount | found |
    | ----- | ------------ | -------- | ------ | ----- |
    | 1     | 年度资金总额 | adjusted | 360.00 |       |
    | 1     | 年度资金总额 | executed | 270.00 | yes   |
    | 2     | 年度资金总额 | adjusted | 360.00 |       |
    | 2     | 年度资金总额 | executed | 340.00 |       |
    | 3     | 年度资金总额 | adjusted | 360.00 |       |
    | 3     | 年度资金总额 | executed | 270.00 |       |
    | 4     | 年度资金总额 | adjusted | 360.00 |       |
    | 4     | 年度资金总额 | executed | 270.00 |       |

    indicators:

    | table | level2   | level3   | target | actual | reason             |
    | ----- | -------- | -------- | ------ | ------ | ------------------ |
    | 1     | 数量指标 | 铺设管网 | ≥5公里 | 5公里  |                    |
    | 3     | 数量指标 | 铺设管网 | ≥5公里 | 3公里  | 雨季推迟，已续建   |

    goals:

    | table | kind   | text                                   |
    | ----- | ------ | -------------------------------------- |
    | 1     | actual | 管网全部铺设完成                       |
    | 4     | actual | 管网全部铺设完成，招标结余由财政收回   |
    """
    rows = totals(funds)
    rows = with_parameters(rows.loc[rows.share.notna()], tables, "unspent")
    low = rows.share.lt(rows.unspent.astype("float64"))
    if not low.any():
        return rows.assign(offends=False)
    given = indicators.loc[indicators.reason.notna() & ~unexplained(indicators), KEYS]
    told = goals.loc[goals.kind.eq("actual") & goals.text.str.contains(_WORDS, na=False), KEYS]
    return judged(rows, low & ~among(rows, given) & ~among(rows, told), _told)


def _told(rows: Frame) -> Frame:
    return rows.assign(
        place=rows.executed_place,
        related=[(place,) for place in rows.final_place],
        percent=[f"{100 * value:.2f}%" for value in rows.share],
        rest=[shown(fen, unit, 2) for fen, unit in zip(rows.final - rows.executed, rows.unit, strict=True)],
    )
