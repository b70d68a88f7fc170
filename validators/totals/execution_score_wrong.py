from __future__ import annotations

import numpy as np
import pandas as pd

from ..basis import SYSTEM_CHECK
from ..choice import either
from ..money import totals
from ..parameters import with_parameters
from ..points import fits, points_shown, printed_share
from ..rule import Frame, rule
from ..telling import judged


@rule(
    severity="error",
    basis=SYSTEM_CHECK,
    opinion=11,
    title=("预算执行得分算错", "Score for budget execution wrong"),
    requirement="预算执行得分应当由执行率得出。",
    why=(
        "按执行率成比例计分，最高为满分；四舍五入到两位、一位、整数或舍去尾数都可以，各省使用的分档（100%得满分，"
        "80%以上得七成，60%以上得五成）也可以；口径（profile）写明计分方式的，以它为准。有的地方对结余不扣分，所以少支出而得满分只作提醒（警告），"
        "除非填写的执行率本身有错。"
    ),
    zh="预算执行填得{found}，按执行数与全年预算数计算应得{expected}{source_zh}",
    en="Budget execution is scored {score}; execution against the full-year budget gives {right}{source_en}",
    fix_zh="先核对执行率，再按“分值×执行率”计算得分并改正总分；如本地按分档计分或结余不扣分，请注明依据",
    fix_en="Check the rate, score points × rate and correct the total; if your place scores otherwise, name its rule",
    needs=(
        "funds.measure=score",
        "funds.measure=executed",
    ),
    follows=("execution_rate_wrong",),
)
def execution_score_wrong(funds: Frame, tables: Frame) -> Frame:
    """The score for budget execution follows from the execution rate.

    In proportion to the rate, at most the full points; rounding to two, one or no decimals and cutting off are accepted,
    so are the steps that some provinces use (100% full, from 80% seven tenths, from 60% half); where a profile states the
    mode (`execution_mode`), only that one is. What fits another mode is named. Full points for a project
    that spent less are allowed in some places, so they are a question (warning), unless the printed rate is itself wrong.

    | table | item         | measure  | amount | found |
    | ----- | ------------ | -------- | ------ | ----- |
    | 1     | 年度资金总额 | opening  | 400.00 |       |
    | 1     | 年度资金总额 | adjusted | 360.00 |       |
    | 1     | 年度资金总额 | executed | 360.00 |       |
    | 1     | 年度资金总额 | points   | 10     |       |
    | 1     | 年度资金总额 | rate     | 90.00% |       |
    | 1     | 年度资金总额 | score    | 9      | yes   |
    | 2     | 年度资金总额 | adjusted | 360.00 |       |
    | 2     | 年度资金总额 | executed | 270.00 |       |
    | 2     | 年度资金总额 | points   | 10     |       |
    | 2     | 年度资金总额 | score    | 10     | yes   |

    Case: every usual rounding, twenty points, and steps

    | table | item         | measure  | amount | found |
    | ----- | ------------ | -------- | ------ | ----- |
    | 1     | 年度资金总额 | adjusted | 360.00 |       |
    | 1     | 年度资金总额 | executed | 315.00 |       |
    | 1     | 年度资金总额 | points   | 10     |       |
    | 1     | 年度资金总额 | score    | 8      |       |
    | 2     | 年度资金总额 | adjusted | 360.00 |       |
    | 2     | 年度资金总额 | executed | 315.00 |       |
    | 2     | 年度资金总额 | points   | 20     |       |
    | 2     | 年度资金总额 | score    | 17.5   |       |
    | 3     | 年度资金总额 | adjusted | 360.00 |       |
    | 3     | 年度资金总额 | executed | 315.00 |       |
    | 3     | 年度资金总额 | points   | 10     |       |
    | 3     | 年度资金总额 | score    | 7      |       |

    Case: the mode that a profile states

    | table | item         | measure  | amount | found |
    | ----- | ------------ | -------- | ------ | ----- |
    | 1     | 年度资金总额 | adjusted | 360.00 |       |
    | 1     | 年度资金总额 | executed | 315.00 |       |
    | 1     | 年度资金总额 | points   | 10     |       |
    | 1     | 年度资金总额 | score    | 7      | yes   |
    | 2     | 年度资金总额 | adjusted | 360.00 |       |
    | 2     | 年度资金总额 | executed | 315.00 |       |
    | 2     | 年度资金总额 | points   | 10     |       |
    | 2     | 年度资金总额 | score    | 8.75   | yes   |
    | 3     | 年度资金总额 | adjusted | 360.00 |       |
    | 3     | 年度资金总额 | executed | 315.00 |       |
    | 3     | 年度资金总额 | points   | 10     |       |
    | 3     | 年度资金总额 | score    | 7      |       |

    tables:

    | table | form                    | profile           |
    | ----- | ----------------------- | ----------------- |
    | 1     | project-self-evaluation | execution-linear  |
    | 2     | project-self-evaluation | execution-stepped |
    | 3     | project-self-evaluation | execution-stepped |
    """
    rows = totals(funds)
    rows = rows.loc[rows.score.notna() & rows.share.notna()]
    rows = with_parameters(rows, tables, "execution_points", "execution_steps", "execution_mode")
    share = rows.share.clip(upper=1)
    usual = rows.points.isin([10.0, 20.0]) | rows.points.eq(rows.execution_points)
    points = rows.points.where(usual, rows.execution_points.astype("float64"))
    stepped = points * [_step(steps, 100 * value) for steps, value in zip(rows.execution_steps, share, strict=True)]
    linear = fits(rows.score, points * share) | fits(rows.score, rows.points * share)
    in_steps = pd.Series(np.isclose(rows.score, stepped), index=rows.index)
    by_steps, either_mode = rows.execution_mode.eq("stepped"), rows.execution_mode.isna()
    sound = in_steps.where(by_steps, linear) | (either_mode & in_steps)
    other = either_mode & in_steps & ~linear
    exact = points_shown((points * share).round(2))
    steps = points_shown(points) + " × " + rows.executed_shown + " ÷ " + rows.final_shown + " = " + exact
    percent = pd.Series([f"{100 * value:.2f}%" for value in share], index=rows.index, dtype="str")
    stages = rows.executed_shown + " ÷ " + rows.final_shown + " = " + percent + " → " + points_shown(stepped)
    rows = rows.assign(
        arithmetic=either(by_steps | other, stages, steps),
        share=share, full=points, due=stepped.where(by_steps, points * share), by_steps=by_steps,
        fits_steps=in_steps & ~linear, fits_linear=linear & ~in_steps,
        terms_zh=either(other, "不按比例计分，符合口径 execution-stepped（分档计分）", None),
        terms_en=either(other, "not in proportion; it fits the profile execution-stepped (scored in steps)", None),
    )  # fmt: skip
    return judged(rows, ~sound, _told)


def _told(rows: Frame) -> Frame:
    share, points = rows.share, rows.full
    rate = printed_share(rows.rate).clip(upper=1)
    taken = rows.rate.notna() & fits(rows.score, points * rate) & (rate - share).abs().gt(0.001)
    lenient = rows.score.eq(points) & ~taken
    percent = pd.Series([f"{100 * value:.2f}%" if value == value else "" for value in rate], index=rows.index, dtype="str")  # noqa: PLR0124
    full, score = points_shown(points), points_shown(rows.score)
    expected = points_shown(rows.due.round(2))
    other = either(rows.fits_steps, "execution-stepped", either(rows.fits_linear & rows.by_steps, "execution-linear", ""))
    named = other.ne("")
    source = either(taken, "，现在的得分是按填错的执行率" + percent + "算的", either(lenient, "，执行不足却得了满分", ""))
    source = either(named, "；填的数符合另一口径 " + other, source)
    source_en = either(
        taken, "; the score was taken from the wrong rate, " + percent, either(lenient, ": full points for less", "")
    )
    source_en = either(named, "; the figure fits another profile, " + other, source_en)
    mistake = "；" + full + " × " + percent + " = " + points_shown((points * rate).round(2)) + " → " + score
    return rows.assign(
        right=rows.due.round(2), place=rows.score_place,
        found=score, expected=expected,
        severity=either(lenient, "warning", "error"), source_zh=source, source_en=source_en,
        related=list(zip(rows.final_place, rows.executed_place, strict=True)),
        arithmetic=rows.arithmetic + either(taken, mistake, ""),
    )  # fmt: skip


def _step(steps: tuple[tuple[float, float], ...], rate: float) -> float:
    """The share of the points that a rate in % earns in steps."""
    return next((share for bound, share in sorted(steps, reverse=True) if rate >= bound), 0.0)
