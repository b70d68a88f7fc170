"""PDF documents: ruled tables, also over pages, and the lines around them."""

from __future__ import annotations

import random

import pytest
from documents import Printed, Ruling, pdf, ruled

from jixiao.filings.model import Document, Grid, Line
from jixiao.filings.readers import pdf as reader
from jixiao.filings.readers import pdf_page
from jixiao.filings.readers.failure import ReadError
from jixiao.filings.readers.pdf_text import normal

XS = [50, 150, 300, 400]


def shape(document: Document) -> list[str | list[list[tuple[str, int, int, int]]]]:
    return [
        block.text
        if isinstance(block, Line)
        else [[(c.text, c.column, c.rows, c.columns) for c in row] for row in block.by_row()]
        for block in document.blocks
    ]


def texts(document: Document) -> list[str | list[list[str]]]:
    return [
        block.text if isinstance(block, Line) else [[c.text for c in row] for row in block.by_row()] for block in document.blocks
    ]


def rows(top: int, *cells: tuple[str, ...]) -> list[Printed]:
    """Texts in the cells of a table whose rows are 20 high."""
    return [(XS[at] + 4, top + 20 * row + 14, text) for row, line in enumerate(cells) for at, text in enumerate(line) if text]


def test_a_ruled_table_between_lines_with_places() -> None:
    printed = [
        (50, 40, "绩效目标表"),
        *rows(60, ("项目名称", "乡道养护", "甲"), ("主管部门", "交通局", "乙")),
        (50, 130, "填表人：李 电话：0000"),
    ]
    document = reader.read("表.pdf", pdf([(printed, ruled(XS, [60, 80, 100]))]))
    assert texts(document) == [
        "绩效目标表",
        [["项目名称", "乡道养护", "甲"], ["主管部门", "交通局", "乙"]],
        "填表人：李 电话：0000",
    ]
    grid = document.blocks[1]
    assert isinstance(grid, Grid)
    last = grid.cells[-1].place
    assert (last.page, last.grid, last.row, last.column, last.bbox) == (1, 1, 2, 3, (300.0, 80.0, 400.0, 100.0))
    assert document.blocks[0].place.page == 1
    left, top, right, bottom = document.blocks[0].place.bbox or (0, 0, 0, 0)
    assert (left, right) == (50, 100)
    assert 25 < top < 35 < 40 < bottom < 45


def test_missing_walls_are_spans() -> None:
    lines: list[Ruling] = [(50, 60, 400, 60), (150, 80, 400, 80), (50, 100, 400, 100), (50, 60, 50, 100), (400, 60, 400, 100)]
    lines += [(150, 60, 150, 100), (300, 80, 300, 100)]
    printed = [(54, 84, "产出"), *rows(60, ("", "标题"), ("", "数量", "5"))]
    assert shape(reader.read("表.pdf", pdf([(printed, lines)]))) == [
        [[("产出", 0, 2, 1), ("标题", 1, 1, 2)], [("数量", 1, 1, 1), ("5", 2, 1, 1)]]
    ]


def test_a_table_open_at_its_sides() -> None:
    lines = [line for line in ruled(XS, [60, 80, 100]) if line[0] != line[2] or line[0] in (150, 300)]
    assert texts(reader.read("表.pdf", pdf([(rows(60, ("甲", "乙", "丙"), ("丁", "戊", "己")), lines)]))) == [
        [["甲", "乙", "丙"], ["丁", "戊", "己"]]
    ]


def test_lines_in_a_cell_and_frames_that_are_no_table() -> None:
    printed = [(55, 75, "绩效"), (55, 89, "目标"), (155, 75, "5"), (60, 215, "框里的字")]
    lines = [*ruled([50, 150, 300], [60, 100]), *ruled([50, 300], [200, 230])]
    assert texts(reader.read("表.pdf", pdf([(printed, lines)]))) == [[["绩效\n目标", "5"]], "框里的字"]


def test_a_table_over_two_pages_is_one() -> None:
    first = (
        [(50, 40, "目标表"), *rows(700, ("一级", "二级", "值"), ("产出", "数量", "5")), (290, 790, "- 1 -")],
        ruled(XS, [700, 720, 740]),
    )
    second = ([*rows(50, ("一级", "二级", "值"), ("效益", "社会", "6")), (290, 790, "第 2 页 共 2 页")], ruled(XS, [50, 70, 90]))
    document = reader.read("表.pdf", pdf([first, second]))
    assert texts(document) == ["目标表", [["一级", "二级", "值"], ["产出", "数量", "5"], ["效益", "社会", "6"]]]
    grid = document.blocks[1]
    assert isinstance(grid, Grid)
    assert [cell.place.page for cell in grid.cells] == [1, 1, 1, 1, 1, 1, 2, 2, 2]


def test_a_cell_that_the_page_break_cuts_is_one() -> None:
    first = (
        rows(700, ("产出", "数量", "一半"), ("", "质量", "2")),
        [line for line in ruled(XS, [700, 720, 740]) if line != (50, 720, 400, 720)],
    )
    first[1].append((150, 720, 400, 720))
    second = (rows(50, ("", "时效", "3"), ("效益", "社会", "4")), ruled(XS, [50, 70, 90]))
    (grid,) = reader.read("表.pdf", pdf([first, second])).blocks
    assert isinstance(grid, Grid)
    assert [(c.text, c.row, c.rows) for c in grid.cells if c.column == 0] == [("产出", 0, 3), ("效益", 3, 1)]


def test_an_open_row_goes_on_over_the_page() -> None:
    first = (
        rows(700, ("目标", "上半句，")),
        [line for line in ruled([50, 150, 300], [700, 720]) if line[1] != 720 or line[3] != 720],
    )
    second = (
        rows(50, ("", "下半句"), ("部门", "交通")),
        [line for line in ruled([50, 150, 300], [50, 70, 90]) if not line[1] == line[3] == 50],
    )
    assert shape(reader.read("表.pdf", pdf([first, second]))) == [
        [[("目标", 0, 2, 1), ("上半句，\n下半句", 1, 2, 1)], [("部门", 0, 1, 1), ("交通", 1, 1, 1)]]
    ]


def test_tables_with_text_between_or_other_columns_stay_apart() -> None:
    first = (rows(700, ("甲", "乙")), ruled([50, 150, 300], [700, 720]))
    titled = ([(50, 40, "第二张表"), *rows(60, ("丙", "丁"))], ruled([50, 150, 300], [60, 80]))
    assert len([block for block in reader.read("表.pdf", pdf([first, titled])).blocks if isinstance(block, Grid)]) == 2
    other = (rows(60, ("丙", "丁")), ruled([50, 150, 420], [60, 80]))
    assert len([block for block in reader.read("表.pdf", pdf([first, other])).blocks if isinstance(block, Grid)]) == 2


def beside(left: int, *named: str) -> tuple[list[Printed], list[Ruling]]:
    """A table of seven rows whose left edge stands at `left`, with a title above it."""
    ys = list(range(100, 241, 20))
    printed: list[Printed] = [(left, 90, named[0]), *((left + 4, y + 14, f"{named[1]}{n}") for n, y in enumerate(ys[:-1]))]
    return printed, ruled([left, left + 100, left + 200], ys)


def test_tables_side_by_side_are_read_one_after_the_other_with_what_stands_over_them() -> None:
    (first, lines), (second, others) = beside(50, "上表", "甲"), beside(320, "下表", "乙")
    document = reader.read("表.pdf", pdf([([*first, *second], [*lines, *others])]))
    assert texts(document) == ["上表", [[f"甲{n}", ""] for n in range(7)], "下表", [[f"乙{n}", ""] for n in range(7)]]


def test_columns_that_found_no_room_stand_on_the_next_page() -> None:
    (first, lines), (second, others) = beside(50, "", "甲"), beside(90, "", "乙")
    document = reader.read("表.pdf", pdf([(first[1:], lines), (second[1:], others)]))
    assert texts(document) == [[[f"甲{n}", "", f"乙{n}", ""] for n in range(7)]]
    (grid,) = document.blocks
    assert isinstance(grid, Grid)
    assert [(cell.text, cell.place.page, cell.column) for cell in grid.cells[:3]] == [("甲0", 1, 0), ("", 1, 1), ("乙0", 2, 2)]


def test_a_table_under_a_line_of_its_own_is_no_part_of_the_page_before() -> None:
    (first, lines), (second, others) = beside(50, "", "甲"), beside(90, "另表", "乙")
    document = reader.read("表.pdf", pdf([(first[1:], lines), (second, others)]))
    assert [block for block in texts(document) if isinstance(block, str)] == ["另表"]
    assert len(texts(document)) == 3


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_ruled_table_is_the_same_however_its_page_is_turned(rotate: int) -> None:
    page = (rows(100, ("甲", "乙", ""), ("丙", "", "丁")), ruled(XS, [100, 120, 140]))
    assert texts(reader.read("表.pdf", pdf([page], rotate=rotate))) == [[["甲", "乙", ""], ["丙", "", "丁"]]]


def test_page_numbers_are_left_out_and_numbers_in_the_text_are_not() -> None:
    assert texts(reader.read("表.pdf", pdf([([(290, 20, "1"), (50, 400, "12"), (290, 790, "—2—")], [])]))) == ["12"]


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_text_is_read_upright(rotate: int) -> None:
    printed = rows(60, ("甲", "乙", "丙"), ("丁", "戊", "己"))
    assert texts(reader.read("表.pdf", pdf([(printed, ruled(XS, [60, 80, 100]))], rotate=rotate))) == [
        [["甲", "乙", "丙"], ["丁", "戊", "己"]]
    ]


def test_radicals_are_the_characters_they_look_like() -> None:
    assert normal("项⽬⼈⻔⻘⻓") == "项目人门青长"
    assert normal("\ud840\udc0b") == "\U0002000b"


def test_a_scan_says_so() -> None:
    with pytest.raises(ReadError, match="scanned_pdf"):
        reader.read("表.pdf", pdf([([], [])] * 2, picture=True))
    with pytest.raises(ReadError, match="empty_file"):
        reader.read("表.pdf", pdf([([], [])]))


def test_scanned_pages_among_others_are_noted() -> None:
    document = reader.read("表.pdf", pdf([([(50, 400, "有文字的一页内容")], []), ([], [])], picture=True))
    assert document.notes == ("没有文字、只有图片的页 / pages of pictures without text: 2",)


def test_an_encrypted_document_says_so() -> None:
    lock = "/Encrypt<</Filter/Standard/V 1/R 2/P -4/O(" + "o" * 32 + ")/U(" + "u" * 32 + ")>>/ID[(1)(1)]"
    with pytest.raises(ReadError, match="encrypted_file"):
        reader.read("表.pdf", pdf([([(50, 50, "甲")], [])], trailer=lock))


def test_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    data = pdf([([(50, 400, "甲乙丙")], [])] * 3)
    monkeypatch.setattr(pdf_page, "MOST_PAGES", 2)
    with pytest.raises(ReadError, match="too_many_pages"):
        reader.read("表.pdf", data)
    monkeypatch.setattr(pdf_page, "MOST_PAGES", 9)
    monkeypatch.setattr(pdf_page, "MOST_CHARACTERS", 7)
    with pytest.raises(ReadError, match="too_many_pages"):
        reader.read("表.pdf", data)


def test_whatever_the_bytes_nothing_but_a_read_error() -> None:
    data = pdf([(rows(700, ("甲", "乙", "丙")), ruled(XS, [700, 720])), (rows(50, ("丁", "戊", "己")), ruled(XS, [50, 70]))])
    chance = random.Random(13)
    for _ in range(200):
        broken = bytearray(data)
        for _ in range(chance.randrange(1, 16)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        try:
            reader.read("表.pdf", bytes(broken[: chance.choice([len(broken), chance.randrange(1, len(broken))])]))
        except ReadError as error:
            assert error.rule
