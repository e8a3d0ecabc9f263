"""pinads completion bash|zsh|fish: the scripts that the shells read; they start nothing at TAB."""

from __future__ import annotations

import os
import shlex
from pathlib import Path
from typing import Annotated, Any, NamedTuple

from pinads.cli.framework.commands import built
from pinads.cli.framework.parameters import argument, option
from pinads.cli.options.session import InContext
from pinads.sdk.errors import InvalidInput
from pinads.sdk.files import created
from pinads.sdk.paths import expanded
from pinads.sdk.schema.validation import invalid_choice


class Shell(NamedTuple):
    """How a shell finds its completions.

    Attributes:
        script: the file that we ship.
        variables: what may be set to say where completions are, and the folder below it.
        default: the folder where none of them is set.
        file: what the script is called there.
        after: what is left to do.
    """

    script: str
    variables: dict[str, str]
    default: str
    file: str
    after: str


SHELLS = {
    "bash": Shell(
        "pinads.bash",
        {"BASH_COMPLETION_USER_DIR": "completions", "XDG_DATA_HOME": "bash-completion/completions"},
        "~/.local/share/bash-completion/completions",
        "pinads",
        "new shells read it where bash-completion is installed; elsewhere add to ~/.bashrc: source {path}",
    ),
    "zsh": Shell(
        "_pinads",
        {"XDG_DATA_HOME": "zsh/site-functions"},
        "~/.local/share/zsh/site-functions",
        "_pinads",
        "unless that folder is in your fpath, add to {rc}: fpath=({folder} $fpath); autoload -Uz compinit && compinit",
    ),
    "fish": Shell(
        "pinads.fish", {"XDG_CONFIG_HOME": "fish/completions"}, "~/.config/fish/completions", "pinads.fish", "new shells read it"
    ),
}
HERE = Path(__file__).resolve().parents[2]
PLACES = (HERE / "completions", HERE.parent / "completions")
"""Where the scripts are: in an installed package, and in a checkout."""

INSTALL = "install"
ShellName = Annotated[
    str, argument("SHELL", f"One of {', '.join(SHELLS)}; '{INSTALL}' installs it for the shell that you use.", (*SHELLS, INSTALL))
]
Install = Annotated[bool, option("--install", help="Put the script where the shell looks for it instead of printing it.")]


def completion(context: InContext, shell: ShellName, install: Install = False) -> None:
    """Print the completion script of a shell, or install it.

    TAB then completes commands, options and their choices, files, profiles, and the ids of what was shown last, with
    names. No startup file of the shell is changed; what is left to do is said.

    Examples:
        pinads completion install
        pinads completion zsh --install
        pinads completion bash > pinads.bash
    """
    if shell == INSTALL:
        shell, install = _own_shell(), True
    if shell.lower() not in SHELLS:
        raise invalid_choice(shell, SHELLS, "SHELL")
    chosen = SHELLS[shell.lower()]
    text = script(chosen)
    if not install:
        print(text, end="")
        return
    path = place(chosen)
    known = path.is_file() and path.read_text(encoding="utf-8") == text
    if not known:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)  # It may be a link into an installation that is gone.
        with os.fdopen(created(path), "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
    print(path)
    rc = f"{os.environ.get('ZDOTDIR') or '~'}/.zshrc"
    after = chosen.after.format(path=shlex.quote(str(path)), folder=shlex.quote(str(path.parent)), rc=rc)
    context.say(f"{'already installed' if known else 'installed'}; {after}")


def _own_shell() -> str:
    name = Path(os.environ.get("SHELL", "")).name
    if name not in SHELLS:
        raise InvalidInput(f"which shell is yours? Say pinads completion {'|'.join(SHELLS)} --install", "SHELL")
    return name


def script(shell: Shell) -> str:
    """The script of a shell."""
    for folder in PLACES:
        if (folder / shell.script).is_file():
            return (folder / shell.script).read_text(encoding="utf-8")
    raise InvalidInput(f"the script {shell.script} is not in this installation of pinads: install it again")


def place(shell: Shell) -> Path:
    """Where a shell looks for the completions of its user."""
    # bash-completion takes several directories in its variable.
    folders = (Path(os.environ[name].split(os.pathsep)[0], below) for name, below in shell.variables.items() if os.environ.get(name))
    folder = expanded(next(folders, Path(shell.default)))
    if not folder.is_absolute():
        raise InvalidInput(
            f"there is no home directory to install completions in: set HOME, or one of {', '.join(shell.variables)}", "SHELL"
        )
    return folder / shell.file


def load() -> Any:
    """The command."""
    return built(completion)
