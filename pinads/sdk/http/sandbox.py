"""Pinterest's sandbox: its address, and the collections that it lacks; the server's own refusal explains little."""

from __future__ import annotations

from urllib.parse import urlsplit

from pinads.sdk.errors import InvalidInput

SANDBOX = "https://api-sandbox.pinterest.com/v5"
# The collections below an ad account of which Pinterest's description has every operation as x-sandbox: disabled.
MISSING = frozenset(
    {
        "ads_credit",
        "advertiser_defined_events",
        "audience_insights",
        "audiences",
        "billing_invoice",
        "billing_invoices",
        "billing_profiles",
        "bulk",
        "conversion_eqs",
        "conversion_tags",
        "customer_lists",
        "events",
        "insights",
        "leads_export",
        "mmm_reports",
        "msot",
        "pins",
        "product_group_promotions",
        "product_groups",
        "promotions",
        "reports",
    }
)


def is_sandbox(base_url: str) -> bool:
    """Tell whether a base URL is the sandbox's."""
    return urlsplit(base_url).hostname == urlsplit(SANDBOX).hostname


def refuse_missing(path: str) -> None:
    """Refuse a path whose collection the sandbox lacks.

    Raises:
        InvalidInput: the sandbox lacks it.
    """
    parts = path.split("/")
    collection = parts[3] if parts[1:2] == ["ad_accounts"] and len(parts) > 3 else ""
    if collection in MISSING:
        shown = collection.replace("_", " ")
        raise InvalidInput(f"Pinterest's sandbox has no {shown}: use production, or the emulator", "environment")
