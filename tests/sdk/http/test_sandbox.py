"""What Pinterest's sandbox does not have is refused before it is asked for."""

from __future__ import annotations

import pytest

from pinads.sdk import Audience, Campaign, Client, CustomerList
from pinads.sdk.errors import InvalidInput
from pinads.sdk.http.sandbox import MISSING, SANDBOX
from tests.contract.description import OLDER, document
from tests.support.fake_wire import ANYTHING, FakeWire


def test_audiences_and_customer_lists(wire: FakeWire) -> None:
    client = Client("pina_TEST", SANDBOX, wire=wire)
    for refused in (
        lambda: Audience.get_all("1", client=client),
        lambda: CustomerList.create("1", name="x", records="a@example.com", list_type="EMAIL", client=client),
    ):
        with pytest.raises(InvalidInput, match=r"sandbox has no (audiences|customer lists)"):
            refused()


def test_what_it_has_goes_there(wire: FakeWire) -> None:
    wire.reply("GET", ANYTHING, {"items": [], "bookmark": None}, query=ANYTHING, status=200)
    Campaign.get_all("1", client=Client("pina_TEST", SANDBOX, wire=wire))
    assert wire.requests[0].url.startswith(SANDBOX)


def test_a_client_may_be_told_that_it_is_the_sandbox(wire: FakeWire) -> None:
    client = Client("pina_TEST", "https://proxy.example.com/v5", wire=wire, sandbox=True)
    with pytest.raises(InvalidInput, match="sandbox has no audiences"):
        Audience.get_all("1", client=client)


def test_production_is_not_held_back(wire: FakeWire) -> None:
    wire.reply("GET", ANYTHING, {"items": [], "bookmark": None}, query=ANYTHING, status=200)
    Audience.get_all("1", client=Client("pina_TEST", wire=wire))


def test_the_list_is_that_of_the_description() -> None:
    found: dict[str, set[str]] = {}
    for path, operations in document(OLDER)["paths"].items():
        parts = path.split("/")
        if parts[1] == "ad_accounts" and len(parts) > 3:
            modes = {item["x-sandbox"] for item in operations.values() if isinstance(item, dict) and "x-sandbox" in item}
            found.setdefault(parts[3], set()).update(modes)
    assert {name for name, modes in found.items() if modes == {"disabled"}} == MISSING
