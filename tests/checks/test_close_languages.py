"""Short sentences in a language close to the one asked for are not called wrong."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from tqcheck.checks import rules
from tqcheck.checks.options import build
from tqcheck.checks.running import hits
from tqcheck.model import Segment

SENTENCES = {p.stem: tomllib.loads(p.read_text("utf-8")) for p in (Path(__file__).parent / "opposites").glob("*.toml")}
CHECKS = [build(rule, {}) for rule in rules() if rule.code in {"ACC302", "ACC303"}]
PAIRS = (
    "hr:sr-Latn sr-Latn:hr hr:bs bs:hr bs:sr-Latn sl:hr hr:sl id:ms ms:id nb:nn nn:nb nb:da da:nb nn:da sv:da da:sv "
    "sv:nb cs:sk sk:cs gl:pt pt:gl gl:es es:gl es:ca ca:es es:pt pt:es ru:uk uk:ru bg:ru ru:bg et:fi fi:et"
)


def _reading(sentence: str) -> str:
    return re.sub(r"\{([^}|]*)[^}]*\}", r"\1", sentence)


@pytest.mark.parametrize("pair", PAIRS.split())
def test_close_languages_are_not_told_apart(pair: str) -> None:
    written, asked = pair.split(":")
    for name, sentence in SENTENCES[written].items():
        segment = Segment(
            id=name,
            source=_reading(SENTENCES["en"][name]),
            target=_reading(sentence),
            source_lang="en",
            target_lang=asked,
        )
        assert not [h for check in CHECKS for h in hits(check, [segment])[0] if h.confidence >= 0.5], segment.target
