from __future__ import annotations

import re

import pandas as pd

from ...schemas.vocabulary import vocabulary
from ..basis import METHOD
from ..clipping import texts
from ..rule import Frame, rule

_PRIVATE = "\ue000-\uf8ff"
_MOJIBAKE = "|".join(map(re.escape, vocabulary().words.mojibake))
_GARBLED = re.compile(f"\ufffd|{_MOJIBAKE}|(?<=[\\w”）)])[{_PRIVATE}]")


@rule(
    severity="error",
    basis=METHOD,
    opinion=11,
    title=("乱码", "Garbled characters"),
    requirement="表内的每个字都应当能够辨认。",
    why=(
        "出现替代符号、文字中间的非标准字符或者编码错误的常见痕迹（如“锟斤拷”），说明原有内容已经丢失。"
        "文字开头的非标准字符只是文字处理软件的项目符号，不算乱码。"
    ),
    zh="“{shown}”中有无法辨认的字符，原有内容已经丢失",
    en="“{shown}” holds characters that cannot be read: what they stood for is lost",
    fix_zh="对照原文重新填写这一处；由转换造成的，用UTF-8编码重新导出",
    fix_en="Enter the text again from the original; if a conversion did this, export again in UTF-8",
    found="{shown}",
)
def garbled_characters(indicators: Frame, goals: Frame, fields: Frame) -> Frame:
    """Every character can be read.

    The replacement character, private-use characters in mid-text and the well-known traces of a wrong encoding (锟斤拷) mean
    lost content. A private-use character in front of a text is only a bullet of the word processor.

    | level3         | target   | found |
    | -------------- | -------- | ----- |
    | 巡查�次数      | ≥30次    | yes   |
    | 锟斤拷合格率   | ≥95%     | yes   |
    | 巡查次数       | ≥30次    |       |
    | 巡查里程     | ≥30公里  |       |
    """
    columns = ["filing", "table", "place", "words"]
    names = texts(indicators)
    said = pd.concat(
        [names.loc[:, [*columns, "indicator"]], goals.assign(words=goals.text).loc[:, columns],
         fields.assign(words=fields.text).loc[:, columns]], ignore_index=True
    )  # fmt: skip
    garbled = said.words.str.contains(_GARBLED)
    shown = said.words.loc[garbled].str.extract(f"(.{{0,8}}(?:{_GARBLED.pattern}).{{0,8}})")[0]
    return said.assign(offends=garbled, shown=shown.reindex(said.index))
