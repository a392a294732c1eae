"""Which tokenizer BLEU takes, and where TER says nothing."""

import pytest
from comparing.made import result, segment

from tqcheck.comparing.bootstrap import Sampling
from tqcheck.comparing.changes import change
from tqcheck.comparing.measures import measured
from tqcheck.comparing.references import against

TEXTS = {
    "en": "The tower is open.",
    "zh": "塔楼今天开放参观。",
    "ja": "塔は今日開いています。",
    "ko": "탑은 오늘 열려 있습니다.",
    "th": "หอคอยเปิดวันนี้",
    None: "塔楼今天开放参观。",
}


def made(lang):
    text = TEXTS[lang]
    one = result(segment(target=text, target_lang=lang))
    return against([change(one, one, reference=text)], lang, ("chrf", "bleu", "ter"), Sampling())


@pytest.mark.parametrize(("lang", "tokenizer"), [("en", "13a"), ("zh", "zh"), ("th", "char"), (None, "zh")])
def test_tokenizers(lang, tokenizer) -> None:
    found = made(lang)
    assert f"|tok:{tokenizer}|" in next(w.signature for w in found.wanted if w.key == "bleu")


@pytest.mark.parametrize("lang", ["ja", "ko"])
def test_a_tokenizer_that_is_missing_is_told(lang) -> None:
    signature = next(w.signature for w in made(lang).wanted if w.key == "bleu")
    if f"|tok:{lang}-mecab" not in signature:
        assert "|tok:char|" in signature
        assert any(f"'sacrebleu[{lang}]'" in note for note in made(lang).notes)


def test_edits_between_spaces_need_spaces() -> None:
    assert [w.key for w in made("th").wanted] == ["chrf", "bleu"]
    assert any("TER" in note for note in made("th").notes)
    assert "asian:yes" in next(w.signature for w in made("ja").wanted if w.key == "ter")


def test_a_perfect_translation() -> None:
    found = {m.key: m.estimate.a for m in measured(made("zh").wanted, Sampling(resamples=100))}
    assert found == {"chrf": pytest.approx(100), "bleu": pytest.approx(100), "ter": 0}
