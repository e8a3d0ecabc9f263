"""Options of services: what a caller may set, each with a default."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typing_extensions import Self, dataclass_transform
else:

    def dataclass_transform(**_: object) -> Any:
        """Leave the class as it is; the type checker takes its annotated attributes for fields of a dataclass."""
        return lambda of: of


@dataclass_transform(kw_only_default=True, frozen_default=True)
class Options:
    """Options, which do not change: the annotated attributes of a class and its bases, each with its default.

    Not a dataclass, since a start would spend 0.7 ms on making each of a dozen.
    """

    def __init__(self, **given: Any) -> None:
        if unknown := given.keys() - self.names():
            raise TypeError(f"{type(self).__name__} has no option {min(unknown)!r}")
        self.__dict__.update(given)
        self.__post_init__()

    def __post_init__(self) -> None:
        """Set what the given options imply."""

    @classmethod
    def names(cls) -> list[str]:
        """List the names of the options."""
        return [name for base in reversed(cls.__mro__) for name in getattr(base, "__annotations__", {}) if name in vars(base)]

    def replaced(self, **changed: Any) -> Self:
        """Return the same options but for some."""
        return type(self)(**{**vars(self), **changed})

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and all(getattr(self, name) == getattr(other, name) for name in self.names())

    __hash__ = None  # type: ignore[assignment]

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"options do not change: make others with {name} by `replaced`")
