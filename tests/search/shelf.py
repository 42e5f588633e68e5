"""Two small fictional policies to search in."""

from assistant.domain import Clause, Policy, Responsibility


def make_clause(policy_id: str, number: str, title: str, text: str, *units: str) -> Clause:
    parts = tuple(Responsibility("责任单位", unit, unit) for unit in units)
    return Clause(policy_id, number, ("二", number), ("支持措施",), title, text, f"第{number}项", "item", parts)


RIVER = Policy(
    id="river-2030",
    title="河东区支持养鱼若干措施",
    document_number="河政发〔2030〕7号",
    issuer=None,
    issued=None,
    clauses=(
        make_clause("river-2030", "1", "鱼塘改造", "对改造鱼塘的农户，每亩补助３００ 元。", "区农业农村局", "区财政局"),
        make_clause("river-2030", "2", "鱼苗", "向养殖户免费发放鱼苗。养殖户在春季登记领取。", "区农业农村局"),
        make_clause("river-2030", "3", "渔家乐", "新开的渔家餐馆给予一次性奖励。", "区文旅局"),
    ),
    unit_aliases={"区农业农村局": ("农业局", "农委")},
)
HILL = Policy(
    id="hill-2031",
    title="山南县茶叶扶持办法",
    document_number="山政字〔2031〕12号",
    issuer=None,
    issued=None,
    clauses=(
        make_clause("hill-2031", "1", "茶园改造", "对改造茶园的农户，每亩补助500元。", "县农业农村局"),
        make_clause("hill-2031", "2", "茶叶节", "举办茶叶节，对获奖茶农给予奖励。", "县文旅局"),
    ),
)
POLICIES = (RIVER, HILL)
CLAUSES = (*RIVER.clauses, *HILL.clauses)
