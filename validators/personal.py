"""What gives a person away in a text: for the rule that says so, and for the pipeline that masks it in all it hands on.

Where a text stands decides what belongs there. A name and a telephone number belong in the fields meant for them, and in the
head or foot of a form beside a label that asks for them; in goals and indicators they do not. An identity number belongs
nowhere. Public numbers (热线, 监督电话, 12345, 400-…) are nobody's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from ..schemas.vocabulary import vocabulary

Kind = Literal["identity", "telephone", "name"]
Where = Literal["person", "head", "stray", "body"]

SUSPECT = r"\d{7}|\d{4}[- ]\d{4}"  # what every number that is looked for has

_SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐"
    "费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟黄穆萧肖尹姚邵汪祁毛禹狄米贝臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜"
    "阮蓝闵席季麻强贾路娄江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫房裘缪干解应宗丁宣邓郁单杭洪包诸左石崔吉龚程嵇邢裴"
    "陆荣翁荀羊甄曲封储靳段焦巴车侯全班仰仲宫宁仇栾甘厉祖武符刘景詹束龙叶幸司黎白蒲邰从索赖卓屠池乔闻党翟谭姬申冉桑桂牛尚农温庄晏"
    "柴瞿阎慕连习艾容向古易戈廖居衡步耿满匡国文寇广东欧沃利蔚师巩聂晁敖冷辛简饶曾沙丰关查游权盖桓公岳帅覃付佟么阙闫苟鞠仝冀"
)
_NAME = rf"(?:(?:欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|令狐|慕容|宇文|司徒|夏侯|端木|[{_SURNAMES}])[\u4e00-\u9fff]{{1,2}})"
_DATE = r"(?:19|20)\d\d\s*[年.\-/]"
_AREA = r"0(?:10|2[0-57-9]|[3-9]\d\d)"
# NOTE: a date without separators is as long as a number in a large town.
_SUBSCRIBER = r"(?!20[0-4]\d(?:0\d|1[0-2])[0-3]\d(?!\d))[2-8]\d{6,7}"
_MOBILE = r"1[3-9]\d(?:\d{8}|-\d{4}-\d{4})"
_START = r"(?<![A-Za-z\d_¥￥-])(?<!\d[.,])"
# NOTE: digits before a unit, or with decimals, are a quantity.
_END = r"(?![A-Za-z\d_%％‰]|[.,]\d|\s*(?:[元角分万亿千百个户次亩件米吨套台部平立公美]|人次))"

_IDENTITY = re.compile(r"(?<!\d)[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[\dXx](?![\dA-Za-z])")
_TELEPHONE = re.compile(
    rf"{_START}(?:(?:\+?86[- ]?)?{_MOBILE}|[(（]?{_AREA}(?:\s?[-—–－]\s?|[)）]\s?|\s){_SUBSCRIBER}){_END}"
    r"|(?:电话|手机|座机|固话|传真|联系方式)(?:号码?)?[:：为是(（\s]*"
    rf"(?P<told>(?:{_SUBSCRIBER}|{_AREA}{_SUBSCRIBER}|1[3-9]\d \d{{4}} \d{{4}}){_END})"
)
_CODE = re.compile(r"(?:编号|编码|代码|[账帐卡文单]号|序号|合同号|发票号|No\.?|金额|资金|预算|总额)[:：为是]?\s*$", re.IGNORECASE)
_PUBLIC = re.compile(r"(?:热线|举报|监督|咨询|投诉|服务|报警|客服|值班)(?:电话|热线|号码)*[:：为是(（\s]*$")
_ASKED_FOR = re.compile(r"(?:电话|手机|座机|固话|传真|联系方式|联系人|负责人|经办人|填报人|填表人|制表人)[^\d]{0,12}$")
_LABELLED_NAME = re.compile(
    rf"(?:联系|负责|经办|填报|填表|制表)人[:：]?\s*(?P<name>{_NAME})(?=[\s,，、:：(（]*(?:联系|办公)?(?:电话|手机)?(?:号码?)?[:：\s]*$)"
)
_NAME_ALONE = re.compile(rf"(?:^|[^\u4e00-\u9fff])(?P<name>{_NAME})[\s,，、:：(（]*$")
_SIGNED = re.compile(rf"(?P<name>{_NAME})(?=[\s,，、]*{_DATE})")
_SUSPECTED = re.compile(SUSPECT)
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Exposure:
    """A stretch of a text that gives a person away, and as it is shown: of the same length, most of it hidden."""

    kind: Kind
    start: int
    text: str
    shown: str


def exposures(text: str, where: Where) -> list[Exposure]:
    """What in `text` gives a person away and does not belong where it stands, from left to right."""
    found: list[Exposure] = []
    if where == "stray" and (signed := _SIGNED.match(text)):
        found.append(_name(signed))
    if _SUSPECTED.search(text):
        found += _numbers(text, where)
    return found


def masked(text: str, where: Where) -> str:
    """`text` with what does not belong there hidden."""
    for exposed in exposures(text, where):
        text = text[: exposed.start] + exposed.shown + text[exposed.start + len(exposed.text) :]
    return text


@cache
def place_of(identity: str, label: str) -> Where:
    """Which place a field of the head or foot is, by its standard name and its label as printed."""
    if identity == "stray":
        return "stray"
    known = vocabulary().fields.get(identity)
    return "person" if (known and known.person) or _ASKED_FOR.search(label) else "head"


def _numbers(text: str, where: Where) -> Iterator[Exposure]:
    identities = list(_IDENTITY.finditer(text))
    found = [Exposure("identity", one.start(), one[0], one[0][:6] + "*" * 12) for one in identities]
    for one in _TELEPHONE.finditer(text) if where != "person" else ():
        start = one.start("told") if one["told"] else one.start()
        number = one["told"] or one[0]
        before = text[:start]
        mobile = len(_DIGIT.findall(number)) >= 11 and not number.lstrip("(（").startswith("0")
        if _CODE.search(before) or (not mobile and _PUBLIC.search(before)):
            continue
        if where in ("head", "stray") and _ASKED_FOR.search(before):
            continue
        if named := _LABELLED_NAME.search(before) or _NAME_ALONE.search(before):
            found.append(_name(named))
        found.append(Exposure("telephone", start, number, _hidden(number, 4 if mobile else 2)))
    yield from sorted(found, key=lambda one: one.start)


def _name(match: re.Match[str]) -> Exposure:
    name = match["name"]
    return Exposure("name", match.start("name"), name, name[:1] + "×" * (len(name) - 1))


def _hidden(number: str, shown: int) -> str:
    """`number` without the digits between its area or network code and its last ones, which are `shown`."""
    at = [match.start() for match in _DIGIT.finditer(number)]
    hidden = at[-8:-4] if shown == 4 else at[(-_length(number)) : -shown]
    return "".join("*" if n in hidden else character for n, character in enumerate(number))


def _length(number: str) -> int:
    """How many of the digits are the subscriber's own."""
    digits = "".join(_DIGIT.findall(number))
    area = re.match(_AREA, digits)
    return len(digits) - (area.end() if area else 0)
