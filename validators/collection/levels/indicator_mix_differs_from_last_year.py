from __future__ import annotations

from ...basis import REVIEW_CHECKLIST
from ...rule import Frame, rule
from ..binding import OWNER
from ..departments import YEAR, indicators_of_departments, spoken_of_at

_FAR = 0.5
_SHOWN = 4
_NONE = "未标明"


@rule(
    severity="info",
    basis=REVIEW_CHECKLIST,
    opinion=1,
    title=("指标结构与上年差别很大", "Mix of indicators unlike last year's"),
    requirement="一个部门各类指标的比例与上年差别很大的，应当说明原因。",
    why=(
        "一年之间有一半以上的指标换了类别，往往是某一类指标被整类省去，或者填错了类别。按部门汇总二级指标的比例，"
        "与上年相比；两年各有三份表、十二条指标以上才作判断，在该部门今年的第一份表上列出。"
    ),
    zh="“{department}”{year}年各类指标的比例与上年差别很大：{changes}",
    en="The mix of indicators of “{department}” for {year} is far from last year's: {changes_en}",
    fix_zh="核对是否漏填了某一类指标，或者填错了类别；确有变化的，请说明原因",
    fix_en="See whether a kind of indicator was left out or misfiled; where the work has changed, say so",
    found="{department}",
    arithmetic="½ × Σ|{year} − {year_before}| = {distance:.0%}",
    within=OWNER,
)
def indicator_mix_differs_from_last_year(tables: Frame, indicators: Frame, fields: Frame) -> Frame:
    """A department's mix of indicators stays near last year's, or the department says why.

    Where half of the indicators have changed their kind within a year, a kind was left out, or they were misfiled. Shares of the
    second level are compared by department; both years need three forms and twelve indicators. It is told of at the first
    form of the year.

    | filing | year | project  | department | found |
    | ------ | ---- | -------- | ---------- | ----- |
    | a.txt  | 2025 | 窗口服务 | 政务中心   |       |
    | b.txt  | 2025 | 大厅改造 | 政务中心   |       |
    | c.txt  | 2025 | 热线受理 | 政务中心   |       |
    | d.txt  | 2026 | 窗口服务 | 政务中心   | yes   |
    | e.txt  | 2026 | 大厅改造 | 政务中心   |       |
    | f.txt  | 2026 | 热线受理 | 政务中心   |       |

    indicators:

    | filing | level2       | level3       | target   |
    | ------ | ------------ | ------------ | -------- |
    | a.txt  | 数量指标     | 受理件数     | ≥900件   |
    | a.txt  | 数量指标     | 上门服务     | ≥40次    |
    | a.txt  | 数量指标     | 培训人数     | ≥30人    |
    | a.txt  | 质量指标     | 办结率       | ≥98%     |
    | b.txt  | 数量指标     | 改造窗口     | ≥12个    |
    | b.txt  | 数量指标     | 更换桌椅     | ≥60套    |
    | b.txt  | 质量指标     | 验收合格率   | ≥98%     |
    | b.txt  | 质量指标     | 设备完好率   | ≥97%     |
    | c.txt  | 数量指标     | 受理来电     | ≥3000次  |
    | c.txt  | 数量指标     | 回访次数     | ≥300次   |
    | c.txt  | 质量指标     | 接通率       | ≥95%     |
    | c.txt  | 时效指标     | 回复时间     | ≤24小时  |
    | d.txt  | 质量指标     | 办结率       | ≥98%     |
    | d.txt  | 质量指标     | 档案完整率   | ≥98%     |
    | d.txt  | 社会效益指标 | 群众知晓率   | ≥80%     |
    | d.txt  | 社会效益指标 | 投诉下降率   | ≥10%     |
    | e.txt  | 质量指标     | 验收合格率   | ≥98%     |
    | e.txt  | 质量指标     | 设备完好率   | ≥97%     |
    | e.txt  | 社会效益指标 | 设施使用率   | ≥80%     |
    | e.txt  | 社会效益指标 | 群众知晓率   | ≥80%     |
    | f.txt  | 质量指标     | 接通率       | ≥95%     |
    | f.txt  | 时效指标     | 回复时间     | ≤24小时  |
    | f.txt  | 社会效益指标 | 回访率       | ≥90%     |
    | f.txt  | 社会效益指标 | 诉求解决率   | ≥90%     |

    Case: some change

    | filing | year | project  | department | found |
    | ------ | ---- | -------- | ---------- | ----- |
    | a.txt  | 2025 | 窗口服务 | 政务中心   |       |
    | b.txt  | 2025 | 大厅改造 | 政务中心   |       |
    | c.txt  | 2025 | 热线受理 | 政务中心   |       |
    | d.txt  | 2026 | 窗口服务 | 政务中心   |       |
    | e.txt  | 2026 | 大厅改造 | 政务中心   |       |
    | f.txt  | 2026 | 热线受理 | 政务中心   |       |

    indicators:

    | filing | level2       | level3       | target   |
    | ------ | ------------ | ------------ | -------- |
    | a.txt  | 数量指标     | 受理件数     | ≥900件   |
    | a.txt  | 数量指标     | 上门服务     | ≥40次    |
    | a.txt  | 数量指标     | 培训人数     | ≥30人    |
    | a.txt  | 质量指标     | 办结率       | ≥98%     |
    | b.txt  | 数量指标     | 改造窗口     | ≥12个    |
    | b.txt  | 数量指标     | 更换桌椅     | ≥60套    |
    | b.txt  | 质量指标     | 验收合格率   | ≥98%     |
    | b.txt  | 质量指标     | 设备完好率   | ≥97%     |
    | c.txt  | 数量指标     | 受理来电     | ≥3000次  |
    | c.txt  | 数量指标     | 回访次数     | ≥300次   |
    | c.txt  | 质量指标     | 接通率       | ≥95%     |
    | c.txt  | 时效指标     | 回复时间     | ≤24小时  |
    | d.txt  | 数量指标     | 受理件数     | ≥900件   |
    | d.txt  | 数量指标     | 上门服务     | ≥40次    |
    | d.txt  | 社会效益指标 | 群众知晓率   | ≥80%     |
    | d.txt  | 社会效益指标 | 投诉下降率   | ≥10%     |
    | e.txt  | 数量指标     | 改造窗口     | ≥12个    |
    | e.txt  | 质量指标     | 设备完好率   | ≥97%     |
    | e.txt  | 社会效益指标 | 设施使用率   | ≥80%     |
    | e.txt  | 社会效益指标 | 群众知晓率   | ≥80%     |
    | f.txt  | 质量指标     | 接通率       | ≥95%     |
    | f.txt  | 时效指标     | 回复时间     | ≤24小时  |
    | f.txt  | 数量指标     | 回访次数     | ≥300次   |
    | f.txt  | 社会效益指标 | 诉求解决率   | ≥90%     |
    """
    rows = indicators_of_departments(indicators, tables, fields)
    rows = rows.assign(kind=rows.level2.fillna(_NONE).astype(object))
    shares = rows.groupby([*YEAR, "kind"], as_index=False).agg(share=("filing", "size"))
    shares = shares.assign(share=shares.share / shares.groupby(YEAR)["share"].transform("sum"))
    both = _with_last_year(shares)
    if both is None:
        return tables.iloc[:0].assign(offends=None)
    distances = both.groupby(YEAR, as_index=False).agg(apart=("apart", "sum")).assign(distance=lambda found: found.apart / 2)
    names = rows.drop_duplicates(YEAR).loc[:, [*YEAR, "department"]]
    judged = spoken_of_at(distances.merge(names, on=YEAR), rows.sort_values(["filing", "table"], kind="stable"), tables)
    changes = both.sort_values("apart", ascending=False, kind="stable").groupby(YEAR).head(_SHOWN)
    changes = changes.assign(said=[_said(*values) for values in _columns(changes)])
    told = changes.groupby(YEAR, as_index=False).agg(changes=("said", lambda said: "，".join(filter(None, said))))
    told = told.assign(changes_en=[said.replace("，", ", ") for said in told.changes], year_before=told.year - 1)
    return judged.merge(told, on=YEAR, how="left").assign(offends=lambda found: found.distance.ge(_FAR))


def _with_last_year(shares: Frame) -> Frame | None:
    """The share of each kind for each department and year that has filings of the year before, with that year's as `last`.

    None where no department has filings of two years.
    """
    last = shares.assign(year=shares.year + 1).rename(columns={"share": "last"})
    years = shares.loc[:, YEAR].drop_duplicates().merge(last.loc[:, YEAR].drop_duplicates(), on=YEAR)
    if years.empty:
        return None
    both = shares.merge(last, on=[*YEAR, "kind"], how="outer").merge(years, on=YEAR)
    both = both.fillna({"share": 0.0, "last": 0.0}).sort_values([*YEAR, "kind"])
    return both.assign(apart=(both.share - both["last"]).abs())


def _said(kind: str, last: float, now: float) -> str:
    return f"{kind} {last:.0%}→{now:.0%}" if last != now else ""


def _columns(changes: Frame) -> zip[tuple[str, float, float]]:
    return zip(changes.kind.tolist(), changes["last"].tolist(), changes.share.tolist(), strict=True)
