"""What holds for all commands: the environment, the exit codes, the files."""

from __future__ import annotations

from pinads.cli.output.exit_codes import MEANINGS

ENVIRONMENT = {
    "PINADS_ACCESS_TOKEN": "The access token; it is used as it is and never stored.",
    "PINTEREST_ACCESS_TOKEN": "The same, if PINADS_ACCESS_TOKEN is not set.",
    "PINTEREST_REFRESH_ACCESS_TOKEN": "The same as PINADS_REFRESH_TOKEN, if that is not set.",
    "PINTEREST_APP_ID": "The same as PINADS_APP_ID, if that is not set.",
    "PINTEREST_APP_SECRET": "The same as PINADS_APP_SECRET, if that is not set.",
    "PINTEREST_API_URI": "The same as PINADS_API_URL, if that is not set; it may be a host without /v5.",
    "PINADS_REFRESH_TOKEN": "With PINADS_APP_ID and PINADS_APP_SECRET, gets an access token for this run.",
    "PINADS_APP_ID": "The app to log in with.",
    "PINADS_APP_SECRET": "The app's secret.",
    "PINADS_ACCOUNT": "The ad account, by id or name, if --account is not given.",
    "PINADS_API_URL": "The API to talk to: https, or http on this machine.",
    "PINADS_SETTLE_TIME": "How long to wait before an unanswered create is sent again (default 60s).",
    "PINADS_CONCURRENCY": "Requests in flight, 1 to 16 (default 4).",
    "PINADS_CONFIG_DIR": "Directory of config.toml.",
    "PINADS_DATA_DIR": "Directory of the journal, the caches and the emulator's state.",
    "PINADS_DEBUG": "Set to 1, true, yes or on, the same as --debug.",
    "PINADS_OUTPUT": "The output format, if --output is not given.",
    "PINADS_PROFILE": "The profile, if --profile is not given.",
    "PINADS_YES": "Set to 1, true, yes or on, the same as --yes.",
    "PAGER": "The pager for tables that do not fit on the terminal (default less); set to cat or to nothing for none.",
    "NO_COLOR": "Set to anything, the same as --no-color.",
    "CI": "Set to anything but false, the same as --no-input.",
}
EXIT_STATUS = {int(code): text for code, text in MEANINGS.items()}
