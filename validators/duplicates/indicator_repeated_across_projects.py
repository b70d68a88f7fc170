from __future__ import annotations

from ...schemas.vocabulary import vocabulary
from ..applicability import applicable
from ..basis import SYSTEM_CHECK
from ..choice import either
from ..placing import placed
from ..repetition import without_copies
from ..rule import Frame, rule

_WORDS = vocabulary().words
_KEYS = ["filing", "department", "year", "period", "level1", "plain", "target_text"]


@rule(
    severity="info",
    basis=SYSTEM_CHECK,
    opinion=3,
    title=("跨项目指标雷同", "Same indicator in two projects"),
    requirement="各项目应当用只反映本项目产出和效果的指标来衡量。",
    why=(
        "名称和指标值（包括比较符）都相同才算：同一效益列在两个项目里，等于重复计算效果，作为警告；"
        "产出相同多为套话（如资金支付及时率100%），只作提示。统一的完成期限、系统统一设置的指标和满意度指标除外，"
        "整张表重复的另行指出。"
    ),
    zh="“{level3}”（{target_text}）与第{table_earlier}张表“{project_earlier}”的指标和指标值完全相同{claim_zh}",
    en="“{level3}” ({target_text}) repeats indicator and target of form {table_earlier}, “{project_earlier}”{claim_en}",
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
    are exempt, and a form that is a copy as a whole is reported as such. Equal means name and value, comparison included.

    | table | level1   | level2         | level3             | target | found |
    | ----- | -------- | -------------- | ------------------ | ------ | ----- |
    | 1     | 效益指标 | 社会效益指标   | 群众安全事故下降率 | ≥20%   |       |
    | 2     | 效益指标 | 社会效益指标   | 群众安全事故下降率 | ≥20%   | yes   |
    | 3     | 效益指标 | 社会效益指标   | 群众安全事故下降率 | ≥15%   |       |
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
    rows = without_copies(indicators.loc[own & indicators.plain.ne("") & ~indicators.target_kind.isin(["blank", "date"])], tables)
    rows = rows.merge(about, on=["filing", "table"])
    first = rows.groupby(_KEYS, dropna=False)[["table", "project", "level3_place"]].transform("first")
    again = rows.table.ne(first.table) & rows.project.ne(first.project)
    again &= ~rows.loc[again].duplicated(["filing", "table", "plain"]).reindex(rows.index, fill_value=False)
    benefit = rows.level1.eq("效益指标")
    return placed(rows, "level3_place").assign(
        offends=again,
        severity=either(benefit, "warning", "info"),
        claim_zh=either(benefit, "，同一效果被两个项目重复计列", ""),
        claim_en=either(benefit, ": one effect is claimed by two projects", ""),
        table_earlier=first.table,
        project_earlier=first.project,
        related=[(place,) for place in first.level3_place],
    )
