"""Text that came from elsewhere is shown and never obeyed."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from pinads.render.text import safe
from tests.support.each import each

OBEYED = {"Cc", "Cf", "Cs", "Zl", "Zp"}
"""Unicode's categories of control, format and surrogate characters and of line and paragraph separators."""


@each(
    ("text", "shown"),
    [
        ("Summer sale – 50 % off, Zürich 東京 🌸", "Summer sale – 50 % off, Zürich 東京 🌸"),
        ("[bold red]Sale[/]", "[bold red]Sale[/]"),
        ("\x1b[31mred\x1b]8;;http://x\x07", r"\x1b[31mred\x1b]8;;http://x\x07"),
        ("a\nb\tc\rd", r"a\nb\tc\rd"),
        ("nul\x00 del\x7f csi\x9b", r"nul\x00 del\x7f csi\x9b"),
        ("\u202egnp.exe", r"\u202egnp.exe"),
        ("\u2066\u2069\u200e\u200f\u061c", r"\u2066\u2069\u200e\u200f\u061c"),
        ("zero\u200bwidth\ufeff", r"zero\u200bwidth\ufeff"),
        ("line\u2028paragraph\u2029", r"line\u2028paragraph\u2029"),
        ("half \ud83d", r"half \ud83d"),
        ("tag\U000e0041", r"tag\U000e0041"),
        ("e\u0301 ❤\ufe0f", "e\u0301 ❤\ufe0f"),
        (r"C:\new", r"C:\new"),
    ],
)
def test_safe(text: str, shown: str) -> None:
    assert safe(text) == shown


def test_every_character_that_is_obeyed_is_escaped() -> None:
    visible_signs = "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
    for code in range(0x10000):
        character = chr(code)
        if unicodedata.category(character) in OBEYED and character not in visible_signs:
            assert safe(character).startswith("\\"), f"U+{code:04X}"


@given(st.text(st.characters()))
def test_safe_text_has_no_control_characters_and_stays_as_it_is(text: str) -> None:
    shown = safe(text)
    assert not any(unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"} for character in shown)
    shown.encode()
    assert safe(shown) == shown
