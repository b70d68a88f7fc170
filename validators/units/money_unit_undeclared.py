from __future__ import annotations

from ..basis import METHOD
from ..placing import gathered
from ..rule import Frame, rule

_MONEY = ("budget", "opening", "adjusted", "executed")


@rule(
    severity="info",
    basis=METHOD,
    opinion=1,
    title=("金额单位没有注明", "No money unit stated"),
    requirement="表内应当注明金额单位。",
    why="没有单位，无法比较的就留待核实，绝不猜测。一张表只提示一次。",
    zh="资金栏的{listed}没有注明单位是元还是万元，涉及金额的核对无法进行",
    en="The form does not say whether {listed} are in 元 or 万元: nothing can be compared with them",
    fix_zh="在表头或资金栏注明“单位：万元”",
    fix_en="State the unit in the heading or the funds block: 单位：万元",
    found="{listed}",
    expected="单位：万元",
)
def money_unit_undeclared(funds: Frame) -> Frame:
    """A form states the unit of its money.

    What cannot be compared for want of a unit is put off, never guessed. One finding for a form. Nothing is nothing in any unit.

    | item     | amount | unit | found |
    | -------- | ------ | ---- | ----- |
    | 资金总额 | 24.00  | 万元 |       |

    Case: neither the form nor the cells have a unit

    | item     | amount | unit | found |
    | -------- | ------ | ---- | ----- |
    | 资金总额 | 24.00  | —    | yes   |
    | 财政拨款 | 24.00  | —    |       |

    Case: only the cells that hold something state one

    | item     | amount | unit | found |
    | -------- | ------ | ---- | ----- |
    | 资金总额 | 24.00  | 万元 |       |
    | 其他资金 | 0      | —    |       |
    """
    amounts = funds.loc[funds.measure.isin(_MONEY) & funds.number.notna() & funds.number.ne(0) & funds.fen.isna()]
    amounts = amounts.assign(stated=amounts["item"].str.rstrip(":： ") + "：" + amounts.text)
    return gathered(amounts, "stated").assign(offends=True)
