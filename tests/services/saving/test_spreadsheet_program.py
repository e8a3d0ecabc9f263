"""LibreOffice, whose country has decimal commas, opens an exported sheet, edits a cell as a person types it, and saves it."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from tests.services.saving.test_saved_listings import LISTINGS, changes
from tests.support.command_line import Pinads

PATIENCE = 240
GERMAN = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>de-DE</value></prop></item>
</oor:items>
"""
EDIT = """
Sub Edit(source As String, heading As String, typed As String, book As String, table As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  document = StarDesktop.loadComponentFromURL(ConvertToURL(source), "_blank", 0, hidden())
  sheet = document.Sheets.getByIndex(0)
  column = 0
  Do While sheet.getCellByPosition(column, 0).String <> heading And column < 100
    column = column + 1
  Loop
  sheet.getCellByPosition(column, 1).FormulaLocal = typed
  Dim saved(1) As New com.sun.star.beans.PropertyValue
  saved(0).Name = "FilterName" : saved(0).Value = "Calc MS Excel 2007 XML"
  document.storeToURL(ConvertToURL(book), saved())
  saved(0).Value = "Text - txt - csv (StarCalc)"
  saved(1).Name = "FilterOptions" : saved(1).Value = "59,34,76,1,,0,false,true"
  document.storeToURL(ConvertToURL(table), saved())
  document.close(True)
  StarDesktop.terminate()
End Sub
"""


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A profile of LibreOffice in German with one macro, in place of the empty one that every profile has."""
    if shutil.which("soffice") is None:
        pytest.skip("soffice is not installed")
    directory = tmp_path_factory.mktemp("office")
    (directory / "user").mkdir()
    (directory / "user" / "registrymodifications.xcu").write_text(GERMAN)
    start(directory, "--terminate_after_init")
    module = directory / "user" / "basic" / "Standard" / "Module1.xba"
    head, _, _ = module.read_text().partition("<script:module")
    names = 'xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic"'
    module.write_text(f"{head}<script:module {names}>{escape(EDIT)}</script:module>")
    return directory


def start(profile: Path, *words: str) -> str:
    """Run LibreOffice without a window until it ends; answers what it wrote."""
    command = ["soffice", "--headless", "--norestore", f"-env:UserInstallation={profile.as_uri()}", *words]
    environment = {"HOME": str(profile), "PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
    return subprocess.run(command, env=environment, capture_output=True, timeout=PATIENCE, check=False).stderr.decode()


def edited(profile: Path, source: Path, heading: str, typed: str) -> list[Path]:
    """The sheet after a person typed into its second row: as a workbook and as CSV."""
    saved = [source.with_name(f"saved.{ending}") for ending in ("xlsx", "csv")]
    words = ", ".join(f'"{word}"' for word in (source, heading, typed, *saved))
    told = start(profile, f"macro:///Standard.Module1.Edit({words})")
    assert [path.name for path in saved if not path.exists()] == [], told
    return saved


@pytest.mark.slow
@pytest.mark.parametrize(
    ("group", "heading", "typed", "value"),
    [("campaigns", "daily_spend_cap", "1321,5", 1_321_500_000), ("adgroups", "name", "Größe; 1,5 m", "Größe; 1,5 m")],
)
def test_what_a_spreadsheet_program_edits_and_saves_is_sent_and_nothing_else(
    pinads: Pinads, tmp_path: Path, profile: Path, group: str, heading: str, typed: str, value: object
) -> None:
    source = tmp_path / f"{group}.xlsx"
    pinads.ok(*LISTINGS[group], "--to", str(source))
    for path in edited(profile, source, heading, typed):
        (change,) = changes(pinads, group, path)
        assert change.pop(heading) == value
        assert change.keys() == {"id", "ad_account_id"} & change.keys()
    assert "1.321,50" in (tmp_path / "saved.csv").read_text() or heading == "name"
