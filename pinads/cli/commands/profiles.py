"""pinads profiles ..."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pinads.cli.framework.commands import Group, command
from pinads.cli.framework.parameters import argument, option, yes_or_variable
from pinads.cli.main import GROUPS
from pinads.cli.options.global_options import InContext
from pinads.config import profiles as settings_of
from pinads.config.config_file import config_file
from pinads.config.profiles import Profile, all_profiles, load_profile
from pinads.config.settings import ENVIRONMENTS, SETTINGS, Resolved, parsed
from pinads.render.text import as_typed
from pinads.sdk.errors import InvalidInput
from pinads.services.results import Value
from pinads.services.setup.accounts import with_account_id
from pinads.services.setup.use import choose_profile

group = Group(GROUPS["profiles"])
load = group.build
_USERINFO = r"//[^/@\s]*@"
"""The user and password in a URL, which is refused when it is used."""
COLUMNS = ("profile", "current", "environment", "account", "store")

Name = Annotated[str, argument("NAME", "The profile.")]
Present = Annotated[str, argument("PROFILE", "The profile.")]
MaybeName = Annotated[str | None, argument("[PROFILE]", "The profile; the one in use by default.")]
Assignments = Annotated[list[str] | None, argument("[KEY=VALUE...]", f"Settings: {', '.join(SETTINGS)}.")]
Environment = Annotated[str | None, option("--environment", help="production, sandbox or emulator.", metavar="NAME", choices=ENVIRONMENTS)]
AppId = Annotated[str | None, option("--app-id", help="The app to log in with.", metavar="ID")]
Yes = Annotated[bool, option("--yes", help="Do not ask (PINADS_YES=1).", callback=yes_or_variable)]


@command(group, "list")
def list_(context: InContext) -> Value:
    """List the profiles.

    Examples:
        pinads profiles list
        pinads profiles list -o csv
    """
    current = context.profile.name
    rows = [{"profile": profile.name, "current": profile.name == current, **_shown(profile)} for profile in all_profiles()]
    return Value(rows, COLUMNS, "profile")


def _shown(profile: Profile) -> dict[str, Any]:
    return {"environment": profile.environment, **{name: profile.settings.get(name) for name in ("account", "store")}}


@command(group)
def show(
    context: InContext,
    name: MaybeName = None,
    origin: Annotated[bool, option("--origin", help="Show where each value comes from.")] = False,
) -> Value:
    """Show the settings in effect for a profile: option, environment, profile, then default.

    --origin shows where each value comes from.

    Examples:
        pinads profiles show work
        pinads profiles show --origin
    """
    if name is not None:
        context.use(load_profile(name))
    rows = [_row("profile", Resolved(context.profile.name, context.profile.origin))]
    rows += [_row(setting, _resolved(context, setting)) for setting in SETTINGS]
    if origin:
        return Value(rows, ("setting", "value", "origin"), "setting")
    facts = {row["setting"]: row["value"] for row in rows}
    known = [row for row in rows if row["value"] is not None]
    return Value(facts, text="\n".join(f"{row['setting']:<20}{as_typed(row['value'])}" for row in known))


def _resolved(context: InContext, setting: str) -> Resolved:
    found = context.profile.resolved(setting, context.option_for(setting))
    where = f"{found.origin} ({config_file()})" if found.origin.startswith("profile ") else found.origin
    return Resolved(found.value, where)


def _row(setting: str, found: Resolved) -> dict[str, Any]:
    value = re.sub(_USERINFO, "//(not shown)@", found.value) if isinstance(found.value, str) else found.value
    return {"setting": setting, "value": value, "origin": found.origin}


@command(group)
def create(context: InContext, name: Name, settings: Assignments = None, environment: Environment = None, app_id: AppId = None) -> None:
    """Create a profile, before logging in with pinads auth login.

    Settings are KEY=VALUE pairs; --environment, --app-id and --account are shorthands.

    Examples:
        pinads profiles create shop --account 549755885175
        pinads profiles create loom --account 'Spring Shop'
        pinads profiles create trial environment=sandbox output=json
    """
    values = {"environment": "production", **_values(context, settings, environment=environment, app_id=app_id)}
    settings_of.change_profile(name, with_account_id(context, name, values), new=True)
    following = "pinads overview" if values["environment"] == "emulator" else "pinads auth login"
    context.say(f"profile {name!r} is in {config_file()}; next: {following} --profile {name}")


@command(group, "set")
def set_(
    context: InContext,
    name: Present,
    settings: Assignments = None,
    environment: Environment = None,
    app_id: AppId = None,
    clear: Annotated[list[str] | None, option("--clear", help="Remove a setting.", metavar="KEY", choices=tuple(SETTINGS))] = None,
) -> None:
    """Change settings of a profile, as KEY=VALUE; keeps comments in the file.

    Examples:
        pinads profiles set work account=549755885175 timeout=30s
        pinads profiles set work max_daily_budget=50.00 --clear output
    """
    load_profile(name)
    values = _values(context, settings, environment=environment, app_id=app_id)
    cleared = tuple(settings_of.checked_setting(key) for key in clear or ())
    if not values and not cleared:
        raise InvalidInput(f"nothing to set: give KEY=VALUE, such as account=549755885175; settings are {', '.join(SETTINGS)}", "KEY=VALUE")
    both = next((key for key in cleared if key in values), None)
    if both:
        raise InvalidInput(f"{both}=... and --clear {both} cannot be combined", "--clear")
    settings_of.change_profile(name, with_account_id(context, name, values), cleared)


def _values(context: InContext, assignments: list[str] | None, **options: str | None) -> dict[str, Any]:
    """Read the given settings, each checked against its declaration."""
    typed: dict[str, tuple[str, str]] = {}
    for name, value in {**options, "account": context.account_id}.items():
        if value is not None:
            typed[name] = (value, f"--{name.replace('_', '-')}")
    for text in assignments or []:
        key, equals, value = text.partition("=")
        if not equals:
            raise InvalidInput(f"Invalid setting {text!r}: expected KEY=VALUE, such as account=549755885175", "KEY=VALUE")
        name = settings_of.checked_setting(key.strip())
        if name in typed:
            raise InvalidInput(f"{name} is given twice", "KEY=VALUE")
        if not value.strip():
            raise InvalidInput(f"{name} has no value; to remove it: pinads profiles set NAME --clear {name}", "KEY=VALUE")
        typed[name] = (value.strip(), name)
    return {name: parsed(SETTINGS[name], value, where) for name, (value, where) in typed.items()}


@command(group)
def use(context: InContext, name: Present) -> None:
    """Make a profile the default.

    Examples:
        pinads profiles use work
        pinads profiles use demo
    """
    choose_profile(context, name)


@command(group)
def delete(context: InContext, name: Present, yes: Yes = False) -> None:
    """Delete a profile and its token.

    Examples:
        pinads profiles delete old --yes
        pinads profiles delete other --yes
    """
    from pinads.auth.login import forget  # start-up: 10 ms for the browser and hashing, which the others do without

    profile = load_profile(name)
    if not yes and not profile.is_demo:
        _confirm(context, name)
    if not profile.is_demo:
        forget(profile)
    if settings_of.delete_profile(name):
        context.note(f"{name!r} was the default profile; choose another with pinads profiles use NAME")


def _confirm(context: InContext, name: str) -> None:
    if not context.interaction.can_prompt:
        raise InvalidInput(f"this deletes profile {name!r} and its token. Re-run with --yes to confirm", "--yes")
    if context.interaction.prompt(f"This deletes profile {name!r} and its token. Type its name to continue: ").strip() != name:
        raise InvalidInput("not confirmed: nothing was deleted", None)
