from __future__ import annotations

import pandas as pd

from ...basis import METHOD
from ...rule import Frame, rule
from ..binding import INDICATOR_SET
from ..copies import copied, filed_twice
from ..identity import identified
from ..near import repeats
from ..passages import indicator_sets

_ALIKE = 0.95
_FEWEST_UNITS = 2  # beside the first


@rule(
    severity="info",
    basis=METHOD,
    opinion=4,
    title=("多个单位共用一套指标", "One set of indicators shared by many"),
    requirement="指标和指标值应当按本单位、本项目的内容设置。",
    why=(
        "三个以上单位的指标名称和指标值一模一样，多半是套用模板，看不出各自要做什么。金额指标不比较；不足五项、数字不足三个的"
        "不比较；统一规定的指标（如人员、公用经费）可以相同，所以只作提示。整表照搬和重复报送的另行指出。"
    ),
    zh="“{project}”的{size}项指标和指标值与另外{count}个单位相同，例如{owner_earlier}的“{project_earlier}”（“{filing_earlier}”）",
    en=(
        "The {size} indicators of “{project}” and their targets are those of {count} other units, such as “{project_earlier}” of "
        "{owner_earlier} in {filing_earlier}"
    ),
    fix_zh="按本项目的支出内容设置指标和指标值；按统一规定填报的，不必修改",
    fix_en="Set indicators and targets for what this project does; where they are laid down for all, leave them",
    found="{project}",
    within=INDICATOR_SET,
)
def indicators_shared_by_many(tables: Frame, fields: Frame, funds: Frame, indicators: Frame) -> Frame:
    """Indicators and targets are a project's own.

    A set that three units or more share word for word is a template and says of none of them what it is to do. Amounts are not
    compared, nor are sets of fewer than five indicators or three figures. Some sets are laid down for all, so this is a hint.

    | filing | year | project  | department | found |
    | ------ | ---- | -------- | ---------- | ----- |
    | a.txt  | 2026 | 普法宣传 | 司法局     |       |
    | b.txt  | 2026 | 禁毒宣传 | 公安局     | yes   |
    | c.txt  | 2026 | 防火宣传 | 林业局     | yes   |
    | d.txt  | 2026 | 节水宣传 | 水利局     |       |

    indicators:

    | filing | level2   | level3         | target  |
    | ------ | -------- | -------------- | ------- |
    | a.txt  | 数量指标 | 开展宣传活动   | ≥6场    |
    | a.txt  | 数量指标 | 发放宣传资料   | ≥900份  |
    | a.txt  | 质量指标 | 活动按计划完成率 | ≥95%  |
    | a.txt  | 时效指标 | 资料发放时间   | ≤30天   |
    | a.txt  | 成本指标 | 宣传费用       | ≤8万元  |
    | a.txt  | 社会效益 | 群众知晓率     | ≥80%    |
    | b.txt  | 数量指标 | 开展宣传活动   | ≥6场    |
    | b.txt  | 数量指标 | 发放宣传资料   | ≥900份  |
    | b.txt  | 质量指标 | 活动按计划完成率 | ≥95%  |
    | b.txt  | 时效指标 | 资料发放时间   | ≤30天   |
    | b.txt  | 成本指标 | 宣传费用       | ≤5万元  |
    | b.txt  | 社会效益 | 群众知晓率     | ≥80%    |
    | c.txt  | 数量指标 | 发放宣传资料   | ≥900份  |
    | c.txt  | 数量指标 | 开展宣传活动   | ≥6场    |
    | c.txt  | 质量指标 | 活动按计划完成率 | ≥95%  |
    | c.txt  | 时效指标 | 资料发放时间   | ≤30天   |
    | c.txt  | 成本指标 | 宣传费用       | ≤7万元  |
    | c.txt  | 社会效益 | 群众知晓率     | ≥80%    |
    | d.txt  | 数量指标 | 开展宣传活动   | ≥9场    |
    | d.txt  | 数量指标 | 发放宣传资料   | ≥900份  |
    | d.txt  | 质量指标 | 活动按计划完成率 | ≥95%  |
    | d.txt  | 时效指标 | 资料发放时间   | ≤30天   |
    | d.txt  | 社会效益 | 群众知晓率     | ≥80%    |

    Case: two units only, and projects of one unit

    | filing | year | project  | department | found |
    | ------ | ---- | -------- | ---------- | ----- |
    | a.txt  | 2026 | 普法宣传 | 司法局     |       |
    | b.txt  | 2026 | 禁毒宣传 | 公安局     |       |
    | c.txt  | 2026 | 反诈宣传 | 公安局     |       |

    indicators:

    | filing | level2   | level3         | target  |
    | ------ | -------- | -------------- | ------- |
    | a.txt  | 数量指标 | 开展宣传活动   | ≥6场    |
    | a.txt  | 数量指标 | 发放宣传资料   | ≥900份  |
    | a.txt  | 质量指标 | 活动按计划完成率 | ≥95%  |
    | a.txt  | 时效指标 | 资料发放时间   | ≤30天   |
    | a.txt  | 社会效益 | 群众知晓率     | ≥80%    |
    | b.txt  | 数量指标 | 开展宣传活动   | ≥6场    |
    | b.txt  | 数量指标 | 发放宣传资料   | ≥900份  |
    | b.txt  | 质量指标 | 活动按计划完成率 | ≥95%  |
    | b.txt  | 时效指标 | 资料发放时间   | ≤30天   |
    | b.txt  | 社会效益 | 群众知晓率     | ≥80%    |
    | c.txt  | 数量指标 | 开展宣传活动   | ≥6场    |
    | c.txt  | 数量指标 | 发放宣传资料   | ≥900份  |
    | c.txt  | 质量指标 | 活动按计划完成率 | ≥95%  |
    | c.txt  | 时效指标 | 资料发放时间   | ≤30天   |
    | c.txt  | 社会效益 | 群众知晓率     | ≥80%    |
    """
    rows = identified(tables, fields).merge(indicator_sets(indicators), on=["filing", "table"])
    again = {*_keys(copied(tables, fields, funds)), *_keys(filed_twice(tables, fields, funds))}
    rows = rows.loc[[key not in again for key in _keys(rows)]].reset_index(drop=True)
    found = repeats(rows, "said", _ALIKE)
    first = rows.loc[found.earlier, ["filing", "unit_key", "owner", "project"]].add_suffix("_earlier").reset_index(drop=True)
    found = pd.concat([found.reset_index(drop=True), first], axis=1)
    found = found.loc[found.unit_key.ne(found.unit_key_earlier)]
    found = found.assign(count=found.groupby("earlier")["unit_key"].transform("nunique"))
    return found.loc[found["count"].ge(_FEWEST_UNITS)].assign(
        offends=True,
        project=lambda f: f.project.where(f.project.notna(), f.owner),
        project_earlier=lambda f: f.project_earlier.where(f.project_earlier.notna(), f.owner_earlier),
    )


def _keys(rows: Frame) -> list[tuple[str, int]]:
    return list(zip(rows.filing.tolist(), rows.table.tolist(), strict=True))
