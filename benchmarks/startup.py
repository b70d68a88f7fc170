"""What a command costs before it does anything useful: CPU time of child processes, medians of interleaved runs.

    python benchmarks/startup.py [--runs 7] [--limit 1.5]

Prints `jixiao check` of one small filing of each kind against `import pandera.pandas`, and `jixiao --help` against a bare
interpreter. With --limit the run fails where the check of any kind is above it.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

FILING = """项目支出绩效目标表
单位：万元
2026年
项目名称\t社区图书角\t主管部门\t示例街道办事处
年度资金总额\t12.00\t财政拨款\t12.00
年度绩效目标\t建成图书角6处，开展读书会24场，居民满意度达到90%以上。
一级指标\t二级指标\t三级指标\t指标值
产出指标\t数量指标\t图书角建成数量\t≥6处
产出指标\t数量指标\t读书会场次\t24场
产出指标\t质量指标\t图书角验收合格率\t=100%
产出指标\t时效指标\t图书角建成时间\t2026年9月30日前
产出指标\t成本指标\t图书角建设费用\t≥12万元
效益指标\t社会效益指标\t居民借阅人次\t≥3000人次
满意度指标\t服务对象满意度指标\t居民满意度\t≥90%
"""
SAMPLES = sorted((Path(__file__).parent.parent / "sample_data").glob("*-clean.txt"))
JIXIAO = "from jixiao.cli.main import main; raise SystemExit(main())"


def cpu_seconds(command: list[str]) -> float:
    """User and system time of one run of `command`."""
    # As on a user's machine, where modules are compiled once and not at every start.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    return usage.ru_utime + usage.ru_stime


def measured(commands: dict[str, list[str]], runs: int) -> dict[str, float]:
    """The median for each command. A first round that fills caches is not counted; the rounds take turns."""
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(runs + 1):
        for name, command in commands.items():
            seconds = cpu_seconds([sys.executable, *command])
            if number:
                taken[name].append(seconds)
    return {name: median(seconds) for name, seconds in taken.items()}


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--limit", type=float, help="highest ratio of a check to pandera that passes")
    arguments = parser.parse_args()
    kinds = {sample.stem.removesuffix("-clean").replace("-", " "): sample for sample in SAMPLES}
    with tempfile.TemporaryDirectory() as folder:
        filing = Path(folder, "filing.txt")
        filing.write_text(FILING, "utf-8")
        cost = measured(
            {
                "python": ["-c", "pass"],
                "help": ["-c", JIXIAO, "--help"],
                "pandera": ["-c", "import pandera.pandas"],
                "target form": ["-c", JIXIAO, "check", str(filing)],
                **{kind: ["-c", JIXIAO, "check", str(sample)] for kind, sample in kinds.items()},
                "html": ["-c", JIXIAO, "check", str(filing), "--output", folder],
            },
            arguments.runs,
        )
    ratios = {kind: cost[kind] / cost["pandera"] for kind in ("target form", *kinds)}
    print(f"python -c pass                     {cost['python']:6.3f} s")
    print(f"jixiao --help                      {cost['help']:6.3f} s   {cost['help'] / cost['python']:5.2f} times python -c pass")
    print(f"python -c import pandera.pandas    {cost['pandera']:6.3f} s")
    print("jixiao check of one small filing                times import pandera.pandas")
    for kind, ratio in ratios.items():
        print(f"  {kind:32s} {cost[kind]:6.3f} s   {ratio:5.2f}")
    print(f"  target form, HTML report         {cost['html']:6.3f} s   {cost['html'] / cost['pandera']:5.2f}")
    return int(bool(arguments.limit) and max(ratios.values()) > arguments.limit)


if __name__ == "__main__":
    sys.exit(main())
