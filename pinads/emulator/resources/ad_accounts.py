"""Ad accounts, the only resource without a parent and without an update."""

from __future__ import annotations

import re

from pinads.emulator.messages import bad
from pinads.emulator.resources.base import Call, Kind
from pinads.emulator.resources.stored_values import merged
from pinads.sdk.resources.ad_accounts import AdAccount
from pinads.sdk.schema.marks import Mode

OWNER = "383791336903426391"
_OWNER_NAME = "pinads_sample"
_CURRENCIES = {"US": "USD", "GB": "GBP", "CA": "CAD", "AU": "AUD", "JP": "JPY", "CH": "CHF", "DE": "EUR", "FR": "EUR"}
TIME_ZONES = {
    "US": "America/Los_Angeles",
    "GB": "Europe/London",
    "CA": "America/Toronto",
    "AU": "Australia/Sydney",
    "JP": "Asia/Tokyo",
    "CH": "Europe/Zurich",
    "DE": "Europe/Berlin",
    "FR": "Europe/Paris",
}
"""Time zone of a new account, by its country."""
_ZONE = re.compile("UTC|[A-Z][A-Za-z_]+(/[A-Za-z0-9_+-]+)+")


class AdAccounts(Kind):
    """Resource of ad accounts; every access token sees all of them."""

    model = AdAccount
    base_id = 549_755_000_000
    type_name = "ad_account"

    def get(self, call: Call) -> str:
        """Return one ad account; its id is also the account of the path."""
        return super().get(call._replace(identity=call.account, account=0))

    def create(self, call: Call) -> str:
        """Create an ad account."""
        body = self.checked(call.body, Mode.CREATE)
        country = body.get("country", "US")
        basis = {"name": "", "country": country, "currency": _CURRENCIES.get(country, "USD"), "time_zone": TIME_ZONES.get(country, "UTC")}
        if not _ZONE.fullmatch(body.get("time_zone") or "UTC"):
            raise bad("Invalid time_zone: expected the name of a zone such as America/Los_Angeles")
        doc = merged(self.fields, basis, body, Mode.CREATE)
        owner = {"id": body.get("owner_user_id", OWNER), "username": _OWNER_NAME}
        with call.store.writing():
            identity = self.new_id(call.store)
            doc.update(id=str(identity), owner=owner, permissions=["OWNER"], created_time=call.now, updated_time=call.now)
            call.store.put([self.entry(identity, 0, doc)])
        return self.get(call._replace(account=identity))
