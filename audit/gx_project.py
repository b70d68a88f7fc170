"""An audit as a project of Great Expectations: its frames as data assets, its checks as suites, and a Checkpoint of all.

It opens without jixiao. A rule across filings is more than one expectation can say, so its verdict on each form stands in the
asset `verdicts`, and the expectation is that none is a flaw; a bureau's own suites are in it as they are.
"""

from __future__ import annotations

import re
import shutil
import tempfile
import uuid
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from ..schemas.frames import MODELS
from ..validators.catalogue import selected_across
from ..validators.checks import FORM
from ..validators.rule import Rule
from .collection import VERDICTS
from .inputs import InputError
from .order import Setting
from .output import replacing, write
from .own_suite import OwnSuite
from .parquet import FINDINGS
from .suite import NOTES, Expectation, Suite, of_rules, prepared, quietly, rule_of

_CONFIGURATION = "gx/great_expectations.yml"
_WRITTEN = (".gitignore", "great_expectations.yml", "checkpoints/*.json", "expectations/*.json", "validation_definitions/*.json")
_IDENTIFIER = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_SEVERITY = {"error": "critical", "warning": "warning", "info": "info"}
_README = """# 审核数据与期望 / Audit data and expectations

Great Expectations 项目，不需要安装 jixiao。在本文件夹里运行： / A project of Great Expectations, which needs no jixiao. In this
folder run:

```python
import great_expectations as gx

context = gx.get_context(mode="file")
print(context.checkpoints.get("jixiao").run().describe())
```

`data/` 是审核读到的内容和结果，`gx/` 是套件。`verdicts` 是每条跨材料规则对每份表的结论。再次导出会覆盖同名文件；
自己的期望请写成套件，用 `jixiao audit --suite` 加入。

`data/` holds what the audit read and found, `gx/` the suites. `verdicts` says what each rule across filings made of each form.
Another export overwrites files of the same names; add expectations of your own with `jixiao audit --suite`.
"""


def acceptable(folder: Path) -> None:
    """Raises InputError where a project must not be written to `folder`, because something else stands there."""
    if folder.exists() and not folder.is_dir():
        raise InputError(f"“{folder}”不是文件夹，不能导出到那里", f"{folder} is no folder to export to")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / _CONFIGURATION).is_file():
        raise InputError(
            f"“{folder}”里有别的文件，请为 --export-gx 另选一个空文件夹",
            f"{folder} holds other files; choose an empty folder to export to",
        )


def export(folder: Path, data: Path, setting: Setting, own: Sequence[OwnSuite]) -> None:
    """Write the project of an audit whose frames lie in `data` to `folder`. Raises OSError."""
    rules = selected_across(setting.select, setting.ignore, setting.severity)
    frames = [name for name in (*MODELS, "roster", VERDICTS, FINDINGS) if (data / f"{name}.parquet").is_file()]
    ours = of_rules(rules, [name for name in ("tables", "roster") if name in frames])
    suites = [
        *(_told_apart(suite) for suite in ours),
        *_verdicts(rules, dict(setting.severity), "roster" in frames),
        *_distinct(own),
    ]
    with tempfile.TemporaryDirectory() as scratch:
        _configured(Path(scratch), data.resolve(), suites, frames)
        identifiers: dict[str, str] = {}
        for pattern in _WRITTEN:
            for path in sorted((Path(scratch) / "gx").glob(pattern)):
                text = path.read_text("utf-8").replace(str(data.resolve()), "data")
                settled = _IDENTIFIER.sub(lambda found: _settled(found[0], identifiers), text)
                write(folder / path.relative_to(scratch), settled.encode("utf-8"))
    for name in frames:
        with replacing(folder / "data" / f"{name}.parquet") as temporary:
            shutil.copyfile(data / f"{name}.parquet", temporary)
    write(folder / "README.md", _README.encode("utf-8"))


def _configured(root: Path, data: Path, suites: Sequence[Suite], frames: Sequence[str]) -> None:
    """Have Great Expectations write its configuration below `root`."""
    with quietly():
        import great_expectations as gx

        context = gx.get_context(mode="file", project_root_dir=root)
        context.enable_analytics(False)
        shown = {"result_format": "COMPLETE", "unexpected_index_column_names": list(FORM)}
        prepared(context, data, suites, shown, frames)


def _told_apart(suite: Suite) -> Suite:
    """What a suite of ours asks in the words of Great Expectations alone."""
    return Suite(suite.name, suite.frame, tuple(one for one in suite.expectations if rule_of(one) is None))


def _verdicts(rules: Sequence[Rule], severity: Mapping[str, str], roster: bool) -> Iterator[Suite]:
    judging = [rule for rule in rules if rule.over != "expectations" and (roster or "roster" not in rule.inputs)]
    if judging:
        yield Suite(VERDICTS, VERDICTS, tuple(_passed(rule, severity.get(rule.id, rule.severity)) for rule in judging))


def _passed(rule: Rule, severity: str) -> Expectation:
    column = {"type": "comparison", "column": {"name": "rule"}, "operator": "==", "parameter": rule.id}
    return {
        "type": "expect_column_values_to_be_in_set",
        "kwargs": {"column": "offends", "value_set": [False], "row_condition": column},
        "description": f"{rule.title.zh} / {rule.title.en}",
        "severity": _SEVERITY[severity],
        "meta": {NOTES: {"rule": rule.id}},
    }


def _distinct(own: Sequence[OwnSuite]) -> Iterator[Suite]:
    """The bureau's suites, under names that no other suite has."""
    taken = {"tables", "roster", VERDICTS}
    for one in own:
        name = next(name for name in _names(one) if name not in taken)
        taken.add(name)
        yield Suite(name, one.suite.frame, one.suite.expectations)


def _names(one: OwnSuite) -> Iterator[str]:
    plain = re.sub(r"[^\w.-]+", "_", one.suite.name).strip("._") or "suite"
    yield plain
    yield from (f"{plain}_{number}" for number in range(2, 1000))


def _settled(identifier: str, known: dict[str, str]) -> str:
    """An identifier that is the same in every export, in place of one made by chance."""
    return known.setdefault(identifier, str(uuid.uuid5(uuid.NAMESPACE_URL, f"jixiao:{len(known)}")))
