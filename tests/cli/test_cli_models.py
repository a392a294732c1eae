"""`tqcheck models`: what is there, what its licence says, and whether it works."""

import json
import shutil

import pytest

pytest.importorskip("transformers")

from scorers import tiny, tiny_kiwi

KIWI, OPUS = "Unbabel/wmt22-cometkiwi-da", "Helsinki-NLP/opus-mt-fr-en"
COMMIT = "0123456789" * 4


@pytest.fixture
def hub(tmp_path, monkeypatch):
    """A cache of the hub with nothing in it; returns what makes the folder of an id."""
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path / "hub"))
    monkeypatch.setattr("tqcheck.translators.apertium_process.shutil.which", lambda _: None)

    def folder(name):
        model = tmp_path / "hub" / f"models--{name.replace('/', '--')}"
        (model / "snapshots").mkdir(parents=True)
        (model / "refs").mkdir()
        (model / "refs" / "main").write_text(COMMIT, encoding="utf-8")
        return model / "snapshots" / COMMIT

    return folder


@pytest.fixture
def kiwi(hub):
    folder = tiny_kiwi.write(hub(KIWI))
    card = "---\nlicense: cc-by-nc-sa-4.0\nlanguage:\n- multilingual\n- en\n---\n"
    (folder / "README.md").write_text(card, encoding="utf-8")
    return folder


@pytest.fixture
def opus(hub, french_english):
    return shutil.copytree(french_english, hub(OPUS))


def listed(ended):
    return {row["name"]: row for row in json.loads(ended.out)}


@pytest.mark.usefixtures("kiwi", "opus")
def test_what_is_in_the_cache_is_listed(tqcheck, hub) -> None:
    hub("intfloat/multilingual-e5-small").mkdir()
    rows = listed(tqcheck("models", "--output-format", "json"))
    assert list(rows) == ["tqcheck-mini", OPUS, KIWI]
    assert (rows[KIWI]["kind"], rows[KIWI]["licence"], rows[KIWI]["non_commercial"]) == (
        "quality", "cc-by-nc-sa-4.0", True,
    )  # fmt: skip
    assert (rows[OPUS]["kind"], rows[OPUS]["non_commercial"]) == ("translation", False)
    assert rows[OPUS]["languages"] == ["fr", "en"]
    assert len(rows[OPUS]["hash"]) == 64
    assert not any(row["asked"] for row in rows.values()), "the tests ask none"


@pytest.mark.usefixtures("kiwi")
def test_a_licence_that_forbids_commercial_use_is_marked(tqcheck) -> None:
    ended = tqcheck("models")
    assert ended.code == 0
    lines = [line.rstrip() for line in ended.out.splitlines()]
    (place,) = [i for i, line in enumerate(lines) if line.startswith(KIWI)]
    assert "cc-by-nc-sa-4.0" in lines[place]
    assert lines[place + 1].startswith("  the hub's cache")
    assert lines[place + 1].endswith("no commercial use")


@pytest.mark.usefixtures("opus")
def test_what_is_configured_comes_first(tqcheck, tmp_path) -> None:
    tiny.write(tmp_path / "own")
    (tmp_path / "tqcheck.toml").write_text(f'models = ["./own", "forced:{OPUS}"]\n', encoding="utf-8")
    rows = listed(tqcheck("models", "--output-format", "json"))
    assert list(rows) == [str(tmp_path / "own"), f"forced:{OPUS}", "tqcheck-mini", OPUS]
    assert [row["asked"] for row in rows.values()] == [True, True, False, False]
    assert rows[str(tmp_path / "own")]["kind"] == "embedded"


@pytest.mark.usefixtures("opus")
def test_models_show_that_they_work(tqcheck) -> None:
    ended = tqcheck("models", OPUS, f"forced:{OPUS}", "--test", "--output-format", "json")
    assert {name: row["test"] for name, row in listed(ended).items()} == {OPUS: "passed", f"forced:{OPUS}": "passed"}
    assert ended.code == 0


def test_a_model_that_tells_nothing_from_nothing_fails(tqcheck, hub, french_english) -> None:
    import torch
    from transformers import MarianMTModel

    folder = shutil.copytree(french_english, hub(OPUS))
    model = MarianMTModel.from_pretrained(folder)
    torch.nn.init.zeros_(model.model.encoder.layers[0].fc2.weight)
    torch.nn.init.zeros_(model.model.decoder.layers[0].encoder_attn.out_proj.weight)
    model.save_pretrained(folder)
    ended = tqcheck("models", f"forced:{OPUS}", "--test")
    assert ended.code == 3
    assert "a wrong translation is as good as a right one" in " ".join(ended.out.split())


@pytest.mark.usefixtures("hub")
def test_a_model_that_is_not_there_is_said_and_not_fetched(tqcheck) -> None:
    ended = tqcheck("models", "Nobody/nothing")
    assert ended.code == 3
    assert "hf download Nobody/nothing" in " ".join(ended.out.split())
    assert tqcheck("models", "--output-format", "yaml").code == 2


def test_every_language_of_the_test_has_two_sentences() -> None:
    from tqcheck.cli.self_test import _sentences
    from tqcheck.lang.tags import language

    assert len(_sentences()) >= 40
    for tag, both in _sentences().items():
        assert language(tag) == tag
        assert len({*both}) == 2
