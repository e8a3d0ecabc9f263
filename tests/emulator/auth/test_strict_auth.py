"""Emulator that accepts only tokens that it issued, for tests of refusals."""

import pytest

from pinads.emulator import BASE_URL, Emulator, EmulatorWire
from pinads.sdk import AdAccount, AuthenticationError, Campaign, Client, MissingScope, create_client_with_refresh_token
from pinads.sdk.errors import CredentialError
from tests.emulator.conftest import USD, Api, Clock
from tests.emulator.login import GOOD, NOT_GOOD, exchange, logged_in, refresh, token, used

APP = ("1234", "TEST_secret")


@pytest.fixture
def emulator():
    emulator = Emulator(None, strict_auth=True, token_seconds=3600, now=Clock())
    emulator.seed()
    return emulator


def client(emulator, access_token):
    return Client(access_token, BASE_URL, wire=EmulatorWire(emulator))


def test_only_tokens_that_were_given_out(emulator):
    with pytest.raises(AuthenticationError) as refused:
        AdAccount(USD, client=client(emulator, "pina_TEST"))
    assert (refused.value.http_status, refused.value.code) == (401, 2)
    tokens = emulator.issue_tokens()
    assert AdAccount(USD, client=client(emulator, tokens["access_token"])).id == USD
    with pytest.raises(AuthenticationError):
        AdAccount(USD, client=client(emulator, tokens["refresh_token"]))


def test_scopes_hold(emulator):
    reader = client(emulator, emulator.issue_tokens(scopes="ads:read")["access_token"])
    campaign = Campaign.get_all(USD, client=reader)[0][0]
    with pytest.raises(MissingScope):
        campaign.pause()


def test_tokens_can_be_renewed_by_their_app(emulator):
    tokens = emulator.issue_tokens()
    renewing = create_client_with_refresh_token(tokens["refresh_token"], *APP, base_url=BASE_URL, wire=EmulatorWire(emulator))
    assert AdAccount(USD, client=renewing).id == USD
    stranger = create_client_with_refresh_token("pinr_TEST_unknown", *APP, base_url=BASE_URL, wire=EmulatorWire(emulator))
    with pytest.raises(CredentialError, match="never issued"):
        AdAccount(USD, client=stranger)


def test_codes_and_refresh_tokens_too():
    api = Api(strict_auth=True)
    assert exchange(api, "never-given")[0] == 400
    assert refresh(api, "pinr_TEST_never")[0] == 400
    assert used(api, "pina_TEST_never") == NOT_GOOD
    tokens = logged_in(api)
    assert used(api, tokens["access_token"]) == GOOD
    status, renewed = refresh(api, tokens["refresh_token"])
    assert status == 200
    assert used(api, tokens["access_token"]) == NOT_GOOD
    assert used(api, renewed["access_token"]) == GOOD
    status, own = token(api, grant_type="client_credentials", scope="ads:read")
    assert used(api, own["access_token"]) == GOOD
