from __future__ import annotations

from ...schemas.vocabulary import vocabulary
from ..applicability import applicable
from ..basis import DEFINITIONS
from ..placing import placed
from ..rule import Frame, rule
from ..similarity import figures, likeness

_OUTPUT = vocabulary().words.output_measures
_SHORTEST = 6
_LIKE = 0.85


@rule(
    severity="warning",
    basis=DEFINITIONS,
    opinion=7,
    title=("效益指标重复产出", "Benefit that is an output"),
    requirement="效益指标应当反映产出带来的效果，不应重复产出本身。",
    why=(
        "完成率、办结率、及时率衡量的是工作本身，名称与产出指标几乎相同的更是同一件事说了两遍。"
        "效果也可以用比率表示（如下降率、知晓率、覆盖率），满意度列在效益指标下也是允许的，都不算重复。"
    ),
    zh="效益指标“{level3}”{says_zh}，没有说明产出带来的效果",
    en="The benefit “{level3}” {says_en}: it does not say what effect the output has",
    fix_zh="移到产出指标，效益指标改写产出带来的变化，例如“群众上访量下降率≥5%”“受益农户户均增收≥800元”",
    fix_en="Move it to the outputs, and state as benefit what changes by them, such as “income of farms served +800元”",
    found="{level3}",
    follows=("level2_misclassified",),
)
def benefit_repeats_output(indicators: Frame) -> Frame:
    """A benefit is what the outputs bring about, not the outputs again.

    Completion, handling and punctuality rates measure the work done, and a name that nearly repeats an output's says it
    twice. Effects may well be rates (下降率, 知晓率, 覆盖率), and satisfaction under 效益 is lawful.

    | level1   | level2         | level3                     | target | found |
    | -------- | -------------- | -------------------------- | ------ | ----- |
    | 效益指标 | 社会效益指标   | 民生实事按期完成率         | ≥95%   | yes   |
    | 效益指标 | 可持续影响指标 | 全面提升窗口服务规范化水平 | 提升   | yes   |
    | 产出指标 | 质量指标       | 提升窗口服务规范化水平     | 提升   |       |
    | 产出指标 | 时效指标       | 民生实事按期完成率         | ≥95%   |       |
    | 效益指标 | 社会效益指标   | 安全事故下降率             | ≥10%   |       |
    | 效益指标 | 社会效益指标   | 政策知晓率                 | ≥90%   |       |
    | 产出指标 | 质量指标       | 政策宣传达标率             | ≥90%   |       |
    | 效益指标 | 服务对象满意度指标 | 窗口服务满意度         | ≥90%   |       |
    """
    benefits = indicators.loc[indicators.level1.eq("效益指标") & indicators.plain.ne("") & applicable(indicators)]
    benefits = benefits.loc[benefits.level2.ne("服务对象满意度指标")]
    outputs = indicators.loc[indicators.level1.eq("产出指标") & indicators.plain.str.len().ge(_SHORTEST)]
    keys = ["filing", "table", "period"]
    named = (
        benefits.loc[benefits.plain.str.len().ge(_SHORTEST)].reset_index().loc[:, ["index", *keys, "plain", "level3", "level2"]]
    )
    outputs = outputs.loc[:, [*keys, "plain", "level3", "level2"]].assign(figures=figures(outputs.plain))
    pairs = named.assign(figures=figures(named.plain)).merge(outputs, on=[*keys, "figures"], suffixes=("", "_output"))
    pairs = pairs.loc[likeness(pairs.plain, pairs.plain_output).ge(_LIKE)].drop_duplicates("index").set_index("index")
    twin = (pairs.level2_output + "“" + pairs.level3_output + "”").reindex(benefits.index)
    by_name = benefits.plain.str.endswith(_OUTPUT)
    return placed(benefits, "level3_place").assign(
        offends=by_name | twin.notna(),
        says_zh=("与" + twin + "重复").where(twin.notna(), "衡量的是工作完成情况，属于产出"),
        says_en=("repeats the output " + twin).where(twin.notna(), "measures the work done, an output"),
    )
