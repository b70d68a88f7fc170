"""What holds of every rule: its name, its texts in both languages, its cases, its manners."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from jixiao.filings.canonical import framed, frames
from jixiao.filings.model import Filing, Place, Table
from jixiao.reports import rulebook
from jixiao.schemas.frames import COLLECTION_MODELS
from jixiao.validators import basis
from jixiao.validators.cases import Case, cases
from jixiao.validators.catalogue import across_filings, discover, selected
from jixiao.validators.engine import judged, run
from jixiao.validators.finding import FAMILIES, SEVERITIES, Finding
from jixiao.validators.rule import Rule

RULES = (*discover(), *across_filings())
CHINESE = re.compile(r"[一-鿿]")
HOLE = re.compile(r"\{\w*\}|\bnan\b|\bNone\b|<NA>|\bNaT\b|  ")
BASES = [value for value in vars(basis).values() if isinstance(value, basis.Basis)]

UNREAD = Filing("a.txt", "0" * 64, "unreadable", failure=("another_failure", ""))
BARE = Filing("b.txt", "0" * 64, "checked", (Table("project-target", "项目支出绩效目标申报表", Place(line=1)),))
NOT_GIVEN = {name: framed(name, []) for name in ("roster", "expectations")}
HOLLOW = [{**frames(filings), **NOT_GIVEN} for filings in ([], [UNREAD], [UNREAD, BARE])]

every_rule = pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])


def _lines(case: Case) -> set[int]:
    return {place.line for place in case.frames[case.judged]["place"]}


@cache
def _cases(rule: Rule) -> list[Case]:
    return cases(rule)


@cache
def _findings(rule: Rule) -> list[Finding]:
    return [finding for case in _cases(rule) for finding in judged(rule, case.frames)]


def test_every_name_and_every_title_belongs_to_one_rule() -> None:
    for names in (
        [rule.id for rule in RULES],
        [rule.title.zh for rule in RULES],
        [rule.title.en.lower() for rule in RULES],
        [rule.requirement.en for rule in RULES],
        [rule.requirement.zh for rule in RULES],
    ):
        assert [name for name, count in Counter(names).items() if count > 1] == []


def test_every_module_in_a_family_folder_is_a_rule() -> None:
    folder = Path(__file__).parent.parent / "validators"
    folders = [top / family for top in (folder, folder / "collection") for family in FAMILIES]
    files = {(path.parent.name, path.stem) for family in folders for path in family.glob("*.py")}
    assert {(family, name) for family, name in files if name != "__init__"} == {(rule.family, rule.id) for rule in RULES}


@every_rule
def test_is_declared_in_full(rule: Rule) -> None:
    assert rule.function.__module__.split(".")[-2:] == [rule.family, rule.id]
    assert re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", rule.id)
    assert rule.severity in SEVERITIES
    assert rule.basis in BASES
    assert rule.opinion is None or 1 <= rule.opinion <= 11
    assert set(rule.inputs) <= set(COLLECTION_MODELS)
    assert set(rule.requires) <= {"unit", "year"}


@every_rule
def test_speaks_both_languages(rule: Rule) -> None:
    for text in (rule.title, rule.message, rule.fix):
        assert CHINESE.search(text.zh)
        assert re.search("[A-Za-z]{2}", text.en)
        assert text.zh != text.en
    assert CHINESE.search(rule.basis.zh)


@every_rule
def test_states_its_requirement_and_why(rule: Rule) -> None:
    assert rule.requirement.en.endswith(".")
    assert rule.requirement.en[0].isupper()
    assert rule.why.en
    assert CHINESE.search(rule.requirement.zh)
    assert rule.requirement.zh.endswith("。")
    assert CHINESE.search(rule.why.zh)
    assert rule.why.zh.endswith("。")
    assert rule.cases


@every_rule
def test_shows_a_case_that_it_finds_and_one_that_it_lets_pass(rule: Rule) -> None:
    shown = _cases(rule)
    assert any(case.expected for case in shown), "no case that must be found"
    assert any(_lines(case) - case.expected or not case.expected for case in shown), "no near miss"


@every_rule
def test_every_text_is_filled(rule: Rule) -> None:
    for finding in _findings(rule):
        texts = [finding.message, finding.fix, finding.basis]
        said = [text for both in texts if both for text in (both.zh, both.en)]
        said += [text for text in (finding.found, finding.expected, finding.arithmetic) if text is not None]
        assert [text for text in said if not text.strip() or HOLE.search(text)] == []


@every_rule
def test_related_places_are_others_than_its_own(rule: Rule) -> None:
    for finding in _findings(rule):
        assert all(isinstance(place, Place) for place in finding.related)
        assert finding.place not in finding.related
        assert len(set(finding.related)) == len(finding.related)


@every_rule
def test_leaves_the_frames_as_they_were(rule: Rule) -> None:
    for case in _cases(rule):
        before = {name: frame.copy() for name, frame in case.frames.items()}
        judged(rule, case.frames)
        for name, frame in case.frames.items():
            assert frame.equals(before[name])


@every_rule
def test_frames_without_rows_are_no_trouble(rule: Rule) -> None:
    for read in HOLLOW:
        assert not run(read, [rule]).crashes


@every_rule
@pytest.mark.parametrize("language", ["zh", "en"])
def test_is_explained_in_full(rule: Rule, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rulebook, "_example", lambda rule: _findings(rule)[0])
    text = rulebook.explained(rule, language)
    assert rule.id in text
    assert rule.title.in_language(language) in text
    assert rule.requirement.in_language(language) in text


def test_what_a_rule_follows_is_a_rule_and_never_leads_back() -> None:
    known = {rule.id: rule for rule in discover()}

    def causes(name: str, path: tuple[str, ...]) -> None:
        assert name not in path, " ← ".join((*path, name))
        for cause in known[name].follows:
            causes(cause, (*path, name))

    for name in known:
        causes(name, ())


def test_rules_are_selected_by_name_and_by_family() -> None:
    chosen = {rule.id for rule in selected(select=("thresholds",), ignore=("operator_missing",)) if rule.family != "file"}
    assert chosen == {rule.id for rule in discover() if rule.family == "thresholds"} - {"operator_missing"}


def test_rules_on_the_file_itself_always_stay() -> None:
    assert {rule.id for rule in selected(("operator_missing",), ("file",))} == {
        "operator_missing",
        *(rule.id for rule in discover() if rule.family == "file"),
    }
