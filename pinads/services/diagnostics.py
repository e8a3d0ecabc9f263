"""The checks of pinads doctor."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import re
import stat
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from pinads import __version__
from pinads.config.config_file import config_file, read_config
from pinads.config.directories import NoHome, check_config_dir, data_dir
from pinads.render.times import moment
from pinads.sdk.errors import (
    AuthenticationError,
    BadRequest,
    CannotConnect,
    CredentialError,
    MissingScope,
    NetworkError,
    NotFound,
    PinadsError,
)
from pinads.sdk.http.base_url import checked_url, is_loopback
from pinads.sdk.http.network_environment import check_certificates, network_settings
from pinads.sdk.http.operations import Operation
from pinads.sdk.http.rate_limits import seconds_of_date
from pinads.sdk.http.wire import WireRequest, WireResponse
from pinads.sdk.resources.ad_accounts import AdAccount
from pinads.services.connection import over_http, timeout
from pinads.services.error_codes import next_step
from pinads.services.errors import unexpected
from pinads.services.setup.auth_status import standing

if TYPE_CHECKING:
    from pinads.services.context import Context

OK, WARNED, FAILED, SKIPPED = "ok", "warning", "failed", "skipped"
WORST_SKEW = 60
# The call that tries each scope: a reading one, and for ads:write an update of nothing, which the API refuses as empty.
CALLS: dict[str, tuple[str, str, Any]] = {
    "ads:read": ("GET", "/ad_accounts", None),
    "ads:write": ("PATCH", "/ad_accounts/{account}/campaigns", []),
    "user_accounts:read": ("GET", "/user_account", None),
    "boards:read": ("GET", "/boards", None),
    "catalogs:read": ("GET", "/catalogs", None),
    "biz_access:read": ("GET", "/businesses/employers", None),
}
ALWAYS = ("ads:read", "ads:write")


class Finding(NamedTuple):
    """The finding of one check.

    Attributes:
        check: the name of the check.
        state: ``ok``, ``warning``, ``failed`` or ``skipped``.
        found: the finding, in words.
        fix: the fix, if there is one.
        error: the error that the check ended in, if it did.
    """

    check: str
    state: str
    found: str
    fix: str | None = None
    error: PinadsError | None = None

    @classmethod
    def failed(cls, check: str, error: PinadsError, fix: str | None = None) -> Finding:
        """Make the finding of a check that ended in an error."""
        return cls(check, FAILED, str(error), fix, error)


class DiagnosticContext:
    """The command's context, and the results of earlier checks that later ones use."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.answer: WireResponse | None = None
        self.configured = False
        self.credentials = False


def diagnose(context: Context) -> list[Finding]:
    """Run all checks in their order, later ones with what earlier ones found; a failure's fix is its next step."""
    diagnosis = DiagnosticContext(context)
    found = [
        finding
        for check in (_versions, _config, _data, _credentials, _network, _reachable, _clock, _scopes)
        for finding in _findings(check, diagnosis)
    ]
    return [each._replace(fix=each.fix or (next_step(each.error, context.named) if each.error else None)) for each in found]


def _findings(check: Callable[[DiagnosticContext], Iterator[Finding]], diagnosis: DiagnosticContext) -> Iterator[Finding]:
    name = check.__name__.strip("_")
    try:
        yield from check(diagnosis)
    except PinadsError as error:
        yield Finding.failed(name, error)
    except Exception as error:
        # A bug in one check must not hide the others.
        yield Finding.failed(name, PinadsError(f"the check failed: {unexpected(error)}"), next_step(error))


def _versions(diagnosis: DiagnosticContext) -> Iterator[Finding]:
    versions, missing = [], []
    for name in _packages():
        try:
            versions.append(f"{name} {importlib.metadata.version(name)}")
        except importlib.metadata.PackageNotFoundError:
            missing.append(name)
    found = f"pinads {__version__}, Python {platform.python_version()} on {platform.system()}, {', '.join(versions)}"
    if missing:
        yield Finding("versions", WARNED, f"{found}; not installed as packages: {', '.join(missing)}", f"pip install {' '.join(missing)}")
    else:
        yield Finding("versions", OK, found)


def _packages() -> list[str]:
    """List the packages that pinads needs, as its metadata has them."""
    try:
        wanted = importlib.metadata.requires("pinads") or []
    except importlib.metadata.PackageNotFoundError:  # Run from a checkout.
        return []
    return [re.split(r"[^\w.-]", text, maxsplit=1)[0] for text in wanted if ";" not in text]


def _config(diagnosis: DiagnosticContext) -> Iterator[Finding]:
    profile = diagnosis.context.profile
    diagnosis.configured = True
    try:
        check_config_dir()
        path = config_file()
    except NoHome as error:
        yield Finding("config", WARNED, error.message)
        yield Finding("profile", OK, f"{profile.name} ({profile.origin}), {profile.environment}")
        return
    if not profile.is_demo:
        read_config()
    if not path.exists():
        yield Finding("config", OK, f"{path} does not exist; the defaults apply")
    elif os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o022:
        yield Finding("config", WARNED, f"others can change {path}", f"chmod go-w '{path}'")
    else:
        yield Finding("config", OK, str(path))
    yield Finding("profile", OK, f"{profile.name} ({profile.origin}), {profile.environment}")


def _data(diagnosis: DiagnosticContext) -> Iterator[Finding]:
    directory = data_dir()
    # Path.exists raises if a folder on the way cannot be read.
    existing = next(path for path in (directory, *directory.parents) if os.path.exists(path))  # noqa: PTH110
    if not existing.is_dir() or not os.access(existing, os.W_OK | os.X_OK):
        yield Finding("data", WARNED, f"{directory} cannot be written", f"make {existing} writable, or set PINADS_DATA_DIR")
    elif existing == directory and os.name == "posix" and stat.S_IMODE(directory.stat().st_mode) & 0o022:
        yield Finding("data", WARNED, f"others can change files in {directory}", f"chmod go-w '{directory}'")
    else:
        yield Finding("data", OK, str(directory))


def _credentials(diagnosis: DiagnosticContext) -> Iterator[Finding]:
    if not diagnosis.configured:
        return
    context = diagnosis.context
    facts = standing(context, context.profile, current=True)
    source = ", ".join(str(facts[name]) for name in ("source", "backend") if facts[name])
    login = f"pinads auth login{context.profile.option}"
    if not facts["usable"]:
        yield Finding("token", FAILED, f"{source}: {facts['problem']}", login, CredentialError(str(facts["problem"]), login))
        return
    diagnosis.credentials = True
    lifetime = f"; good until {moment(facts['expires_at'], None)}" if facts["expires_at"] else ""
    yield Finding("token", OK, source + lifetime)


def _network(diagnosis: DiagnosticContext) -> Iterator[Finding]:
    given = diagnosis.context.profile.base_url if diagnosis.configured else None
    if given is None:
        return
    url = checked_url(given)
    if is_loopback(url):
        yield Finding("network", OK, "this machine: no proxy and no certificates are used")
        return
    settings = "; ".join(network_settings(url))
    try:
        check_certificates()
    except CannotConnect as error:
        yield Finding.failed("network", error)
    else:
        yield Finding("network", OK, settings)


def _reachable(diagnosis: DiagnosticContext) -> Iterator[Finding]:
    context = diagnosis.context
    if not diagnosis.configured or context.profile.is_embedded:
        yield Finding("reachable", SKIPPED, "the built-in emulator needs no network" if diagnosis.configured else "no profile")
        return
    url, wire = over_http(context.profile, context.interaction)
    limits = timeout(context.profile, context.option_for)
    started = time.monotonic()
    try:
        # No token is needed: any answer shows that the server is reachable, and its time.
        diagnosis.answer = wire.send(WireRequest("GET", f"{url}/ad_accounts", {"Accept": "application/json"}, (), None, limits))
    except NetworkError as error:
        yield Finding.failed("reachable", error, error.hint or "check the network, the proxy (HTTPS_PROXY) and PINADS_API_URL")
        return
    yield Finding("reachable", OK, f"{url} answered in {(time.monotonic() - started) * 1000:.0f} ms")


def _clock(diagnosis: DiagnosticContext) -> Iterator[Finding]:
    date = diagnosis.answer.headers.get("date") if diagnosis.answer else None
    if date is None:
        yield Finding("clock", SKIPPED, "no response had the server's time")
        return
    moment = seconds_of_date(date)
    if moment is None:
        yield Finding("clock", SKIPPED, "the server's date cannot be read")
        return
    skew = time.time() - moment
    found = f"{abs(skew):.0f} s {'ahead of' if skew > 0 else 'behind'} the server"
    if abs(skew) > WORST_SKEW:
        yield Finding("clock", WARNED, found, "set this machine's clock; it decides when tokens are refreshed")
    else:
        yield Finding("clock", OK, found)


def _scopes(diagnosis: DiagnosticContext) -> Iterator[Finding]:
    if not diagnosis.credentials or (diagnosis.answer is None and not diagnosis.context.profile.is_embedded):
        yield Finding("scopes", SKIPPED, "they need a token and a response")
        return
    granted = standing(diagnosis.context, diagnosis.context.profile, current=True)["scopes"] or ""
    for scope in dict.fromkeys((*ALWAYS, *granted.split(","))):
        if scope in CALLS:
            yield _scope(diagnosis, scope)


def _scope(diagnosis: DiagnosticContext, scope: str) -> Finding:
    context = diagnosis.context
    method, path, body = CALLS[scope]
    try:
        if "{account}" in path:
            path = path.replace("{account}", _some_account(context))
        context.client.request(Operation(f"doctor {scope}", method, "", "ads_read", repeatable=True), path, None, body)
    except MissingScope as error:
        return Finding(scope, FAILED, "the token lacks it", None, error)
    except (BadRequest, NotFound):
        pass  # The request was refused, not the token.
    except (AuthenticationError, PinadsError) as error:
        return Finding.failed(scope, error)
    return Finding(scope, OK, "granted")


def _some_account(context: Context) -> str:
    given = context.setting("account")
    if given is None:
        first = next(iter(AdAccount.iter_all(client=context.client)), None)
        if first is None:
            raise PinadsError("there is no ad account to try it on")
        return str(first.id)
    return context.account
