"""Commands as plain functions: a parameter can expand into a group of options.

A parameter whose annotation has ``parameters()`` and ``collect()`` is expanded into the options that these name: a Bundle class
(shared options), or the writable fields of a model (``pinads.cli.framework.field_options``). Typer sees the expanded signature;
the function is called with the collected values.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Mapping
from typing import Annotated, Any, Protocol, Union, get_args, get_origin, get_type_hints

import typer

from pinads.cli.framework.lazy_group import BEFORE
from pinads.cli.presentation import Presentation
from pinads.cli.runner import run_command
from pinads.sdk.errors import InvalidInput

GLOBAL, CONTEXT = "global_options", "context"
"""The parameter with the shared options, or with their context; every command has one of the two."""


def parameter(name: str, annotation: Any, default: Any) -> inspect.Parameter:
    """Return a parameter for Typer."""
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=annotation, default=default)


class Expands(Protocol):
    """A group of parameters that replaces one parameter."""

    def parameters(self) -> list[inspect.Parameter]:
        """Return the parameters for Typer."""

    def collect(self, values: Mapping[str, Any]) -> Any:
        """Return the argument of the function for their values."""


class Bundle:
    """A set of options that commands share, written as annotated class attributes with their defaults."""

    options: Callable[..., Any] | None = None
    """The plain class of services to fill with the values; the bundle itself if None."""

    def __init__(self, **values: Any) -> None:
        self.__dict__.update(values)

    @classmethod
    def parameters(cls) -> list[inspect.Parameter]:
        """Return the options of this bundle."""
        hints = get_type_hints(cls, include_extras=True)
        return [parameter(name, hint, getattr(cls, name)) for name, hint in hints.items() if get_origin(hint) is Annotated]

    @classmethod
    def collect(cls, values: Mapping[str, Any]) -> Any:
        """Return the values that were typed, as plain options of a service or as a bundle."""
        return cls(**values) if cls.options is None else cls.options(**values)

    @classmethod
    def check(cls, given: Any, presentation: Presentation) -> None:
        """Refuse collected values that cannot be honoured, before the command runs.

        Raises:
            InvalidInput: naming the option.
        """


def _expander(annotation: Any) -> Expands | None:
    candidates = get_args(annotation)[1:] if get_origin(annotation) is Annotated else (annotation,)
    return next((item for item in candidates if hasattr(item, "parameters") and hasattr(item, "collect")), None)


def _without_optional(hint: Any) -> Any:
    """Strip the Optional that Python 3.10 puts around the annotation of a parameter whose default is None."""
    marked = [part for part in get_args(hint) if get_origin(part) is Annotated]
    return marked[0] if get_origin(hint) is Union and marked else hint


_SHELL = "shell_context"
"""The name of the parameter in which Typer passes its own context."""


def with_options_before(context: Any, typed: dict[str, Any]) -> dict[str, Any]:
    """Add the shared options that stand before the command to what was typed after it.

    Raises:
        typer.BadParameter: an option has different values.
    """
    given = dict(typed)
    for name, value, flag in reversed(context.meta.get(BEFORE, [])):
        if name not in given:  # A command that asks nothing takes no --yes.
            continue
        if given[name] and given[name] != value:
            raise typer.BadParameter(f"{flag} is given twice: {value} and {given[name]}", context)
        given[name] = value
    return given


def expanded(function: Callable[..., Any]) -> Callable[..., None]:
    """Return the function with the signature for Typer, which runs it and exits."""
    groups: dict[str, tuple[Expands, list[str]]] = {}
    visible: list[inspect.Parameter] = []
    shared: list[inspect.Parameter] = []
    hints = {name: _without_optional(hint) for name, hint in get_type_hints(function, include_extras=True).items()}
    for declared in inspect.signature(function).parameters.values():
        expander = _expander(hints[declared.name])
        if expander is None:
            visible.append(parameter(declared.name, hints[declared.name], declared.default))
        else:
            own = expander.parameters()
            groups[declared.name] = (expander, [item.name for item in own])
            (shared if declared.name in (GLOBAL, CONTEXT) else visible).extend(own)

    visible += shared  # The help ends with the options that all commands have.
    visible.append(parameter(_SHELL, typer.Context, inspect.Parameter.empty))

    @functools.wraps(function)
    def run(**typed: Any) -> None:
        arguments = with_options_before(typed.pop(_SHELL), typed)
        for name, (expander, names) in groups.items():
            arguments[name] = expander.collect({item: arguments.pop(item) for item in names})
        global_options = arguments.get(GLOBAL) or arguments[CONTEXT]
        if CONTEXT in arguments:
            arguments[CONTEXT] = global_options.context
        allow_unknown = any(getattr(given, "allow_unknown", False) for given in arguments.values())

        watch = next((given.watch for given in arguments.values() if getattr(given, "watch", None)), None)

        def command() -> Any:
            if watch and any("-" in (map(str, given) if isinstance(given, list) else [str(given)]) for given in arguments.values()):
                raise InvalidInput(
                    "`watch` repeats the command, and standard input can be read only once. Name the ids or a file.", "watch"
                )
            for name, (expander, _) in groups.items():
                if check := getattr(expander, "check", None):
                    check(arguments[name], global_options)
            return function(**arguments)

        more = next((given.file_formats for given in arguments.values() if hasattr(given, "file_formats")), ())
        code = run_command(global_options, command, allow_unknown, more, watch)
        if code:
            raise typer.Exit(int(code))

    del run.__wrapped__
    run.__signature__ = inspect.Signature(visible)  # type: ignore[attr-defined]
    run.__annotations__ = {item.name: item.annotation for item in visible}
    return run
