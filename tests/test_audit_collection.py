"""What an audit finds across filings, from files to reports."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet as pq
import pytest
from county_sample import ROWS, filing, written

from jixiao.audit import parts
from jixiao.audit.county import Options, audit
from jixiao.audit.inputs import InputError
from jixiao.audit.order import Setting
from jixiao.audit.roster import roster
from jixiao.validators.catalogue import across_filings
from jixiao.validators.rule import Rule

SHARED = "保障单位正常运转，按时完成上级下达的各项任务，提高服务水平。"
DEPARTMENT = """部门整体支出绩效目标表
2026年
单位：万元
部门名称\t青禾镇林业站
资金总额\t60.00\t基本支出\t40.00\t项目支出\t20.00
年度绩效目标\t完成全镇护林巡查36公里，村民满意度90%以上，火情不超过2次。
一级指标\t二级指标\t三级指标\t指标值
产出指标\t数量指标\t巡护路线里程\t≥36公里
产出指标\t质量指标\t巡护记录完整率\t≥95%
产出指标\t成本指标\t部门支出\t≤60万元
效益指标\t生态效益指标\t林地火情次数\t≤2次
满意度指标\t服务对象满意度指标\t村民满意度\t≥90%
"""
EVALUATION = """项目支出绩效自评表
2025年
单位：万元
项目名称\t护林巡查\t主管部门\t青禾镇林业站
年度资金总额\t12.00\t财政拨款\t12.00
一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因分析及改进措施
产出指标\t数量指标\t巡护路线里程\t≥30公里\t48公里\t30\t30\t
产出指标\t质量指标\t巡护记录完整率\t≥95%\t97%\t20\t20\t
效益指标\t生态效益指标\t林地火情次数\t≤2次\t1次\t30\t30\t
满意度指标\t服务对象满意度指标\t村民满意度\t≥90%\t92%\t20\t20\t
"""


def lower(level3: str, target: str) -> tuple[tuple[str, str, str, str], ...]:
    return tuple((one, two, name, target if name == level3 else value) for one, two, name, value in ROWS)


FILED = {
    "2025/护林巡查.txt": filing(year=2025, amount="12.00"),
    "2025/护林巡查自评.txt": EVALUATION,
    "2026/护林巡查.txt": filing(rows=lower("巡护路线里程", "≥33公里")),
    "2026/护林巡查 (1).txt": filing(rows=lower("巡护路线里程", "≥33公里")),
    "2026/林业站整体.txt": DEPARTMENT,
    "2026/苗圃.txt": filing("苗圃管护", amount="16.00", goal=SHARED),
    "2026/水利.txt": filing("渠道管护", "柳溪镇水利站", amount="9.00", goal=SHARED),
    "2026/柳溪护林.txt": filing("柳溪护林", "柳溪镇林业站", rows=lower("巡护路线里程", "≥33公里")),
    "审计办/扫描.txt": "",
}  # fmt: skip
ACROSS = {
    ("2025/护林巡查自评.txt", "target_lowered_in_self_evaluation"),
    ("2025/护林巡查自评.txt", "indicator_vanished_from_self_evaluation"),
    ("2026/护林巡查.txt", "project_filed_twice"),
    ("2026/柳溪护林.txt", "form_copied_from_another"),
    ("2026/林业站整体.txt", "filed_projects_exceed_department"),
    ("2026/苗圃.txt", "goal_copied_from_another"),
    ("名册.csv", "department_has_not_filed"),
}


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    top = tmp_path_factory.mktemp("collection")
    for name, text in FILED.items():
        path = top / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    (top / "名册.csv").write_text("序号,单位名称\n1,青禾镇林业站\n2,柳溪镇 水利站\n3,审计办\n4,石桥乡文化站\n", "gb18030")
    audited = audit(str(top / "in"), top / "out", Options(Setting(), 2, roster=roster(top / "名册.csv")))
    assert audited.crashes == ()
    return top / "out"


@pytest.fixture(scope="module")
def found(output: Path) -> list[dict[str, Any]]:
    return pq.read_table(output / "data" / "findings.parquet").to_pylist()


def test_finds_what_no_single_filing_shows(found: list[dict[str, Any]]) -> None:
    names = {rule.id for rule in across_filings()}
    assert {(row["filing"], row["rule"]) for row in found if row["rule"] in names} == ACROSS


def test_the_size_of_the_parts_in_which_forms_are_compared_changes_nothing(
    output: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "_FORMS", 1)
    monkeypatch.setattr(parts, "_ROWS", 1)
    top = output.parent
    audit(str(top / "in"), tmp_path / "out", Options(Setting(), 1, roster=roster(top / "名册.csv")))
    assert written(tmp_path / "out") == written(output)


def test_forms_that_nothing_binds_are_not_in_memory_together(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "_FORMS", 1)
    within = {rule.id: rule for rule in across_filings()}
    owners = [
        {
            "2025/护林巡查.txt",
            "2025/护林巡查自评.txt",
            "2026/护林巡查 (1).txt",
            "2026/护林巡查.txt",
            "2026/林业站整体.txt",
            "2026/苗圃.txt",
        },
        {"2026/柳溪护林.txt"},
        {"2026/水利.txt"},
    ]
    seen = parts.Parts(output / "data", {})
    assert _filings(seen, within["target_lowered_from_last_year"]) == owners
    assert _filings(seen, within["goal_copied_from_another"])[-1] == {"2026/水利.txt", "2026/苗圃.txt"}


def _filings(seen: parts.Parts, rule: Rule) -> list[set[str]]:
    return [set(frames["tables"].filing) for frames in seen.of([rule])]


def test_says_with_which_filing_and_where(found: list[dict[str, Any]], output: Path) -> None:
    said = {(row["filing"], row["rule"]): row for row in found}
    copy = said["2026/护林巡查.txt", "project_filed_twice"]
    assert "“2026/护林巡查 (1).txt”里已经报送" in copy["message_zh"]
    assert copy["at_line"] == 1
    lowered = said["2025/护林巡查自评.txt", "target_lowered_in_self_evaluation"]
    assert (lowered["found"], lowered["expected"], lowered["at_line"]) == ("≥30公里", "≥36公里", 7)
    exceeds = said["2026/林业站整体.txt", "filed_projects_exceed_department"]
    assert exceeds["message_zh"].endswith("合计28.00万元，超过部门整体表的“项目支出”20.00万元，多出8.00万元")
    assert exceeds["at_line"] == 5


def test_stands_in_the_reports_and_the_document(output: Path) -> None:
    document = json.loads((output / "findings.json").read_text("utf-8"))
    listed = {(one["path"], finding["rule"]) for one in document["filings"] for finding in one["findings"]}
    assert listed >= ACROSS
    assert document["filings"][-1]["path"] == "名册.csv"
    assert document["summary"]["filings"] == len(document["filings"]) == len(FILED) + 1
    page = (output / "filings" / "2026" / "护林巡查.txt.html").read_text("utf-8")
    assert "同一项目报送两次" in page
    assert "退回修改" in page


def test_who_has_not_filed_is_counted(output: Path) -> None:
    sheet = openpyxl.load_workbook(output / "ledger.xlsx")["部门"]
    rows = {row[0].value: [cell.value for cell in row[1:5]] for row in sheet.iter_rows(min_row=2)}
    assert rows["石桥乡文化站"] == [0, 0, 0, 1]
    assert "名册上有这个单位，但没有收到材料" in (output / "departments" / "石桥乡文化站.html").read_text("utf-8")


def test_the_bytes_are_the_same_from_what_was_kept(output: Path, tmp_path: Path) -> None:
    before = written(output)
    (output / "index.html").unlink()
    top = output.parent
    audit(str(top / "in"), output, Options(Setting(), 1, roster=roster(top / "名册.csv")))
    assert written(output) == before


def test_rules_across_filings_are_chosen_by_name(output: Path, tmp_path: Path) -> None:
    audit(str(output.parent / "in"), tmp_path, Options(Setting(select=("project_filed_twice",))))
    rows = pq.read_table(tmp_path / "data" / "findings.parquet").to_pylist()
    assert {(row["filing"], row["rule"]) for row in rows} == {
        ("2026/护林巡查.txt", "project_filed_twice"),
        ("审计办/扫描.txt", "empty_file"),
    }


def _workbook(path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet
    for row in (["2026年报送单位"], ["编号", "预算单位"], [1, "林业局"], [2, "林 业 局"], [3, "水利局"], [None, None]):
        sheet.append(row)
    book.save(path)


def test_a_roster_is_read_from_csv_and_workbook(tmp_path: Path) -> None:
    (tmp_path / "plain.csv").write_text("林业局\n水利局\n", "utf-8-sig")
    _workbook(tmp_path / "list.xlsx")
    for name, first in (("plain.csv", 1), ("list.xlsx", 3)):
        read = roster(tmp_path / name)
        assert [entry.name for entry in read.entries] == ["林业局", "水利局"]
        assert read.entries[0].place.row == first


@pytest.mark.parametrize(
    ("name", "content"),
    [("none.csv", b""), ("roster.pdf", b"%PDF"), ("broken.xlsx", b"PK\x03\x04broken"), ("x.csv", b"\xff\xfe\x81")],
)
def test_a_roster_that_names_nobody_is_refused(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError) as refused:
        roster(tmp_path / name)
    assert "名册" in refused.value.says.zh
