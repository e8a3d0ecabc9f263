"""The journal of writes: what was sent, what was answered, and how to go on (``docs/journal.md``)."""
