"""`jixiao receipt`: which file a report speaks of, and whether either has changed since."""

from __future__ import annotations

import hashlib
from pathlib import Path

import click

from .failure import EXIT_FINDINGS, Failure
from .names import Group, language


@click.group("receipt", cls=Group, short_help="核对校验回执 / verify a report's receipt")
def command() -> None:
    """核对报告里的校验回执 / The receipt in a report."""


@command.command("verify", short_help="报告校验的是不是这份文件 / whether a report is on this very file")
@click.argument("report", metavar="REPORT")
@click.argument("filing", metavar="FILING")
@language
def verify(report: str, filing: str, lang: str) -> int:
    """报告校验的是不是这份文件，文件和报告此后改没改过 / Whether REPORT is on this very FILING, and unchanged.

    \b
    退出码 / exit code:
      0  是这份文件，报告和文件都没有改过 / this very file, neither changed
      1  不是，或改过 / another file, or changed
      2  读不了，或不是带回执的报告 / unreadable, or no report with a receipt
    """
    from ..reports import receipt
    from ..reports.verdict import VERDICT

    zh = lang == "zh"
    try:
        found = receipt.read(_bytes(report).decode("utf-8"))
    except ValueError as error:
        raise Failure(f"“{report}”不是带校验回执的 HTML 报告", f"{report} is no HTML report with a receipt") from error
    digest = hashlib.sha256(_bytes(filing)).hexdigest()
    same = digest == found.sha256
    verdict = VERDICT[found.verdict].zh if zh else VERDICT[found.verdict].en  # type: ignore[index]
    if same:
        lines = [
            f"校验的就是这份文件；结论：{verdict}（{found.tool}）"
            if zh
            else f"This very file was checked: {verdict} ({found.tool})"
        ]
    else:
        lines = [
            "文件对不上：不是校验过的那份，或校验后改过"
            if zh
            else "The file does not match: another one, or changed after it was checked",
            f"  {'回执' if zh else 'receipt'}: {found.sha256}",
            f"  {'文件' if zh else 'file'}: {digest}",
        ]
    if found.whole:
        lines.append("报告没有改动" if zh else "The report is as it was written")
    else:
        lines.append(
            "报告在生成后被改动过，不可作为凭据" if zh else "The report was changed after it was written; do not rely on it"
        )
    click.echo("\n".join(lines))
    return 0 if same and found.whole else EXIT_FINDINGS


def _bytes(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        from ..validators.system_error import reason

        why = reason(error)
        raise Failure(f"无法读取“{path}”（{why.zh}）", f"{path} cannot be read ({why.en})") from error
