"""Long lines of what patterns look for: every check comes to an end, and its spans are inside the text."""

import pytest
from readings import anything

from tqcheck.checks import Rule, rules
from tqcheck.checks.options import build
from tqcheck.checks.running import hits
from tqcheck.model import Segment

SIZE = 8_000
UNITS = ["a", "1,", "12:30 ", "5 km ", "3 million ", "{a}", "%s ", "<a ", "`a ", ":ref:`a ", "[a](", "http://a.b/"]
UNITS += ["“a ", "a.", "Aa Bb, ", "/a", "|a", "\\n", "not ", "twenty ", "三万", "ไม่", "لا ", "aя", "e\u0301", "\u202e"]


@pytest.mark.parametrize("rule", rules(), ids=lambda r: r.code)
def test_long_lines(rule: Rule) -> None:
    check = build(rule, {})
    for unit in UNITS:
        text = unit * (SIZE // len(unit))
        for source, target, langs in ((text[::-1], text, ("en", "fr")), ("Paris 7", text, ("fr", "en"))):
            segment = Segment(id="1", source=source, target=target, source_lang=langs[0], target_lang=langs[1])
            (found,) = hits(check, [segment], readings=[anything(segment)] if rule.needs else None)
            assert all(0 <= s.start <= s.end <= len(segment.text(s.side)) for h in found for s in h.spans)
