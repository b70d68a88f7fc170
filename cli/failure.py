"""What ends a command with exit code 2, said in one sentence."""

from __future__ import annotations

import click

EXIT_FINDINGS = 1
EXIT_FAILURE = 2


class Failure(click.ClickException):
    """A sentence in the language of the command."""

    exit_code = EXIT_FAILURE

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh if language() == "zh" else en)

    @classmethod
    def internal(cls, error: Exception) -> Failure:
        """A defect of ours, never the filing's."""
        what = f"{type(error).__name__}: {error}"
        return cls(
            f"程序自身出错，不是填报的问题（{what}）；设置环境变量 JIXIAO_TRACEBACK=1 再运行可得到详情",
            f"a defect of jixiao, not of the filing ({what}); set JIXIAO_TRACEBACK=1 and run again for the details",
        )


def language() -> str:
    """The language of the command that runs, as its option or its configuration says; 'zh' where neither does."""
    context = click.get_current_context(silent=True)
    return (context and (context.params.get("lang") or context.meta.get(LANGUAGE))) or "zh"


LANGUAGE = "jixiao.language"  # where contexts share the language that was asked for
