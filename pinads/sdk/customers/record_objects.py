"""Customer records that are objects (``records_v2``): each identifier is cleaned, or refused without repeating it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pinads.sdk.customers.normalize import EMPTY, are_bare_devices, recognise
from pinads.sdk.errors import InvalidInput

_KINDS = {
    "email": ("email", "hashed"),
    "maid": ("device", "hashed"),
    "hashed_phone_number": ("hashed",),
    "hashed_pinner_id": ("hashed",),
}
_WANTED = {"email": "an e-mail address or a hash", "maid": "a device id or a hash"}
_A_HASH = "a hash (SHA-256, SHA-1 or MD5)"


def cleaned_objects(records: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Clean the identifiers of records; a name or a telephone number in clear is never sent as one.

    Raises:
        InvalidInput: an identifier is invalid, or is in clear where a hash belongs. The value is not repeated.
    """
    devices = are_bare_devices(maid for one in records if isinstance(maid := one.get("maid"), str))
    return [
        {name: _cleaned(value, name, f"records_v2[{at}].{name}", devices and name == "maid") for name, value in one.items()}
        for at, one in enumerate(records)
    ]


def _cleaned(value: Any, name: str, where: str, devices: bool) -> Any:
    kinds = _KINDS.get(name)
    if kinds is None or not isinstance(value, str):
        return value
    found = recognise(value, devices)
    if found == EMPTY:
        return value
    if isinstance(found, str):
        raise InvalidInput(f"Invalid {where}: {found} (value not shown)", where)
    if found.kind not in kinds:
        raise InvalidInput(f"Invalid {where}: expected {_WANTED.get(name, _A_HASH)} (value not shown)", where)
    return found.text
