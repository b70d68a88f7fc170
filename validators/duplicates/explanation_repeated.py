from __future__ import annotations

from ..basis import METHOD
from ..placing import gathered
from ..rule import Frame, rule

_FEWEST = 4


@rule(
    severity="warning",
    basis=METHOD,
    opinion=2,
    title=("指标解释千篇一律", "One explanation for all indicators"),
    requirement="指标解释应当针对各自的指标填写。",
    why=(
        "所有指标共用一句话，等于没有解释；只有部分指标相同的不算。用四个字以内注明指标值属于哪类标准（如计划标准）的，也不算。"
    ),
    zh="{count}条指标的解释都是{listed}，没有说明各自的口径和依据",
    en="All {count} indicators carry the same explanation, {listed}: none says what is counted or where the value comes from",
    fix_zh="逐条写明统计口径、计算公式或取值依据，例如“办结率＝办结件数÷受理件数，数据来自业务系统”",
    fix_en="Explain each: what is counted, the formula, or the source, such as “cases closed ÷ cases accepted”",
    found="{listed}",
    needs=("indicators.note",),
)
def explanation_repeated(indicators: Frame) -> Frame:
    """An explanation belongs to its own indicator.

    One phrase for all of them explains nothing. A phrase that only some share is left alone, and so is a column that says of
    every value what kind of standard it follows in up to four characters (计划标准).

    | table | level3     | note           | target | found |
    | ----- | ---------- | -------------- | ------ | ----- |
    | 1     | 出警次数   | 数值设置合理   | ≥30次  | yes   |
    | 1     | 设备完好率 | 数值设置合理   | ≥95%   |       |
    | 1     | 响应时间   | 数值设置合理   | ≤15分钟 |      |
    | 1     | 演练场次   | 数值设置合理   | ≥4场   |       |
    | 2     | 出警次数   | 数值设置合理   | ≥30次  |       |
    | 2     | 设备完好率 | 完好台数÷总台数 | ≥95%  |       |
    | 2     | 响应时间   | 数值设置合理   | ≤15分钟 |      |
    | 2     | 演练场次   | 数值设置合理   | ≥4场   |       |
    | 3     | 出警次数   | 计划标准       | ≥30次  |       |
    | 3     | 设备完好率 | 计划标准       | ≥95%   |       |
    | 3     | 响应时间   | 计划标准       | ≤15分钟 |      |
    | 3     | 演练场次   | 计划标准       | ≥4场   |       |
    """
    noted = indicators.loc[indicators.note.fillna("").str.len().gt(4)]
    keys = [noted.filing, noted.table]
    alike = noted.note.groupby(keys).transform("nunique").eq(1)
    enough = noted.level3.groupby(keys).transform("nunique").ge(_FEWEST)
    everywhere = indicators.level3.ne("").groupby([indicators.filing, indicators.table]).transform("sum")
    complete = noted.note.groupby(keys).transform("size").eq(everywhere.reindex(noted.index))
    return gathered(noted[alike & enough & complete], "note").assign(offends=True)
