from __future__ import annotations

from ...basis import METHOD
from ...rule import Frame, rule
from ...wording import UNMEASURED, flaw_in_words
from ..binding import OWNER
from ..departments import FORM, YEAR, indicators_of_departments, spoken_of_at

_MOST = 0.2


@rule(
    severity="info",
    basis=METHOD,
    opinion=2,
    title=("部门不可衡量的指标偏多", "Many unmeasurable targets in a department"),
    requirement="一个部门各份材料中不可衡量的指标值不应超过两成。",
    why=(
        "个别指标写得含糊是疏忽，一个部门有两成以上无法衡量，就要由部门统一整改。没有文件规定统一的比例，所以只作提示。"
        "按部门和年度汇总，材料少于三份表或指标少于十二条的不作判断；在不可衡量的指标最多的表上列出。"
    ),
    zh="“{department}”{year}年的{targets}条指标中有{unmeasurable}条无法衡量，占{share:.0f}%，本表最多",
    en="{unmeasurable} of the {targets} targets of “{department}” for {year} cannot be measured, {share:.0f}%; most on this form",
    fix_zh="由部门统一整改：逐条改成数值、等级或可以对照的标准",
    fix_en="Have the department put it right throughout: give each target a number, a grade or a standard",
    found="{department}",
    arithmetic="{unmeasurable} ÷ {targets} = {share:.1f}%",
    within=OWNER,
)
def department_targets_unmeasurable(tables: Frame, indicators: Frame, fields: Frame) -> Frame:
    """Of a department's targets no more than a fifth are beyond measuring.

    One vague target is an oversight; where a fifth of a department's targets cannot be measured, the department has to put it
    right throughout. No document sets a share, so this is advice. Departments are judged by year, with three forms and twelve
    targets at least, and told of at the form that has most of them.

    | filing | year | project  | department | found |
    | ------ | ---- | -------- | ---------- | ----- |
    | a.txt  | 2026 | 窗口服务 | 政务中心   |       |
    | b.txt  | 2026 | 大厅改造 | 政务中心   | yes   |
    | c.txt  | 2026 | 热线受理 | 政务中心   |       |
    | d.txt  | 2025 | 热线受理 | 政务中心   |       |

    indicators:

    | filing | level2       | level3       | target   |
    | ------ | ------------ | ------------ | -------- |
    | a.txt  | 数量指标     | 受理件数     | ≥900件   |
    | a.txt  | 质量指标     | 办结率       | ≥98%     |
    | a.txt  | 质量指标     | 考核等次     | 优秀     |
    | a.txt  | 社会效益指标 | 营商环境     | 明显改善 |
    | b.txt  | 数量指标     | 改造窗口     | ≥12个    |
    | b.txt  | 质量指标     | 验收合格率   | ≥98%     |
    | b.txt  | 社会效益指标 | 办事体验     | 不断提高 |
    | b.txt  | 可持续影响指标 | 窗口作风   | 更加优良 |
    | c.txt  | 数量指标     | 受理来电     | ≥3000次  |
    | c.txt  | 质量指标     | 接通率       | ≥95%     |
    | c.txt  | 时效指标     | 回复时间     | ≤24小时  |
    | c.txt  | 社会效益指标 | 回访率       | ≥90%     |
    | d.txt  | 社会效益指标 | 群众诉求     | 明显改善 |

    Case: two of twelve

    | filing | year | project  | department | found |
    | ------ | ---- | -------- | ---------- | ----- |
    | a.txt  | 2026 | 窗口服务 | 政务中心   |       |
    | b.txt  | 2026 | 大厅改造 | 政务中心   |       |
    | c.txt  | 2026 | 热线受理 | 政务中心   |       |

    indicators:

    | filing | level2       | level3       | target   |
    | ------ | ------------ | ------------ | -------- |
    | a.txt  | 数量指标     | 受理件数     | ≥900件   |
    | a.txt  | 质量指标     | 办结率       | ≥98%     |
    | a.txt  | 质量指标     | 考核等次     | 优秀     |
    | a.txt  | 社会效益指标 | 营商环境     | 明显改善 |
    | b.txt  | 数量指标     | 改造窗口     | ≥12个    |
    | b.txt  | 质量指标     | 验收合格率   | ≥98%     |
    | b.txt  | 社会效益指标 | 办事体验     | 不断提高 |
    | b.txt  | 时效指标     | 改造工期     | ≤60天    |
    | c.txt  | 数量指标     | 受理来电     | ≥3000次  |
    | c.txt  | 质量指标     | 接通率       | ≥95%     |
    | c.txt  | 时效指标     | 回复时间     | ≤24小时  |
    | c.txt  | 社会效益指标 | 回访率       | ≥90%     |
    """
    rows = indicators_of_departments(indicators, tables, fields)
    if rows.empty:
        return tables.iloc[:0].assign(offends=None)
    words = rows.loc[rows.target_kind.eq("text")]
    flawed = flaw_in_words(words).isin(UNMEASURED).reindex(rows.index, fill_value=False)
    rows = rows.assign(unmeasurable=flawed.astype(bool))
    sums = rows.groupby(YEAR, as_index=False).agg(
        department=("department", "first"), targets=("filing", "size"), unmeasurable=("unmeasurable", "sum")
    )
    forms = rows.groupby([*YEAR, *FORM], as_index=False).agg(unmeasurable=("unmeasurable", "sum"))
    forms = forms.sort_values("unmeasurable", ascending=False, kind="stable")
    judged = spoken_of_at(sums, forms, tables)
    share = judged.unmeasurable / judged.targets
    return judged.assign(share=100 * share, offends=share.gt(_MOST))
