"""Delimited text and pipe tables."""

from __future__ import annotations

import pytest

from jixiao.filings.model import Document, Grid, Line
from jixiao.filings.readers import delimited
from jixiao.filings.readers.failure import ReadError


def shape(document: Document) -> list[str | list[list[str]]]:
    return [
        block.text if isinstance(block, Line) else [[cell.text for cell in row] for row in block.by_row()]
        for block in document.blocks
    ]


def test_quoted_fields_keep_commas_and_line_breaks() -> None:
    data = '项目名称,乡道养护,,\r\n\r\n"目标\n一",≥1件,"甲,乙",\r\n'.encode()
    document = delimited.read("表.csv", data)
    assert shape(document) == [[["项目名称", "乡道养护", ""], ["目标\n一", "≥1件", "甲,乙"]]]
    grid = document.blocks[0]
    assert isinstance(grid, Grid)
    assert [(c.place.line, c.place.column) for c in grid.cells if c.row == 1] == [(3, 1), (3, 2), (3, 3)]


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("表.csv", "一级,二级\n产出,数量\n".encode("gb18030")),
        ("表.csv", "\ufeff一级;二级\n产出;数量\n".encode()),
        ("表.tsv", "一级\t二级\n产出\t数量\n".encode("utf-16")),
        ("表.csv", "一级\t二级\n产出\t数量\n".encode()),
    ],
)
def test_delimiters_and_encodings(path: str, data: bytes) -> None:
    assert shape(delimited.read(path, data)) == [[["一级", "二级"], ["产出", "数量"]]]


def test_pipe_tables_between_lines() -> None:
    text = "# 申报表\n\n| 一级 | 值 |\n|:---|---:|\n| 产出<br>指标 | ≥1\\|2 |\n\n填表人：\n+----+----+\n| 甲 | |\n+----+----+\n"
    assert shape(delimited.read("表.md", text.encode())) == [
        "# 申报表",
        [["一级", "值"], ["产出\n指标", "≥1|2"]],
        "填表人：",
        [["甲"]],
    ]


def test_blank_files_have_no_blocks() -> None:
    assert delimited.read("表.csv", b",,\n,,\n").blocks == ()


def test_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delimited, "MOST_CELLS", 3)
    with pytest.raises(ReadError, match="sheet_too_large"):
        delimited.read("表.csv", b"1,2\n3,4\n")
    with pytest.raises(ReadError, match="unreadable_file"):
        delimited.read("表.csv", b'a,"' + b"x" * 200_000 + b'"\n')
