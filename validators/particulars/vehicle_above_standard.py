from __future__ import annotations

from ..basis import VEHICLE_STANDARD
from ..choice import either
from ..placing import placed
from ..rule import Frame, rule

_SPECIAL = "执法|救护|消防|环卫|洒水|客车|货车|特种|工程|作业|警|囚|巡逻|垃圾|扫雪|清运|电动自行车|摩托"
_DUTY_FEN, _MAIL_FEN = 18 * 10**6, 12 * 10**6


@rule(
    severity="info",
    basis=VEHICLE_STANDARD,
    opinion=4,
    title=("超公务用车配备标准", "Official car above the standard"),
    requirement="购置公务用车的价格不得超过配备标准。",
    why=(
        "应急保障等公务用车的标准为每辆18万元，机要通信用车为每辆12万元。表内没有写明车辆类别，金额中也可能含有税费，"
        "因此只请核对；特种车辆另有标准。"
    ),
    zh="购置公务用车{target_number}辆，项目资金{amount}，平均每辆{price}万元，超过{standard_zh}",
    en="{target_number} official cars for {amount} are {price}万元 each, above {standard_en}",
    fix_zh="核对车辆用途和价格，按配备标准申报；含购置税、保险等费用的，分项列明",
    fix_en="Check purpose and price against the standard; list taxes and insurance apart if they are included",
    arithmetic="{amount} ÷ {target_number}辆 = {price}万元/辆",
)
def vehicle_above_standard(indicators: Frame, funds: Frame, tables: Frame) -> Frame:
    """Official cars are bought within the price standard.

    18万元 for duty cars, 12万元 for those that carry confidential mail. The class of the car is not on the form and taxes
    may be included, so this is a question; special vehicles have other standards.

    | table | level2   | level3           | target | found |
    | ----- | -------- | ---------------- | ------ | ----- |
    | 1     | 数量指标 | 公务用车购置数量 | 2辆    | yes   |
    | 2     | 数量指标 | 公务用车购置数量 | 2辆    |       |
    | 3     | 数量指标 | 公务用车购置数量 | 1辆    | yes   |
    | 4     | 数量指标 | 消防车辆购置数量 | 1辆    |       |
    | 5     | 数量指标 | 公务用车维修辆数 | 1辆    |       |

    funds:

    | table | item     | amount |
    | ----- | -------- | ------ |
    | 1     | 资金总额 | 46.00  |
    | 2     | 资金总额 | 30.00  |
    | 3     | 资金总额 | 16.00  |
    | 4     | 资金总额 | 90.00  |
    | 5     | 资金总额 | 19.00  |

    tables:

    | table | project      | text                     |
    | ----- | ------------ | ------------------------ |
    | 1     | 公务用车购置 | 公务用车购置             |
    | 2     | 公务用车购置 | 公务用车购置             |
    | 3     | 公务用车购置 | 公务用车购置用于机要交换 |
    | 4     | 消防车辆购置 | 消防车辆购置             |
    | 5     | 公务用车维修 | 公务用车维修             |
    """
    keys = ["filing", "table"]
    bought = indicators.loc[
        indicators.target_unit.eq("辆") & indicators.level3.str.contains("购") & indicators.target_number.gt(0)
    ]
    if bought.empty:
        return bought.assign(offends=None)
    totals = funds.loc[funds.role.eq("total") & funds.fen.notna() & funds.period.ne("medium-term")].drop_duplicates(keys)
    totals = totals.assign(amount=totals.text + totals.unit).loc[:, [*keys, "fen", "amount"]]
    rows = bought.merge(totals, on=keys).merge(tables.loc[:, [*keys, "project", "text"]], on=keys)
    named = rows.level3 + rows.project.fillna("")
    rows = rows.loc[named.str.contains("车") & named.str.contains("公务用车|公车|机要|应急保障") & ~named.str.contains(_SPECIAL)]
    each = rows.fen.astype(float) / rows.target_number
    mail = rows.text.str.contains("机要")
    return placed(rows, "target_place").assign(
        offends=each.gt(_DUTY_FEN) | (mail & each.gt(_MAIL_FEN)),
        price=(each / 10**6).round(2),
        standard_zh=either(each.gt(_DUTY_FEN), "应急保障用车18万元的标准", "机要通信用车12万元的标准（表内写明用于机要）"),
        standard_en=either(
            each.gt(_DUTY_FEN), "the standard of 18万元", "the 12万元 for confidential mail, which the form names"
        ),
    )
