"""The HTML report: what it says, that nothing in a filing can break out of it, and that it is the same every time."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from html.parser import HTMLParser
from typing import get_args, get_type_hints

import pytest
from report_sample import EVALUATION, FILING, FINDINGS, PATH, RESULT, RULES, UNREADABLE, VERSION, checks

from jixiao.filings.model import Field, Filing, Place, Repair, Value
from jixiao.reports import wording
from jixiao.reports.as_html import page, pages, report_name
from jixiao.schemas.vocabulary import vocabulary
from jixiao.validators.finding import Crash, Result, Text

VOID = {"meta", "link", "br", "hr", "img", "input"}
HOSTILE = [
    "<script>alert(1)</script>",
    '" onmouseover="alert(1)',
    "' onfocus='alert(1)' autofocus x='",
    "</style><img src=x onerror=alert(1)>",
    "javascript:alert(1)",
    "{{ 7*7 }}{% raw %}",
    "a\x00b\x1b[31mc",
    "报告\u202e文本\u2066",
    "半个\ud83d字",
    "]]>--!><!--",
]


class Outline(HTMLParser):
    """Elements, ids and links of a page; fails on tags that are not closed."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.stack: list[str] = []
        self.tags: Counter[str] = Counter()
        self.attributes: Counter[str] = Counter()
        self.ids: list[str] = []
        self.hrefs: list[str] = []
        self.texts: list[str] = []
        self.feed(text)
        self.close()
        assert not self.stack

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        for name, value in attrs:
            self.attributes[name] += 1
            if name == "id":
                self.ids.append(value or "")
            if name == "href":
                self.hrefs.append(value or "")
        if tag not in VOID:
            self.stack.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop() == tag

    def handle_data(self, data: str) -> None:
        if not self.stack or self.stack[-1] not in ("style", "script"):
            self.texts.append(data)

    @property
    def text(self) -> str:
        return re.sub(r"\s+", " ", "".join(self.texts))


def rendered(language: str = "zh") -> str:
    return page(FILING, RESULT, RULES, VERSION, language)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_looks_as_reviewed(language: str, golden: Callable[[str, str], None]) -> None:
    without_assets = re.sub(r"(?s)(<style>|<script>).*?(</)|(?<=sha256-)[^&]*", r"\1\2", rendered(language))
    golden(f"report.{language}.html", without_assets)


def test_is_the_same_every_time() -> None:
    assert rendered() == rendered()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_link_inside_the_page_has_its_target(language: str) -> None:
    outline = Outline(rendered(language))
    assert len(outline.ids) == len(set(outline.ids))
    assert {href.removeprefix("#") for href in outline.hrefs} <= set(outline.ids)
    assert {f"f{n}" for n in range(1, len(FINDINGS) + 1)} <= set(outline.ids)
    assert {f"#m{n}" for n in range(1, len(FINDINGS) + 1)} <= set(outline.hrefs)


def test_says_the_verdict_first() -> None:
    text = Outline(rendered()).text
    order = ("校验结论：退回修改", "有 1 处错误必须改正", "下一步", "文件指纹", "执行率算错", "按填报内容重排")
    assert sorted(order, key=text.index) == list(order)
    assert "ab" * 32 in text
    assert PATH in text
    assert f"jixiao {VERSION}" in text


def test_says_all_that_a_clerk_needs_of_a_finding() -> None:
    text = Outline(rendered()).text
    for words in (
        "执行率填80%，按表内数字应为75.00%。",
        "60.00万元 ÷ 80.00万元 = 75.00%",
        "80% − 75.00% = 5.00个百分点",
        "第1张表 第6行",
        "照表头改正。",
        "勾稽关系：同一张表内的数字应当相互吻合。",
    ):
        assert words in text


def test_findings_of_one_rule_share_their_paragraph() -> None:
    text = Outline(rendered()).text
    assert "例如“养护公园数量”的指标值“12座”没有写比较符。" in text
    assert "“补植乔木数量”的指标值“300株”没有写比较符" not in text
    assert "第18行 产出指标 › 数量指标 › 补植乔木数量" in text


def test_findings_that_differ_in_more_than_names_keep_their_sentences() -> None:
    third = replace(FINDINGS[3], message=Text("“补植乔木数量”另有说法", "another thing"))
    text = Outline(page(FILING, Result((FINDINGS[2], third), (), ()), RULES, VERSION)).text
    assert "“养护公园数量”的指标值“12座”没有写比较符。" in text
    assert "“补植乔木数量”另有说法。" in text


def test_figures_of_the_sum_make_no_sentence_differ() -> None:
    found = [
        replace(f, message=Text(f"扣了{n}分", ""), found="2分", arithmetic=f"{n + 2}分 − 2分 = {n}分")
        for n, f in enumerate(FINDINGS[2:4], 1)
    ]
    text = Outline(page(FILING, Result(tuple(found), (), ()), RULES, VERSION)).text
    assert "例如扣了1分。" in text
    assert "扣了2分" not in text
    assert "4分 − 2分 = 2分" in text


def test_nothing_is_loaded_and_only_its_own_style_and_script_are_admitted() -> None:
    text = rendered()
    outline = Outline(text)
    assert not {"img", "link", "iframe", "object", "form", "base", "svg"} & set(outline.tags)
    assert not {"src", "style", "srcset", "action"} & set(outline.attributes)
    assert not [name for name in outline.attributes if name.startswith("on")]
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
    assert policy
    for tag, directive in (("style", "style-src"), ("script", "script-src")):
        body = re.search(rf"<{tag}>(.*?)</{tag}>", text, re.S)
        assert body
        digest = base64.b64encode(hashlib.sha256(body[1].encode()).digest()).decode()
        assert f"{directive} &#39;sha256-{digest}&#39;;" in policy[1]
    assert policy[1].startswith("default-src &#39;none&#39;;")


@pytest.mark.parametrize("text", HOSTILE)
def test_a_filing_cannot_break_out(text: str) -> None:
    """The same page with hostile text in every place has the same elements and attributes as with harmless text."""

    def outline(words: str) -> Outline:
        second = EVALUATION.indicators[1]
        mark = replace(second, level3=words, target=Value(words, "text", place=second.target.place), reason=words, note="有")
        table = replace(
            EVALUATION,
            title=words,
            project=words,
            unit=words,
            fields=(Field("project", words, words, Place(line=4)),),
            funds=(replace(EVALUATION.funds[0], item=words, column=words, text=words, unit=words),),
            goals=(replace(EVALUATION.goals[0], text=words),),
            levels=(replace(EVALUATION.levels[0], text=words),),
            indicators=(EVALUATION.indicators[0], mark),
            repairs=(replace(EVALUATION.repairs[0], text=words, expected=words),),
            bound=((words, "target"), ("heading", words), (words, words)),
            doubts=(("goals", words, words),),
        )
        filing = replace(FILING, path=f"目录/{words}.txt", tables=(table,))
        both, place = Text(words, words), Place(sheet=words, cell="A1")
        found = replace(FINDINGS[3], message=both, fix=both, found=words, expected=words, arithmetic=words, place=place)
        result = Result((found,), checks(filing.path), (Crash("rate_wrong", words),))
        written = page(filing, result, RULES, VERSION)
        assert written.encode("utf-8").decode("utf-8") == written
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", written)
        return Outline(written)

    hostile, harmless = outline(text), outline("无害")
    assert hostile.tags == harmless.tags
    assert hostile.attributes == harmless.attributes
    assert [href for href in hostile.hrefs if not href.startswith("#")] == []


def test_a_file_that_could_not_be_read_has_a_report_all_the_same() -> None:
    text = Outline(page(UNREADABLE, Result((), (), ()), RULES, VERSION)).text
    assert "未能完成校验" in text
    assert "没有识别出任何绩效表" in text


def test_a_crashed_rule_is_named() -> None:
    result = Result(FINDINGS, tuple(c for c in checks() if c.rule != "rate_wrong"), (Crash("rate_wrong", "ValueError: x"),))
    text = Outline(page(FILING, result, RULES, VERSION)).text
    assert "未能完成校验" in text
    assert "规则自身出错，未能运行 ValueError: x" in text


def test_english_is_complete() -> None:
    """Of a filing in Latin letters, the English report holds no Chinese at all."""

    def latin(value: object) -> object:
        """`value` with every Chinese run made 'x': a filing, or any part of it."""
        if isinstance(value, str):
            return re.sub("[\u3000-\u9fff\uff00-\uffef]+", "x", value)
        if isinstance(value, tuple):
            return tuple(latin(item) for item in value)
        if is_dataclass(value) and not isinstance(value, type):
            return replace(value, **{field.name: latin(getattr(value, field.name)) for field in fields(value)})
        return value

    kinds = tuple(replace(EVALUATION.repairs[0], kind=kind) for kind in get_args(get_type_hints(Repair)["kind"]))
    bound = (*(("x", role) for role in vocabulary().columns), *(("layout", layout) for layout in wording.LAYOUT))
    filing = latin(replace(FILING, tables=(replace(EVALUATION, repairs=kinds, bound=bound), FILING.tables[1])))
    assert isinstance(filing, Filing)
    result = latin(RESULT)
    assert isinstance(result, Result)
    for one in (filing, replace(filing, status="no-form", tables=()), replace(filing, status="unreadable", tables=())):
        written = page(one, result, RULES, VERSION, "en")
        assert not re.search("[\u3000-\u9fff\uff00-\uffef]", Outline(written).text)
    text = Outline(rendered("en")).text
    assert "Returned for correction" in text
    assert "Table 1, line 6" in text
    assert "A numeric target states its comparison. Review practice" in text


def test_several_filings_have_an_index() -> None:
    result = Result(FINDINGS, (*checks(), *checks(UNREADABLE.path)), ())
    written = list(pages([FILING, UNREADABLE], result, RULES, VERSION))
    assert [one.name for one in written] == ["园林处自评.txt.html", "扫描件.txt.html", "index.html"]
    index = Outline(written[-1].text)
    assert index.hrefs == ["%E5%9B%AD%E6%9E%97%E5%A4%84%E8%87%AA%E8%AF%84.txt.html", "%E6%89%AB%E6%8F%8F%E4%BB%B6.txt.html"]
    row = [text for text in index.texts if text.strip()]
    at = row.index(PATH)
    assert row[at : at + 6] == [PATH, "退回修改", "2", "1", "4", "1"]
    assert [one.name for one in pages([FILING], RESULT, RULES, VERSION)] == ["园林处自评.txt.html"]


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("a/b/申报表.txt", "申报表.txt.html"),
        ("C:\\表\\申报表.txt", "申报表.txt.html"),
        ("a/b: c?.txt", "b_ c_.txt.html"),
        ("con.txt", "_con.txt.html"),
        ("LPT1", "_LPT1.html"),
        ("index", "index (2).html"),
        ("INDEX", "INDEX (2).html"),
        ("..", "filing.html"),
        ("a\u202egpj.txt", "a_gpj.txt.html"),
        ("坏\udcff.txt", "坏_.txt.html"),
        ("长" * 300, "长" * 60 + ".html"),
    ],
)
def test_report_names_are_safe_everywhere(path: str, name: str) -> None:
    assert report_name(path, {"index.html"}) == name


def test_report_names_are_unlike_each_other() -> None:
    taken: list[str] = []
    for path in ("x/表.txt", "y/表.txt", "z/表.TXT"):
        taken.append(report_name(path, taken))
    assert taken == ["表.txt.html", "表.txt (2).html", "表.TXT (3).html"]
