"""Documents in, beads out."""

import random

import numpy as np
import pytest
from damage import TASK, Rates, damaged, pairs
from hypothesis import given, settings
from hypothesis import strategies as st

from tqcheck.align import align, anchors
from tqcheck.document import Bead, Sentence

LANGUAGES = ["ar", "de", "es", "fr", "hi", "ja", "ru", "zh"]
SENTENCES = st.lists(
    st.builds(
        Sentence,
        text=st.text(max_size=30),
        block=st.integers(0, 4),
        kind=st.sampled_from(["heading", "paragraph", "cue"]),
        level=st.integers(0, 2),
        start=st.none() | st.floats(0, 1e5),
        end=st.none() | st.floats(0, 1e5),
    ),
    max_size=14,
)


def of(beads: list[Bead]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(bead.source, bead.target) for bead in beads]


def both(beads) -> set:
    return {bead for bead in beads if bead[0] and bead[1]}


def f1(found: list[list[Bead]], gold: list[list]) -> float:
    """Strict F1 over several documents."""
    right = sum(len(both(of(beads)) & both(known)) for beads, known in zip(found, gold, strict=True))
    return 2 * right / sum(len(both(of(beads))) + len(both(known)) for beads, known in zip(found, gold, strict=True))


def rounds(texts, language, *, rates=TASK, count=4):
    lines = pairs(texts["en"], texts[language])
    return [damaged(lines, rates, random.Random(f"{language} {number}")) for number in range(count)]


@given(SENTENCES, SENTENCES, st.booleans())
@settings(max_examples=60, deadline=None)
def test_every_sentence_is_in_one_bead_and_in_order(source, target, modelled) -> None:
    def encode(texts, _):
        rows = np.array([np.random.default_rng(len(text)).normal(size=8) for text in texts], dtype=np.float32)
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)

    beads = align(source, target, vectors=encode if modelled else None)
    assert [i for bead in beads for i in bead.source] == [*range(len(source))]
    assert [j for bead in beads for j in bead.target] == [*range(len(target))]
    assert all(0 <= bead.confidence <= 1 and (bead.source or bead.target) for bead in beads)


@pytest.mark.parametrize("language", LANGUAGES)
def test_deleted_and_joined_sentences_are_found(language, texts, vectors, lines) -> None:
    documents = rounds(texts, language)
    found = [align(lines(d.source), lines(d.target), vectors=vectors) for d in documents]
    assert f1(found, [d.beads for d in documents]) >= 0.97


def test_what_both_sides_write_alike_helps_lengths(texts, lines, monkeypatch) -> None:
    documents = [d for language in LANGUAGES for d in rounds(texts, language, count=3)]
    gold = [d.beads for d in documents]
    plain = f1([align(lines(d.source), lines(d.target), vectors=None) for d in documents], gold)
    nothing = lambda a, b: (np.zeros((len(a), 1), np.float32), np.zeros((len(b), 1), np.float32))  # noqa: E731
    monkeypatch.setattr(anchors, "vectors", nothing)
    lengths = f1([align(lines(d.source), lines(d.target), vectors=None) for d in documents], gold)
    assert plain >= 0.95
    assert plain > lengths


@pytest.mark.parametrize("language", ["de", "ja", "ar"])
def test_split_and_shifted_sentences_are_found(language, texts, vectors, lines) -> None:
    documents = rounds(texts, language, rates=Rates(joined=0.2, split=0.2, shifted=0.05))
    found = [align(lines(d.source), lines(d.target), vectors=vectors) for d in documents]
    assert f1(found, [d.beads for d in documents]) >= 0.9


def test_four_sentences_may_become_one(texts, vectors, lines) -> None:
    german = texts["de"]
    joined = [*german[:8], " ".join(german[8:12]), *german[12:]]
    beads = of(align(lines(texts["en"]), lines(joined), vectors=vectors))
    assert ((8, 9, 10, 11), (8,)) in beads
    beads = of(align(lines(joined), lines(texts["en"]), vectors=vectors))
    assert ((8,), (8, 9, 10, 11)) in beads


@pytest.mark.parametrize("modelled", [True, False])
def test_a_document_is_aligned_with_itself(modelled, texts, vectors, lines) -> None:
    for language in ("en", "ja", "ar"):
        source = lines(texts[language])
        beads = align(source, source, vectors=vectors if modelled else None)
        assert of(beads) == [((i,), (i,)) for i in range(len(source))]
        assert min(bead.confidence for bead in beads) > 0.7


def test_a_side_may_be_empty(lines) -> None:
    assert align([], [], vectors=None) == []
    some = lines(["Eins.", "Zwei."])
    assert of(align(some, [], vectors=None)) == [((0,), ()), ((1,), ())]
    assert of(align([], some, vectors=None)) == [((), (0,)), ((), (1,))]


@pytest.mark.parametrize("modelled", [True, False])
def test_single_sentences(modelled, texts, vectors, lines) -> None:
    encode = vectors if modelled else None
    one = align(lines(texts["en"][1:2]), lines(texts["zh"][1:2]), vectors=encode)
    assert of(one) == [((0,), (0,))]
    two = align(lines(texts["en"][0:2]), lines(["".join(texts["zh"][0:2])]), vectors=encode)
    assert of(two) == [((0, 1), (0,))]


def test_a_missing_sentence_is_left_out_with_confidence(texts, vectors, lines) -> None:
    russian = [line for number, line in enumerate(texts["ru"]) if number != 20]
    beads = align(lines(texts["en"]), lines(russian), vectors=vectors)
    alone = [bead for bead in beads if not bead.target]
    assert [bead.source for bead in alone] == [(20,)]
    assert alone[0].confidence > 0.5


def test_strangers_are_not_sure(texts, vectors, lines) -> None:
    """Two texts about different things: whatever is paired, is not believed."""
    beads = align(lines(texts["en"][:12]), lines(texts["de"][20:]), vectors=vectors)
    assert not [bead for bead in beads if bead.source and bead.target and bead.confidence > 0.6]


@pytest.mark.parametrize("gone", ["source", "target"])
def test_a_long_passage_may_be_missing(gone, strangers, lines) -> None:
    sides = dict(zip(("source", "target"), strangers(300), strict=True))
    kept = [*range(120), *range(170, 300)]
    known = {(i,): (j,) for j, i in enumerate(kept)}
    sides[gone] = sides[gone][kept]
    texts = {side: lines([f"Satz {n}" for n in range(len(v))]) for side, v in sides.items()}
    beads = of(align(texts["source"], texts["target"], vectors=lambda _, side: sides[side]))
    found = {bead if gone == "target" else bead[::-1] for bead in both(beads)}
    assert len(found & {*known.items()}) > 240
    assert len(found - {*known.items()}) < 8


def test_long_documents_with_more_at_their_beginning(strangers, lines) -> None:
    """Long enough for three levels of coarseness."""
    ours, theirs = strangers(1500)
    more = strangers(90)[0]
    sides = {"source": ours, "target": np.concatenate([more, theirs])}
    texts = {side: lines(["…" * (3 + n % 7) for n in range(len(v))]) for side, v in sides.items()}
    found = both(of(align(texts["source"], texts["target"], vectors=lambda _, side: sides[side])))
    assert len(found & {((i,), (i + 90,)) for i in range(1500)}) > 1485
