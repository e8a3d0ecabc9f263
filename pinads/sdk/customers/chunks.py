"""The sizes of the chunks in which the records of a customer list are sent."""

CHUNK_BYTES = 1_000_000
"""Most bytes of records in a request."""
CHUNK_SIZE = 10_000
"""Records in a request, unless told otherwise; Pinterest names no limit."""
