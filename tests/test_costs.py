"""Which indicator a finding on costs names."""

from __future__ import annotations

from dataclasses import replace

from jixiao.validators.cases import cases
from jixiao.validators.catalogue import discover
from jixiao.validators.engine import run

COSTS = """
| table | number | level2   | level3     | target   |
| ----- | ------ | -------- | ---------- | -------- |
| 1     | 3      | 成本指标 | 设备购置费 | ≤30万元  |
| 2     | 4      | 成本指标 | 设备购置费 | ≤20万元  |
| 2     | 5      | 成本指标 | 安装调试费 | ≤10万元  |

funds:

| table | item         | amount |
| ----- | ------------ | ------ |
| 1     | 年度资金总额 | 24.00  |
| 2     | 年度资金总额 | 24.00  |
"""


def test_a_cost_is_named_where_it_is_one_and_none_where_they_are_several() -> None:
    rule = next(one for one in discover() if one.id == "cost_exceeds_budget")
    found = run(cases(replace(rule, cases=COSTS))[0].frames, [rule]).findings
    assert [(finding.table, finding.indicator) for finding in found] == [(1, 3), (2, None)]
