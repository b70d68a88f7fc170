"""No report, document, table or cache spreads personal data; what belongs where it stands, stays; figures are no numbers."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from county_sample import ROWS, filing

from jixiao.audit.masking import shown
from jixiao.cli.main import main
from jixiao.filings.model import Place, Table
from jixiao.filings.reading import read
from jixiao.reports.formats import FORMATS
from jixiao.reports.replacement import replacement
from jixiao.validators.finding import Finding, Text
from jixiao.validators.personal import Where, masked

GOAL = "2026年完成护林路线36公里，联系人：周吴郑 13800001111，座机：0571-80000012，证件110101200001010017。"
NOTED = ("产出指标", "数量指标", "巡护路线里程（何某某 13900002222）", "36公里")
FOOT = "联系人：冯陈褚\t联系电话：13700003333\n"
HIDDEN = ("周吴郑", "何某某", "13800001111", "13900002222", "0571-80000012", "200001010017")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "in").mkdir()
    text = filing(goal=GOAL, rows=(NOTED, *ROWS[1:]))
    (tmp_path / "in" / "a.txt").write_text(text + FOOT, "utf-8")
    (tmp_path / "in" / "b.txt").write_text(filing("苗圃管护"), "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def contents(path: Path) -> Iterator[str]:
    """All that is written in `path` and in the packages below it."""
    for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
        if not file.is_file():
            continue
        data = file.read_bytes()
        if file.suffix == ".parquet":
            yield json.dumps(pq.read_table(file).to_pylist(), ensure_ascii=False, default=str)
        elif zipfile.is_zipfile(io.BytesIO(data)):
            with zipfile.ZipFile(io.BytesIO(data)) as package:
                yield from (package.read(name).decode("utf-8", "replace") for name in package.namelist())
        else:
            yield data.decode("utf-8", "replace")


@pytest.mark.parametrize("name", FORMATS)
def test_no_format_spreads_them(folder: Path, name: str) -> None:
    target = folder / "out"
    main(["check", "in", "--format", f"{name}={target}"])
    text = "\n".join(contents(target))
    assert text
    belongs = "13700003333"  # in the contact's field, which only what shows the form itself shows
    assert not [words for words in HIDDEN if words in text]
    assert (belongs in text) == (name in ("html", "annotated"))


def test_what_belongs_in_a_field_is_shown_there(folder: Path) -> None:
    main(["check", "in", "--output", "out"])
    page = (folder / "out" / "a.txt.html").read_text("utf-8")
    assert "冯陈褚" in page
    assert "13700003333" in page
    assert "联系人：周×× 138****1111，座机：0571-******12，证件110101************" in page
    assert "巡护路线里程（何×× 139****2222）" in page


def test_every_finding_is_told_and_whatever_is_told_is_masked(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "in/a.txt", "--format", "json"])
    (told,) = json.loads(capsys.readouterr().out)["filings"]
    found = {finding["rule"]: finding["found"] for finding in told["findings"]}
    assert found["operator_missing"] == "36公里"
    exposed = [finding["found"] for finding in told["findings"] if finding["rule"] == "personal_data_exposed"]
    assert exposed == ["周××、138****1111、0571-******12、110101************", "何××、139****2222"]
    assert told["tables"][0]["indicators"][0]["level3"] == "巡护路线里程（何×× 139****2222）"


def test_an_audit_and_its_cache_hold_none(folder: Path) -> None:
    main(["audit", "in", "-o", "out", "--processes", "1", "--fail-on", "never"])
    files = [path.relative_to(folder / "out").as_posix() for path in (folder / "out").rglob("*")]
    assert {"ledger.xlsx", "findings.json", "data/goals.parquet", "data/findings.parquet"} <= set(files)
    text = "\n".join(contents(folder / "out"))
    assert "138****1111" in text
    assert not [words for words in HIDDEN if words in text]


def test_neither_a_cache_nor_a_baseline_holds_any(folder: Path) -> None:
    for _ in range(2):
        main(["check", "in", "--cache", "kept", "--format", "json=out.json", "--fail-on", "never"])
    main(["baseline", "create", "in", "--baseline", "baseline.json"])
    text = "\n".join(text for name in ("kept", "out.json", "baseline.json") for text in contents(folder / name))
    assert not [words for words in HIDDEN if words in text]


def test_inspection_masks_them(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["inspect", "in/a.txt", "--format", "json"])
    text = capsys.readouterr().out
    assert "联系人：周×× 138****1111" in text
    assert not [words for words in HIDDEN if words in text]


def test_a_filing_without_any_stays_as_it_is(folder: Path) -> None:
    (sound,) = read("in/b.txt", "b.txt")
    assert shown(sound) is sound


def test_a_replacement_of_which_a_part_is_hidden_is_not_offered() -> None:
    whole = Finding(
        "percent_spelled_out", "units", "info", "a.txt", 1, 1, Place(line=3), Text("说", "said"), None, Text("据", "basis"),
        found="九成", expected="90%",
    )  # fmt: skip
    partly = Finding(
        "percent_spelled_out", "units", "info", "a.txt", 1, 1, Place(line=3), Text("说", "said"), None, Text("据", "basis"),
        found="九成", expected="90%（何×× 139****2222）",
    )  # fmt: skip
    assert replacement(whole) == "90%"
    assert replacement(partly) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("电话0571-80000012", "电话0571-******12"),
        ("（0571）80000012转801", "（0571）******12转801"),
        ("座机 8000012", "座机 *****12"),
        ("办公电话05718000012，传真：80000012", "办公电话0571*****12，传真：******12"),
        ("138-0000-1111", "138-****-1111"),
        ("手机138 0000 1111", "手机138 **** 1111"),
        ("+86-13800001111", "+86-138****1111"),
        ("王某（13800001111）、欧阳某某（13900002222）", "王×（138****1111）、欧×××（139****2222）"),
        ("证件11010120000101001X", "证件110101************"),
    ],
)  # fmt: skip
def test_numbers_and_the_names_beside_them_are_hidden(text: str, said: str) -> None:
    assert masked(text, "body") == said
    assert len(said) == len(text)


@pytest.mark.parametrize(
    "text",
    [
        "财预〔2020〕10号", "邮编310000", "13800001111元", "13800001111.00", "13800001111 万元", "￥13800001111",
        "项目编码13800001111", "账号：13800001111", "1380000111122", "150 2000 3000", "2020-2022", "0312-20260101",
        "监督电话0571-80000012", "12345热线接通率", "400-800-1234", "安装电话3500000部", "电话普及2000000户",
        "3300000000000000", "1234567.89", "负责人：各科室", "2026年1月1日", "010203",
    ],
)  # fmt: skip
def test_figures_and_public_numbers_are_nobodys(text: str) -> None:
    assert masked(text, "body") == text


@pytest.mark.parametrize(
    ("text", "where", "said"),
    [
        ("赵钱孙 2024.3.5", "stray", "赵×× 2024.3.5"),
        ("送审稿 2024.3.5", "stray", "送审稿 2024.3.5"),
        ("联系电话：0571-80000012", "head", "联系电话：0571-80000012"),
        ("填报人：周某 13800001111", "head", "填报人：周某 13800001111"),
        ("修路 0571-80000012", "head", "修路 0571-******12"),
        ("周某 13800001111 110101200001010017", "person", "周某 13800001111 110101************"),
    ],
)
def test_a_number_beside_its_label_belongs_in_the_head(text: str, where: Where, said: str) -> None:
    assert masked(text, where) == said


def test_an_amount_of_eleven_digits_is_no_number(folder: Path) -> None:
    rows = ((*ROWS[0][:3], "≥13800001111元"), ("效益指标", "经济效益指标", "带动产值", "13800001111"), *ROWS[1:])
    (folder / "in" / "c.txt").write_text(filing(rows=rows), "utf-8")
    (sound,) = read("in/c.txt", "c.txt")
    assert shown(sound) is sound


def test_the_tables_text_is_masked_too(folder: Path) -> None:
    (exposing,) = read("in/a.txt", "a.txt")
    (table,) = shown(exposing).tables
    assert isinstance(table, Table)
    assert not [words for words in HIDDEN if words in table.text]
    assert "13700003333" in table.text
