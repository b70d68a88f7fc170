"""Where each rule comes from, with its grade of evidence.

Only texts that were read at the source (`law`) or that stand on the filer's own form (`form`) may be quoted as binding;
everything else is called what it is: guidance, practice of deployed systems, or plain method. A form's own words are quoted
only on a form that prints them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Basis:
    """A source, in Chinese and English, and how binding it is.

    `printed` is a regular expression for words of a form without white space: where a form does not print them, its filer is
    told `otherwise` instead.
    """

    grade: Literal["law", "form", "guidance", "practice", "method"]
    zh: str
    en: str
    printed: str = ""
    otherwise: Basis | None = None

    def on(self, text: str) -> Basis:
        """The basis on a form whose text is `text`."""
        return self if self.otherwise is None or re.search(self.printed, text) else self.otherwise

    def told(self, language: str) -> str:
        """The basis on any form, in 'zh', else in English."""
        own, join = (self.zh, "；表内没有印的，为") if language == "zh" else (self.en, "; where it prints none, ")
        return own if self.otherwise is None else own + join + self.otherwise.told(language)


BUDGET_LAW_32 = Basis(
    "law",
    "《预算法》第三十二条：编制预算须执行支出标准和绩效目标管理规定",
    "Budget Law, art. 32: budgets are drawn up under expenditure standards and performance-objective management",
)
BUDGET_LAW_57 = Basis(
    "law",
    "《预算法》第五十七条：支出必须按照预算执行，并开展绩效评价",
    "Budget Law, art. 57: spending follows the budget and is evaluated",
)
BUDGET_REGULATION_20 = Basis(
    "law",
    "《预算法实施条例》第二十条：对照设定的绩效目标开展评价",
    "Budget Law Implementing Regulation, art. 20: evaluation is made against the set objectives",
)
OPINION_34 = Basis(
    "law",
    "中发〔2018〕34号：绩效指标须覆盖产出、成本、效益和满意度",
    "Opinion 34 (2018): indicators cover output, cost, benefit and satisfaction",
)
DEFINITIONS = Basis(
    "guidance",
    "绩效指标分类定义（数量、质量、时效、成本、效益、满意度）",
    "the published definitions of quantity, quality, timeliness, cost, benefit and satisfaction indicators",
)
GUIDANCE_101 = Basis(
    "guidance",
    "参考财预〔2021〕101号指标设置思路（供参考试行）",
    "following the guidance of document 101 (2021), issued for reference",
)
REVIEW_CHECKLIST = Basis(
    "practice",
    "审核惯例：完整性、相关性、适当性、可行性审核要点",
    "review practice: completeness, relevance, appropriateness and feasibility",
)
SYSTEM_CHECK = Basis(
    "practice", "审核惯例：各地绩效管理系统的填报校验", "review practice: checks built into deployed filing systems"
)
_NOTE = ("form", "表内填报说明", "the notes printed on the form")
SCORE_LIMIT_NOTE = Basis(*_NOTE, printed=r"不[能得应]?超过该?(?:项|三级)?指标的?分值", otherwise=SYSTEM_CHECK)
FORMULA_NOTE = Basis(*_NOTE, printed=r"实际完成值.{0,6}[/÷].{0,6}指标值", otherwise=SYSTEM_CHECK)
BANDS_NOTE = Basis(*_NOTE, printed=r"100%?[-－—–~～至到]80%", otherwise=SYSTEM_CHECK)
REASONS_NOTE = Basis(*_NOTE, printed=r"(?:说明|分析)(?:偏离|偏差|未完成|没有完成|未达)[^。；]{0,20}原因", otherwise=SYSTEM_CHECK)
POINTS_NOTE = Basis(*_NOTE, printed=r"(?:总分|满分|分值合计|权重合计)[^。；，]{0,4}100", otherwise=SYSTEM_CHECK)
RATE_HEADING = Basis(
    "form",
    "表头列示的口径",
    "the definition printed in the form's own heading",
    printed=r"全年预算数[（(]?A[\s\S]*全年执行数[（(]?B|[（(]?B[/÷]A[）)]?",
    otherwise=SYSTEM_CHECK,
)
OWN_EXPECTATION = Basis("practice", "审核单位自定的要求", "the reviewing bureau's own requirement")
ARITHMETIC = Basis("method", "勾稽关系：同一张表内的数字应当相互吻合", "cross-footing: the figures of one form must agree")
METHOD = Basis(
    "method", "方法要求：指标应当可衡量、可比较、可核对", "method: a target must be measurable, comparable and verifiable"
)
VEHICLE_STANDARD = Basis(
    "law",
    "《党政机关公务用车管理办法》（2017）：机要通信用车12万元以内，应急保障等用车18万元以内",
    (
        "Measures on Official Vehicles of Party and Government Organs (2017): up to 12万元 for "
        "confidential mail, up to 18万元 for other duty cars"
    ),
)
