"""Addresses of Pinterest's Ads Manager on the web."""

from __future__ import annotations

from urllib.parse import urlsplit

from pinads.config.profiles import Profile

ADS_MANAGER = "https://ads.pinterest.com"
PAGES = ("ad_account", "campaign", "ad_group", "ad")
"""The kinds of entities that Ads Manager's reporting shows."""


def ads_manager_url(kind: str, account: str, identity: str) -> str | None:
    """Build the address of an entity's page in Ads Manager.

    Pinterest documents no addresses. Two forms are used by its official plug-in for WooCommerce, and so can be relied on:
    the pages of an ad account, and the ad groups of a campaign. Other entities have the overview of their account.
    https://github.com/woocommerce/pinterest-for-woocommerce/blob/develop/src/MultichannelMarketing/PinterestChannel.php

    Args:
        kind: the kind of entity: ``campaign``, ``ad_group``, ``ad``…
        account: the id of its ad account.
        identity: its own id.

    Returns:
        The address; None where an id is not all digits.
    """
    if not all(text.isascii() and text.isdigit() for text in (account, identity)):
        return None
    overview = f"{ADS_MANAGER}/advertiser/{account}/"
    return f"{overview}reporting/adgroups/?campaignIds=[{identity}]" if kind == "campaign" else overview


def is_in_ads_manager(profile: Profile) -> bool:
    """Tell whether the profile's accounts are real ones: Ads Manager has none of a sandbox or an emulator."""
    return profile.environment == "production" and urlsplit(profile.base_url or "").hostname == "api.pinterest.com"
