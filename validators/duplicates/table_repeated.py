from __future__ import annotations

from ..basis import METHOD
from ..repetition import repeated_tables
from ..rule import Frame, rule
from ..similarity import differing


@rule(
    severity="error",
    basis=METHOD,
    opinion=11,
    title=("整表重复", "Form filed twice"),
    requirement="同一项目的绩效表在一份文件中只应出现一次。",
    why=(
        "同一张表出现两次，汇总时金额会重复计算。年度、项目、单位和金额都相同，文字也几乎相同，才算重复；第一份不指出，"
        "以后各份都与第一份比较。同一项目不同年度或不同单位的表，不算重复。"
    ),
    zh="第{table}张表与第{table_earlier}张表重复：年度、项目“{project}”和金额都相同，{alike_zh}，汇总时会重复计算",
    en="Form {table} repeats form {table_earlier}: same year, project “{project}” and amounts, {alike_en}; sums count it twice",
    fix_zh="只保留内容完整的一张，删去另一张；如确为两个项目，请分别写明项目名称和金额",
    fix_en="Keep the complete copy and delete the other; if they are two projects, give each its own name and amounts",
    needs=("tables>1",),
    copies=True,
)
def table_repeated(tables: Frame, funds: Frame) -> Frame:
    """A project's form stands in a filing once.

    Two copies count the money twice. Year, project, department and amounts must be the same and the texts nearly so; the
    first copy is never reported, and a third copy is held against the first. The same project in another year or for
    another department is another form.

    | table | year | project  | department | text                               | found |
    | ----- | ---- | -------- | ---------- | ---------------------------------- | ----- |
    | 1     | 2024 | 河道清淤 | 水利局     | 河道清淤24.50清淤河道≥12公里验收合格率≥95%受益群众满意度≥90% |       |
    | 2     | 2024 | 河道清淤 | 水利局     | 河道清淤24.50清淤河道≥12公里验收合格≥95%受益群众满意度≥90%   | yes   |
    | 3     | 2024 | 河道清淤 | 水利局     | 河道清淤24.50清淤河道≥12公里验收合格率≥95%受益群众满意度≥90% | yes   |
    | 4     | 2025 | 河道清淤 | 水利局     | 河道清淤24.50清淤河道≥12公里验收合格率≥95%受益群众满意度≥90% |       |
    | 5     | 2024 | 河道清淤 | 城管局     | 河道清淤24.50清淤河道≥12公里验收合格率≥95%受益群众满意度≥90% |       |
    | 6     | 2024 | 山塘加固 | 水利局     | 山塘加固24.50加固山塘≥3座验收合格率≥95%受益群众满意度≥90%    |       |

    Case: the same project with other amounts is no copy

    | table | year | project  | text                                       | found |
    | ----- | ---- | -------- | ------------------------------------------ | ----- |
    | 1     | 2024 | 河道清淤 | 清淤河道≥12公里验收合格率≥95%受益群众满意度≥90% |       |
    | 2     | 2024 | 河道清淤 | 清淤河道≥12公里验收合格率≥95%受益群众满意度≥90% |       |

    funds:

    | table | item     | amount |
    | ----- | -------- | ------ |
    | 1     | 资金总额 | 24.50  |
    | 2     | 资金总额 | 18.00  |
    """
    pairs = repeated_tables(tables, funds)
    apart = [differing(*texts) for texts in zip(pairs.text_earlier, pairs.text, strict=True)]
    return pairs.assign(
        offends=True,
        project=pairs.project.fillna(pairs.department),
        alike_zh=[f"全文只差{n}个字" if n else "文字完全相同" for n in apart],
        alike_en=[f"the texts differ in {n} characters only" if n else "the texts are identical" for n in apart],
        related=[(place,) for place in pairs.place_earlier],
    )
