"""A new customer list: of the customers of a file, of records in options, or one for each row of a file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pinads.render.text import counted
from pinads.sdk.customers.normalize import read
from pinads.sdk.customers.source import CustomerFile
from pinads.sdk.customers.table import CustomerTable
from pinads.sdk.errors import InvalidInput
from pinads.sdk.paths import expanded
from pinads.sdk.resources.customer_lists import CustomerList
from pinads.sdk.resources.customer_upload import Target
from pinads.sdk.schema.fields import Field, Spec
from pinads.sdk.schema.marks import ON_CREATE, REQUIRED, Mode, Usual
from pinads.services.errors import about_option, option
from pinads.services.inputs.field_values import FieldValues, OwnOption
from pinads.services.inputs.inline_customers import PARTNER_LISTS
from pinads.services.inputs.parsers import Reader, people
from pinads.services.uploads.customer_workbook import customer_sheet
from pinads.services.uploads.upload import upload
from pinads.services.writes.build import completed_by_person, create
from pinads.services.writes.options import WriteOptions

if TYPE_CHECKING:
    from pinads.services.context import Context
    from pinads.services.results import Plan, Value, WriteResult
    from pinads.services.uploads.options import UploadOptions

_OF_PARTNERS = tuple(f"list_type={kind}" for kind in PARTNER_LISTS)
_UNCLEAR, _SHEETS = ("file.is_unclear",), ("file.has_sheets",)
_SOURCES = (
    Field(
        "file",
        Spec("string"),
        "The file of its customers: a table, or one a line. They are hashed on this machine.",
        ON_CREATE | REQUIRED,
        usual=Usual(unless=_OF_PARTNERS),
    ),
    Field(
        "sheet",
        Spec("string"),
        "The sheet of the customers, by its name: the workbook has several.",
        ON_CREATE | REQUIRED,
        usual=Usual(when=_SHEETS, needed=_SHEETS),
    ),
    Field(
        "column",
        Spec("string"),
        "The column of the customers: its name, or its number from 1.",
        ON_CREATE | REQUIRED,
        usual=Usual(when=_UNCLEAR, needed=_UNCLEAR),
    ),
    Field(
        "records",
        Spec("string"),
        "The file of its ids, one a line or separated by commas.",
        ON_CREATE | REQUIRED,
        usual=Usual(when=_OF_PARTNERS),
    ),
)
"""What a person is asked for in place of records: a file of them, or where ids are not hashed here, a file of nothing else."""


def create_list(context: Context, given: FieldValues, how: UploadOptions, options: WriteOptions) -> WriteResult | Plan | Value:
    """Create a customer list of a file of customers or of records, or one for each row of a file.

    A person is asked for what is missing.

    Args:
        given: the fields of the list; with a name, the file is one of customers.

    Raises:
        InvalidInput: an option or the file cannot be used; nothing was sent.
    """
    if not str(given.typed.get("name", "none")).strip():
        raise InvalidInput(f"{option('name')} is empty", "name")
    asked, of_file = False, how.replaced(sheet=options.sheet)
    has_records = options.unchecked or {"records", "records_v2"} & given.typed.keys()
    if options.file is None and context.interaction.can_prompt and not has_records:
        how.check()
        answers = _asked(context, given, of_file)
        asked = True
        given = FieldValues(given.fields, {name: value for name, value in answers.items() if name in given.fields})
        options = options.replaced(file=answers.get("file"))
        of_file = of_file.replaced(column=answers.get("column", how.column), sheet=answers.get("sheet", of_file.sheet))
    if options.file is not None and "name" in given.typed:
        if options.encoding is not None:
            told = "applies only to files of lists; a file of customers must be a workbook or UTF-8: save it so, or leave out"
            raise InvalidInput(f"{option('encoding')} {told} {option('encoding')}", "encoding")
        return _uploaded(context, given, of_file, options, asked)
    how.refuse()
    return create(context, CustomerList, given, options, asked)


def _asked(context: Context, given: FieldValues, how: UploadOptions) -> Mapping[str, Any]:
    """Ask for what a new list lacks; return the answers with what was typed."""

    def facts(file: Any, values: Mapping[str, Any]) -> Mapping[str, Any]:
        doubt = _doubt(file, how.replaced(sheet=values.get("sheet", how.sheet)), values)
        return {"is_unclear": doubt == "column", "has_sheets": doubt == "sheet"}

    def file(text: str, values: Mapping[str, Any]) -> str:
        _doubt(text, how, values)
        return text

    def sheet(text: str, values: Mapping[str, Any]) -> str:
        file = str(values["file"])
        if _doubt(file, how.replaced(sheet=text), values) == "sheet":
            _open(file, how.replaced(sheet=text), values)
        return text

    def column(text: str, values: Mapping[str, Any]) -> str:
        _open(str(values["file"]), how.replaced(column=text, sheet=values.get("sheet", how.sheet)), values)
        return text

    def records(text: str, values: Mapping[str, Any]) -> str:
        source = "@" + text.removeprefix("@")
        people(source, option("records"), values.get("list_type"))
        return source

    own = {
        "file": OwnOption("file", file, facts=facts),
        "sheet": OwnOption("sheet", sheet),
        "column": OwnOption("column", column),
        "records": OwnOption("records", records),
    }
    fields = {**given.fields, **{field.name: field for field in _SOURCES}}
    return completed_by_person(context, CustomerList, FieldValues(fields, given.typed, own), {}, WriteOptions()).typed


def _doubt(file: str, how: UploadOptions, values: Mapping[str, Any]) -> str:
    """Name what a file leaves open, ``sheet`` or ``column``; empty if it is clear where its customers are.

    Raises:
        InvalidInput: the file cannot be read as customers.
    """
    try:
        _open(file, how, values)
    except InvalidInput as error:
        if error.field not in ("sheet", "column"):
            raise
        return error.field
    return ""


def _open(file: str, how: UploadOptions, values: Mapping[str, Any]) -> None:
    """Read the beginning of a file of customers, which has its columns."""
    path = expanded(file)
    if path.exists() and not path.is_file():
        raise InvalidInput(f"cannot read {file}: it is not a file", "file")
    try:
        with path.open("rb") as stream, customer_sheet(file, how.sheet) as sheet:
            layout = how.column, values.get("list_type")
            customers = CustomerFile(stream, file, *layout) if sheet is None else CustomerTable(*sheet, *layout)
            first = next(customers.rows()).values
    except OSError as error:
        raise InvalidInput(f"cannot read {file}: {error.strerror}", "file") from None
    if all(isinstance(read(value), str) for value in first):
        where = f"column {how.column!r} of {file}" if how.column else file
        raise InvalidInput(f"there are no customers in {where}: none of its first {counted(len(first), 'row')} is one", "file")


def _uploaded(context: Context, given: FieldValues, how: UploadOptions, options: WriteOptions, asks: bool) -> Value:
    how.check()
    values = given.values(Reader(context.currency))
    if "records" in values:
        raise InvalidInput(f"{option('file')} and {option('records')} cannot be combined", "file")
    if options.unchecked:
        raise InvalidInput(f"{option('extra')} does not apply to {option('file')}", "file")
    try:
        checked = CustomerList.prepare({**values, "records": "to be read"}, Mode.CREATE, context.account)
    except InvalidInput as error:
        raise about_option(error) from None
    target = Target(context.account, name=checked["name"], list_type=checked.get("list_type", "EMAIL"))
    return upload(context, target, str(options.file), how, options, asks)
