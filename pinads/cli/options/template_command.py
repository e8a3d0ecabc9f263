"""The command that writes an empty sheet, which all groups of entities have."""

from __future__ import annotations

from pinads.cli.framework.commands import Group, command
from pinads.cli.options import common
from pinads.cli.options.global_options import InContext
from pinads.render.text import plural
from pinads.sdk.record import BaseRecord
from pinads.services import saving
from pinads.services.results import Text


def add_template(group: Group, model: type[BaseRecord], name: str) -> None:
    """Add ``template`` to a group.

    Args:
        group: the group.
        model: the record type.
        name: the group's name.
    """

    def template(context: InContext, templating: common.Templating) -> Text | None:
        return saving.write_template(context, model, templating, f"pinads {name} create")

    template.__doc__ = f"""Write an empty sheet for {plural(model.RESOURCE.noun)} to create.

    A workbook (--to NEW.xlsx) has a heading for each field, with a note on what the field takes, and drop-downs for its choices. Fill in a
    row for each and give it to create --file.

    Examples:
        pinads {name} template --to {name}-template.xlsx
        pinads {name} template --to new-{name}.csv
    """
    command(group)(template)
