import base64
import json
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

from tests.support.each import each

APP = {
    "Authorization": "Basic " + base64.b64encode(b"1234:TEST_secret").decode(),
    "Content-Type": "application/x-www-form-urlencoded",
}
REFRESH = {"grant_type": "refresh_token", "refresh_token": "pinr_TEST_first"}


def token(api, form, headers=APP):
    answer = api.send("POST", "/oauth/token", headers=headers, raw=urlencode(form).encode())
    return answer.status, json.loads(answer.body)


def test_a_refresh_answers_the_next_refresh_token_and_spends_the_old(api):
    status, first = token(api, REFRESH)
    assert status == 200
    assert first["access_token"].startswith("pina_TEST")
    assert first["refresh_token"].startswith("pinr_TEST")
    assert first["refresh_token_expires_at"] - int(api.clock.seconds) == first["refresh_token_expires_in"]
    assert token(api, REFRESH)[0] == 400
    status, second = token(api, {**REFRESH, "refresh_token": first["refresh_token"]})
    assert status == 200
    assert second["access_token"] != first["access_token"]


def test_a_spent_token_is_spent_in_every_process(new_api, tmp_path):
    first, second = new_api(tmp_path), new_api(tmp_path)
    assert token(first, REFRESH)[0] == 200
    assert token(second, REFRESH)[0] == 400


def test_of_many_at_once_one_gets_it(api):
    with ThreadPoolExecutor(8) as pool:
        statuses = list(pool.map(lambda _: token(api, REFRESH)[0], range(16)))
    assert sorted(statuses) == [200] + [400] * 15


def test_a_code_is_good_once(api):
    form = {"grant_type": "authorization_code", "code": "TEST", "redirect_uri": "http://localhost:8085/"}
    status, answer = token(api, form)
    assert (status, answer["response_type"], answer["token_type"]) == (200, "authorization_code", "bearer")
    assert token(api, form)[0] == 400


def test_client_credentials_have_no_refresh_token(api):
    status, answer = token(api, {"grant_type": "client_credentials", "scope": "ads:read"})
    assert (status, answer["scope"]) == (200, "ads:read")
    assert "refresh_token" not in answer


@each("authorization", ["", "Basic", "Basic !", "Basic eA==", "Bearer pina_TEST"])
def test_without_an_app_it_is_401(api, authorization):
    status, answer = token(api, REFRESH, {**APP, "Authorization": authorization})
    assert (status, answer["code"]) == (401, 2)


@each(
    "form",
    [{}, {"grant_type": "password"}, {"grant_type": "refresh_token"}, {"grant_type": "authorization_code", "code": "x"}, {"a": "b"}],
)
def test_an_incomplete_request_is_400(api, form):
    assert token(api, form)[0] == 400


def test_json_is_no_form(api):
    assert token(api, REFRESH, {**APP, "Content-Type": "application/json"})[0] == 415
