"""Long lines of what patterns look for: every check comes to an end soon, and its spans are inside the text."""

import time

import pytest
from readings import anything

from tqcheck.checks import Rule, rules
from tqcheck.checks.options import build
from tqcheck.checks.running import hits
from tqcheck.model import Segment

SIZE = 8_000
UNITS = ["a", "1,", "12:30 ", "5 km ", "3 million ", "{a}", "%s ", "<a ", "`a ", ":ref:`a ", "[a](", "http://a.b/"]
UNITS += ["“a ", "a.", "Aa Bb, ", "/a", "|a", "\\n", "not ", "twenty ", "三万", "ไม่", "لا ", "aя", "e\u0301", "\u202e"]
UNITS += ["`", "{", "<", "?", "(", "* ", "a@", "'", "\ud800", "\0", "Ã©", "the the "]
ENOUGH = 0.25
"""Seconds of processor time that need no comparison: three times what any check takes."""
GROWTH = 9
"""What four times the text may take; it is 4 where time grows with the length, and 16 with its square."""


def ask(check, rule: Rule, unit: str, size: int, *, source: str | None = None) -> float:
    """Ask a check about a line, and return the seconds of processor time that it took."""
    text = unit * (size // len(unit))
    langs = ("fr", "en") if source else ("en", "fr")
    segment = Segment(id="1", source=source or text[::-1], target=text, source_lang=langs[0], target_lang=langs[1])
    readings = [anything(segment)] if rule.needs else None
    begun = time.process_time()
    (found,) = hits(check, [segment], readings=readings)
    took = time.process_time() - begun
    assert all(0 <= s.start <= s.end <= len(segment.text(s.side)) for h in found for s in h.spans)
    return took


@pytest.mark.parametrize("rule", rules(), ids=lambda r: r.code)
def test_long_lines(rule: Rule) -> None:
    check = build(rule, {})
    for unit in UNITS:
        for source in (None, "Paris 7"):
            if ask(check, rule, unit, SIZE, source=source) > ENOUGH:
                assert grows_with_the_length(lambda size: ask(check, rule, unit, size, source=source)), unit  # noqa: B023  asked at once


def grows_with_the_length(took) -> bool:
    """Tell whether it does in one of three tries: a busy machine disturbs one."""
    for attempt in range(3):
        sizes = [SIZE // 4 + attempt * 8, SIZE + attempt * 8]  # another size: no cache knows it
        small, large = (min(took(size), took(size + 4)) for size in sizes)
        if large < ENOUGH or large < GROWTH * small:
            return True
    return False
