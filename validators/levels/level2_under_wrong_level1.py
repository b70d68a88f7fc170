from __future__ import annotations

import pandas as pd

from ...schemas.vocabulary import vocabulary
from ..basis import SYSTEM_CHECK
from ..coverage import parents
from ..rule import Frame, rule

_PARENTS = {name: entry.parents for name, entry in vocabulary().level2.items()}
_LAWFUL = pd.MultiIndex.from_tuples([(parent, name) for name, parents in _PARENTS.items() for parent in parents])


@rule(
    severity="warning",
    basis=SYSTEM_CHECK,
    opinion=6,
    title=("二级指标不属于该一级指标", "Level 2 under a level 1 that cannot hold it"),
    requirement="二级指标应当列在可以包含它的一级指标下。",
    why=(
        "成本指标列在产出指标下、成本指标单列为一级指标、满意度指标列在效益指标下，在不同年份的表式中都是允许的。"
        "编码是否一致由“指标编码与名称不符”检查。"
    ),
    zh="“{level2}”列在“{level1}”下，应列在“{parent}”下",
    en="“{level2}” stands under “{level1}”; it belongs under “{parent}”",
    fix_zh="把“{level2}”及其三级指标移到“{parent}”下",
    fix_en="Move “{level2}” and its indicators to “{parent}”",
    found="{level1} / {level2}",
    expected="{parent} / {level2}",
)
def level2_under_wrong_level1(indicators: Frame, tables: Frame) -> Frame:
    """A level-2 name stands under a level 1 that can hold it.

    Cost under the outputs, cost as a level 1 of its own and satisfaction under the benefits are all lawful, each in the
    forms of its years. Codes are compared by code_contradicts_level.

    | level1     | level2             | level3         | target | level2_code | found |
    | ---------- | ------------------ | -------------- | ------ | ----------- | ----- |
    | 效益指标   | 数量指标           | 修复路灯数量   | ≥120盏 |             | yes   |
    | 产出指标   | 成本指标           | 路灯单价       | ≤900元 |             |       |
    | 成本指标   | 经济成本指标       | 路灯单价       | ≤900元 |             |       |
    | 效益指标   | 服务对象满意度指标 | 居民满意度     | ≥90%   |             |       |
    | 满意度指标 | 服务对象满意度指标 | 居民满意度     | ≥90%   |             |       |
    | 履职效能   | 数量指标           | 修复路灯数量   | ≥120盏 |             |       |
    | 效益指标   | 质量指标           | 亮灯率         | ≥98%   | 12          |       |

    Case: where cost belongs in the frame of the form

    | table | level1   | level2       | level3   | target | found |
    | ----- | -------- | ------------ | -------- | ------ | ----- |
    | 1     | 效益指标 | 经济成本指标 | 路灯单价 | ≤900元 | yes   |
    | 2     | 效益指标 | 经济成本指标 | 路灯单价 | ≤900元 | yes   |

    tables:

    | table | form           | profile    |
    | ----- | -------------- | ---------- |
    | 1     | project-target | frame-2015 |
    | 2     | project-target | frame-2021 |
    """
    asked = indicators.level1.isin(list(vocabulary().level1)) & indicators.level2.isin(list(_PARENTS))
    rows = indicators.loc[asked & indicators.level2_code.isna()]
    pairs = pd.MultiIndex.from_frame(rows.loc[:, ["level1", "level2"]])
    of_rows = rows[["filing", "table"]].merge(tables, on=["filing", "table"], how="left").set_axis(rows.index)
    return rows.assign(offends=~pairs.isin(_LAWFUL), parent=parents(of_rows, rows.level2))
