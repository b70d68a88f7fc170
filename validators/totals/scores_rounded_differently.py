from __future__ import annotations

from typing import Any, cast

import numpy as np
import pandas as pd

from ..basis import SYSTEM_CHECK
from ..money import KEYS, totals
from ..points import ROUNDINGS, printed_share, proportional, roundings, weighted
from ..rule import Frame, rule

_Score = dict[str, Any]
_EXECUTION = "预算执行"
_COLUMNS = [*KEYS, "place", "score_place", "named", "points", "score", "exact"]
_WAYS = [name for name, _ in ROUNDINGS]


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
    rows = pd.concat([_of_execution(totals(funds)), _of_indicators(weighted(indicators))], ignore_index=True)
    rows = rows.loc[rows.score.gt(0) & rows.score.lt(rows.points)]
    rows = rows.join(roundings(rows.score, rows.exact))
    rows = rows.loc[rows[_WAYS].any(axis=1) & ~np.isclose(rows.exact, rows.score)]
    forms: dict[tuple[str, int], list[_Score]] = {}
    for score in cast(list[_Score], rows.to_dict(orient="records")):
        forms.setdefault((score["filing"], score["table"]), []).append(score)
    cases = [_case(scores) for scores in forms.values() if len(scores) > 1]
    return pd.DataFrame(cases) if cases else rows.iloc[:0].assign(offends=False)


def _of_indicators(rows: Frame) -> Frame:
    return rows.assign(points=rows.weight, exact=proportional(rows).direct, named=rows.level3).loc[:, _COLUMNS]


def _of_execution(rows: Frame) -> Frame:
    exact = rows.points * printed_share(rows.rate)
    return rows.assign(exact=exact, named=_EXECUTION, place=rows.score_place).loc[:, _COLUMNS]


def _case(scores: list[_Score]) -> dict[str, object]:
    """One form: its scores with the way in which each was rounded, and the way that explains them all, if one does."""
    ways = sorted(ROUNDINGS, key=lambda words: -sum(score[words[0]] for score in scores))
    one = next((words for words in ways if all(score[words[0]] for score in scores)), None)
    listed = [(score, next(words for words in ways if score[words[0]])) for score in scores]
    shown = [(f"“{s['named']}”{s['exact']:.4g}分 → {s['score']:g}分", words) for s, words in listed]
    first = min(scores, key=lambda score: score["named"] == _EXECUTION)
    return {
        **{name: first[name] for name in (*KEYS, "place", "score_place")},
        "offends": one is None,
        "related": tuple(s["score_place"] for s in scores if s is not first),
        "listed_zh": "，".join(f"{text}（{words[0]}）" for text, words in shown),
        "listed_en": ", ".join(f"{text} ({words[1]})" for text, words in shown),
        "terms_zh": one and f"得分{one[0]}",
        "terms_en": one and f"scores {one[1]}",
    }
