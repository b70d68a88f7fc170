"""What a printed label means: the vocabulary's look-ups, with what forms hang on their labels taken off."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal

from ...schemas.recognition import titles
from ...schemas.vocabulary import half_width, squeezed, vocabulary, without_points
from ..model import Period

_BRACKETS = re.compile(r"\([^()]*\)")
_LEAD = re.compile(r"^(?:其中[-—]?|[一二三四五六七八九十\d]+[、.]|[*★(]|\(?\d+\)|[①-⑨])+[:]?")
_GROUP = re.compile(r"^\d?[、.]?(?:资金|收入|支出)(?:来源|结构|性质|构成)?:(?=.)")


@lru_cache(maxsize=8192)
def field_of(text: str) -> str | None:
    """The id of the header field that a label names, or None."""
    plain = squeezed(text).strip(":*★")
    labels = vocabulary().field_labels
    return labels.get(plain) or labels.get(_BRACKETS.sub("", plain)) or _beheaded(plain)


def _beheaded(plain: str) -> str | None:
    """A label whose first character was lost in conversion ('级预算单位名称')."""
    labels = vocabulary().field_labels
    return next((labels[label] for label in labels if len(plain) >= 5 and label[1:] == plain), None)


@lru_cache(maxsize=8192)
def fund_of(text: str) -> str | None:
    """The role of the money item that a label names ('其中：财政拨款' → appropriation), or None."""
    plain = _LEAD.sub("", _GROUP.sub("", squeezed(text))).strip(":*★")
    labels = vocabulary().fund_labels
    bare = _BRACKETS.sub("", plain).strip(":")
    found = labels.get(plain) or labels.get(bare)
    found = found or next((role for pattern, role in _FUNDS if len(bare) <= _LONGEST_FUND and re.fullmatch(pattern, bare)), None)
    return found or ("total" if len(bare) <= 12 and bare.endswith(_TOTAL_ENDINGS) else None)


_LONGEST_FUND = 14
_FUNDS = (
    (r"(中央|省|省级|上级|自治区)(对下)?(财政)?(专项)?(资金|补助|补助资金|拨款|转移支付|转移支付资金)", "upper_appropriation"),
    (r"(当年|本年|年度)?(本级|市|县|区|市级|县级|区级|镇级)(财政|一般公共预算)(预算)?(资金|拨款|安排)", "appropriation"),
)
_TOTAL_ENDINGS = ("资金总额", "预算总额", "项目总额", "预算金额", "预算总金额", "资金总量", "资金总计")


def fund_item(text: str) -> str:
    """The money item's label as filed, without 其中 and the colon."""
    return re.sub(r"^(其中[:：\-—]?|[一二三四五六]、|\s)+", "", text.strip()).rstrip(":： ")


@lru_cache(maxsize=8192)
def measure_of(text: str) -> str | None:
    """What a column heading of the funds block states ('全年预算数（A）' → adjusted), or None."""
    plain = squeezed(text).strip(":*★")
    return None if plain.startswith("(") else vocabulary().measure_headings.get(_BRACKETS.sub("", plain))


@lru_cache(maxsize=8192)
def known_column(text: str) -> str | None:
    """The role of the heading, if the vocabulary lists it, or None."""
    plain = squeezed(text).strip(":*★")
    headings = vocabulary().column_headings
    return headings.get(plain) or headings.get(_BRACKETS.sub("", plain))


@lru_cache(maxsize=8192)
def column_of(text: str) -> str | None:
    """The role of an indicator column that a heading names ('年度指标值(A)' → target), or None."""
    bare = _BRACKETS.sub("", squeezed(text).strip(":*★"))
    found = known_column(text)
    if found or not bare or len(bare) > 16:
        return found
    return next((role for ending, role in _ENDINGS if re.search(ending, bare)), None)


_ENDINGS = (
    (r"(周期|实施期|中期|总体|长期).*(指标值|目标值)$", "medium_target"),
    (r"(实际|完成).*(完成值|完成情况|实现值|指标值)$|实际值$", "actual"),
    (r"(指标值|目标值)$", "target"),
    (r"原因|偏差.*分析", "reason"),
    (r"(度量|计量)单位$", "unit"),
)


@lru_cache(maxsize=8192)
def goal_of(text: str) -> tuple[Period, Literal["expected", "actual"]] | None:
    """The period and kind of goal that a label names; a year span in brackets does not matter. None if it names none."""
    plain = squeezed(text).strip(":*★")
    names = vocabulary().goal_labels
    bare = re.sub(r"\(.*$", "", re.sub(r"^\d+[.、]|(?<=目标)\d$", "", plain))
    found = names.get(plain) or names.get(_BRACKETS.sub("", plain)) or names.get(bare)
    if not found:
        found = next((meaning for pattern, meaning in _GOALS if re.fullmatch(pattern, bare)), None)
    if not found:
        return None
    period, kind = found.split()
    return ("medium-term" if period == "medium-term" else "annual", "actual" if kind == "actual" else "expected")


_GOALS = (
    (r".{0,6}(目标|绩效)(的)?(实际)?完成情况|实际(完成|实现)(的)?(目标|情况)", "annual actual"),
    (r"项目(总体|整体|总)(绩效)?目标", "medium-term expected"),
    (r".{0,4}(实施周期|实施期|中期|中长期|长期).{0,4}目标", "medium-term expected"),
    (r"(项目|当年|本年|全年|部门|单位|申报)?(年度|当年|本年度|总体|整体|预期)(总体|整体)?(绩效)?(总)?目标", "annual expected"),
)


@lru_cache(maxsize=8192)
def block_period(text: str) -> Period | None:
    """The period that the label of a block of indicators states: 长期绩效指标, 年度绩效指标; None if it states none."""
    plain = squeezed(text)
    if re.search("长期|中期|实施期|周期|总目标|总体", plain):
        return "medium-term"
    return "annual" if re.search("年度|当年|本年", plain) else None


@lru_cache(maxsize=8192)
def level_of(text: str, level: Literal[1, 2]) -> str | None:
    """The standard level name that a cell spells, also if clipped at its end; None if it spells none."""
    if not text or len(text) > _LONGEST_EXPLAINED:
        return None
    words = vocabulary()
    if len(text) <= _LONGEST_LEVEL and (found := words.level(text, level) or words.clipped_level(text, level)):
        return found
    if other := words.other_level(text, level):
        return other
    bare = _BRACKETS.sub("", squeezed(text))  # 产出指标(数量、质量等方面的指标)
    return words.level(bare, level) if bare != squeezed(text) else None


_LONGEST_LEVEL = 24
_LONGEST_EXPLAINED = 60


@lru_cache(maxsize=8192)
def is_measure(text: str) -> bool:
    """Whether a level name is also how an indicator is called: 服务对象满意度, but not 满意度指标."""
    return without_points(text).endswith(("度", "率"))


@lru_cache(maxsize=8192)
def is_clipped(text: str) -> str | None:
    """The full standard spelling of a level name that is cut short, or None."""
    words = vocabulary()
    plain = without_points(text)
    if len(plain) < 3 or plain in words.level1_names or plain in words.level2_names:
        return None
    return words.clipped_level(text, 1) or words.clipped_level(text, 2)


@lru_cache(maxsize=8192)
def points_of(text: str) -> str | None:
    """The points that a level name carries: '产出指标（50分）' → '50'; None if it carries none."""
    match = re.search(r"\((\d+(?:\.\d+)?)分?\)?$|(?<![\d(])(\d+(?:\.\d+)?)分\)$", squeezed(text))
    return match[1] or match[2] if match else None


@lru_cache(maxsize=8192)
def title_of(text: str) -> str | None:
    """The kind of form that a title line announces, or None where the line is no title."""
    plain = squeezed(text)
    if not 4 <= len(plain) <= 60:
        return None
    for title, form in titles():
        at = plain.find(title)
        if (
            at >= 0
            and re.fullmatch(r"(\([^()]*\))*(\d{0,2})?(\(?续表?\)?)?", plain[at + len(title) :])
            and not re.search(r"[,。;:,]\D", plain[:at])
        ):
            return _by_scope(form, plain[: at + len(title)])
    return None


def _by_scope(form: str, title: str) -> str:
    whole = "整体" in title or "部门绩效" in title or "单位绩效" in title
    return form.replace("project-", "department-") if whole and form != "project-approval" else form


@cache
def _inline_labels() -> re.Pattern[str]:
    labels = sorted(vocabulary().field_labels, key=lambda label: -len(label))
    return re.compile("(" + "|".join(re.escape(label) for label in labels) + r")\s*:")


def inline_fields(text: str) -> list[tuple[str, str, str]]:
    """(field id, label, content) for each 'label：content' in a line: '联系人：某某 联系电话：…'."""
    line = half_width(text)
    joined = re.sub(r"(?<=\S)\s+(?=[^\s:]{0,14}[(:])", " ", line)
    matches = list(_inline_labels().finditer(joined))
    found: list[tuple[str, str, str]] = []
    for match, following in zip(matches, [*matches[1:], None], strict=False):
        content = _SEAL.sub("", joined[match.end() : following.start() if following else None].strip()).strip()
        found.append((vocabulary().field_labels[squeezed(match[1])], match[1], content))
    return found


_SEAL = re.compile(r"^\((盖章|公章|签章|签字|签名)\)")


@lru_cache(maxsize=8192)
def leading_field(text: str) -> str | None:
    """The label with which a text begins that goes on with its content ('填报人：某某'), or None."""
    label = next((label for _, label, _ in inline_fields(text)), None)
    return label if label and squeezed(text).startswith(squeezed(label)) else None


@lru_cache(maxsize=8192)
def clipped_field(text: str) -> str | None:
    """The label of which a line holds only the beginning, up to an open bracket ('单位（盖' → 单位（盖章）), or None."""
    plain = squeezed(text)
    if len(plain) < 4 or plain.count("(") <= plain.count(")"):
        return None
    return next(
        (label for label in sorted(vocabulary().field_labels, key=len) if label.startswith(plain) and label != plain), None
    )
