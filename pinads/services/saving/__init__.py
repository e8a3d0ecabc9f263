"""Results as files, which ``--file`` reads back, and empty ones to fill in."""
