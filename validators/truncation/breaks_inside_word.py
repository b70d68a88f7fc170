from __future__ import annotations

from ..basis import REVIEW_CHECKLIST
from ..clipping import clipped_columns, corpora_of, ends_open, following, fuller, longer_clause, texts
from ..rule import Frame, rule

_SHORTEST = 6
_OFTEN = 10


@rule(
    severity="warning",
    basis=REVIEW_CHECKLIST,
    opinion=11,
    title=("疑似断在词语中间", "Text breaks off inside a word"),
    requirement="指标值应当在完整的词语处结束。",
    why=(
        "如果指标值的最后一个字在本文件其他地方都只是某个词的开头，而且另一处的同一句话后面还有文字，说明结尾缺了字。"
        "另一处没有同样的句子时，要出现十次以上才提示，因为结尾可能本来就完整，例如以“工资”结尾，"
        "而其他地方的“资”字都用在“资金”里。已由其他截断类规则指出的文字，不再重复。"
    ),
    zh="“{level3}”的指标值“{words}”可能断在词语中间：本文件中“{last}”后面总是“{next}”（{times}处）{twin_zh}",
    en="The target “{words}” of “{level3}” may break off inside a word: in this filing “{last}” is always followed by “{next}” "
    "({times} times){twin_en}",
    fix_zh="核对原文并补全；如由系统导出造成，请加宽该列或缩短文字后重新导出",
    fix_en="Check the original and complete the text; if an export did this, widen the column and export again",
    found="{words}",
    needs=("indicators.target_kind=text",),
)
def breaks_inside_word(indicators: Frame, goals: Frame) -> Frame:
    """A value ends at the end of a word.

    Where the filing has the last character only as the beginning of one longer word, and the last clause elsewhere goes on,
    the end is lost. Without such a clause it takes ten occurrences, and is information: 工资 ends so by right where the
    rest speaks of 资金. Texts that other rules of the family report are left to them.

    | table | level2       | level3   | target                       | found |
    | ----- | ------------ | -------- | ---------------------------- | ----- |
    | 1     | 社会效益指标 | 社会治安 | 扫除黑恶势力、维护社         | yes   |
    | 1     | 社会效益指标 | 社会评价 | 扫除黑恶势力、弘扬正气       |       |
    | 2     | 社会效益指标 | 平安建设 | 巡逻全覆盖，维护社会安宁     |       |
    | 2     | 社会效益指标 | 社会稳定 | 社会面管控到位               |       |
    | 2     | 社会效益指标 | 机制建设 | 建立常态长效机制             |       |
    | 2     | 社会效益指标 | 制度建设 | 制度健全                     |       |
    | 2     | 社会效益指标 | 制度执行 | 执行制度严格                 |       |
    """
    cells = texts(indicators)
    cut = clipped_columns(cells, goals).why_zh.notna() | ends_open(cells.words) | fuller(cells).notna()
    long = cells.loc[cells.role.eq("value") & cells.words.str.len().ge(_SHORTEST) & ~cut].reset_index(drop=True)
    if long.empty:
        return long.assign(offends=False)
    corpora = corpora_of(cells, goals, long.filing.unique())
    evidence = [(following(w, corpora[f]), longer_clause(w, corpora[f])) for f, w in zip(long.filing, long.words, strict=True)]
    times = [always[1] if always else 0 for always, _ in evidence]
    return long.assign(
        offends=[n >= 3 and (bool(twin) or n >= _OFTEN) for n, (_, twin) in zip(times, evidence, strict=True)],
        severity=["warning" if twin else "info" for _, twin in evidence],
        last=long.words.str[-1],
        next=[always[0] if always else "" for always, _ in evidence],
        times=times,
        twin_zh=[f"，另一处写的是“{twin}”" if twin else "" for _, twin in evidence],
        twin_en=[f"; elsewhere it says “{twin}”" if twin else "" for _, twin in evidence],
    )
