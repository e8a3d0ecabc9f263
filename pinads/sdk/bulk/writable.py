"""How a row of a write becomes a request, and what the answer says of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pinads.sdk.bulk.outcomes import Verdict, read_items, read_single, verdict_error
from pinads.sdk.errors import InvalidType
from pinads.sdk.http.operations import Operation
from pinads.sdk.record import Model
from pinads.sdk.schema.fields import fields_of
from pinads.sdk.schema.marks import Mode
from pinads.sdk.schema.validation import write_body

if TYPE_CHECKING:
    from pinads.sdk.client import Client


class Writes(Model):
    """A record that can be created, and perhaps updated."""

    @classmethod
    def prepare(cls, given: Mapping[str, Any], mode: Mode, account: str) -> dict[str, Any]:
        """One entity of a write's body, checked; sends nothing.

        Raises:
            InvalidInput: a field, type or choice that the API would refuse.
        """
        left_out = cls.ALIASES if mode is Mode.CREATE else {}
        given = {cls.ALIASES.get(name, name): value for name, value in given.items() if value is not None or name not in left_out}
        if not given.get("extra", True):
            del given["extra"]
        if mode is Mode.UPDATE and set(given) <= {"id"}:
            raise InvalidType(f"Invalid update: it names no field of the {cls.RESOURCE.noun} to change")
        fields = cls.row_spec(mode).fields
        assert fields is not None
        if mode is Mode.UPDATE and not cls.RESOURCE.batch:
            given = {name: value for name, value in given.items() if name != "id"}
        body = write_body(fields, given, mode, {"ad_account_id": account}, fields_of(cls))
        cls.check_together({name: value for name, value in body.items() if name in given}, {})
        return body

    @classmethod
    def check_together(cls, body: Mapping[str, Any], before: Mapping[str, Any]) -> None:
        """Hold the fields of a write against each other, and against what the entity has; most records have no such rule.

        Raises:
            InvalidInput: fields that do not go together.
        """

    @classmethod
    def _group_of(cls, body: dict[str, Any]) -> Any:
        """What the rows of one request must have in common."""
        return None

    @classmethod
    def _pack(cls, bodies: list[dict[str, Any]], mode: Mode) -> Any:
        """The body of a request out of its rows."""
        return bodies if cls.RESOURCE.batch else bodies[0]

    @classmethod
    def _unpack(cls, answer: Any, bodies: list[dict[str, Any]], mode: Mode) -> list[Verdict]:
        """What the answer says of each row."""
        if cls.RESOURCE.batch:
            return read_items(answer, [body.get("id") for body in bodies])
        return [read_single(answer, echoed=mode is Mode.UPDATE)]

    @classmethod
    def _send(cls, bodies: list[dict[str, Any]], mode: Mode, path: str, client: Client) -> list[Verdict]:
        operation = Operation.of(cls.RESOURCE, "create" if mode is Mode.CREATE else "update")
        answer = client.request(operation, path, body=cls._pack(bodies, mode))
        request_id = client.latest_request_id
        return [verdict._replace(request_id=request_id) for verdict in cls._unpack(answer, bodies, mode)]

    @classmethod
    def _settle(cls, verdict: Verdict, operation: Operation) -> dict[str, Any]:
        """The entity that a write answered, or the error that its verdict means."""
        error = verdict_error(verdict, operation)
        if error is not None:
            raise error
        assert verdict.data is not None
        return verdict.data
