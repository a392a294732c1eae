"""Forced scoring, with a MarianMT that knows twenty sentences by heart in both directions."""

import math

import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("transformers")

from translators.tiny_marian import PAIRS  # noqa: E402

from tqcheck.api import check  # noqa: E402
from tqcheck.checks.accuracy.unexplained_words import UnexplainedWords  # noqa: E402
from tqcheck.config import Config  # noqa: E402
from tqcheck.errors import ModelError, UsageError  # noqa: E402
from tqcheck.model import Segment, Span  # noqa: E402
from tqcheck.reading import Reading, WordExpectation  # noqa: E402
from tqcheck.scorers import Failure, open_scorer  # noqa: E402
from tqcheck.scorers.forced_record import Expected, ExpectedWord, packed, unpacked  # noqa: E402
from tqcheck.scorers.pieces import places  # noqa: E402

RIGHT = [(fr, en) for en, fr in PAIRS[:6]]
DETACHED = [(fr, en) for (en, _), (_, fr) in zip(PAIRS[10:16], PAIRS[:6], strict=True)]


def segments(pairs, source_lang="fr", target_lang="en"):
    return [
        Segment(id=str(i), source=s, target=t, source_lang=source_lang, target_lang=target_lang)
        for i, (s, t) in enumerate(pairs)
    ]


def read(folder, pairs, cache=None, **languages):
    scorer = open_scorer(f"forced:{folder}", cache=cache)
    readings = scorer.read(segments(pairs, **languages))
    assert scorer.close() is None
    return readings


def values(reading):
    return {score.scorer: score.value for score in reading.scores}


def test_a_detached_translation_is_less_likely_than_the_right_one(both_ways) -> None:
    for right, detached in zip(read(both_ways, RIGHT), read(both_ways, DETACHED), strict=True):
        assert list(values(right)) == [f"forced:{both_ways.name}{side}" for side in ("", ":source", ":target")]
        for name, value in values(right).items():
            assert value > 0.5 > 2 * values(detached)[name]


@pytest.mark.filterwarnings("ignore:Recommended. pip install sacremoses")
def test_raw_is_the_mean_log_probability_that_the_network_gives(both_ways) -> None:
    from transformers import AutoTokenizer, MarianMTModel

    tokenizer, network = AutoTokenizer.from_pretrained(both_ways), MarianMTModel.from_pretrained(both_ways).eval()
    source, target = RIGHT[0][0], DETACHED[0][1]
    means = []
    for code, given, text in ((">>fra<<", target, source), (">>eng<<", source, target)):
        rows = tokenizer(f"{code} {given}", return_tensors="pt")
        labels = tokenizer(text_target=text, return_tensors="pt")["input_ids"]
        with torch.no_grad():
            means.append(-float(network(**rows, labels=labels).loss))
    (reading,) = read(both_ways, [(source, target)])
    assert [s.raw for s in reading.scores] == pytest.approx([sum(means) / 2, *means], abs=1e-3)
    assert reading.scores[0].value == pytest.approx(math.exp(sum(means) / 2), abs=1e-3)


def test_words_that_the_other_side_does_not_explain_are_unlikely(both_ways) -> None:
    pair = ("Le pont mesure 30 mètres de long.", "The bridge is 13 metres long.")
    (reading,) = read(both_ways, [pair])
    target = {pair[1][e.span.start : e.span.end]: e for e in reading.expectations if e.span.side == "target"}
    assert list(target) == ["The", "bridge", "is", "13", "metres", "long"]
    assert min(target, key=lambda word: target[word].probability) == "13"
    assert target["13"].probability < 0.5 < target["metres"].probability
    assert target["13"].gain < target["bridge"].gain
    assert {e.span.side for e in reading.expectations} == {"source", "target"}


def test_a_model_of_one_direction_gives_one_side(french_english) -> None:
    (reading,) = read(french_english, RIGHT[:1])
    name = f"forced:{french_english.name}"
    assert list(values(reading)) == [name, f"{name}:target"]
    assert {e.span.side for e in reading.expectations} == {"target"}
    (failure,) = read(french_english, RIGHT[:1], source_lang="ja", target_lang="de")
    assert isinstance(failure, Failure)
    assert "does not translate between" in failure


def test_unknown_languages_are_told(both_ways) -> None:
    (failure,) = read(both_ways, RIGHT[:1], source_lang=None)
    assert isinstance(failure, Failure)
    assert "--source-lang" in failure


def test_long_texts_are_told(both_ways) -> None:
    long, fine = read(both_ways, [("le chat " * 60, "the cat"), RIGHT[0]])
    assert "longer than the 64 tokens" in long
    assert not isinstance(long, Failure)
    assert fine.scores


def test_a_second_run_asks_only_the_cache(both_ways, tmp_path, monkeypatch) -> None:
    first = read(both_ways, RIGHT, cache=tmp_path / "scores.sqlite")
    monkeypatch.setattr("tqcheck.scorers.forced.ForcedNetwork", None)
    assert read(both_ways, RIGHT, cache=tmp_path / "scores.sqlite") == first


def test_the_models_of_a_pair_that_are_not_there_say_how_to_fetch_them(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path))
    scorer = open_scorer("forced:opus-mt", cache=None)
    (failure,) = scorer.read(segments(RIGHT[:1]))
    assert isinstance(failure, Failure)
    assert "hf download Helsinki-NLP/opus-mt-en-fr" in failure
    assert scorer.signature == "forced:opus-mt"


def test_a_model_that_does_not_translate_is_refused(tmp_path) -> None:
    import tiny_kiwi

    folder = tiny_kiwi.write(tmp_path / "kiwi")
    with pytest.raises(ModelError, match=r"no weights|no translation model"):
        open_scorer(f"forced:{folder}", cache=None)


def test_a_run_tells_detached_translations(both_ways, tmp_path) -> None:
    config = Config(models=(f"forced:{both_ways}",), cache=str(tmp_path / "scores.sqlite"), select=("ACC802", "ACC101"))
    report = check(segments([RIGHT[4], DETACHED[4], DETACHED[5]]), config=config)
    assert [[f.code for f in r.findings] for r in report.results] == [[], ["ACC802"], ["ACC802"]]
    (finding,) = report.results[1].findings
    assert [s.side for s in finding.spans] == ["source", "target"]
    assert len(report.results[0].scores) == 3
    assert report.summary.signature.split("|models:")[1].startswith("forced:opus-mt-mul-mul@")
    assert not report.summary.skipped


def test_passages_are_told_when_everything_is() -> None:
    segment = Segment(id="1", source="Le chat dort.", target="The cat sleeps in Rome.")
    likely = {"Rome": 0.001, "in": 0.001}
    words = [(word, segment.target.index(word)) for word in ("The", "cat", "sleeps", "in", "Rome")]
    reading = Reading(scores=(), expectations=tuple(
        WordExpectation(
            span=Span(side="target", start=at, end=at + len(word)), probability=likely.get(word, 0.8),
            gain=0.0 if word in likely else 2.0,
        )
        for word, at in words
    ))  # fmt: skip
    (hit,) = UnexplainedWords().check(segment, reading)
    assert "does not expect “in Rome”; it may be added" in hit.message
    assert hit.confidence < 0.5
    assert not list(UnexplainedWords(gain=-1.0).check(segment, reading))


def test_the_check_says_what_it_waits_for() -> None:
    with pytest.raises(UsageError, match=r"--models forced:MODEL"):
        check(segments(RIGHT), config=Config(select=("ACC802",), models=()))
    report = check(segments(RIGHT[:1]), config=Config(models=()))
    assert not any("ACC802" in skip.what for skip in report.summary.skipped), "nobody misses what waits for a flag"


def test_what_is_kept_comes_back() -> None:
    side = Expected(-0.5, (ExpectedWord(0, 3, -0.25, 1.5), ExpectedWord(4, 9, -3.0, -0.5)))
    for sides in ([side, None], [None, side], [side, side], [Expected(-1.0, ()), None]):
        assert unpacked(packed(sides)) == sides


@pytest.mark.parametrize(
    ("text", "pieces", "covered"),
    [
        ("Der Zug fährt.", ["▁Der", "▁Zu", "g", "▁f", "ährt", ".", ""], ["Der", "Zu", "g", "f", "ährt", ".", ""]),
        ("電車が出る。", ["▁", "電車", "が", "<unk>", "る", "。"], ["", "電車", "が", "", "る", "。"]),
        ("½ ﬁn — ok", ["▁1", "⁄2", "▁fin", "▁—", "▁o", "k"], ["½", "½", "ﬁn", "—", "o", "k"]),
        ("قطار", ["▁قط", "ار"], ["قط", "ار"]),
    ],
)
def test_pieces_stand_for_characters(text, pieces, covered) -> None:
    assert [text[start:end] for start, end in places(text, pieces)] == covered
