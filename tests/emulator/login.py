"""The requests of a login to the emulator, by an app and its user."""

import base64
import json
from urllib.parse import parse_qsl, urlencode, urlsplit

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
REDIRECT = "http://localhost:8085/"
ASKED = {"client_id": "1234", "redirect_uri": REDIRECT, "response_type": "code", "scope": "ads:read,ads:write", "state": "TEST_state"}


def app(identity="1234", secret="TEST_secret"):
    """Build the headers of an app's token request."""
    return {**FORM, "Authorization": "Basic " + base64.b64encode(f"{identity}:{secret}".encode()).decode()}


def bearer(token):
    return {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}


def decide(api, decision="allow", path="/oauth/", **changed):
    """Press a button on the login page, and return the response."""
    form = {**ASKED, "decision": decision, **changed}
    return api.send("POST", path, headers=FORM, raw=urlencode(form).encode())


def told(answer):
    """Return the parameters of the redirect to the app."""
    assert answer.status == 302
    return dict(parse_qsl(urlsplit(answer.headers["Location"]).query))


def code_for(api, **changed):
    return told(decide(api, **changed))["code"]


def token(api, headers=None, **form):
    """Send a token request, and return its status and JSON."""
    answer = api.send("POST", "/oauth/token", headers=headers or app(), raw=urlencode(form).encode())
    return answer.status, json.loads(answer.body)


def exchange(api, code, headers=None, redirect_uri=REDIRECT):
    return token(api, headers, grant_type="authorization_code", code=code, redirect_uri=redirect_uri)


def refresh(api, refresh_token, headers=None, **form):
    return token(api, headers, grant_type="refresh_token", refresh_token=refresh_token, **form)


def logged_in(api, **changed):
    """Log in, and return the tokens."""
    status, tokens = exchange(api, code_for(api, **changed))
    assert status == 200, tokens
    return tokens


def used(api, access_token, method="GET", path="/ad_accounts", body=None):
    """Send a request with an access token, and return its status and its error's code, or None."""
    answer = api.send(method, path, headers=bearer(access_token), body=body)
    found = json.loads(answer.body)
    return answer.status, found.get("code") if answer.status != 200 else None


GOOD = (200, None)
NOT_GOOD = (401, 2)
LACKS_SCOPE = (401, 3)
