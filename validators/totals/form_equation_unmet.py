from __future__ import annotations

from ..basis import ARITHMETIC
from ..rule import Frame, rule
from ..sums import equation_cases


@rule(
    severity="error",
    basis=ARITHMETIC,
    opinion=11,
    title=("不符合本表的勾稽关系", "An equation of the form is not met"),
    requirement="各项金额应当满足本表规定的其他勾稽关系。",
    why=(
        "财政局可以在表式文件里用自己的话写这样的关系，例如“基本支出 = 人员经费 + 公用经费”。只有表内印出了其中每一项时才核对。"
    ),
    zh="“{item}”{where_zh}填{found}，不符合本表的勾稽关系“{relation}”，算得{sum}，相差{gap}",
    en="“{item}”{where_en} says {found}, which breaks the form's equation “{relation}”: it gives {sum}, {gap} apart",
    fix_zh="按“{relation}”核对各项金额，改正填错的一项",
    fix_en="Check the amounts against “{relation}” and correct the wrong one",
)
def form_equation_unmet(funds: Frame, tables: Frame) -> Frame:
    """The amounts meet every other equation that the form's schema states.

    A finance bureau writes such equations in its own words (`基本支出 = 人员经费 + 公用经费`) in the form's YAML file. One is
    held only where the form prints all of its items.

    | table | item     | amount | found |
    | ----- | -------- | ------ | ----- |
    | 1     | 基本支出 | 90.00  | yes   |
    | 1     | 人员经费 | 70.00  |       |
    | 1     | 公用经费 | 15.00  |       |
    | 2     | 基本支出 | 85.00  |       |
    | 2     | 人员经费 | 70.00  |       |
    | 2     | 公用经费 | 15.00  |       |
    | 3     | 基本支出 | 90.00  |       |
    | 3     | 人员经费 | 70.00  |       |

    tables:

    | table | form              |
    | ----- | ----------------- |
    | 1     | department-target |
    | 2     | department-target |
    | 3     | department-target |
    """
    return equation_cases(funds, tables, "other")
