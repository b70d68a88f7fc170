from __future__ import annotations

import pandas as pd

from ...schemas.vocabulary import vocabulary
from ..attainment import is_cost
from ..basis import REVIEW_CHECKLIST
from ..placing import placed
from ..rule import Frame, rule

_WHOLE = vocabulary().words.whole_endings
_EVENTS = "|".join(vocabulary().words.zero_events)
_AND = "(?:、|以及|(?<![普涉波顾触以])及(?![时格其早])|(?<![饱平总缓调温祥共])和(?![谐睦解平气美])|(?<![参给赠])与(?![会时众]))"
_LONG = r"[\u4e00-\u9fff]{4,}"
_JOINED = rf"({_LONG}?)(?:\([^)]*\)|（[^）]*）)?{_AND}({_LONG})"


@rule(
    severity="info",
    basis=REVIEW_CHECKLIST,
    opinion=5,
    title=("一标多测", "Several things in one indicator"),
    requirement="一条指标只衡量一件事。",
    why=(
        "名称中并列两个四字以上的事项而只有一个数值，或者一个指标值中写了两个“不发生”的事件，都无法分别考核。"
        "较短的并列多为固定说法（如指导、督查），成本也常常合并填写，都不算。"
    ),
    zh="“{level3}”（{target_text}）把几件事合在一条指标里，只有一个指标值，无法分别考核",
    en="“{level3}” ({target_text}) joins several things under one target: they cannot be judged apart",
    fix_zh="拆成几条指标，分别写指标值，例如“受理来信件数≥200件”“受理来访批次≥100批次”",
    fix_en="Split it and give each part its own target, such as “letters ≥200” and “visits ≥100”",
    found="{level3}",
)
def compound_indicator(indicators: Frame) -> Frame:
    """One indicator measures one thing.

    Two objects of four characters or more joined in the name under one figure, or two zero events in one value. Shorter
    pairs are mostly set phrases (指导、督查), and costs are often given together.

    | level2       | level3                   | target                       | found |
    | ------------ | ------------------------ | ---------------------------- | ----- |
    | 数量指标     | 制作公益广告、发放宣传手册 | ≥300份                     | yes   |
    | 数量指标     | 森林防火巡查和病虫害防治面积 | ≥30万亩                  | yes   |
    | 社会效益指标 | 校园安全                 | 不发生溺水事故、不发生火灾事故 | yes |
    | 数量指标     | 指导、督查次数           | ≥30次                        |       |
    | 质量指标     | 社会矛盾及时化解率       | ≥95%                         |       |
    | 质量指标     | 群众参与活动比例         | ≥95%                         |       |
    | 成本指标     | 聘用人员工资和社会保险缴费 | ≤30万元                    |       |
    | 社会效益指标 | 平安校园、和谐校园建设   | 成效明显                     |       |
    """
    judged = indicators.plain.ne("") & ~is_cost(indicators)
    parts = indicators.level3.str.replace(r"\s+", "", regex=True).str.extract(_JOINED)
    joined = indicators.target_kind.eq("number") & parts[0].notna() & ~parts[0].fillna("").str.endswith(_WHOLE)
    events = indicators.target_text.str.count(_EVENTS).ge(2)
    return placed(indicators, "level3_place").assign(offends=(joined | events).astype("boolean").where(judged, pd.NA))
