from __future__ import annotations

from ..basis import REVIEW_CHECKLIST
from ..costs import against, cost_lists, told
from ..rule import Frame, rule


@rule(
    severity="error",
    basis=REVIEW_CHECKLIST,
    opinion=11,
    title=("成本指标超过资金总额", "Cost indicators exceed the budget"),
    requirement="成本指标之和不应超过同一期间的资金。",
    why=(
        "只看金额：单位成本、比率、季度数不是资金的一部分。有一项写明总成本的（或与其余各项之和相等的），以这一项为准。"
        "自评表还可与年初预算比较；一列指标值对应两个总额、分不清期间的，与较大的比较。正好是整倍数的会指出倍数。"
    ),
    zh="{items_zh}{found}，超过{period_zh}资金总额{expected}{multiple_zh}",
    en="{items_en}: {found}, above the {period_en} funds of {expected}{multiple_en}",
    fix_zh="核对成本指标和资金总额，两者按同一期间（全期或一年）填写，成本不得超过安排的资金",
    fix_en="Check the cost indicators and the funds, state both for the same period, and keep cost within the funds",
    requires=("unit",),
    needs=("indicators.target_fen",),
)
def cost_exceeds_budget(indicators: Frame, funds: Frame, tables: Frame) -> Frame:
    """What the cost indicators allow to be spent does not exceed the money of the same period.

    Amounts only: unit costs, rates and quarters are no share of the budget. An item that states the whole (总成本, or one as
    large as all the others together) stands for the list. In a self-evaluation the opening budget counts as well, and where
    a form has one column of targets for two totals, the larger: which period is meant is not known. If the excess is a
    whole multiple, the finding says so.

    | table | level2   | level3       | target    | period      | found |
    | ----- | -------- | ------------ | --------- | ----------- | ----- |
    | 1     | 成本指标 | 项目总成本   | ≤90万元   | medium-term | yes   |
    | 1     | 成本指标 | 项目总成本   | ≤30万元   | annual      |       |
    | 2     | 成本指标 | 设备购置费   | ＝18万元  | annual      | yes   |
    | 2     | 成本指标 | 安装调试费   | ＝70000元 | annual      |       |

    tables:

    | table | two_periods | period_years |
    | ----- | ----------- | ------------ |
    | 1     | yes         | 3            |
    | 2     |             |              |

    funds:

    | table | item         | period      | amount |
    | ----- | ------------ | ----------- | ------ |
    | 1     | 中期资金总额 | medium-term | 30.00  |
    | 1     | 年度资金总额 | annual      | 30.00  |
    | 2     | 年度资金总额 | annual      | 24.00  |

    Case: unit costs, a whole with its parts, another unit, an empty half, the larger of two totals, savings

    | table | level2       | level3           | target     | period | found |
    | ----- | ------------ | ---------------- | ---------- | ------ | ----- |
    | 1     | 成本指标     | 每公里补助标准   | ≤60万元    | annual |       |
    | 2     | 经济成本指标 | 项目总成本       | ≤24万元    | annual |       |
    | 2     | 经济成本指标 | 设备购置费       | ≤18万元    | annual |       |
    | 3     | 成本指标     | 印刷费           | ＝99700元  | annual |       |
    | 3     | 成本指标     | 邮寄费           | ＝140300元 | annual |       |
    | 4     | 成本指标     | 印刷费           | ≤24万元    | annual |       |
    | 5     | 成本指标     | 养护费           | ≤24万元    | annual |       |
    | 6     | 经济效益指标 | 节约支出         | ≥99万元    | annual |       |
    | 7     | 社会成本指标 | 占用农田损失     | ≤99万元    | annual |       |
    | 8     | 成本指标     | 林带抚育费       | ≤24万元    | annual |       |
    | 8     | 成本指标     | 人工             | ≤14万元    | annual |       |
    | 8     | 成本指标     | 苗木             | ≤10万元    | annual |       |

    tables:

    | table | two_periods | form                    |
    | ----- | ----------- | ----------------------- |
    | 1     |             | project-target          |
    | 4     | yes         | project-target          |
    | 5     |             | project-self-evaluation |

    funds:

    | table | item         | period      | measure  | amount |
    | ----- | ------------ | ----------- | -------- | ------ |
    | 1     | 年度资金总额 | annual      | budget   | 24.00  |
    | 2     | 年度资金总额 | annual      | budget   | 24.00  |
    | 3     | 年度资金总额 | annual      | budget   | 24.00  |
    | 4     | 年度资金总额 | annual      | budget   | 0.00   |
    | 4     | 中期资金总额 | medium-term | budget   | 24.00  |
    | 5     | 年度资金总额 | annual      | opening  | 24.00  |
    | 5     | 年度资金总额 | annual      | adjusted | 20.00  |
    | 6     | 年度资金总额 | annual      | budget   | 24.00  |
    | 7     | 年度资金总额 | annual      | budget   | 24.00  |
    | 8     | 年度资金总额 | annual      | budget   | 24.00  |
    """
    lists = cost_lists(indicators, funds, tables)
    lists = lists.assign(offends=(lists.claim - lists.high).astype("Float64").gt(lists.slack))
    if not lists.offends.any():
        return lists.assign(arithmetic=against(lists, "high"))
    periods = {"annual": ("年度", "annual"), "medium-term": ("中期", "medium-term")}
    return told(lists, indicators, "high").assign(
        period_zh=lambda rows: [periods[period][0] for period in rows.period],
        period_en=lambda rows: [periods[period][1] for period in rows.period],
    )
