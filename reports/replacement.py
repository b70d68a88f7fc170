"""Where what is expected can be put in place of what was found as it stands."""

from __future__ import annotations

import re

from ..validators.finding import Finding

# NOTE: only rules whose answer leaves nothing to decide: a figure that follows from the form, a fuller spelling that the form
# shows elsewhere, a unit written another way. Which operator an author meant, or which of two sums is right, is theirs to say.
_CERTAIN = frozenset({
    "composite_unit_form", "cost_rewards_overspending", "execution_rate_wrong", "name_loses_last_character",
    "percent_spelled_out", "prefix_of_fuller_text", "satisfaction_capped", "standard_name_clipped",
    "standard_without_denominator",
})  # fmt: skip
_MASKED = re.compile(r"\*{4}|[\u4e00-\u9fff]×")


def replacement(finding: Finding) -> str | None:
    """The text to put in place of what was found, where that is certain. One of which a part is masked is not offered."""
    whole = finding.expected and not _MASKED.search(finding.expected)
    return finding.expected if whole and finding.rule in _CERTAIN and finding.found else None
