"""An audit of a folder: what it finds, what it writes, and that nothing but the files decides about it."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jsonschema
import openpyxl
import pyarrow.parquet as pq
import pytest
from county_sample import county, filing, touched, without_comparison, written

from jixiao.audit import county as auditing
from jixiao.audit.county import Options, audit
from jixiao.audit.inputs import InputError
from jixiao.audit.order import Setting
from jixiao.reports.page_names import department_page, page_name

JIXIAO = [sys.executable, "-c", "from jixiao.cli.main import main; raise SystemExit(main())"]


def ran(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*JIXIAO, *arguments], check=False, capture_output=True, text=True, encoding="utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return county(tmp_path_factory.mktemp("county"))


@pytest.fixture(scope="module")
def output(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("audited")
    done = ran("audit", str(folder), "-o", str(output), "--processes", "1")
    assert done.returncode == 1, done.stderr
    return output


@pytest.fixture(scope="module")
def document(output: Path) -> dict[str, Any]:
    return json.loads((output / "findings.json").read_text("utf-8"))


FOUND = {
    "letter.txt": ["no_known_form"],
    "柳溪镇水利站/empty.txt": ["empty_file"],
    "青禾镇林业站/faulty.txt": ["operator_missing"],
}


def test_every_filing_is_listed_with_what_was_found_in_it(document: dict[str, Any]) -> None:
    found = {one["path"]: [finding["rule"] for finding in one["findings"]] for one in document["filings"]}
    sound = [f"{('青禾镇林业站', '柳溪镇水利站')[n % 2]}/{n:03}.txt" for n in range(6)]
    assert found == FOUND | {path: [] for path in sound}
    assert list(found) == sorted(found)


def test_the_document_keeps_the_contract(document: dict[str, Any], contract: Mapping[str, Any]) -> None:
    jsonschema.validate(document, contract)
    assert document["summary"] == {"filings": 9, "tables": 7, "errors": 2, "warnings": 1, "infos": 0}


def test_an_audit_says_what_a_check_says(document: dict[str, Any], folder: Path) -> None:
    checked = json.loads(ran("check", str(folder), "--format", "json").stdout)
    shortened = {one["path"].removeprefix(f"{folder.as_posix()}/"): one for one in checked["filings"]}
    for one in document["filings"]:
        assert {**shortened[one["path"]], "path": one["path"]} == one


CONFIGURATION = """
ignore = ["project_filed_twice"]

[severity]
operator_missing = "error"

[folders."in/柳溪镇水利站"]
severity = {empty_file = "info"}

[folders."in/青禾镇林业站"]
severity = {operator_missing = "info"}
"""


def test_an_audit_keeps_to_the_configuration_as_a_check_does(tmp_path: Path) -> None:
    folder, output = county(tmp_path / "in"), tmp_path / "out"
    ran("audit", str(folder), "-o", str(output))
    (tmp_path / "jixiao.toml").write_text(CONFIGURATION, "utf-8")
    done = ran("audit", str(folder), "-o", str(output))
    assert done.returncode == 1, done.stderr
    audited = json.loads((output / "findings.json").read_text("utf-8"))
    checked = json.loads(ran("check", str(folder), "--format", "json").stdout)
    shortened = {one["path"].removeprefix(f"{folder.as_posix()}/"): one for one in checked["filings"]}
    assert {one["path"]: one["findings"] for one in audited["filings"]} == {
        path: one["findings"] for path, one in shortened.items()
    }
    severities = {finding["rule"]: finding["severity"] for one in audited["filings"] for finding in one["findings"]}
    assert severities == {"no_known_form": "error", "empty_file": "info", "operator_missing": "info"}
    assert ran("audit", str(folder), "-o", str(tmp_path / "plain"), "--no-config").returncode == 1
    assert (tmp_path / "plain" / "findings.json").read_bytes() != (output / "findings.json").read_bytes()


def test_rules_that_a_folder_does_not_use_are_not_run_there(tmp_path: Path) -> None:
    folder, output = county(tmp_path / "in"), tmp_path / "out"
    (tmp_path / "jixiao.toml").write_text('[folders."in/青禾镇林业站"]\nignore = ["thresholds"]\n', "utf-8")
    ran("audit", str(folder), "-o", str(output))
    filings = json.loads((output / "findings.json").read_text("utf-8"))["filings"]
    ran_there = {one["path"]: {check["rule"] for check in one["checks"]} for one in filings}
    assert "operator_missing" not in ran_there["青禾镇林业站/faulty.txt"]
    assert "operator_missing" in ran_there["柳溪镇水利站/001.txt"]


def test_a_mistake_in_the_configuration_is_named(tmp_path: Path) -> None:
    folder = county(tmp_path / "in")
    (tmp_path / "jixiao.toml").write_text('ignore = ["operator_mising"]\n', "utf-8")
    done = ran("audit", str(folder), "-o", str(tmp_path / "out"))
    assert (done.returncode, done.stdout) == (2, "")
    assert "jixiao.toml:1" in done.stderr
    assert "operator_missing" in done.stderr


@pytest.mark.parametrize("processes", ["1", "2"])
def test_workers_hold_to_a_schema_of_ones_own(tmp_path: Path, processes: str) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(without_comparison(), "utf-8")
    schema = tmp_path / "form.yaml"
    schema.write_text("form: project-target\nrules: {operator_missing: off}\n", "utf-8")
    found: list[list[str]] = []
    for options in ((), ("--schema", str(schema))):
        output = tmp_path / f"out{len(found)}"
        done = ran("audit", str(folder), "-o", str(output), "--processes", processes, *options)
        assert done.returncode == 0, done.stderr
        (listed,) = json.loads((output / "findings.json").read_text("utf-8"))["filings"]
        found.append([finding["rule"] for finding in listed["findings"]])
    assert found == [["operator_missing"], []]


def test_every_filing_has_a_report_that_leads_back(output: Path, document: dict[str, Any]) -> None:
    for one in document["filings"]:
        page = (output / page_name(one["path"])).read_text("utf-8")
        back = "../" * (one["path"].count("/") + 1) + "index.html"
        assert f'href="{back}"' in page
        for finding in one["findings"]:
            assert finding["rule"] in page


def test_the_frames_and_the_findings_are_tables(output: Path, document: dict[str, Any]) -> None:
    rows = pq.read_table(output / "data" / "findings.parquet").to_pylist()
    assert [(row["filing"], row["rule"]) for row in rows] == [
        (one["path"], finding["rule"]) for one in document["filings"] for finding in one["findings"]
    ]
    operator = next(row for row in rows if row["rule"] == "operator_missing")
    assert (operator["at_line"], operator["department"], operator["found"]) == (8, "青禾镇林业站", "800株")
    indicators = pq.read_table(output / "data" / "indicators.parquet")
    assert [(row["filing"], row["level3"]) for row in indicators.to_pylist()] == [
        (one["path"], indicator["level3"])
        for one in document["filings"]
        for table in one["tables"]
        for indicator in table["indicators"]
    ]
    assert {path.stem for path in (output / "data").iterdir()} == {
        "filings", "tables", "fields", "funds", "goals", "levels", "indicators", "repairs", "findings",
        "verdicts",
    }  # fmt: skip


def _sheets(output: Path) -> dict[str, list[tuple[Any, ...]]]:
    book = openpyxl.load_workbook(output / "ledger.xlsx")
    return {sheet.title: [tuple(cell.value for cell in row) for row in sheet.iter_rows()] for sheet in book}


def test_the_workbook_holds_totals_departments_filings_findings_and_rules(output: Path) -> None:
    sheets = _sheets(output)
    assert list(sheets) == ["汇总", "部门", "材料", "问题", "规则"]
    assert dict(row[:2] for row in sheets["汇总"][1:12])["退回修改"] == 0
    assert dict(row[:2] for row in sheets["汇总"][1:12])["已报份数"] == 9
    assert [row[:4] for row in sheets["部门"][1:]] == [
        ("（未写明）", 0, 0, 1),
        ("柳溪镇水利站", 75, 0.75, 4),
        ("青禾镇林业站", 87.5, 1, 4),
    ]
    assert [(row[0], row[5]) for row in sheets["材料"][1:] if row[5] != "可报送"] == [
        ("letter.txt", "未能完成校验"),
        ("柳溪镇水利站/empty.txt", "未能完成校验"),
        ("青禾镇林业站/faulty.txt", "修改后报送"),
    ]
    assert [(row[0], row[6], row[9]) for row in sheets["问题"][1:]] == [
        ("letter.txt", "no_known_form", None),
        ("柳溪镇水利站/empty.txt", "empty_file", None),
        ("青禾镇林业站/faulty.txt", "operator_missing", "800株"),
    ]
    ruled = {row[0]: row for row in sheets["规则"][1:]}
    assert ruled["operator_missing"][4:11] == (1, 1, 1, 1, 6, 0, 0)


def test_the_workbook_can_be_read_with_ease(output: Path) -> None:
    book = openpyxl.load_workbook(output / "ledger.xlsx")
    for name in ("部门", "材料", "问题", "规则"):
        sheet = book[name]
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref.startswith("A1:")
        assert sheet.column_dimensions["A"].width > 20
        assert sheet["A1"].font.bold


def test_the_index_lists_departments_rules_and_filings(output: Path) -> None:
    page = (output / "index.html").read_text("utf-8")
    data = json.loads(page.split('id="data">')[1].split("</script>")[0])
    rows = {row[0]: (data["departments"][row[2]], row[3:7]) for row in data["filings"]}
    assert rows["青禾镇林业站/faulty.txt"] == ("青禾镇林业站", [1, 0, 1, 0])
    assert rows["letter.txt"] == ("（未写明）", [3, 1, 0, 0])
    assert len(rows) == 9
    assert "operator_missing" in page
    assert "default-src &#39;none&#39;" in page


def test_a_department_is_told_what_to_mend_and_how_it_is_scored(output: Path) -> None:
    page = (output / department_page("青禾镇林业站")).read_text("utf-8")
    assert "100 × (3 + 1 ÷ 2) ÷ 4 = 87.5" in page
    assert "苗圃管护" in page
    assert "没有写比较符" in page
    assert "柳溪镇" not in page


def test_the_summary_counts_and_names_the_index(folder: Path, output: Path) -> None:
    again = ran("audit", str(folder), "-o", str(output))
    assert "9 份材料，3 个部门：可报送 6，修改后报送 1，退回修改 0，未能完成校验 2" in again.stdout
    assert str(output / "index.html") in again.stdout


def test_an_unchanged_folder_is_not_audited_again(folder: Path, output: Path) -> None:
    before = touched(output)
    again = ran("audit", str(folder), "-o", str(output), "--processes", "1")
    assert "没有变化" in again.stdout
    assert again.returncode == 1
    assert touched(output) == before


def test_an_output_that_is_gone_is_written_again(folder: Path, output: Path, tmp_path: Path) -> None:
    shutil.copytree(output, tmp_path / "copy")
    (tmp_path / "copy" / "ledger.xlsx").unlink()
    (tmp_path / "copy" / page_name("青禾镇林业站/faulty.txt")).write_text("damaged")
    assert "没有变化" not in ran("audit", str(folder), "-o", str(tmp_path / "copy")).stdout
    assert written(tmp_path / "copy") == written(output)


@pytest.mark.parametrize("processes", [1, 2])
@pytest.mark.parametrize("group", [2, 250])
def test_the_bytes_do_not_depend_on_processes_nor_on_the_order_of_files(
    folder: Path, output: Path, tmp_path: Path, processes: int, group: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(auditing, "GROUP", group)
    walk = auditing.files

    def shuffled(paths: Any, leaving_out: str | None = None) -> list[str]:
        found = walk(paths, leaving_out)
        random.Random(7).shuffle(found)
        return found

    monkeypatch.setattr(auditing, "files", shuffled)
    audit(str(folder), tmp_path, Options(Setting(), processes))
    expected = written(output)
    if group != 250:  # the row groups of Parquet files are those of the tasks
        for name in [name for name in expected if name.startswith("data/") and name != "data/findings.parquet"]:
            mine, theirs = pq.read_table(tmp_path / name), pq.read_table(output / name)
            assert mine.equals(theirs), name
            expected[name] = written(tmp_path)[name]
    assert written(tmp_path) == expected


def test_one_changed_file_is_all_that_is_read_again(folder: Path, output: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "county")
    shutil.copytree(output, tmp_path / "out")
    (tmp_path / "county" / "青禾镇林业站" / "faulty.txt").write_text(filing("苗圃管护", amount="21.00"), "utf-8")
    read: list[str] = []
    (tmp_path / "county" / "letter.txt").unlink()
    audit(str(tmp_path / "county"), tmp_path / "out", Options(), lambda what, done, total: read.append(what))
    audit(str(tmp_path / "county"), tmp_path / "afresh", Options())
    assert written(tmp_path / "out") == written(tmp_path / "afresh")
    assert page_name("letter.txt") not in written(tmp_path / "out")


def test_a_later_audit_says_what_was_mended_what_is_new_and_what_remains(folder: Path, output: Path, tmp_path: Path) -> None:
    later = tmp_path / "county"
    shutil.copytree(folder, later)
    (later / "青禾镇林业站" / "faulty.txt").write_text(filing("苗圃管护", amount="21.00"), "utf-8")
    (later / "柳溪镇水利站" / "001.txt").write_text(without_comparison("2号片区管护", "柳溪镇水利站"), "utf-8")
    (later / "letter.txt").unlink()
    done = ran("audit", str(later), "-o", str(tmp_path / "out"), "--since", str(output))
    assert done.returncode == 1, done.stderr
    changes = {(row[0], row[1], row[4]) for row in _sheets(tmp_path / "out")["与上次相比"][1:]}
    assert changes == {
        ("仍存在", "柳溪镇水利站/empty.txt", "empty_file"),
        ("新出现", "柳溪镇水利站/001.txt", "operator_missing"),
        ("已改正", "青禾镇林业站/faulty.txt", "operator_missing"),
    }
    page = (tmp_path / "out" / department_page("柳溪镇水利站")).read_text("utf-8")
    assert "与上次相比: 已改正 0, 新出现 1, 仍存在 1" in page


HOSTILE = (
    ("产出指标", "数量指标", "=cmd|' /C calc'!A0", "=HYPERLINK(1)"),
    ("产出指标", "质量指标", "</script><script>alert(1)</script>", "@SUM(A1)"),
)


def test_what_a_filing_says_is_never_a_formula_nor_markup(tmp_path: Path) -> None:
    name = "=1+1</script><b>.txt" if sys.platform != "win32" else "=1+1.txt"
    (tmp_path / "in" / "-2+3").mkdir(parents=True)
    text = filing("=cmd|' /C calc'!A0", "</script><script>alert(1)</script>", rows=HOSTILE)
    # A '/' would end the name of a file, so the name closes no element by itself.
    (tmp_path / "in" / "-2+3" / name.replace("/", "")).write_text(text, "utf-8")
    audit(str(tmp_path / "in"), tmp_path / "out", Options())
    for sheet in openpyxl.load_workbook(tmp_path / "out" / "ledger.xlsx"):
        for row in sheet.iter_rows(min_row=2):
            assert {cell.data_type for cell in row} <= {"s", "n"}
            assert all(cell.number_format == "@" for cell in row if isinstance(cell.value, str))
    pages = [path.read_text("utf-8") for path in (tmp_path / "out").rglob("*.html")]
    assert len(pages) == 3
    for page in pages:
        assert "<script>alert" not in page
        assert page.count("</script>") == page.count("<script")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("audit", "{folder}/letter.txt", "-o", "{new}"), "不是文件夹"),
        (("audit", "{folder}/nowhere", "-o", "{new}"), "找不到"),
        (("audit", "{folder}", "-o", "{folder}"), "不能写到材料所在的文件夹里"),
        (("audit", "{folder}", "-o", "{new}", "--since", "{new}"), "没有上一次审核的结果"),
        (("audit", "{folder}", "-o", "{new}", "--select", "operator_mising"), "operator_missing"),
        (("audit", "{folder}", "-o", "{new}", "--roster", "{folder}/letter.pdf"), "无法打开名册"),
        (("audit", "{folder}", "-o", "{folder}/letter.txt"), "无法写入"),
        (("audit", "{folder}"), "-o"),
    ],
)
def test_a_mistake_is_answered_in_one_sentence(folder: Path, tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    done = ran(*(one.format(folder=folder, new=tmp_path / "new") for one in arguments))
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_folder_without_filings_is_no_county(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    with pytest.raises(InputError):
        audit(str(tmp_path / "in"), tmp_path / "out", Options())


def test_a_page_has_a_name_of_its_own_and_stays_below_the_output_folder() -> None:
    paths = ["a/b.txt", "a:/b.txt", "a_/b.txt", "CON/x.txt", "a/b?.txt", "a/b_.txt", "x.zip/a.txt", "a /b.txt"]
    names = [page_name(path) for path in paths]
    assert names[0] == "filings/a/b.txt.html"
    assert len({name.casefold() for name in names}) == len(paths)
    assert not [name for name in names if ".." in name or ":" in name or "?" in name]
