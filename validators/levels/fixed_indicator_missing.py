from __future__ import annotations

import pandas as pd

from ...filings.canonical import plain
from ...filings.value import parse
from ..basis import SYSTEM_CHECK
from ..conventions import schemas
from ..coverage import among
from ..rule import Frame, rule


@rule(
    severity="info",
    basis=SYSTEM_CHECK,
    opinion=1,
    title=("缺少固化指标", "A fixed indicator is missing"),
    requirement="口径规定的固化指标应当保留，指标值不得改动。",
    why=(
        "有的省份由系统给特定目标类项目带出固化的成本控制率指标，填报单位不能删改。由口径的 fixed_indicators 规定，"
        "没有选用这种口径的表不作判断，表内没有写明项目类别的也不作判断。"
    ),
    zh="固化指标“{name}”{flaw_zh}",
    en="The fixed indicator “{name}” {flaw_en}",
    fix_zh="按“{name} {value}”填报",
    fix_en="File it as “{name} {value}”",
    expected="{name} {value}",
)
def fixed_indicator_missing(tables: Frame, indicators: Frame, fields: Frame) -> Frame:
    """Indicators that a profile fixes are on the form, with the target that it fixes.

    Some provincial systems put a cost control rate on every project for a specific purpose, which a filer may not change.
    The profile says which (`fixed_indicators`) and for which categories of project (`fixed_for`). Forms without such a
    profile are not judged, nor those that do not state the category.

    tables:

    | table | form           | profile | found |
    | ----- | -------------- | ------- | ----- |
    | 1     | project-target | guizhou | yes   |
    | 2     | project-target | guizhou |       |
    | 3     | project-target | guizhou | yes   |
    | 4     | project-target | guizhou |       |
    | 5     | project-target |         |       |

    fields:

    | table | id       | text       |
    | ----- | -------- | ---------- |
    | 1     | category | 特定目标类 |
    | 2     | category | 特定目标类 |
    | 3     | category | 特定目标类 |
    | 4     | category | 运转类     |
    | 5     | category | 特定目标类 |

    indicators:

    | table | level2   | level3               | target |
    | ----- | -------- | -------------------- | ------ |
    | 1     | 数量指标 | 培训场次             | ≥6场   |
    | 2     | 成本指标 | 项目或定额成本控制率 | ＝100% |
    | 3     | 成本指标 | 项目或定额成本控制率 | ≤90%   |
    | 4     | 数量指标 | 培训场次             | ≥6场   |
    | 5     | 数量指标 | 培训场次             | ≥6场   |
    """
    categories: dict[tuple[str, int], str] = {}
    for filing, table, text in _rows(fields.loc[fields.id.isin(["category", "nature"])], "text"):
        categories[filing, table] = categories.get((filing, table), "") + str(text)
    filed = among(tables, indicators)
    cases = []
    for row, schema, read in zip(tables.to_dict(orient="records"), schemas(tables), filed, strict=True):
        parameters = schema.parameters
        category = categories.get((row["filing"], row["table"]), "")
        if read and (not parameters.fixed_for or any(kind in category for kind in parameters.fixed_for)):
            cases += [{**row, "name": name, "value": value} for name, value in parameters.fixed_indicators.items()]
    if not cases:
        return tables.iloc[:0].assign(offends=pd.array([], "boolean"))
    there: dict[tuple[str, int, str], set[tuple[str | None, float | None]]] = {}
    columns = indicators.loc[:, ["filing", "table", "plain", "target_operator", "target_number"]]
    for filing, table, name, operator, number in columns.itertuples(index=False, name=None):
        there.setdefault((filing, table, name), set()).add((operator, number))
    return pd.DataFrame([{**case, **_verdict(case, there)} for case in cases])


def _verdict(
    case: dict[str, object], there: dict[tuple[str, int, str], set[tuple[str | None, float | None]]]
) -> dict[str, object]:
    filed = there.get((str(case["filing"]), int(str(case["table"])), plain(str(case["name"]))))
    value = parse(str(case["value"]))
    right = (value.operator, None if value.number is None else float(value.number))
    if filed is None:
        return {"offends": True, "flaw_zh": "没有填报", "flaw_en": "is not filed"}
    words = {"flaw_zh": "的指标值不是规定的数", "flaw_en": "has another target than the one that is fixed"}
    return {"offends": right not in filed and (None, right[1]) not in filed, **words}


def _rows(frame: Frame, column: str) -> list[tuple[str, int, object]]:
    return list(zip(frame.filing.tolist(), frame.table.tolist(), frame[column].tolist(), strict=True))
