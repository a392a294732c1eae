"""No regular expression of the package takes time that grows with the square of a line, whatever the line."""

import time

import pytest
from patterns import Pattern, asked, collected, lines

SIZE = 8_000
ENOUGH = 0.25
"""Seconds of processor time that need no comparison."""
GROWTH = 9
"""What four times the text may take; it is 4 where time grows with the length, and 16 with its square."""
MOST = 24
"""Lines for one expression."""
BOUNDED = {
    ("checks/accuracy/cut_number.py", "_CAPITALS"): "20 characters before a number",
    ("checks/cases.py", "_MARK"): "the cases of the checks, which are ours",
    ("documents/html.py", "_SIGNS"): "the first 4,096 characters",
    ("formats/json.py", ""): "the first 4,096 characters, or a version number",
    ("formats/php.py", "_RETURNED"): "the first 4,096 characters",
    ("formats/path_language.py", ""): "names of files",
    ("formats/po_language.py", ""): "names of files",
    ("hub.py", ""): "names of models",
    ("lang/codes.py", ""): "tokens of a vocabulary",
    ("project/tokens.py", ""): "names of files",
    ("reporters/text/__init__.py", "_PADDING"): "lines that are as wide as the terminal",
    ("scorers/__init__.py", ""): "names of models",
    ("text/inline_markup.py", "_EMBEDDED"): "the text of one role or link",
    ("text/quantities.py", "_NAMED"): "20 characters before a number",
    ("text/sentence_joints.py", ""): "400 characters before the end of a sentence",
}
"""Of module and name (or of all names): expressions that are only asked about short texts, and how short."""


@pytest.fixture(scope="module")
def patterns() -> list[Pattern]:
    return collected()


def took(pattern, how: str, line: str) -> float:
    begun = time.process_time()
    found = getattr(pattern, how)(line)
    if how == "finditer":
        for _ in found:
            pass
    return time.process_time() - begun


def grows(found: Pattern, how: str, place: int) -> bool:
    """Tell whether a line takes too long: in three tries out of three, since a busy machine disturbs one."""
    pattern = found.compiled()
    for _ in range(3):
        small, large = (min(took(pattern, how, lines(found, size)[place]) for _ in "ab") for size in (SIZE // 4, SIZE))
        if large < ENOUGH or large < GROWTH * small:
            return False
    return True


def test_there_are_many(patterns) -> None:
    assert len(patterns) > 1_000
    assert len({p.file for p in patterns}) > 100


def test_time_grows_with_the_length(patterns) -> None:
    bad = []
    for found in patterns:
        made = lines(found, SIZE)[:MOST]
        if not made:
            continue
        name, how = asked(found)
        if {(found.file, name), (found.file, "")} & BOUNDED.keys():
            continue
        pattern = found.compiled()
        for place, line in enumerate(made):
            if took(pattern, how, line) > ENOUGH and grows(found, how, place):
                bad.append(f"{found.file}:{found.line} {how} {line[:30]!r} {found.pattern[:80]}")
                break
    assert not bad, "\n".join(bad)
