from __future__ import annotations

from ..basis import METHOD
from ..choice import either
from ..rule import Frame, rule
from ..wording import spoken, wholly_unmeasured


@rule(
    severity="warning",
    basis=METHOD,
    opinion=2,
    title=("定性指标值不可衡量", "Target in words that cannot be measured"),
    requirement="文字表述的指标值应当能够判定。",
    why=(
        "可以使用能够衡量的文字：等级（优秀、合格、达标）、符合的标准、是与否。"
        "“提升”“显著”“良好”一类效果用语无法判定。一个一级指标下没有一条能够衡量的，整个一级指标无法评价，"
        "属于错误；只有一条指标的除外。"
    ),
    zh="“{level3}”的指标值“{target_text}”没有数值、等级或可对照的标准，无法判断是否完成{whole_zh}",
    en="The target “{target_text}” of “{level3}” has no number, grade or standard: nobody can tell whether it is met{whole_en}",
    fix_zh="尽量量化，例如“≥95%”“较上年下降5%”；确实不能量化的，写成可判定的等级或标准，例如“优秀”“通过验收”",
    fix_en="Quantify it, such as ≥95%; failing that, give a grade or standard that can be judged, such as 优秀 or 通过验收",
    found="{target_text}",
    needs=("indicators.target_kind=text",),
    follows=("column_clipped", "prefix_of_fuller_text", "breaks_inside_word", "ends_dangling"),
)
def value_unmeasurable(indicators: Frame) -> Frame:
    """A target in words can be judged.

    Words are lawful where they can be measured: grades (优秀, 合格, 达标), a standard that is met, yes or no. Words of effect
    (提升, 显著, 良好) leave everything open. Where no indicator of a level 1 can be measured, that level cannot be evaluated
    at all, which is an error; a level with a single indicator is none of that.

    | level2         | level3             | target         | found |
    | -------------- | ------------------ | -------------- | ----- |
    | 质量指标       | 窗口服务           | 不断提高       | yes   |
    | 社会效益指标   | 农村人居环境       | 明显改善       | yes   |
    | 社会效益指标   | 泵站运行           | 正常运行       | yes   |
    | 可持续影响指标 | 窗口作风           | 待人热情       | yes   |
    | 质量指标       | 年度考核结果       | 优秀           |       |
    | 质量指标       | 年度考核结果       | 称职以上       |       |
    | 质量指标       | 工程质量           | 达到国家标准   |       |
    | 质量指标       | 系统等级保护测评   | 通过           |       |
    | 社会效益指标   | 重大舆情           | 不发生         |       |
    | 社会效益指标   | 就业人数           | ≥30人          |       |
    | 生态效益指标   | 本项目不适用此指标 | 无             |       |
    | 数量指标       | 培训               | 不断提高       |       |

    Case: how a project was run, asked and answered in the same word

    | level1   | level2       | level3         | target | found |
    | -------- | ------------ | -------------- | ------ | ----- |
    | 决策     | 项目立项     | 立项程序规范性 | 规范   |       |
    | 过程     | 资金管理     | 资金使用合规性 | 合规   |       |
    | 过程     | 组织实施     | 制度执行       | 到位   | yes   |
    | 效益指标 | 社会效益指标 | 市场秩序规范性 | 规范   | yes   |
    | 效益指标 | 社会效益指标 | 受益居民户数   | ≥900户 |       |

    Case: a level that cannot be evaluated

    | level2         | level3             | target         | found |
    | -------------- | ------------------ | -------------- | ----- |
    | 社会效益指标   | 城乡面貌           | 焕然一新       | yes   |
    | 可持续影响指标 | 乡风民俗           | 更加淳朴       | yes   |
    """
    whole = wholly_unmeasured(indicators)
    said_zh = "；“" + indicators.level1.fillna("") + "”下没有一条指标可以衡量"
    said_en = "; no indicator under " + indicators.level1.fillna("") + " can be measured"
    return indicators.assign(
        offends=spoken(indicators, "value_unmeasurable"),
        severity=either(whole, "error", "warning"),
        whole_zh=either(whole, said_zh, ""),
        whole_en=either(whole, said_en, ""),
    )
