from __future__ import annotations

from ..basis import SYSTEM_CHECK
from ..coverage import OUTPUT, lacking
from ..rule import Frame, rule


@rule(
    severity="info",
    basis=SYSTEM_CHECK,
    opinion=9,
    title=("没有时效指标", "No timeliness indicator"),
    requirement="产出指标可以设置时效指标，说明何时完成。",
    why="有关文件没有强制要求设置时效指标，但有的申报系统要求填写，因此只作提示。完全没有产出指标的，由“缺少产出指标”指出。",
    zh="产出指标里没有时效指标（已填：{present}）；时效不强制，有完成期限的工作最好写上",
    en="The outputs lack a timeliness indicator (filed: {present}); none is compulsory, but work with a deadline should state it",
    fix_zh="有期限要求的补一条，例如“项目完成时限：2026年11月底前”“补助按月发放及时率＝100%”",
    fix_en="Where there is a deadline, state it, such as “done by the end of November 2026” or “paid in time ＝100%”",
)
def timeliness_missing(tables: Frame, levels: Frame, indicators: Frame) -> Frame:
    """Outputs may say by when they are delivered.

    Guidance does not force it, and some systems ask for it, so it is never more than a hint. Where no output is filed at
    all, output_missing says so.

    levels:

    | table | level | name     | found |
    | ----- | ----- | -------- | ----- |
    | 1     | 1     | 产出指标 | yes   |
    | 2     | 1     | 产出指标 |       |

    indicators:

    | table | level1   | level2       | level3       | target          |
    | ----- | -------- | ------------ | ------------ | --------------- |
    | 1     | 产出指标 | 数量指标     | 培训场次     | ≥6场            |
    | 2     | 产出指标 | 时效指标     | 培训完成时限 | 2026年11月30日前 |
    | 3     | 效益指标 | 社会效益指标 | 政策知晓率   | ≥90%            |
    """
    return lacking(tables, levels, indicators, ("时效指标",), within=OUTPUT)
