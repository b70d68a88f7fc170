from __future__ import annotations

from ..applicability import applicable
from ..basis import METHOD
from ..choice import either
from ..measure import normals
from ..naming import whole_name_is_value
from ..rule import Frame, rule

_AT_END = r"\d+(?:\.\d+)?(?:%|％|百分比|[^\W\d_]{1,3}?)(?:及?以[上内下])?$"


@rule(
    severity="warning",
    basis=METHOD,
    opinion=4,
    title=("指标名里写了指标值", "The name holds the value"),
    requirement="名称写衡量什么，指标值写要达到多少。",
    why=(
        "名称里重复指标值，指标值一改名称就过时；名称末尾的数与指标值不同（修桥1座：200米），"
        "看不出衡量哪一个；名称只有一个数，等于什么也没有衡量，属于错误。数量指标填金额的另有规则；"
        "名称中间用来指明对象的数（4个镇、12345热线）不提示。"
    ),
    zh="指标名称“{level3}”写了数值“{stated}”，{says_zh}",
    en="The name “{level3}” holds the figure {stated}; {says_en}",
    fix_zh="名称只写衡量什么，例如“群众满意度”；数值连同比较符、单位写在指标值栏，例如“≥95%”",
    fix_en="Name what is measured, such as 群众满意度, and write the figure as target, with comparison and unit: ≥95%",
    found="{level3}",
    needs=("indicators.name_number",),
)
def value_inside_name(indicators: Frame) -> Frame:
    """The name says what is measured, the value how much.

    A name that repeats its value goes stale when the value changes; one that ends in another figure than the value (修桥1座:
    200米) leaves open which is meant; one that is nothing but a figure measures nothing, which is an error. Money under 数量
    is reported with the figure in the name, and figures inside a name that say which (4个镇, 12345热线) are left alone.

    | level2             | level3               | target | found |
    | ------------------ | -------------------- | ------ | ----- |
    | 服务对象满意度指标 | 受访居民满意度95%以上 | ≥95%  | yes   |
    | 质量指标           | 网办件占办件总量60%  | 60%    | yes   |
    | 数量指标           | 东河村修建桥梁1座    | 200米  | yes   |
    | 成本指标           | 35万元               | 100%   | yes   |
    | 服务对象满意度指标 | 受访居民满意度       | ≥95%   |       |
    | 数量指标           | 4个镇村庄清洁户数    | ≥200户 |       |
    | 质量指标           | 12345热线办结率      | ≥95%   |       |
    | 时效指标           | 24小时响应率         | ≥95%   |       |
    | 数量指标           | 聘用3名驾驶员        | ≥9万元 |       |
    """
    figure = indicators.name_number.map("{:g}".format, na_action="ignore").astype("str")
    stated = figure + indicators.name_number_unit
    same = indicators.name_number.eq(indicators.target_number)
    same &= normals(indicators.name_number_unit).eq(indicators.target_normal)
    whole = whole_name_is_value(indicators)
    at_end = indicators.level3.str.strip("。；; ").str.contains(_AT_END) & indicators.target_kind.eq("number")
    money = indicators.target_dimension.eq("money")
    other = at_end & ~money & indicators.target_number.ne(indicators.name_number)
    asked = indicators.name_number.notna() & applicable(indicators)
    target = indicators.target_text
    apart_zh = either(same, "与指标值重复", "与指标值“" + target + "”不是一回事")
    apart_en = either(same, "the target repeats it", "the target is " + target)
    return indicators.assign(
        offends=(same | whole | other).astype("boolean").where(asked),
        severity=either(whole, "error", "warning"),
        stated=stated,
        says_zh=either(whole, "没有说明衡量什么，指标值“" + target + "”无从理解", apart_zh),
        says_en=either(whole, "it does not say what is measured, so " + target + " has no meaning", apart_en),
    )
