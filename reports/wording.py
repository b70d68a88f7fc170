"""The words of the reports in Chinese and English: names of what the toolkit knows, and the sentences of the page."""

from __future__ import annotations

from ..filings.model import Place
from ..validators.finding import Family, Outcome, Severity, Text

Language = str

SEVERITY: dict[Severity, Text] = {
    "error": Text("错误", "Error"),
    "warning": Text("警告", "Warning"),
    "info": Text("提示", "Note"),
}
SHAPE: dict[str, str] = {"error": "■", "warning": "▲", "info": "●"}

FAMILY: dict[Family, Text] = {
    "levels": Text("指标层级", "Levels"),
    "truncation": Text("文字截断", "Truncated text"),
    "thresholds": Text("指标值", "Targets"),
    "duplicates": Text("重复", "Duplicates"),
    "totals": Text("勾稽关系", "Totals"),
    "units": Text("计量单位", "Units"),
    "particulars": Text("填报要素", "Particulars"),
    "file": Text("文件", "File"),
}

OUTCOME: dict[Outcome, Text] = {
    "passed": Text("通过", "passed"),
    "failed": Text("未通过", "failed"),
    "not-applicable": Text("不适用", "not applicable"),
    "not-evaluable": Text("无法评判", "could not be evaluated"),
}
SIGN: dict[Outcome, str] = {"passed": "✓", "failed": "✗", "not-applicable": "–", "not-evaluable": "?"}

FORM: dict[str, Text] = {
    "project-target": Text("项目支出绩效目标申报表", "project performance targets"),
    "project-approval": Text("项目支出绩效目标批复表", "approved project performance targets"),
    "project-monitoring": Text("项目支出绩效运行监控表", "project performance monitoring"),
    "project-self-evaluation": Text("项目支出绩效自评表", "project self-evaluation"),
    "department-target": Text("部门整体支出绩效目标表", "department performance targets"),
    "department-monitoring": Text("部门整体支出绩效运行监控表", "department performance monitoring"),
    "department-self-evaluation": Text("部门整体支出绩效自评表", "department self-evaluation"),
}

PERIOD: dict[str, Text] = {"annual": Text("年度", "annual"), "medium-term": Text("中期", "medium-term")}

REPAIR: dict[str, Text] = {
    "shifted": Text("整行错位，已移回", "cells of a row were displaced; moved back"),
    "clipped-label": Text("标准名称被截断，已补全", "a standard name was cut short; completed"),
    "continued": Text("跨页重复的名称，已接续", "a level name was repeated after a page break; continued"),
    "unlabelled": Text("金额失去名目，按位置认定", "amounts had lost their labels; taken by position"),
    "nested-label": Text("名目与内容同在一格，已拆分", "a label stood in the cell of its content; separated"),
    "glued": Text("两格内容连在一起，已分开", "the texts of two cells ran together; parted"),
    "symbol": Text("符号字体的代码，已还原为符号", "a code of a symbol font; read as the sign that it shows"),
}

PART: dict[str, Text] = {
    "tables": Text("表头", "head"),
    "fields": Text("填报要素", "particulars"),
    "funds": Text("资金", "funds"),
    "goals": Text("绩效目标", "goals"),
    "levels": Text("指标层级", "levels"),
    "indicators": Text("绩效指标", "indicators"),
}

ROLE: dict[str, Text] = {
    "level1": Text("一级指标", "level 1"),
    "level2": Text("二级指标", "level 2"),
    "level3": Text("三级指标", "indicator"),
    "operator": Text("比较符", "comparison"),
    "target": Text("年度指标值", "annual target"),
    "medium_target": Text("中期指标值", "medium-term target"),
    "unit": Text("计量单位", "unit"),
    "actual": Text("实际完成值", "actual value"),
    "weight": Text("分值", "points"),
    "score": Text("得分", "score"),
    "reason": Text("原因分析", "reason"),
    "note": Text("指标说明", "explanation"),
    "remark": Text("备注", "remark"),
    "standard": Text("指标依据", "standard"),
}
LAYOUT: dict[str, Text] = {
    "stacked": Text("逐行排列的文本", "text, one cell after another"),
    "grid": Text("分栏表格", "columns"),
    "coded": Text("编码串", "coded strings"),
}


def where(place: Place, language: Language) -> str:
    """`place` in words: '第26–28行', 'Sheet1!C5', '第3页'. Empty where nothing is known."""
    chinese = language == "zh"
    parts: list[str] = []
    if place.page:
        parts.append(f"第{place.page}页" if chinese else f"page {place.page}")
    if place.sheet and place.cell:
        parts.append(f"{place.sheet}!{place.cell}")
    elif place.sheet or place.cell:
        parts.append(place.sheet or place.cell or "")
    if place.grid:
        parts.append(f"第{place.grid}个表格" if chinese else f"grid {place.grid}")
    if place.row and not place.cell and (place.grid or not place.line):
        parts.append(f"第{place.row}行" if chinese else f"row {place.row}")
    if place.line and not place.grid:
        parts.append(_lines(place.line, place.end_line or place.line, chinese))
    if place.column and not place.cell:
        parts.append(f"第{place.column}列" if chinese else f"column {place.column}")
    return ("" if chinese and not (place.sheet or place.cell) else " " if chinese else ", ").join(parts)


def table_name(number: int, language: Language) -> str:
    """'第2张表', 'table 2'."""
    return f"第{number}张表" if language == "zh" else f"Table {number}"


def sentence(text: str, language: Language) -> str:
    """`text` with its full stop, once."""
    stops = "。！？.!?…"
    return text if not text or text[-1] in stops else text + ("。" if language == "zh" else ".")


def _lines(first: int, last: int, chinese: bool) -> str:
    if first == last:
        return f"第{first}行" if chinese else f"line {first}"
    return f"第{first}–{last}行" if chinese else f"lines {first}–{last}"


OPINION: dict[int, Text] = {
    1: Text("指标不够完整", "indicators incomplete"),
    2: Text("指标不够细化、量化", "indicators not specific or not quantified"),
    3: Text("指标与项目的相关性不够", "indicators hardly related to the project"),
    4: Text("指标与指标值不匹配", "indicator and target do not fit"),
    5: Text("建议拆分指标", "indicator to be split"),
    6: Text("一级指标类型错误", "wrong level-1 type"),
    7: Text("二级指标类型错误", "wrong level-2 type"),
    8: Text("建议增加明确效益指标", "a clear benefit indicator to be added"),
    9: Text("建议增加明确产出指标", "a clear output indicator to be added"),
    10: Text("建议增加满意度指标", "a satisfaction indicator to be added"),
    11: Text("其他", "other"),
}
DECISION: tuple[Text, ...] = (
    Text("同意报送", "Accepted"),
    Text("修改后报送", "To be amended"),
    Text("退回修改", "Returned for correction"),
)

PAGE: dict[str, Text] = {
    "annotated": Text("原文批注", "The filing, annotated"),
    "language": Text("语言", "Language"),
    "filer_view": Text("修改清单（填报人）", "To do (for the filer)"),
    "reviewer_view": Text("审核视图（审核人）", "Review (for the reviewer)"),
    "todo_note": Text(
        "按表内顺序列出。改好一条勾一条，勾选记在本机浏览器里。",
        "In the order of the form. Tick off what is done; this browser remembers the ticks.",
    ),
    "tick": Text("已处理", "Done"),
    "done": Text("条已处理", "done"),
    "shown": Text("条", "shown"),
    "filter": Text("筛选", "Filter"),
    "search": Text("查找", "Search"),
    "all": Text("全部", "all"),
    "table": Text("表", "Table"),
    "only_open": Text("只看未处理", "Open only"),
    "copy_it": Text("复制", "Copy"),
    "box": Text("页面坐标（点）", "box (points)"),
    "follows": Text("由它引起，改好后多半自行消失", "These follow from it and are likely to go with it"),
    "first_of": Text("以上是前", "Above: the first"),
    "the_rest": Text("其余，编号", "the rest, numbers"),
    "by_rule": Text("按规则汇总", "By rule"),
    "by_rule_note": Text(
        "“未通过/已查”以表计：规则不适用或无法评判的表不算在内。意见代码用于填写审核意见。",
        "Failed / examined, in tables; those where a rule does not apply or could not be evaluated are left out.",
    ),
    "denominator": Text("未通过/已查", "Failed / examined"),
    "evidence": Text("证据", "Evidence"),
    "opinion": Text("意见代码", "Opinion code"),
    "decision": Text("审核决定", "Decision"),
    "remarks": Text("审核意见：", "Remarks:"),
    "reviewer": Text("审核人（签字）：", "Reviewer (signature):"),
    "second_reviewer": Text("复核人（签字）：", "Second reviewer (signature):"),
    "date": Text("日期：", "Date:"),
    "against": Text("对照表式：", "Checked against"),
    "receipt": Text("校验回执", "Receipt"),
    "receipt_note": Text(
        "用 jixiao receipt verify 报告 文件 可核对：校验的是不是这份文件，文件和报告此后改没改过。",
        "jixiao receipt verify REPORT FILING tells whether this very file was checked, and whether either changed since.",
    ),
    "report": Text("预算绩效填报校验报告", "Report on a budget performance filing"),
    "report_of_many": Text("预算绩效填报校验汇总", "Budget performance filings checked"),
    "skip": Text("跳到问题清单", "Skip to the findings"),
    "contents": Text("目录", "Contents"),
    "verdict": Text("校验结论", "Verdict"),
    "next": Text("下一步", "What to do next"),
    "counts": Text("问题数量", "Findings"),
    "family": Text("类别", "Family"),
    "file": Text("文件", "File"),
    "fingerprint": Text("文件指纹（SHA-256）", "Fingerprint (SHA-256)"),
    "forms": Text("识别出的表", "Forms recognised"),
    "no_forms": Text("没有识别出任何绩效表", "no performance form was recognised"),
    "tool": Text("校验工具", "Tool"),
    "findings": Text("修改清单", "Findings"),
    "none": Text("没有发现问题。", "Nothing was found."),
    "accepted": Text("已同意保留", "Accepted"),
    "accepted_note": Text(
        "以下问题经人同意，在期限内不计入结论；期限一过即重新计入。",
        "Somebody agreed to leave these until a day; until then they do not count, and after it they do.",
    ),
    "accepted_by": Text("同意人", "Approver"),
    "accepted_until": Text("期限", "Until"),
    "accepted_reason": Text("理由", "Reason"),
    "whole_file": Text("整份文件", "The whole file"),
    "whole_table": Text("全表", "whole table"),
    "filed": Text("填报", "Filed"),
    "blank": Text("（空白）", "(blank)"),
    "expected": Text("应为", "Expected"),
    "arithmetic": Text("计算", "Arithmetic"),
    "fix": Text("怎样改", "How to mend"),
    "why": Text("为什么", "Why"),
    "whys": Text("为什么：各条规则的要求与依据", "Why: what each rule asks for, and its basis"),
    "related": Text("相关位置", "See also"),
    "finding_many": Text("处", "findings"),
    "rule": Text("规则", "Rule"),
    "number": Text("编号", "No."),
    "place": Text("位置", "Place"),
    "indicator": Text("指标", "Indicator"),
    "form": Text("原表与标记", "The form, marked"),
    "form_note": Text(
        "照原表重画，左边是原文的行号。带编号的方框对应上面的问题，点编号可往返；虚线编号表示该格与问题相关。",
        "The form as filed; on the left, its own row or line numbers. "
        "A number leads to its finding and back; a dashed one marks a cell that belongs to the evidence.",
    ),
    "laid_out": Text("原文没有表格线，按读到的内容排成表", "the text has no table; laid out as it was read"),
    "funds": Text("资金", "Funds"),
    "item": Text("名目", "Item"),
    "amount": Text("金额", "Amount"),
    "column": Text("栏目", "Column"),
    "goals": Text("绩效目标", "Goals"),
    "indicators": Text("绩效指标", "Indicators"),
    "no_indicators": Text("本表没有读到三级指标。", "No third-level indicator was read from this form."),
    "level1": Text("一级指标", "Level 1"),
    "level2": Text("二级指标", "Level 2"),
    "level3": Text("三级指标", "Indicator"),
    "target": Text("指标值", "Target"),
    "medium_target": Text("中期指标值", "Medium-term target"),
    "annual_target": Text("年度指标值", "Annual target"),
    "actual": Text("实际完成值", "Actual"),
    "weight": Text("分值", "Points"),
    "score": Text("得分", "Score"),
    "reason": Text("原因分析", "Reason"),
    "note": Text("指标说明", "Explanation"),
    "year": Text("年度", "Year"),
    "unit": Text("金额单位", "Money unit"),
    "department": Text("部门（单位）", "Department"),
    "project": Text("项目", "Project"),
    "period": Text("项目期", "Project period"),
    "reading": Text("读取说明", "How it was read"),
    "reading_note": Text(
        "工具把表里的文字认成什么、读取时修补了什么。认错了，相应的问题也不成立，请反馈。",
        "What the form's words were taken for, and what was mended. Where this is wrong, so are the findings on it.",
    ),
    "as_filed": Text("原文", "As filed"),
    "understood": Text("认作", "Taken for"),
    "repairs": Text("修补", "Mended"),
    "doubts": Text("读取存疑，相关规则未评判", "Reading in doubt; rules on it were not evaluated"),
    "bound": Text("识别", "Recognised"),
    "profile": Text("审核口径", "Profile"),
    "own_form": Text("本地表式", "Own form"),
    "nothing_to_say": Text("按原样读取，没有修补。", "Read as it stands; nothing was mended."),
    "ledger": Text("校验台账", "Ledger of checks"),
    "ledger_note": Text(
        "每条规则在每张表上的结果。没有列为“通过”的，就没有通过。",
        "What each rule did on each table. What is not listed as passed has not passed.",
    ),
    "rules": Text("条规则", "rules"),
    "results": Text("结果", "Results"),
    "crashed": Text("规则自身出错，未能运行", "the rule itself failed to run"),
    "index_link": Text("返回汇总", "Back to the list"),
    "filings": Text("份文件", "filings"),
    "tables": Text("表", "Tables"),
    "reasons": Text(
        "通过的算式；不适用、无法评判的原因",
        "The arithmetic of what passed; why a check was not applicable or could not be evaluated",
    ),
    "what": Text("情况", "What happened"),
    "layout": Text("版式", "Layout"),
    "doubtful": Text("存疑", "in doubt"),
    "limits": Text(
        "本报告由程序依照填报内容逐条比对得出，不判断指标是否合适、内容是否属实，不代替人工审核。",
        "This report holds the filing against itself and its form. Whether it is apt and true remains for a reviewer.",
    ),
}
