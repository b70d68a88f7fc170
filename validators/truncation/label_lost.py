from __future__ import annotations

from ..basis import METHOD
from ..choice import either
from ..rule import Frame, rule


@rule(
    severity="info",
    basis=METHOD,
    opinion=11,
    title=("栏目标签丢失", "Amounts without labels"),
    requirement="每个金额前面都应当写明栏目名称。",
    why=(
        "栏目名称多是转换文件时丢失的，不是填报单位漏填，整批的批复表都会这样，因此只说明各个金额是怎样识别的；"
        "合计不上的不作推断。"
    ),
    zh="{text}前面没有栏目名称；因各数正好合计，已按{expected}识别，请核对",
    en="{text} stand without labels; as they add up they were read as {expected}: please check",
    fix_zh="在金额前写明栏目名称，例如“资金总额：”“财政拨款：”；如由转换造成，请改交原件",
    fix_en="Write the label before each amount, such as 资金总额 and 财政拨款, or file the original if a conversion lost them",
    found="{text}",
    expected="{expected}",
)
def label_lost(repairs: Frame) -> Frame:
    """An amount says what it is.

    Labels are usually lost when a form is converted, in whole batches and not by the filer, so this only tells how the amounts
    were understood. Where nothing adds up, nothing is guessed.

    | kind       | text              | expected                   | found |
    | ---------- | ----------------- | -------------------------- | ----- |
    | unlabelled | 36.50、36.50、0.00 | 资金总额、财政拨款、其他资金 | yes   |
    | continued  | 产出指标          | 产出指标                   |       |
    """
    return repairs.assign(offends=either(repairs.kind.eq("unlabelled"), True, None))
