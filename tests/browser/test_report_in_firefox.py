"""The report in Firefox, from a file: marks, filters, languages, views, and ticks that survive a reload."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from firefox import Firefox, firefox
from report_sample import FILING, RESULT, RULES, VERSION

from jixiao.reports.as_html import page as made


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    folder = tmp_path_factory.mktemp("firefox")
    report = folder / "report.html"
    report.write_text(made(FILING, RESULT, RULES, VERSION), "utf-8")
    with firefox(folder / "profile") as opened:
        opened("WebDriver:Navigate", url=report.as_uri())
        yield opened


def shown(window: Firefox) -> list[str]:
    return window.says(
        "[...document.querySelectorAll('ol.findings > .finding')].filter((one) => one.checkVisibility()).map((one) => one.id)"
    )


def test_marks_and_findings_lead_to_each_other(window: Firefox) -> None:
    window.click("#m2")
    window.comes_to("document.activeElement.id", "f2")
    window.click("#f2 a.to-form")
    window.comes_to("document.activeElement.id", "m2")


def test_filters(window: Firefox) -> None:
    everything = shown(window)
    window.click("input[value=warning]")
    assert shown(window) == ["f1", "f2"]
    window.click("input[value=warning]")
    assert shown(window) == everything


def test_languages_and_views(window: Firefox) -> None:
    window.click("button[data-language=en]")
    assert "Returned for correction" in window.says("document.getElementById('verdict').innerText")
    assert "退回修改" not in window.says("document.getElementById('verdict').innerText")
    window.click("nav.views [data-view=reviewer]")
    window.comes_to("document.getElementById('decision').checkVisibility()", True)
    window.click("nav.views [data-view=filer]")
    window.comes_to("document.getElementById('decision').checkVisibility()", False)


def test_ticks_survive_a_reload(window: Firefox) -> None:
    window.click("#f3 .tick")
    window("WebDriver:Refresh")
    assert window.says("[...document.querySelectorAll('.tick:checked')].map((one) => one.closest('.finding').id)") == ["f3"]


def test_the_script_runs_under_the_policy_and_nothing_is_loaded(window: Firefox) -> None:
    assert window.says("document.documentElement.classList.contains('js')")
    assert window.says("performance.getEntriesByType('resource').length") == 0
