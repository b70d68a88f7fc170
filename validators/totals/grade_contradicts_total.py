from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from ...schemas.profile import shipped
from ...schemas.vocabulary import vocabulary
from ..basis import SYSTEM_CHECK
from ..choice import either
from ..lookup import looked_up
from ..parameters import with_parameters
from ..rule import Frame, rule
from ..telling import judged

_GRADE = r"^[“\"]?(?:[自绩]?[评效]?(?:评价)?(?:等级|等次|结论|结果)?(?:[为是：:]+)?)[“\"]?(优|良|中|差)(?:秀|好|等)?[”\"]?[。.]?$"
_LABELS = ("达成", "部分达成", "未达成", "基本达成")
_IN_USE = ("grades-90", "grades-80")  # profiles


@rule(
    severity="warning",
    basis=SYSTEM_CHECK,
    opinion=11,
    title=("自评结论与总分不符", "Conclusion does not fit the total score"),
    requirement="自评结论应当是总分对应的等级。",
    why=(
        "口径写明了分档（参数 grade_bands）的，以它为准；没有写明的，90/80/60和80/70/60两种都可以，只符合其中一种的会注明。"
        "把单条定性指标的档次（达成预期指标）当作整张表的结论，只作提示，有的地方确实这样印。用文字写的结论不判断。"
    ),
    zh="总分{total}分，自评结论是“{text}”，{why_zh}",
    en="The total score is {total}; the conclusion says “{text}”, {why_en}",
    fix_zh="自评结论按总分写等级，例如90分及以上为“优”，并用一两句话说明主要成效和问题",
    fix_en="State the grade of the total, such as 优 from 90 points, with a sentence on results and problems",
    found="{text}",
    expected="{grade}",
    needs=(
        "fields.id=conclusion",
        "fields.id=total_score",
    ),
    follows=("scores_do_not_total",),
)
def grade_contradicts_total(fields: Frame, tables: Frame) -> Frame:
    """The conclusion is the grade of the total score.

    Where a profile states the bands (`grade_bands`), only those are; else both in use are accepted (90/80/60 and 80/70/60), and
    what fits one of them only is named. The name of a qualitative indicator's band (达成预期指标) as the
    conclusion on a whole form is a hint only: some prefectures print it. Conclusions in words are not judged.

    | table | id          | label    | text         | found |
    | ----- | ----------- | -------- | ------------ | ----- |
    | 1     | total_score | 总分     | 76           |       |
    | 1     | conclusion  | 自评结论 | 优           | yes   |
    | 2     | total_score | 总分     | 95           |       |
    | 2     | conclusion  | 自评结论 | 达成预期指标 | yes   |
    | 3     | total_score | 总分     | 85           |       |
    | 3     | conclusion  | 自评结论 | 优秀         |       |
    | 4     | total_score | 总分     | 85           |       |
    | 4     | conclusion  | 自评结论 | 项目管理规范，资金使用效益较好 | |
    | 5     | conclusion  | 自评结论 | 优           |       |

    tables:

    | table | form                    |
    | ----- | ----------------------- |
    | 1     | project-self-evaluation |
    | 2     | project-self-evaluation |
    | 3     | project-self-evaluation |
    | 4     | project-self-evaluation |
    | 5     | project-self-evaluation |

    Case: the bands that a profile states

    | table | id          | label    | text | found |
    | ----- | ----------- | -------- | ---- | ----- |
    | 1     | total_score | 总分     | 85   |       |
    | 1     | conclusion  | 自评结论 | 优   | yes   |
    | 2     | total_score | 总分     | 85   |       |
    | 2     | conclusion  | 自评结论 | 优   |       |
    | 3     | total_score | 总分     | 80   |       |
    | 3     | conclusion  | 自评结论 | 良   |       |
    | 4     | total_score | 总分     | 80   |       |
    | 4     | conclusion  | 自评结论 | 良   | yes   |

    tables:

    | table | form                    | profile   |
    | ----- | ----------------------- | --------- |
    | 1     | project-self-evaluation | grades-90 |
    | 2     | project-self-evaluation | grades-80 |
    | 3     | project-self-evaluation | grades-90 |
    | 4     | project-self-evaluation | grades-80 |
    """
    rows = fields.loc[fields.id.eq("conclusion") & fields.text.ne("")]
    rows = rows.assign(total=looked_up(rows, fields.loc[fields.id.eq("total_score")], "text"))
    rows = with_parameters(rows.loc[rows.total.notna()], tables, "grade_bands")
    rows = rows.assign(
        score=pd.to_numeric(rows.total.str.removesuffix("分"), errors="coerce"), grade=rows.text.str.extract(_GRADE, expand=False)
    )
    label = rows.text.isin([name for name in vocabulary().words.grades if name.startswith(_LABELS)])
    rows = rows.assign(label=label).loc[rows.score.notna() & (rows.grade.notna() | label)]
    due = [_due(score, bands) for score, bands in zip(rows.score, rows.grade_bands, strict=True)]
    fitting = [[name for name, right in grades.items() if right == grade] for grades, grade in zip(due, rows.grade, strict=True)]
    only = [names[0] if len(names) == 1 else "" for names in fitting]
    rows = rows.assign(
        right=pd.Series([next(iter(grades.values())) for grades in due], index=rows.index, dtype="object"),
        terms_zh=[f"总分{score:g}分评为“{grade}”，只符合口径 {name}" if name else None
                  for score, grade, name in zip(rows.score, rows.grade, only, strict=True)],
        terms_en=[f"{grade} for {score:g} points fits the profile {name} only" if name else None
                  for score, grade, name in zip(rows.score, rows.grade, only, strict=True)],
    )  # fmt: skip
    wrong = rows.grade.notna() & rows.right.notna() & ~pd.Series(list(map(bool, fitting)), index=rows.index, dtype=bool)
    return judged(rows, (wrong | rows.label).astype("boolean"), _told)


def _told(rows: Frame) -> Frame:
    due = rows.right.fillna("").astype("str")
    return rows.assign(
        severity=either(rows.label, "info", "warning"),
        grade=due,
        total=rows.total.str.removesuffix("分"),
        why_zh=either(rows.label, "这是单条定性指标的档次，不是整张表的等级", "按总分应为“" + due + "”"),
        why_en=either(rows.label, "which is the band of one qualitative indicator, no grade of a form",
                      "but that total is " + due),
    )  # fmt: skip


def _due(score: float, bands: Mapping[str, float] | None) -> dict[str, str | None]:
    """The grade of a total by the form's bands, or by each of those in use where the form has none."""
    in_use = {name: shipped()[name].overlay.parameters["grade_bands"] for name in _IN_USE}
    return {name: _grade(score, one) for name, one in ({"": bands} if bands else in_use).items()}


def _grade(score: float, bands: Mapping[str, float]) -> str | None:
    ordered = sorted(bands.items(), key=lambda band: -band[1])
    return next((grade for grade, bound in ordered if score >= bound), None)
