from __future__ import annotations

import pandas as pd

from ...schemas.vocabulary import vocabulary
from ..applicability import applicable
from ..basis import SYSTEM_CHECK
from ..choice import either
from ..placing import placed
from ..repetition import without_copies
from ..rule import Frame, rule
from ..similarity import alike, differences, differences_told

_WORDS = vocabulary().words
_OTHER_THINGS = frozenset(_WORDS.not_interchangeable)
_ROW = ["filing", "table", "number"]
_SHORTEST = 8
_LIKE = 0.9
_KEYS = ["filing", "department", "year", "period", "level1", "plain", "target_text"]


@rule(
    severity="info",
    basis=SYSTEM_CHECK,
    opinion=3,
    title=("跨项目指标雷同", "Same indicator in two projects"),
    requirement="各项目应当用只反映本项目产出和效果的指标来衡量。",
    why=(
        "名称和指标值（包括比较符）都相同才算，八个字以上的效益名称几乎相同的也算：同一效益列在两个项目里，等于重复计算效果，作为警告；"
        "产出相同多为套话（如资金支付及时率100%），只作提示。统一的完成期限、系统统一设置的指标和满意度指标除外，"
        "整张表重复的另行指出。"
    ),
    zh="“{level3}”（{target_text}）与第{table_earlier}张表“{project_earlier}”的指标和指标值{same_zh}{apart_zh}{claim_zh}",
    en="“{level3}” ({target_text}) {same_en} an indicator of form {table_earlier}, “{project_earlier}”{apart_en}{claim_en}",
    fix_zh="改为只反映本项目产出和效果的指标；共同实现的效果，写明本项目应完成的部分",
    fix_en="State what this project itself delivers; where projects share an effect, state this project's part of it",
    found="{level3} {target_text}",
    needs=("tables>1",),
    follows=("column_clipped", "prefix_of_fuller_text", "breaks_inside_word", "ends_dangling"),
)
def indicator_repeated_across_projects(indicators: Frame, tables: Frame) -> Frame:
    """Each project is measured by what it alone delivers.

    One and the same benefit in two projects is claimed twice: a warning. Equal outputs are often mere boilerplate
    (资金支付及时率 100%): information. A common deadline, indicators that the system sets for everybody and satisfaction
    are exempt, and a form that is a copy as a whole is reported as such. Equal means name and value, comparison included; a
    benefit of eight characters or more may differ in a few of them, unless they make another thing of it (省 and 市).

    | table | level1   | level2         | level3             | target | found |
    | ----- | -------- | -------------- | ------------------ | ------ | ----- |
    | 1     | 效益指标 | 社会效益指标   | 群众安全事故下降率 | ≥20%   |       |
    | 2     | 效益指标 | 社会效益指标   | 群众安全事故下降率 | ≥20%   | yes   |
    | 3     | 效益指标 | 社会效益指标   | 群众安全事故下降率 | ≥15%   |       |
    | 1     | 效益指标 | 社会效益指标   | 提升沿线居民出行安全水平 | 提升 |   |
    | 2     | 效益指标 | 社会效益指标   | 提升沿线居民的出行安全水平 | 提升 | yes |
    | 1     | 效益指标 | 社会效益指标   | 提升东部片区出行安全水平 | 提升 |   |
    | 2     | 效益指标 | 社会效益指标   | 提升西部片区出行安全水平 | 提升 |   |
    | 1     | 产出指标 | 时效指标       | 资金支付及时率     | =100%  |       |
    | 2     | 产出指标 | 时效指标       | 资金支付及时率     | =100%  | yes   |
    | 1     | 产出指标 | 时效指标       | 各项工作完成时间   | 2024年底前 |   |
    | 2     | 产出指标 | 时效指标       | 各项工作完成时间   | 2024年底前 |   |
    | 1     | 效益指标 | 生态效益指标   | 本项目不适用       | 无     |       |
    | 2     | 效益指标 | 生态效益指标   | 本项目不适用       | 无     |       |
    | 1     | 产出指标 | 成本指标       | 项目或定额成本控制率 | =100% |      |
    | 2     | 产出指标 | 成本指标       | 项目或定额成本控制率 | =100% |      |
    | 1     | 满意度指标 | 服务对象满意度指标 | 受益群众满意度 | ≥90%  |     |
    | 2     | 满意度指标 | 服务对象满意度指标 | 受益群众满意度 | ≥90%  |     |
    | 1     | 效益指标 | 服务对象满意度指标 | 居民满意度     | ≥90%   |       |
    | 2     | 效益指标 | 服务对象满意度指标 | 居民满意度     | ≥90%   |       |

    tables:

    | table | project  |
    | ----- | -------- |
    | 1     | 护栏加装 |
    | 2     | 路灯更新 |
    | 3     | 井盖更换 |
    """
    satisfying = indicators.level3.str.contains("|".join(_WORDS.satisfaction)) | indicators.level2.eq("服务对象满意度指标")
    own = applicable(indicators) & ~satisfying & indicators.level1.ne("满意度指标")
    about = tables.loc[tables.project.notna(), ["filing", "table", "project", "department", "year"]]
    if not about.duplicated("filing").any():
        return indicators.iloc[:0].assign(offends=None)
    rows = without_copies(
        indicators.loc[own & indicators.plain.ne("") & ~indicators.target_kind.isin(["blank", "unasked", "date"])], tables
    )
    rows = rows.merge(about, on=["filing", "table"])
    first = rows.groupby(_KEYS, dropna=False)[["table", "project", "level3_place", "plain"]].transform("first")
    again = rows.table.ne(first.table) & rows.project.ne(first.project)
    again &= ~rows.loc[again].duplicated(["filing", "table", "plain"]).reindex(rows.index, fill_value=False)
    exact = rows.join(first.add_suffix("_earlier")).assign(offends=again)
    near = _near(rows.loc[rows.level1.eq("效益指标") & ~again])
    cases = pd.concat([exact.loc[~exact.set_index(_ROW).index.isin(near.set_index(_ROW).index)], near], ignore_index=True)
    benefit = cases.level1.eq("效益指标")
    apart_zh, apart_en = differences_told(cases.plain_earlier.where(cases.offends, ""), cases.plain.where(cases.offends, ""))
    return placed(cases, "level3_place").assign(
        severity=either(benefit, "warning", "info"),
        same_zh=either(pd.Series(apart_zh, index=cases.index).eq(""), "完全相同", "几乎相同"),
        same_en=either(pd.Series(apart_zh, index=cases.index).eq(""), "repeats", "nearly repeats"),
        claim_zh=either(benefit, "，同一效果被两个项目重复计列", ""),
        claim_en=either(benefit, ": one effect is claimed by two projects", ""),
        apart_zh=apart_zh,
        apart_en=apart_en,
        related=[(place,) for place in cases.level3_place_earlier],
    )


def _near(rows: Frame) -> Frame:
    """The rows that repeat one of another project in nearly the same words, unless the words apart make another thing of it."""
    long = rows.loc[rows.plain.str.len().ge(_SHORTEST)]
    pairs = alike(long, "plain", [key for key in _KEYS if key != "plain"], _LIKE)
    pairs = pairs.loc[pairs.table.ne(pairs.table_earlier) & pairs.project.ne(pairs.project_earlier)]
    pairs = pairs.loc[pairs.plain.ne(pairs.plain_earlier)]
    apart = [
        {character for _, one, other in differences(*texts) for character in one + other}
        for texts in zip(pairs.plain_earlier, pairs.plain, strict=True)
    ]
    kept = [not characters & _OTHER_THINGS for characters in apart]
    return pairs.loc[pd.Series(kept, index=pairs.index, dtype=bool)].assign(offends=True)
