"""Checks that need scores, with readings made by hand: which passages they find, and what they say of them."""

from readings import made

from tqcheck.checks.accuracy.hallucinated_addition import HallucinatedAddition
from tqcheck.checks.accuracy.mistranslated_span import MistranslatedSpan
from tqcheck.checks.accuracy.omitted_clause import OmittedClause
from tqcheck.checks.accuracy.unrelated_translation import UnrelatedTranslation
from tqcheck.model import Segment
from tqcheck.reading import Reading

ARTICLE = Segment(
    id="1",
    source="La coalition a mené trente frappes contre l’État islamique en Irak.",
    target="The coalition carried out thirty strikes against Israel in Iraq.",
)
ISRAEL = made(ARTICLE, source={"l’État": 0.3, "islamique": 0.2}, target={"Israel": 0.1}, points={"Israel": "islamique"})
PASSAGES = (MistranslatedSpan(), HallucinatedAddition(), OmittedClause())


def said(segment: Segment, reading: Reading) -> list[tuple[str, list[str]]]:
    return [
        (hit.message, [segment.text(s.side)[s.start : s.end] for s in hit.spans])
        for check in PASSAGES
        for hit in check.check(segment, reading)
    ]


def test_weak_words_in_each_others_place_are_one_claim() -> None:
    assert said(ARTICLE, ISRAEL) == [
        (
            "Nothing in the source supports “Israel”; nothing in the translation renders “l’État islamique”.",
            ["l’État islamique", "Israel"],
        )
    ]


def test_weak_words_far_apart_are_an_addition_and_an_omission() -> None:
    pair = Segment(
        id="1",
        source="Nach dem Essen regnete es gestern den ganzen langen Tag in der Stadt.",
        target="It rained yesterday all through the long day in the town of my aunt.",
    )
    reading = made(pair, source={"Nach": 0.1, "dem": 0.4, "Essen": 0.1}, target={"my": 0.2, "aunt": 0.1})
    assert said(pair, reading) == [
        ("Nothing in the source supports “my aunt”.", ["my aunt"]),
        ("Nothing in the translation renders “Nach dem Essen”.", ["Nach dem Essen"]),
    ]


def test_a_word_half_in_doubt_joins_two_in_doubt() -> None:
    pair = Segment(id="1", source="她关上了窗户。", target="She closed the window and quickly called police.")
    reading = made(pair, target={"and": 0.1, "quickly": 0.42, "called": 0.1, "police": 0.1})
    assert said(pair, reading) == [
        ("Nothing in the source supports “and quickly called police”.", ["and quickly called police"])
    ]
    assert said(pair, made(pair, target={"and": 0.1, "called": 0.1})) == [], "single words are too little"


def test_one_word_is_no_clause() -> None:
    assert said(ARTICLE, made(ARTICLE, source={"trente": 0.1})) == []
    assert said(ARTICLE, made(ARTICLE, target={"thirty": 0.1})) == []


def test_a_long_passage_is_quoted_by_its_ends() -> None:
    pair = Segment(id="1", source="Ja.", target="Yes, " + "she called the police and waited " * 4 + "for an hour.")
    weak = dict.fromkeys(pair.target.replace(".", "").split()[1:], 0.1)
    ((message, _),) = said(pair, made(pair, target=weak))
    assert message == ("Nothing in the source supports “she called the police and … waited for an hour”.")


def test_where_everything_is_weak_the_pair_is_unrelated() -> None:
    weak = dict.fromkeys((ARTICLE.source + " " + ARTICLE.target).replace(".", "").split(), 0.1)
    reading = made(ARTICLE, source=weak, target=weak, similarity=0.1, support=0.1)
    assert said(ARTICLE, reading) == []
    (hit,) = UnrelatedTranslation().check(ARTICLE, reading)
    assert hit.confidence > 0.9
    assert [s.end for s in hit.spans] == [len(ARTICLE.source), len(ARTICLE.target)]
    assert not list(UnrelatedTranslation().check(ARTICLE, ISRAEL))


def test_short_texts_are_never_unrelated() -> None:
    pair = Segment(id="1", source="صباح الخير!", target="Hello!")
    assert not list(UnrelatedTranslation().check(pair, made(pair, similarity=-1.0, support=0.0)))


def test_a_model_that_knows_no_claims_is_silent() -> None:
    assert said(ARTICLE, Reading(scores=ISRAEL.scores, words=ISRAEL.words)) == []
