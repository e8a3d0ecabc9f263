"""The ``pinads`` command. Nothing else in the package reads argv, prints, or knows exit codes."""
