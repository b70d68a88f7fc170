"""A county's filings, made up: one text file for each project, in a folder for each department.

    python benchmarks/county.py FOLDER [--filings 1000] [--year 2026]

Every filing holds 20 indicators. Every tenth is faulty, in turn in one of ten ways (`FAULTS`). The same number gives the
same bytes, however many filings are made.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

_BUREAUS = ("水利局", "档案馆", "文化馆", "图书馆", "气象局", "林业局", "体育中心", "园林处", "疾控中心", "农技站")
_TOWNS = ("青禾镇", "柳溪镇", "石桥乡", "云岭乡", "东篱街道", "澄江街道", "白鹭镇", "南屏乡", "枫林镇", "望江街道")
_WORKS = (
    ("河渠清淤", "清淤河渠", "公里", "渠道", "沿线农户"),
    ("书架添置", "添置书架", "个", "书架", "到馆读者"),
    ("树苗补植", "补植树苗", "株", "树苗", "附近居民"),
    ("健身器材更新", "更新健身器材", "套", "器材", "健身居民"),
    ("预警广播安装", "安装预警广播", "台", "广播", "村组居民"),
    ("展柜维护", "维护展柜", "组", "展柜", "参观观众"),
    ("疫苗冷柜购置", "购置疫苗冷柜", "台", "冷柜", "接种家庭"),
    ("示范田建设", "建设示范田", "亩", "示范田", "种植农户"),
    ("灌溉泵站检修", "检修灌溉泵站", "座", "泵站", "用水农户"),
    ("档案修裱", "修裱档案", "卷", "档案", "查档群众"),
)  # fmt: skip
_PLACES = ("东片", "西片", "南片", "北片", "中心片")

FAULTS = {
    0: "the money of the year is not the sum of its sources",
    1: "a target has no comparison",
    2: "a target cannot be measured",
    3: "a cost is a floor",
    4: "no quantity indicator",
    5: "an indicator stands twice",
    6: "a rate above 100 %",
    7: "the annual goal is blank",
    8: "a quantity without its unit",
    9: "a value is missing",
}


def department(number: int) -> str:
    """The department of filing `number`: there are a hundred, each with every hundredth filing."""
    return f"{_TOWNS[number // 10 % 10]}{_BUREAUS[number % 10]}"


def fault(number: int) -> str | None:
    """What is wrong with filing `number`, or None."""
    kind = _kind(number)
    return None if kind is None else FAULTS[kind]


def _kind(number: int) -> int | None:
    return number // 10 % 10 if (number // 100 + number // 10 + number) % 10 == 7 else None


def filing(number: int, year: int = 2026) -> str:
    """The text of filing `number`."""
    name, doing, unit, thing, people = _WORKS[number * 7 % 10]
    project = f"{_PLACES[number // 100 % 5]}{number + 1}号{name}"
    amount = 2000 + number * 37 % 9000  # 0.01 万元
    size = 20 + number * 13 % 400
    parts = [amount // 2, amount // 4, amount - amount // 2 - amount // 4]
    rows = [
        ("产出指标", "数量指标", f"{doing}数量", f"≥{size}{unit}"),
        ("产出指标", "数量指标", f"{thing}巡查次数", f"≥{4 + size % 9}次"),
        ("产出指标", "数量指标", "参与施工人数", f"≥{6 + size % 17}人"),
        ("产出指标", "数量指标", f"{thing}建档数量", f"≥{size}份"),
        ("产出指标", "质量指标", f"{thing}验收合格率", "≥98%"),
        ("产出指标", "质量指标", f"{thing}资料归档率", "≥95%"),
        ("产出指标", "质量指标", f"{thing}故障率", "≤3%"),
        ("产出指标", "质量指标", "材料抽检合格率", "≥97%"),
        ("产出指标", "时效指标", f"{doing}完成时间", f"{year}年{6 + size % 6}月底前"),
        ("产出指标", "时效指标", "故障处理时间", f"≤{12 + size % 36}小时"),
        ("产出指标", "时效指标", "资金支付及时率", "≥95%"),
        ("产出指标", "成本指标", f"{doing}材料费", f"≤{parts[0] / 100:.2f}万元"),
        ("产出指标", "成本指标", f"{doing}人工费", f"≤{parts[1] / 100:.2f}万元"),
        ("产出指标", "成本指标", f"{doing}检测费", f"≤{parts[2] / 100:.2f}万元"),
        ("效益指标", "经济效益指标", f"{thing}年维护支出下降率", f"≥{5 + size % 10}%"),
        ("效益指标", "社会效益指标", f"受益{people}人数", f"≥{300 + size * 3}人"),
        ("效益指标", "社会效益指标", f"{people}投诉下降率", f"≥{10 + size % 20}%"),
        ("效益指标", "生态效益指标", "现场垃圾清运率", "≥96%"),
        ("效益指标", "可持续影响指标", f"{thing}使用年限", f"≥{5 + size % 6}年"),
        ("满意度指标", "服务对象满意度指标", f"{people}满意度", f"≥{88 + size % 8}%"),
    ]
    effect = f"受益{people}{300 + size * 3}人以上，满意度{88 + size % 8}%以上"
    goal = f"{year}年{project}：{doing}{size}{unit}以上，验收合格率不低于98%，{effect}。"
    granted = amount
    match _kind(number):
        case 0:
            granted = amount - 150
        case 1:
            rows[0] = (*rows[0][:3], f"{size}{unit}")
        case 2:
            rows[15] = (*rows[15][:2], f"{people}生活质量", "不断提高")
        case 3:
            rows[11] = (*rows[11][:3], f"≥{parts[0] / 100:.2f}万元")
        case 4:
            rows = [row for row in rows if row[1] != "数量指标"] + [
                ("产出指标", "质量指标", f"{thing}{word}率", "≥95%") for word in ("完好", "达标", "巡检", "登记")
            ]
            rows.sort(key=lambda row: ("产出指标", "效益指标", "满意度指标").index(row[0]))
        case 5:
            rows[1] = rows[0]
        case 6:
            rows[4] = (*rows[4][:3], "≥980%")
        case 7:
            goal = ""
        case 8:
            rows[0] = (*rows[0][:3], f"≥{size}")
        case 9:
            rows[2] = (*rows[2][:3], "")
    head = [
        "项目支出绩效目标表",
        f"{year}年",
        "单位：万元",
        f"项目名称\t{project}\t主管部门\t{department(number)}",
        f"年度资金总额\t{amount / 100:.2f}\t财政拨款\t{granted / 100:.2f}\t其他资金\t0.00",
        f"年度绩效目标\t{goal}",
        "一级指标\t二级指标\t三级指标\t指标值",
    ]
    return "\n".join([*head, *("\t".join(row) for row in rows)]) + "\n"


def made(folder: Path, filings: int, year: int = 2026) -> Iterator[Path]:
    """Write `filings` filings below `folder` and yield their paths."""
    for number in range(filings):
        path = folder / department(number) / f"{number:06}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(filing(number, year), "utf-8", newline="\n")
        yield path


def main() -> int:
    """Make the filings and say how many."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--filings", type=int, default=1000)
    parser.add_argument("--year", type=int, default=2026)
    arguments = parser.parse_args()
    print(sum(1 for _ in made(arguments.folder, arguments.filings, arguments.year)), "filings")
    return 0


if __name__ == "__main__":
    sys.exit(main())
