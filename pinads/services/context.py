"""Session: the options that every command shares, and what follows from them - profile, client, account, output."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

from pinads.cli.framework.option_groups import Bundle
from pinads.cli.framework.parameters import ALLOW_UNKNOWN, CONNECTION, OUTPUT, option
from pinads.cli.options.session import _OPTIONS
from pinads.cli.output.exit_codes import ExitCode
from pinads.cli.terminal.streams import discard_stdout
from pinads.render.formats import FORMATS
from pinads.sdk.environment import is_on, read
from pinads.sdk.errors import InvalidInput, PinadsError
from pinads.sdk.schema.validation import entity_id, invalid_choice

if TYPE_CHECKING:
    from pinads.config.profiles import Profile
    from pinads.render.style import Style
    from pinads.sdk.client import Client


class Session(Bundle):
    """One run of a command."""

    profile_name: Annotated[str | None, option("--profile", help="Credentials and settings to use.", metavar="NAME", panel=CONNECTION)] = (
        None
    )
    account_id: Annotated[str | None, option("--account", help="The ad account.", metavar="ID", panel=CONNECTION)] = None
    output: Annotated[
        str | None, option("--output", "-o", help=f"One of {', '.join(FORMATS)}.", metavar="FORMAT", panel=OUTPUT, choices=FORMATS)
    ] = None
    timeout: Annotated[
        str | None, option("--timeout", help="Time limit of one exchange, such as 30s.", metavar="TIME", panel=CONNECTION)
    ] = None
    max_wait: Annotated[
        str | None, option("--max-wait", help="Longest wait for a rate limit (default 2m).", metavar="TIME", panel=CONNECTION)
    ] = None
    verbose: Annotated[bool, option("--verbose", "-v", help="One line a request on stderr.", panel=CONNECTION)] = False
    debug: Annotated[bool, option("--debug", help="Headers and bodies on stderr, secrets left out.", panel=CONNECTION)] = False
    no_color: Annotated[bool, option("--no-color", help="No colours.", panel=OUTPUT)] = False
    no_input: Annotated[bool, option("--no-input", help="Never ask; fail where a question would be needed.", panel=CONNECTION)] = False

    accounts: list[str] | None = None
    """The ad accounts that a listing covers, where it is not the one of ``account`` alone."""

    allow_unknown = False
    """Whether values are sent that look like a slip of a known one; options of several bundles say it."""

    stopping = False
    """Whether Ctrl-C was pressed while requests are to be finished."""

    @property
    def closing(self) -> list[Callable[[], None]]:
        """What is to be called when the command has ended."""
        closing: list[Callable[[], None]] = self.__dict__.setdefault("_closing", [])
        return closing

    @property
    def when_shown(self) -> list[Callable[[], None]]:
        """What is to be called when the result was written to stdout to the last byte."""
        calls: list[Callable[[], None]] = self.__dict__.setdefault("_when_shown", [])
        return calls

    def run(self, command: Callable[[], Any]) -> ExitCode:
        """Run a command, render what it returns, and report its errors; answers the exit code."""
        from pinads.cli.output.errors import report
        from pinads.cli.terminal.progress import clear
        from pinads.sdk.schema.unknown_values import allow_unknown_values
        from pinads.sdk.schema.warned import warning

        try:
            self._check_format()
            with warning(self.warn), allow_unknown_values(self.allow_unknown, ALLOW_UNKNOWN):
                result = command()
                return ExitCode.DONE if result is None else self._emit(result)
        except BrokenPipeError:
            discard_stdout()
            self._call_shown()  # Whoever closes the pipe has read enough.
            return ExitCode.DONE
        except (PinadsError, OSError, KeyboardInterrupt) as error:
            clear()
            if isinstance(error, OSError):
                discard_stdout()
            if self.debugging and not isinstance(error, KeyboardInterrupt):
                from pinads.cli.terminal.request_log import show_traceback

                show_traceback()
            return report(error, self.machine_asked, self.named)
        finally:
            for close in self.closing:
                close()
            self._say_where()

    def _emit(self, result: Any) -> ExitCode:
        from pinads.cli.output.emit import emit

        code = emit(result, self)
        sys.stdout.flush()
        self._call_shown()
        return code

    def _call_shown(self) -> None:
        for call in self.when_shown:
            call()

    def _check_format(self) -> None:
        is_on("PINADS_DEBUG", otherwise=True)
        if self.asked_output is not None and self.asked_output not in FORMATS:
            raise invalid_choice(self.asked_output, FORMATS, "--output" if self.output else "PINADS_OUTPUT")

    def setting(self, name: str) -> Any:
        """What holds for a setting: option, else environment, else profile, else default."""
        return self.profile.get(name, self.option_for(name))

    @property
    def concurrency(self) -> int:
        """How many requests may be under way."""
        from pinads.config.settings import SETTINGS, parsed

        found = self.profile.resolved("concurrency", self.option_for("concurrency"))
        return int(parsed(SETTINGS["concurrency"], found.value, found.origin.rpartition(" ")[2]))

    def at_once(self, asked: int | None) -> int:
        """How many requests may be under way, where an option of the command may say it too."""
        if asked is not None:
            self.__dict__["concurrency"] = str(asked)
        return self.concurrency

    @property
    def settle_time(self) -> float:
        """Seconds since it left before a create is sent again that was not answered."""
        from pinads.config.settings import SETTINGS, parsed
        from pinads.sdk.schema.durations import seconds

        found = self.profile.resolved("settle_time", self.option_for("settle_time"))
        where = found.origin.rpartition(" ")[2]
        return seconds(parsed(SETTINGS["settle_time"], found.value, where), where)

    def settling(self, asked: str | None) -> float:
        """The same, where an option of the command may say it too."""
        if asked is not None:
            self.__dict__["settle_time"] = asked
        return self.settle_time

    def option_for(self, setting: str) -> str | None:
        """What an option says of a setting, or None."""
        typed: str | None = self.__dict__.get(_OPTIONS.get(setting, setting))
        return typed

    @property
    def asked_output(self) -> str | None:
        """The output format that an option or the environment asks for."""
        return self.output or read("PINADS_OUTPUT") or None

    @property
    def format(self) -> str:
        """The output format: a table on a terminal and JSON in a pipe, unless told otherwise."""
        asked = self.asked_output
        if asked is None:
            # What needs no profile works where the configuration is broken; what needs one has failed before.
            with contextlib.suppress(PinadsError):
                asked = self.setting("output")
        return asked or ("table" if sys.stdout.isatty() else "json")

    @property
    def machine_asked(self) -> bool:
        """Whether errors are to be JSON: a machine format was asked for."""
        asked = self.output
        with contextlib.suppress(PinadsError):  # The error being reported may be a missing profile or a wrong variable.
            asked = self.asked_output or self.setting("output")
        return asked in FORMATS and asked != "table"

    @property
    def debugging(self) -> bool:
        """Whether --debug or PINADS_DEBUG is on."""
        with contextlib.suppress(InvalidInput):  # _check_format has reported it.
            return self.debug or is_on("PINADS_DEBUG", otherwise=True)
        return False

    @property
    def forbids_questions(self) -> bool:
        """Tell whether --no-input or CI forbids questions."""
        # CI services set it to true, or to their name.
        return self.no_input or is_on("CI", otherwise=True)

    @property
    def may_ask(self) -> bool:
        """Whether a question can be asked: on a terminal, and nobody forbade it."""
        return sys.stdin.isatty() and sys.stderr.isatty() and not self.forbids_questions

    @property
    def may_confirm(self) -> bool:
        """Tell whether a write can be confirmed: by a person whose terminal may be asked, even where ids come from a pipe."""
        from pinads.cli.terminal import prompts

        return not self.forbids_questions and prompts.can_ask()

    @property
    def profile(self) -> Profile:
        """The profile in use."""
        if "_profile" not in self.__dict__:
            from pinads.config.profiles import load_profile

            self.__dict__["_profile"] = load_profile(self.profile_name)
        profile: Profile = self.__dict__["_profile"]
        return profile

    def use(self, profile: Profile) -> Profile:
        """Go on with another profile."""
        self.__dict__["_profile"] = profile
        return profile

    @property
    def named(self) -> str:
        """`` --profile NAME`` where a command that is to be typed next needs it."""
        with contextlib.suppress(PinadsError):
            return self.profile.option
        return ""

    @property
    def client(self) -> Client:
        """The client for the profile, made on first use."""
        if "_client" not in self.__dict__:
            from pinads.services.connection import connect

            self.__dict__["_client"] = connect(self)
        client: Client = self.__dict__["_client"]
        return client

    @property
    def account(self) -> str:
        """The ad account's id: option, environment, profile, and for the demo its first account."""
        given = self.setting("account")
        if given is None and self.profile.is_embedded:
            from pinads.emulator.messages import FIRST_ACCOUNT

            return str(FIRST_ACCOUNT)
        if given is None:
            _ = self.client  # who has no credentials yet is told so first
            raise InvalidInput("which ad account? Give --account ID or set PINADS_ACCOUNT; pinads accounts list shows them", "account")
        return entity_id(given, "--account")

    def at(self, accounts: list[str] | None) -> Session:
        """The same session, at other ad accounts where some are named; the first is the one that money is in."""
        if accounts:
            from pinads.services.inputs.ids import ids_of

            self.accounts = ids_of(accounts)
            if not self.accounts:
                raise InvalidInput("standard input had no ids", "-")
            self.account_id = self.accounts[0]
        return self

    def currency(self, account: str | None = None) -> str | None:
        """The account's currency, looked up once and remembered."""
        from pinads.services.currencies import currency_of

        known: dict[str | None, str | None] = self.__dict__.setdefault("_currencies", {})
        of = account or self.account_id
        if known.get(of) is None:  # Every amount of a file asks.
            known[of] = currency_of(self, account or self.account)
        return known[of]

    def time_zone(self) -> str | None:
        """The ad account's time zone; None where the API does not say."""
        from pinads.services.currencies import time_zone_of

        return time_zone_of(self, self.account)

    @property
    def look(self) -> Style:
        """How tables look here."""
        from pinads.render.style import stdout_style

        return stdout_style(self.no_color)

    def _say_where(self) -> None:
        """Print once where state was kept, if not in the usual place."""
        # A command that kept nothing has not loaded it.
        directories = sys.modules.get("pinads.config.directories")
        if directories is not None:
            for text in dict.fromkeys(directories.notes):
                self.note(text)
            directories.notes.clear()

    def warn(self, text: str) -> None:
        """Say on stderr what is done all the same, and may not be what was meant."""
        self.note(f"warning: {text}")

    def note(self, text: str) -> None:
        """Say something on stderr that is neither data nor an error."""
        from pinads.render.text import safe

        print("\n".join(map(safe, text.split("\n"))), file=sys.stderr)
