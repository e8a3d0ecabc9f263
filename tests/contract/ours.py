"""What pinads has of the API: the declarations of each operation laid out flat, a path and what stands there."""

from __future__ import annotations

from typing import Any

from pinads.sdk import Ad, AdAccount, AdGroup, Audience, Campaign, CustomerList, Keyword
from pinads.sdk.http.operations import Operation
from pinads.sdk.record import BaseRecord, record_fields
from pinads.sdk.reports.analytics import AnalyticsQuery
from pinads.sdk.reports.marketing_mix import MarketingMixRequest
from pinads.sdk.reports.request import ReportRequest, TemplateReportQuery
from pinads.sdk.reports.targeting_analytics import LEVELS, TargetingAnswer
from pinads.sdk.reports.templates import ReportTemplate
from pinads.sdk.schema.fields import Field, Spec, fields_of
from pinads.sdk.schema.marks import Mode
from tests.contract.restate import Flat

MODELS: list[type[BaseRecord]] = [Ad, AdAccount, AdGroup, Audience, Campaign, CustomerList, Keyword]

# Our patterns, and what they are held to. An id has 18 digits at most wherever the API says so in one place: in paths.
PATTERNS = {
    "[0-9]{1,18}": "id",
    "(AG)?[0-9]{1,18}": "AG?id",
    "C?[0-9]{1,18}": "C?id",
    "(AG|C)?[0-9]{1,18}": "(AG|C)?id",
    "[0-9]+": "/^[0-9]+$/",
    r"[0-9]+\+?": r"/^\d+\+?$/",
    "[0-9]{4}-[0-9]{2}-[0-9]{2}": r"/^\d{4}-\d{2}-\d{2}$/",
}


def declared(spec: Spec, mode: Mode, path: str = "", required: bool = False, nullable: bool | None = None) -> Flat:
    """What our declarations say of a value and all that is in it."""
    words = (["required"] if required else []) + (["null"] if (spec.nullable if nullable is None else nullable) else [])
    flat = {path: " ".join([spec.kind, *_limits(spec), *words])}
    if spec.items is not None:
        flat |= declared(spec.items, mode, path + "[]")
    for field in (spec.fields or {}).values():
        if field.in_record if mode is Mode.RECORD else field.writable(mode):
            flat |= declared_field(field, mode, path)
    if spec.others is not None:
        flat |= declared(spec.others, mode, f"{path}.*".lstrip("."))
    return flat


def declared_field(field: Field, mode: Mode, path: str = "") -> Flat:
    return declared(field.spec, mode, f"{path}.{field.name}".lstrip("."), field.required(mode), field.nullable(mode))


def _limits(spec: Spec) -> list[str]:
    low, high = (spec.min_items, spec.max_items) if spec.kind == "array" else (spec.minimum, spec.maximum)
    words = [] if low is None and high is None else [f"{low if low else 0 if spec.kind != 'array' else ''}..{'' if high is None else high}"]
    if spec.max_length is not None:
        words.append(f"len..{spec.max_length}")
    if spec.pattern is not None:
        words.append(PATTERNS[spec.pattern.regex])
    return [*words, "{" + " ".join(spec.choices) + "}"] if spec.choices else words


def declared_fields(owner: type) -> Flat:
    """What a query or a body of its own declares."""
    flat: Flat = {}
    for field in fields_of(owner).values():
        flat |= declared_field(field, Mode.CREATE)
    return flat


def _of_models() -> dict[str, dict[str, Flat]]:
    found: dict[str, dict[str, Flat]] = {}
    for model in MODELS:
        for verb in ("list", "get", "create", "update"):
            if (model, verb) == (AdAccount, "update"):
                continue  # The API cannot change an ad account.
            parts = found.setdefault(Operation.of(model.RESOURCE, verb).name, {})
            if verb == "list":
                parts["query"] = declared_fields(model.FILTERS)
            if verb == "get":
                parts["answer"] = declared(Spec("object", fields=record_fields(model)), Mode.RECORD)
            if verb in ("create", "update"):
                mode = Mode.CREATE if verb == "create" else Mode.UPDATE
                parts["body"] = declared(model.body_spec(mode), mode)
    return found


def _ours() -> dict[str, dict[str, Flat]]:
    report = dict.fromkeys(("", "report_status", "url", "size", "token", "message"), "")
    # Versions before 5.28 answer in "data" what 5.28 answers at the top.
    mix = dict.fromkeys([*report, "code", "status", "data", *(f"data.{name}" for name in (*report, "status") if name)], "")
    body = {"": "object", **declared_fields(ReportRequest)}
    measured: dict[str, Any] = {"query": declared_fields(AnalyticsQuery)}
    rows = declared(Spec("object", fields=fields_of(TargetingAnswer)), Mode.RECORD)
    return {
        **_of_models(),
        **{level.operation: {"query": declared_fields(level.query), "answer": rows} for level in LEVELS.values()},
        **{f"{name}/analytics": measured for name in ("ad_account", "campaigns", "ad_groups", "ads", "ad_pins")},
        "analytics/create_report": {"body": body, "answer": report},
        "analytics/get_report": {"query": {"token": ""}, "answer": report},
        "analytics/create_mmm_report": {"body": {"": "object", **declared_fields(MarketingMixRequest)}, "answer": mix},
        "analytics/get_mmm_report": {"query": {"token": ""}, "answer": mix},
        "templates/list": {"query": declared_fields(ReportTemplate.FILTERS)},
        "analytics/create_template_report": {"query": declared_fields(TemplateReportQuery), "answer": {**report, "template_id": ""}},
    }


OURS = _ours()
"""By operation and part (query, body, answer), what we declare; what is not declared but used has an empty word."""
