"""From two documents to pairs: what meets whom, where it stands, and what is said of it."""

import io
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import tqcheck
from tqcheck.bitext import Alignment
from tqcheck.bitext.joining import joined
from tqcheck.bitext.making import AlignOptions, align_files
from tqcheck.bitext.pair import FilePair
from tqcheck.bitext.writing import write
from tqcheck.document import Bead, Sentence
from tqcheck.errors import ModelError, UnreadableError, UsageError
from tqcheck.formats import ReadOptions, read
from tqcheck.model import Segment, Skip

FRENCH = """La réunion

Le maire a ouvert la séance à neuf heures. Il a lu la liste des 14 projets.

Personne n’a voulu répondre aux questions des journalistes.

Le pont sera fermé en avril 2027 pour des travaux de peinture.
"""
ENGLISH = """The meeting

The mayor opened the meeting at nine. He read out the list of the 14 projects.

The bridge will be closed in April 2027 for painting.
"""


@pytest.fixture
def documents(tmp_path):
    """Two texts; the English one lacks a sentence."""
    return file(tmp_path, "a.fr.txt", FRENCH), file(tmp_path, "a.en.txt", ENGLISH)


def file(folder: Path, name: str, text: str) -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def made(*beads: tuple[tuple[int, ...], tuple[int, ...], float], **more) -> Alignment:
    source = tuple(Sentence(text=f"S{i}.", block=i, line=i + 1) for i in range(4))
    target = tuple(Sentence(text=f"T{i}.", block=i, line=2 * i + 1) for i in range(4))
    given = {"source_path": "a.md", "target_path": "b.html", "source": source, "target": target, "source_lang": "fr",
             "target_lang": "en", "method": "gale-church", "split": "sentences"}  # fmt: skip
    return Alignment(**(given | more), beads=tuple(Bead(source=s, target=t, confidence=c) for s, t, c in beads))


MIXED = made(((0,), (0,), 0.9), ((1,), (), 0.8), ((2, 3), (1,), 0.4), ((), (2, 3), 0.7))


def test_the_sentences_of_two_documents_meet(documents) -> None:
    found = tqcheck.align(*documents, models=())
    assert found.method == "gale-church"
    assert (found.source_lang, found.target_lang) == ("fr", "en")
    assert [i for bead in found.beads for i in bead.source] == list(range(len(found.source)))
    assert [i for bead in found.beads for i in bead.target] == list(range(len(found.target)))
    pairs = {s.source: s.target for s in found.segments()}
    assert pairs["La réunion"] == "The meeting"
    assert pairs["Personne n’a voulu répondre aux questions des journalistes."] == ""


def test_what_a_report_says_of_it(documents) -> None:
    notes = [f"{note.what}: {note.why}" for note in tqcheck.align(*documents, models=()).notes()]
    assert f"{documents[0]}: it is read as French (fr), as its words tell" in notes
    assert notes[-1].startswith(
        f"{documents[1]}: aligned with {documents[0]}, 5 sentences with 4, by lengths and shared words (no model)"
    )
    assert "4 one to one, 1 omitted" in notes[-1]


def test_a_segment_stands_where_a_person_would_mend_it() -> None:
    found = list(MIXED.segments())
    assert [(s.id, s.source, s.target, s.alignment) for s in found] == [
        ("1", "S0.", "T0.", 0.9), ("2", "S1.", "", 0.8), ("3", "S2. S3.", "T1.", 0.4), ("4", "", "T2. T3.", 0.7),
    ]  # fmt: skip
    assert [(str(s.origin), s.origin.key) for s in found] == [
        ("b.html:1", "source 1, target 1"),
        ("a.md:2", "source 2, missing after target 1"),
        ("b.html:3", "source 3–4, target 2"),
        ("b.html:5", "target 3–4, not in the source"),
    ]
    assert {s.document for s in found} == {"b.html"}
    first = made(((0,), (), 0.8), ((1,), (0,), 0.8))
    assert next(first.segments()).origin.key == "source 1, missing before target 1"


def test_the_summary_counts_what_met() -> None:
    assert MIXED.summary() == (
        "aligned with a.md, 4 sentences with 4, by lengths and shared words (no model): 1 one to one, 1 merged or"
        " split, 1 omitted, 1 added, 1 pair is doubtful; do these documents translate each other?"
    )
    assert made(((0,), (0,), 0.9)).summary().endswith(": 1 one to one")
    strangers = made(((0,), (), 0.9), ((), (0,), 0.9))
    assert strangers.summary().endswith(": 1 omitted, 1 added; do these documents translate each other?")
    assert MIXED.signature == "align:gale-church|split:sentences|languages:fr-en"


@pytest.mark.parametrize(
    ("texts", "whole"),
    [(["One.", "Two."], "One. Two."), (["一。", "二。"], "一。二。"), (["はい。", "No."], "はい。 No."),
     (["หนึ่ง", "สอง"], "หนึ่ง สอง"), (["Only"], "Only"), ([], "")],
)  # fmt: skip
def test_sentences_are_joined_as_their_script_does(texts, whole) -> None:
    assert joined(texts) == whole


def written(alignment: Alignment, name: str) -> str:
    out = io.StringIO()
    write(alignment, name, out)
    return out.getvalue()


def test_jsonl() -> None:
    assert [json.loads(line) for line in written(MIXED, "jsonl").splitlines()][1:3] == [
        {"source_index": [1], "target_index": [], "source": "S1.", "target": "", "confidence": 0.8},
        {"source_index": [2, 3], "target_index": [1], "source": "S2. S3.", "target": "T1.", "confidence": 0.4},
    ]


def test_tsv_is_read_again(tmp_path) -> None:
    text = written(MIXED, "tsv")
    assert text.splitlines()[:2] == [
        "source\ttarget\tconfidence\tsource_index\ttarget_index", "S0.\tT0.\t0.9000\t0\t0",
    ]  # fmt: skip
    again = list(read(file(tmp_path, "a.tsv", text), ReadOptions(source_lang="fr", target_lang="en")))
    assert [(s.source, s.target) for s in again] == [(s.source, s.target) for s in MIXED.segments()]


def test_tmx_is_read_again(tmp_path) -> None:
    odd = "A < B & “C” > D\x0b \U0001f600"
    alignment = made(((0,), (0,), 0.9), ((1,), (), 0.8), source=(Sentence(text=odd, block=0), *MIXED.source[1:]))
    again = list(read(file(tmp_path, "a.tmx", written(alignment, "tmx")), ReadOptions()))
    assert [(s.source, s.target, s.source_lang, s.target_lang) for s in again if isinstance(s, Segment)] == [
        (odd.replace("\x0b", "\ufffd"), "T0.", "fr", "en"),
    ]  # fmt: skip
    assert [s.incomplete for s in again if isinstance(s, Skip)] == [False], "what has no counterpart is one language"


def test_tmx_needs_two_languages() -> None:
    with pytest.raises(UsageError, match="both sides are 'und'"):
        written(made(((0,), (0,), 0.9), source_lang=None, target_lang=None), "tmx")
    with pytest.raises(UsageError, match="no output format 'tmxx'"):
        written(MIXED, "tmxx")


def test_lines_are_counted_with_the_blank_ones(tmp_path) -> None:
    paths = file(tmp_path, "a.txt", "Un.\n\nDeux. Trois.\n"), file(tmp_path, "b.txt", "One.\nTwo. Three.\n")
    found = tqcheck.align(*paths, source_lang="fr", target_lang="en", split="lines", models=())
    assert [found.indices(b) for b in found.beads] == [([0], [0]), ([2], [1])]


class Vectors:
    """A model that knows which sentences belong together: those that have the same number of letters e, say."""

    signature = "fake@1"

    def __init__(self, error: ModelError | None = None) -> None:
        self.error, self.asked = error, 0

    def vectors(self, texts, side):
        assert side in {"source", "target"}
        self.asked += len(texts)
        if self.error:
            raise self.error
        angles = np.array([text.count("e") for text in texts])[:, None] * [0.3, 0.3]
        return np.hstack([np.cos(angles[:, :1]), np.sin(angles[:, 1:])]).astype(np.float32)


def test_a_model_gives_vectors(documents) -> None:
    model = Vectors()
    found = align_files(*documents, AlignOptions(), embedder=model)
    assert found.method == "fake@1"
    assert model.asked
    assert "by fake@1:" in found.summary()


def test_without_its_model_the_lengths_decide_and_the_run_is_incomplete(documents) -> None:
    found = align_files(*documents, AlignOptions(), embedder=Vectors(ModelError("cannot be loaded.")))
    assert found.method == "gale-church"
    assert [(s.what, s.incomplete) for s in found.skipped][-1] == ("the model fake@1", True)


def test_text_of_as_many_lines_is_paired_by_lines(tmp_path) -> None:
    paths = file(tmp_path, "a.txt", "Un.\nDeux.\n\n"), file(tmp_path, "b.txt", "One.\n\n\n")
    pair = FilePair(*paths, ReadOptions())
    assert pair.alignment is None
    assert [(s.source, s.target, s.alignment) for s in pair] == [("Un.", "One.", None), ("Deux.", "", None)]


@pytest.mark.parametrize("names", [("a.txt", "b.txt"), ("a.md", "b.md"), ("a.txt", "b.html")])
def test_documents_are_aligned_once_and_read_again(tmp_path, names) -> None:
    html = "<html><body><article>{}</article></body></html>"
    paragraphs = "".join(f"<p>{p}</p>" for p in ENGLISH.split("\n\n"))
    english = html.format(paragraphs) if names[1].endswith("html") else ENGLISH
    pair = FilePair(file(tmp_path, names[0], FRENCH), file(tmp_path, names[1], english), ReadOptions())
    assert list(pair) == list(pair)
    assert pair.alignment is pair.alignment
    assert any(isinstance(item, Skip) and "aligned with" in item.why for item in pair)


def test_equal_counts_may_be_an_accident(tmp_path) -> None:
    french = "Un.\nDeux.\n\nTrois.\nQuatre.\nCinq.\n"
    english = "One. Two.\n\nThree.\n\nFour.\nFive.\n"
    assert FilePair(file(tmp_path, "a.txt", french), file(tmp_path, "b.txt", english), ReadOptions()).alignment
    holes = file(tmp_path, "c.txt", french), file(tmp_path, "d.txt", french.replace("Cinq.", ""))
    assert FilePair(*holes, ReadOptions()).alignment is None


def test_the_users_word_comes_first(documents, tmp_path) -> None:
    with pytest.raises(UnreadableError, match="Each line must translate"):
        list(FilePair(*documents, ReadOptions(), align=False))
    paths = file(tmp_path, "a.txt", "Un.\nDeux.\n"), file(tmp_path, "b.txt", "One.\nTwo.\n")
    found = FilePair(*paths, ReadOptions(), align=True, documents=AlignOptions(split="lines")).alignment
    assert found
    assert [found.indices(b) for b in found.beads] == [([0], [0]), ([1], [1])]


def test_wrong_input(documents, tmp_path) -> None:
    source, target = documents
    with pytest.raises(UsageError, match="is given as source and as target"):
        tqcheck.align(source, source)
    with pytest.raises(UsageError, match="unknown language tag"):
        tqcheck.align(source, target, target_lang="klingonese")
    with pytest.raises(UsageError, match="no way 'words' to split"):
        tqcheck.align(source, target, split="words")
    with pytest.raises(UnreadableError, match="no such file"):
        tqcheck.align(source, str(tmp_path / "gone.txt"))
    with pytest.raises(UnreadableError, match="empty"):
        tqcheck.align(source, file(tmp_path, "empty.txt", ""))
    with pytest.raises(UnreadableError, match="no text"):
        tqcheck.align(source, file(tmp_path, "blank.txt", "\n \n"))
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 20)
    with pytest.raises(UnreadableError):
        tqcheck.align(source, str(tmp_path / "binary.txt"))


def test_an_alignment_is_checked(documents) -> None:
    report = tqcheck.check(tqcheck.align(*documents, models=()).segments())
    assert [f.code for f in report.findings] == ["ACC705"]
    assert report.findings[0].segment.origin.line == 5


@pytest.mark.parametrize("first", [
    "import tqcheck", "import tqcheck.api", "import tqcheck.bitext.making", "import tqcheck.cli.commands",
    "import tqcheck.align", "import tqcheck.align.band", "from tqcheck.align import align",
    "import tqcheck; tqcheck.align; import tqcheck.align", "from tqcheck import align; import tqcheck.align",
    "import importlib; importlib.import_module('tqcheck.align')",
])  # fmt: skip
def test_no_module_hides_the_function(first) -> None:
    code = (
        f"{first}\nimport tqcheck\nfrom tqcheck import align as named\nfrom tqcheck.align import align as inner\n"
        "from tqcheck.api import align\nassert tqcheck.align is named is align, tqcheck.align\n"
        "assert inner.__module__ == 'tqcheck.align'\ntqcheck.align = len\nassert tqcheck.align is len"
    )
    subprocess.run([sys.executable, "-W", "error", "-c", code], check=True)


def test_one_loaded_model_aligns_and_scores(documents, tmp_path, monkeypatch, capsys) -> None:
    from scorers import tiny

    from tqcheck.cli import main
    from tqcheck.scorers import embedded

    loaded = []

    class Counted(embedded.Encoder):
        def __init__(self, folder) -> None:
            loaded.append(folder.path)
            super().__init__(folder)

    monkeypatch.setattr(embedded, "Encoder", Counted)
    model = tiny.write(tmp_path / "tiny")
    main(["check", "--source", documents[0], "--target", documents[1], "--models", str(model), "--no-cache",
          "--output-format", "json"])  # fmt: skip
    report = json.loads(capsys.readouterr().out)
    assert loaded == [model]
    assert any("by tiny@" in skip["why"] for skip in report["skipped"])
    assert any(result["scores"] for result in report["results"])
