"""Who holds a budget: the campaign (campaign budget optimisation, CBO) or its ad groups, and for a day or for all time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pinads.cli.failures import Misplaced
from pinads.cli.field_options import flag_of
from pinads.render.money import MICROS, decimals, money
from pinads.sdk.ad_groups import AdGroup
from pinads.sdk.campaigns import Campaign
from pinads.sdk.present import present

if TYPE_CHECKING:
    from pinads.cli.rows import Row
    from pinads.cli.session import Session

CBO = "is_campaign_budget_optimization"
BUDGET, BUDGET_TYPE, IN_CBO = "budget_in_micro_currency", "budget_type", "CBO_ADGROUP"
CAPS = {"daily_spend_cap": "daily", "lifetime_spend_cap": "lifetime"}
MOST_NAMED = 5
MOST_KEPT = 250
"""Campaigns that are kept in case the next ad group is in one of them too."""


class Owners:
    """Refuses budgets at the wrong level, and says what to type in their place. Reads what it needs to tell that."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.optimised: dict[str, Any] = {}

    def check(self, model: type[Any], row: Row, record: Any) -> None:
        """Hold a row against who owns the budget.

        Raises:
            Misplaced: it belongs elsewhere.
        """
        if model is AdGroup and row.values.get(BUDGET) not in (None, record.wire.get(BUDGET)):
            self._ad_group(row, record)
        if model is Campaign:
            for name in CAPS:
                if row.values.get(name) not in (None, record.wire.get(name)):
                    self._campaign(row, record, name)

    def _ad_group(self, row: Row, record: Any) -> None:
        if record.wire.get(BUDGET) is not None and record.wire.get(BUDGET_TYPE) != IN_CBO:
            return
        campaign = self._campaign_of(record)
        if campaign is None or not campaign.is_campaign_budget_optimization:
            return
        name = next((name for name in CAPS if campaign.wire.get(name)), "daily_spend_cap")
        held = f", {self._money(campaign.wire[name])} {'a day' if CAPS[name] == 'daily' else 'in all'}" if campaign.wire.get(name) else ""
        command = f"pinads campaigns set-{CAPS[name]}-budget {campaign.id} {self._typed(row.values[BUDGET])}"
        raise self._misplaced(row, BUDGET, f"the campaign {campaign.id} of ad group {record.id} holds the budget (CBO){held}", command)

    def _campaign_of(self, record: Any) -> Any:
        identity = str(record.wire.get("campaign_id"))
        if identity not in self.optimised:
            if len(self.optimised) == MOST_KEPT:
                self.optimised.clear()
            self.optimised[identity] = present(Campaign, self.session.account, [identity], self.session.client).get(identity)
        return self.optimised[identity]

    def _campaign(self, row: Row, record: Any, name: str) -> None:
        other = next(cap for cap in CAPS if cap != name)
        amount, now = self._typed(row.values[name]), {**record.wire, **row.values}
        if now.get(other):
            command = f"pinads campaigns update {record.id} --clear {other} {flag_of(name)} {amount}"
            told = f"campaign {record.id} has a {CAPS[other]} budget of {self._money(now[other])}, and the two exclude each other"
            raise self._misplaced(row, name, f"{told}; set-{CAPS[other]}-budget changes it", command)
        if now.get(CBO) or any(record.wire.get(cap) for cap in CAPS):
            return
        told = f"the ad groups of campaign {record.id} hold the budgets (no CBO)"
        all_the_same = f"pinads campaigns update {record.id} {flag_of(name)} {amount} --no-read caps the whole campaign all the same"
        raise self._misplaced(row, name, f"{told}; {all_the_same}", self._for_ad_groups(record.id, name, row.values[name]))

    def _for_ad_groups(self, campaign: str, name: str, amount: int) -> str:
        """The command that gives a budget to the ad groups of a campaign, in equal shares."""
        groups = AdGroup.iter_all(self.session.account, client=self.session.client, campaign_ids=[campaign])
        ids = [group.id for group in groups]
        smallest = 10 ** (6 - decimals(self.session.currency()))
        share = self._typed(amount // max(len(ids), 1) // smallest * smallest)
        options = f"{flag_of(BUDGET)} {share}" + (f" {flag_of(BUDGET_TYPE)} LIFETIME" if CAPS[name] == "lifetime" else "")
        if not ids:
            return f"pinads adgroups create --campaign-id {campaign} {options}"
        if len(ids) > MOST_NAMED:
            return f"pinads campaigns list-adgroups {campaign} -o ids | pinads adgroups update - {options}"
        return f"pinads adgroups update {' '.join(ids)} {options}"

    def _misplaced(self, row: Row, name: str, told: str, command: str) -> Misplaced:
        label = name if row.place else flag_of(name)
        return Misplaced(f"Invalid {label}: {told}", label, command)

    def _money(self, amount: int) -> str:
        return money(amount, self.session.currency())

    def _typed(self, amount: int) -> str:
        """An amount as an option takes it."""
        currency = self.session.currency()
        return money(amount, currency).removesuffix(f" {currency}") if amount % MICROS == 0 or decimals(currency) else f"{amount}micro"
