"""The API's own error codes, each with its meaning and advice."""

from __future__ import annotations

from typing import NamedTuple


class ApiCode(NamedTuple):
    """The meaning of one of the API's own codes, and what to do."""

    meaning: str
    advice: str


API_CODES = {
    1: ApiCode("Bad parameters: a value in the request is wrong.", "Read the message; pinads schema RESOURCE shows the allowed values."),
    2: ApiCode(
        "Authentication failed: the access token is invalid, revoked or expired.",
        "Run pinads auth refresh to refresh it, or pinads auth login to get a new one.",
    ),
    3: ApiCode("The access token is valid but lacks a scope.", "Run pinads auth login --scopes ads:read,ads:write."),
    8: ApiCode("The quota is used up; for trial apps it is 1000 requests a day.", "Wait until it is reset; earlier requests fail too."),
    12: ApiCode("Something went wrong at Pinterest, usually briefly.", "Try again; after a create, check first if it took effect."),
    29: ApiCode(
        "Forbidden: no access to this ad account, or the app has trial access only.", "Ask the owner for a role in Business Access."
    ),
    50: ApiCode("Not found: there is no such entity in this ad account.", "Check the id and --account."),
    2384: ApiCode("The campaign needs a budget.", "Give --daily-spend-cap or --lifetime-spend-cap."),
}
