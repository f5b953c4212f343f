"""As much of JSON Schema as the pack's schemas use: enough to hold a document against one."""

from typing import Any

KINDS: dict[str, type | tuple[type, ...]] = {
    "object": dict, "array": list, "string": str, "boolean": bool, "null": type(None),
    "integer": int, "number": (int, float),
}  # fmt: skip
KEYWORDS = {
    "$schema", "$defs", "$ref", "title", "description", "type", "properties", "required",
    "additionalProperties", "items", "anyOf", "enum", "const", "default", "discriminator",
    "minLength", "format",
}  # fmt: skip


def fits(value: Any, schema: dict[str, Any], whole: dict[str, Any]) -> bool:
    """Whether *value* is as *schema* says; *whole* holds what it refers to."""
    assert set(schema) <= KEYWORDS, set(schema) - KEYWORDS  # a word unread would let all pass
    if "$ref" in schema:
        return fits(value, whole["$defs"][schema["$ref"].rpartition("/")[2]], whole)
    if "anyOf" in schema and not any(fits(value, one, whole) for one in schema["anyOf"]):
        return False
    if "enum" in schema and value not in schema["enum"]:
        return False
    if "const" in schema and value != schema["const"]:
        return False
    kind = schema.get("type")
    if kind and (
        not isinstance(value, KINDS[kind]) or (isinstance(value, bool) and kind != "boolean")
    ):
        return False
    if isinstance(value, dict):
        return _object(value, schema, whole)
    if isinstance(value, list) and "items" in schema:
        return all(fits(part, schema["items"], whole) for part in value)
    return not isinstance(value, str) or len(value) >= schema.get("minLength", 0)


def _object(value: dict[str, Any], schema: dict[str, Any], whole: dict[str, Any]) -> bool:
    known = schema.get("properties", {})
    if not set(schema.get("required", ())) <= set(value):
        return False
    other = schema.get("additionalProperties", True)
    for key, part in value.items():
        rule = known.get(key, other)
        if rule is False or (isinstance(rule, dict) and not fits(part, rule, whole)):
            return False
    return True
