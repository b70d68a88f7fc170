"""Rules of one's own, from Python files that are named explicitly: nothing is ever searched for.

from jixiao.validators.basis import METHOD
from jixiao.validators.rule import Frame, Mask, rule

@rule(family="thresholds", severity="info", basis=METHOD, title=("…", "…"), zh="…", en="…", fix_zh="…", fix_en="…")
def target_not_round(indicators: Frame) -> Mask: …
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Collection, Iterable
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from ..schemas.frames import MODELS
from . import catalogue
from .finding import FAMILIES, SEVERITIES, ToldError
from .nearest import nearest
from .rule import Rule


class OwnRulesError(ToldError, ValueError):
    """A file of rules that cannot be used."""


def use(paths: Iterable[str]) -> None:
    """Have the rules in the Python files at `paths` in the catalogue, in place of those put there before.

    Raises OwnRulesError for a file that cannot be read or run, or whose rules cannot be taken in.
    """
    catalogue.add(())
    found: dict[str, Rule] = {}
    for path in paths:
        for rule in _rules(path):
            _acceptable(rule, path, {*catalogue.names(), *found})
            found[rule.id] = rule
    catalogue.add(tuple(found.values()))


def _rules(path: str) -> list[Rule]:
    name = f"jixiao_rules_{Path(path).stem}"
    spec = spec_from_file_location(name, path)
    if spec is None or spec.loader is None or not Path(path).is_file():
        raise OwnRulesError(f"“{path}”不是可以读取的 Python 文件", f"{path} is no Python file that can be read")
    module = module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except (Exception, SystemExit) as error:
        line = _line(error, path)
        what = f"{type(error).__name__}: {error}"
        raise OwnRulesError(
            f"规则文件“{path}”{_at(line, zh=True)}出错（{what}）", f"{path}{_at(line, zh=False)}: {what}"
        ) from error
    rules = [value for value in vars(module).values() if isinstance(value, Rule) and value.function.__module__ == name]
    if not rules:
        raise OwnRulesError(f"规则文件“{path}”里没有用 @rule 声明的规则", f"{path} declares no rule with @rule")
    return rules


def _line(error: BaseException, path: str) -> int | None:
    """The line of the file in which `error` arose."""
    if isinstance(error, SyntaxError):
        return error.lineno
    frames = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == path]
    return frames[-1] if frames else None


def _at(line: int | None, *, zh: bool) -> str:
    if line is None:
        return ""
    return f"第{line}行" if zh else f":{line}"


def _acceptable(rule: Rule, path: str, taken: Collection[str]) -> None:
    if rule.id in taken:
        raise OwnRulesError(
            f"规则文件“{path}”里的“{rule.id}”与已有的规则同名，请换个名称", f"{path}: there is a rule {rule.id!r} already"
        )
    for kind_zh, kind, names, known in (
        ("类别", "family", [rule.family], FAMILIES),
        ("级别", "severity", [rule.severity], SEVERITIES),
        ("数据框", "frame", rule.inputs, tuple(MODELS)),
    ):
        for name in names:
            if name not in known:
                close = nearest(name, known)
                raise OwnRulesError(
                    f"规则文件“{path}”里的“{rule.id}”：没有名为“{name}”的{kind_zh}"
                    + (f"，是不是“{close}”？" if close else f"，可用的有：{'、'.join(known)}"),
                    f"{path}: {rule.id}: there is no {kind} {name!r}"
                    + (f"; did you mean {close!r}?" if close else f"; there are: {', '.join(known)}"),
                )
