from __future__ import annotations

from ..basis import SYSTEM_CHECK
from ..halves import annual_halves
from ..rule import Frame, rule


@rule(
    severity="error",
    basis=SYSTEM_CHECK,
    opinion=1,
    title=("年度指标整块未填", "Annual half left empty"),
    requirement="同时设中期和年度两部分的绩效目标表，年度部分应当填写本年度的指标值。",
    why=(
        "没有年度指标值，当年的绩效监控和评价就没有依据；整个年度部分没有填的只提示一次，不逐行重复。项目期只有一年、"
        "表头年度不在项目期内或没有注明、没有申请年度资金（模板自带的0.00视为没有申请）的，填报单位可能另有原因，只作警告。"
    ),
    zh="年度部分一个指标值也没有填，而中期部分填了{count}个，{year_zh}要完成什么看不出来",
    en="The annual half holds no target, the medium-term half {count}: what {year_en} is to bring is not said",
    fix_zh="在年度部分逐条填写本年度的指标和指标值，例如中期“改造管网90公里”，年度填“改造管网30公里”",
    fix_en="File this year's indicators and targets in the annual half, such as 30 km of the 90 km of the medium term",
    needs=("tables.two_periods=True",),
)
def annual_half_empty(tables: Frame, levels: Frame, indicators: Frame, funds: Frame) -> Frame:
    """A form with a medium-term and an annual half states what this year is to bring.

    Without annual targets the year cannot be monitored or evaluated. Reported once for the half, not for each empty row.
    A warning only where the filer may have had a reason: the project lasts one year, the form's year lies outside the
    period or is not stated, or no annual money is applied for (a printed 0.00 is what the template shows where nothing was
    entered).

    tables:

    | table | two_periods | year | period_start | period_end |
    | ----- | ----------- | ---- | ------------ | ---------- |
    | 1     | yes         | 2024 | 2023         | 2025       |
    | 2     | yes         | 2024 | 2024         | 2024       |
    | 3     | yes         | 2024 | 2023         | 2025       |
    | 4     |             | 2024 |              |            |
    | 5     | yes         |      |              |            |

    levels:

    | table | name         | period      | found |
    | ----- | ------------ | ----------- | ----- |
    | 1     | 数量指标     | medium-term |       |
    | 2     | 数量指标     | annual      | yes   |
    | 3     | 数量指标     | annual      |       |

    indicators:

    | table | level2   | level3       | target   | period      | found |
    | ----- | -------- | ------------ | -------- | ----------- | ----- |
    | 1     | 数量指标 | 改造管网长度 | ≥90公里  | medium-term |       |
    | 1     | 数量指标 | 改造管网长度 |          | annual      | yes   |
    | 2     | 数量指标 | 改造管网长度 | ≥90公里  | medium-term |       |
    | 3     | 数量指标 | 改造管网长度 | ≥90公里  | medium-term |       |
    | 3     | 数量指标 | 改造管网长度 | ≥30公里  | annual      |       |
    | 4     | 数量指标 | 改造管网长度 | ≥90公里  | medium-term |       |
    | 5     | 数量指标 | 改造管网长度 | ≥90公里  | medium-term |       |

    funds:

    | table | item         | amount | period |
    | ----- | ------------ | ------ | ------ |
    | 1     | 年度资金总额 | 40.00  | annual |
    | 2     | 年度资金总额 | 0.00   | annual |
    """
    cases = annual_halves(tables, levels, indicators, funds)
    year = cases.year.astype("string")
    return cases.assign(
        year_zh=(year + "年度").fillna("本年度"),
        year_en=year.fillna("this year"),
    )
