"""pinads completion bash|zsh|fish: completion scripts for shells, which start no process at TAB."""

from __future__ import annotations

import os
import shlex
from functools import partial
from pathlib import Path
from typing import Annotated, NamedTuple

from pinads.cli.framework.commands import built
from pinads.cli.framework.parameters import argument, option
from pinads.cli.options.global_options import GlobalOptions
from pinads.sdk.errors import InvalidInput
from pinads.sdk.files import created
from pinads.sdk.paths import expanded
from pinads.sdk.schema.validation import invalid_choice


class Shell(NamedTuple):
    """A shell, and the place of its completion scripts.

    Attributes:
        script: the file that pinads ships.
        variables: environment variables for the place of completions, each with the folder below it.
        default: the folder if none of them is set.
        file: the name of the script there.
        after: the remaining steps, for the user.
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
"""The folders of the scripts: in an installed package, and in a checkout."""

INSTALL = "install"
ShellName = Annotated[str, argument("SHELL", f"One of {', '.join(SHELLS)}; '{INSTALL}' installs it for your shell.", (*SHELLS, INSTALL))]
Install = Annotated[bool, option("--install", help="Save the script where the shell looks for it, instead of printing it.")]


def completion(global_options: GlobalOptions, shell: ShellName, install: Install = False) -> None:
    """Print the completion script of a shell, or install it.

    TAB then completes commands, options and their choices, files, profiles, and the ids and names of recently shown entities. The
    shell's startup files are not changed; the remaining step is printed.

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
    done = install_script(chosen)
    print(done.path)
    global_options.note(done.after)


class InstalledScript(NamedTuple):
    """An installed completion script: its file, and the remaining step."""

    path: Path
    after: str


def install_script(shell: Shell) -> InstalledScript:
    """Save the script of a shell where it looks for it."""
    text, path = script(shell), place(shell)
    known = path.is_file() and path.read_text(encoding="utf-8") == text
    if not known:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)  # It may be a link into a removed installation.
        with os.fdopen(created(path), "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
    rc = f"{os.environ.get('ZDOTDIR') or '~'}/.zshrc"
    after = shell.after.format(path=shlex.quote(str(path)), folder=shlex.quote(str(path.parent)), rc=rc)
    return InstalledScript(path, f"{'already installed' if known else 'installed'}; {after}")


def _own_shell() -> str:
    name = Path(os.environ.get("SHELL", "")).name
    if name not in SHELLS:
        raise InvalidInput(f"cannot tell your shell from SHELL; run: pinads completion {'|'.join(SHELLS)} --install", "SHELL")
    return name


def script(shell: Shell) -> str:
    """Return the script of a shell."""
    for folder in PLACES:
        if (folder / shell.script).is_file():
            return (folder / shell.script).read_text(encoding="utf-8")
    raise InvalidInput(f"the script {shell.script} is missing from this installation of pinads: reinstall pinads")


def place(shell: Shell) -> Path:
    """Return the file in which a shell looks for the user's completions."""
    # bash-completion takes several directories in its variable.
    folders = (Path(os.environ[name].split(os.pathsep)[0], below) for name, below in shell.variables.items() if os.environ.get(name))
    folder = expanded(next(folders, Path(shell.default)))
    if not folder.is_absolute():
        raise InvalidInput(
            f"there is no home directory to install completions in: set HOME, or one of {', '.join(shell.variables)}", "SHELL"
        )
    return folder / shell.file


load = partial(built, completion)
