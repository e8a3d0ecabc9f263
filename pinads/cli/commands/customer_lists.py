"""pinads customer-lists ..."""

from __future__ import annotations

from typing import Annotated

from pinads.cli.command_list import GROUPS
from pinads.cli.framework.commands import Group, command
from pinads.cli.framework.option_groups import Bundle
from pinads.cli.framework.parameters import FIELDS, argument, option
from pinads.cli.options import common
from pinads.cli.options.global_options import InContext
from pinads.cli.options.template_command import add_template
from pinads.cli.options.uploads import SheetUploading, Uploading
from pinads.sdk.resources.customer_lists import CustomerList
from pinads.sdk.schema.choices import ListType
from pinads.sdk.schema.fields import spec_of
from pinads.sdk.schema.marks import Mode
from pinads.services import uploads, writes
from pinads.services.listing.listings import get_by_ids
from pinads.services.listing.resource_listings import CUSTOMER_LIST_COLUMNS, list_customer_lists
from pinads.services.results import EntityList, Plan, SingleEntity, Value, WriteResult

group = Group(GROUPS["customer-lists"])
load = group.build

OneId = Annotated[str, argument("ID|NAME", "The customer list's id or name.")]


class Customers(Bundle):
    """The customers to add or remove."""

    file: Annotated[
        str | None,
        option(
            "--file", help="Customers from CSV, JSONL or a workbook, or one per line; - is standard input.", metavar="FILE", panel=FIELDS
        ),
    ] = None
    records: Annotated[
        str | None,
        option(
            "--records",
            help="Records only, one per line or separated by commas: @FILE, or - for standard input.",
            metavar="@FILE",
            panel=FIELDS,
        ),
    ] = None
    list_type: Annotated[
        str | None,
        option(
            "--list-type",
            help="Type of the list's records, if not e-mail addresses.",
            metavar="TYPE",
            panel=FIELDS,
            choices=spec_of(ListType).choices,
        ),
    ] = None


@command(group, "list")
def list_(context: InContext, listing: common.Listing, exclude_nca: common.ExcludeNca = False, order: common.Order = None) -> EntityList:
    """List customer lists.

    Examples:
        pinads customer-lists list
        pinads customer-lists list --filter status=READY
            --fields id,name,num_uploaded_user_records
    """
    return list_customer_lists(context, listing, exclude_nca, order)


@command(group)
def get(context: InContext, ids: common.Ids, showing: common.Getting) -> SingleEntity | EntityList:
    """Show customer lists.

    Examples:
        pinads customer-lists get 643000000001
        pinads customer-lists get 643000000001 643000000002 -o csv
    """
    return get_by_ids(context, CustomerList, ids, showing, CUSTOMER_LIST_COLUMNS)


@command(group, "create")
def create_(
    context: InContext,
    given: Annotated[common.FieldValues, common.Writable(CustomerList, Mode.CREATE)],
    uploading: Uploading,
    writing: common.Creating,
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
    context: InContext,
    given: Annotated[common.FieldValues, common.Writable(CustomerList, Mode.UPDATE)],
    updating: common.Updating,
    ids: common.MaybeIds = None,
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
    context: InContext, list_id: OneId, uploading: SheetUploading, confirming: common.Confirming, customers: Customers
) -> WriteResult | Plan | Value:
    """Add records to a customer list.

    The customers of a --file are hashed on this machine and sent in chunks. Records never appear in logs, errors or the process list.

    Examples:
        pinads customer-lists add-records 643000000001 --file leads.txt
        pinads customer-lists add-records 643000000001 --file leads.txt --dry-run
    """
    return uploads.change_records(context, "ADD", list_id, customers.file, customers.records, customers.list_type, uploading, confirming)


@command(group)
def remove_records(
    context: InContext, list_id: OneId, uploading: SheetUploading, confirming: common.Confirming, customers: Customers
) -> WriteResult | Plan | Value:
    """Remove records from a customer list.

    The customers of a --file are hashed on this machine and sent in chunks. Records never appear in logs, errors or the process list.

    Examples:
        pinads customer-lists remove-records 643000000001 --file leads.txt
        pinads customer-lists remove-records 643000000001 --records @leads.txt
    """
    return uploads.change_records(context, "REMOVE", list_id, customers.file, customers.records, customers.list_type, uploading, confirming)
