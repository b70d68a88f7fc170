"""Whether a segmentation dictionary would tell texts that break off inside a word: what it finds, what it invents, what it costs.

    python -m pip install jieba
    python -m benchmarks.segmentation FILING …

Names and worded targets of filings that are taken to be whole, and the same texts without their last character. A text is
flagged if its last token is a single character that, in the dictionary, begins longer words `share` times as often as it stands
alone. jieba is no dependency of the project.
"""

from __future__ import annotations

import re
import sys
import time
from pathlib import Path

from jixiao.filings.reading import read_bytes

HAN = "[\u4e00-\u9fff]"


def whole_texts(paths: list[str]) -> list[str]:
    """The different names and worded targets of the filings, of five characters and more, that end in a Chinese character."""
    filings = [read_bytes(Path(path).name, Path(path).read_bytes()) for path in paths]
    rows = [row for filing in filings for table in filing.tables for row in table.indicators]
    texts = [row.level3 for row in rows] + [row.target.text for row in rows if row.target.number is None]
    squeezed = {re.sub(r"\s+", "", text) for text in texts}
    return sorted(text for text in squeezed if len(text) >= 5 and re.match(HAN, text[-1]))


def main(paths: list[str]) -> None:
    texts = whole_texts(paths)
    started = time.process_time()
    import jieba  # pyright: ignore[reportMissingImports]

    jieba.setLogLevel(60)
    jieba.initialize()
    print(f"start-up {time.process_time() - started:.2f} s of CPU")
    known: dict[str, int] = jieba.dt.FREQ
    begins: dict[str, int] = {}
    for word, times in known.items():
        if times and len(word) > 1:
            begins[word[0]] = begins.get(word[0], 0) + times

    def broken(text: str, share: int) -> bool:
        last = jieba.lcut(text, HMM=False)[-1]
        return len(last) == 1 and begins.get(last, 0) > share * max(known.get(last, 0), 1)

    cut = [text[:-1] for text in texts if len(jieba.lcut(text, HMM=False)[-1]) > 1]
    for share in (1, 5, 20):
        invented, found = (sum(broken(text, share) for text in of) for of in (texts, cut))
        print(f"share {share}: {invented} of {len(texts)} whole texts flagged, {found} of {len(cut)} cut ones")


if __name__ == "__main__":
    main(sys.argv[1:])
