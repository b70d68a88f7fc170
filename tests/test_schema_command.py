"""`jixiao schema`: list, show, json, new and check; and a form of one's own, used from beginning to end."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

SAMPLES = Path(__file__).parent.parent / "sample_data"
TARGET = """河湾县专项资金绩效表
（2025年度）
单位：万元
专项名称\t社区书屋开放经费
专项编号\tHW-25-7
资金盘子\t30.00\t县级安排\t20.00\t社会筹集\t8.00
一级指标\t二级指标\t三级指标\t指标值
产出指标\t数量指标\t新购图书数量\t2000册
效益指标\t经济效益指标\t带动消费\t≥5万元
"""
FORM = """form: 河湾专项表
extends: project-target
title: {zh: 河湾县专项资金绩效表, en: Special fund form}
recognise:
  titles: [河湾县专项资金绩效表]
fields:
  专项名称: {id: project, required: true}
  专项编号: {required: true, pattern: "HW-[0-9]+-[0-9][0-9][0-9]"}
funds:
  资金盘子: total
  县级安排: appropriation
  社会筹集: own
equations:
  - 资金盘子 = 县级安排 + 社会筹集
levels:
  效益指标: {any: error, 社会效益指标: error}
rules:
  operator_missing: error
"""


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "jixiao.cli", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def found(*arguments: str | Path) -> set[tuple[str, str]]:
    document = json.loads(run("check", *arguments, "--format", "json").stdout)
    return {(finding["rule"], finding["severity"]) for filing in document["filings"] for finding in filing["findings"]}


@pytest.fixture
def own(tmp_path: Path) -> Path:
    (tmp_path / "form.txt").write_text(TARGET, "utf-8")
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "special.yaml").write_text(FORM, "utf-8")
    return folder


def test_a_form_of_ones_own_is_read_and_judged_by_what_it_says(own: Path) -> None:
    form = own.parent / "form.txt"
    assert [row["schema"] for row in json.loads(run("inspect", form, "--format", "json").stdout)["tables"]] == [None]
    frames = json.loads(run("inspect", form, "--format", "json", "--schema", own).stdout)
    assert [(row["form"], row["schema"], row["project"]) for row in frames["tables"]] == [
        ("project-target", "河湾专项表", "社区书屋开放经费")
    ]
    judged = found(form, "--schema", own)
    assert {("field_malformed", "warning"), ("level_demanded_missing", "error"), ("operator_missing", "error")} <= judged
    assert any(rule in ("form_equation_unmet", "sources_do_not_add_up") for rule, _ in judged)


def test_what_it_asks_is_met_by_a_good_form(own: Path) -> None:
    form = own.parent / "form.txt"
    mended = TARGET.replace("HW-25-7", "HW-25-007").replace("8.00", "10.00").replace("经济效益指标", "社会效益指标")
    form.write_text(mended.replace("\t2000册", "\t≥2000册"), "utf-8")
    rules = {rule for rule, _ in found(form, "--schema", own)}
    assert rules.isdisjoint(
        {"field_malformed", "level_demanded_missing", "operator_missing", "form_equation_unmet", "sources_do_not_add_up"}
    )


def test_a_blank_of_its_own_that_must_be_filled_is_told(own: Path) -> None:
    form = own.parent / "form.txt"
    form.write_text(TARGET.replace("HW-25-7", ""), "utf-8")
    assert ("field_blank", "warning") in found(form, "--schema", own)


def test_check_names_what_is_sound(own: Path) -> None:
    (own / "county.yaml").write_text("profile: county\ntitle: {zh: 县, en: County}\nextends: execution-20\n", "utf-8")
    (own / "vocabulary.yaml").write_text("columns: {target: [应达标准]}\n", "utf-8")
    done = run("schema", "check", own)
    assert done.returncode == 0
    assert "词表；表式 河湾专项表 ← project-target；口径 county ← execution-20" in done.stdout
    listed = run("schema", "list", "--schema", own).stdout
    assert "河湾专项表" in listed
    assert "county" in listed
    assert "# 由下到上各层: 表式 ← execution-20 ← county" in run("schema", "show", "county", "--schema", own).stdout


@pytest.mark.parametrize(
    ("old", "new", "zh", "en"),
    [
        ("equations:", "equation:", ":13: 没有“equation”这一项，是不是“equations”？", "unknown key 'equation'"),
        ("县级安排 + 社会", "县级安排 + 社汇", "special.yaml:14: equations.0: 等式", "names '社汇筹集', which is no money item"),
        ("operator_missing", "operator_mising", ":18: rules.operator_mising: 没有“operator_mising”这条规则", "is no rule"),
        ("社会效益指标: error", "社会效应: error", ":16: levels.效益指标.社会效应: “社会效应”不是二级", "is no level-2 name"),
        ("HW-[0-9]+", "HW-([0-9]+", "不是有效的正则表达式", "is no regular expression"),
        ("extends: project-target\n", "", ":1: form: 自带的表式里没有“河湾专项表”", "says with extends: which kind"),
        ("required: true, pattern", "required: maybe, pattern", "应为 true 或 false", "Input should be a valid boolean"),
        ("form: 河湾专项表", "from: 河湾专项表", "既没有 form: 也没有 profile:", "holds neither 'form:' nor 'profile:'"),
    ],
)  # fmt: skip
def test_check_names_file_line_and_the_right_name(own: Path, old: str, new: str, zh: str, en: str) -> None:
    assert old in FORM
    (own / "special.yaml").write_text(FORM.replace(old, new, 1), "utf-8")
    for language, told in (("zh", zh), ("en", en)):
        done = run("schema", "check", own, "--lang", language)
        assert done.returncode == 2
        assert told in done.stderr
        assert done.stdout == ""
        assert "Traceback" not in done.stderr


def test_every_mistake_of_every_file_is_named(own: Path) -> None:
    (own / "special.yaml").write_text(FORM.replace("equations:", "equation:").replace("levels:", "level:"), "utf-8")
    (own / "county.yaml").write_text("profile: county\ntitle: {zh: 县, en: County}\nparameter: {}\n", "utf-8")
    lines = run("schema", "check", own).stderr.splitlines()
    assert [line.split(":")[1].strip() for line in lines] == ["county.yaml", "special.yaml", "special.yaml"]


@pytest.mark.parametrize("sample", sorted(path.name for path in SAMPLES.glob("*-clean.txt")))
def test_a_drafted_schema_is_sound_and_changes_nothing(sample: str, tmp_path: Path) -> None:
    draft = tmp_path / "draft.yaml"
    done = run("schema", "new", SAMPLES / sample, "--output", draft)
    assert done.returncode == 0, done.stderr
    assert run("schema", "check", draft).returncode == 0
    assert found(SAMPLES / sample, "--schema", draft) == found(SAMPLES / sample)


def test_a_draft_with_its_comments_taken_off_is_sound(tmp_path: Path) -> None:
    draft = tmp_path / "draft.yaml"
    draft.write_text(run("schema", "new", SAMPLES / "self-evaluation-clean.txt").stdout, "utf-8")
    text = draft.read_text("utf-8")
    assert "#  - 年度资金总额 = 基本支出 + 项目支出" in text
    taken_off = [
        line[1:] if line.startswith(("#equations", "#parameters", "#rules", "#  ")) else line for line in text.splitlines()
    ]
    draft.write_text("\n".join(taken_off), "utf-8")
    assert run("schema", "check", draft).returncode == 0, run("schema", "check", draft).stderr


def test_a_draft_overwrites_nothing(tmp_path: Path) -> None:
    kept = tmp_path / "kept.yaml"
    kept.write_text("form: project-target\n", "utf-8")
    done = run("schema", "new", SAMPLES / "self-evaluation-clean.txt", "--output", kept)
    assert done.returncode == 2
    assert kept.read_text("utf-8") == "form: project-target\n"


def test_text_of_a_filing_stays_a_comment_or_a_quoted_word(tmp_path: Path) -> None:
    form = tmp_path / "form.txt"
    form.write_text(TARGET.replace("河湾县专项资金绩效表", '项目支出绩效目标申报表"]}\t: #'), "utf-8")
    draft = tmp_path / "draft.yaml"
    assert run("schema", "new", form, "--output", draft).returncode == 0
    assert run("schema", "check", draft).returncode == 0


def test_list_tells_forms_profiles_and_layers() -> None:
    listed = run("schema", "list", "--lang", "en").stdout
    assert "project-target" in listed
    assert "← execution-stepped" in next(line for line in listed.splitlines() if line.strip().startswith("jiangxi"))
    assert "by name" in next(line for line in listed.splitlines() if line.strip().startswith("levels-all"))


def test_show_answers_a_wrong_name_with_the_nearest() -> None:
    done = run("schema", "show", "hubie", "--lang", "en")
    assert (done.returncode, done.stderr) == (2, "jixiao: there is no form or profile 'hubie'; did you mean 'hubei'?\n")


@pytest.mark.parametrize("kind", ["form", "profile", "vocabulary"])
def test_json_is_a_schema_for_editors(kind: str) -> None:
    assert json.loads(run("schema", "json", kind).stdout)["$schema"] == "https://json-schema.org/draft/2020-12/schema"
