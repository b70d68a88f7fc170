from __future__ import annotations

import pandas as pd

from ..basis import SYSTEM_CHECK
from ..money import KEYS, totals
from ..points import ROUNDINGS, points_shown, proportional, roundings, weighted
from ..rule import Frame, rule

_FITS = [name for name, _ in ROUNDINGS]
_EXECUTION = "预算执行"
_COLUMNS = [*KEYS, "place", "score_place", "named", "score", "exact"]


@rule(
    severity="info",
    basis=SYSTEM_CHECK,
    opinion=11,
    title=("得分取整办法不一致", "Scores rounded in different ways"),
    requirement="同一张表的得分应当用同一种取整办法。",
    why=(
        "四舍五入到两位、一位、整数，或者舍去小数，都有地方采用，单独看都不算错；同一张表里没有一种办法能说明所有得分的，"
        "才作提示。只看扣了分、并且符合计分公式的得分；预算执行得分按表内印的执行率计算。"
    ),
    zh="得分的取整办法不一致：{listed_zh}",
    en="Scores are rounded in different ways: {listed_en}",
    fix_zh="各项得分统一用一种取整办法，例如都保留两位小数，并相应改正总分",
    fix_en="Round all scores in one way, such as to two decimals, and correct the total",
    needs=("indicators.score",),
    at="score_place",
)
def scores_rounded_differently(indicators: Frame, funds: Frame) -> Frame:
    """All scores of a form are rounded in one way.

    Two decimals, one, whole points and cutting off are all in use and none is wrong by itself. Said only where no single way
    explains all scores of a form. Only scores below their points that a formula gives are looked at; that for budget
    execution is held against the printed rate.

    | table | level2   | level3     | target  | actual | weight | score | found |
    | ----- | -------- | ---------- | ------- | ------ | ------ | ----- | ----- |
    | 1     | 数量指标 | 铺设管网   | ≥30公里 | 29公里 | 10     | 9     | yes   |
    | 1     | 数量指标 | 新建泵站   | ≥7座    | 6座    | 10     | 9     |       |
    | 1     | 数量指标 | 培训场次   | ≥10场   | 10场   | 10     | 10    |       |
    | 2     | 数量指标 | 铺设管网   | ≥30公里 | 29公里 | 10     | 9.67  |       |
    | 2     | 数量指标 | 新建泵站   | ≥7座    | 6座    | 10     | 8.57  |       |
    | 3     | 数量指标 | 铺设管网   | ≥30公里 | 29公里 | 10     | 9     |       |
    | 3     | 数量指标 | 新建泵站   | ≥7座    | 6座    | 10     | 7     |       |
    | 4     | 成本指标 | 人员支出   | ＝30万元 | 29万元 | 3     | 2     | yes   |

    funds:

    | table | item         | measure | amount |
    | ----- | ------------ | ------- | ------ |
    | 4     | 年度资金总额 | points  | 10     |
    | 4     | 年度资金总额 | rate    | 89.79% |
    | 4     | 年度资金总额 | score   | 9      |
    """
    scored = _of_indicators(weighted(indicators))
    rows = pd.concat([_of_execution(funds), scored], ignore_index=True)
    fit = roundings(rows.score, rows.exact)
    rows = rows.join(fit).loc[fit.any(axis=1) & (rows.exact - rows.score).abs().gt(1e-6)]
    if not rows.duplicated(KEYS).any():
        return rows.iloc[:0].assign(offends=False, listed_zh="", listed_en="")
    cases = []
    for _, group in rows.groupby(KEYS, sort=False):
        case = group.sort_values("named", key=lambda names: names.eq(_EXECUTION), kind="stable").iloc[0]
        cases.append(
            {
                **{key: case[key] for key in (*KEYS, "place", "score_place")},
                "offends": not group[_FITS].all(axis=0).any(),
                "related": tuple(place for place in group.score_place if place is not None and place != case.score_place),
                "listed_zh": "，".join(_said(group, 0)),
                "listed_en": ", ".join(_said(group, 1)),
                **dict(zip(("terms_zh", "terms_en"), _way(group), strict=True)),
            }
        )
    return pd.DataFrame(cases)


def _of_indicators(rows: Frame) -> Frame:
    missed = rows.loc[rows.weight.gt(0) & rows.score.gt(0) & rows.score.lt(rows.weight)]
    exact = proportional(missed).direct
    return missed.assign(exact=exact, named=missed.level3).loc[:, _COLUMNS]


def _of_execution(funds: Frame) -> Frame:
    rows = totals(funds)
    rows = rows.loc[rows.score.notna() & rows.points.gt(0) & rows.rate.notna()]
    rate = rows.rate.where(rows.rate.gt(1), rows.rate * 100).clip(upper=100)
    return rows.assign(exact=rows.points * rate / 100, named=_EXECUTION, place=rows.score_place).loc[:, _COLUMNS]


def _way(group: Frame) -> tuple[str | None, str | None]:
    """The way of rounding that explains all scores of a form."""
    words = next((words for words in ROUNDINGS if group[words[0]].all()), None)
    return (f"得分{words[0]}", f"scores {words[1]}") if words else (None, None)


def _said(group: Frame, language: int) -> list[str]:
    """'“铺设管网”9.67分 → 9分（舍去小数）' for each score, with the way that explains most of the form's scores."""
    common = sorted(ROUNDINGS, key=lambda words: -group[words[0]].sum())
    ways = [next(words for words in common if fitting[words[0]])[language] for fitting in group[_FITS].to_dict(orient="records")]
    shown = zip(group.named, points_shown(group.exact.round(2)), points_shown(group.score), ways, strict=True)
    return [f"“{name}”{exact} → {score}" + (f"（{way}）" if language == 0 else f" ({way})") for name, exact, score, way in shown]
