"""Why a file could not be read."""

from __future__ import annotations

PICTURE = "表是图片 / the form is a picture"


class ReadError(ValueError):
    """The file cannot be read. `rule` is the rule of family `file` that says so, `detail` what its text shows."""

    def __init__(self, rule: str, detail: str = "") -> None:
        super().__init__(f"{rule}: {detail}" if detail else rule)
        self.rule = rule
        self.detail = detail
