"""Web addresses in place of ids: those of Ads Manager's pages, and of Pins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import unquote

from pinads.render.text import quoted, with_article
from pinads.sdk.errors import InvalidInput

_ADDRESS = re.compile(r"(https?://)?([\w-]+\.)*pinterest(\.[a-z]{2,3}){1,2}/\S*", re.IGNORECASE)
_PLACES: dict[str, Sequence[str]] = {
    "ad_accounts": ("advertiser/{}", "advertiserId={}"),
    "campaigns": ("campaignIds={}", "campaigns/{}", "campaign/{}", "campaignId={}"),
    "ad_groups": ("adGroupIds={}", "adgroups/{}", "adgroup/{}", "ad-groups/{}", "adGroupId={}"),
    "ads": ("adIds={}", "pinPromotionIds={}", "ads/{}", "ad/{}", "adId={}"),
    "audiences": ("audiences/{}", "audience/{}", "audienceId={}"),
    "pins": ("pin/{}",),
}
"""Where addresses have the id of an entity, by its collection; in brackets there can be several."""


def is_address(text: str) -> bool:
    """Tell whether a text is the address of a page of Pinterest's."""
    return _ADDRESS.fullmatch(text.strip()) is not None


def id_in_address(text: str, collections: Sequence[str], where: str) -> str:
    """Return the id of an entity that an address is of.

    Args:
        text: the address.
        collections: the kinds of entities that can be meant, the likeliest first.
        where: the parameter that it was given as, for errors.

    Raises:
        InvalidInput: it is the address of no such entity, or of several.
    """
    address = unquote(text)
    # The addresses of all pages have the ad account, which is never what is meant where something below it can be.
    meant = [collection for collection in collections if collection != "ad_accounts"] or collections
    for collection in meant:
        for place in _PLACES.get(collection, ()):
            pattern = r"[/?&#]" + re.escape(place).replace(r"\{\}", r"\[?\"?([0-9]{1,18}(?:[\",]+[0-9]{1,18})*)")
            if found := re.search(pattern, address, re.IGNORECASE):
                ids = re.findall("[0-9]+", found[1])
                if len(ids) > 1:
                    raise InvalidInput(f"{quoted(text)} is the address of {len(ids)} entities: give that of one", where)
                return str(ids[0])
    nouns = " or ".join(with_article(collection.removesuffix("s").replace("_", " ")) for collection in meant)
    raise InvalidInput(f"{quoted(text)} has no id of {nouns}: give its id or name", where)
