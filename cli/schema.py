"""`jixiao schema …`: the forms and profiles, and files of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from .failure import EXIT_FAILURE, Failure
from .names import Group, NoSuch, OneOf, language, own_schema

if TYPE_CHECKING:
    from ..schemas.place import PlaceSchema
    from ..schemas.profile import Profile

_KINDS = ("form", "profile", "vocabulary")
_ASPECTS = {
    "frame": ("指标框架", "indicator frame"),
    "points": ("预算执行的分值", "points for budget execution"),
    "execution": ("预算执行的计分", "how budget execution is scored"),
    "formula": ("反向指标的计分", "scores where less is better"),
    "bands": ("定性指标的分档", "bands of qualitative results"),
    "grades": ("总分的等级", "grades of the total"),
    "place": ("地方和审核要求", "places and review"),
}


@click.group("schema", cls=Group, short_help="表式和口径 / forms and profiles")
def command() -> None:
    """查看、编写和校验表式与口径 / What a form must hold, and what a place or a year does otherwise."""


@command.command("list", short_help="列出全部表式和口径 / list forms and profiles")
@own_schema
@language
def listed(lang: str) -> None:
    """列出全部表式和口径 / List the forms and the profiles.

    口径叠加在表式之上：后一层改前一层。标“自动”的按表内所印内容选用，其余用 --profile 指定。
    """
    from ..schemas.form import forms
    from ..schemas.layers import known_profiles, own_forms

    zh = lang == "zh"
    titles = {name: form.title.zh if zh else form.title.en for name, form in forms().items()}
    for name, own in own_forms().items():
        said = (own.title.zh if zh else own.title.en) if own.title else titles.get(name, name)
        titles[name] = f"{said}  ← {own.kind}" if own.extends else f"{said}  + {'本地补充' if zh else 'additions of your own'}"
    width = max(map(len, [*titles, *known_profiles()]))
    lines = ["表式" if zh else "Forms", *(f"  {name:{width}}  {title}" for name, title in titles.items())]
    for aspect, words in _ASPECTS.items():
        members = {name: profile for name, profile in known_profiles().items() if profile.aspect == aspect}
        lines += ["", f"{'口径' if zh else 'Profiles'}: {words[0 if zh else 1]}"]
        lines += [
            f"  {name:{width}}  {_chosen(profile, zh)}  {profile.title[lang]}{_over(profile)}"
            for name, profile in members.items()
        ]
    click.echo("\n".join(lines))


def _chosen(profile: Profile, zh: bool) -> str:
    if profile.when:
        return "自动" if zh else "chosen "
    return "指定" if zh else "by name"


def _over(profile: Profile) -> str:
    return f"  ← {profile.extends}" if profile.extends else ""


@command.command("show", short_help="打印一种表式或口径 / print a form or a profile")
@click.argument("name")
@own_schema
@language
def shown(name: str, lang: str) -> None:
    """打印一种表式或口径的 YAML，以及它由哪些层叠成 / Print a form or a profile as YAML, with its layers."""
    from importlib.resources import files

    from ..schemas.form import forms
    from ..schemas.layers import chain, known_profiles, own_forms, sources

    known = {**forms(), **own_forms(), **known_profiles()}
    if name not in known:
        raise NoSuch("表式或口径", "form or profile", name, known)
    if name in sources():
        text = sources()[name].read_text("utf-8")
    else:
        text = files("jixiao.schemas").joinpath("forms" if name in forms() else "profiles", f"{name}.yaml").read_text("utf-8")
    if name in known_profiles():
        layers = ["表式" if lang == "zh" else "the form", *chain(name)]
    elif name in own_forms():
        layers = list(dict.fromkeys([own_forms()[name].kind, name]))
    else:
        layers = [name]
    click.echo(f"# {'由下到上各层' if lang == 'zh' else 'layers, the lowest first'}: {' ← '.join(layers)}\n{text}", nl=False)


@command.command("json", short_help="编辑器用的 JSON Schema / JSON Schema for editors")
@click.argument("kind", type=OneOf("文件种类", "kind of file", _KINDS), default="form", required=False)
@language
def as_json(kind: str, lang: str) -> None:
    """打印表式、口径或词表文件的 JSON Schema，编辑器据此补全和检查 / Print the JSON Schema of a kind of file."""
    from importlib.resources import files

    click.echo(files("jixiao.schemas").joinpath(f"{kind}.schema.json").read_text("utf-8"), nl=False)


@command.command("check", short_help="校验自己写的表式、口径、词表 / check schema files of one's own")
@click.argument("paths", nargs=-1, required=True, metavar="FILE|DIR...")
@language
def checked(paths: tuple[str, ...], lang: str) -> int:
    """校验表式、口径、词表文件；错误指明文件和行，并给出最接近的正确名称 / Check schema files; mistakes name file and line."""
    from ..schemas.loading import SchemaError
    from ..schemas.mistakes import in_chinese
    from ..schemas.place import use
    from ..schemas.rule_names import know_rules
    from ..validators.catalogue import names

    know_rules(names)
    failed = 0
    for path in paths:
        try:
            place = use(Path(path))
        except SchemaError as error:
            failed = EXIT_FAILURE
            for line in str(error).splitlines():
                click.echo(f"jixiao: {in_chinese(line) if lang == 'zh' else line}", err=True)
        else:
            click.echo(_sound(path, place, zh=lang == "zh"))
    return failed


def _sound(path: str, place: PlaceSchema, *, zh: bool) -> str:
    """What the files at `path` state, in a line."""
    parts = [("词表" if zh else "vocabulary")] if place.additions else []
    parts += [f"{'表式' if zh else 'form'} {form.form} ← {form.kind}" for form in place.forms]
    parts += [
        f"{'口径' if zh else 'profile'} {profile.name} ← {profile.extends or ('表式' if zh else 'the form')}"
        for profile in place.profiles
    ]
    return f"{path}：可用（{'；'.join(parts)}）" if zh else f"{path}: sound ({'; '.join(parts)})"


@command.command("new", short_help="由样表起草表式 / draft a schema from an example filing")
@click.argument("example")
@click.option("--output", metavar="FILE", help="写到这个文件，默认打印 / write it to this file instead of printing it")
@own_schema
@language
def new(example: str, output: str | None, lang: str) -> None:
    """读一份样表，起草带注释的表式 / Write a commented schema for the form of an example filing.

    标题、栏目、资金项目、层级照样表写出；在样表中成立的勾稽关系作为注释列出，去掉“#”即可启用。
    """
    from ..audit.checking import readings
    from ..schemas.drafting import drafted
    from .check import found
    from .writing import write

    tables = [table for filing in readings(found((example,))) for table in filing.tables]
    if not tables:
        raise Failure(
            f"“{example}”里没有读到已知的表；可先用词表（vocabulary.yaml）补上它的标题和栏目名称，见 docs/schemas.md",
            f"no known form was read from {example}; add its title and headings to a vocabulary.yaml first, see docs/schemas.md",
        )
    text = drafted(tables[0], Path(example).name)
    if output is None:
        click.echo(text, nl=False)
        return
    if Path(output).exists():
        raise Failure(f"“{output}”已经存在，不覆盖", f"{output} exists already and is not overwritten")
    write(Path(output), text.encode("utf-8"))
    click.echo(f"写在 {output}" if lang == "zh" else f"Written to {output}")
