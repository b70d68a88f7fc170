from __future__ import annotations

import pandas as pd

from ...schemas.vocabulary import vocabulary
from ..attainment import is_cost
from ..basis import GUIDANCE_101
from ..choice import either
from ..placing import placed
from ..rule import Frame, rule

_WORDS = vocabulary().words
_MEASURE = "率|数|次|度|比|量|面积|里程|时间|时限|及时|金额|规模|程度|性|个|份|场|天$"
_SENTENCE = 25


@rule(
    severity="info",
    basis=GUIDANCE_101,
    opinion=2,
    title=("指标名写成工作任务", "Name that is a task"),
    requirement="产出指标的名称应当写明统计或评价的内容。",
    why=(
        "名称以“做好”“开展”“加强”等工作动词开头而没有衡量内容的，写的是任务；“开展演练次数”有衡量内容，不算。"
        "效益指标可以写效果（如促进……），成本指标可以写用途（如保障……支出），写成整句的另有规则指出。"
        "指标值是数值的，还能看出要衡量什么，只作提示；指标值也不是数值的，作为警告。"
    ),
    zh="产出指标“{level3}”写的是工作任务，没有说明衡量什么",
    en="The output “{level3}” is a task: it does not say what is measured",
    fix_zh="改为可以计量的名称，例如“做好接待工作”改为“接待来访群众人次”，“加强培训”改为“培训合格率”",
    fix_en="Name what is counted or rated, such as “visitors received” for “receive visitors well”",
    found="{level3}",
)
def name_is_task(indicators: Frame) -> Frame:
    """The name of an output says what is counted or rated.

    It begins with a task verb (做好, 开展, 加强) and holds no measure. 开展演练次数 is a measure; benefits may be told as
    effects (促进…), costs by their purpose (保障…支出), and whole sentences are reported as such. A figure beside it still shows
    what is meant: information; without one it is a warning.

    | level1   | level2       | level3             | target | found |
    | -------- | ------------ | ------------------ | ------ | ----- |
    | 产出指标 | 质量指标     | 做好防汛值班值守   | 100%   | yes   |
    | 产出指标 | 质量指标     | 做好防汛物资储备   | 到位   | yes   |
    | 产出指标 | 数量指标     | 开展防汛演练次数   | ≥3次   |       |
    | 产出指标 | 质量指标     | 提高隐患整改率     | ≥95%   |       |
    | 产出指标 | 成本指标     | 保障防汛值班支出   | ≤2万元 |       |
    | 效益指标 | 社会效益指标 | 维护社会和谐稳定   | 良好   |       |
    | 产出指标 | 数量指标     | 防汛值班人数       | ≥30人  |       |
    """
    outputs = indicators.level1.eq("产出指标") & ~is_cost(indicators) & indicators.plain.ne("")
    task = indicators.plain.str.startswith(_WORDS.task_verbs) & indicators.name_unit.isna()
    task &= ~indicators.plain.str.contains(_MEASURE) & indicators.level3.str.len().le(_SENTENCE)
    return placed(indicators, "level3_place").assign(
        offends=task.astype("boolean").where(outputs, pd.NA),
        severity=either(indicators.target_kind.isin(["number", "range", "date"]), "info", "warning"),
    )
