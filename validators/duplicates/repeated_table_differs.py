from __future__ import annotations

from ..basis import METHOD
from ..repetition import repeated_tables
from ..rule import Frame, rule
from ..similarity import differences

_SHOWN = 6


@rule(
    severity="warning",
    basis=METHOD,
    opinion=11,
    title=("重复表内容不一致", "Two copies of a form differ"),
    requirement="同一张表如有两份，内容应当完全一致。",
    why=(
        "内容不一致，说明其中一份缺了字或者被改动过，从不同之处可以看出该保留哪一份。指出时列明不同的文字及其前面的文字，"
        "便于查找。"
    ),
    zh="第{table}张表是第{table_earlier}张表的重复，但两张表并不一致：{differences_zh}",
    en="Form {table} repeats form {table_earlier}, but the two copies differ: {differences_en}",
    fix_zh="核对以上不同之处，保留内容完整、正确的一张",
    fix_en="Check these differences and keep the copy that is complete and right",
    needs=("tables>1",),
    follows=("table_repeated",),
)
def repeated_table_differs(tables: Frame, funds: Frame) -> Frame:
    """Two copies of one form say the same.

    Where they do not, one of them has lost or changed text, and the difference shows which one to keep. It lists the
    characters with those before them.

    | table | year | project  | text                                       | found |
    | ----- | ---- | -------- | ------------------------------------------ | ----- |
    | 1     | 2024 | 河道清淤 | 清淤河道≥12公里验收合格率≥95%受益群众满意度≥90% |       |
    | 2     | 2024 | 河道清淤 | 清淤河道≥12公里验收合格≥95%受益群众满意度≥90%   | yes   |

    Case: identical copies, and forms of two projects

    | table | year | project  | text                                       | found |
    | ----- | ---- | -------- | ------------------------------------------ | ----- |
    | 1     | 2024 | 河道清淤 | 清淤河道≥12公里验收合格率≥95%受益群众满意度≥90% |       |
    | 2     | 2024 | 河道清淤 | 清淤河道≥12公里验收合格率≥95%受益群众满意度≥90% |       |
    | 3     | 2024 | 山塘加固 | 清淤河道≥12公里验收合格≥95%受益群众满意度≥90%   |       |
    """
    pairs = repeated_tables(tables, funds)
    changes = [differences(*texts) for texts in zip(pairs.text_earlier, pairs.text, strict=True)]
    numbers = [*zip(pairs.table_earlier, pairs.table, strict=True)]
    return pairs.assign(
        offends=[bool(change) for change in changes],
        differences_zh=[
            _listed(*pair, "“…{}”之后第{}张表是“{}”，第{}张表是“{}”", "；") for pair in zip(changes, numbers, strict=True)
        ],
        differences_en=[
            _listed(*pair, "after “…{}” form {} has “{}”, form {} “{}”", "; ") for pair in zip(changes, numbers, strict=True)
        ],
        related=[(place,) for place in pairs.place_earlier],
    )


def _listed(changes: list[tuple[str, str, str]], numbers: tuple[int, int], words: str, separator: str) -> str:
    first, second = numbers
    said = [words.format(before, first, earlier or "—", second, later or "—") for before, earlier, later in changes[:_SHOWN]]
    return separator.join(said) + ("……" if len(changes) > _SHOWN else "")
