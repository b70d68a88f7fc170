from __future__ import annotations

import pandas as pd

from ..basis import SYSTEM_CHECK
from ..choice import either
from ..rule import Frame, rule

_DATE = r"(20\d\d)\s*[年.\-/]\s*(\d{1,2})\s*[月.\-/]\s*(\d{1,2})"
_KINDS = {
    "impossible": ("不是一个存在的日期", "is no date of the calendar"),
    "early": ("，{year}年度还没有结束，不能自评", "lies before the end of {year}: the year could not be evaluated yet"),
    "late": ("，距{year}年度结束已超过18个月", "lies more than 18 months after the end of {year}"),
    "after": ("，{year}年度已经结束，这时申报目标没有意义", "lies after the end of {year}: targets come too late"),
    "long_before": ("，比{year}年度早了一年以上", "lies more than a year before {year}"),
    "midyear": ("，{year}年度已过半", "lies in the second half of {year}"),
}


@rule(
    severity="warning",
    basis=SYSTEM_CHECK,
    opinion=11,
    title=("填报日期不合理", "Implausible date"),
    requirement="绩效目标表应当在年度开始前或年初填报，自评表应当在年度结束后填报。",
    why=(
        "自评表的填报日期应当在年度结束后18个月以内，早到当年12月的只作提示。预算多在上半年批复，"
        "因此目标表在当年上半年填报属于正常，当年下半年填报的作为提示。"
    ),
    zh="填报日期“{text}”{why_zh}",
    en="The date “{text}” {why_en}",
    fix_zh="核对填报日期和表头年度，改正写错的一个",
    fix_en="Check the date and the year of the form, and correct the wrong one",
    found="{text}",
    needs=("fields.id=date",),
)
def date_implausible(fields: Frame, tables: Frame) -> Frame:
    """Targets are filed before or early in their year, results after it.

    A self-evaluation is dated after the year and within 18 months of its end (December: information only). Targets filed in
    the first half of their year are the rule, since budgets are approved then; later ones are information.

    | table | id   | text           | found |
    | ----- | ---- | -------------- | ----- |
    | 1     | date | 2024年3月12日  |       |
    | 1     | date | 2023.8.30      | yes   |
    | 1     | date | 2026-01-05     | yes   |
    | 1     | date | 2024年2月30日  | yes   |
    | 1     | date |                |       |
    | 2     | date | 2022年11月3日  |       |
    | 2     | date | 2023.2.10      |       |
    | 2     | date | 2023年9月1日   | yes   |
    | 2     | date | 2024.1.15      | yes   |
    | 2     | date | 2021.12.20     | yes   |
    | 3     | date | 2021.12.20     |       |

    tables:

    | table | form                    | year |
    | ----- | ----------------------- | ---- |
    | 1     | project-self-evaluation | 2023 |
    | 2     | project-target          | 2023 |
    | 3     | project-target          |      |
    """
    dates = fields.loc[fields.id.eq("date")].merge(tables.loc[:, ["filing", "table", "form", "year"]], on=["filing", "table"])
    if dates.empty:
        return dates.assign(offends=False)
    parts = dates.text.str.extract(_DATE)
    day = pd.to_datetime(parts[0] + "-" + parts[1] + "-" + parts[2], format="%Y-%m-%d", errors="coerce")
    year, evaluates = dates.year.astype("Float64"), dates.form.str.endswith("self-evaluation")
    after = (day.dt.year - year) * 12 + day.dt.month - 12  # months after the December of the form's year
    kind = pd.Series(pd.NA, index=dates.index, dtype=object)
    tests = {
        "impossible": parts[0].notna() & day.isna(),
        "early": evaluates & after.le(0),
        "late": evaluates & after.gt(18),
        "after": ~evaluates & after.gt(0),
        "long_before": ~evaluates & after.le(-24),
        "midyear": dates.form.isin(["project-target", "department-target"]) & after.between(-5, 0),
    }
    for name, test in tests.items():
        kind = kind.where(~test.fillna(False).astype(bool), name)
    why = [("", "") if pd.isna(name) else _KINDS[name] for name in kind]
    return dates.assign(
        offends=kind.notna().astype("boolean").where(parts[0].notna() & (year.notna() | kind.notna()), pd.NA),
        severity=either(kind.eq("midyear") | (kind.eq("early") & after.eq(0)), "info", "warning"),
        why_zh=[zh.format(year=year) for (zh, _), year in zip(why, dates.year, strict=True)],
        why_en=[en.format(year=year) for (_, en), year in zip(why, dates.year, strict=True)],
    )
