from __future__ import annotations

import pandas as pd
from rapidfuzz import fuzz, process

from ...basis import BUDGET_REGULATION_20
from ...placing import gathered
from ...rule import Frame, rule
from ..binding import OWNER
from ..history import EVALUATIONS, TARGETS, paired

_SAME_NAME = 80  # of 100
_ENOUGH = 0.5


@rule(
    severity="warning",
    basis=BUDGET_REGULATION_20,
    opinion=1,
    title=("自评表缺少申报的指标", "Indicator missing from the self-evaluation"),
    requirement="申报或批复的每一项指标都应当在自评表中有结果。",
    why=(
        "没有完成的指标在自评时悄悄消失，完成率就失真。按名称比较，写法略有不同的视为同一指标；"
        "两张表的指标有一半以上对不上时，不作判断。"
    ),
    zh="申报或批复（“{filing_earlier}”）的{count}项指标在自评表里没有结果：{listed}",
    en="{count} indicators that were filed or approved ({filing_earlier}) have no result in the self-evaluation: {listed}",
    fix_zh="补上这些指标的实际完成值和得分；经批准取消的，写明依据",
    fix_en="Add results and scores for them; where an indicator was dropped with approval, name the decision",
    found="{listed}",
    within=OWNER,
)
def indicator_vanished_from_self_evaluation(indicators: Frame, tables: Frame, fields: Frame) -> Frame:
    """Every indicator that was filed has its result in the self-evaluation.

    What was not achieved must not vanish when results are told. Names are compared, slight changes of wording aside; where
    more than half of them do not fit, nothing is said.

    | filing | level2   | level3     | target  | actual | found |
    | ------ | -------- | ---------- | ------- | ------ | ----- |
    | a.txt  | 数量指标 | 清淤长度   | ≥12公里 |        |       |
    | a.txt  | 质量指标 | 验收合格率 | ≥95%    |        |       |
    | a.txt  | 效益指标 | 受益农户   | ≥800户  |        |       |
    | b.txt  | 数量指标 | 清淤长度   | ≥12公里 | 12公里 |       |
    | b.txt  | 质量指标 | 项目验收合格率 | ≥95% | 97%   |       |

    tables:

    | filing | form                    | year | project  | department | found |
    | ------ | ----------------------- | ---- | -------- | ---------- | ----- |
    | a.txt  | project-target          | 2026 | 河道清淤 | 水利局     |       |
    | b.txt  | project-self-evaluation | 2026 | 河道清淤 | 水利局     | yes   |
    """
    pairs = paired(tables, fields, TARGETS, EVALUATIONS, 0)
    rows = indicators.loc[indicators.period.ne("medium-term").fillna(True).astype(bool) & indicators.plain.ne("")]
    names = rows.loc[:, ["filing", "table", "plain", "level3"]].drop_duplicates(["filing", "table", "plain"])
    links = pairs.loc[:, ["filing", "table", "filing_earlier", "table_earlier"]]
    filed = links.merge(
        names.rename(columns={"filing": "filing_earlier", "table": "table_earlier"}), on=["filing_earlier", "table_earlier"]
    )
    told = {key: group.plain.tolist() for key, group in links.merge(names, on=["filing", "table"]).groupby(["filing", "table"])}
    filed = filed.assign(
        lost=[not _told(name, told.get((f, t), [])) for name, f, t in zip(filed.plain, filed.filing, filed.table, strict=True)]
    )
    share = filed.groupby(["filing", "table"])["lost"].transform("mean")
    judged = filed.loc[share.le(_ENOUGH)]
    places = tables.loc[:, ["filing", "table", "place"]]
    lost = gathered(judged.loc[judged.lost].merge(places, on=["filing", "table"]), "level3")
    sound = judged.drop_duplicates(["filing", "table"]).merge(places, on=["filing", "table"])
    sound = sound.loc[~_keys(sound).isin(_keys(lost))]
    return pd.concat([lost.assign(offends=True, related=None), sound.assign(offends=False)], ignore_index=True)


def _keys(rows: Frame) -> pd.MultiIndex:
    return pd.MultiIndex.from_frame(rows.loc[:, ["filing", "table"]])


def _told(name: str, names: list[str]) -> bool:
    return name in names or process.extractOne(name, names, scorer=fuzz.ratio, score_cutoff=_SAME_NAME) is not None
