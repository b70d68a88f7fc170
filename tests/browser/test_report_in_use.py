"""The report as people use it, in headless Chromium: views, languages, filters, ticks, keyboard, accessibility, watching."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright
from report_sample import FILING, FINDINGS, RESULT, RULES, VERSION

from jixiao.audit.checking import judged
from jixiao.cli import watching
from jixiao.filings.canonical import frames
from jixiao.filings.model import Table
from jixiao.filings.reading import read_bytes
from jixiao.reports.as_html import page as made
from jixiao.reports.printable import visible
from jixiao.validators.catalogue import discover
from jixiao.validators.finding import Result

SAMPLES = Path(__file__).parents[2] / "sample_data" / "originals"
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


def shown_in(opened: Page, report: Path) -> list[str]:
    """Open the report there; what it says to the console, fails at, or asks the network for, as it comes."""
    said: list[str] = []
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.on("request", lambda request: said.append(request.url) if request.url != report.as_uri() else None)
    opened.goto(report.as_uri())
    return said


@pytest.fixture
def page(browser: Browser, report: Path) -> Iterator[Page]:
    context = browser.new_context()
    opened = context.new_page()
    said = shown_in(opened, report)
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
    page.locator("#f2:focus").wait_for()


def test_marks_and_findings_lead_to_each_other_by_keyboard(page: Page) -> None:
    page.focus("#m2")
    page.keyboard.press("Enter")
    page.locator("#f2:focus").wait_for(state="attached")
    page.focus("#f2 a.to-form")
    page.keyboard.press("Enter")
    page.locator("#m2:focus").wait_for(state="attached")
    page.focus("#f2")
    page.keyboard.press("ArrowDown")
    page.locator("#f3:focus").wait_for(state="attached")


SHOWN = """项目支出绩效目标申报表
（2025年度）
项目名称\t{words}\t\t
一级指标\t二级指标\t三级指标\t指标值
产出指标\t数量指标\t养护公园{words}\t12座
产出指标\t质量指标\t{words}验收合格率\t100%
满意度指标\t服务对象满意度指标\t居民满意度\t90%
"""
HOSTILE = (
    "<script>window.struck=1</script>",
    "<img src=x onerror=window.struck=1>",
    '"><svg onload=window.struck=1>',
    "<a href=javascript:window.struck=1>点</a>",
    "javascript:window.struck=1",
    "</td></tr></table><style>*{display:none}</style>",
    "半个\ud83d字\udc00",
    "\u202e反写\u2066",
)


def checked(path: str, data: bytes) -> str:
    """The report on a filing that is read and checked like any other."""
    filing = read_bytes(path, data)
    told = judged((filing,), frames([filing]), discover())
    return made(told.filings[0], told.result, discover(), VERSION)


@pytest.mark.parametrize("words", HOSTILE)
def test_nothing_in_a_filing_can_run(browser: Browser, tmp_path: Path, words: str) -> None:
    """The words stand in what was understood and in the form that is drawn; half surrogate pairs too, which no reader yields."""
    filing = read_bytes("a.txt", SHOWN.format(words="替身").encode())
    filing = replace(filing, tables=tuple(spoken(table, words) for table in filing.tables))
    told = judged((filing,), frames([filing]), discover())
    path = tmp_path / "report.html"
    path.write_text(made(told.filings[0], told.result, discover(), VERSION), "utf-8")
    opened = browser.new_page()
    said = shown_in(opened, path)
    for mark in opened.locator(".marks a").all():
        mark.click()
    assert opened.evaluate("[typeof window.struck, document.scripts.length, document.querySelectorAll('img, svg').length]") == [
        "undefined", 1, 0,
    ]  # fmt: skip
    assert opened.evaluate("[...document.links].filter((a) => a.protocol === 'javascript:').length") == 0
    assert visible(words) in opened.inner_text("table.filed")
    opened.close()
    assert said == []


def spoken(table: Table, words: str) -> Table:
    """`table` with `words` in place of its own stand-in, in what was understood and in what is drawn."""
    grids = tuple(
        replace(grid, cells=tuple(replace(cell, text=cell.text.replace("替身", words)) for cell in grid.cells))
        for grid in table.filed
    )
    indicators = tuple(replace(one, level3=one.level3.replace("替身", words)) for one in table.indicators)
    return replace(table, project=words, indicators=indicators, filed=grids)


@pytest.mark.parametrize("name", ["self-evaluation-faulty.xlsx", "self-evaluation-faulty.docx"])
def test_marks_stand_on_the_form_as_filed_and_lead_both_ways(browser: Browser, tmp_path: Path, name: str) -> None:
    path = tmp_path / "report.html"
    path.write_text(checked(name, (SAMPLES / name).read_bytes()), "utf-8")
    opened = browser.new_page()
    opened.goto(path.as_uri())
    numbers = [finding.get_attribute("id") for finding in opened.locator(".finding").all()]
    assert numbers
    for number in filter(None, numbers):
        opened.evaluate("(number) => { location.hash = number; }", f"#{number}")
        opened.locator(f"#{number}:focus").wait_for(state="attached")
        opened.click(f"#{number} > .place a.to-form")
        opened.locator(f"table.filed #{number.replace('f', 'm')}:focus").wait_for(state="attached")
        opened.keyboard.press("Enter")
        opened.locator(f"#{number}:focus").wait_for(state="attached")
    rate = opened.locator("table.filed .at.error", has_text="101.28%")
    assert rate.locator(".marks a").all_inner_texts() == ["2"]
    opened.close()


def test_every_page_on_paper_is_whole(browser: Browser, tmp_path: Path) -> None:
    """Nothing is wider than the paper, every finding is there with its place, and no heading stands at the foot of a page."""
    path = tmp_path / "report.html"
    path.write_text(checked("a.xlsx", (SAMPLES / "self-evaluation-faulty.xlsx").read_bytes()), "utf-8")
    opened = browser.new_page()
    opened.goto(path.as_uri())
    paper = opened.pdf(prefer_css_page_size=True)
    opened.close()
    document = pdfium.PdfDocument(paper)
    texts = []
    for sheet in document:
        width, height = sheet.get_size()
        assert (round(width), round(height)) == (595, 842)
        page = sheet.get_textpage()
        boxes = [page.get_rect(n) for n in range(page.count_rects())]
        assert min(left for left, *_ in boxes) > 30
        assert max(right for _, _, right, _ in boxes) < width - 30
        texts.append(page.get_text_bounded())
    whole = "".join(texts)
    for words in ("部门自评表!H6", "为什么：各条规则的要求与依据", "原表与标记", "校验回执"):
        assert words in whole
    headings = ("修改清单", "为什么：各条规则的要求与依据", "原表与标记", "校验回执")
    last = [[line for line in text.splitlines() if line.strip() and "/" not in line][-1] for text in texts]
    assert not [line for line in last if line.strip() in headings]


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
    """In the report on a form whose table was lost, and on one drawn as filed."""
    report.with_name("drawn.html").write_text(checked("a.xlsx", (SAMPLES / "self-evaluation-faulty.xlsx").read_bytes()), "utf-8")
    for path in (report, report.with_name("drawn.html")):
        assert serious(browser, path, scheme, view) == []


def serious(browser: Browser, report: Path, scheme: str, view: str) -> list[tuple[str, str, str]]:
    """What axe finds."""
    context = browser.new_context(color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]
    opened = context.new_page()
    opened.goto(report.as_uri())
    opened.click(f"nav.views [data-view={view}]")
    opened.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    found = Axe().run(opened).response["violations"]
    context.close()
    return [(one["id"], one["impact"], one["nodes"][0]["html"]) for one in found if one["impact"] in ("serious", "critical")]


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
    assert [watched.look(), watched.look()] == [False, True]  # it is made anew once the file stands still
    opened.locator("h1", has_text="saved").wait_for()
    opened.close()
    server.shutdown()
    server.server_close()
