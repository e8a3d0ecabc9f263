"""The options of a login."""

from __future__ import annotations

from typing import Annotated

from pinads.cli.framework.option_groups import Bundle
from pinads.cli.framework.parameters import option
from pinads.config.settings import ENVIRONMENTS, SCOPES, SETTINGS
from pinads.services.login import LoginOptions


class LoggingIn(Bundle):
    """How to log in."""

    options = LoginOptions

    environment: Annotated[
        str | None, option("--environment", help="production, sandbox or emulator.", metavar="NAME", choices=ENVIRONMENTS)
    ] = None
    app_id: Annotated[str | None, option("--app-id", help="The app to log in with (PINADS_APP_ID).", metavar="ID")] = None
    scopes: Annotated[str, option("--scopes", help=f"What to ask for (default {SCOPES}).", metavar="SCOPE,...")] = SCOPES
    redirect_uri: Annotated[
        str | None,
        option("--redirect-uri", help=f"As registered for the app (default {SETTINGS['redirect_uri'].default}).", metavar="URL"),
    ] = None
    no_browser: Annotated[bool, option("--no-browser", help="Print the page's URL, and take the address that it leads to.")] = False
    with_token: Annotated[bool, option("--with-token", help="Read an access token from standard input.")] = False
    client_credentials: Annotated[bool, option("--client-credentials", help="A token for the app's own account, without a person.")] = False
    insecure_storage: Annotated[bool, option("--insecure-storage", help="Keep the token in a file that only you can read.")] = False
    wait: Annotated[str, option("--wait", help="How long to wait for the browser (default 5m).", metavar="TIME")] = "5m"


Login = Annotated[LoginOptions, LoggingIn]
