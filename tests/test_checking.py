"""What a form's schema says of rules holds for the tables of that form, and for no others."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest

from jixiao.audit import checking, severities
from jixiao.schemas.form import forms
from jixiao.schemas.layers import schema_of
from jixiao.schemas.parameters import Override
from jixiao.validators.catalogue import discover

TARGET = """项目支出绩效目标申报表
（2025年度）
单位：万元
项目名称\t社区书屋开放经费
一级指标\t二级指标\t三级指标\t指标值
产出指标\t数量指标\t新购图书数量\t2000册
效益指标\t社会效益指标\t读者增长率\t≥5%
"""
APPROVAL = TARGET.replace("申报表", "批复表")
RULES = [rule for rule in discover() if rule.id == "operator_missing"]


@pytest.fixture
def filed(tmp_path: Path) -> list[str]:
    paths = [tmp_path / "approval.txt", tmp_path / "target.txt"]
    for path, text in zip(paths, (APPROVAL, TARGET), strict=True):
        path.write_text(text, "utf-8")
    return [str(path) for path in paths]


def saying(monkeypatch: pytest.MonkeyPatch, severity: str) -> None:
    target = replace(forms()["project-target"], rules={"operator_missing": cast(Override, severity)})
    monkeypatch.setattr(
        severities, "schema_of", lambda form, own, profiles: target if form == target.form else schema_of(form, own, profiles)
    )


def found(paths: list[str]) -> list[tuple[str, str]]:
    return [(Path(finding.filing).stem, finding.severity) for finding in checking.check(paths, RULES).result.findings]


def test_no_schema_that_ships_changes_this_rule(filed: list[str]) -> None:
    assert found(filed) == [("approval", "warning"), ("target", "warning")]


def test_a_schema_gives_a_rule_its_severity(filed: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    saying(monkeypatch, "info")
    assert found(filed) == [("approval", "warning"), ("target", "info")]


def test_a_schema_switches_a_rule_off(filed: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    saying(monkeypatch, "off")
    assert found(filed) == [("approval", "warning")]
    checks = {Path(check.filing).stem: check for check in checking.check(filed, RULES).result.checks}
    assert checks["target"].outcome == "not-applicable"
    assert checks["target"].reason is not None
    assert "switches" in checks["target"].reason.en


CAUSED = TARGET.replace("读者增长率\t≥5%", "持续丰富居民精神文化生活\t95%")


def causes(path: Path) -> dict[str, tuple[str, str | None]]:
    """Rule → its severity, and the rule of its cause, on the one indicator that both rules speak of."""
    rules = [rule for rule in discover() if rule.id in ("operator_missing", "percentage_on_statement")]
    findings = [one for one in checking.check([str(path)], rules).result.findings if one.indicator == 2]
    return {one.rule: (one.severity, one.cause.rule if one.cause else None) for one in findings}


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ({}, {"percentage_on_statement": ("warning", None), "operator_missing": ("warning", "percentage_on_statement")}),
        ({"percentage_on_statement": "off"}, {"operator_missing": ("warning", None)}),
        (
            {"percentage_on_statement": "info"},
            {"percentage_on_statement": ("info", None), "operator_missing": ("warning", None)},
        ),
        (
            {"percentage_on_statement": "error"},
            {"percentage_on_statement": ("error", None), "operator_missing": ("warning", "percentage_on_statement")},
        ),
    ],
    ids=["as it ships", "cause off", "cause lighter", "cause graver"],
)
def test_what_follows_stays_under_its_cause_as_far_as_the_schema_lets_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: dict[str, Override], wanted: dict[str, tuple[str, str | None]]
) -> None:
    path = tmp_path / "form.txt"
    path.write_text(CAUSED, "utf-8")
    schema = replace(forms()["project-target"], rules=said)
    monkeypatch.setattr(severities, "schema_of", lambda form, own, profiles: schema)
    assert causes(path) == wanted
