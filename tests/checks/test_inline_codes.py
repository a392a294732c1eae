"""Inline codes of XLIFF and TMX, which cases as data do not hold."""

from tqcheck.checks.markup.tag_mismatch import TagMismatch
from tqcheck.model import InlineCode, Segment, Span


def segment(source: str, target: str, source_codes: str, target_codes: str) -> Segment:
    return Segment(
        id="1", source=source, target=target, source_codes=codes(source_codes), target_codes=codes(target_codes)
    )


def codes(described: str) -> tuple[InlineCode, ...]:
    kinds = {"(": "open", ")": "close", ".": "standalone"}
    parts = (part.split(":") for part in described.split())
    return tuple(InlineCode(start=int(at), end=int(at) + 1, kind=kinds[k], id=i) for k, i, at in parts)


def test_reordered_codes_are_fine() -> None:
    assert not list(TagMismatch().check(segment("1a2 3", "3 1и2", "(:1:0 ):1:2 .:2:4", ".:2:0 (:1:2 ):1:4")))


def test_a_lost_code_is_pointed_at_in_the_source() -> None:
    (hit,) = TagMismatch().check(segment("a 1", "あ", ".:1:2", ""))
    assert hit.spans == (Span(side="source", start=2, end=3),)


def test_one_code_too_many_is_pointed_at_in_the_target() -> None:
    (hit,) = TagMismatch().check(segment("a", "あ 1", "", ".:1:2"))
    assert hit.spans == (Span(side="target", start=2, end=3),)


def test_a_pair_that_closes_first() -> None:
    (hit,) = TagMismatch().check(segment("1a2", "2ا1", "(:1:0 ):1:2", "):1:0 (:1:2"))
    assert hit.spans == (Span(side="target", start=0, end=1),)


def test_tags_beside_codes_are_compared_too() -> None:
    hits = list(TagMismatch().check(segment("1<b>a</b>", "1а", ".:1:0", ".:1:0")))
    assert len(hits) == 2
