"""The command tree as plain data: what --help shows, and what can stand at each place."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple, get_args

import typer

from pinads.cli.commands.schema import MODELS
from pinads.cli.framework.parameters import CLEARABLE_FIELDS, RECORD_FIELDS
from pinads.cli.main import FIRST_STEPS, app
from pinads.sdk.record import BaseRecord, record_fields
from pinads.sdk.resources.registry import model_of as collection_model
from pinads.sdk.schema.fields import request_fields
from pinads.sdk.schema.marks import Mode
from pinads.services.names.protocols import has_names


class Value(NamedTuple):
    """What can stand at a place.

    Attributes:
        kind: ``text``, ``choices``, ``comparisons`` (their beginnings), ``ids``, ``profiles``, ``aliases``, ``files``, ``directories``, or
            ``at-files``: @ and a file.
        words: the choices; for ids the file that has them.
        many: whether several can stand there with commas between them.
    """

    kind: str
    words: tuple[str, ...] = ()
    many: bool = False

    @property
    def spelled(self) -> str:
        """The words in which the scripts say it."""
        return " ".join((self.kind + ("-list" if self.many else ""), *self.words))


class Option(NamedTuple):
    """An option; ``value`` is None for a switch."""

    flags: tuple[str, ...]
    metavar: str
    help: str
    panel: str
    value: Value | None
    repeated: bool


class Argument(NamedTuple):
    """An argument; ``more`` is whether several can be given."""

    metavar: str
    help: str
    value: Value
    more: bool
    required: bool


class Page(NamedTuple):
    """A command, a group, or the root."""

    path: tuple[str, ...]
    paragraphs: list[str]
    arguments: list[Argument]
    options: list[Option]
    examples: list[str]
    commands: dict[str, str]

    @property
    def name(self) -> str:
        """The command as it is typed."""
        return " ".join(("pinads", *self.path))

    @property
    def summary(self) -> str:
        """Its first sentence."""
        return self.paragraphs[0].partition(". ")[0].rstrip(".") + "."

    @property
    def panels(self) -> dict[str, list[Option]]:
        """The options by panel, in the order of the help."""
        panels: dict[str, list[Option]] = {}
        for option in self.options:
            panels.setdefault(option.panel, []).append(option)
        return panels

    @property
    def usage(self) -> str:
        """What follows its name."""
        if self.commands:
            return "COMMAND [ARGUMENTS]"
        words = (item.metavar if item.required or item.metavar.startswith("[") else f"[{item.metavar}]" for item in self.arguments)
        return " ".join(("[OPTIONS]", *words))


@cache
def pages() -> list[Page]:
    """The root, then each group followed by its commands."""
    return list(_pages(typer.main.get_command(app), (), FIRST_STEPS))


def _pages(command: Any, path: tuple[str, ...], examples: Sequence[str] = ()) -> Iterator[Page]:
    listed = getattr(command, "commands", {})
    commands = {name: str(item.short_help) for name, item in listed.items()}
    # Typer's groups show COMMAND [ARGS]... as an argument of their own in some versions; it is no argument of ours.
    arguments = [] if listed else [_argument(command, path, item) for item in command.params if item.param_type_name == "argument"]
    context = typer.Context(command, info_name=" ".join(("pinads", *path)), **command.context_settings)
    options = [_option(command, path, item, context) for item in command.get_params(context) if item.param_type_name == "option"]
    paragraphs = [" ".join(part.split()) for part in (command.help or "").split("\n\n") if part.strip()]
    yield Page(path, paragraphs, arguments, options, list(getattr(command, "examples", examples)), commands)
    for name in listed:
        yield from _pages(command.load(name), (*path, name))


def _declared(command: Any, name: str) -> Any:
    """The declaration that an option or argument comes from."""
    signature = inspect.signature(command.callback).parameters
    marks = get_args(signature[name].annotation)[1:] if name in signature else ()
    return next((mark for mark in marks if hasattr(mark, "choices")), None)


def _option(command: Any, path: tuple[str, ...], item: Any, context: Any) -> Option:
    left, text = item.get_help_record(context)
    text = " ".join(text.replace("\\[", "[").split())  # Typer 0.21 escapes brackets for Rich even where it does not draw.
    declared = None if item.name == "help" or not command.callback else _declared(command, item.name)
    switch = item.is_flag
    metavar = "" if switch else left.rsplit(" ", 1)[1]
    value = None if switch else _value(path, item.opts[-1], metavar, declared)
    panel = getattr(item, "rich_help_panel", None) or "Options"
    # Click keeps the names of --help in a set, whose order differs from run to run.
    flags = sorted(item.opts, key=len, reverse=True) if item.name == "help" else item.opts
    return Option((*flags, *item.secondary_opts), metavar, text, panel, value, bool(item.multiple))


def _argument(command: Any, path: tuple[str, ...], item: Any) -> Argument:
    declared = _declared(command, item.name)  # Some versions of Typer lose an argument's help on the way.
    value = _value(path, "", declared.metavar.strip("[]."), declared)
    return Argument(declared.metavar, declared.help, value, item.nargs == -1, item.required)


def _value(path: tuple[str, ...], flag: str, metavar: str, declared: Any) -> Value:
    """What can stand there: the declared choices, else what the metavar and the flag say."""
    choices, many = getattr(declared, "choices", ()), getattr(declared, "many", False)
    if choices and getattr(declared, "compares", False):
        return Value("comparisons", tuple(f"{name}=" for name in _choices(path, choices)))
    if choices:
        return Value("choices", _choices(path, choices), many)
    if metavar.startswith("ID"):
        model, refers = model_named(flag[2:] if flag else path[0]), list(filter(has_names, getattr(declared, "refers", ())))
        collection = refers[0] if refers else model.RESOURCE.collection if model else None
        return Value("ids", (collection,), many) if collection else Value("text")
    if flag == "--profile" or "PROFILE" in metavar:
        return Value("profiles")
    if metavar == "RUN":
        return Value("ids", ("runs",))
    if metavar == "ALIAS":
        return Value("aliases")
    kinds = {"FILE": "files", "@FILE": "at-files", "JSON": "at-files", "DIR": "directories"}
    return Value(kinds.get(metavar, "text"))


def _choices(path: tuple[str, ...], choices: Any) -> tuple[str, ...]:
    if choices in (RECORD_FIELDS, CLEARABLE_FIELDS):
        model = model_of(path)
        if model is None:
            return ()
        if choices == RECORD_FIELDS:
            return tuple(record_fields(model))
        return tuple(name for name, field in request_fields(model, Mode.UPDATE).items() if field.nullable(Mode.UPDATE))
    return tuple(choices() if callable(choices) else choices)


def model_of(path: tuple[str, ...]) -> type[BaseRecord] | None:
    """The resource that a command shows or names: that of ``list-X``, else its group's."""
    own = [word.removeprefix("list-") for word in path[1:] if word.startswith("list-")]
    return model_named((own or list(path[:1]) or [""])[0])


def model_named(words: str) -> type[BaseRecord] | None:
    """The resource that a group, or an option such as --campaign-id or --audience-include, is named after."""
    models = {name: collection_model(of) for name, of in MODELS.items()}
    models.update({model.RESOURCE.kind.replace("_", "-"): model for model in list(models.values())})
    for name in sorted(models, key=len, reverse=True):
        if words in (name, name + "s") or words.startswith((name + "-", name + "s-")):
            found: type[BaseRecord] = models[name]
            return found
    return None
