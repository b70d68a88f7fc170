from __future__ import annotations

from ...basis import METHOD
from ...rule import Frame, rule
from ..binding import INDICATOR_NAME
from ..identity import identified

_FEWEST = 5  # departments that agree
_SHARE = 0.8


@rule(
    severity="info",
    basis=METHOD,
    opinion=4,
    title=("同名指标计量单位不一", "One indicator in different units"),
    requirement="同名指标在各部门应当用同一计量单位，才能汇总和比较。",
    why=(
        "同一个名称，别的部门都按“人次”，只有一家按“人”，两个数就不能相加。至少五个部门用同一单位、且占八成以上，"
        "才指出其余的；没有单位的不在此列。"
    ),
    zh="“{level3}”的计量单位是“{target_unit}”，其他{agreeing}个部门都用“{common}”",
    en="“{level3}” is measured in {target_unit}, while {agreeing} other departments use {common}",
    fix_zh="改用“{common}”，并相应换算指标值；确实不是同一回事的，请把指标名称写得更具体",
    fix_en="Use {common} and convert the target; where it is another thing that is measured, give it a more precise name",
    found="{target_text}",
    expected="{common}",
    within=INDICATOR_NAME,
)
def unit_differs_between_departments(indicators: Frame, tables: Frame, fields: Frame) -> Frame:
    """Indicators of one name are measured in one unit throughout.

    人 and 人次 cannot be added up. At least five departments must agree, and they must be four fifths of all; targets without
    a unit are another matter.

    | filing | level2   | level3       | target  | found |
    | ------ | -------- | ------------ | ------- | ----- |
    | a.txt  | 数量指标 | 接待来访群众 | ≥300人次 |      |
    | b.txt  | 数量指标 | 接待来访群众 | ≥200人次 |      |
    | c.txt  | 数量指标 | 接待来访群众 | ≥250人次 |      |
    | d.txt  | 数量指标 | 接待来访群众 | ≥120人次 |      |
    | e.txt  | 数量指标 | 接待来访群众 | ≥500人次 |      |
    | f.txt  | 数量指标 | 接待来访群众 | ≥90批   | yes   |
    | f.txt  | 数量指标 | 走访群众     | ≥90户   |       |

    tables:

    | filing | year | project | department |
    | ------ | ---- | ------- | ---------- |
    | a.txt  | 2026 | 接访    | 东街道     |
    | b.txt  | 2026 | 接访    | 西街道     |
    | c.txt  | 2026 | 接访    | 南街道     |
    | d.txt  | 2026 | 接访    | 北街道     |
    | e.txt  | 2026 | 接访    | 中街道     |
    | f.txt  | 2026 | 接访    | 新街道     |
    """
    named = indicators.plain.ne("") & indicators.target_normal.notna() & indicators.target_kind.eq("number")
    owners = identified(tables, fields).loc[:, ["filing", "table", "unit_key"]]
    rows = indicators.loc[named & indicators.period.ne("medium-term").fillna(True).astype(bool)].merge(
        owners, on=["filing", "table"]
    )
    uses = rows.groupby(["plain", "target_normal"], observed=True)["unit_key"].nunique().reset_index(name="agreeing")
    whole = uses.groupby("plain", observed=True)["agreeing"].transform("sum")
    common = uses.loc[uses.agreeing.ge(_FEWEST) & uses.agreeing.ge(_SHARE * whole)]
    common = common.rename(columns={"target_normal": "common"})
    found = rows.merge(common, on="plain")
    return found.assign(offends=found.target_normal.astype(object).ne(found.common.astype(object)))
