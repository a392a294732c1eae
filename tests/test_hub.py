"""Models are found in folders and in the cache of the hub, and errors say what to do."""

import json
import shutil

import pytest

from tqcheck.errors import ModelError
from tqcheck.hub import Snapshot, extra, is_here, is_on_hub
from tqcheck.opus_mt import names, open_pair

hub = pytest.importorskip("huggingface_hub")


@pytest.fixture
def cache(tmp_path, monkeypatch):
    """An empty cache of the hub."""
    monkeypatch.setattr(hub.constants, "HF_HUB_CACHE", str(tmp_path / "hub"))
    return tmp_path / "hub"


@pytest.fixture
def online(cache, monkeypatch):
    """A hub that has the models of a dictionary, by id: folders that are copied into the cache when asked for."""
    has = {}

    def download(name, *, revision, local_files_only, allow_patterns, ignore_patterns):
        assert revision is None
        assert "*.bin" not in allow_patterns
        assert ignore_patterns
        commit = (cached := cache / f"models--{name.replace('/', '--')}") / "snapshots" / "c0ffee"
        if not commit.exists():
            if local_files_only or name not in has:
                raise OSError("the network is down" if not local_files_only else "not here")
            shutil.copytree(has[name], commit)
            (cached / "refs").mkdir()
        return str(commit)

    monkeypatch.setattr(hub, "snapshot_download", download)
    monkeypatch.setattr(hub, "is_offline_mode", lambda: False)
    monkeypatch.setattr(hub.HfApi, "repo_exists", lambda _, name: name in has)
    monkeypatch.setattr(hub.HfApi, "get_repo_discussions", lambda *_, **__: iter(()))
    return has


def model(folder, **settings):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.json").write_text(json.dumps({"model_type": "x"} | settings))
    (folder / "model.safetensors").write_bytes(b"weights")
    return folder


def test_a_folder_says_what_it_is(french_english):
    found = Snapshot.open(str(french_english))
    assert (found.kind, found.licence, found.languages) == ("seq2seq", "cc-by-4.0", ("fr", "en"))
    assert found.architectures == ("MarianMTModel",)
    assert found.revision is None
    assert not found.non_commercial
    assert found.signature == f"opus-mt-fr-en@{found.hash[:8]}"


@pytest.mark.parametrize(("settings", "kind"), [
    ({"architectures": ["M2M100ForConditionalGeneration"], "is_encoder_decoder": True}, "seq2seq"),
    ({"architectures": ["Qwen2ForCausalLM"]}, "causal"), ({"architectures": ["GPT2LMHeadModel"]}, "causal"),
    ({"architectures": ["Gemma3ForConditionalGeneration"]}, "causal"), ({}, "encoder"),
    ({"architectures": ["XLMRobertaForSequenceClassification"]}, "classification"),
])  # fmt: skip
def test_kinds(tmp_path, settings, kind):
    assert Snapshot.open(str(model(tmp_path, **settings))).kind == kind


@pytest.mark.parametrize(("card", "licence", "non_commercial"), [
    ("license: cc-by-nc-4.0", "cc-by-nc-4.0", True), ("license: apache-2.0", "apache-2.0", False),
    ("license: other\nlicense_name: gemma", "gemma", False), ("language: fr", None, False),
    ("license: [mit, cc-by-sa-4.0]", "mit, cc-by-sa-4.0", False),
])  # fmt: skip
def test_licences(tmp_path, card, licence, non_commercial):
    (model(tmp_path) / "README.md").write_text(f"---\n{card}\n---\n# A model\n")
    found = Snapshot.open(str(tmp_path))
    assert (found.licence, found.non_commercial) == (licence, non_commercial)


def test_the_hash_follows_weights_and_settings_alone(tmp_path):
    hashes = [Snapshot.open(str(model(tmp_path))).hash]
    (tmp_path / "README.md").write_text("Hello.")
    hashes.append(Snapshot.open(str(tmp_path)).hash)
    (tmp_path / "model.safetensors").write_bytes(b"wieghts")
    hashes.append(Snapshot.open(str(tmp_path)).hash)
    model(tmp_path, hidden=1)
    hashes.append(Snapshot.open(str(tmp_path)).hash)
    assert hashes[0] == hashes[1]
    assert len(set(hashes)) == 3


def test_a_pickle_is_not_read(tmp_path):
    (model(tmp_path, architectures=["MarianMTModel"]) / "model.safetensors").rename(tmp_path / "pytorch_model.bin")
    with pytest.raises(ModelError, match=r"pickle.*t\.MarianMTModel\.from_pretrained"):
        Snapshot.open(str(tmp_path))


def test_a_part_of_the_weights_is_no_model(tmp_path):
    (model(tmp_path) / "model.safetensors.index.json").write_text('{"weight_map": {"a": "model-2-of-2.safetensors"}}')
    with pytest.raises(ModelError, match="or only some"):
        Snapshot.open(str(tmp_path))


@pytest.mark.parametrize(
    ("config", "message"), [("{", "cannot be read"), ("[]", "no config.json"), (None, "no config.json")]
)
def test_a_folder_that_is_no_model(tmp_path, config, message):
    if config:
        (tmp_path / "config.json").write_text(config)
    with pytest.raises(ModelError, match=message):
        Snapshot.open(str(tmp_path))


def test_what_is_no_id_is_no_model():
    with pytest.raises(ModelError, match="an id such as owner/name"):
        Snapshot.open("what is this")


@pytest.mark.usefixtures("cache")
def test_offline_the_command_that_fetches_is_said():
    with pytest.raises(ModelError, match=r"HF_HUB_OFFLINE.*`hf download owner/name`.*runs without it"):
        Snapshot.open("owner/name")
    assert not is_here("owner/name")
    assert not is_on_hub("owner/name")


def test_what_is_fetched_once_is_here(online, tmp_path, monkeypatch):
    online["owner/name"] = model(tmp_path / "theirs")
    found = Snapshot.open("owner/name")
    assert (found.revision, found.signature) == ("c0ffee", f"name@{found.hash[:8]}")
    monkeypatch.setattr(hub, "is_offline_mode", lambda: True)
    assert is_here("owner/name")
    assert Snapshot.open("owner/name").hash == found.hash


@pytest.mark.usefixtures("online")
def test_a_network_that_is_down_is_said():
    with pytest.raises(ModelError, match=r"cannot be fetched: the network is down.*hf download owner/name"):
        Snapshot.open("owner/name")


def test_a_missing_package_is_named():
    with pytest.raises(ModelError, match=r"needs no_such_package.*tqcheck\[neural\]"):
        extra("no_such_package.inner")


def test_the_smallest_group_that_has_a_pair(online, tmp_path):
    online["Helsinki-NLP/opus-mt-mul-en"] = online["Helsinki-NLP/opus-mt-gmq-en"] = model(tmp_path / "theirs")
    assert open_pair("nb", "en").name == "Helsinki-NLP/opus-mt-gmq-en"
    assert open_pair("eu", "en").name == "Helsinki-NLP/opus-mt-mul-en"
    online["Helsinki-NLP/opus-mt-nb-en"] = model(tmp_path / "theirs")
    assert open_pair("nb-NO", "en-GB").name == "Helsinki-NLP/opus-mt-nb-en"


@pytest.mark.usefixtures("cache")
def test_a_pair_without_model_names_the_model_to_fetch():
    with pytest.raises(ModelError, match="hf download Helsinki-NLP/opus-mt-fr-en"):
        open_pair("fr", "en")


def test_names_of_the_project():
    assert "Helsinki-NLP/opus-mt-en-jap" in names("en", "ja")
    assert list(names("fr", "en"))[:2] == ["Helsinki-NLP/opus-mt-fr-en", "Helsinki-NLP/opus-mt-tc-big-fr-en"]
