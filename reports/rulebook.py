"""The catalogue of rules in words: what `jixiao rules` and `jixiao explain` print."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Sequence

from ..validators.cases import cases
from ..validators.engine import judged
from ..validators.finding import FAMILIES, Finding, Text
from ..validators.rule import Rule
from .wording import FAMILY, SEVERITY

_OPINION: dict[int, Text] = {
    1: Text("指标不够完整", "indicators incomplete"),
    2: Text("指标不够细化、量化", "not refined or quantified enough"),
    3: Text("指标与项目的相关性不够", "not relevant enough to the project"),
    4: Text("指标与指标值不匹配", "indicator and target do not match"),
    5: Text("建议拆分指标", "split the indicator"),
    6: Text("一级指标类型错误", "wrong level-1 type"),
    7: Text("二级指标类型错误", "wrong level-2 type"),
    8: Text("建议增加明确效益指标", "add a clear benefit indicator"),
    9: Text("建议增加明确产出指标", "add a clear output indicator"),
    10: Text("建议增加满意度指标", "add a satisfaction indicator"),
    11: Text("其他", "other"),
}
_HEADING: dict[str, Text] = {
    "family": Text("类别", "Family"),
    "severity": Text("级别", "Severity"),
    "opinion": Text("审核意见", "Reviewer's opinion"),
    "requirement": Text("要求", "Requirement"),
    "why": Text("理由", "Why"),
    "cases": Text("例子（found 列为 yes 的行会被指出）", "Cases (rows with yes under found are reported)"),
    "report": Text("报告里这样写", "As the report says it"),
    "fix": Text("怎样改", "How to mend"),
    "basis": Text("依据", "Basis"),
}


def as_text(rules: Sequence[Rule], language: str) -> str:
    """The catalogue as a table by family, one rule a line."""
    width = max((len(rule.id) for rule in rules), default=0)
    lines: list[str] = []
    for family in FAMILIES:
        members = [rule for rule in rules if rule.family == family]
        lines += ["", f"{FAMILY[family].in_language(language)}  {family}"] if members else []
        lines += [
            f"  {rule.id:{width}}  {SEVERITY[rule.severity].in_language(language):{2 if language == 'zh' else 7}}  "
            f"{rule.title.in_language(language)}"
            for rule in members
        ]
    return "\n".join(lines[1:])


def as_json(rules: Sequence[Rule]) -> str:
    """The catalogue as JSON, one object for each rule."""
    return json.dumps([_object(rule) for rule in rules], ensure_ascii=False, indent=1)


def as_markdown(rules: Sequence[Rule], language: str) -> str:
    """The catalogue as a document: a list by family, and of each rule what `explain` prints."""
    zh = language == "zh"
    other = "[English](rules.md)" if zh else "[中文](rules.zh-CN.md)"
    lines = [
        f"# {'规则目录' if zh else 'The rules'}",
        "",
        f"{other} · "
        + (
            "由规则自身生成，与 `jixiao explain` 一致"
            if zh
            else "Made from the rules themselves, as `jixiao explain` prints them"
        ),
    ]
    for family in FAMILIES:
        lines += ["", f"**{FAMILY[family].in_language(language)}** (`{family}`)", ""]
        lines += [f"- [`{rule.id}`](#{rule.id}) {rule.title.in_language(language)}" for rule in rules if rule.family == family]
    for family in FAMILIES:
        lines += ["", f"## {FAMILY[family].in_language(language)}"]
        for rule in rules:
            if rule.family == family:
                lines += ["", f"### {rule.id}", "", "```text", explained(rule, language), "```"]
    return "\n".join(lines) + "\n"


def explained(rule: Rule, language: str) -> str:
    """Everything there is to know of one rule."""
    example = _example(rule)
    about = [
        f"{_HEADING['family'].in_language(language)}: {FAMILY[rule.family].in_language(language)} ({rule.family})",
        f"{_HEADING['severity'].in_language(language)}: {SEVERITY[rule.severity].in_language(language)} ({rule.severity})",
    ]
    if rule.opinion:
        opinion = _OPINION[rule.opinion].in_language(language)
        about.append(f"{_HEADING['opinion'].in_language(language)}: {rule.opinion} {opinion}")
    sections = [
        f"{rule.id}  {rule.title.in_language(language)}\n" + "\n".join(about),
        _section("requirement", rule.requirement.in_language(language), language),
        _section("why", rule.why.in_language(language), language),
        _section("cases", rule.cases, language),
        _section("report", example.message.in_language(language) if example else "", language),
        _section("fix", (example.fix if example and example.fix else rule.fix).in_language(language), language),
        _section("basis", rule.basis.told(language), language),
    ]
    return "\n\n".join(section for section in sections if section)


def _example(rule: Rule) -> Finding | None:
    """What the rule says of the first of its own cases that it finds."""
    return next((finding for case in cases(rule) for finding in judged(rule, case.frames)), None)


def _section(name: str, text: str, language: str) -> str:
    return f"{_HEADING[name].in_language(language)}\n{textwrap.indent(text, '  ')}" if text else ""


def _object(rule: Rule) -> dict[str, object]:
    return {
        "rule": rule.id,
        "family": rule.family,
        "severity": rule.severity,
        "title": {"zh": rule.title.zh, "en": rule.title.en},
        "requirement": {"zh": rule.requirement.zh, "en": rule.requirement.en},
        "why": {"zh": rule.why.zh, "en": rule.why.en},
        "basis": {"grade": rule.basis.grade, "zh": rule.basis.told("zh"), "en": rule.basis.told("en")},
        "opinion": rule.opinion,
    }
