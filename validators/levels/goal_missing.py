from __future__ import annotations

import pandas as pd

from ..basis import OPINION_34
from ..choice import either
from ..halves import annual_halves, project_years
from ..lookup import looked_up
from ..rule import Frame, rule


@rule(
    severity="error",
    basis=OPINION_34,
    opinion=1,
    title=("绩效目标没有填", "Goal not filed"),
    requirement="表内设有绩效目标栏的，应当填写绩效目标。",
    why=(
        "空白、短横线、星号都不算填写。同一时期填了一条目标即可，下面的空行不算缺漏；项目期只有一年或者没有写明的，"
        "填了年度目标就不要求再填中期目标。整个年度部分没有填的，与“年度指标整块未填”是一回事，级别也相同。"
    ),
    zh="{which_zh}是空的，没有写这笔钱要达到什么目的",
    en="The {which_en} is empty: what the money is meant to achieve is not said",
    fix_zh="写清做什么、做多少、达到什么效果，例如“本年改造供水管网30公里，使2000户居民用水稳定”",
    fix_en="Say what is done, how much of it, and to what effect, such as “renew 30 km of mains, so that 2,000 homes have water”",
    follows=("annual_half_empty",),
)
def goal_missing(goals: Frame, tables: Frame, levels: Frame, indicators: Frame, funds: Frame) -> Frame:
    """A printed goal cell holds a goal.

    Blanks, dashes and stars are none. One goal for a period is enough, so an empty line below a filled one is no flaw, and
    a project of one year, or of unstated length, needs no medium-term goal beside its annual one. Where the annual half is
    empty throughout, its goal is a part of that and no graver (annual_half_empty).

    | table | period      | kind     | text                      | found |
    | ----- | ----------- | -------- | ------------------------- | ----- |
    | 1     | medium-term | expected | 三年改造管网90公里。      |       |
    | 1     | annual      | expected |                           | yes   |
    | 2     | annual      | expected | ——*_                      | yes   |
    | 3     | annual      | expected | 本年改造管网30公里。      |       |
    | 3     | annual      | expected |                           |       |
    | 3     | annual      | actual   |                           |       |
    | 4     | medium-term | expected |                           |       |
    | 4     | annual      | expected | 本年改造管网30公里。      |       |
    | 5     | medium-term | expected |                           | yes   |
    | 5     | annual      | expected | 本年改造管网30公里。      |       |

    tables:

    | table | period_years |
    | ----- | ------------ |
    | 4     | 1            |
    | 5     | 3            |

    Case: a half that is empty throughout

    | period      | kind     | text                 | found |
    | ----------- | -------- | -------------------- | ----- |
    | medium-term | expected | 三年改造管网90公里。 |       |
    | annual      | expected |                      | yes   |

    tables:

    | table | two_periods | year | period_start | period_end |
    | ----- | ----------- | ---- | ------------ | ---------- |
    | 1     | yes         | 2024 | 2023         | 2025       |

    levels:

    | table | name     | period |
    | ----- | -------- | ------ |
    | 1     | 数量指标 | annual |

    indicators:

    | table | level2   | level3       | target  | period      |
    | ----- | -------- | ------------ | ------- | ----------- |
    | 1     | 数量指标 | 改造管网长度 | ≥90公里 | medium-term |
    """
    expected = goals.loc[goals.kind.eq("expected")]
    if not expected.text.str.fullmatch(r"[\W_]*").any():
        return expected.assign(offends=False)
    expected = expected.merge(tables[["filing", "table", "period_start", "period_end", "period_years"]], on=["filing", "table"])
    stated = ~expected.text.str.fullmatch(r"[\W_]*")
    groups = expected.assign(stated=stated).groupby(["filing", "table"])
    in_table = groups.stated.transform("any")
    in_period = expected.assign(stated=stated).groupby(["filing", "table", "period"], dropna=False).stated.transform("any")
    medium = expected.period.eq("medium-term")
    needless = medium & in_table & ~project_years(expected).gt(1).fillna(False)
    halves = annual_halves(tables, levels, indicators, funds)
    empty = halves.loc[halves.offends.astype(bool)]
    return expected.assign(
        severity=looked_up(expected, empty, "severity").where(expected.period.eq("annual"), None),
        offends=(~stated).astype("boolean").mask(~stated & (in_period | needless), pd.NA),
        which_zh=either(medium, "中期目标", either(expected.period.eq("annual"), "年度目标", "绩效目标")),
        which_en=either(medium, "medium-term goal", either(expected.period.eq("annual"), "annual goal", "goal")),
    )
