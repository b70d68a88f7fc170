"""The HTML report: what it says, that nothing in a filing can break out of it, and that it is the same every time."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from html.parser import HTMLParser
from typing import Any, get_args, get_type_hints

import pytest
from report_sample import EVALUATION, FILING, FINDINGS, PATH, RESULT, RULES, UNREADABLE, VERSION, checks

from jixiao.filings.model import Field, Filing, Place, Repair, Value
from jixiao.reports import wording
from jixiao.reports.as_html import page, pages, report_name
from jixiao.schemas.vocabulary import vocabulary
from jixiao.validators.finding import Check, Crash, Result, Text

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
    """Elements, ids, links and the text in one language of a page; fails on tags that are not closed."""

    def __init__(self, text: str, language: str = "zh") -> None:
        super().__init__(convert_charrefs=True)
        self.hidden = "l-en" if language == "zh" else "l-zh"
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
        if self.hidden not in self.stack and (not self.stack or self.stack[-1] not in ("style", "script")):
            self.texts.append(data)

    @property
    def text(self) -> str:
        return re.sub(r"\s+", " ", "".join(self.texts))


def rendered(language: str = "zh") -> str:
    return page(FILING, RESULT, RULES, VERSION, language)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_looks_as_reviewed(language: str, golden: Callable[[str, str], None]) -> None:
    without_assets = re.sub(
        r"(?s)(<style>|<script>|<dd[^>]*=(?:seal|version)>).*?(</)|(?<=sha256-)[^&]*", r"\1\2", rendered(language)
    )
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
    order = ("校验结论：退回修改", "有 1 处错误必须改正", "下一步", "执行率算错", "照原表重画", "审核意见：", "文件指纹")
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
        "第6行",
        "照表头改正。",
        "勾稽关系：同一张表内的数字应当相互吻合。",
    ):
        assert words in text


def test_findings_stand_in_the_order_of_the_form_and_consequences_under_their_cause() -> None:
    cause = FINDINGS[1]
    follower = replace(FINDINGS[4], cause=cause)
    written = page(FILING, Result((cause, FINDINGS[2], follower), (), ()), RULES, VERSION)
    outline = Outline(written)
    assert [one for one in outline.ids if re.fullmatch(r"f\d+", one)] == ["f1", "f2", "f3"]
    under = re.search(r'(?s)<details class=follows>.*?<article class="finding warning" id=f2 ', written)
    assert under
    assert "空气质量" in written[under.end() : written.index("id=f3 ")]


def test_only_a_certain_replacement_can_be_copied() -> None:
    assert "data-copy" not in rendered()
    sure = replace(FINDINGS[1], rule="execution_rate_wrong")
    assert 'data-copy="75.00%"' in page(FILING, Result((sure,), (), ()), RULES, VERSION)


def test_a_long_list_shows_the_first_fifty_and_holds_the_rest() -> None:
    many = [replace(FINDINGS[3], place=Place(line=n)) for n in range(1, 261)]
    written = page(FILING, Result(tuple(many), (), ()), RULES, VERSION)
    outline = Outline(written)
    assert {f"f{n}" for n in range(1, 261)} <= set(outline.ids)
    assert re.search(r"<summary>.*前.* 50 / 260 .*51–250</summary>", written)
    assert written.index("id=f50 ") < written.index("<details class=rest>") < written.index("id=f51 ")


def test_reviewers_see_denominators_evidence_and_opinion_codes() -> None:
    rules = tuple(replace(one, opinion=4) if one.id == "operator_missing" else one for one in RULES)
    text = Outline(page(FILING, RESULT, rules, VERSION)).text
    assert "指标值缺少比较符 ▲ 警告operator_missing1 / 23 12座 4 300株 4 指标与指标值不匹配" in text


def test_nothing_is_loaded_and_only_its_own_style_and_script_are_admitted() -> None:
    text = rendered()
    outline = Outline(text)
    assert not {"img", "link", "iframe", "object", "base", "svg"} & set(outline.tags)
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
            made: list[Any] = [latin(item) for item in value]
            return Check(*made) if isinstance(value, Check) else tuple(made)
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
        written = page(one, result, RULES, VERSION, "en").replace(">中文</button>", "></button>")
        assert not re.search("[\u3000-\u9fff\uff00-\uffef]", Outline(written, "en").text)
    text = Outline(rendered("en"), "en").text
    assert "Returned for correction" in text
    assert "line 6" in text
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
