"""Whether a text states a quantity: a figure that is no year, date or list number, or words that stand for one."""

from __future__ import annotations

import pandas as pd

from ..schemas.vocabulary import vocabulary

_NO_QUANTITY = (
    r"(?:19|20)\d{2}\s*(?:年度?|[—-]+|\.)?(?:\d{1,2}月(?:\d{1,2}日)?|\d{1,2}\.\d{1,2})?"
    r"|\d{1,2}月(?:\d{1,2}日)?|(?:目标|任务|指标)\s*\d+|(?:^|[\s。；;，,：:])\d{1,2}[.．、)）]|第\d+"
)
_COUNTERS = "个|名|人|次|件|场|项|户|家|所|座|台|辆|套|条|公里|亩|批|期|份|篇|处|倍|成|天|月"
_QUANTITY = (
    rf"\d|零|全部|全覆盖|百分之|翻番|{'|'.join(vocabulary().words.zero_events)}"
    rf"|[一二两三四五六七八九十百千万]+[余多]?(?:{_COUNTERS})"
)


def states_quantity(texts: pd.Series) -> pd.Series:
    """Whether each text holds a quantity that can be checked later."""
    return texts.str.replace(_NO_QUANTITY, "", regex=True).str.contains(_QUANTITY)
