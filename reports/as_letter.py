"""The review letter (审核意见) to the department that filed: what to correct, by section of the form. A Word document.

Date and signature stay blank: a letter is a reviewer's, who reads it, strikes out what does not hold, and signs.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from xml.sax.saxutils import escape

from ..filings.model import Filing
from ..validators.finding import Family, Finding, Result, Text
from .listing import by_filing
from .printable import visible
from .run import File, Run
from .verdict import Code, verdict
from .wording import SEVERITY, sentence, table_name, where

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_TITLE = Text("预算绩效填报审核意见", "Review of a Budget Performance Filing")
_OPENING: dict[Code, Text] = {
    "ready": Text(
        "经审核，未发现需要修改的问题，同意报送。", "Nothing that must be corrected was found. The filing is accepted."
    ),
    "amend": Text(
        "经审核，有下列事项需要核实或说明，请修改完善后报送。",
        "The following must be looked into or explained before it is filed.",
    ),
    "return": Text(
        "经审核，填报存在下列问题，现退回修改。请逐项改正后重新报送。",
        "The filing is returned. Please correct each item below and file it again.",
    ),
    "unfinished": Text(
        "所报文件未能完成审核，请按下列说明重新报送。", "The file could not be reviewed. Please file it again as described below."
    ),
}
_SECTION: dict[str, Text] = {
    "file": Text("关于所报文件", "The file"),
    "head": Text("关于基本情况", "Particulars"),
    "funds": Text("关于资金和勾稽关系", "Funds and sums"),
    "goals": Text("关于绩效目标", "Goals"),
    "indicators": Text("关于绩效指标", "Indicators"),
}
_CORRECT = Text("请改正：", "Correction asked for: ")
_EXPLAIN = Text("请核实或说明：", "To be looked into or explained: ")
_NUMERALS = "一二三四五六七八九十"
_FUNDS: frozenset[Family] = frozenset({"totals"})


def files(run: Run) -> Iterator[File]:
    """A letter for each filing of the run."""
    from .as_html import report_name

    findings, checks = by_filing(run.result.findings), by_filing(run.result.checks)
    taken: set[str] = set()
    for filing in run.filings:
        result = Result(tuple(findings.get(filing.path, ())), tuple(checks.get(filing.path, ())), run.result.crashes)
        name = report_name(f"{filing.path}.letter.docx", {f"{name}.html" for name in taken}).removesuffix(".html")
        taken.add(name)
        yield File(name, letter(filing, result, run.language))


def letter(filing: Filing, result: Result, language: str = "zh") -> bytes:
    """The letter on one filing as a .docx. Notes of severity info, which send nothing back, are left out."""
    return _packed([_paragraph(kind, text, language) for kind, text in _lines(filing, result, language)])


def _lines(filing: Filing, result: Result, language: str) -> Iterator[tuple[str, str]]:
    zh = language == "zh"
    decided = verdict(filing, result.findings, result.checks, result.crashes)
    names = dict.fromkeys(table.department or table.project for table in filing.tables if table.department or table.project)
    file = filing.path.replace("\\", "/").rpartition("/")[2]
    yield "title", _TITLE.in_language(language)
    yield "address", f"{next(iter(names), None) or '____________'}{'：' if zh else ':'}"
    opening = _OPENING[decided.code].in_language(language)
    yield "body", f"你单位报送的《{file}》收悉。{opening}" if zh else f"Your filing {file} has been received. {opening}"
    if filing.status != "checked":
        yield "body", decided.why.in_language(language)
    for number, (heading, listed) in enumerate(_by_section(filing, result.findings, language), 1):
        yield "heading", f"{_NUMERALS[number - 1] if number <= 10 else number}、{heading}" if zh else f"{number}. {heading}"
        for n, finding in enumerate(listed, 1):
            yield "body", f"{n}. {_item(finding, filing, language)}"
    yield "closing", ""
    if zh:
        yield from (
            ("closing", "审核意见补充："),
            ("closing", ""),
            ("sign", "审核人（签字）：____________"),
            ("sign", "审核单位（盖章）：____________"),
            ("sign", "____年____月____日"),
        )
    else:
        yield from (
            ("closing", "Further remarks:"),
            ("closing", ""),
            ("sign", "Reviewer (signature): ____________"),
            ("sign", "Office (seal): ____________"),
            ("sign", "Date: ____________"),
        )


def _by_section(filing: Filing, findings: tuple[Finding, ...], language: str) -> Iterator[tuple[str, list[Finding]]]:
    """The weighty findings by table and section of the form, sections without any left out."""
    several = len(filing.tables) > 1
    grouped: dict[tuple[int, str], list[Finding]] = {}
    for finding in findings:
        if finding.severity != "info" and finding.cause is None:
            grouped.setdefault((finding.table or 0, _section(finding, filing)), []).append(finding)
    order = list(_SECTION)
    for table, section in sorted(grouped, key=lambda key: (key[0], order.index(key[1]))):
        heading = _SECTION[section].in_language(language)
        if several and table:
            named = filing.tables[table - 1].project or table_name(table, language) if table <= len(filing.tables) else ""
            heading = f"{heading}（{named}）" if language == "zh" else f"{heading} ({named})"
        yield heading, grouped[table, section]


def _section(finding: Finding, filing: Filing) -> str:
    if finding.table is None or finding.table > len(filing.tables):
        return "file"
    table = filing.tables[finding.table - 1]
    if finding.indicator is not None:
        return "indicators"
    if any(goal.place == finding.place for goal in table.goals):
        return "goals"
    if finding.family in _FUNDS or any(fund.place == finding.place for fund in table.funds):
        return "funds"
    if finding.family == "levels" or any(level.place == finding.place for level in table.levels):
        return "indicators"
    return "head"


def _item(finding: Finding, filing: Filing, language: str) -> str:
    spot = where(finding.place, language)
    severity = SEVERITY[finding.severity].in_language(language)
    said = sentence(finding.message.in_language(language), language)
    asked = (_CORRECT if finding.severity == "error" else _EXPLAIN).in_language(language)
    fix = f"{asked}{sentence(finding.fix.in_language(language), language)}" if finding.fix else ""
    if language == "zh":
        return f"{f'（{spot}）' if spot else ''}{said}{fix}"
    return f"{f'({spot}) ' if spot else ''}{severity}: {said} {fix}".rstrip()


_STYLES = {
    "title": ('<w:jc w:val="center"/><w:spacing w:after="400"/>', "方正小标宋简体", 44, True),
    "address": ("", "仿宋", 32, False),
    "body": ('<w:ind w:firstLineChars="200" w:firstLine="640"/>', "仿宋", 32, False),
    "heading": ('<w:keepNext/><w:ind w:firstLineChars="200" w:firstLine="640"/>', "黑体", 32, False),
    "closing": ('<w:keepNext/><w:ind w:firstLineChars="200" w:firstLine="640"/>', "仿宋", 32, False),
    "sign": ('<w:keepNext/><w:spacing w:before="240"/><w:jc w:val="right"/>', "仿宋", 32, False),
    "page": ('<w:spacing w:line="240" w:lineRule="auto"/><w:jc w:val="center"/>', "宋体", 28, False),
}
# NOTE: without the hint Word takes quotation marks and dashes for Latin ones.
_CHINESE = '<w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>'
_PAGE_NUMBER = (
    '<w:p><w:pPr><w:pStyle w:val="page"/></w:pPr><w:r><w:t xml:space="preserve">— </w:t></w:r>'
    '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple><w:r><w:t xml:space="preserve"> —</w:t></w:r></w:p>'
)


def _paragraph(kind: str, text: str, language: str) -> str:
    shown, written = escape(visible(text)), _CHINESE if language == "zh" else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{kind}"/></w:pPr><w:r>{written}<w:t xml:space="preserve">{shown}</w:t></w:r></w:p>'


def _style(kind: str) -> str:
    paragraph, font, size, bold = _STYLES[kind]
    return (
        f'<w:style w:type="paragraph" w:styleId="{kind}"><w:name w:val="{kind}"/><w:pPr>{paragraph}</w:pPr>'
        f'<w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="{font}"/>'
        f'{"<w:b/>" if bold else ""}<w:sz w:val="{size}"/></w:rPr></w:style>'
    )


def _packed(paragraphs: list[str]) -> bytes:
    """The paragraphs as a document on A4 with the margins of an official letter. The same from run to run."""
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    package = "http://schemas.openxmlformats.org/package/2006"
    page = (
        '<w:sectPr><w:footerReference w:type="default" r:id="rId2"/><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" '
        'w:header="851" w:footer="992" w:gutter="0"/></w:sectPr>'
    )
    spaced = (
        '<w:docDefaults><w:pPrDefault><w:pPr><w:spacing w:line="560" w:lineRule="exact"/></w:pPr></w:pPrDefault></w:docDefaults>'
    )
    members = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{word}.document.main+xml"/>'
        f'<Override PartName="/word/footer1.xml" ContentType="{word}.footer+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{word}.styles+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="rId1" Type="{office}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{_W}" xmlns:r="{office}"><w:body>{"".join(paragraphs)}{page}</w:body>'
        "</w:document>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="rId1" Type="{office}/styles" Target="styles.xml"/>'
        f'<Relationship Id="rId2" Type="{office}/footer" Target="footer1.xml"/></Relationships>',
        "word/footer1.xml": f'<w:ftr xmlns:w="{_W}">{_PAGE_NUMBER}</w:ftr>',
        "word/styles.xml": f'<w:styles xmlns:w="{_W}">{spaced}{"".join(map(_style, _STYLES))}</w:styles>',
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in members.items():
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, head + content)
    return stream.getvalue()
