"""pinads use ACCOUNT|PROFILE: what the next commands work with."""

from __future__ import annotations

from functools import partial
from typing import Annotated

from pinads.cli.framework.commands import built
from pinads.cli.framework.parameters import argument
from pinads.cli.options.global_options import InContext
from pinads.services.setup.use import use as use_word

Word = Annotated[str, argument("ACCOUNT|PROFILE", "A profile, or an ad account of the current profile by id or name.")]


def use(context: InContext, word: Word) -> None:
    """Make a profile the default, or an ad account the default of the current profile.

    If a profile and an ad account have the same name, the profile is chosen. Case and spaces in the name of an ad account are ignored; an
    ambiguous name is refused.

    Examples:
        pinads use demo
        pinads use 549755885176 --profile demo
    """
    use_word(context, word)


load = partial(built, use)
