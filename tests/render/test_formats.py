"""The same five records in every format, byte for byte."""

import pytest

from pinads.render.delimited import csv_rows, ids
from pinads.render.json import json_array, json_object, jsonl
from pinads.render.table import table
from pinads.render.yaml import yaml_documents, yaml_object
from pinads.sdk.resources.campaigns import Campaign
from pinads.sdk.schema.fields import fields_of
from tests.render.samples import COLUMNS, NAMES, RECORDS, look
from tests.support.each import each

TABLE = r"""
ID            NAME                        STATUS             DAILY CAP  CBO  CREATED               TRACKING URLS
────────────  ──────────────────────────  ──────────────  ────────────  ───  ────────────────────  ─────────────────────────────────
626735565838  Summer sale                 ACTIVE             12.50 USD  yes  2025-11-24 17:05 CET  {"click":["https://a.example/x"]}
626735565839  Sofas, "beds"\nand\ttables  PAUSED                     -  -    2025-11-24 17:05 CET  -
626735565840  東京 🌸                     ARCHIVED        0.000001 USD  no   -                     -
626735565841  =1+1 \x1b[31m[red]\u202e    NEWLY_INVENTED             -  -    -                     {}
626735565842  -                           -                          -  -    -                     -

5 campaigns
"""

JSON = r"""
[
  {
    "id": "626735565838",
    "name": "Summer sale",
    "status": "ACTIVE",
    "daily_spend_cap": 12500000,
    "is_campaign_budget_optimization": true,
    "created_time": 1764000300,
    "tracking_urls": {
      "click": [
        "https://a.example/x"
      ]
    }
  },
  {
    "id": "626735565839",
    "name": "Sofas, \"beds\"\nand\ttables",
    "status": "PAUSED",
    "daily_spend_cap": null,
    "created_time": 1764000300
  },
  {
    "id": "626735565840",
    "name": "東京 🌸",
    "status": "ARCHIVED",
    "daily_spend_cap": 1,
    "is_campaign_budget_optimization": false
  },
  {
    "id": "626735565841",
    "name": "=1+1 \u001b[31m[red]\u202e",
    "status": "NEWLY_INVENTED",
    "tracking_urls": {}
  },
  {
    "id": "626735565842"
  }
]
"""

JSONL = r"""
{"id":"626735565838","name":"Summer sale","status":"ACTIVE","daily_spend_cap":12500000,"is_campaign_budget_optimization":true,"created_time":1764000300,"tracking_urls":{"click":["https://a.example/x"]}}
{"id":"626735565839","name":"Sofas, \"beds\"\nand\ttables","status":"PAUSED","daily_spend_cap":null,"created_time":1764000300}
{"id":"626735565840","name":"東京 🌸","status":"ARCHIVED","daily_spend_cap":1,"is_campaign_budget_optimization":false}
{"id":"626735565841","name":"=1+1 \u001b[31m[red]\u202e","status":"NEWLY_INVENTED","tracking_urls":{}}
{"id":"626735565842"}
"""

CSV = """
id,name,status,daily_spend_cap,is_campaign_budget_optimization,created_time,tracking_urls
626735565838,Summer sale,ACTIVE,12500000,true,1764000300,"{""click"":[""https://a.example/x""]}"
626735565839,"Sofas, ""beds""
and\ttables",PAUSED,,,1764000300,
626735565840,東京 🌸,ARCHIVED,1,false,,
626735565841,'=1+1 \x1b[31m[red]\u202e,NEWLY_INVENTED,,,,{}
626735565842,,,,,,
"""

TSV = r"""
id|name|status|daily_spend_cap|is_campaign_budget_optimization|created_time|tracking_urls
626735565838|Summer sale|ACTIVE|12500000|true|1764000300|{"click":["https://a.example/x"]}
626735565839|Sofas, "beds"\nand\ttables|PAUSED|||1764000300|
626735565840|東京 🌸|ARCHIVED|1|false||
626735565841|'=1+1 \u001b[31m[red]~|NEWLY_INVENTED||||{}
626735565842||||||
""".replace("|", "\t").replace("~", "\u202e")

YAML = r"""
- id: "626735565838"
  name: Summer sale
  status: ACTIVE
  daily_spend_cap: 12500000
  is_campaign_budget_optimization: true
  created_time: 1764000300
  tracking_urls:
    click:
    - "https://a.example/x"
- id: "626735565839"
  name: "Sofas, \"beds\"\nand\ttables"
  status: PAUSED
  daily_spend_cap: null
  created_time: 1764000300
- id: "626735565840"
  name: "東京 🌸"
  status: ARCHIVED
  daily_spend_cap: 1
  is_campaign_budget_optimization: false
- id: "626735565841"
  name: "=1+1 \e[31m[red]\u202e"
  status: NEWLY_INVENTED
  tracking_urls: {}
- id: "626735565842"
"""

IDS = """
626735565838
626735565839
626735565840
626735565841
626735565842
"""

RENDERERS = {
    "table": (lambda rows: table(rows, COLUMNS, fields_of(Campaign), look(), "campaign"), TABLE, "no campaigns\n"),
    "json": (json_array, JSON, "[]\n"),
    "jsonl": (jsonl, JSONL, ""),
    "csv": (lambda rows: csv_rows(rows, NAMES, safe_formulas=True), CSV, CSV[1 : CSV.index("\n", 1) + 1]),
    "tsv": (lambda rows: csv_rows(rows, NAMES, delimiter="\t", safe_formulas=True), TSV, TSV[1 : TSV.index("\n", 1) + 1]),
    "yaml": (yaml_documents, YAML, "[]\n"),
    "ids": (ids, IDS, ""),
}


@each("output", RENDERERS)
def test_five_records_in_every_format(output: str) -> None:
    render, expected, _ = RENDERERS[output]
    assert "".join(render(RECORDS)) == expected.lstrip("\n")


@each("output", RENDERERS)
def test_no_records_in_every_format(output: str) -> None:
    render, _, expected = RENDERERS[output]
    assert "".join(render([])) == expected


@each("output", RENDERERS)
def test_every_format_encodes_to_utf8_whatever_the_api_sent(output: str) -> None:
    render, _, _ = RENDERERS[output]
    broken = {"id": "1", "name": "half \ud83d emoji", "status": "\udc00", "tracking_urls": {"click": ["\ud800"]}}
    assert "".join(render([broken])).encode()


@each("output", sorted(set(RENDERERS) - {"table"}))  # which is written in blocks
def test_records_are_written_before_the_next_is_asked_for(output: str) -> None:
    asked: list[str] = []

    def records():
        for record in RECORDS[:3]:
            asked.append(record["id"])
            yield record

    render, _, _ = RENDERERS[output]
    written = ""
    for line in render(records()):
        written += line
        if asked:
            assert asked[-1] in written
            break
    assert asked == [RECORDS[0]["id"]]


@each("output", RENDERERS)
def test_lines_come_whole(output: str) -> None:
    render, _, _ = RENDERERS[output]
    chunks = list(render(RECORDS))
    assert all(chunks)
    if output != "json":
        assert all(chunk.endswith("\n") for chunk in chunks)


def test_one_entity_as_json_and_yaml() -> None:
    page = {"items": [{"id": "1"}], "bookmark": None}
    assert "".join(json_object(page)) == '{\n  "items": [\n    {\n      "id": "1"\n    }\n  ],\n  "bookmark": null\n}\n'
    assert "".join(yaml_object(page)) == 'items:\n- id: "1"\nbookmark: null\n'


def test_a_json_array_stays_open_when_its_records_end_in_an_error() -> None:
    def records():
        yield {"id": "1"}
        raise ConnectionError("the line went dead")

    written: list[str] = []
    with pytest.raises(ConnectionError):
        written.extend(json_array(records()))
    assert not "".join(written).endswith("]\n")
