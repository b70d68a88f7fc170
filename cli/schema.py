"""`jixiao schema list` and `jixiao schema show FORM`."""

from __future__ import annotations

import click

from .names import Group, NoSuch, language


@click.group("schema", cls=Group, short_help="表式 / form schemas")
def command() -> None:
    """查看各种表必须具备什么 / What a form must hold."""


@command.command("list", short_help="列出全部表式 / list the forms")
@language
def listed(lang: str) -> None:
    """列出全部表式 / List the forms."""
    from ..schemas.form import forms

    width = max(map(len, forms()))
    for name, form in forms().items():
        click.echo(f"{name:{width}}  {form.title.zh if lang == 'zh' else form.title.en}")


@command.command("show", short_help="打印一种表式 / print a form's schema")
@click.argument("form")
@language
def shown(form: str, lang: str) -> None:
    """打印一种表式的 YAML：栏目、资金、勾稽关系、层级、参数 / Print a form's schema as YAML."""
    from importlib.resources import files

    from ..schemas.form import forms

    if form not in forms():
        raise NoSuch("表式", "form", form, forms())
    click.echo(files("jixiao.schemas").joinpath("forms", f"{form}.yaml").read_text("utf-8"), nl=False)
