"""The facts of a rule as JSON Schema, for forms and for programs."""

from assistant.award.schema import FactSpec, Rule

JsonSchema = dict[str, object]

_EXAMPLES: dict[str, tuple[str, ...]] = {
    "money": ("800000", "80万元"),
    "rate": ("0.8%", "千分之八"),
    "points": ("5", "5个百分点"),
    "count": ("100",),
    "number": ("100",),
}


def facts_schema(rule: Rule) -> JsonSchema:
    """JSON Schema of the facts one calculation takes; none is required, what is missing is asked for."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": rule.title,
        "type": "object",
        "properties": {spec.name: _property(spec) for spec in rule.facts},
        "additionalProperties": False,
    }


def _property(spec: FactSpec) -> JsonSchema:
    described: JsonSchema = {"title": spec.label, "description": spec.question, "x-kind": spec.kind}
    described |= {"x-optional": True} if spec.is_optional else {}
    if spec.kind == "option":
        return described | {"type": "string", "enum": list(spec.choices)}
    if spec.kind == "bool":
        return described | {"type": ["boolean", "string"], "enum": [True, False, "是", "否"]}
    if spec.kind == "date":
        return described | {"type": "string", "format": "date"}
    unit: JsonSchema = {"x-unit": spec.unit} if spec.unit else {}
    return described | unit | {"type": ["string", "number"], "examples": list(_EXAMPLES[spec.kind])}
