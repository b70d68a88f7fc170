"""Form schemas: what ships is sound, and a mistake is an error that names the file, the line and what would be right."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import get_args

import pytest
import yaml
from jsonschema import Draft202012Validator

from jixiao.filings.model import FormName
from jixiao.schemas.form import FormSchema, forms
from jixiao.schemas.form_file import FormFile, load_form
from jixiao.schemas.frames import FORMS
from jixiao.schemas.loading import SchemaError
from jixiao.schemas.vocabulary import squeezed, vocabulary
from jixiao.validators.catalogue import discover

FORM = """\
form: project-target
title: {zh: 项目支出绩效目标申报表, en: Project targets}
recognise:
  titles: [项目支出绩效目标申报表]
fields:
  项目名称: {id: project, required: true}
funds:
  资金总额: total
  中期资金总额: {role: total, period: medium-term}
  年度资金总额: {role: total, period: annual}
groups:
  资金来源: source
within:
  财政拨款: [一般公共预算]
equations:
  - 资金总额 = sum(资金来源)
  - 年度资金总额 <= 中期资金总额
levels:
  产出指标: {any: error, 数量指标: warning}
parameters:
  execution_points: 20
rules:
  operator_missing: info
  weight_zero: off
"""


@pytest.fixture
def written(tmp_path: Path) -> Callable[[str, str], FormSchema]:
    """Load the form with `old` replaced by `new`."""

    def load(old: str = "", new: str = "") -> FormSchema:
        assert old in FORM
        path = tmp_path / "county.yaml"
        path.write_text(FORM.replace(old, new, 1) if old else FORM, "utf-8")
        return load_form(path)

    return load


def test_every_form_of_the_contract_has_a_schema() -> None:
    assert set(forms()) == set(FORMS) == set(get_args(FormName))


def test_no_title_belongs_to_two_forms() -> None:
    titles = [squeezed(title) for schema in forms().values() for title in schema.recognise.titles]
    assert len(titles) == len(set(titles))
    assert all(schema.recognise.titles for schema in forms().values())


@pytest.mark.parametrize("schema", forms().values(), ids=list(forms()))
def test_what_ships_speaks_the_vocabulary(schema: FormSchema) -> None:
    known = vocabulary()
    assert {known.field_labels[squeezed(label)] for label in schema.fields} == {label.id for label in schema.fields.values()}
    assert all(known.fund_labels[squeezed(label)] == item.role for label, item in schema.funds.items())
    assert set(schema.rules) <= {rule.id for rule in discover()}
    assert {schema.subject(equation) for equation in schema.equations} >= {"sources"}


def test_reads_a_form_with_its_shorthands(written: Callable[..., FormSchema]) -> None:
    schema = written()
    assert schema.funds["资金总额"].role == "total"
    assert schema.rules == {"operator_missing": "info", "weight_zero": "off"}
    assert [schema.subject(equation) for equation in schema.equations] == ["sources", "periods"]
    assert schema.parts == {"appropriation": ("general_budget",)}
    assert schema.parameters.execution_points == 20


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("required: true", "requird: true", "county.yaml:6: unknown key 'fields.项目名称.requird'; did you mean 'required'?"),
        ("  titles:", "  title:", "county.yaml:4: unknown key 'recognise.title'; did you mean 'titles'?"),
        ("period: annual", "periode: annual", "county.yaml:10: unknown key 'funds.年度资金总额.periode'; did you mean 'period'?"),
        ("equations:", "equation:", "county.yaml:15: unknown key 'equation'; did you mean 'equations'?"),
        (
            "execution_points",
            "execution_point",
            "county.yaml:21: unknown key 'parameters.execution_point'; did you mean 'execution_points'?",
        ),
        ("points: 20", "points: many", "county.yaml:21: parameters.execution_points: Input should be a valid number"),
        ("points: 20", "points: -5", "county.yaml:21: parameters.execution_points: Input should be greater than 0"),
        ("any: error", "any: fatal", "county.yaml:19: levels.产出指标.any: Input should be 'error', 'warning', 'info' or 'off'"),
        (
            "数量指标: warning",
            "数量: warning",
            "county.yaml:19: levels.产出指标.数量: '数量' is no level-2 name; did you mean '数量指标'?",
        ),
        ("  产出指标:", "  产出:", "county.yaml:19: levels.产出: '产出' is no level-1 name; did you mean '产出指标'?"),
        ("id: project", "id: projekt", "county.yaml:6: fields.项目名称.id: 'projekt' is no field; did you mean 'project'?"),
        (
            "总额: total",
            "总额: totals",
            "county.yaml:8: funds.资金总额.role: 'totals' is no role of a money item; did you mean 'total'?",
        ),
        (
            "sum(资金来源)",
            "sum(资金来原)",
            "county.yaml:16: equations.0: equation '资金总额 = sum(资金来原)' names '资金来原', which is no money item",
        ),
        ("sum(资金来源)", "资金来源 ** 2", "county.yaml:16: equations.0: equation '资金总额 = 资金来源 ** 2' holds a binop"),
        (
            "<= 中期资金总额",
            "<= 中期资金总额 + 其他资金",
            "county.yaml:17: equations.1: equation '年度资金总额 <= 中期资金总额 + 其他资金' speaks of both periods",
        ),
        (
            "[一般公共预算]",
            "[一般公共预付]",
            "county.yaml:14: within.财政拨款: '一般公共预付' is no money item; did you mean '一般公共预算'?",
        ),
        ("operator_missing: info", "operator_missing: never", "county.yaml:23: rules.operator_missing: Input should be"),
        ("form: project-target", "form: project", "county.yaml:1: form: Input should be 'project-target'"),
        ("groups:", "fields:", "county.yaml:11: the key 'fields' stands here a second time"),
        ("titles: [", "titles: [[", "county.yaml:5: not valid YAML"),
    ],
)
def test_a_mistake_names_file_line_and_remedy(written: Callable[..., FormSchema], old: str, new: str, told: str) -> None:
    with pytest.raises(SchemaError) as caught:
        written(old, new)
    assert told in str(caught.value)


def test_a_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(SchemaError, match=r"^absent\.yaml: cannot be read"):
        load_form(tmp_path / "absent.yaml")


def test_yaml_tags_run_nothing(tmp_path: Path) -> None:
    path = tmp_path / "county.yaml"
    path.write_text("form: !!python/object/apply:os.getcwd []\n", "utf-8")
    with pytest.raises(SchemaError, match=r"^county\.yaml:1: not valid YAML"):
        load_form(path)


def test_editors_get_a_json_schema_that_allows_what_ships() -> None:
    validator = Draft202012Validator(FormFile.model_json_schema())
    for name in forms():
        text = files("jixiao.schemas").joinpath("forms", f"{name}.yaml").read_text("utf-8")
        assert [error.message for error in validator.iter_errors(yaml.safe_load(text))] == []
    assert not validator.is_valid({"form": "project-target", "equation": []})
