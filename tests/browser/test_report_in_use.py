"""The report as people use it, in headless Chromium: views, languages, filters, ticks, keyboard, accessibility, watching."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright
from report_sample import FILING, FINDINGS, RESULT, RULES, VERSION

from jixiao.cli import watching
from jixiao.reports.as_html import page as made
from jixiao.validators.finding import Result

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(BROWSER is None, reason="no Chromium or Chrome found on PATH")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.html"
    path.write_text(made(FILING, RESULT, RULES, VERSION), "utf-8")
    return path


@pytest.fixture
def page(browser: Browser, report: Path) -> Iterator[Page]:
    context = browser.new_context()
    opened = context.new_page()
    said: list[str] = []
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.on("request", lambda request: said.append(request.url) if request.url != report.as_uri() else None)
    opened.goto(report.as_uri())
    yield opened
    context.close()
    assert said == []


def shown(page: Page) -> list[str]:
    return page.eval_on_selector_all(
        "ol.findings > .finding", "all => all.filter(one => one.checkVisibility()).map(one => one.id)"
    )


def test_two_views_without_reloading(page: Page) -> None:
    assert page.is_visible("#filer")
    assert not page.is_visible("#reviewer")
    page.click("nav.views [data-view=reviewer]")
    assert page.is_visible("#reviewer")
    assert not page.is_visible("#filer")
    page.click("table.evidence a[href='#f2']")
    assert page.is_visible("#f2")
    assert page.evaluate("document.activeElement.id") == "f2"


def test_marks_and_findings_lead_to_each_other_by_keyboard(page: Page) -> None:
    page.focus("#m2")
    page.keyboard.press("Enter")
    page.locator("#f2:focus").wait_for(state="attached")
    page.focus("#f2 a.to-form")
    page.keyboard.press("Enter")
    page.locator("#m2:focus").wait_for(state="attached")
    page.focus("#f2")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.id") == "f3"


def test_why_is_shown_beside_the_finding_and_put_away_again(page: Page) -> None:
    why = page.locator("#f2 .why")
    why.locator("a").click()
    assert "勾稽关系：同一张表内的数字应当相互吻合。" in why.inner_text()
    assert why.locator("a").first.get_attribute("aria-expanded") == "true"
    why.locator("a").first.click()
    assert why.locator(".says").count() == 0


def test_the_language_switches_without_reloading(page: Page) -> None:
    assert page.inner_text("#verdict") == "校验结论：\n退回修改" or "退回修改" in page.inner_text("#verdict")
    page.click("button[data-language=en]")
    assert page.get_attribute("html", "lang") == "en"
    assert "Returned for correction" in page.inner_text("#verdict")
    assert "退回修改" not in page.inner_text("#verdict")
    assert "all" in page.inner_text("select[name=family]")


def test_filters_and_search(page: Page) -> None:
    everything = shown(page)
    page.uncheck("input[value=warning]")
    assert shown(page) == ["f1", "f2"]
    page.check("input[value=warning]")
    page.select_option("select[name=family]", "totals")
    assert shown(page) == ["f2"]
    page.select_option("select[name=family]", "")
    page.select_option("select[name=table]", "2")
    assert shown(page) == ["f6"]
    page.select_option("select[name=table]", "")
    page.fill("input[name=words]", "补植 比较符")
    assert shown(page) == ["f4"]
    page.fill("input[name=words]", "")
    assert shown(page) == everything


def test_ticks_survive_a_reload(page: Page) -> None:
    page.check("#f3 .tick")
    page.reload()
    assert page.is_checked("#f3 .tick")
    assert not page.is_checked("#f4 .tick")
    assert page.inner_text(".done") == "1"


def test_ticks_work_where_storage_is_barred(browser: Browser, report: Path) -> None:
    opened = browser.new_page()
    opened.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('barred'); }})")
    opened.goto(report.as_uri())
    opened.check("#f3 .tick")
    assert opened.inner_text(".done") == "1"
    opened.close()


def test_it_reads_without_javascript(browser: Browser, report: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto(report.as_uri())
    for what in ("#verdict", "#f1", "#m1", "#decision", "#receipt"):
        assert opened.locator(what).is_visible()
    assert not opened.locator("form.filter").is_visible()
    context.close()


@pytest.mark.parametrize("view", ["filer", "reviewer"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, report: Path, scheme: str, view: str) -> None:
    context = browser.new_context(color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]
    opened = context.new_page()
    opened.goto(report.as_uri())
    opened.click(f"nav.views [data-view={view}]")
    opened.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    found = Axe().run(opened).response["violations"]
    context.close()
    assert [
        (one["id"], one["impact"], one["nodes"][0]["html"]) for one in found if one["impact"] in ("serious", "critical")
    ] == []


def test_ten_thousand_findings_open_with_the_first_fifty(browser: Browser, tmp_path: Path) -> None:
    many = [replace(FINDINGS[3], place=replace(FINDINGS[3].place, line=n)) for n in range(1, 10_001)]
    path = tmp_path / "many.html"
    path.write_text(made(FILING, Result(tuple(many), (), ()), RULES, VERSION), "utf-8")
    opened = browser.new_page()
    opened.goto(path.as_uri())
    assert opened.locator("ol.findings > .finding").count() == 10_000
    assert len(shown(opened)) == 50
    opened.evaluate("location.hash = '#f9999'")
    opened.locator("#f9999:focus").wait_for(state="attached")
    opened.close()


def test_an_open_report_reloads_when_the_file_is_saved(browser: Browser, tmp_path: Path) -> None:
    filing = tmp_path / "a.txt"
    filing.write_text("a", "utf-8")
    watched = watching.Watch(filing, lambda: made(replace(FILING, path=filing.read_text("utf-8")), RESULT, RULES, VERSION))
    watched.look()
    server = watching._server(watched)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    opened = browser.new_page()
    opened.goto(f"http://127.0.0.1:{server.server_port}/")
    assert opened.inner_text("h1") == "a"
    filing.write_text("saved", "utf-8")
    watched.look()
    opened.locator("h1", has_text="saved").wait_for()
    opened.close()
    server.shutdown()
    server.server_close()
