"""Writes sample_data/originals: two of the sample filings as departments hold them, in .xlsx, .xls, .ods, .docx, .pdf and .html.

    python sample_data/make_originals.py [FOLDER]

Each filing is described once, below, and drawn in every format; the same description gives the same bytes each time. One of
them is also drawn with faults, in .xlsx and .docx. Needs xlsxwriter, xlwt and reportlab (pip install -e '.[test]').
"""

from __future__ import annotations

import html
import io
import re
import sys
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).with_name("originals")


@dataclass(frozen=True)
class Box:
    """A cell of a form, with what it spans."""

    text: str
    across: int = 1
    down: int = 1


@dataclass(frozen=True)
class Form:
    """A form as drawn: title and head lines, the rows of its table, the lines below. Widths are relative."""

    name: str
    title: str
    head: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[Box | str, ...], ...]
    foot: tuple[str, ...]

    def boxes(self) -> Iterator[tuple[int, int, Box]]:
        """Each box with its row and column: boxes that span rows push those of later rows to the right."""
        taken: set[tuple[int, int]] = set()
        for number, row in enumerate(self.rows):
            column = 0
            for item in row:
                box = item if isinstance(item, Box) else Box(item)
                while (number, column) in taken:
                    column += 1
                taken.update((number + down, column + across) for down in range(box.down) for across in range(box.across))
                yield number, column, box
                column += box.across

    def changed(self, texts: Mapping[str, str]) -> Form:
        """The form with some cells' texts replaced, each of which stands in one cell."""
        drawn = [box.text for _, _, box in self.boxes()]
        assert all(drawn.count(text) == 1 for text in texts), [text for text in texts if drawn.count(text) != 1]
        boxes = [[item if isinstance(item, Box) else Box(item) for item in row] for row in self.rows]
        return replace(self, rows=tuple(tuple(replace(box, text=texts.get(box.text, box.text)) for box in row) for row in boxes))


# The filings. `_` is a blank cell.

_ = ""
DASHES = ("—", "—", "—")
FUND_HEADINGS = ("资金来源", "年初预算数", "全年预算数（A）", "全年执行数（B）", "分值", "执行率", "得分")
RESULT_HEADINGS = ("一级指标", "二级指标", "三级指标", "年度指标值（A）", "实际完成值（B）", "分值", "得分", "未完成原因分析")

SELF_EVALUATION = Form(
    name="部门自评表",
    title="部门整体支出绩效目标自评表",
    head=("（2024年度）", "单位（盖章）：沂川区图书馆        填报日期：2025年2月20日"),
    widths=(8, 9, 12, 18, 13, 13, 7, 9, 11),
    rows=(
        (Box("部门（单位）名称", 3), Box("沂川区图书馆", 6)),
        (Box("部门（单位）总体资金（万元）", 2, 5), *FUND_HEADINGS),
        ("年度资金总额：", "486.30", "502.60", "492.55", "10", "98.00%", "9.8"),
        ("基本支出", "318.40", "318.40", "316.20", *DASHES),
        ("项目支出", "167.90", "184.20", "176.35", *DASHES),
        ("其他资金", _, _, _, *DASHES),
        (Box("年度总体目标", down=2), Box("预期目标", 4), Box("实际完成情况", 4)),
        (
            Box("目标1.全年开馆330天以上，进馆读者42万人次以上。目标2.新购图书12000册以上，11月底前全部编目上架。"
                "目标3.举办读者活动120场以上，读者满意度达到90%以上。", 4),
            Box("目标1.全年开馆338天，进馆读者45.3万人次，周末和节假日照常开放。目标2.新购图书12460册，编目合格率99.1%，"
                "11月22日前全部上架。目标3.组织讲座、展览和亲子阅读131场，问卷调查读者满意度94.6%。", 4),
        ),
        (Box("绩效指标", down=11), *RESULT_HEADINGS),
        (Box("产出指标（50分）", down=7), Box("数量指标", down=3), "全年开馆天数", "≥330天", "338天", "6", "6", _),
        ("新购图书册数", "≥12000册", "12460册", "7", "7", _),
        ("面向读者举办的阅读推广活动场次", "≥120场", "131场", "7", "7", _),
        ("质量指标", "新购图书编目合格率", "≥98%", "99.1%", "10", "10", _),
        ("时效指标", "新书编目上架完成时间", "2024年11月30日前", "2024年11月22日", "10", "10", _),
        (Box("成本指标", down=2), "基本支出成本", "≤318.40万元", "316.20万元", "5", "5", _),
        ("项目支出成本", "≤184.20万元", "176.35万元", "5", "5", _),
        (Box("效益指标（30分）", down=2), "社会效益指标", "全年进馆读者人次", "≥42万人次", "45.3万人次", "15", "15", _),
        ("可持续影响指标", "数字资源年访问量增长率", "≥8%", "9.2%", "15", "15", _),
        ("满意度指标（10分）", "服务对象满意度指标", "进馆读者满意度", "≥90%", "94.6%", "10", "10", _),
        (Box("总分", 6), "100", "99.8", _),
        ("自评结论", Box("优", 8)),
    ),
    foot=(
        "联系人：周砚秋        联系电话：0000-6120038",
        "注：1.绩效自评采取打分评价的形式，满分为100分，各项指标得分加总得出绩效自评的总分。",
        "2.执行率＝全年执行数（B）÷全年预算数（A）。",
    ),
)  # fmt: skip

SELF_EVALUATION_FAULTY = SELF_EVALUATION.changed(
    {
        "167.90": "176.90",  # no longer adds up to 486.30
        "98.00%": "101.28%",  # of the opening budget
        "≥98%": "98%",  # no operator
        "≥90%": "≤90%",  # a ceiling for satisfaction
        "99.8": "98.8",  # not the sum of the scores
    }
)

ARCHIVE, AUTHORITY = "澜溪市档案馆", "[021]澜溪市档案局"
HEADINGS = ("一级指标", "二级指标", "三级指标", "指标值", "二级指标", "三级指标", "指标值")


def twice(level2: Box | str, name: str, medium: str, annual: str) -> tuple[Box | str, ...]:
    """A row of both halves of a form of two periods."""
    return (level2, name, medium, level2, name, annual)


TARGETS = (
    Form(
        name="数字化扫描",
        title="项目支出绩效目标申报表",
        head=("（2025年度）", "项目负责人（签字）：莫听澜        单位（盖章）：澜溪市档案馆"),
        widths=(9, 10, 12, 20, 13, 12, 20, 13),
        rows=(
            (Box("项目名称", 2), Box("档案数字化扫描专项", 6)),
            (Box("主管部门及代码", 2), Box(AUTHORITY, 3), "实施单位", Box(ARCHIVE, 2)),
            (Box("项目属性", 2), Box("延续项目", 3), "项目期", Box("3年", 2)),
            (Box("项目资金（万元）", 2, 3), Box("中期资金总额：", 2), "186.00", Box("年度资金总额：", 2), "60.00"),
            (Box("其中：财政拨款", 2), "186.00", Box("其中：财政拨款", 2), "60.00"),
            (Box("其他资金", 2), "0.00", Box("其他资金", 2), "0.00"),
            (Box("总体目标", down=2), Box("中期目标（2025年—2027年）", 4), Box("年度目标", 3)),
            (
                Box("三年内完成馆藏民国档案和建国后文书档案数字化扫描310万页，"
                    "建成可检索的档案目录数据库，实现查档群众在线查询。", 4),
                Box("2025年完成民国档案数字化扫描100万页，目录数据录入同步完成，11月底前通过成果验收。", 3),
            ),
            (Box("绩效指标", down=10), *HEADINGS),
            (Box("产出指标", down=6), *twice(Box("数量指标", down=2), "数字化扫描档案页数", "≥310万页", "≥100万页")),
            ("录入目录数据条数", "≥24万条", "录入目录数据条数", "≥8万条"),
            twice("质量指标", "扫描图像抽检合格率", "≥98%", "≥98%"),
            twice("时效指标", "扫描成果验收完成时间", "2027年11月30日前", "2025年11月30日前"),
            twice(Box("成本指标", down=2), "档案扫描加工费", "≤155万元", "≤50万元"),
            ("目录数据录入费", "≤31万元", "目录数据录入费", "≤10万元"),
            (Box("效益指标", down=2), *twice("社会效益指标", "在线查档占查档总量比例", "≥60%", "≥30%")),
            twice("可持续影响指标", "数字化成果可利用年限", "≥20年", "≥20年"),
            ("满意度指标", *twice("服务对象满意度指标", "查档群众满意度", "≥95%", "≥95%")),
        ),
        foot=("填报人：白川柏        联系电话：0000-2480117",),
    ),
    Form(
        name="恒温恒湿",
        title="项目支出绩效目标申报表",
        head=("（2025年度）", "项目负责人（签字）：柏见山        单位（盖章）：澜溪市档案馆"),
        widths=(9, 10, 12, 20, 13, 12, 20, 13),
        rows=(
            (Box("项目名称", 2), Box("档案库房恒温恒湿运行经费", 6)),
            (Box("主管部门及代码", 2), Box(AUTHORITY, 3), "实施单位", Box(ARCHIVE, 2)),
            (Box("项目属性", 2), Box("常年项目", 3), "项目期", Box("1年", 2)),
            (Box("项目资金（万元）", 2, 3), Box("中期资金总额：", 2), "28.50", Box("年度资金总额：", 2), "28.50"),
            (Box("其中：财政拨款", 2), "28.50", Box("其中：财政拨款", 2), "28.50"),
            (Box("其他资金", 2), "0.00", Box("其他资金", 2), "0.00"),
            (Box("总体目标", down=2), Box("中期目标（2025年—2025年）", 4), Box("年度目标", 3)),
            (
                Box("保障6间档案库房恒温恒湿设备全年运行，库房温湿度全年达标率97%以上，档案零霉变、零虫蛀。", 4),
                Box("保障6间档案库房恒温恒湿设备全年运行，库房温湿度全年达标率97%以上，档案零霉变、零虫蛀。", 3),
            ),
            (Box("绩效指标", down=9), *HEADINGS),
            (Box("产出指标", down=6), *twice(Box("数量指标", down=2), "恒温恒湿设备维护保养次数", "≥24次", "≥24次")),
            ("正常运行库房间数", "＝6间", "正常运行库房间数", "＝6间"),
            twice("质量指标", "库房温湿度全年达标率", "≥97%", "≥97%"),
            twice("时效指标", "设备故障修复时间", "≤24小时", "≤24小时"),
            twice(Box("成本指标", down=2), "设备维护保养费", "≤12万元", "≤12万元"),
            ("库房电费", "≤16.50万元", "库房电费", "≤16.50万元"),
            ("效益指标", *twice("社会效益指标", "档案霉变虫蛀卷数", "＝0卷", "＝0卷")),
            ("满意度指标", *twice("服务对象满意度指标", "查档群众满意度", "≥95%", "≥95%")),
        ),
        foot=("填报人：白川柏        联系电话：0000-2480117",),
    ),
)  # fmt: skip


# The formats.

_NUMBER = re.compile(r"\d+(?:\.(\d+))?(%?)")
_DATE = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")


def xlsx(forms: Sequence[Form]) -> bytes:
    """A workbook with a sheet for each form: numbers, rates and dates are stored as such and displayed by their formats."""
    from xlsxwriter import Workbook

    file = io.BytesIO()
    book = Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": datetime(2025, 1, 2, 3, 4, 5)})
    title = book.add_format({"bold": True, "font_size": 16, "align": "center"})
    around = book.add_format({"font_size": 10, "text_wrap": True})
    boxed: dict[str, Any] = {}
    for form in forms:
        sheet = book.add_worksheet(form.name)
        for column, share in enumerate(form.widths):
            sheet.set_column(column, column, share * 1.1)
        first = 1 + len(form.head)
        heights: dict[int, int] = {}
        for (top, bottom, left, right), text in _areas(form):
            value, code = _stored(text)
            if code not in boxed:
                look = {"border": 1, "text_wrap": True, "align": "center", "valign": "vcenter"}
                boxed[code] = book.add_format(look | {"num_format": code})
            if text and top == bottom:
                lines = -(-2 * len(text) // sum(form.widths[left : right + 1]))
                heights[top] = max(heights.get(top, 18), 15 * lines)
            style = title if top == 0 else boxed[code] if first <= top < first + len(form.rows) else around
            if (top, left) == (bottom, right):
                sheet.write(top, left, value, style)
            else:
                sheet.merge_range(top, left, bottom, right, value, style)
        for row, height in heights.items():
            sheet.set_row(row, height)
    book.close()
    return file.getvalue()


def _stored(text: str) -> tuple[str | float | datetime | None, str]:
    """What a workbook stores for a text, and the number format that shows it so."""
    if number := _NUMBER.fullmatch(text):
        digits = "0" if number[1] is None else "0." + "0" * len(number[1])
        return (float(text[:-1]) / 100 if number[2] else float(text)), digits + number[2]
    if date := _DATE.fullmatch(text):
        return datetime(int(date[1]), int(date[2]), int(date[3])), 'yyyy"年"m"月"d"日"'
    return text or None, "General"


def xls(forms: Sequence[Form]) -> bytes:
    """The same workbook as Excel 97-2003 has it."""
    from xlwt import Workbook

    book = Workbook(encoding="utf-8")
    styles: dict[str, Any] = {}
    for form in forms:
        sheet = book.add_sheet(form.name)
        for column, share in enumerate(form.widths):
            sheet.col(column).width = int(share * 1.1 * 256)
        for area, text in _areas(form):
            value, code = _stored(text)
            style = styles.setdefault(code, _style(code))
            if area[0] == area[1] and area[2] == area[3]:
                sheet.write(area[0], area[2], value, style)
            else:
                sheet.write_merge(*area, value, style)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


Area = tuple[int, int, int, int]
"""First row, last row, first column, last column."""


def _areas(form: Form) -> Iterator[tuple[Area, str]]:
    """What stands where on the sheet of a form."""
    width = len(form.widths)
    above, top = (form.title, *form.head), 1 + len(form.head)
    yield from (((row, row, 0, width - 1), text) for row, text in enumerate(above))
    for row, column, box in form.boxes():
        yield (top + row, top + row + box.down - 1, column, column + box.across - 1), box.text
    yield from (((row, row, 0, width - 1), text) for row, text in enumerate(form.foot, top + len(form.rows)))


def _style(code: str) -> Any:
    from xlwt import easyxf

    return easyxf("align: wrap on, vert centre; borders: left thin, right thin, top thin, bottom thin", num_format_str=code)


_OPEN_DOCUMENT = "urn:oasis:names:tc:opendocument:xmlns:"
_SPACES = "".join(
    f' xmlns:{short}="{_OPEN_DOCUMENT}{name}:1.0"'
    for short, name in (("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"), ("number", "datastyle"))
)


def ods(forms: Sequence[Form]) -> bytes:
    """The same workbook as LibreOffice has it."""
    kind, xml = "application/vnd.oasis.opendocument.spreadsheet", '<?xml version="1.0" encoding="UTF-8"?>\n'
    codes = sorted({_stored(text)[1] for form in forms for _, text in _areas(form)})
    styles = "".join(
        f'{_shown_by(code, at)}<style:style style:name="c{at}" style:family="table-cell" style:data-style-name="n{at}"/>'
        for at, code in enumerate(codes)
    )
    tables = "".join(_open_document_table(form, codes) for form in forms)
    entry = f'<manifest:file-entry manifest:full-path="/" manifest:version="1.2" manifest:media-type="{kind}"/>'
    entry += '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    return zipped({
        "mimetype": kind,
        "META-INF/manifest.xml": f'{xml}<manifest:manifest xmlns:manifest="{_OPEN_DOCUMENT}manifest:1.0" manifest:version="1.2">'
        f"{entry}</manifest:manifest>",
        "content.xml": f'{xml}<office:document-content{_SPACES} office:version="1.2"><office:automatic-styles>{styles}'
        f"</office:automatic-styles><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
        "</office:document-content>",
    })  # fmt: skip


def _shown_by(code: str, at: int) -> str:
    """The number style for a number format."""
    if "yyyy" in code:
        parts = (('year number:style="long"', "年"), ("month", "月"), ("day", "日"))
        inner = "".join(f"<number:{part}/><number:text>{after}</number:text>" for part, after in parts)
        return f'<number:date-style style:name="n{at}">{inner}</number:date-style>'
    places = len(code.rstrip("%").partition(".")[2])
    digits = (
        f'<number:number number:decimal-places="{places}" number:min-decimal-places="{places}" number:min-integer-digits="1"/>'
    )
    if code.endswith("%"):
        return f'<number:percentage-style style:name="n{at}">{digits}<number:text>%</number:text></number:percentage-style>'
    general = '<number:number number:min-integer-digits="1"/>'
    return f'<number:number-style style:name="n{at}">{general if code == "General" else digits}</number:number-style>'


def _open_document_table(form: Form, codes: Sequence[str]) -> str:
    cells: dict[int, dict[int, str]] = {}
    for (top, bottom, left, right), text in _areas(form):
        value, code = _stored(text)
        across, down = right - left + 1, bottom - top + 1
        spans = f' table:number-columns-spanned="{across}" table:number-rows-spanned="{down}"' if across * down > 1 else ""
        given = f' table:style-name="c{codes.index(code)}"{_typed(value, code)}{spans}'
        drawn = f"<table:table-cell{given}>{_told(text)}</table:table-cell>"
        cells.setdefault(top, {})[left] = drawn + _covered(across - 1)
        for row in range(top + 1, bottom + 1):
            cells.setdefault(row, {})[left] = _covered(across)
    rows = "".join(
        f"<table:table-row>{''.join(cells[row][column] for column in sorted(cells[row]))}</table:table-row>"
        for row in sorted(cells)
    )
    columns = f'<table:table-column table:number-columns-repeated="{len(form.widths)}"/>'
    return f'<table:table table:name="{form.name}">{columns}{rows}</table:table>'


def _covered(count: int) -> str:
    """So many cells side by side that a merged cell covers."""
    repeated = f' table:number-columns-repeated="{count}"' if count > 1 else ""
    return f"<table:covered-table-cell{repeated}/>" if count else ""


def _typed(value: str | float | datetime | None, code: str) -> str:
    if isinstance(value, datetime):
        return f' office:value-type="date" office:date-value="{value:%Y-%m-%d}"'
    if isinstance(value, float):
        return f' office:value-type="{"percentage" if code.endswith("%") else "float"}" office:value="{value!r}"'
    return ' office:value-type="string"' if value else ""


def _told(text: str) -> str:
    spaced = re.sub("  +", lambda run: f' <text:s text:c="{len(run[0]) - 1}"/>', html.escape(text))
    return "".join(f"<text:p>{line}</text:p>" for line in spaced.split("\n")) if text else ""


_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_BODY_WIDTH = 9_600


def docx(forms: Sequence[Form]) -> bytes:
    """A Word document with the forms one below the other."""
    body = "".join(
        _paragraph(form.title, "center", 32)
        + "".join(_paragraph(line, "center" if at == 0 else "both") for at, line in enumerate(form.head))
        + _word_table(form)
        + "".join(map(_paragraph, form.foot))
        for form in forms
    )
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    page = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
    page += '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134"/></w:sectPr>'
    xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return zipped({
        "[Content_Types].xml": f'{xml}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" '
        f'ContentType="{main}"/></Types>',
        "_rels/.rels": f'{xml}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'{xml}<w:document xmlns:w="{_WORD}"><w:body>{body}{page}</w:body></w:document>',
    })  # fmt: skip


def _paragraph(text: str, align: str = "both", size: int = 18) -> str:
    run = f'<w:r><w:rPr><w:sz w:val="{size}"/></w:rPr><w:t xml:space="preserve">{html.escape(text)}</w:t></w:r>' if text else ""
    return f'<w:p><w:pPr><w:jc w:val="{align}"/></w:pPr>{run}</w:p>'


def _word_table(form: Form) -> str:
    unit = _BODY_WIDTH // sum(form.widths)
    widths = [share * unit for share in form.widths]
    rows: list[dict[int, str]] = [{} for _ in form.rows]
    for row, column, box in form.boxes():
        width = sum(widths[column : column + box.across])
        span = f'<w:gridSpan w:val="{box.across}"/>' if box.across > 1 else ""
        for down in range(box.down):
            merge = "" if box.down == 1 else f'<w:vMerge w:val="{"continue" if down else "restart"}"/>'
            text = _paragraph("" if down else box.text, "center")
            rows[row + down][column] = (
                f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}<w:vAlign w:val="center"/></w:tcPr>{text}</w:tc>'
            )
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    drawn = "".join(f"<w:tr>{''.join(cells[column] for column in sorted(cells))}</w:tr>" for cells in rows)
    return f"<w:tbl><w:tblPr><w:tblBorders>{sides}</w:tblBorders></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{drawn}</w:tbl>"


_PAGE = """<!DOCTYPE html>
<html lang="zh-CN">
<head><meta charset="utf-8"><title>{title} - 澜川市预算公开平台</title>
<style>table.form {{border-collapse: collapse}} table.form td {{border: 1px solid #000; padding: 4px; text-align: center}}</style>
<script>document.title = document.title.trim();</script></head>
<body>
<div class="header"><p>澜川市预算公开平台</p>
<ul class="nav"><li><a href="#">首页</a></li><li><a href="#">预算公开</a></li></ul></div>
<div class="breadcrumb">当前位置：<a href="#">首页</a> &gt; <a href="#">绩效信息</a></div>
<table width="100%"><tr><td width="20%"><div class="sidebar"><p>相关链接</p><ul><li>预算</li><li>决算</li></ul></div></td><td>
<div class="article">
{forms}
</div>
</td></tr></table>
<div class="share">分享到： <a href="#">打印本页</a> <a href="#">关闭窗口</a></div>
<div class="footer">版权所有　网站标识码 0000000000</div>
</body>
</html>
"""


def web(forms: Sequence[Form]) -> bytes:
    """A page of a publishing site: the forms in a layout table, the site's furniture around them."""
    drawn = "\n".join(
        "\n".join([
            f"<h2>{form.title}</h2>",
            *(f"<p>{html.escape(line)}</p>" for line in form.head),
            '<table class="form">',
            *_web_rows(form),
            "</table>",
            *(f"<p>{html.escape(line)}</p>" for line in form.foot),
        ])
        for form in forms
    )  # fmt: skip
    return _PAGE.format(title=forms[0].title, forms=drawn).encode()


def _web_rows(form: Form) -> Iterator[str]:
    rows: list[list[str]] = [[] for _ in form.rows]
    for row, _, box in form.boxes():
        across = f' colspan="{box.across}"' if box.across > 1 else ""
        down = f' rowspan="{box.down}"' if box.down > 1 else ""
        rows[row].append(f"<td{across}{down}>{html.escape(box.text) or '&nbsp;'}</td>")
    return (f"<tr>{''.join(cells)}</tr>" for cells in rows)


_FONT, _SIZE, _LEADING, _PADDING = "STSong-Light", 9, 11.5, 3
_PAPER_WIDTH, _PAPER_HEIGHT, _MARGIN = 842, 595, 48


def pdf(forms: Sequence[Form]) -> bytes:
    """Landscape pages with ruled tables that run over the page break: a cell cut by it is drawn open at the cut."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont(_FONT))
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(_PAPER_WIDTH, _PAPER_HEIGHT), invariant=1)
    printer = _Printer(canvas)
    for form in forms:
        printer.form(form)
    printer.end_page()
    canvas.save()
    return file.getvalue()


class _Printer:
    """Sets forms on pages from top to bottom."""

    def __init__(self, canvas: Any) -> None:
        self.canvas, self.page, self.y = canvas, 1, _MARGIN

    def form(self, form: Form) -> None:
        self.line(form.title, 16, middle=True)
        for at, text in enumerate(form.head):
            self.line(text, _SIZE, middle=at == 0)
        self.table(form)
        self.y += _PADDING
        for text in form.foot:
            self.line(text, _SIZE)
        self.y += 2 * _LEADING

    def end_page(self) -> None:
        self.canvas.setFont(_FONT, _SIZE)
        self.canvas.drawCentredString(_PAPER_WIDTH / 2, _MARGIN / 2, f"- {self.page} -")
        self.canvas.showPage()
        self.page, self.y = self.page + 1, _MARGIN

    def line(self, text: str, size: int, *, middle: bool = False) -> None:
        self._room(size * 1.6)
        self.canvas.setFont(_FONT, size)
        y = _PAPER_HEIGHT - self.y - size
        (self.canvas.drawCentredString if middle else self.canvas.drawString)(_PAPER_WIDTH / 2 if middle else _MARGIN, y, text)
        self.y += size * 1.6

    def _room(self, height: float) -> bool:
        """Whether what is so high stands on the page begun; if not, the next is begun."""
        if self.y + height <= _PAPER_HEIGHT - _MARGIN:
            return True
        self.end_page()
        return False

    def table(self, form: Form) -> None:
        unit = (_PAPER_WIDTH - 2 * _MARGIN) / sum(form.widths)
        xs = [_MARGIN + unit * sum(form.widths[:at]) for at in range(len(form.widths) + 1)]
        boxes = [(row, column, box, wrapped(box.text, xs[column + box.across] - xs[column])) for row, column, box in form.boxes()]
        heights = [2.0 * _LEADING] * len(form.rows)
        for row, _, box, lines in sorted(boxes, key=lambda item: item[2].down):
            lacking = len(lines) * _LEADING + 2 * _PADDING - sum(heights[row : row + box.down])
            heights[row + box.down - 1] += max(0, lacking)
        first = 0
        while first < len(form.rows):
            last = first + 1
            self._room(heights[first])
            while last < len(form.rows) and self.y + sum(heights[first : last + 1]) <= _PAPER_HEIGHT - _MARGIN:
                last += 1
            ys = [self.y + sum(heights[first:at]) for at in range(first, last + 1)]
            for row, column, box, lines in boxes:
                top, bottom = max(row, first), min(row + box.down, last)
                if top < bottom:
                    cut = (row < first, row + box.down > last)
                    area = (xs[column], ys[top - first], xs[column + box.across], ys[bottom - first])
                    self._box(area, cut, [] if cut[0] else lines)
            self.y = ys[-1]
            first = last
            if first < len(form.rows):
                self.end_page()

    def _box(self, area: tuple[float, float, float, float], cut: tuple[bool, bool], lines: Sequence[str]) -> None:
        left, top, right, bottom = area[0], _PAPER_HEIGHT - area[1], area[2], _PAPER_HEIGHT - area[3]
        self.canvas.setLineWidth(0.5)
        sides = [(left, top, left, bottom), (right, top, right, bottom)]
        sides += [] if cut[0] else [(left, top, right, top)]
        sides += [] if cut[1] else [(left, bottom, right, bottom)]
        self.canvas.lines(sides)
        self.canvas.setFont(_FONT, _SIZE)
        y = (top + bottom + len(lines) * _LEADING) / 2 - _SIZE
        for number, line in enumerate(lines):
            self.canvas.drawCentredString((left + right) / 2, y - number * _LEADING, line)


def wrapped(text: str, width: float) -> list[str]:
    """The lines into which a cell of this width breaks a text: anywhere between two characters, as such forms do."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    lines: list[str] = []
    for char in text:
        if lines and stringWidth(lines[-1] + char, _FONT, _SIZE) <= width - 2 * _PADDING:
            lines[-1] += char
        else:
            lines.append(char)
    return lines


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    """A zip of `members` that tells no time."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        for name, content in members.items():
            package.writestr(zipfile.ZipInfo(name, (2025, 1, 2, 3, 4, 0)), content, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def originals() -> dict[str, bytes]:
    """The files by name."""
    drawn: dict[str, bytes] = {}
    for name, forms in (("self-evaluation-clean", (SELF_EVALUATION,)), ("two-period-clean", TARGETS)):
        drawn |= {
            f"{name}.{ending}": draw(forms)
            for ending, draw in (("xlsx", xlsx), ("xls", xls), ("ods", ods), ("docx", docx), ("pdf", pdf), ("html", web))
        }
    faulty = (SELF_EVALUATION_FAULTY,)
    return drawn | {"self-evaluation-faulty.xlsx": xlsx(faulty), "self-evaluation-faulty.docx": docx(faulty)}


def main() -> None:
    """Write them."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in originals().items():
        (folder / name).write_bytes(content)


if __name__ == "__main__":
    main()
