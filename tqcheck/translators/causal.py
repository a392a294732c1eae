"""Language models of transformers that are asked for a translation: folders, ids of the hub, and GGUF files."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from contextlib import redirect_stderr
from functools import cached_property
from typing import Any

from tqcheck.errors import ModelError
from tqcheck.hub import Snapshot, extra
from tqcheck.neural import place, quiet
from tqcheck.translating import Translation
from tqcheck.translators.generation import Writer, Written
from tqcheck.translators.of_snapshot import OfSnapshot
from tqcheck.translators.prompting import body, cleaned, opening, request, thinking

_MOST = 2048
"""Tokens of prompt and answer together, where the network does not say how many it takes."""
_NOTHING = "there is no text"
_BLANK = re.compile(r"\s*\n\s*\n\s*")
_TAIL = 4
"""Tokens in which the end of a line shows."""


def open_model(name: str) -> Causal:
    """Open a model; it loads when it first translates. Raises ModelError when it is not to be had."""
    return Causal(Snapshot.open(name))


class Causal(OfSnapshot):
    """A language model, asked in its own chat format, or to go on writing where it has none; without chance."""

    @cached_property
    def _model(self) -> _Loaded:
        return _Loaded(self._snapshot)

    def translate(self, texts: Sequence[str], *, source_lang: str, target_lang: str) -> list[Translation | str]:
        """See `Translator`."""
        model = self._model
        plain = [_BLANK.sub("\n", text.strip()) for text in texts]
        prompts = [model.prompt(text, source_lang, target_lang) for text in plain]
        rooms = [2 * len(model.tokenizer(text)["input_ids"]) + 40 for text in plain]
        most = model.most_tokens
        fits = [i for i, prompt in enumerate(prompts) if plain[i] and len(prompt) + rooms[i] <= most]
        written = model.writer.write([prompts[i] for i in fits], [rooms[i] for i in fits], ended=model.ended)
        long = f"longer than the {most} tokens that the model reads and writes"
        made: list[Translation | str] = [long if text else _NOTHING for text in plain]
        for i, one in zip(fits, written, strict=True):
            made[i] = _translation(model.answer(one.ids), plain[i], one)
        return made


class _Loaded:
    """A network with its tokenizer."""

    def __init__(self, snapshot: Snapshot) -> None:
        transformers, where = extra("transformers"), place(fast=True)
        safe: dict[str, Any] = {"local_files_only": True, "trust_remote_code": False}
        if snapshot.gguf:
            extra("gguf")
            extra("accelerate")
            safe["gguf_file"] = snapshot.gguf
        try:
            with quiet(), redirect_stderr(io.StringIO()):  # the bar of its reader of GGUF cannot be switched off
                self.tokenizer: Any = transformers.AutoTokenizer.from_pretrained(snapshot.path, **safe)
                network = transformers.AutoModelForCausalLM.from_pretrained(
                    snapshot.path, dtype=where.dtype, **safe, **({} if snapshot.gguf else {"use_safetensors": True})
                )
        except Exception as error:  # whatever its files make the library say
            raise ModelError(f"cannot be loaded: {error}", path=snapshot.name) from error
        network.to(where.device).eval()
        self.tokenizer.chat_template = self.tokenizer.chat_template or snapshot.chat_template
        self.writer = Writer(network, self.tokenizer, where)
        self.most_tokens = int(getattr(network.config.get_text_config(), "max_position_embeddings", None) or _MOST)

    def prompt(self, text: str, source_lang: str, target_lang: str) -> list[int]:
        """Return the tokens that ask for a translation."""
        if not self.tokenizer.chat_template:
            asked = opening(text, source_lang=source_lang, target_lang=target_lang)
            ids: list[int] = self.tokenizer(asked)["input_ids"]
            return ids
        message = {"role": "user", "content": request(text, source_lang=source_lang, target_lang=target_lang)}
        with quiet():
            found = self.tokenizer.apply_chat_template(
                [message], add_generation_prompt=True, return_dict=True, sanitize_control_tokens=True,
                enable_thinking=False,
            )  # fmt: skip
        return list(found["input_ids"])

    def ended(self, ids: list[int]) -> bool:
        """Tell whether an answer is at its end: a line where the model just goes on writing, otherwise a paragraph."""
        mark = "\n\n" if self.tokenizer.chat_template else "\n"
        if mark not in self.tokenizer.decode(ids[-_TAIL:]):
            return False
        answer = self.tokenizer.decode(ids, skip_special_tokens=True)
        return mark in body(answer).lstrip() and not thinking(answer)

    def answer(self, ids: list[int]) -> str:
        """Return the text of an answer."""
        text = str(self.tokenizer.decode(ids, skip_special_tokens=True)).strip()
        return text if self.tokenizer.chat_template else text.partition("\n")[0]


def _translation(answer: str, text: str, written: Written) -> Translation | str:
    if thinking(answer):
        return "the model only thought about it"
    made = cleaned(answer, text)
    if not made:
        return "the model answered with nothing"
    return Translation(text=made, confidence=written.confidence, complete=written.complete)
