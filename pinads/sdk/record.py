"""The base of all records: an entity over the wire's JSON."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from pinads.sdk.errors import InvalidType, UnknownField
from pinads.sdk.http.operations import Operation, Resource
from pinads.sdk.outcomes import Verdict, read_items, read_single, verdict_error
from pinads.sdk.schema.fields import Fields, Spec, fields_of, request_fields
from pinads.sdk.schema.marks import Mode
from pinads.sdk.schema.messages import nearest
from pinads.sdk.schema.validation import write_body

if TYPE_CHECKING:
    from typing_extensions import Self

    from pinads.sdk.client import Client


class BaseRecord:
    """One entity as the server sent it.

    Declared fields are attributes; one that the server left out is None. Fields that the server sent beyond them
    are attributes too. Nothing can be assigned: change an entity with ``update_fields``.
    """

    RESOURCE: ClassVar[Resource]
    FILTERS: ClassVar[type]
    ALIASES: ClassVar[dict[str, str]] = {}

    @classmethod
    def from_wire(cls, wire: dict[str, Any], client: Client | None = None, ad_account_id: str | None = None) -> Self:
        """Make a record from the JSON object of one entity; no request is sent."""
        record = cls.__new__(cls)
        record._fill(wire, client, ad_account_id)
        return record

    def _fill(self, wire: dict[str, Any], client: Client | None, account: str | None) -> None:
        self.__dict__.update(_wire=wire, _client=client, _account=account or wire.get("ad_account_id"))

    def _refuse_arguments(self, kwargs: Mapping[str, Any]) -> None:
        for name in kwargs:
            raise UnknownField(f"Invalid argument {name!r}: {type(self).__name__}() takes no such argument", name)

    def __getattr__(self, name: str) -> Any:
        wire = self.__dict__.get("_wire", {})
        if name in wire:
            return wire[name]
        if name == "ad_account_id" and self.__dict__.get("_account"):
            return self.__dict__["_account"]
        declared = fields_of(type(self))
        if name in declared and declared[name].in_record:
            return None
        # Without a name Python adds no suggestion of its own to the one that is in the message.
        message = f"{type(self).__name__} has no attribute {name!r}{nearest(name, declared)}"
        raise AttributeError(message, name=None)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"cannot assign {name!r}: use update_fields({name}=...) to change it at Pinterest")

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *self.wire, *fields_of(type(self))})

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, BaseRecord) or type(other) is not type(self):
            return NotImplemented
        return bool(self._key == other._key)

    def __hash__(self) -> int:
        return hash(self._key)

    @property
    def _key(self) -> tuple[Any, Any]:
        return self._account, self.wire.get("id")

    def __reduce__(self) -> tuple[Any, ...]:
        # A client holds locks and connections; a copy, or a record in another process, uses the default client.
        return _from_parts, (type(self), dict(self.wire), self._account)

    def __repr__(self) -> str:
        wire = self.wire
        shown = {name: wire.get(name) for name in ("id", "name", "status") if wire.get(name) is not None}
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in shown.items())})"

    @property
    def wire(self) -> Mapping[str, Any]:
        """The JSON object as the server sent it, not a copy: read it, do not change it."""
        wire: dict[str, Any] = self.__dict__["_wire"]
        return wire

    def to_dict(self) -> dict[str, Any]:
        """Copy the JSON object as the server sent it, unknown fields included."""
        return copy.deepcopy(self.__dict__["_wire"])

    @classmethod
    def body_spec(cls, mode: Mode) -> Spec:
        """Make the Spec of the whole body of a create or update request."""
        row = cls.row_spec(mode)
        if not cls.RESOURCE.batch:
            return row
        array = Spec("array", items=row)
        array.min_items, array.max_items = 1, cls.RESOURCE.rows_a_request
        return array

    @classmethod
    def row_spec(cls, mode: Mode) -> Spec:
        """Make the Spec of one entity in a create or update request."""
        key = cls, mode
        if key not in _rows:
            fields = request_fields(cls, mode)
            if mode is Mode.UPDATE and cls.RESOURCE.batch:
                fields["id"] = fields_of(cls)["id"].needed(mode)
            _rows[key] = Spec("object", fields=fields)
        return _rows[key]

    @classmethod
    def prepare(cls, given: Mapping[str, Any], mode: Mode, account: str) -> dict[str, Any]:
        """Build the checked body of one entity of a write; send nothing.

        Raises:
            InvalidInput: a field, type or choice that the API would refuse.
        """
        aliases, given = cls.ALIASES, dict(given)
        if not aliases.keys().isdisjoint(given):
            creates = mode is Mode.CREATE
            given = {aliases.get(key, key): value for key, value in given.items() if not (creates and value is None and key in aliases)}
        if not given.get("extra", True):
            del given["extra"]
        if mode is Mode.UPDATE and set(given) <= {"id"}:
            raise InvalidType(f"Invalid update: it names no field of the {cls.RESOURCE.noun} to change")
        fields = cls.row_spec(mode).fields
        assert fields is not None
        if mode is Mode.UPDATE and not cls.RESOURCE.batch:
            given = {name: value for name, value in given.items() if name != "id"}
        body = write_body(fields, given, mode, {"ad_account_id": account}, fields_of(cls))
        cls.check_together(body if body.keys() <= given.keys() else {name: body[name] for name in body if name in given}, {})
        return body

    @classmethod
    def check_together(cls, body: Mapping[str, Any], before: Mapping[str, Any]) -> None:
        """Check the fields of a write against each other and the entity's current fields; most records have no such rule.

        Raises:
            InvalidInput: fields that do not go together.
        """

    @classmethod
    def _group_of(cls, body: dict[str, Any]) -> Any:
        """Return the value that all rows of one request must share."""
        return None

    @classmethod
    def _pack(cls, bodies: list[dict[str, Any]], mode: Mode) -> Any:
        """Combine the bodies of rows into the body of a request."""
        return bodies if cls.RESOURCE.batch else bodies[0]

    @classmethod
    def _unpack(cls, answer: Any, bodies: list[dict[str, Any]], mode: Mode) -> list[Verdict]:
        """Read the verdict of an answer on each row."""
        if cls.RESOURCE.batch:
            return read_items(answer, [body.get("id") for body in bodies])
        return [read_single(answer, echoed=mode is Mode.UPDATE)]

    @classmethod
    def _send(cls, bodies: list[dict[str, Any]], mode: Mode, path: str, client: Client) -> list[Verdict]:
        """Send the bodies in one request, and read the verdict on each."""
        operation = Operation.of(cls.RESOURCE, "create" if mode is Mode.CREATE else "update")
        answer = client.request(operation, path, body=cls._pack(bodies, mode))
        request_id = client.latest_request_id
        return [verdict._replace(request_id=request_id) for verdict in cls._unpack(answer, bodies, mode)]

    @classmethod
    def _send_one(cls, body: dict[str, Any], mode: Mode, path: str, client: Client) -> dict[str, Any]:
        """Send the body of one entity, and return the entity as the server answers it.

        Raises:
            Rejected, UnknownOutcome: the verdict is not that it was applied.
        """
        verdict = cls._send([body], mode, path, client)[0]
        error = verdict_error(verdict, Operation.of(cls.RESOURCE, "create" if mode is Mode.CREATE else "update"))
        if error is not None:
            raise error
        assert verdict.data is not None
        return verdict.data

    @classmethod
    def _fetch_by_ids(
        cls, account: str, ids: Sequence[str], client: Client, parents: Mapping[str, str], most: int | None, concurrency: int
    ) -> dict[str, Self]:
        """Fetch entities by id and leave out those that are not found.

        The arguments are those of ``pinads.sdk.bulk.lookup.fetch_by_ids``, with each id once. Here none is found: what has no
        updates, such as ad accounts, is never compared.
        """
        return {}

    @classmethod
    def _iter_inside(cls, account: str, parents: Sequence[str], client: Client, newest_first: bool) -> Iterator[Self]:
        """Iterate over the entities of some parents, of every status; newest first where the listing can be sorted.

        Here there are none: ad accounts have no parent to look in.
        """
        return iter(())


_rows: dict[tuple[type[BaseRecord], Mode], Spec] = {}
_records: dict[type[Any], Fields] = {}


def _from_parts(model: type[BaseRecord], wire: dict[str, Any], account: str | None) -> BaseRecord:
    return model.from_wire(wire, None, account)


def record_fields(model: type[Any]) -> Fields:
    """Find the fields that answers have."""
    if model not in _records:
        _records[model] = Fields((name, field) for name, field in fields_of(model).items() if field.in_record)
    return _records[model]


_NOT_FIELDS = ("cls", "self", "ad_account_id", "client")


def arguments(local: Mapping[str, Any]) -> dict[str, Any]:
    """Collect the arguments of a documented method from its ``locals()``, ``**kwargs`` included."""
    given = {name: value for name, value in local.items() if name not in _NOT_FIELDS and name != "kwargs"}
    return {**given, **local.get("kwargs", {})}
