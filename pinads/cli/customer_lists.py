"""pinads customer-lists ..."""

from __future__ import annotations

from typing import Annotated

import typer

from pinads.cli.bundles import command
from pinads.cli.field_options import Given, Writable
from pinads.cli.groups import Group
from pinads.cli.listings import get_by_ids, list_entities
from pinads.cli.main import GROUPS
from pinads.cli.options import Confirming, Creating, Ids, Listing, MaybeIds, Order, Showing, Updating, option
from pinads.cli.results import Many, One, Plan, Written
from pinads.cli.session import Session
from pinads.cli.values import people
from pinads.cli.writing import create, set_fields, update
from pinads.sdk.customer_lists import CustomerList
from pinads.sdk.errors import InvalidInput
from pinads.sdk.fields import Mode

group = Group(GROUPS["customer-lists"])
load = group.build
COLUMNS = (
    "id",
    "name",
    "status",
    "num_uploaded_user_records",
    "num_removed_user_records",
    "num_batches",
    "updated_time",
    "created_time",
)

OneId = Annotated[str, typer.Argument(metavar="ID", help="The customer list's id.")]
RecordsFile = Annotated[
    str,
    option("--records", help="Records, one a line or joined by commas: @FILE, or - for standard input.", metavar="@FILE"),
]


@command(group, "list")
def list_(session: Session, listing: Listing, order: Order = None) -> Many:
    """List customer lists."""
    return list_entities(session, CustomerList, listing, COLUMNS, order=order)


@command(group)
def get(session: Session, ids: Ids, showing: Showing) -> One | Many:
    """Show customer lists."""
    return get_by_ids(session, CustomerList, ids, showing, COLUMNS)


@command(group, "create")
def create_(session: Session, given: Annotated[Given, Writable(CustomerList, Mode.CREATE)], writing: Creating) -> Written | Plan:
    """Create a customer list; --records @FILE keeps people's data out of the process list."""
    return create(session, CustomerList, given, writing, {})


@command(group, "update")
def update_(
    session: Session, given: Annotated[Given, Writable(CustomerList, Mode.UPDATE)], updating: Updating, ids: MaybeIds = None
) -> Written | Plan:
    """Add records to customer lists or remove some, as --operation-type says."""
    return update(session, CustomerList, ids, given, updating)


@command(group)
def add_records(session: Session, list_id: OneId, records: RecordsFile, confirming: Confirming) -> Written | Plan:
    """Add records to a customer list; they are never sent twice."""
    return _change(session, list_id, "ADD", records, "updated", confirming)


@command(group)
def remove_records(session: Session, list_id: OneId, records: RecordsFile, confirming: Confirming) -> Written | Plan:
    """Remove records from a customer list; they are never sent twice."""
    return _change(session, list_id, "REMOVE", records, "updated", confirming)


def _change(session: Session, list_id: str, operation: str, records: str, verb: str, confirming: Confirming) -> Written | Plan:
    if list_id == records == "-":
        raise InvalidInput("standard input can be read once: give '-' once", "--records")
    values = {"operation_type": operation, "records": people(records, "--records")}
    return set_fields(session, CustomerList, [list_id], values, verb, confirming)
