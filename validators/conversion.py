"""What a conversion did to a filing is no fault of the filer."""

from __future__ import annotations

from ..schemas.vocabulary import vocabulary
from .applicability import of_satisfaction
from .naming import bare
from .remembering import remembered
from .rule import Frame, Mask

_LEFT = "[□?\ufffd\ue000-\uf8ff工]"
_MISREAD = r"[28](\d{2}(?:\.\d+)?)%"
_FEW = 2
_BOUNDED = vocabulary().words.bounded_rates


@remembered
def operator_lost(indicators: Frame) -> Mask:
    """Where a sign that the conversion did not know stands in the operator's place."""
    return indicators.target_operator.isna() & indicators.target_glyph.str.fullmatch(_LEFT).fillna(False).astype(bool)


@remembered
def bounded(indicators: Frame) -> Mask:
    """Which are shares of a whole, at most 100%."""
    return of_satisfaction(indicators) | bare(indicators).str.endswith(_BOUNDED)


@remembered
def operator_misread(indicators: Frame) -> Mask:
    """Where ≥ was probably read as the digit 2 or 8: 295% for a share of a whole.

    Other targets of the form have operators, or have lost theirs as well.
    """
    misread = indicators.target_text.str.fullmatch(_MISREAD).fillna(False).astype(bool)
    share = misread & indicators.target_operator.isna() & bounded(indicators)
    if not share.any():
        return share
    table = [indicators.filing, indicators.table]
    stated = indicators.target_operator.notna().groupby(table).transform("sum")
    lost = (share | operator_lost(indicators)).groupby(table).transform("sum")
    return share & (stated.ge(_FEW) | lost.ge(_FEW))
