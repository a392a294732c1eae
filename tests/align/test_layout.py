"""Paragraphs, headings and times are evidence, and nothing more."""

from itertools import accumulate

from tqcheck.align import align
from tqcheck.document import Sentence


def document(*paragraphs: list[str], headings: dict[int, int] | None = None) -> list[Sentence]:
    """Blocks of sentences; `headings` are blocks by number with their levels."""
    levels = headings or {}
    return [
        Sentence(
            text=text, block=number, kind="heading" if number in levels else "paragraph", level=levels.get(number, 0)
        )
        for number, block in enumerate(paragraphs)
        for text in block
    ]


def cues(texts: list[str], lengths: list[float], *, ahead: float = 0.0, rate: float = 1.0) -> list[Sentence]:
    ends = [*accumulate(lengths)]
    return [
        Sentence(text=t, block=n, kind="cue", start=(end - length) * rate + ahead, end=(end - 0.2) * rate + ahead)
        for n, (t, length, end) in enumerate(zip(texts, lengths, ends, strict=True))
    ]


def beads(source, target) -> list:
    return [(bead.source, bead.target) for bead in align(source, target, vectors=None)]


def test_paragraphs_decide_where_lengths_do_not() -> None:
    source = document(
        ["The door opened.", "Nobody came in."], ["It was raining.", "It was late.", "We waited."], ["Then we left."]
    )
    target = document(
        ["Die Tür ging auf.", "Niemand kam herein."], ["Es war spät.", "Wir warteten."], ["Dann gingen wir."]
    )
    found = beads(source, target)
    assert ((5,), (4,)) in found
    assert ((0,), (0,)) in found
    assert not [1 for s, t in found if len({source[i].block for i in s} | {target[j].block for j in t}) > 1]


def test_a_heading_goes_with_a_heading() -> None:
    source = document(["Сад"], ["Мы сажаем розы.", "Они цветут."], ["Дом"], ["Крыша новая."], headings={0: 1, 2: 1})
    target = document(
        ["庭"],
        ["私たちは薔薇を植える。", "花が咲く。", "水も要る。"],
        ["家"],
        ["屋根は新しい。"],
        headings={0: 1, 2: 1},
    )
    found = beads(source, target)
    assert ((0,), (0,)) in found
    assert ((3,), (4,)) in found


def test_borders_are_no_barriers(texts) -> None:
    """The translator has made one paragraph of two; the sentences are the same."""
    english, spanish = texts["en"][:12], texts["es"][:12]
    source = document(english[:3], english[3:6], english[6:9], english[9:])
    target = document(spanish[:4], spanish[4:9], spanish[9:])
    assert beads(source, target) == [((i,), (i,)) for i in range(12)]


def test_times_find_what_lengths_cannot() -> None:
    """A cue is missing among others of the same length; the second film begins later and runs slower."""
    texts = ["Yes.", "No.", "Why?", "Come.", "Stop.", "Wait.", "Look.", "Run."] * 3
    arabic = ["نعم.", "لا.", "لم؟", "تعال.", "قف.", "مهلا.", "انظر.", "اهرب."] * 3
    lengths = [2.0, 1.5, 3.0, 2.5, 1.2, 4.0, 2.2, 3.1] * 3
    source = cues(texts, lengths)
    for ahead, rate in ((0.0, 1.0), (12.0, 1.0), (3.0, 25 / 24)):
        whole = cues(arabic, lengths, ahead=ahead, rate=rate)
        target = whole[:10] + whole[11:]
        found = beads(source, target)
        assert ((10,), ()) in found
        assert sum(len(s) == len(t) == 1 for s, t in found) == 23


def test_times_that_mean_nothing_do_no_harm(texts) -> None:
    source = cues(texts["en"], [2.0] * 36)
    target = cues(texts["de"], [1.0 + 17 * (n * 7 % 5) for n in range(36)])
    found = beads(source, target)
    assert sum(s == t for s, t in found) >= 34


def test_cues_that_only_begin_are_aligned() -> None:
    cues = [Sentence(text=f"Cue {n}.", block=n, kind="cue", start=float(n)) for n in range(3)]
    assert [(b.source, b.target) for b in align(cues, cues, vectors=None)] == [((n,), (n,)) for n in range(3)]
