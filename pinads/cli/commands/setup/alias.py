"""pinads alias ..."""

from __future__ import annotations

from typing import Annotated

from pinads.cli.command_list import GROUPS, HELPS
from pinads.cli.command_paths import command_at
from pinads.cli.framework.commands import Group, command
from pinads.cli.framework.parameters import argument
from pinads.cli.options.global_options import InContext
from pinads.config.aliases import aliases, delete_alias, set_alias, words_of
from pinads.sdk.errors import InvalidInput
from pinads.services.results import Value

group = Group(GROUPS["alias"])
load = group.build
COLUMNS = ("name", "command")

Name = Annotated[str, argument("NAME", "The alias.")]
Present = Annotated[str, argument("ALIAS", "The alias.")]
Text = Annotated[str, argument("COMMAND", "The command with its arguments and options, in quotes.")]


@command(group, "set")
def set_(context: InContext, name: Name, text: Text) -> None:
    """Set an alias: a name for a command with its arguments and options.

    The command is split into words as in a shell, and arguments typed after the alias are added to it. An alias cannot have the name of a
    command.

    Examples:
        pinads alias set losers
            "ads list --filter 'status=ACTIVE' --limit 20"
        pinads alias set usd-accounts 'accounts list --filter currency=USD'
    """
    words = words_of(text, "the alias")
    if words[0].startswith("-"):
        raise InvalidInput(f"an alias begins with a command, not with {words[0]}. Put options after the command", "COMMAND")
    found, _ = command_at(words, whole=True)
    if hasattr(found, "commands") and len(words) > 1:
        raise InvalidInput(f"an alias begins with a command, and pinads {' '.join(words)} is not one", "COMMAND")
    set_alias(name, text.strip(), HELPS)
    context.say(f"pinads {name} is now: pinads {text.strip().removeprefix('pinads ')}")


@command(group, "list")
def list_(context: InContext) -> Value:
    """List the aliases.

    Examples:
        pinads alias list
        pinads alias list -o json
    """
    return Value([{"name": name, "command": text} for name, text in aliases().items()], COLUMNS, "alias")


@command(group)
def delete(context: InContext, name: Present) -> None:
    """Delete an alias.

    Examples:
        pinads alias delete losers
        pinads alias delete winners -q
    """
    delete_alias(name)
    context.say(f"the alias {name!r} is deleted")
