"""Conversion of request values to the stored response, derived from the declared fields."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timezone
from typing import Any
from urllib.parse import urlsplit

from pinads.emulator.messages import RowRefused
from pinads.sdk.schema.fields import Field, Spec, fields_of
from pinads.sdk.schema.marks import Mode
from pinads.sdk.schema.objects import TrackingUrls

MOST_TRACKING_URLS = 3
_GIVEN_BY_THE_SERVER = ("id", "ad_account_id")
_PLAIN = ("string", "integer", "number", "boolean")


def defaults(fields: Mapping[str, Field]) -> dict[str, Any]:
    """Return the server's defaults of the fields that a create request can omit."""
    return {
        name: field.default
        for name, field in fields.items()
        if field.writable(Mode.CREATE) and field.in_record and field.default is not None and field.default != field.cleared_by
    }


def merged(fields: Mapping[str, Field], before: Mapping[str, Any], given: Mapping[str, Any], mode: Mode) -> dict[str, Any]:
    """Merge the values of a request into an entity; unknown names are ignored, as the API does."""
    after = dict(before)
    for name, value in given.items():
        field = fields.get(name)
        if field is None or name in _GIVEN_BY_THE_SERVER or not field.writable(mode) or not field.in_record:
            continue
        if value is None or value == field.cleared_by:
            if field.spec.nullable:
                after[name] = None
        else:
            after[name] = stored(field.spec, value, name)
    return after


def stored(spec: Spec, value: Any, name: str) -> Any:
    """Convert a value to the form that responses have."""
    if spec.is_id and isinstance(value, str):
        return value.lstrip("AGC")
    if spec.fields is fields_of(TrackingUrls):
        return _tracking_urls(value, name)
    return _without_nulls(value)


Shape = tuple[tuple[str, bool], ...]
"""The names of a response's fields; True for those that are null without a value, and not left out."""


def response_shape(fields: Mapping[str, Field], derived: tuple[str, ...]) -> Shape:
    """Return the fields of a response, except those that are derived on reading.

    Only plain values without choices can be null: there every validator of Pinterest's description accepts it.
    """
    return tuple(
        (name, field.spec.nullable and field.spec.kind in _PLAIN and not field.spec.choices)
        for name, field in fields.items()
        if field.in_record and name not in derived
    )


def response_form(shape: Shape, doc: Mapping[str, Any]) -> dict[str, Any]:
    """Return an entity as it is stored and returned."""
    form = {}
    for name, as_null in shape:
        value = doc.get(name)
        if value is not None or as_null:
            form[name] = value
    return form


def check_money(fields: Mapping[str, Field], given: Mapping[str, Any]) -> None:
    """Refuse amounts of money that are not above zero."""
    for name, value in given.items():
        if name in fields and fields[name].spec.unit == "micros" and value is not None and value <= 0:
            raise RowRefused(f"Invalid {name}: {value} is not above zero")


def check_ended(fields: Mapping[str, Field], before: Mapping[str, Any], after: Mapping[str, Any], now: int) -> None:
    """Refuse new values that can no longer be set, by the emulator's clock."""
    today = datetime.fromtimestamp(now, timezone.utc).date().isoformat()
    for name, field in fields.items():
        for ending in field.spec.endings:
            value = after.get(name)
            if value in ending.values and value != before.get(name) and today > ending.date:
                raise RowRefused(f"Invalid {name}: {value} cannot be set after {ending.date}: {ending.replacement}")


def check_schedule(doc: Mapping[str, Any]) -> None:
    """Refuse an end that is not after the start."""
    start, end = doc.get("start_time"), doc.get("end_time")
    for name, value in (("start_time", start), ("end_time", end)):
        if value is not None and value < 0:
            raise RowRefused(f"Invalid {name}: {value} is not a time")
    if start is not None and end is not None and end <= start:
        raise RowRefused(f"Invalid end_time: {end} is not after start_time {start}")


def _without_nulls(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_nulls(item) for name, item in value.items() if item is not None}
    return [_without_nulls(item) for item in value] if isinstance(value, list) else value


def _tracking_urls(value: Mapping[str, Any], name: str) -> dict[str, Any] | None:
    kept = {}
    for event, urls in value.items():
        if not isinstance(urls, list):
            continue
        if len(urls) > MOST_TRACKING_URLS:
            raise RowRefused(f"Invalid {name}.{event}: at most {MOST_TRACKING_URLS} URLs an event, got {len(urls)}")
        # The API silently drops invalid URLs.
        kept[event] = [url for url in urls if isinstance(url, str) and _is_url(url)]
    return {event: urls for event, urls in kept.items() if urls} or None


def _is_url(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and not any(map(str.isspace, text))
    except ValueError:
        return False
