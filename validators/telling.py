"""Cases whose texts are worked out only for what offends: most forms are sound, and texts cost more than verdicts."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

Frame = pd.DataFrame


def judged(rows: Frame, offends: pd.Series, tell: Callable[[Frame], Frame]) -> Frame:
    """`rows` as cases with the verdicts `offends`; `tell` adds what a finding says, and is given only rows that offend."""
    cases = rows.assign(offends=offends)
    flawed = offends.fillna(False).to_numpy(bool)
    return pd.concat([cases.loc[~flawed], tell(cases.loc[flawed])]) if flawed.any() else cases
