import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tqcheck import translators
from tqcheck.errors import ModelError, UsageError
from tqcheck.translators import open_translator


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("apertum", "apertium"), ("apertium-spa-eng", "apertium:spa-eng"), ("opus_mt", "opus-mt"),
        ("opusmt", "opus-mt"), ("endpoint", "endpoint:"), ("endpoint:", "endpoint:"),
    ],
)  # fmt: skip
def test_a_name_that_is_none_brings_the_one_that_was_meant(name, meant) -> None:
    with pytest.raises(UsageError, match=f"Did you mean '{meant}"):
        open_translator(name, cache=None)


@pytest.mark.parametrize("name", ["", "xyzzy", "none"])
def test_a_name_like_no_other_brings_the_list(name) -> None:
    with pytest.raises(UsageError, match="apertium, opus-mt, endpoint:MODEL, or the path"):
        open_translator(name, cache=None)


def test_a_folder_that_holds_no_model_is_said(tmp_path) -> None:
    with pytest.raises(ModelError, match=r"config\.json"):
        open_translator(str(tmp_path), cache=None)


def test_a_path_that_is_not_there_is_said(tmp_path) -> None:
    with pytest.raises(ModelError):
        open_translator(str(tmp_path / "no.gguf"), cache=None)


def test_without_the_extra_the_error_says_what_to_install(monkeypatch, tmp_path) -> None:
    (tmp_path / "config.json").write_text('{"model_type": "marian", "architectures": ["MarianMTModel"]}')
    (tmp_path / "model.safetensors").write_bytes(b"")
    monkeypatch.setitem(sys.modules, "torch", None)
    for name in (str(tmp_path), "opus-mt"):
        with pytest.raises(ModelError, match=r"needs torch.* pip install 'tqcheck\[neural\]'"):
            open_translator(name, cache=None)


def test_without_apertium_the_error_says_what_to_install(monkeypatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(ModelError, match="apt install apertium apertium-eng-spa"):
        open_translator("apertium", cache=None)


def test_nothing_loads_before_it_is_asked_for() -> None:
    script = "import sys, tqcheck.translators; print([m for m in sys.modules if m in sys.argv[1:]])"
    heavy = ["torch", "transformers", "langcodes", "urllib.request", "subprocess"]
    ended = subprocess.run([sys.executable, "-c", script, *heavy], capture_output=True, text=True, check=True)
    assert ended.stdout.strip() in {"[]", "['subprocess']"}


def test_the_marian_of_a_pair_is_opened_when_the_pair_comes(monkeypatch, tmp_path) -> None:
    opened = []

    class Echo:
        signature = "echo"

        def translate(self, texts, *, source_lang, target_lang):
            return [f"{source_lang}-{target_lang}" for _ in texts]

        def close(self):
            return None

    def take(*languages):
        opened.append(languages)
        return Echo()

    monkeypatch.setattr(translators, "_opus", take)
    marian = open_translator("opus-mt", cache=Path(tmp_path / "scores.sqlite"))
    assert opened == []
    assert marian.translate(["x"], source_lang="pt-BR", target_lang="en") == ["pt-BR-en"]
    assert opened == [("pt-BR", "en")]
    assert marian.close() is None
