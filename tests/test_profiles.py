"""Profiles: chosen by what a filing shows, or named; what they change, and that no two of them quarrel over a form."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from jixiao.filings.model import Filing, Table
from jixiao.filings.reading import read_bytes
from jixiao.schemas import layers
from jixiao.schemas.choosing import chosen
from jixiao.schemas.layers import known_profiles, layers_of, name_profiles, schema_of
from jixiao.schemas.loading import SchemaError
from jixiao.schemas.profile import Profile, profile, shipped
from jixiao.schemas.profile_file import described, index, load_profile

EVALUATION = """{place}项目支出绩效自评表
（{year}年度）
单位：万元
项目名称\t社区书屋开放经费
实施单位\t{unit}
一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分
产出指标\t数量指标\t新购图书数量\t≥2000册\t2000册\t50\t50
{cost}
效益指标\t社会效益指标\t读者增长率\t≥5%\t5%\t30\t30
{satisfaction}\t读者满意度\t≥90%\t95%\t10\t10
{note}
"""


def filed(
    place: str = "",
    year: int = 2024,
    unit: str = "示例街道办事处",
    cost: str = "",
    satisfaction: str = "满意度指标\t服务对象满意度指标",
    note: str = "",
) -> Table:
    text = EVALUATION.format(place=place, year=year, unit=unit, cost=cost, satisfaction=satisfaction, note=note)
    filing: Filing = read_bytes("form.txt", text.encode())
    return filing.tables[0]


def names(table: Table) -> list[str]:
    return [name for name, _, _ in table.profiles]


@pytest.fixture(autouse=True)
def nothing_left_in_force() -> Iterator[None]:
    yield
    layers.add((), ())
    name_profiles(())


def test_a_form_that_shows_nothing_of_its_own_has_no_profile() -> None:
    assert names(filed()) == []


@pytest.mark.parametrize(
    ("shown", "profile"),
    [
        ({"cost": "产出指标\t成本指标\t图书单价\t≤40元\t38元\t10\t10"}, "frame-2015"),
        ({"cost": "成本指标\t经济成本指标\t图书单价\t≤40元\t38元\t10\t10"}, "frame-2021"),
        ({"satisfaction": "效益指标\t服务对象满意度指标"}, "frame-2020"),
        ({"note": "定性指标按80%（含）以上、80%—60%、60%—0三档计分"}, "scoring-bands-60"),
        ({"note": "注：定性指标按 80% ～ 50% 给分"}, "scoring-bands-50"),
        ({"note": "注：预算执行得分＝执行率×10"}, "execution-linear"),
        ({"note": "注：反向指标得分＝年度指标值（A）/实际完成值（B）*该指标分值"}, "scoring-ratio"),
        ({"note": "注：反向指标得分＝分值×（1-（B-A）/A）"}, "scoring-excess"),
        ({"note": "注：总分80分（含）以上为优"}, "grades-80"),
        ({"note": "注：优（90-100分）、良（80-90分）"}, "grades-90"),
        ({"place": "湖北省"}, "hubei"),
        ({"unit": "宜昌市示例局"}, "hubei"),
        ({"unit": "江西省示例局"}, "jiangxi"),
        ({"place": "浙江省"}, "zhejiang"),
    ],
)
def test_what_a_form_shows_calls_for_a_profile(shown: dict[str, Any], profile: str) -> None:
    assert names(filed(**shown)) == [profile]


@pytest.mark.parametrize(
    "shown",
    [
        {"satisfaction": "效益指标\t服务对象满意度指标", "year": 2018},
        {"place": "浙江省", "year": 2023},
        {"note": "考察湖北省经验"},
        {"note": "年度指标值/实际完成值"},
        {"note": "评价等级\t优\t90"},
    ],
)
def test_a_near_miss_calls_for_none(shown: dict[str, object]) -> None:
    assert names(filed(**shown)) == []  # type: ignore[arg-type]


def test_profiles_of_several_aspects_lie_over_one_another() -> None:
    table = filed(cost="产出指标\t成本指标\t图书单价\t≤40元\t38元\t10\t10", note="80%-50%", place="湖北省")
    assert names(table) == ["frame-2015", "scoring-bands-50", "hubei"]
    schema = schema_of(table.form, None, "+".join(names(table)))
    assert schema.parameters.era == "2015"
    assert schema.parameters.qualitative_bands == (80, 50)
    assert schema.parameters.execution_points == 20
    assert schema.parameters.overshoot == 1.2, "what no profile says stays as the form has it"


def test_each_printed_note_decides_its_own_matter() -> None:
    note = "得分＝执行率×20；年度指标值（A）/实际完成值（B）*该指标分值；80%-50%；80分（含）以上为优"
    table = filed(note=note)
    assert names(table) == ["execution-linear", "scoring-ratio", "scoring-bands-50", "grades-80"]
    parameters = schema_of(table.form, None, "+".join(names(table))).parameters
    assert (parameters.execution_mode, parameters.reverse_formula) == ("linear", "target/actual")
    assert (parameters.qualitative_bands, parameters.grade_bands["优"]) == ((80, 50), 80)


def test_named_profiles_take_the_place_of_those_that_the_form_calls_for() -> None:
    name_profiles(["grades-80", "guangxi"])
    table = filed(place="湖北省")
    assert names(table) == ["grades-80", "guangxi"]
    assert table.profiles[0][1:] == ("由 --profile 指定", "named with --profile")


def test_a_profile_lies_over_the_one_that_it_extends() -> None:
    assert layers_of("project-self-evaluation", None, "jiangxi") == ("project-self-evaluation", "execution-stepped", "jiangxi")
    assert schema_of("project-self-evaluation", None, "jiangxi").parameters.execution_mode == "stepped"


def test_levels_and_severities_of_a_profile_go_over_those_of_the_form() -> None:
    schema = schema_of("project-target", None, "levels-least")
    assert schema.levels["产出指标"] == {"any": "error", "数量指标": "off", "质量指标": "off", "时效指标": "off"}


def test_the_evidence_is_named_in_both_languages() -> None:
    assert filed(place="湖北省").profiles == (("hubei", "标题或单位名称中有“湖北省”", "the title or a unit's name says 湖北省"),)


def test_the_index_says_what_the_profiles_say() -> None:
    assert files("jixiao.schemas").joinpath("profiles", "index.json").read_text("utf-8") == index()


@pytest.mark.parametrize("name", shipped())
def test_every_profile_that_ships_is_sound(name: str) -> None:
    known = shipped()[name]
    assert set(known.title) == set(known.about) == {"zh", "en"}
    assert known.extends is None or known.extends in shipped()
    for form in ("project-target", "department-self-evaluation"):
        assert schema_of(form, None, name).form == form


def test_what_is_not_chosen_is_not_read() -> None:
    code = (
        "import builtins, io, pathlib, sys\n"
        "opened = []\n"
        "sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == 'open' else None)\n"
        "from jixiao.cli.main import main\n"
        "main(['check', sys.argv[1]])\n"
        "opened = [pathlib.Path(name) for name in opened]\n"
        "print([name.name for name in opened if name.parent.name == 'profiles' and name.suffix in ('.yaml', '.json')])\n"
    )
    sample = Path(__file__).parent.parent / "sample_data" / "two-period-clean.txt"
    done = subprocess.run([sys.executable, "-c", code, str(sample)], capture_output=True, text=True, encoding="utf-8", check=True)
    read = json.loads(done.stdout.splitlines()[-1].replace("'", '"'))
    assert set(read) == {"index.json"}


def _own(tmp_path: Path, text: str) -> Profile:
    path = tmp_path / "county.yaml"
    path.write_text(text, "utf-8")
    written = load_profile(path)
    return profile(written.profile, described(written))


COUNTY = """profile: county
title: {zh: 示例县, en: Example county}
extends: execution-20
when:
  places: [示例街道]
parameters:
  overshoot: 1.5
"""


def test_a_profile_of_ones_own_is_chosen_and_extends_one_that_ships(tmp_path: Path) -> None:
    layers.add((), [_own(tmp_path, COUNTY)])
    table = filed()
    assert names(table) == ["county"]
    parameters = schema_of(table.form, None, "county").parameters
    assert (parameters.execution_points, parameters.overshoot) == (20, 1.5)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "execution-20",
            "execution-2",
            "profile 'county' extends 'execution-2', which does not exist; did you mean 'execution-20'?",
        ),
        ("profile: county", "profile: hubei", "profile 'hubei' ships with jixiao"),
        ("extends: execution-20", "extends: county", "extends itself by way of county → county"),
    ],
)
def test_a_profile_that_cannot_be_laid_is_refused(tmp_path: Path, old: str, new: str, told: str) -> None:
    with pytest.raises(SchemaError, match=told.replace("?", r"\?")):
        layers.add((), [_own(tmp_path, COUNTY.replace(old, new))])


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("overshoot", "overshot", "county.yaml:7: unknown key 'parameters.overshot'; did you mean 'overshoot'?"),
        ("places: [", "place: [", "county.yaml:5: unknown key 'when.place'; did you mean 'places'?"),
        (
            "places: [示例街道]",
            "levels: [产出指标/成本指]",
            "county.yaml:5: when.levels: '成本指' is no level name; did you mean '成本指标'?",
        ),
        ("overshoot: 1.5", "overshoot: 0.5", "county.yaml:7: parameters.overshoot: Input should be greater than 1"),
    ],
)
def test_a_mistake_in_a_profile_names_its_line(tmp_path: Path, old: str, new: str, told: str) -> None:
    with pytest.raises(SchemaError) as caught:
        _own(tmp_path, COUNTY.replace(old, new))
    assert told in str(caught.value)


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "jixiao.cli", *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def test_inspect_and_json_say_which_profile_was_used(tmp_path: Path) -> None:
    path = tmp_path / "form.txt"
    path.write_text(
        EVALUATION.format(place="湖北省", year=2024, unit="示例局", cost="", satisfaction="满意度指标\t满意度指标", note=""),
        "utf-8",
    )
    shown = run("inspect", str(path)).stdout
    assert "口径: hubei 湖北（标题或单位名称中有“湖北省”）" in shown
    assert "--profile" in shown
    table = json.loads(run("check", str(path), "--format", "json", "--profile", "grades-80").stdout)["filings"][0]["tables"][0]
    assert table["profiles"] == [{"name": "grades-80", "because": {"zh": "由 --profile 指定", "en": "named with --profile"}}]


def test_a_wrong_profile_is_answered_with_the_nearest(tmp_path: Path) -> None:
    done = run("check", str(tmp_path), "--profile", "hubie", "--lang", "en")
    assert (done.returncode, done.stderr) == (2, "jixiao: there is no profile 'hubie'; did you mean 'hubei'?\n")


def test_every_profile_can_be_named() -> None:
    assert set(known_profiles()) == set(shipped())


def test_the_choice_does_not_depend_on_the_order_of_names() -> None:
    table = filed(note="80%-60%，80%-50%")
    assert [name for name, _, _ in chosen(table)] == ["scoring-bands-50"]
