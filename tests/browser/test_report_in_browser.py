"""The report in a real browser: links, narrow screens, contrast, folds, and that nothing in a filing can run."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from report_sample import EVALUATION, FILING, FINDINGS, RESULT, RULES, VERSION

from jixiao.filings.model import Value
from jixiao.reports.as_html import page
from jixiao.validators.finding import Result, Text

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge"))), None)
pytestmark = pytest.mark.skipif(BROWSER is None, reason="no Chromium, Chrome or Edge found on PATH")

QUIET = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--hide-scrollbars",
)  # fmt: skip
DARK = "--blink-settings=preferredColorScheme=0"

# The page under test forbids foreign scripts, so it is looked at from outside: from a page that holds it in a frame.
HARNESS = """<!doctype html><meta charset="utf-8"><title>harness</title>
<iframe id="frame" src="report.html" style="width:{width}px;height:900px;border:0"></iframe><pre id="result"></pre>
<script>
const tell = (what) => {{ document.getElementById("result").textContent = JSON.stringify(what); }};
addEventListener("error", (event) => tell({{error: event.message}}));
addEventListener("unhandledrejection", (event) => tell({{error: String(event.reason)}}));
document.getElementById("frame").addEventListener("load", async () => {{
  const view = document.getElementById("frame").contentWindow;
  const page = view.document;
  const violations = [];
  page.addEventListener("securitypolicyviolation", (event) => violations.push(event.violatedDirective + " " + event.blockedURI));
  const until = () => new Promise((done) => setTimeout(done, 30));
  const look = async () => {{ {script} }};
  const found = await look();
  tell({{found, violations}});
}});
</script>"""


@dataclass(frozen=True)
class Seen:
    found: Any
    violations: list[str]
    console: list[str]


def look(folder: Path, report: str, script: str, *, width: int = 1000, flags: tuple[str, ...] = ()) -> Seen:
    """What `script` returns of the report, run beside it in a browser window."""
    (folder / "report.html").write_text(report, "utf-8")
    (folder / "harness.html").write_text(HARNESS.format(width=width, script=script), "utf-8")
    command = [
        str(BROWSER), *QUIET, *flags, "--allow-file-access-from-files", "--enable-logging=stderr", "--v=0",
        f"--user-data-dir={folder / 'profile'}", "--virtual-time-budget=20000", "--dump-dom", (folder / "harness.html").as_uri(),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", errors="replace", timeout=120, check=True)
    result = re.search(r'<pre id="result">(.*?)</pre>', done.stdout, re.S)
    assert result, done.stderr[-2000:]
    assert result[1], f"the report did not load: {done.stderr[-2000:]}"
    seen = json.loads(html.unescape(result[1]))
    assert "error" not in seen, seen
    return Seen(seen["found"], seen["violations"], [line for line in done.stderr.splitlines() if "CONSOLE" in line])


@pytest.fixture(scope="module")
def report() -> str:
    return page(FILING, RESULT, RULES, VERSION)


def test_marks_lead_to_findings_and_back(tmp_path: Path, report: str) -> None:
    seen = look(
        tmp_path,
        report,
        """
        const trips = [];
        for (const mark of page.querySelectorAll(".marks a:not(.related)")) {
          mark.click(); await until();
          const finding = page.querySelector(":target");
          const back = finding.querySelector("a.to-form");
          back.click(); await until();
          const again = page.querySelector(":target");
          trips.push([finding.id, again.getAttribute("href"), again.getBoundingClientRect().top < 900]);
        }
        return trips;
        """,
    )
    assert {finding for finding, _, _ in seen.found} == {f"f{n}" for n in range(1, len(FINDINGS) + 1)}
    assert all(href == f"#{finding}" and shown for finding, href, shown in seen.found)
    assert seen.console == seen.violations == []


def test_a_link_opens_the_fold_it_leads_into(tmp_path: Path, report: str) -> None:
    seen = look(
        tmp_path,
        report,
        """
        const link = page.querySelector('a[href="#rule-rate_wrong"]');
        const row = page.getElementById("rule-rate_wrong");
        const before = row.closest("details").open;
        link.click(); await until();
        return [before, row.closest("details").open, row.getBoundingClientRect().height > 0];
        """,
    )
    assert seen.found == [False, True, True]


@pytest.mark.parametrize("width", [390, 1200])
def test_the_page_does_not_scroll_sideways(tmp_path: Path, report: str, width: int) -> None:
    wide = "return [page.documentElement.scrollWidth, view.innerWidth];"
    scroll, inner = look(tmp_path, report, wide, width=width).found
    assert inner == width
    assert scroll <= width


@pytest.mark.parametrize("flags", [(), (DARK,)], ids=["light", "dark"])
def test_text_stands_out_from_its_ground(tmp_path: Path, report: str, flags: tuple[str, ...]) -> None:
    """WCAG AA: 4.5 to 1 for text."""
    seen = look(
        tmp_path,
        report,
        """
        page.querySelectorAll("details").forEach((part) => { part.open = true; });
        const rgb = (text) => { const n = text.match(/[\\d.]+/g).map(Number); return n.length < 4 ? [...n, 1] : n; };
        const channel = (v) => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
        const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
        const ground = (node) => {
          for (; node; node = node.parentElement) {
            const colour = rgb(view.getComputedStyle(node).backgroundColor);
            if (colour[3] === 1) return colour;
          }
          return [255, 255, 255, 1];
        };
        const weak = new Set();
        let looked = 0;
        for (const node of page.body.querySelectorAll("*")) {
          if (["SCRIPT", "STYLE"].includes(node.tagName) || !node.checkVisibility()) continue;
          if (![...node.childNodes].some((child) => child.nodeType === 3 && child.textContent.trim())) continue;
          const [a, b] = [light(rgb(view.getComputedStyle(node).color)), light(ground(node))].sort((x, y) => y - x);
          looked += 1;
          if ((a + 0.05) / (b + 0.05) < 4.5) weak.add(node.tagName + "." + node.className);
        }
        const dark = light(ground(page.body)) < 0.2;
        return [looked, [...weak], dark];
        """,
        flags=flags,
    )
    looked, weak, dark = seen.found
    assert looked > 100
    assert weak == []
    assert dark == bool(flags)


def test_landmarks_headings_and_tables_are_named(tmp_path: Path, report: str) -> None:
    seen = look(
        tmp_path,
        report,
        """
        const unnamed = [...page.querySelectorAll("section, nav, [role=region]")].filter((node) => {
          const by = node.getAttribute("aria-labelledby");
          return !(node.getAttribute("aria-label") || (by && page.getElementById(by)?.textContent.trim()));
        }).map((node) => node.outerHTML.slice(0, 80));
        const levels = [...page.querySelectorAll("h1, h2, h3, h4, h5")].map((node) => Number(node.tagName[1]));
        const jumps = levels.filter((level, n) => n && level > levels[n - 1] + 1).length;
        const silent = [...page.querySelectorAll("a")].filter((a) => !(a.textContent.trim() || a.ariaLabel)).length;
        const reachable = [...page.querySelectorAll(".scroll")].every((node) => node.tabIndex === 0);
        return [page.documentElement.lang, page.querySelectorAll("h1").length, page.querySelectorAll("main").length,
                unnamed, jumps, silent, reachable];
        """,
    )
    assert seen.found == ["zh-CN", 1, 1, [], 0, 0, True]


def test_nothing_in_a_filing_can_run(tmp_path: Path) -> None:
    words = "<script>parent.struck=1</script>\"'><img src=x onerror=parent.struck=1><a href=javascript:parent.struck=1>x"
    second = EVALUATION.indicators[1]
    row = replace(second, level3=words, target=Value(words, "text", place=second.target.place), reason=words)
    table = replace(EVALUATION, project=words, indicators=(EVALUATION.indicators[0], row))
    found = replace(FINDINGS[3], message=Text(words, words), found=words, expected=words)
    hostile = page(replace(FILING, tables=(table,)), Result((found,), (), ()), RULES, VERSION)
    seen = look(
        tmp_path,
        hostile,
        """
        await until();
        const strangers = page.querySelectorAll("img, iframe, a[href^='javascript']").length;
        return [typeof parent.struck, strangers, page.scripts.length, page.body.textContent.includes("<script>parent.struck=1")];
        """,
    )
    assert seen.found == ["undefined", 0, 1, True]
    assert seen.console == seen.violations == []


def test_prints_on_paper(tmp_path: Path, report: str) -> None:
    (tmp_path / "report.html").write_text(report, "utf-8")
    paper = tmp_path / "report.pdf"
    command = [
        str(BROWSER), *QUIET, f"--user-data-dir={tmp_path / 'profile'}", "--no-pdf-header-footer", f"--print-to-pdf={paper}",
        (tmp_path / "report.html").as_uri(),
    ]  # fmt: skip
    subprocess.run(command, capture_output=True, timeout=120, check=True)
    pages = len(re.findall(rb"/Type\s*/Page\b", paper.read_bytes()))
    assert 2 <= pages <= 6
