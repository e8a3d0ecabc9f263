"""pinads open [ID|NAME]: Ads Manager in the browser."""

from __future__ import annotations

import sys
from functools import partial
from typing import Annotated

from pinads.auth.browser import open_page
from pinads.cli.framework.commands import built
from pinads.cli.framework.parameters import argument
from pinads.cli.options.global_options import GlobalOptions
from pinads.services.ads_manager import is_in_ads_manager
from pinads.services.results import Text, Value
from pinads.services.setup.manager_page import find_page

Word = Annotated[str | None, argument("[ID|NAME]", "A campaign, an ad group or an ad by id or name; the ad account by default.")]


def open_(global_options: GlobalOptions, word: Word = None) -> Text | Value | None:
    """Open Ads Manager in the browser, at a campaign, an ad group, an ad or the ad account.

    Prints the address if there is no browser, or if standard output is no terminal. Ad groups and ads have no page of their own, so their
    campaign's page opens.

    Examples:
        pinads open 'Spring refresh: linen bedding'
        pinads open 687195000001 -o json
    """
    context = global_options.context
    page = find_page(context, word)
    if global_options.output == "json":
        return Value(page._asdict())
    is_real = is_in_ads_manager(context.profile)
    if not is_real:
        context.note(f"Ads Manager has no accounts of profile {context.profile.name!r}: the address is an example")
    if is_real and sys.stdout.isatty() and open_page(page.url):
        context.say(f"opened {page.url}")
        return None
    return Text(page.url)


load = partial(built, open_)
