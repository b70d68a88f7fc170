from __future__ import annotations

from ..applicability import numeric
from ..basis import SYSTEM_CHECK
from ..naming import bare
from ..rule import Frame, Mask, rule
from ..wording import amount

_PROCESSING = (
    "处理|处置|办理|办结|修复|抢修|排除|响应|上报|报送|反馈|答复|回复|到达|到场|审批|审核|受理|拨付|支付|恢复|整改|等待|等候|排队"
)
_LENGTH = r"(?:所?[需用])?(?:时间|时限|时长|时效|期限|周期|天数|用时|耗时|工作日)$"


@rule(
    severity="warning",
    basis=SYSTEM_CHECK,
    opinion=4,
    title=("办理时长用“≥”", "A processing time with a floor"),
    requirement="办理、修复、响应一类时长应当是上限。",
    why="办得越快越好，用“≥”计分时越慢得分越高。开放、服务、培训、使用、保存的时间越长越好，不作判断。",
    zh="“{level3}”越短越好，指标值却是“{target_text}”，办得越慢得分越高",
    en="Shorter is better for “{level3}”, but its target is {target_text}: the slower, the higher the score",
    fix_zh="改为“≤{amount}”",
    fix_en="Write ≤{amount}",
    found="{target_text}",
    expected="≤{amount}",
    needs=("indicators.target_dimension=duration",),
)
def processing_time_floored(indicators: Frame) -> Frame | Mask:
    """The time that handling a matter takes is a ceiling.

    With a floor, the slower the better. The hours for which something is open, serves, teaches or lasts are not judged.

    | level2   | level3               | target     | found |
    | -------- | -------------------- | ---------- | ----- |
    | 时效指标 | 设备故障修复时间     | ≥24小时    | yes   |
    | 时效指标 | 市民投诉办理时限     | ＞5个工作日 | yes  |
    | 时效指标 | 险情上报所需时间     | ≥2小时     | yes   |
    | 时效指标 | 设备故障修复时间     | ≤24小时    |       |
    | 时效指标 | 设备故障修复时间     | ＝24小时   |       |
    | 数量指标 | 窗口受理服务时间     | ≥8小时     |       |
    | 数量指标 | 审批大厅开放天数     | ≥250天     |       |
    | 数量指标 | 设备维修次数         | ≥24次      |       |
    | 时效指标 | 投诉处理及时率       | ≥95%       |       |
    """
    named = bare(indicators).str.contains(f"(?:{_PROCESSING})的?{_LENGTH}")
    floor = indicators.target_operator.isin(["≥", ">"])
    asked = numeric(indicators) & indicators.target_dimension.eq("duration").fillna(False) & named
    offends = floor.astype("boolean").where(asked)
    return indicators.assign(offends=offends, amount=amount(indicators)) if offends.any() else offends
