"""A create from what a listing wrote names all columns to take out at once; without them it makes new ones."""

from __future__ import annotations

import csv
import io
import json

from tests.support.command_line import Pinads
from tests.support.each import each


@each("format", ["csv", "tsv", "json", "jsonl"])
def test_what_cannot_be_written_is_named_at_once(pinads: Pinads, format: str) -> None:
    exported = pinads.ok("campaigns", "list", "-o", format).stdout
    run = pinads("campaigns", "create", "--file", "-", input=exported)
    assert (run.exit_code, pinads.writes) == (2, [])
    line = run.stderr.splitlines()[0 if format in ("csv", "tsv") else 1]
    told = line[line.index("id, ") :]
    assert "with update --file" in told
    gone = told.partition(" cannot")[0].split(", ")
    assert "summary_status" in gone
    if format == "csv":
        rows = list(csv.DictReader(io.StringIO(exported)))
        text = io.StringIO()
        writer = csv.DictWriter(text, [name for name in rows[0] if name not in gone], extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
        made = pinads.json("campaigns", "create", "--file", "-", "--dry-run", input=text.getvalue())
    elif format == "json":
        kept = [{name: value for name, value in row.items() if name not in gone} for row in json.loads(exported)]
        made = pinads.json("campaigns", "create", "--file", "-", "--dry-run", input=json.dumps(kept))
    else:
        return
    assert sum(len(request["body"]) for request in made) == len(json.loads(pinads.ok("campaigns", "list", "-o", "json").stdout))
