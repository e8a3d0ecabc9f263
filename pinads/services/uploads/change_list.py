"""A change of the records of a customer list: customers of a file, or records that are given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pinads.sdk.errors import InvalidInput
from pinads.sdk.resources.customer_lists import CustomerList
from pinads.sdk.resources.customer_upload import Target
from pinads.sdk.schema.choices import ListType
from pinads.sdk.schema.fields import spec_of
from pinads.sdk.schema.validation import entity_id, invalid_choice
from pinads.services.errors import option
from pinads.services.inputs.ids import ids_of
from pinads.services.inputs.parsers import people
from pinads.services.uploads.upload import upload
from pinads.services.writes.build import set_fields

if TYPE_CHECKING:
    from pinads.services.context import Context
    from pinads.services.results import Plan, Value, WriteResult
    from pinads.services.uploads.options import UploadOptions
    from pinads.services.writes.options import WriteOptions

USUAL_TYPE = "EMAIL"


def change_records(
    context: Context,
    operation: str,
    customer_list: str,
    file: str | None,
    records: str | None,
    list_type: str | None,
    how: UploadOptions,
    options: WriteOptions,
) -> WriteResult | Plan | Value:
    """Add records to a customer list, or remove some.

    Args:
        context: where.
        operation: ADD or REMOVE.
        customer_list: the list, by id or name.
        file: the file of customers, who are hashed on this machine; None if ``records`` are given.
        records: ``@FILE`` of records, or the records.
        list_type: what the records are; e-mail addresses if None.
        how: the options of an upload.
        options: the options of the write.

    Raises:
        InvalidInput: an option or the file cannot be used; nothing was sent.
    """
    kind = list_type or USUAL_TYPE
    if kind not in (known := spec_of(ListType).choices):
        raise invalid_choice(kind, known, option("list_type"))
    if (file is None) == (records is None):
        told = "which records? Give `file` FILE, or `records` @FILE" if file is None else "give `file` or `records`"
        raise InvalidInput(told, "file")
    if customer_list == "-" and "-" in (file, records):
        raise InvalidInput("standard input can be read only once: give '-' once", "file" if file else option("records"))
    if file is not None:
        how.check()
        wanted = entity_id(customer_list, "ID") if customer_list == "-" else ids_of(context, CustomerList, [customer_list])[0]
        return upload(context, Target(context.account, operation, wanted, list_type=kind), file, how, options)
    how.refuse()
    values = {"operation_type": operation, "records": people(str(records), option("records"), kind)}
    return set_fields(context, CustomerList, [customer_list], values, "updated", options)
