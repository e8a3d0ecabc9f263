"""pinads customer-lists ..."""

from __future__ import annotations

from typing import Annotated

from pinads.cli.framework.commands import Group, command
from pinads.cli.framework.field_options import Writable
from pinads.cli.framework.parameters import FIELDS, argument, option
from pinads.cli.main import GROUPS
from pinads.cli.options.common import Confirming, Creating, ExcludeNca, Getting, Ids, Listing, MaybeIds, Order, Updating
from pinads.cli.options.global_options import InContext
from pinads.cli.options.resource_lists import CUSTOMER_LIST_COLUMNS, list_customer_lists
from pinads.cli.options.template_command import add_template
from pinads.cli.options.uploads import SheetUploading, Uploading
from pinads.sdk.customers.upload import Target
from pinads.sdk.errors import InvalidInput
from pinads.sdk.resources.customer_lists import CustomerList
from pinads.sdk.schema.fields import fields_of
from pinads.sdk.schema.marks import Mode
from pinads.sdk.schema.validation import entity_id, invalid_choice
from pinads.services import uploads, writes
from pinads.services.inputs.field_values import FieldValues
from pinads.services.inputs.ids import ids_of
from pinads.services.inputs.parsers import people
from pinads.services.listing.listings import get_by_ids
from pinads.services.results import EntityList, Plan, SingleEntity, Value, WriteResult

group = Group(GROUPS["customer-lists"])
load = group.build

TYPES = tuple(fields_of(CustomerList)["list_type"].spec.choices or ())

OneId = Annotated[str, argument("ID|NAME", "The customer list's id or name.")]
RecordsFile = Annotated[
    str | None,
    option(
        "--records",
        help="Records only, one per line or separated by commas: @FILE, or - for standard input.",
        metavar="@FILE",
        panel=FIELDS,
    ),
]
CustomersFile = Annotated[
    str | None,
    option("--file", help="Customers from CSV, JSONL or a workbook, or one per line; - is standard input.", metavar="FILE", panel=FIELDS),
]
ListTypeOption = Annotated[
    str | None,
    option("--list-type", help="Type of the list's records, if not e-mail addresses.", metavar="TYPE", panel=FIELDS, choices=TYPES),
]


@command(group, "list")
def list_(context: InContext, listing: Listing, exclude_nca: ExcludeNca = False, order: Order = None) -> EntityList:
    """List customer lists.

    Examples:
        pinads customer-lists list
        pinads customer-lists list --filter status=READY
            --fields id,name,num_uploaded_user_records
    """
    return list_customer_lists(context, listing, exclude_nca, order)


@command(group)
def get(context: InContext, ids: Ids, showing: Getting) -> SingleEntity | EntityList:
    """Show customer lists.

    Examples:
        pinads customer-lists get 643000000001
        pinads customer-lists get 643000000001 643000000002 -o csv
    """
    return get_by_ids(context, CustomerList, ids, showing, CUSTOMER_LIST_COLUMNS)


@command(group, "create")
def create_(
    context: InContext, given: Annotated[FieldValues, Writable(CustomerList, Mode.CREATE)], uploading: Uploading, writing: Creating
) -> WriteResult | Plan | Value:
    """Create a customer list from options or a file of customers, or many lists.

    With --name and --file the customers of the file are hashed on this machine and sent in chunks. Without --name, each row of
    --file (JSON, JSONL or CSV with name and records) is a list. A file of customers must be a workbook or UTF-8; --encoding applies only
    to files of lists. On a terminal, pinads asks for missing values.

    Examples:
        pinads customer-lists create --name Leads --file leads.txt
        pinads customer-lists create --name Leads --list-type EMAIL
            --records @leads.txt
    """
    return uploads.create_list(context, given, uploading, writing)


add_template(group, CustomerList, "customer-lists")


@command(group, "update")
def update_(
    context: InContext, given: Annotated[FieldValues, Writable(CustomerList, Mode.UPDATE)], updating: Updating, ids: MaybeIds = None
) -> WriteResult | Plan:
    """Add records to customer lists or remove records, by --operation-type.

    Examples:
        pinads customer-lists update 643000000001 --operation-type ADD
            --records @leads.txt
        pinads customer-lists update 643000000001 --operation-type REMOVE
            --records @leads.txt --dry-run
    """
    return writes.update(context, CustomerList, ids, given, updating)


@command(group)
def add_records(
    context: InContext,
    list_id: OneId,
    uploading: SheetUploading,
    confirming: Confirming,
    file: CustomersFile = None,
    records: RecordsFile = None,
    list_type: ListTypeOption = None,
) -> WriteResult | Plan | Value:
    """Add records to a customer list.

    The customers of a --file are hashed on this machine and sent in chunks. Records never appear in logs, errors or the process list.

    Examples:
        pinads customer-lists add-records 643000000001 --file leads.txt
        pinads customer-lists add-records 643000000001 --file leads.txt --dry-run
    """
    return _change(context, Target(context.account, "ADD", list_id, list_type=list_type or "EMAIL"), (file, records), uploading, confirming)


@command(group)
def remove_records(
    context: InContext,
    list_id: OneId,
    uploading: SheetUploading,
    confirming: Confirming,
    file: CustomersFile = None,
    records: RecordsFile = None,
    list_type: ListTypeOption = None,
) -> WriteResult | Plan | Value:
    """Remove records from a customer list.

    The customers of a --file are hashed on this machine and sent in chunks. Records never appear in logs, errors or the process list.

    Examples:
        pinads customer-lists remove-records 643000000001 --file leads.txt
        pinads customer-lists remove-records 643000000001 --records @leads.txt
    """
    return _change(
        context, Target(context.account, "REMOVE", list_id, list_type=list_type or "EMAIL"), (file, records), uploading, confirming
    )


def _change(
    context: InContext, target: Target, sources: tuple[str | None, str | None], uploading: Uploading, confirming: Confirming
) -> WriteResult | Plan | Value:
    file, records = sources
    list_id = str(target.list_id)
    if target.list_type not in TYPES:
        raise invalid_choice(target.list_type, TYPES, "--list-type")
    if (file is None) == (records is None):
        raise InvalidInput("which records? Give --file FILE, or --records @FILE" if file is None else "give --file or --records", "--file")
    if list_id == "-" and "-" in sources:
        raise InvalidInput("standard input can be read only once: give '-' once", "--file" if file else "--records")
    if file is not None:
        uploading.check()
        wanted = entity_id(list_id, "ID") if list_id == "-" else ids_of(context, CustomerList, [list_id])[0]
        return uploads.upload_file(context, target._replace(list_id=wanted), file, uploading, confirming)
    uploading.refuse()
    values = {"operation_type": target.operation, "records": people(str(records), "--records", target.list_type)}
    return writes.set_fields(context, CustomerList, [list_id], values, "updated", confirming)
