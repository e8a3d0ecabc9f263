"""Codes and tokens that the emulator issued: validity, scopes and exchange."""

import json
import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from pinads.emulator import Emulator, Faults
from tests.contract.description import OLDER, document, folder
from tests.emulator.login import GOOD, LACKS_SCOPE, NOT_GOOD, app, bearer, code_for, exchange, logged_in, refresh, token, used
from tests.support.each import each

OTHER = app("5678")
DAY = 24 * 3600


def test_a_code_is_good_once_and_a_second_use_revokes_what_the_first_one_gave(api):
    code = code_for(api)
    status, tokens = exchange(api, code)
    assert status == 200
    assert used(api, tokens["access_token"]) == GOOD
    assert exchange(api, code)[0] == 400
    assert used(api, tokens["access_token"]) == NOT_GOOD
    assert refresh(api, tokens["refresh_token"])[0] == 400


def test_a_second_use_of_a_code_revokes_what_came_of_it_by_refreshing(api):
    code = code_for(api)
    renewed = refresh(api, exchange(api, code)[1]["refresh_token"])[1]
    other = logged_in(api)
    assert exchange(api, code)[0] == 400
    assert used(api, renewed["access_token"]) == NOT_GOOD
    assert refresh(api, renewed["refresh_token"])[0] == 400
    assert used(api, other["access_token"]) == GOOD


@each("wrong", [{"headers": OTHER}, {"redirect_uri": "http://localhost:8085"}, {"redirect_uri": "http://localhost:8086/"}])
def test_a_code_is_bound_to_the_app_and_the_redirect_uri(api, wrong):
    code = code_for(api)
    status, answer = exchange(api, code, **wrong)
    assert (status, answer["code"]) == (400, 1)
    assert code not in answer["message"]
    assert exchange(api, code)[0] == 200


@pytest.mark.parametrize(("seconds", "status"), [(599, 200), (600, 400)])
def test_a_code_is_good_for_ten_minutes(api, seconds, status):
    code = code_for(api)
    api.clock.advance(seconds)
    assert exchange(api, code)[0] == status


@each("kind", ["access_token", "refresh_token"])
def test_a_token_is_no_code_and_no_other_token(api, kind):
    tokens, code = logged_in(api), code_for(api)
    assert exchange(api, tokens[kind])[0] == 400
    assert refresh(api, code)[0] == 400
    assert refresh(api, tokens["access_token"])[0] == 400
    assert used(api, tokens["refresh_token"]) == NOT_GOOD
    assert used(api, code) == NOT_GOOD
    assert used(api, tokens["access_token"]) == GOOD


def test_a_refresh_spends_the_refresh_token_and_revokes_the_access_token(api):
    first = logged_in(api)
    status, second = refresh(api, first["refresh_token"])
    assert status == 200
    assert used(api, first["access_token"]) == NOT_GOOD
    assert used(api, second["access_token"]) == GOOD
    status, answer = refresh(api, first["refresh_token"])
    assert (status, answer["code"]) == (400, 1)
    assert used(api, second["access_token"]) == GOOD
    assert refresh(api, second["refresh_token"])[0] == 200


def test_an_app_cannot_refresh_the_token_of_another(api):
    tokens = logged_in(api)
    assert refresh(api, tokens["refresh_token"], OTHER)[0] == 400
    assert used(api, tokens["access_token"]) == GOOD
    assert refresh(api, tokens["refresh_token"])[0] == 200


@pytest.mark.parametrize(("seconds", "result"), [(30 * DAY - 1, GOOD), (30 * DAY, NOT_GOOD)])
def test_an_access_token_expires(api, seconds, result):
    tokens = logged_in(api)
    assert tokens["expires_in"] == 30 * DAY
    api.clock.advance(seconds)
    assert used(api, tokens["access_token"]) == result


@pytest.mark.parametrize(("seconds", "status"), [(60 * DAY - 1, 200), (60 * DAY, 400)])
def test_a_refresh_token_expires(api, seconds, status):
    tokens = logged_in(api)
    assert tokens["refresh_token_expires_in"] == 60 * DAY
    assert tokens["refresh_token_expires_at"] == int(api.clock.seconds) + 60 * DAY
    api.clock.advance(seconds)
    assert refresh(api, tokens["refresh_token"])[0] == status


def test_lifetimes_can_be_chosen(new_api):
    api = new_api(token_seconds=3, refresh_seconds=5)
    tokens = logged_in(api)
    assert (tokens["expires_in"], tokens["refresh_token_expires_in"]) == (3, 5)
    api.clock.advance(3)
    assert used(api, tokens["access_token"]) == NOT_GOOD
    tokens = refresh(api, tokens["refresh_token"])[1]
    assert used(api, tokens["access_token"]) == GOOD
    api.clock.advance(5)
    assert refresh(api, tokens["refresh_token"])[0] == 400


@each("lifetimes", [{"token_seconds": 0}, {"refresh_seconds": -1}, {"token_seconds": float("nan")}])
def test_a_lifetime_is_positive(lifetimes):
    with pytest.raises(ValueError, match="positive"):
        Emulator(None, **lifetimes)


def test_a_refresh_may_narrow_the_scope_and_never_widens_it(api):
    tokens = logged_in(api, scope="ads:read,ads:write,pins:read")
    status, answer = refresh(api, tokens["refresh_token"], scope="ads:read,boards:read")
    assert (status, "boards:read" in answer["message"]) == (400, True)
    assert refresh(api, tokens["refresh_token"], scope="no:such")[0] == 400
    status, tokens = refresh(api, tokens["refresh_token"], scope="ads:read pins:read")
    assert (status, tokens["scope"]) == (200, "ads:read,pins:read")
    assert refresh(api, tokens["refresh_token"], scope="ads:read,ads:write")[0] == 400
    assert refresh(api, tokens["refresh_token"])[1]["scope"] == "ads:read,pins:read"


def test_a_login_grants_what_was_allowed_and_no_more(api):
    assert logged_in(api, scope="ads:read")["scope"] == "ads:read"
    status, answer = token(
        api, grant_type="authorization_code", code=code_for(api, scope="ads:read"), redirect_uri="http://localhost:8085/", scope="ads:write"
    )
    assert (status, "ads:write" in answer["message"]) == (400, True)


def described_scopes():
    """Yield the emulator's operations: method, path, and the scope that Pinterest's description requires."""
    whole = document(OLDER)["paths"]
    core = json.loads((folder(OLDER) / "core.json").read_text())["paths"]
    analytics = re.compile(r"/ad_accounts/\{\w+\}(/(campaigns|ad_groups|ads))?/(targeting_)?analytics")
    for path in [*core, *filter(analytics.fullmatch, whole)]:
        for method, operation in whole[path].items():
            ((needed,),) = [scheme["pinterest_oauth2"] for scheme in operation["security"] if "pinterest_oauth2" in scheme]
            yield method.upper(), path, needed


@pytest.mark.slow
def test_each_operation_needs_the_scope_that_the_description_says(api):
    tokens = {scope: logged_in(api, scope=scope)["access_token"] for scope in ("ads:read", "ads:write")}
    operations = list(described_scopes())
    assert len(operations) == 34
    for method, path, needed in operations:
        path = re.sub(r"\{\w+\}", "1", path.replace("{ad_account_id}", api.account))
        for scope, text in tokens.items():
            answer = api.send(method, path, headers=bearer(text), body=None if method == "GET" else [])
            assert (answer.status == 401) == (scope != needed), (method, path, scope)
            if answer.status == 401:
                error = json.loads(answer.body)
                assert (error["code"], needed in error["message"]) == (3, True)


def test_reading_does_not_come_with_writing(api):
    tokens = logged_in(api, scope="ads:write")
    row = {"ad_account_id": api.account, "name": "x", "objective_type": "CONSIDERATION"}
    assert used(api, tokens["access_token"], "POST", api.below("campaigns"), [row]) == GOOD
    assert used(api, tokens["access_token"], "GET", api.below("campaigns")) == LACKS_SCOPE
    assert len(api.items("campaigns")) == 1


def test_nothing_is_written_with_a_token_that_lacks_the_scope_or_is_no_longer_good(api):
    row = {"ad_account_id": api.account, "name": "x", "objective_type": "CONSIDERATION"}
    reading, writing = logged_in(api, scope="ads:read"), logged_in(api)
    assert used(api, reading["access_token"], "POST", api.below("campaigns"), [row]) == LACKS_SCOPE
    refresh(api, writing["refresh_token"])
    assert used(api, writing["access_token"], "POST", api.below("campaigns"), [row]) == NOT_GOOD
    assert api.items("campaigns") == []


def test_tokens_that_it_never_gave_out_are_good_for_everything(api):
    for text in ("pina_TEST", "pina_TEST" + "0" * 32, "x", "ä"):
        assert used(api, text) == GOOD
        assert used(api, text, "POST", body={"name": "New"}) == GOOD


def test_refresh_tokens_that_it_never_gave_out_are_good_once(api):
    status, tokens = refresh(api, "pinr_TEST_of_mine")
    assert (status, tokens["scope"]) == (200, "ads:read,ads:write")
    assert refresh(api, "pinr_TEST_of_mine")[0] == 400
    assert used(api, tokens["access_token"]) == GOOD
    assert refresh(api, tokens["refresh_token"], OTHER)[0] == 400
    assert refresh(api, tokens["refresh_token"])[0] == 200


def test_client_credentials_give_a_token_that_expires_and_has_a_scope(api):
    status, answer = token(api, grant_type="client_credentials", scope="ads:read")
    assert (status, "refresh_token" in answer) == (200, False)
    assert used(api, answer["access_token"]) == GOOD
    assert used(api, answer["access_token"], "POST", body={"name": "New"}) == LACKS_SCOPE
    api.clock.advance(30 * DAY)
    assert used(api, answer["access_token"]) == NOT_GOOD
    assert token(api, grant_type="client_credentials", scope="ads:all")[0] == 400


def test_an_app_keeps_the_secret_that_it_first_came_with(api):
    tokens = logged_in(api)
    status, answer = refresh(api, tokens["refresh_token"], app(secret="TEST_wrong"))
    assert (status, answer["code"]) == (401, 2)
    assert "TEST_" not in answer["message"]
    assert used(api, tokens["access_token"]) == GOOD
    assert refresh(api, tokens["refresh_token"])[0] == 200
    assert refresh(api, "pinr_TEST_other", app("5678", "TEST_wrong"))[0] == 200


@pytest.mark.parametrize("shared", [False, True])
def test_of_sixteen_that_refresh_at_once_one_gets_it(new_api, tmp_path, shared):
    """In memory, and with two emulators on one directory."""
    apis = [new_api(tmp_path), new_api(tmp_path)] if shared else [new_api()]
    tokens, barrier = logged_in(apis[0]), Barrier(16)

    def work(number):
        barrier.wait()
        return refresh(apis[number % len(apis)], tokens["refresh_token"])

    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(work, range(16)))
    assert sorted(status for status, _ in answers) == [200] + [400] * 15
    (winner,) = [answer for status, answer in answers if status == 200]
    assert [used(api, winner["access_token"]) for api in apis] == [GOOD] * len(apis)
    assert refresh(apis[-1], winner["refresh_token"])[0] == 200


def test_every_process_knows_them(new_api, tmp_path):
    first, second = new_api(tmp_path), new_api(tmp_path)
    tokens = logged_in(first)
    assert used(second, tokens["access_token"]) == GOOD
    renewed = refresh(second, tokens["refresh_token"])[1]
    assert used(first, tokens["access_token"]) == NOT_GOOD
    assert refresh(first, tokens["refresh_token"])[0] == 400
    assert used(first, renewed["access_token"]) == GOOD


def test_reset_forgets_them(api):
    tokens = logged_in(api)
    refresh(api, tokens["refresh_token"])
    api.emulator.reset()
    assert used(api, tokens["access_token"]) == GOOD


@pytest.mark.parametrize("fault", ["drop_after", "error_after", "truncate"])
def test_a_refresh_whose_answer_is_lost_has_taken_place(api, fault):
    tokens = logged_in(api)
    api.emulator.faults = Faults.script([fault])
    api.send("POST", "/oauth/token", headers=app(), raw=f"grant_type=refresh_token&refresh_token={tokens['refresh_token']}".encode())
    assert api.entries[-1].fault == fault
    assert refresh(api, tokens["refresh_token"])[0] == 400
    assert used(api, tokens["access_token"]) == NOT_GOOD


@pytest.mark.parametrize("fault", ["drop_before", "error_before", "throttle", "html"])
def test_a_refresh_that_was_kept_from_happening_can_be_repeated(api, fault):
    tokens = logged_in(api)
    api.emulator.faults = Faults.script([fault])
    api.send("POST", "/oauth/token", headers=app(), raw=f"grant_type=refresh_token&refresh_token={tokens['refresh_token']}".encode())
    assert used(api, tokens["access_token"]) == GOOD
    assert refresh(api, tokens["refresh_token"])[0] == 200
