from __future__ import annotations

import pandas as pd

from ...schemas.vocabulary import vocabulary
from ..basis import REVIEW_CHECKLIST
from ..choice import either
from ..coverage import among
from ..rule import Frame, rule

_NUMBERED = r"(目标\s*\d{1,2})[:：.、．\s]*((?:(?!目标\s*\d)[\s\S])+)"
_KEYS = ["filing", "table"]
_SHOWN = 20
_FEW = 6
_SHARED = 0.05


@rule(
    severity="info",
    basis=REVIEW_CHECKLIST,
    opinion=3,
    title=("目标没有对应的指标", "Goal without an indicator"),
    requirement="每个编了号的目标，都应当有衡量它的三级指标。",
    why=(
        "把每个目标（目标1、目标2……）的文字按相邻两个字与全表的指标名称和指标值比对，各目标通用的词（如工作、完成）不计，"
        "文字很短的目标不判断。同一件事可能用了别的说法，因此只作提示。"
    ),
    zh="“{name}”（{brief}）在三级指标里找不到对应的内容，请核对是否漏设了指标",
    en="Nothing in the indicators speaks of “{name}” ({brief}); was one left out?",
    fix_zh="为这个目标补一条指标，或删去与本表资金无关的目标，例如目标写了培训，就设“培训人数≥300人”",
    fix_en="Add an indicator for this goal, or drop it if the money is not for it: training calls for “persons trained ≥300人”",
    found="{brief}",
)
def goal_uncovered(goals: Frame, indicators: Frame) -> Frame:
    """Every numbered goal has an indicator that measures it.

    The words of a goal (目标1, 目标2 …) are sought in the names and targets of all indicators of the form. Chinese has no
    spaces, so pairs of characters are compared, without those that any goal has (工作, 完成); short goals are not judged.
    A hint: the same thing may be named otherwise.

    | text                                                                                                  | found |
    | ----------------------------------------------------------------------------------------------------- | ----- |
    | 目标1：新建社区食堂八处，服务就餐老人。目标2：举办青年创业沙龙，孵化小微企业。                        | yes   |
    | 目标1：新建社区食堂，服务就餐老人。目标2：修路。                                                      |       |
    | 新建社区食堂八处，举办青年创业沙龙，孵化小微企业。                                                    |       |

    indicators:

    | level2   | level3           | target | found |
    | -------- | ---------------- | ------ | ----- |
    | 数量指标 | 新建社区食堂数量 | ≥8处   |       |
    | 数量指标 | 就餐老人人次     | ≥9千   |       |
    | 质量指标 | 食材抽检合格率   | ≥98%   |       |
    """
    expected = goals.loc[goals.kind.eq("expected")].reset_index(drop=True)
    numbered = expected.text.str.extractall(_NUMBERED).droplevel("match").set_axis(["name", "part"], axis=1)
    parts = expected.join(numbered, how="inner").reset_index(drop=True)
    if parts.empty:
        return parts.assign(offends=False)
    words = parts[_KEYS].join(_pairs(parts.part), how="inner").reset_index(names="at")
    said = indicators[_KEYS].join(_pairs(indicators.level3 + " " + indicators.target_text), how="inner").drop_duplicates()
    shared = words.merge(said.assign(shared=1), on=[*_KEYS, "pair"], how="left").fillna({"shared": 0}).groupby("at").shared
    known = shared.size().reindex(parts.index).ge(_FEW) & among(parts, indicators)
    brief = parts.part.str.strip()
    return parts.assign(
        offends=shared.mean().reindex(parts.index).lt(_SHARED).astype("boolean").where(known, pd.NA),
        brief=either(brief.str.len().gt(_SHOWN), brief.str[:_SHOWN] + "……", brief),
    )


def _pairs(texts: pd.Series) -> pd.Series:
    """The pairs of neighbouring Chinese characters in each text, under the text's index."""
    pairs = texts.str.findall(r"(?=([一-鿿]{2}))").explode().dropna().astype(object).rename("pair")
    return pairs.loc[~pairs.isin(vocabulary().words.goal_common)]
