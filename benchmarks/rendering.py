#!/usr/bin/env python3
"""CPU time and size of the HTML report on a filing, after start-up.

python benchmarks/rendering.py sample_data/self-evaluation-faulty.txt
"""

from __future__ import annotations

import sys
import time

from jixiao.audit.checking import check  # pyright: ignore[reportMissingImports]
from jixiao.reports.as_html import page  # pyright: ignore[reportMissingImports]
from jixiao.validators.catalogue import discover  # pyright: ignore[reportMissingImports]

TIMES = 50


def main() -> None:
    rules = discover()
    for path in sys.argv[1:]:
        checked = check([path], rules)
        for filing in checked.filings:
            written = page(filing, checked.result, rules, "0")
            started = time.process_time()
            for _ in range(TIMES):
                written = page(filing, checked.result, rules, "0")
            cost = (time.process_time() - started) / TIMES * 1000
            size = len(written.encode("utf-8", "backslashreplace")) / 1000
            print(f"{path}: {len(checked.result.findings)} findings, {size:.0f} kB, {cost:.1f} ms")


if __name__ == "__main__":
    main()
