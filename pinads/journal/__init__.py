"""The journal of writes: requests, their outcomes, and resuming after an interruption (``docs/journal.md``)."""
