"""The models that other tests rest on have learnt their sentences."""

import pytest
from translators.tiny_marian import ENGLISH, FRENCH, PAIRS

from tqcheck.neural import quiet


@pytest.mark.parametrize("case", ["french_english", "to_english", "to_french"])
def test_it_knows_its_sentences(case, french_english, both_ways):
    from transformers import MarianMTModel, MarianTokenizer

    folder = french_english if case == "french_english" else both_ways
    code = {"french_english": "", "to_english": f"{ENGLISH} ", "to_french": f"{FRENCH} "}[case]
    rows = [(en, fr) if case == "to_french" else (fr, en) for en, fr in PAIRS]
    with quiet():
        model, tokenizer = MarianMTModel.from_pretrained(folder), MarianTokenizer.from_pretrained(folder)
        batch = tokenizer([code + text for text, _ in rows], return_tensors="pt", padding=True)
        made = tokenizer.batch_decode(model.generate(**batch, num_beams=1), skip_special_tokens=True)
    assert made == [text for _, text in rows]
