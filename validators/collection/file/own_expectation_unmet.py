from __future__ import annotations

from ...basis import OWN_EXPECTATION
from ...rule import Frame, rule


@rule(
    severity="warning",
    basis=OWN_EXPECTATION,
    title=("不符合自定的期望", "Own expectation not met"),
    requirement="材料应当符合审核单位自定的期望（--suite 指定的套件）。",
    why=(
        "各地有自己的要求，用 Great Expectations 写成套件后随审核一起检查，结果与其他问题列在一起。"
        "级别和说明由套件规定，没有规定的作为警告；同一张表多行不符合同一项期望的，只列一次。"
    ),
    zh="不符合本地的要求：{zh}",
    en="Not as the bureau requires: {en}",
    fix_zh="按审核单位的要求核对并修改；要求本身不妥的，请向审核单位提出（套件“{suite}”）",
    fix_en="Check against the requirement and correct; where the requirement does not fit, tell the bureau (suite {suite})",
    found="{value}",
    expected="{wanted}",
)
def own_expectation_unmet(expectations: Frame) -> Frame:
    """Filings meet the expectations of the bureau's own suite.

    A place has requirements of its own. Written as a suite of Great Expectations (`--suite`) they are checked with the audit,
    and what does not meet them is listed with all other findings. The suite gives severity and words, else it is a warning;
    several rows of one form that do not meet one expectation are one finding.

    | met | value | wanted                                               | suite    | zh                   | en                            | found |
    | --- | ----- | ---------------------------------------------------- | -------- | -------------------- | ----------------------------- | ----- |
    |     | 60.0  | expect_column_values_to_be_between weight max_value=50 | 本县要求 | 单项指标权重超过50分 | one indicator weighs above 50 | yes   |
    | yes |       | expect_column_values_to_not_be_null level3           | 本县要求 | 三级指标没有名称     | an indicator has no name      |       |
    """  # noqa: E501
    return expectations.assign(offends=~expectations.met)
