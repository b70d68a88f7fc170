from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from ..basis import METHOD
from ..personal import SUSPECT, exposures, place_of
from ..placing import placed
from ..rule import Frame, rule

_WHAT = {"identity": ("身份证号码", "identity number"), "telephone": ("电话号码", "telephone number"), "name": ("姓名", "name")}
_PLACED = ["filing", "table", "place"]


@rule(
    severity="info",
    basis=METHOD,
    opinion=11,
    title=("含个人信息", "Personal data"),
    requirement="姓名和电话号码只填在规定的栏目里，身份证号不得出现在表内。",
    why=(
        "绩效目标和自评结果要公开。栏目之外的姓名加日期，多是填表人留下的记号。"
        "热线、监督电话等公开号码不算。指出时隐去部分内容，不再扩散。"
    ),
    zh="表内有不该出现的个人信息（{what_zh}）：“{shown}”",
    en="The form shows personal data that do not belong there ({what_en}): “{shown}”",
    fix_zh="公开前删去；经办人的姓名和电话只填在“填报人”“联系人”“联系电话”栏",
    fix_en="Delete them before publication; names and numbers of staff belong in the fields for them only",
    found="{shown}",
)
def personal_data_exposed(fields: Frame, goals: Frame, indicators: Frame) -> Frame:
    """Names and telephone numbers stand in the fields meant for them, identity numbers nowhere.

    A name with a date outside any field is usually a mark left by the person who typed the form. A number beside its own
    label in the head or foot belongs there, and public numbers (热线, 监督电话) are nobody's. What is found is shown masked.

    | id      | label    | text                       | found |
    | ------- | -------- | -------------------------- | ----- |
    | stray   |          | 赵某某 2024.3.5            | yes   |
    | contact | 联系人   | 赵某某110101200001010017   | yes   |
    | project | 项目名称 | 修路（赵某某 13800001111） | yes   |
    | contact | 联系人   | 赵某某 13800001111         |       |
    | stray   |          | 送审稿 2024.3.5            |       |
    | project | 项目名称 | 110101200013               |       |

    Case: in goals and indicators

    goals:

    | text                                | found |
    | ----------------------------------- | ----- |
    | 修路3公里，联系电话：0571-80000012  | yes   |
    | 修路3公里，监督电话：0571-80000012  |       |
    | 按财预〔2020〕10号下达13800001111元 |       |

    indicators:

    | level2   | level3                         | target      | found |
    | -------- | ------------------------------ | ----------- | ----- |
    | 数量指标 | 修路里程（赵某某 13800001111） | ≥3公里      | yes   |
    | 数量指标 | 修路里程                       | ≥3公里      |       |
    | 经济效益 | 产值                           | 13800001111 |       |
    """
    head = fields[_PLACED].assign(
        text=fields.text, where=[place_of(*field) for field in zip(fields.id, fields.label, strict=True)], indicator=pd.NA
    )
    suspect = head.text.str.contains(SUSPECT) | head["where"].eq("stray")
    found = [row for texts in (head.loc[suspect], *_bodies(goals, indicators)) for row in _exposed(texts)]
    passed = head.assign(offends=False)
    return pd.concat([passed, pd.DataFrame(found)]) if found else passed


def _bodies(goals: Frame, indicators: Frame) -> Iterator[Frame]:
    """The texts of goals and indicators that may hold a number of somebody, with where they stand."""
    yield _body(goals.assign(number=pd.NA), "text", "place")
    for column, at in (("level3", "level3_place"), ("reason", "place"), ("note", "place")):
        yield _body(indicators, column, at)
    for value in ("target", "actual"):
        yield _body(indicators.loc[indicators[f"{value}_number"].isna()], f"{value}_text", f"{value}_place")


def _body(rows: Frame, column: str, at: str) -> Frame:
    suspect = placed(rows.loc[rows[column].str.contains(SUSPECT, na=False)], at)
    return suspect[_PLACED].assign(text=suspect[column], where="body", indicator=suspect.number)


def _exposed(texts: Frame) -> Iterator[dict[str, Any]]:
    """A case for each text that exposes somebody; it shows all that it exposes."""
    for row in texts.to_dict("records"):
        found = exposures(row["text"], row["where"])
        if found:
            kinds = list(dict.fromkeys(one.kind for one in found))
            yield row | {
                "offends": True,
                "what_zh": "、".join(_WHAT[kind][0] for kind in kinds),
                "what_en": ", ".join(_WHAT[kind][1] for kind in kinds),
                "shown": "、".join(one.shown for one in found),
            }
