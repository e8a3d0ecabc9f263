"""The owner of a budget: the campaign (campaign budget optimization, CBO) or its ad groups; daily or lifetime."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pinads.render.money import MICROS, decimals, example, money
from pinads.sdk.bulk.lookup import fetch_by_ids
from pinads.sdk.errors import InvalidInput
from pinads.sdk.listing.pages import LARGEST_PAGE
from pinads.sdk.resources.ad_groups import AdGroup
from pinads.sdk.resources.campaigns import Campaign
from pinads.sdk.schema.fields import fields_of
from pinads.services.errors import RowErrors, WrongCommand, option
from pinads.services.inputs.parsers import Reader, Relative
from pinads.services.policy.money_fields import flat
from pinads.services.reasons import MOST_ROWS_SHOWN
from pinads.services.shell_quoting import flag_of

if TYPE_CHECKING:
    from pinads.services.context import Context
    from pinads.services.inputs.records import InputRow

CBO = "is_campaign_budget_optimization"
BUDGET, BUDGET_TYPE, IN_CBO = "budget_in_micro_currency", "budget_type", "CBO_ADGROUP"
CAPS = {"daily_spend_cap": "daily", "lifetime_spend_cap": "lifetime"}
MOST_NAMED = 5
MOST_KEPT = 250
"""Campaigns that are kept in case the next ad group is in one of them too."""


class MissingBudgets:
    """A check for new ad groups without a budget in campaigns without CBO; the API creates them, and they spend without a limit.

    Only the campaigns of such rows are read, in batches at the end.
    """

    def __init__(self, context: Context) -> None:
        self._context = context
        self._rows: dict[str, list[str]] = {}

    def add(self, row: InputRow) -> None:
        """Add a row of a create; a budget that is null on purpose is one."""
        campaign = row.values.get("campaign_id")
        if campaign is not None and BUDGET not in flat(row.values):
            places = self._rows.setdefault(str(campaign).lstrip("C"), [])
            if len(places) < MOST_ROWS_SHOWN:
                places.append(row.place)

    def raise_if_any(self, total: int) -> None:
        """Refuse the rows whose campaign has no budget for them.

        Raises:
            WrongRows: there are some among the ``total`` rows of a file.
            InvalidInput: the options have none.
        """
        errors, ids = RowErrors(total), list(self._rows)
        for at in range(0, len(ids), LARGEST_PAGE):
            found = fetch_by_ids(Campaign, self._context.account, ids[at : at + LARGEST_PAGE], self._context.client)
            for identity, campaign in found.items():
                if not campaign.wire.get(CBO) and not campaign.wire.get("is_performance_plus"):
                    for place in self._rows[identity]:
                        errors.add(place, self._missing(identity, bool(place)))
        errors.raise_if_any()

    def _missing(self, campaign: str, is_file: bool) -> InvalidInput:
        label = BUDGET if is_file else option(BUDGET)
        if is_file:
            add = f"give {BUDGET} and {BUDGET_TYPE}"
        else:
            add = f"add {label} {example(20, self._context.currency())} {option(BUDGET_TYPE)} DAILY"
        insist = f'"{BUDGET}": null in JSON' if is_file else f"{option('extra')} {BUDGET}=null"
        text = f"Invalid {label}: it is missing, and campaign {campaign} leaves the budgets to its ad groups (no CBO)"
        return InvalidInput(f"{text}: {add}, or {insist} to create it without one", label)


class BudgetOwners:
    """A check for budgets at the wrong level; its errors have the right command. It reads the campaigns and ad groups it needs."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.optimised: dict[str, Any] = {}

    def check(self, model: type[Any], row: InputRow, record: Any) -> None:
        """Refuse a row whose budget its entity does not own; ``record`` is None if there is no such entity.

        Raises:
            WrongCommand: another entity owns the budget.
            InvalidInput: the row has a daily and a lifetime budget.
        """
        if record is None:
            self._of_another_kind(model, row)
        elif model is AdGroup and row.values.get(BUDGET) not in (None, record.wire.get(BUDGET)):
            self._ad_group(row, record)
        elif model is Campaign:
            for name in CAPS:
                if row.values.get(name) not in (None, record.wire.get(name)):
                    self._campaign(row, record, name)

    def _of_another_kind(self, model: type[Any], row: InputRow) -> None:
        """Refuse the id of an ad group in place of a campaign's."""
        name = next((name for name in CAPS if row.values.get(name) is not None), None)
        identity = str(row.values["id"])
        if (
            model is not Campaign
            or name is None
            or identity not in fetch_by_ids(AdGroup, self.context.account, [identity], self.context.client)
        ):
            return
        command = f"pinads adgroups update {identity} {self._budget(row.values[name], name, [identity])}"
        raise self._misplaced(row, name, f"{identity} is an ad group", command)

    def _ad_group(self, row: InputRow, record: Any) -> None:
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
            self.optimised[identity] = fetch_by_ids(Campaign, self.context.account, [identity], self.context.client).get(identity)
        return self.optimised[identity]

    def _campaign(self, row: InputRow, record: Any, name: str) -> None:
        other = next(cap for cap in CAPS if cap != name)
        amount, now = self._typed(row.values[name]), {**record.wire, **row.values}
        if row.values.get(other):
            text = f"a campaign has a {CAPS[name]} or a {CAPS[other]} budget: give one of the two"
            raise InvalidInput(f"Invalid {name if row.place else option(name)}: {text}", name)
        if now.get(other):
            command = f"pinads campaigns update {record.id} --clear {other} {flag_of(name)} {amount}"
            text = f"campaign {record.id} has a {CAPS[other]} budget of {self._money(now[other])}, and the two exclude each other"
            if isinstance(row.values[name], Relative):  # It can only change the budget of the other kind.
                raise self._misplaced(row, name, text, f"pinads campaigns set-{CAPS[other]}-budget {record.id} {amount}")
            raise self._misplaced(row, name, f"{text}; {other if row.place else option(other)} changes it", command)
        if now.get(CBO) or any(record.wire.get(cap) for cap in CAPS):
            return
        text = f"the ad groups of campaign {record.id} hold the budgets (no CBO)"
        if isinstance(row.values[name], Relative) and amount.endswith("%"):
            text += f"; {option('budget')} {amount} changes budgets wherever they are"
        if not isinstance(row.values[name], Relative):
            text += f"; {option('no_read')} caps the whole campaign anyway"
        raise self._misplaced(row, name, text, self._for_ad_groups(record.id, name, row.values[name]))

    def _for_ad_groups(self, campaign: str, name: str, amount: int | Relative) -> str:
        """Return the command that gives a budget to the ad groups of a campaign, in equal shares."""
        groups = AdGroup.iter_all(self.context.account, client=self.context.client, campaign_ids=[campaign])
        ids = [group.id for group in groups]
        options = self._budget(amount, name, ids)
        if ids and isinstance(amount, Relative) and amount.text.endswith("%"):
            return f"pinads campaigns update {campaign} --budget {amount.text}"
        if not ids:
            return f"pinads adgroups create --campaign {campaign} --name NAME {options}"
        if len(ids) > MOST_NAMED:
            return f"pinads campaigns list-adgroups {campaign} -o ids | pinads adgroups update - {options}"
        return f"pinads adgroups update {' '.join(ids)} {options}"

    def _budget(self, amount: int | Relative, name: str, ids: list[str]) -> str:
        """Return the options that give each of some ad groups its share of a daily or lifetime amount."""
        fields_of(AdGroup)  # The words for its fields are known once they are read, which a command on campaigns does not need.
        if not isinstance(amount, Relative):
            return f"{flag_of(BUDGET)} {self._share(amount, ids)} {flag_of(BUDGET_TYPE)} {CAPS[name].upper()}"
        if amount.text.endswith("%"):  # A part of each is that part of all.
            return f"{flag_of(BUDGET)} {amount.text}"
        more = Reader(self.context.currency).amount(amount.text[1:], name)
        return f"{flag_of(BUDGET)} {amount.text[0]}{self._share(more, ids)}"

    def _share(self, amount: int, ids: list[str]) -> str:
        smallest = 10 ** (6 - decimals(self.context.currency()))
        return self._typed(max(amount // max(len(ids), 1) // smallest, 1) * smallest)

    def _misplaced(self, row: InputRow, name: str, text: str, command: str) -> WrongCommand:
        label = name if row.place else option(name)
        if self.context.profile_name:  # Pasted, each part of a pipe has to mean the same profile.
            command = " | ".join(part + self.context.named for part in command.split(" | "))
        return WrongCommand(f"Invalid {label}: {text}", label, command)

    def _money(self, amount: int) -> str:
        return money(amount, self.context.currency())

    def _typed(self, amount: int | Relative) -> str:
        """Write an amount as an option takes it."""
        if isinstance(amount, Relative):
            return amount.text
        currency = self.context.currency()
        return money(amount, currency).removesuffix(f" {currency}") if amount % MICROS == 0 or decimals(currency) else f"{amount}micro"
