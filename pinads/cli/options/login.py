"""The options of a login."""

from __future__ import annotations

from typing import Annotated

from pinads.cli.framework.option_groups import Bundle
from pinads.cli.framework.parameters import option
from pinads.config.settings import ENVIRONMENTS, SCOPES, SETTINGS
from pinads.services.setup.login import LoginOptions


class LoggingInOptions(Bundle):
    """The options of a login."""

    options = LoginOptions

    environment: Annotated[
        str | None, option("--environment", help="production, sandbox or emulator.", metavar="NAME", choices=ENVIRONMENTS)
    ] = None
    app_id: Annotated[str | None, option("--app-id", help="The app to log in with (PINADS_APP_ID).", metavar="ID")] = None
    scopes: Annotated[str, option("--scopes", help=f"Scopes to request (default {SCOPES}).", metavar="SCOPE,...")] = SCOPES
    redirect_uri: Annotated[
        str | None,
        option("--redirect-uri", help=f"Redirect URI registered for the app (default {SETTINGS['redirect_uri'].default}).", metavar="URL"),
    ] = None
    no_browser: Annotated[bool, option("--no-browser", help="Print the URL of the page, and read the address it redirects to.")] = False
    with_token: Annotated[bool, option("--with-token", help="Read an access token from standard input.")] = False
    client_credentials: Annotated[
        bool, option("--client-credentials", help="Get a token for the app's own account, without a browser.")
    ] = False
    insecure_storage: Annotated[bool, option("--insecure-storage", help="Store the token in a file that only you can read.")] = False
    wait: Annotated[str, option("--wait", help="Longest wait for the browser (default 5m).", metavar="TIME")] = "5m"


Login = Annotated[LoginOptions, LoggingInOptions]
