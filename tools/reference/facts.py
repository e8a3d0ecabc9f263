"""What holds for all commands: the environment, the exit codes, the files."""

from __future__ import annotations

from pinads.cli.output.exit_codes import MEANINGS

ENVIRONMENT = {
    "PINADS_ACCESS_TOKEN": "The access token; it is used as it is and never stored.",
    "PINTEREST_ACCESS_TOKEN": "The same, where PINADS_ACCESS_TOKEN is not set.",
    "PINTEREST_REFRESH_ACCESS_TOKEN": "The same as PINADS_REFRESH_TOKEN, where that is not set.",
    "PINTEREST_APP_ID": "The same as PINADS_APP_ID, where that is not set.",
    "PINTEREST_APP_SECRET": "The same as PINADS_APP_SECRET, where that is not set.",
    "PINTEREST_API_URI": "The same as PINADS_API_URL, where that is not set; it may be a host without /v5.",
    "PINADS_REFRESH_TOKEN": "With PINADS_APP_ID and PINADS_APP_SECRET: an access token is fetched with it, for this run.",
    "PINADS_APP_ID": "The app to log in with.",
    "PINADS_APP_SECRET": "The app's secret.",
    "PINADS_ACCOUNT": "The ad account, by id or name, where --account is not given.",
    "PINADS_API_URL": "The API to talk to: https, or http on this machine.",
    "PINADS_SETTLE_TIME": "How long after it left a create without an answer is looked for before it is sent again (default 60s).",
    "PINADS_CONCURRENCY": "Requests under way at once, 1 to 16 (default 4).",
    "PINADS_CONFIG_DIR": "Where config.toml is.",
    "PINADS_DATA_DIR": "Where the emulator's state and the caches are.",
    "PINADS_DEBUG": "Set to 1, true, yes or on, the same as --debug.",
    "PINADS_OUTPUT": "The output format, where --output is not given.",
    "PINADS_PROFILE": "The profile, where --profile is not given.",
    "PINADS_YES": "Set to 1, true, yes or on, the same as --yes.",
    "PAGER": "The pager of tables that do not fit on the terminal (default less); cat or nothing for none.",
    "NO_COLOR": "Set to anything, the same as --no-color.",
    "CI": "Set to anything but false, the same as --no-input.",
}
EXIT_STATUS = {int(code): text for code, text in MEANINGS.items()}
