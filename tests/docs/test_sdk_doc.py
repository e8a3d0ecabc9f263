"""The library's guide is a program that prints what it says, and a program for Pinterest's own SDK moves by its imports."""

from __future__ import annotations

import contextlib
import inspect
import io
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from pinads.emulator import Server
from pinads.sdk import AdAccount, Audience, Campaign, Keyword
from tests.docs.blocks import DOCS, ROOT, blocks, environment, needs, said, shown
from tests.sdk.test_seed import DOCUMENTED
from tests.support.each import each

pytestmark = pytest.mark.dates

GUIDE = DOCS / "sdk.md"
BEFORE = DOCS / "before_moving.py"
SEED = ROOT / "../shared/seed/pinterest-ads-sdk.md"
THEIRS = re.compile(r"^from pinterest\.(?:client|ads\.[a-z_]+) import", re.MULTILINE)


def printed(code: str, names: dict[str, Any], where: str) -> str:
    """What a piece of a program prints."""
    with contextlib.redirect_stdout(io.StringIO()) as output:
        exec(compile(code, where, "exec"), names)
    return output.getvalue()


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch, api: Server) -> None:
    """What a program finds in its environment."""
    monkeypatch.setenv("PINADS_API_URL", api.url)
    monkeypatch.setenv("PINADS_ACCESS_TOKEN", "pina_TEST_guide")


@pytest.mark.slow
def test_the_guide_runs_and_prints_what_it_says(settings: None) -> None:
    names: dict[str, Any] = {"__name__": "guide"}
    for number, (code, expected) in enumerate(said(blocks(GUIDE), "python"), 1):
        output = printed(code, names, f"sdk.md, block {number}")
        assert shown(expected, output), f"printed:\n{output}\nafter:\n{code}"


def moved(program: str) -> str:
    """A program for Pinterest's own SDK with the imports of pinads; nothing else changes."""
    return THEIRS.sub("from pinads.sdk import", program)


MOVED_PRINTS = """\
Shop US
True True True 25000000
True True
['Campaign 1, renamed', 'Campaign 2']
['Campaign 3']
True 120000000
Ad group True
['Ad group']
['Ad group']
Ad True
['Ad, renamed']
['Ad, renamed']
True True 3
True
People
['People']
['People']
True Audience, renamed
['Audience, renamed']
['Audience, renamed']
['linen']
True
"""
"""What Pinterest's own SDK prints as well, which .ci/run looks at."""


def test_a_program_for_pinterests_sdk_runs_with_other_imports(monkeypatch: pytest.MonkeyPatch, api: Server) -> None:
    monkeypatch.setenv("PINTEREST_API_URI", api.url)
    monkeypatch.setenv("PINTEREST_ACCESS_TOKEN", "pina_TEST_guide")
    program = BEFORE.read_text(encoding="utf-8")
    assert "pinads" not in program.split('"""', 2)[2]
    assert printed(moved(program), {"__name__": "__main__"}, BEFORE.name) == MOVED_PRINTS


@needs("sh", "sed")
def test_the_command_that_moves_it(tmp_path: Path) -> None:
    program = BEFORE.read_text(encoding="utf-8")
    (tmp_path / "program.py").write_text(program, encoding="utf-8")
    (block,) = (block for block in blocks(DOCS / "moving.md") if block.kind == "sh")
    subprocess.run(["sh", "-e", "-c", block.text], cwd=tmp_path, env=environment(tmp_path), check=True)
    assert (tmp_path / "moved.py").read_text(encoding="utf-8") == moved(program)


# There it cannot work: the API has no operation that fetches one keyword.
CALLED = [(owner, method) for owner, methods in DOCUMENTED.items() for method in methods if (owner, method) != ("Keyword", "__init__")]


@each(("owner", "method"), CALLED)
def test_the_program_calls_everything_that_is_documented(owner: str, method: str) -> None:
    """Methods of objects are recognised by the names that the program gives them."""
    names = {"AdAccount": "account", "AdGroup": "ad_group", "CustomerList": "people"}
    objects = [names.get(owner, owner.lower()), "flight" if owner == "Campaign" else owner]
    called = rf"\b{owner}\(" if method == "__init__" else r"\b(?:{})(?:s\[\d\])?\.{}\(".format("|".join({owner, *objects}), method)
    assert re.search(called, BEFORE.read_text(encoding="utf-8")), called


def reference() -> str:
    if not SEED.is_file():
        pytest.skip("the SDK reference is not here (../shared/seed)")
    return SEED.read_text(encoding="utf-8")


def test_the_classes_of_the_reference_come_with_other_imports() -> None:
    classes = re.findall(r"^### _class_ (pinterest\.ads\.\w+)\.(\w+)\(", reference(), re.MULTILINE)
    names: dict[str, Any] = {}
    printed(moved("\n".join(f"from {module} import {name}" for module, name in classes)), names, SEED.name)
    assert {name for _, name in classes} == DOCUMENTED.keys()
    assert all(inspect.isclass(names[name]) for name in DOCUMENTED)


def test_the_values_that_the_reference_shows_are_taken(settings: None) -> None:
    """It has no programs: its samples are values in the descriptions of parameters."""
    text = reference()
    country, _ = re.findall(r"Example: “(\w\w)” or “(\w\w)”", text)[0]
    events = sorted(set(re.findall(r"“(impression|click)”:\s+\[“URL1”", text)))
    urls = re.findall(r"“url”: “\[(http://[^\]]+)\]", text)
    negative = set(re.findall(r"“(\w+_NEGATIVE)”", text))
    assert (events, len(urls), len(negative)) == (["click", "impression"], 1, 2)

    shop = AdAccount.create("Shop", "383791336903426391", country, currency="USD").id
    tracking = dict.fromkeys(events, urls)
    campaign = Campaign.create(shop, "C", "AWARENESS", daily_spend_cap=25_000_000, tracking_urls=tracking)
    assert campaign.tracking_urls == tracking
    audience = Audience.create(shop, "Visitors", {"url": urls, "visitor_source_id": "2612345678901"}, "VISITOR")
    assert audience.rule["url"] == urls
    for match_type in negative:
        assert Keyword.create(shop, campaign.id, "free", match_type=match_type).match_type == match_type


def test_the_emulator_block_needs_no_server() -> None:
    """So that a reader can copy it into a test of their own, with the imports before it."""
    code, expected = said(blocks(GUIDE), "python")[-1]
    before = "from pinads.sdk import Campaign, Client\nshop = '549755885175'\n"
    assert printed(before + code, {"__name__": "own"}, "own") == expected
