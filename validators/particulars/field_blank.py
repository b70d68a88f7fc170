from __future__ import annotations

import pandas as pd

from ...schemas.vocabulary import vocabulary
from ..basis import REVIEW_CHECKLIST
from ..choice import either
from ..conventions import schemas
from ..placing import gathered
from ..rule import Frame, rule

_ASKED = [name for name, entry in vocabulary().fields.items() if entry.blank]


@rule(
    severity="info",
    basis=REVIEW_CHECKLIST,
    opinion=11,
    title=("表头表尾有空缺", "Blanks in the head or foot"),
    requirement="表头和表尾应当写明由谁填报、由谁负责。",
    why=(
        "公开件一般不显示签章，因此空缺只作提示，每张表只说一次。没有项目名称、自评表既没有填报人也没有联系电话、"
        "全表看不出填报单位的，作为警告。"
    ),
    zh="{listed}没有填写{why_zh}",
    en="{listed} left blank{why_en}",
    fix_zh="补填{listed}；公开件上的签章可以不显示，报送件必须齐全",
    fix_en="Fill in {listed}; a published copy may leave out seals and signatures, the copy filed may not",
    found="{listed}",
)
def field_blank(fields: Frame, tables: Frame) -> Frame:
    """The head and foot of a form say who files it and who answers for it.

    Seals and signatures do not survive publication, so a blank is information, and a form is told once. It is a warning
    where the form's schema requires the field, where a self-evaluation names neither a person nor a telephone to ask, and
    where nothing in the form says which unit files it.

    | table | id               | label          | text     | found |
    | ----- | ---------------- | -------------- | -------- | ----- |
    | 1     | reporting_unit   | 填报单位(盖章) |          | yes   |
    | 1     | leader_signature | 负责人（签字） |          |       |
    | 1     | department       | 部门名称       | 档案馆   |       |
    | 2     | contact          | 联系人         |          | yes   |
    | 2     | telephone        | 联系电话       |          |       |
    | 3     | contact          | 联系人         | 王某     |       |
    | 3     | main_tasks       | 主要内容       |          |       |
    | 4     | reporting_unit   | 填报单位       | 档案馆   |       |
    | 4     | reporting_unit   | 填报单位(盖章) |          |       |

    tables:

    | table | form                    | department |
    | ----- | ----------------------- | ---------- |
    | 1     | project-target          | 档案馆     |
    | 2     | project-self-evaluation | 档案馆     |
    | 3     | project-self-evaluation | 档案馆     |
    | 4     | project-target          | 档案馆     |
    """
    keys = ["filing", "table"]
    required = [schema.required for schema in schemas(tables)]
    asked = fields.loc[fields.id.isin([*_ASKED, *set().union(*required)])]
    filled = asked.text.str.strip().ne("").groupby([asked[key] for key in [*keys, "id"]]).transform("any")
    blank = asked.loc[~filled].merge(tables.loc[:, [*keys, "form", "department"]].assign(required=required), on=keys)
    if blank.empty:
        return blank.assign(offends=False)
    who = blank.assign(telephone=blank.id.eq("telephone"), contact=blank.id.eq("contact")).groupby(keys)
    nobody = who.telephone.transform("any") & who.contact.transform("any") & blank.form.str.endswith("self-evaluation")
    nobody &= blank.id.isin(["contact", "telephone"])
    no_unit = blank.id.eq("reporting_unit") & blank.department.isna()
    nameless = pd.Series(
        [name in must for name, must in zip(blank.id, blank.required, strict=True)], index=blank.index, dtype=bool
    )
    graded = blank.assign(grave=no_unit | nobody | nameless, shown=blank.label + "：")
    graded = graded.sort_values([*keys, "grave"], ascending=[True, True, False], kind="stable")
    worst = gathered(graded, "shown", shown=8)
    worst = worst.join(no_unit.rename("no_unit")).join(nobody.rename("nobody"))
    return worst.assign(
        offends=True,
        severity=either(worst.grave, "warning", "info"),
        why_zh=either(worst.no_unit, "，表内也没有单位名称，无法确定由谁填报", either(worst.nobody, "，有疑问时无人可问", "")),
        why_en=either(
            worst.no_unit, ", and nothing in the form names the unit", either(worst.nobody, ": nobody can be asked", "")
        ),
    )
