"""pinads profiles ..."""

from __future__ import annotations

from typing import Annotated

from pinads.cli.command_list import GROUPS
from pinads.cli.framework.commands import Group, command
from pinads.cli.framework.parameters import argument, option, yes_or_variable
from pinads.cli.options.global_options import InContext
from pinads.config.settings import ENVIRONMENTS, SETTINGS
from pinads.render.text import as_typed
from pinads.services.results import Value
from pinads.services.setup import profile_settings as settings
from pinads.services.setup.use import choose_profile

group = Group(GROUPS["profiles"])
load = group.build
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
    return Value(settings.list_profiles(context), COLUMNS, "profile")


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
    rows = settings.settings_in_force(context, name)
    if origin:
        return Value(rows, ("setting", "value", "origin"), "setting")
    facts = {row["setting"]: row["value"] for row in rows}
    known = [row for row in rows if row["value"] is not None]
    return Value(facts, text="\n".join(f"{row['setting']:<20}{as_typed(row['value'])}" for row in known))


@command(group)
def create(context: InContext, name: Name, assignments: Assignments = None, environment: Environment = None, app_id: AppId = None) -> None:
    """Create a profile, before logging in with pinads auth login.

    Settings are KEY=VALUE pairs; --environment, --app-id and --account are shorthands.

    Examples:
        pinads profiles create shop --account 549755885175
        pinads profiles create loom --account 'Spring Shop'
        pinads profiles create trial environment=sandbox output=json
    """
    profile, file = settings.create_profile(context, name, assignments or (), {"environment": environment, "app_id": app_id})
    following = "pinads overview" if profile.is_embedded else "pinads auth login"
    context.say(f"profile {name!r} is in {file}; next: {following} --profile {name}")


@command(group, "set")
def set_(
    context: InContext,
    name: Present,
    assignments: Assignments = None,
    environment: Environment = None,
    app_id: AppId = None,
    clear: Annotated[list[str] | None, option("--clear", help="Remove a setting.", metavar="KEY", choices=tuple(SETTINGS))] = None,
) -> None:
    """Change settings of a profile, as KEY=VALUE; keeps comments in the file.

    Examples:
        pinads profiles set work account=549755885175 timeout=30s
        pinads profiles set work max_daily_budget=50.00 --clear output
    """
    settings.change_settings(context, name, assignments or (), {"environment": environment, "app_id": app_id}, clear or ())


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
    if settings.delete_profile(context, name, yes):
        context.note(f"{name!r} was the default profile; choose another with pinads profiles use NAME")
