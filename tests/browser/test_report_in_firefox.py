"""The report in Firefox, from a file: marks, filters, languages, views, and ticks that survive a reload."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from marionette_driver import By
from marionette_driver.marionette import Marionette
from report_sample import FILING, RESULT, RULES, VERSION

from jixiao.reports.as_html import page as made

FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox")
PATIENCE = 60  # seconds


class Window:
    """A window that shows the report."""

    def __init__(self, driver: Any) -> None:
        self.driver = driver

    def click(self, what: str) -> None:
        self.driver.find_element(By.CSS_SELECTOR, what).click()

    def says(self, script: str) -> Any:
        return self.driver.execute_script(f"return {script}")

    def comes_to(self, script: str, value: Any) -> None:
        """Wait until the page says so."""
        until = time.monotonic() + PATIENCE
        while (said := self.says(script)) != value:
            assert time.monotonic() < until, said
            time.sleep(0.1)


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Window]:
    folder = tmp_path_factory.mktemp("firefox")
    report = folder / "report.html"
    report.write_text(made(FILING, RESULT, RULES, VERSION), "utf-8")
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    profile = folder / "profile"
    profile.mkdir()
    (profile / "user.js").write_text(f'user_pref("marionette.port", {port});\n', "utf-8")
    command = [str(FIREFOX), "--headless", "--marionette", "--no-remote", "--profile", str(profile)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield Window(_driver(port, report))
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _driver(port: int, report: Path) -> Any:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            break
        except OSError:
            assert time.monotonic() < until, "Firefox does not answer"
            time.sleep(0.2)
    driver = Marionette(host="127.0.0.1", port=port)
    driver.start_session()
    driver.navigate(report.as_uri())
    return driver


def shown(window: Window) -> list[str]:
    return window.says(
        "[...document.querySelectorAll('ol.findings > .finding')].filter((one) => one.checkVisibility()).map((one) => one.id)"
    )


def test_marks_and_findings_lead_to_each_other(window: Window) -> None:
    window.click("#m2")
    window.comes_to("document.activeElement.id", "f2")
    window.click("#f2 a.to-form")
    window.comes_to("document.activeElement.id", "m2")


def test_filters(window: Window) -> None:
    everything = shown(window)
    window.click("input[value=warning]")
    assert shown(window) == ["f1", "f2"]
    window.click("input[value=warning]")
    assert shown(window) == everything


def test_languages_and_views(window: Window) -> None:
    window.click("button[data-language=en]")
    assert "Returned for correction" in window.says("document.getElementById('verdict').innerText")
    assert "退回修改" not in window.says("document.getElementById('verdict').innerText")
    window.click("nav.views [data-view=reviewer]")
    window.comes_to("document.getElementById('decision').checkVisibility()", True)
    window.click("nav.views [data-view=filer]")
    window.comes_to("document.getElementById('decision').checkVisibility()", False)


def test_ticks_survive_a_reload(window: Window) -> None:
    window.click("#f3 .tick")
    window.driver.refresh()
    assert window.says("[...document.querySelectorAll('.tick:checked')].map((one) => one.closest('.finding').id)") == ["f3"]


def test_the_script_runs_under_the_policy_and_nothing_is_loaded(window: Window) -> None:
    assert window.says("document.documentElement.classList.contains('js')")
    assert window.says("performance.getEntriesByType('resource').length") == 0
