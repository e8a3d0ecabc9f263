"""Error codes."""

from __future__ import annotations

from typing import NamedTuple


class ApiCode(NamedTuple):
    """What one of the API's own codes means."""

    meaning: str
    advice: str


API_CODES = {
    1: ApiCode("Bad parameters: a value in the request is wrong.", "Read the message; pinads schema RESOURCE shows what is allowed."),
    2: ApiCode(
        "Authentication failed: the access token is invalid, revoked or expired.",
        "pinads auth refresh renews it, pinads auth login gets a new one.",
    ),
    3: ApiCode("The access token is good, but lacks a scope.", "pinads auth login --scopes ads:read,ads:write"),
    8: ApiCode("The quota is spent; for trial apps that is 1000 requests a day.", "Wait until it is renewed; sooner tries fail too."),
    12: ApiCode("Something went wrong at Pinterest; usually it passes.", "Try again; for a create, look first whether it took effect."),
    29: ApiCode(
        "Forbidden: no access to this ad account, or the app has trial access only.", "Ask the owner for a role in Business Access."
    ),
    50: ApiCode("Not found: there is no such entity in this ad account.", "Check the id and --account."),
    2384: ApiCode("The campaign needs a budget.", "Give --daily-spend-cap or --lifetime-spend-cap."),
}
