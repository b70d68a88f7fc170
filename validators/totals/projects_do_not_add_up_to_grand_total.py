from __future__ import annotations

import pandas as pd

from ...filings.value import exact
from ...schemas.units import understood
from ..basis import ARITHMETIC
from ..money import shown, tolerance
from ..parameters import allowed_fen
from ..projects import project_totals
from ..rule import Frame, rule


@rule(
    severity="error",
    basis=ARITHMETIC,
    opinion=11,
    title=("各项目合计与总计不符", "Projects do not add up to the grand total"),
    requirement="清单中各项目之和应当等于合计行。",
    why=(
        "清单从印有合计行的表开始，到下一个合计行为止。同一项目出现两次的，合计可能算一次，也可能算两次；有项目没有金额的，"
        "无法相加。"
    ),
    zh="{count}个项目相加是{sum_shown}，“{label}”行填{found}，相差{gap}",
    en="{count} projects add up to {sum_shown}, but the line “{label}” says {found}: {gap} apart",
    fix_zh="核对合计行和每个项目的金额，改正填错的一项",
    fix_en="Check the line of the total and the amount of each project, and correct the wrong one",
    expected="{sum_shown}",
    requires=("unit",),
    needs=("fields.id=grand_total",),
)
def projects_do_not_add_up_to_grand_total(fields: Frame, tables: Frame, funds: Frame) -> Frame:
    """The projects of a list add up to its total line.

    The list runs from the form that has the total line to the next one that has. A project that stands in it twice may
    have been counted once or twice; a project without its money leaves the sum open.

    | table | id          | label | text   | found |
    | ----- | ----------- | ----- | ------ | ----- |
    | 1     | grand_total | 合计  | 100.00 | yes   |
    | 4     | grand_total | 合计  | 30.50  |       |

    tables:

    | table | project  |
    | ----- | -------- |
    | 1     | 河道清淤 |
    | 2     | 山塘加固 |
    | 3     | 水文监测 |
    | 4     | 档案整理 |
    | 5     | 窗口服务 |

    funds:

    | table | item | amount |
    | ----- | ---- | ------ |
    | 1     | 总计 | 50.00  |
    | 2     | 总计 | 35.00  |
    | 3     | 总计 | 10.00  |
    | 4     | 总计 | 20.50  |
    | 5     | 总计 | 10     |

    Case: a project whose money is not stated

    | table | id          | label | text   | found |
    | ----- | ----------- | ----- | ------ | ----- |
    | 1     | grand_total | 合计  | 100.00 |       |

    tables:

    | table | project  |
    | ----- | -------- |
    | 1     | 河道清淤 |
    | 2     | 山塘加固 |

    funds:

    | table | item | amount |
    | ----- | ---- | ------ |
    | 1     | 总计 | 50.00  |
    | 2     | 总计 |        |
    """
    lines = fields.loc[fields.id.eq("grand_total")].drop_duplicates(["filing", "table"])
    lines = lines.merge(tables.loc[:, ["filing", "table", "unit"]], on=["filing", "table"])
    lines = lines.assign(grand=[_fen(text, unit) for text, unit in zip(lines.text, lines.unit, strict=True)]).dropna(
        subset=["grand"]
    )
    members = project_totals(tables, funds).sort_values(["filing", "table"], kind="stable")
    starts = lines.loc[:, ["filing", "table"]].assign(first=lines.table)
    members = members.merge(starts, on=["filing", "table"], how="left")
    members["first"] = members.groupby("filing")["first"].ffill()
    named = members.project.fillna("") + " " + members.final_shown.fillna("—")
    members = members.assign(
        once=members.final.where(~members.repeated, 0), missing=members.final.isna(), named=named.str.strip()
    )
    sums = members.dropna(subset=["first"]).groupby(["filing", "first"]).agg(
        sum=("final", "sum"), once=("once", "sum"), missing=("missing", "any"), count=("final", "size"), step=("step", "max"),
        related=("final_place", tuple), parts=("named", " + ".join),
    ).reset_index()  # fmt: skip
    rows = lines.merge(sums.rename(columns={"first": "table"}), on=["filing", "table"])
    slack = tolerance(rows.step.astype("Float64"), rows["count"] + 1) + allowed_fen(rows, tables)
    grand = rows.grand.astype("Float64")
    apart = (rows["sum"] - grand).abs().gt(slack) & (rows.once - grand).abs().gt(slack)
    amounts = [shown(fen, unit, 2) for fen, unit in zip(rows["sum"], rows.unit, strict=True)]
    return rows.assign(
        offends=apart.astype("boolean").where(~rows.missing, pd.NA),
        reason_zh=["有的项目没有金额，无法相加" if missing else None for missing in rows.missing],
        reason_en=["a project states no money, so the sum is open" if missing else None for missing in rows.missing],
        found=rows.text + rows.unit,
        sum_shown=amounts,
        gap=[shown(abs(fen), unit, 2) for fen, unit in zip(rows["sum"] - rows.grand, rows.unit, strict=True)],
        arithmetic=[
            f"{parts} = {total} {'≠' if wrong else '≈' if sum_ != grand else '='} {text}{unit}"
            for parts, total, wrong, sum_, grand, text, unit in zip(
                rows.parts, amounts, apart, rows["sum"], rows.grand, rows.text, rows.unit, strict=True
            )
        ],
    )


def _fen(text: str, unit: object) -> int | None:
    """The amount of a total line in 0.01 元; the unit is the form's."""
    number, known = exact(text), understood(unit if isinstance(unit, str) else None)
    return int(number * known.fen) if number is not None and known and known.fen else None
