from __future__ import annotations

from ..basis import REVIEW_CHECKLIST
from ..clipping import clipped_columns, texts
from ..rule import Frame, rule


@rule(
    severity="error",
    basis=REVIEW_CHECKLIST,
    opinion=11,
    title=("同列文字被等宽截断", "Column cut at one width"),
    requirement="同一列的文字不得因列宽不够而被截断。",
    why=(
        "列宽不够时，长的文字都会在同一宽度处断开，填写的内容就丢失了。完整的指标值也常常字数相同（如全部完成、明显提升），"
        "因此要求同列中至少有两个最长的指标值中断，其中一个明显不完整：以逗号或顿号结尾，"
        "或者停在半句话处而本文件另有更长的写法。只是比更长的写法少了逗号后面的内容，视为完整。"
    ),
    zh="“{level3}”的指标值“{words}”被截断：同一列有{number_cut}个指标值都在第{width}个字处断开，{why_zh}",
    en="The target “{words}” of “{level3}” is cut: {number_cut} targets of its column end after {width} characters; {why_en}",
    fix_zh="按原文补全指标值；如由系统导出造成，请加宽该列或缩短文字后重新导出",
    fix_en="Complete the target from the original; if an export did this, widen the column and export again",
    found="{words}",
)
def column_clipped(indicators: Frame, goals: Frame) -> Frame:
    """No column cuts its contents off.

    A column that is too narrow cuts every long text at the same width, and what was promised is lost. Many honest values
    share a length (全部完成, 明显提升), so length alone proves nothing: two texts of the column's greatest length must
    break off, one of them beyond doubt, because it ends in a comma or stops where a longer text of the filing goes on in
    mid-clause. A text that is complete up to a comma of the longer one is whole.

    | table | level2         | level3       | target                         | found |
    | ----- | -------------- | ------------ | ------------------------------ | ----- |
    | 1     | 社会效益指标   | 服务质量     | 窗口服务规范有序，群众办       | yes   |
    | 1     | 社会效益指标   | 调解网络     | 村级调解室全部挂牌运行，       | yes   |
    | 1     | 可持续影响指标 | 长效机制     | 制度健全                       |       |
    | 2     | 社会效益指标   | 服务质量     | 窗口服务规范有序，群众办事方便 |       |
    | 3     | 社会效益指标   | 服务质量     | 全面提升服务水平               |       |
    | 3     | 社会效益指标   | 治理成效     | 保持乡村和谐稳定               |       |
    | 4     | 社会效益指标   | 服务质量     | 窗口服务规范有序               |       |
    | 4     | 社会效益指标   | 治理成效     | 乡村治理日益完善               |       |

    Case: the second text breaks inside a word

    | table | level2         | level3       | target                       | found |
    | ----- | -------------- | ------------ | ---------------------------- | ----- |
    | 1     | 社会效益指标   | 服务质量     | 窗口服务规范，群众办         | yes   |
    | 1     | 社会效益指标   | 矛盾预防     | 及时有效预防邻里间矛         | yes   |
    | 1     | 社会效益指标   | 矛盾化解     | 良好                         |       |
    | 2     | 社会效益指标   | 服务质量     | 窗口服务规范，群众办事更方便 |       |
    """
    cells = texts(indicators)
    columns = clipped_columns(cells, goals)
    return cells.join(columns).assign(offends=columns.why_zh.notna())
