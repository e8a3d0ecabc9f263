"""pinads auth login: what is asked for, in which order, and what is said at the end."""

from __future__ import annotations

import os
import stat
import sys
from typing import TYPE_CHECKING, Any, NamedTuple

from pinads.auth import login
from pinads.auth.credential import Credential
from pinads.auth.store import CredentialStore
from pinads.auth.stores import choose_store
from pinads.auth.tokens import app_secret, given_token
from pinads.config.directories import check_config_dir
from pinads.config.profiles import Profile, change_profile, load_profile
from pinads.config.settings import SETTINGS, parsed
from pinads.sdk import environment
from pinads.sdk.errors import CredentialError, InvalidInput
from pinads.sdk.http.token_endpoint import App, TokenEndpoint
from pinads.sdk.http.wire import Wire
from pinads.sdk.redaction import remember
from pinads.sdk.schema.durations import seconds
from pinads.services.auth_status import shown, standing
from pinads.services.results import Value

if TYPE_CHECKING:
    from pinads.cli.options.login import LoginOptions
    from pinads.services.context import Session


SECRET = environment.APP_SECRET[0]


class Place(NamedTuple):
    """Where the login happens: the profile with what the options say of it, its API, and how that is reached."""

    profile: Profile
    base_url: str
    wire: Wire
    endpoint: TokenEndpoint


def log_in(session: Session, how: LoginOptions) -> Value:
    """Get a token, see what it is good for, keep it, and choose the default ad account.

    Raises:
        CredentialError: there is no place to keep a token, or none was given.
    """
    if how.with_token and (how.client_credentials or how.no_browser):
        raise InvalidInput("--with-token contradicts --client-credentials and --no-browser", "--with-token")
    place = _place(session, how)
    check_config_dir()
    if not (how.with_token or how.client_credentials):
        _refuse_without_person(session, how, place.profile)
    wait = seconds(how.wait, "--wait", least=0.001)
    store = choose_store(how.insecure_storage, place.profile)
    if how.insecure_storage:
        session.note(f"warning: the token is kept in clear text, in {store.describe()}")
    credential = _obtained(session, how, place, wait)
    verified = _verified(session, place, credential)
    if how.with_token and verified.problem is not None:
        raise verified.problem
    login.keep(place.profile, store, credential, _remembered(how, place.profile))
    return _told(session, place.profile, store, verified)


def _refuse_without_person(session: Session, how: LoginOptions, profile: Profile) -> None:
    """Refuse at once a login that would wait for somebody who is not there.

    Raises:
        InvalidInput: --no-input or CI says that nobody is there.
    """
    # A browser that BROWSER names, or a program at the other end of a pipe, may answer without a person.
    answered = _is_piped() if how.no_browser else bool(os.environ.get("BROWSER"))
    if not session.forbids_questions or (answered and not session.no_input):
        return
    by = "--no-input" if session.no_input else "CI"
    login_here = f"pinads auth login{profile.option}"
    raise InvalidInput(
        f"This login needs a person, and {by} says that nobody is there. Without a person: {login_here} --with-token < token.txt, "
        f"{login_here} --client-credentials with {SECRET} set, or no login and {environment.ACCESS_TOKEN[0]} set "
        f"(or {environment.REFRESH_TOKEN[0]} with {environment.APP_ID[0]} and {SECRET})",
        by,
    )


def _is_piped() -> bool:
    """Tell whether standard input is a pipe or socket that a program may write into."""
    try:
        mode = os.fstat(sys.stdin.fileno()).st_mode
    except (OSError, ValueError):
        return False
    return stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode)


def _place(session: Session, how: LoginOptions) -> Place:
    from pinads.services.connection import endpoint, over_http

    known = load_profile(session.profile_name, may_be_new=True)
    typed = {name: value for name in ("environment", "app_id", "redirect_uri") if (value := getattr(how, name))}
    for name, value in typed.items():
        parsed(SETTINGS[name], value, f"--{name.replace('_', '-')}")
    profile = session.use(Profile(known.name, {**known.settings, **typed}, known.origin, known.exists))
    if profile.is_embedded:
        raise InvalidInput(
            f"profile {profile.name!r} is the emulator within pinads: it needs no login; to log in to a served one, set PINADS_API_URL",
            "profile",
        )
    url, wire = over_http(session)
    return Place(profile, url, wire, endpoint(session, url, wire))


def _obtained(session: Session, how: LoginOptions, place: Place, wait: float) -> Credential:
    if how.with_token:
        return login.from_token(place.base_url, _line(session, "Access token: ", "an access token"))
    app = App(_app_id(session, how, place.profile), "")
    app = app._replace(secret=_secret(session))
    common = (place.endpoint, place.base_url, app)
    if how.client_credentials:
        return login.for_the_app(*common, how.scopes)
    redirect_uri = str(place.profile.get("redirect_uri"))
    if how.no_browser:
        return login.by_pasting(*common, redirect_uri, how.scopes, lambda: _pasted(session), session.note)
    return login.with_browser(*common, redirect_uri, how.scopes, wait, session.note)


def _app_id(session: Session, how: LoginOptions, profile: Profile) -> str:
    given = how.app_id or profile.get("app_id")
    if given is None and session.may_ask:
        session.note("The id of your app, from https://developers.pinterest.com/apps/: ")
        given = sys.stdin.readline().strip()
    if not given:
        raise InvalidInput("which app? Give --app-id ID or set PINADS_APP_ID", "--app-id")
    how.app_id = parsed(SETTINGS["app_id"], given, "--app-id")
    return str(how.app_id)


def _secret(session: Session) -> str:
    given = app_secret() or _line(session, "The app's secret: ", f"the app's secret: set {SECRET}, or pipe it in")
    remember(given)
    return given


def _line(session: Session, prompt: str, what: str) -> str:
    """A secret from the keyboard, unseen, or from standard input."""
    if session.may_ask:
        import getpass

        given = getpass.getpass(prompt, stream=sys.stderr)
    else:
        given = "" if sys.stdin.isatty() else sys.stdin.readline()
    if not given.strip():
        raise CredentialError(f"standard input had not {what}")
    return given.strip()


def _pasted(session: Session) -> str:
    if sys.stdin.isatty() and not session.may_ask:
        raise InvalidInput("--no-browser needs somebody to paste the answer", "--no-input")
    return sys.stdin.readline()


def _verified(session: Session, place: Place, credential: Credential) -> login.Verified:
    from pinads.services.connection import client

    return login.verify(client(session, place.base_url, place.wire, login.JustThis(credential)))


def _remembered(how: LoginOptions, profile: Profile) -> dict[str, str]:
    """The settings that the next login and every command need."""
    typed = {name: getattr(how, name) for name in ("environment", "redirect_uri", "app_id") if getattr(how, name)}
    return {**({} if profile.exists else {"environment": profile.environment}), **typed}


def _told(session: Session, profile: Profile, store: CredentialStore, verified: login.Verified) -> Value:
    account = _default_account(session, profile, verified.accounts)
    if account is not None and account != profile.settings.get("account"):
        change_profile(profile.name, {"account": account})
    now = session.use(load_profile(profile.name))
    session.note(f"logged in as profile {profile.name!r}; the token is kept in {store.describe()}")
    given = given_token()
    if given:
        session.note(f"note: {given.name} is set, and is used instead")
    if account is None and verified.accounts:
        session.note(
            f"note: it sees {len(verified.accounts)} ad accounts; pinads profiles set {profile.name} account=ID makes one the default"
        )
    facts: dict[str, Any] = standing(session, now, current=True)
    return shown([facts], session, verified.problem)


def _default_account(session: Session, profile: Profile, accounts: list[tuple[str, str]]) -> str | None:
    ids = [identity for identity, _ in accounts]
    wanted = session.setting("account")
    if wanted is not None:
        if accounts and wanted not in ids:
            session.note(f"warning: this token does not see ad account {wanted}")
        return str(wanted)
    if len(ids) == 1:
        return ids[0]
    if not ids or not session.may_ask:
        return None
    return _asked_account(session, accounts)


def _asked_account(session: Session, accounts: list[tuple[str, str]]) -> str | None:
    from pinads.render.text import safe

    session.note("Which ad account is to be the default?")
    for number, (identity, name) in enumerate(accounts, 1):
        session.note(safe(f"  {number}  {identity}  {name}"))
    session.note(f"A number from 1 to {len(accounts)}, or nothing for none: ")
    typed = sys.stdin.readline().strip()
    return accounts[int(typed) - 1][0] if typed.isdecimal() and 1 <= int(typed) <= len(accounts) else None
