"""Summary status of entities, derived on reading from their status, their parents and the time."""

from __future__ import annotations

from pinads.emulator.storage.store import StoredEntity

FINAL = ("ARCHIVED", "DELETED_DRAFT")
"""Statuses that are final, for an entity and its children."""


def summary(status: str | None, starts: int | None, ends: int | None, now: int) -> str:
    """Return the summary status of a campaign, or of an ad group whose campaign is running."""
    if status != "ACTIVE":
        return status or "ADVERTISER_DISABLED"
    if ends is not None and ends <= now:
        return "COMPLETED"
    return "NOT_STARTED" if starts is not None and starts > now else "RUNNING"


def campaign_summary(row: StoredEntity, now: int) -> str:
    """Return the summary status of a campaign."""
    return summary(row.status, row.starts, row.ends, now)


def ad_group_summary(row: StoredEntity, now: int) -> str:
    """Return the summary status of an ad group: its own, unless its campaign is not running or final."""
    if row.campaign_status in FINAL:
        return str(row.campaign_status)
    if row.status != "ACTIVE":
        return row.status
    above = summary(row.campaign_status, row.campaign_starts, row.campaign_ends, now)
    return above if above != "RUNNING" else summary(row.status, row.starts, row.ends, now)


def ad_summary(row: StoredEntity, now: int) -> str:
    """Return the summary status of an ad: a final status, its own, its parents', or its review status."""
    own = (row.status, row.parent_status, row.campaign_status)
    for status in own:
        if status in FINAL:
            return str(status)
    for status in own:
        if status != "ACTIVE":
            return status or "ADVERTISER_DISABLED"
    return review(row, now)


def review(row: StoredEntity, now: int) -> str:
    """Return the review status of an ad; a review takes a moment."""
    return row.outcome or "APPROVED" if row.ready_at is None or row.ready_at <= now else "PENDING"
