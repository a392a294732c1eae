"""Translation models of transformers."""

import json
import shutil

import pytest
from translators.tiny_marian import ENGLISH, FRENCH, PAIRS
from translators.tiny_models import coded

from tqcheck.encoder_decoder import EncoderDecoder
from tqcheck.errors import ModelError
from tqcheck.hub import Snapshot
from tqcheck.translating import Translation
from tqcheck.translators.seq2seq import open_model

FR = [french for _, french in PAIRS]
EN = [english for english, _ in PAIRS]


@pytest.fixture(scope="module")
def one_way(french_english):
    return open_model(str(french_english))


@pytest.fixture(scope="module")
def multilingual(both_ways):
    return open_model(str(both_ways))


@pytest.fixture(scope="module", params=["m2m100", "nllb", "mbart"])
def untaught(request, french_english, tmp_path_factory):
    folder = coded(request.param, tmp_path_factory.mktemp("models") / request.param, spm=french_english)
    return request.param, EncoderDecoder(Snapshot.open(str(folder)))


def test_it_translates_and_is_sure(one_way, french_english):
    made = one_way.translate(FR, source_lang="fr", target_lang="en-GB")
    assert [one.text for one in made] == EN
    assert all(one.complete and 0.8 < one.confidence <= 1 for one in made)
    assert one_way.signature == Snapshot.open(str(french_english)).signature
    assert one_way.licence == "cc-by-4.0"


@pytest.mark.parametrize(("lang", "texts", "expected"), [("fr", FR, EN), ("en", EN, FR)])
def test_a_multilingual_one_is_told_the_language(multilingual, lang, texts, expected):
    made = multilingual.translate(texts, source_lang=lang, target_lang="en" if lang == "fr" else "fr-CA")
    assert [one.text for one in made] == expected


def test_a_long_text_is_translated_by_sentences(one_way):
    made = one_way.translate([" ".join(FR), FR[0]], source_lang="fr", target_lang="en")
    assert [one.text for one in made] == [" ".join(EN), EN[0]]
    assert made[0].complete


def test_what_it_never_learnt_it_is_not_sure_of(one_way):
    known, unknown = one_way.translate([FR[8], "Les tarifs douaniers du Brésil"], source_lang="fr", target_lang="en")
    assert unknown.confidence < known.confidence - 0.2


def test_why_a_text_has_no_translation(one_way):
    made = one_way.translate([" ", "Anna" * 90, FR[0]], source_lang="fr", target_lang="en")
    assert made[0] == "there is no text"
    assert made[1] == "longer than the 64 tokens that the model reads"
    assert isinstance(made[2], Translation)
    assert one_way.translate([], source_lang="fr", target_lang="en") == []


def test_a_loop_is_cut_and_said(one_way, monkeypatch):
    model = one_way._model
    monkeypatch.setattr(one_way._writer, "_ends", frozenset())
    monkeypatch.setattr(model.network.generation_config, "eos_token_id", None)
    (made,) = one_way.translate(["La porte est ouverte."], source_lang="fr", target_lang="en")
    assert not made.complete


@pytest.mark.parametrize(("model", "source", "target", "why"), [
    ("one_way", "de", "en", "does not translate between German and English"),
    ("one_way", "fr", "ja", "does not translate between French and Japanese"),
    ("multilingual", "fr", "ja", r"does not know Japanese \(ja\) among its 2 languages"),
])  # fmt: skip
def test_a_language_that_it_does_not_know(request, model, source, target, why):
    with pytest.raises(ModelError, match=why):
        request.getfixturevalue(model).translate(["…"], source_lang=source, target_lang=target)


def test_tokens_of_languages(untaught):
    kind, model = untaught
    codes = {"m2m100": ("__fr__", "__zh__"), "nllb": ("fra_Latn", "zho_Hant"), "mbart": ("fr_XX", "zh_CN")}[kind]
    french, chinese = model.tokenizer.convert_tokens_to_ids(list(codes))
    assert model.first("zh-TW") == chinese
    (ids,) = model.sources(["Il est né."], "fr-CA", "zh-TW")
    assert ids[0] == french
    assert ids[-1] == model.tokenizer.eos_token_id
    (labels,) = model.targets(["Il est né."], "zh-TW")
    assert labels[0] == chinese
    with pytest.raises(ModelError, match=r"does not know Klingon \(tlh\)"):
        model.first("tlh")


def test_an_untaught_one_is_cut_and_writes_no_codes(untaught):
    _, model = untaught
    made = open_model(model.name).translate(["Il est né."] * 3 + [FR[0]], source_lang="fr", target_lang="en")
    assert made[0] == made[1] == made[2]
    assert all(not one.complete and one.confidence < 0.5 for one in made)
    assert not any("__" in one.text or "_Latn" in one.text or "_XX" in one.text for one in made)


def test_t5_is_told_the_task_in_english(french_english, tmp_path):
    folder = shutil.copytree(french_english, tmp_path / "t5")
    config = json.loads((folder / "config.json").read_text())
    tasks = {"translation_en_to_fr": {"prefix": "translate English to French: "}}
    (folder / "config.json").write_text(json.dumps(config | {"task_specific_params": tasks}))
    model = EncoderDecoder(Snapshot.open(str(folder)))
    assert model._before("en-US", "fr") == "translate English to French:"


def test_codes_stand_before_the_text(both_ways):
    model = EncoderDecoder(Snapshot.open(str(both_ways)))
    known = model.tokenizer.convert_tokens_to_ids([FRENCH, ENGLISH])
    assert [model.sources(["x"], "en", tag)[0][0] for tag in ("fr", "en")] == known
    assert model.first("fr") is None


def test_what_cannot_be_loaded(french_english, tmp_path):
    folder = shutil.copytree(french_english, tmp_path / "broken")
    (folder / "model.safetensors").write_bytes(b"no weights at all")
    with pytest.raises(ModelError, match="cannot be loaded"):
        open_model(str(folder)).translate(["x"], source_lang="fr", target_lang="en")


def test_closing_lets_go_and_opens_again(french_english):
    translator = open_model(str(french_english))
    assert translator.close() is None
    made = translator.translate(FR[:1], source_lang="fr", target_lang="en")
    translator.close()
    assert "_model" not in vars(translator)
    assert translator.translate(FR[:1], source_lang="fr", target_lang="en") == made


def test_a_licence_that_forbids_commercial_use_is_said(french_english, tmp_path):
    folder = shutil.copytree(french_english, tmp_path / "nc")
    (folder / "README.md").write_text("---\nlicense: cc-by-nc-4.0\n---\n")
    translator = open_model(str(folder))
    assert translator.close() is None
    translator.translate(FR[:1], source_lang="fr", target_lang="en")
    assert translator.close() == f"The licence of {folder}, cc-by-nc-4.0, forbids commercial use."
