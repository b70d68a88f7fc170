from __future__ import annotations

import pandas as pd

from ...basis import REVIEW_CHECKLIST
from ...choice import either
from ...rule import Frame, rule
from ..binding import TEXT
from ..copies import copied


@rule(
    severity="warning",
    basis=REVIEW_CHECKLIST,
    opinion=3,
    title=("整表照搬其他材料", "Form copied from another filing"),
    requirement="每份表应当按本单位、本项目、本年度的情况填写。",
    why=(
        "除名称和年度外，全部数字相同、文字几乎相同的表，不是按实际情况填写的。只比较不同文件；数字有一个不同就不算，"
        "数字少于三个的空表也不算。"
    ),
    zh="除名称和年度外，本表与“{filing_earlier}”中{whose_zh}的表全部数字相同、文字几乎相同，{what_zh}",
    en="Names and years aside, all figures and nearly all words are those of {whose_en} in {filing_earlier}: {what_en}",
    fix_zh="按本单位、本项目、本年度的实际情况重新填写目标和指标；情况确无变化的，请在表中说明",
    fix_en="Fill in goals and indicators from the facts of this unit, project and year; where nothing differs, say so",
    found="{project}",
    within=TEXT,
)
def form_copied_from_another(tables: Frame, fields: Frame, funds: Frame) -> Frame:
    """A form is filled in for its own unit, project and year.

    Forms that share every figure and nearly every word, names and years aside, do not describe two things. Only different
    files are compared; one figure that differs is enough to leave a form alone, and so is a form with hardly any figures.

    | filing | year | project  | department | text | found |
    | ------ | ---- | -------- | ---------- | ---- | ----- |
    | a.txt  | 2025 | 河道保洁 | 水利局     | 水利局河道保洁2025年总额24.50万元清理河道12公里打捞漂浮物300吨河面保洁合格率95%以上保洁费用不超过24.50万元沿河居民满意度90%以上全年出动保洁船260次完成时间2025年12月底前河岸垃圾日产日清无积存 |   |
    | b.txt  | 2026 | 河道保洁 | 水利局     | 水利局河道保洁2026年总额24.50万元清理河道12公里打捞漂浮物300吨河面保洁合格率95%以上保洁费用不超过24.50万元沿河居民满意度90%以上全年出动保洁船260次完成时间2026年12月底前河岸垃圾日产日清无积存 | yes |
    | c.txt  | 2026 | 水库保洁 | 水库管理所 | 水库管理所水库保洁2026年总额24.50万元清理河道12公里打捞漂浮物300吨河面保洁合格率95%以上保洁费用不超过24.50万元沿河居民满意度90%以上全年出动保洁船260次完成时间2026年12月底前河岸垃圾日产日清无积存 | yes |
    | d.txt  | 2026 | 湖面保洁 | 湖泊中心   | 湖泊中心湖面保洁2026年总额26.50万元清理河道15公里打捞漂浮物300吨河面保洁合格率95%以上保洁费用不超过26.50万元沿河居民满意度90%以上全年出动保洁船260次完成时间2026年12月底前河岸垃圾日产日清无积存 |   |
    """  # noqa: E501
    pairs = copied(tables, fields, funds)
    other_unit = pairs.unit_key.ne(pairs.unit_key_earlier)
    other_project = pairs.project_key.ne(pairs.project_key_earlier)
    years = pairs.year_earlier.astype("str").where(pairs.year_earlier.notna(), "")
    return pairs.assign(
        offends=True,
        project=[p if isinstance(p, str) else o for p, o in zip(pairs.project, pairs.owner, strict=True)],
        whose_zh=[_whose_zh(*row) for row in zip(other_unit, pairs.owner_earlier, pairs.project_earlier, years, strict=True)],
        whose_en=[_whose_en(*row) for row in zip(other_unit, pairs.owner_earlier, pairs.project_earlier, years, strict=True)],
        what_zh=either(other_unit, "像是照搬别的单位", either(other_project, "像是照搬别的项目", "像是照搬以前年度")),
        what_en=either(
            other_unit, "it seems taken over from another unit",
            either(other_project, "it seems taken over from another project", "it seems taken over from an earlier year"),
        ),
    )  # fmt: skip


def _whose_zh(other_unit: bool, owner: str, project: object, year: str) -> str:
    name = f"“{project}”" if isinstance(project, str) else "部门整体"
    return (f"{owner}" if other_unit else "") + name + (f"（{year}年）" if year else "")


def _whose_en(other_unit: bool, owner: str, project: object, year: str) -> str:
    name = f"“{project}”" if isinstance(project, str) else "the whole department"
    return name + (f" of {owner}" if other_unit else "") + (f" ({year})" if year and not pd.isna(year) else "")
