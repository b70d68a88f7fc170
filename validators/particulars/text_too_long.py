from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from ...schemas.parameters import Parameters
from ..basis import SYSTEM_CHECK
from ..conventions import schemas
from ..rule import Frame, rule

_WHAT = {
    "duty_length": ("部门职责", "The statement of duties"),
    "name_length": ("指标名称", "The indicator's name"),
    "result_length": ("实际完成值", "The result"),
}


@rule(
    severity="warning",
    basis=SYSTEM_CHECK,
    opinion=11,
    title=("文字超过规定字数", "Text longer than the place allows"),
    requirement="指标名称、部门职责和实际完成值不应超过当地规定的字数。",
    why="超过的部分系统收不进去，导出时会被截断。字数由口径的 name_length、duty_length、result_length 规定，没有规定的不作判断。",
    zh="{what_zh}有{length}个字，当地规定不超过{limit}个字",
    en="{what_en} has {length} characters; the place allows {limit}",
    fix_zh="压缩到{limit}个字以内",
    fix_en="Shorten it to {limit} characters",
    found="{length}",
    expected="≤{limit}",
)
def text_too_long(fields: Frame, indicators: Frame, tables: Frame) -> Frame:
    """Names of indicators, statements of duties and results are no longer than the place allows.

    Systems do not take more, and cut it off in what they print. The profile says how long each may be (`name_length`,
    `duty_length`, `result_length`); where it says nothing, nothing is judged.

    | table | id   | label    | text                   |
    | ----- | ---- | -------- | ---------------------- |
    | 1     | duty | 部门职责 | 贯彻执行有关方针政策。 |

    indicators:

    | level3 | target | found |
    | ------ | ------ | ----- |
    | 新建、改建、修缮社区书屋农家书屋并配备书架桌椅照明空调消防器材借阅终端以及专职兼职管理人员的书屋总处数 | ≥6处 | yes |
    | 新建、改建、修缮社区书屋处数 | ≥6处 | |

    tables:

    | table | form              | profile       |
    | ----- | ----------------- | ------------- |
    | 1     | department-target | fields-strict |
    """
    keys = list(zip(tables.filing.tolist(), tables.table.tolist(), strict=True))
    allowed = dict(zip(keys, (schema.parameters for schema in schemas(tables)), strict=True))
    results = indicators.loc[indicators.actual_text.notna()]
    parts = [
        _measured(fields.loc[fields.id.eq("duty")], "text", allowed, "duty_length"),
        _measured(indicators, "level3", allowed, "name_length"),
        _measured(results, "actual_text", allowed, "result_length"),
    ]
    return pd.concat(parts, ignore_index=True)


def _measured(rows: Frame, column: str, allowed: Mapping[tuple[str, int], Parameters], name: str) -> Frame:
    """The length of each text for which there is a limit."""
    owners = zip(rows.filing.tolist(), rows.table.tolist(), strict=True)
    limit = pd.Series([getattr(allowed[owner], name) for owner in owners], index=rows.index, dtype="Int64")
    rows = rows.loc[limit.notna(), ["filing", "table", "place", column]].assign(limit=limit[limit.notna()])
    length = rows[column].str.replace(r"\s", "", regex=True).str.len().astype("Int64")
    zh, en = _WHAT[name]
    return rows.assign(length=length, what_zh=zh, what_en=en, offends=length.gt(rows.limit))
