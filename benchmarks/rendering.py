#!/usr/bin/env python3
"""CPU time and size of the HTML report on filings, after start-up; and with --many, how a browser opens a very long one.

python benchmarks/rendering.py sample_data/self-evaluation-faulty.txt
python benchmarks/rendering.py --many 10000

--many needs Playwright (the extra dev) and Chromium on the PATH.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import time
from pathlib import Path

from jixiao.audit.checking import check  # pyright: ignore[reportMissingImports]
from jixiao.reports.as_html import page  # pyright: ignore[reportMissingImports]
from jixiao.validators.catalogue import discover  # pyright: ignore[reportMissingImports]

TIMES = 50
HEAD = """项目支出绩效目标申报表
（2025年度）
项目名称\t园林管护\t\t
一级指标\t二级指标\t三级指标\t指标值
"""
SEARCH = """() => {
    const box = document.querySelector('[name=words]');
    box.value = '77号';
    box.dispatchEvent(new Event('input', {bubbles: true}));
    document.body.offsetHeight;
}"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*")
    parser.add_argument("--many", type=int, metavar="FINDINGS", help="make a filing with so many findings and open its report")
    chosen = parser.parse_args()
    for path in chosen.paths:
        rendered(path, TIMES)
    if chosen.many:
        with tempfile.TemporaryDirectory() as folder:
            filing = Path(folder) / "long.txt"
            rows = [f"产出指标\t数量指标\t{n}号公园补植乔木数量\t{n % 97 + 3}株" for n in range(chosen.many)]
            filing.write_text(HEAD + "\n".join(rows), "utf-8")
            report = Path(folder) / "report.html"
            report.write_text(rendered(str(filing), 1), "utf-8")
            opened(report)


def rendered(path: str, times: int) -> str:
    """The report on the filing at `path`; prints what it costs."""
    rules = discover()
    checked = check([path], rules)
    (filing,) = checked.filings
    written = page(filing, checked.result, rules, "0")
    started = time.process_time()
    for _ in range(times):
        written = page(filing, checked.result, rules, "0")
    cost = (time.process_time() - started) / times * 1000
    size = len(written.encode("utf-8", "backslashreplace")) / 1000
    print(f"{path}: {len(checked.result.findings)} findings, {size:.0f} kB, {cost:.1f} ms")
    return written


def opened(report: Path) -> None:
    """Open the report in Chromium; prints the seconds until it can be read, until it is loaded, and for what a user does then."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        window = browser.new_page()
        window.goto(report.as_uri())
        timing = "performance.getEntriesByType({!r})[0]?.{} / 1000"
        seen = window.evaluate(timing.format("paint", "startTime"))
        loaded = window.evaluate(timing.format("navigation", "loadEventEnd"))
        filtering = timed(window, SEARCH)
        leading = timed(window, "() => { location.hash = '#f50'; document.body.offsetHeight; }")
        print(f"first paint {seen:.1f} s, loaded {loaded:.1f} s, search {filtering:.1f} s, to a finding {leading:.1f} s")
        browser.close()


def timed(window: object, script: str) -> float:
    """The seconds that a script takes in the page."""
    started = time.perf_counter()
    window.evaluate(script)  # type: ignore[attr-defined]
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
