"""The login: get a token, verify it, store it, and choose the default ad account."""

from __future__ import annotations

import os
import stat
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from pinads.auth import login
from pinads.auth.credential import Credential
from pinads.auth.given_tokens import app_secret, given_token
from pinads.auth.store import CredentialStore
from pinads.auth.stores import choose_store
from pinads.config.directories import check_config_dir
from pinads.config.profiles import Profile, change_profile, load_profile
from pinads.config.settings import SCOPES, SETTINGS, parsed
from pinads.sdk import environment
from pinads.sdk.errors import CredentialError, InvalidInput, PinadsError
from pinads.sdk.http.token_endpoint import App, TokenEndpoint
from pinads.sdk.http.transport import StaticToken
from pinads.sdk.http.wire import Wire
from pinads.sdk.redaction import remember
from pinads.sdk.schema.durations import seconds
from pinads.services.connection import client, over_http, timeout
from pinads.services.errors import option
from pinads.services.inputs.options import Options
from pinads.services.inputs.standard_input import standard_input
from pinads.services.interaction import FORBIDDEN_BY_CI
from pinads.services.setup.accounts import AccountFacts, ask_account, find_account
from pinads.services.setup.auth_status import standing

if TYPE_CHECKING:
    from pinads.services.context import Context


SECRET = environment.APP_SECRET[0]


class LoginOptions(Options):
    """The options of a login.

    Attributes:
        environment: production, sandbox or emulator.
        app_id: the app to log in with.
        scopes: the scopes to request.
        redirect_uri: as registered for the app.
        no_browser: print the page's URL, and take the address that it leads to.
        with_token: read an access token from standard input.
        client_credentials: get a token for the app's own account, without a person.
        insecure_storage: keep the token in a file that only its owner can read.
        wait: how long to wait for the browser.
    """

    environment: str | None = None
    app_id: str | None = None
    scopes: str = SCOPES
    redirect_uri: str | None = None
    no_browser: bool = False
    with_token: bool = False
    client_credentials: bool = False
    insecure_storage: bool = False
    wait: str = "5m"


class LoggedIn(NamedTuple):
    """A completed login: the profile's status, and the problem that the new token has, if any."""

    status: dict[str, Any]
    problem: PinadsError | None


class Place(NamedTuple):
    """The target of a login: the profile, changed by the options, and its API."""

    profile: Profile
    base_url: str
    wire: Wire
    endpoint: TokenEndpoint


def log_in(context: Context, how: LoginOptions, choose: bool = True) -> LoggedIn:
    """Get a token, verify it, store it, and choose the default ad account.

    Args:
        choose: ask for the ad account if there are several.

    Raises:
        CredentialError: there is no place to keep a token, or none was given.
    """
    if how.with_token and (how.client_credentials or how.no_browser):
        raise InvalidInput("`with_token` cannot be combined with `client_credentials` or `no_browser`", "`with_token`")
    place = _place(context, how)
    check_config_dir()
    if not (how.with_token or how.client_credentials):
        _refuse_without_person(context, how, place.profile)
    wait = seconds(how.wait, option("wait"), least=0.001)
    store = choose_store(how.insecure_storage, place.profile)
    if how.insecure_storage:
        context.warn(f"the token is stored in clear text, in {store.describe()}")
    if not how.with_token:
        how = how.replaced(app_id=_app_id(context, how, place.profile))
    credential = _obtained(context, how, place, wait)
    token = StaticToken(credential.access_token)
    verified = login.verify(client(place.profile, context.interaction, context.option_for, place.base_url, place.wire, token))
    if how.with_token and verified.problem is not None:
        raise verified.problem
    login.keep(place.profile, store, credential, _remembered(how, place.profile))
    return _logged_in(context, place.profile, store, verified, choose)


def _refuse_without_person(context: Context, how: LoginOptions, profile: Profile) -> None:
    """Refuse at once a login that would wait for a person if none can answer.

    Raises:
        InvalidInput: --no-input or CI says that no person can answer.
    """
    # A browser that BROWSER names, or a program at the other end of a pipe, may answer without a person.
    answered = _is_piped() if how.no_browser else bool(os.environ.get("BROWSER"))
    by = context.interaction.forbidden_by
    if by is None or (answered and by == FORBIDDEN_BY_CI):
        return
    by = by if by == FORBIDDEN_BY_CI else option(by)
    login_here = f"pinads auth login{profile.option}"
    raise InvalidInput(
        f"This login needs a person, and {by} says that there is none. Without a person, set {environment.ACCESS_TOKEN[0]} "
        f"(or {environment.REFRESH_TOKEN[0]} with {environment.APP_ID[0]} and {SECRET})",
        by,
    ).hinting(f"or log in with {login_here} --with-token < token.txt, or {login_here} --client-credentials with {SECRET} set")


def _is_piped() -> bool:
    """Tell whether standard input is a pipe or socket that a program may write into."""
    try:
        mode = os.fstat(standard_input().fileno()).st_mode
    except (OSError, ValueError):
        return False
    return stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode)


def _place(context: Context, how: LoginOptions) -> Place:
    known = load_profile(context.profile_name, may_be_new=True)
    typed = {name: value for name in ("environment", "app_id", "redirect_uri") if (value := getattr(how, name))}
    for name, value in typed.items():
        parsed(SETTINGS[name], value, option(name))
    profile = context.use(Profile(known.name, {**known.settings, **typed}, known.origin, known.exists))
    if profile.is_embedded:
        raise InvalidInput(
            f"profile {profile.name!r} uses the built-in emulator and needs no login. To log in to a served one, set PINADS_API_URL",
            "profile",
        )
    url, wire = over_http(profile, context.interaction)
    return Place(profile, url, wire, TokenEndpoint(wire, url, timeout(profile, context.option_for)))


def _obtained(context: Context, how: LoginOptions, place: Place, wait: float) -> Credential:
    if how.with_token:
        return login.from_token(place.base_url, _line(context, "Access token: ", "an access token"))
    app = App(str(how.app_id), _secret(context))
    common = (place.endpoint, place.base_url, app)
    if how.client_credentials:
        return login.for_the_app(*common, how.scopes)
    redirect_uri = str(place.profile.get("redirect_uri"))
    say = partial(context.say, needed=True)
    if how.no_browser:
        return login.by_pasting(*common, redirect_uri, how.scopes, lambda: _pasted(context), say)
    return login.with_browser(*common, redirect_uri, how.scopes, wait, say)


def _app_id(context: Context, how: LoginOptions, profile: Profile) -> str:
    given = how.app_id or profile.get("app_id")
    if given is None and context.interaction.can_prompt:
        given = context.interaction.prompt("The id of your app, from https://developers.pinterest.com/apps/: ").strip()
    if not given:
        raise InvalidInput(f"no app is given. Give {option('app_id')} ID or set PINADS_APP_ID", option("app_id"))
    return str(parsed(SETTINGS["app_id"], given, option("app_id")))


def _secret(context: Context) -> str:
    given = app_secret() or _line(context, "The app's secret: ", f"the app's secret: set {SECRET}, or pipe it in")
    remember(given)
    return given


def _line(context: Context, prompt: str, secret: str) -> str:
    """Read a secret from the keyboard, unseen, or from standard input."""
    given = context.interaction.prompt(prompt, secret=True).strip()
    if not given:
        raise CredentialError(f"standard input did not have {secret}")
    return given


def _pasted(context: Context) -> str:
    if not context.interaction.can_answer:
        raise InvalidInput(f"{option('no_browser')} needs somebody to paste the answer", option("no_input"))
    return context.interaction.prompt("")


def _remembered(how: LoginOptions, profile: Profile) -> dict[str, str]:
    """Return the settings that the next login and every command need."""
    typed = {name: getattr(how, name) for name in ("environment", "redirect_uri", "app_id") if getattr(how, name)}
    return {**({} if profile.exists else {"environment": profile.environment}), **typed}


def _logged_in(context: Context, profile: Profile, store: CredentialStore, verified: login.Verified, choose: bool) -> LoggedIn:
    account = _default_account(context, verified.accounts, choose)
    if account is not None and account != profile.settings.get("account"):
        change_profile(profile.name, {"account": account})
    now = context.use(load_profile(profile.name))
    context.say(f"logged in as profile {profile.name!r}; the token is stored in {store.describe()}")
    given = given_token()
    if given:
        context.note(f"{given.name} is set and takes precedence")
    if account is None and verified.accounts and choose:
        command = f"pinads use ACCOUNT{profile.option}"
        context.note(f"the token has access to {len(verified.accounts)} ad accounts, and none is the default", command)
    return LoggedIn(standing(context, now, current=True), verified.problem)


def _default_account(context: Context, accounts: list[AccountFacts], choose: bool) -> str | None:
    ids = [str(account["id"]) for account in accounts]
    wanted = context.setting("account")
    if wanted is not None:
        try:
            return str(find_account(accounts, wanted)["id"]) if accounts else str(wanted)
        except InvalidInput as error:
            context.warn(error.message)
            return str(wanted)
    if len(ids) == 1:
        return ids[0]
    if not ids or not choose or not context.interaction.can_prompt:
        return None
    chosen = ask_account(context, accounts)
    return str(chosen["id"]) if chosen is not None else None
