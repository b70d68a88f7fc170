"""What is wrong with a schema file, in Chinese: the sentences of loading.py and of pydantic are English."""

from __future__ import annotations

import re

_SAID: tuple[tuple[str, str], ...] = (
    (r"unknown key '(.+?)'", r"没有“\1”这一项"),
    (r"the key '(.+?)' stands here a second time", r"“\1”这一项写了两遍"),
    (r"not valid YAML: (.+)", r"不是有效的 YAML（\1）"),
    (r"cannot be read: (.+)", r"无法读取（\1）"),
    (r"; did you mean '(.+?)'\?", r"，是不是“\1”？"),
    (r"; known are (.+)", r"，可用的有 \1"),
    (r"'(.+?)' is no level-1 name", r"“\1”不是一级指标名"),
    (r"'(.+?)' is no level-2 name", r"“\1”不是二级指标名"),
    (r"'(.+?)' is no level name", r"“\1”不是指标层级名"),
    (r"'(.+?)' is no field", r"词表里没有“\1”这个栏目"),
    (r"'(.+?)' is no role of a money item", r"词表里没有“\1”这个资金项目"),
    (r"'(.+?)' is no money item", r"“\1”不是本表的资金项目"),
    (r"'(.+?)' is no rule", r"没有“\1”这条规则"),
    (r"'(.+?)' is no regular expression: (.+)", r"“\1”不是有效的正则表达式（\2）"),
    (r"equation '(.+?)' names '(.+?)', which is no money item of the form", r"等式“\1”里的“\2”不是本表的资金项目"),
    (
        r"equation '(.+?)' speaks of both periods, so every name must say which",
        r"等式“\1”涉及年度和中期，每个项目都要写明是哪一个",
    ),
    (r"equation '(.+?)' cannot be read: (.+)", r"等式“\1”无法理解（\2）"),
    (r"equation '(.+?)' must be one comparison with =, <=, >=, < or >", r"等式“\1”只能有一个比较符（=、<=、>=、<、>）"),
    (r"equation '(.+?)' compares an amount with a bare number", r"等式“\1”拿金额和纯数字比较"),
    (r"equation '(.+?)' adds an amount and a bare number", r"等式“\1”把金额和纯数字相加"),
    (r"equation '(.+?)' names no item", r"等式“\1”没有写任何项目"),
    (r"equation '(.+?)' divides by zero", r"等式“\1”除以零"),
    (
        r"equation '(.+?)' holds a .+?; only names, numbers, .+ are allowed",
        r"等式“\1”里只能有项目名、数字、+ - * /、一个比较符和 sum()",
    ),
    (r"'(.+?)' is none of the forms that ship", r"自带的表式里没有“\1”"),
    (r"; a form of your own says with extends: which kind it is \((.+)\)", r"；自定的表要用 extends 写明属于哪一种（\1）"),
    (r"a form of your own needs titles or headings by which it is known", "自定的表要在 recognise 里写明靠什么标题或栏目认出"),
    (
        r"profile '(.+?)' ships with jixiao; give yours another name and extend it",
        r"口径“\1”是自带的，请换个名称并用 extends 叠加在它上面",
    ),
    (r"profile '(.+?)' extends '(.+?)', which does not exist", r"口径“\1”所叠加的“\2”不存在"),
    (r"profile '(.+?)' extends itself by way of (.+)", r"口径“\1”的 extends 绕回了自己（\2）"),
    (r"there is no file or folder here", "没有这个文件或文件夹"),
    (r"there is no vocabulary, form or profile in this folder", "文件夹里没有词表（vocabulary.yaml）、表式或口径文件"),
    (
        r"holds neither 'form:' nor 'profile:', and is not named vocabulary\.yaml",
        "既没有 form: 也没有 profile:，文件名也不是 vocabulary.yaml",
    ),
    (r"the form '(.+?)' is described in (.+?) already", r"表式“\1”已经写在 \2 里了"),
    (r"the profile '(.+?)' is described in (.+?) already", r"口径“\1”已经写在 \2 里了"),
    (r"(\w+) has no '(.+?)'", r"\1 里没有“\2”"),
    (r"Field required", "缺少这一项"),
    (r"Input should be a valid (?:number|float)(?:, unable to parse string as a number)?", "应为数字"),
    (r"Input should be a valid integer.*", "应为整数"),
    (r"Input should be a valid boolean.*", "应为 true 或 false"),
    (r"Input should be a valid string", "应为文字（数字请加引号）"),
    (r"Input should be a valid (?:dictionary|mapping).*", "应为“名称: 内容”的形式"),
    (r"Input should be a valid (?:tuple|list).*", "应为列表"),
    (r"Input should be greater than or equal to (\S+)", r"不能小于 \1"),
    (r"Input should be greater than (\S+)", r"应大于 \1"),
    (r"Input should be less than or equal to (\S+)", r"不能大于 \1"),
    (r"String should match pattern '(.+)'", "名称只能用文字、数字和连字符，最多 60 个字"),
    (r"Input should be (.+)", r"应为 \1 之一"),
)
_PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = tuple((re.compile(said), zh) for said, zh in _SAID)


def in_chinese(sentence: str) -> str:
    """An English sentence on a mistake ('form.yaml:3: unknown key …'), said in Chinese as far as it is known."""
    for pattern, zh in _PATTERNS:
        sentence = pattern.sub(zh, sentence)
    return sentence.replace("' or '", "'、'").replace("', '", "'、'")
