from __future__ import annotations

from ..adjustment import share, told
from ..basis import SYSTEM_CHECK
from ..money import items
from ..parameters import with_parameters
from ..rule import Frame, rule
from ..telling import judged

_ROLES = ("total", "basic", "project", "personnel", "operating")


@rule(
    severity="warning",
    basis=SYSTEM_CHECK,
    opinion=11,
    title=("预算调整幅度大", "Budget changed much in mid-year"),
    requirement="预算在年中变动三成以上的，应当说明原因。",
    why=("比例由参数 adjustment 规定。年初没有预算、年中追加的也算。资金来源各行不再重复提示，因为它们只是重复总额的变动。"),
    zh="“{item}”年初预算{opening_shown}，全年预算{adjusted_shown}，{change_zh}，需要说明调整原因",
    en="“{item}”: opening budget {opening_shown}, full-year budget {adjusted_shown}, {change_en}, which needs a reason",
    fix_zh="在说明栏写明调整的原因和依据（如追加、压减文件）；如为填写错误，改正年初预算数或全年预算数",
    fix_en="Give the reason and the order that added or cut the money, or correct the wrong figure",
    found="{adjusted_shown}",
    needs=(
        "funds.measure=opening",
        "funds.measure=adjusted",
    ),
)
def budget_adjusted_much(funds: Frame, tables: Frame) -> Frame:
    """A budget that changes by three tenths or more in mid-year is explained.

    The share is the parameter `adjustment`. Money given in mid-year to what had no opening budget counts too. Sources are
    left out: they repeat the change of the total.

    | table | item         | measure  | amount | found |
    | ----- | ------------ | -------- | ------ | ----- |
    | 1     | 年度资金总额 | opening  | 400.00 |       |
    | 1     | 年度资金总额 | adjusted | 340.00 |       |
    | 1     | 基本支出     | opening  | 250.00 |       |
    | 1     | 基本支出     | adjusted | 250.00 |       |
    | 1     | 项目支出     | opening  | 150.00 |       |
    | 1     | 项目支出     | adjusted | 90.00  | yes   |
    | 2     | 年度资金总额 | opening  | 0.00   |       |
    | 2     | 年度资金总额 | adjusted | 12.50  | yes   |
    | 2     | 财政拨款     | opening  | 0.00   |       |
    | 2     | 财政拨款     | adjusted | 12.50  |       |
    | 3     | 年度资金总额 | opening  | 100.00 |       |
    | 3     | 年度资金总额 | adjusted | 129.00 |       |
    | 4     | 年度资金总额 | opening  | 0.00   |       |
    | 4     | 年度资金总额 | adjusted | 0.00   |       |
    """
    rows = items(funds)
    rows = rows.loc[rows.role.isin(_ROLES) & rows.opening.notna() & rows.adjusted.notna()]
    rows = with_parameters(rows, tables, "adjustment")
    return judged(rows, share(rows).abs().ge(rows.adjustment), _told)


def _told(rows: Frame) -> Frame:
    return told(rows).assign(place=rows.adjusted_place, related=[(place,) for place in rows.opening_place])
