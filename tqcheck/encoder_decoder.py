"""Translation networks of transformers: loaded, and told the languages in the way each kind has learnt them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from tqcheck.errors import ModelError
from tqcheck.hub import Snapshot, extra
from tqcheck.lang.codes import best, subtags
from tqcheck.lang.writing import name
from tqcheck.neural import place, quiet

_MOST = 512
"""Tokens, where neither the network nor its tokenizer says how many it reads."""
_LIMITS = ("max_position_embeddings", "n_positions")
_TOKEN = re.compile(r"__([a-z]{2,3})__|([a-z]{2,3}_[A-Z][A-Za-z]{1,3})")
_PREFIX = re.compile(r">>.+<<|<2[A-Za-z_]+>")
_TASK = re.compile(r"translation_([a-z]{2})_to_([a-z]{2})")


class EncoderDecoder:
    """A network with its tokenizer. It is told languages by BCP 47 tags; texts are without any codes.

    MarianMT translates one pair, or wants `>>fra<<` before the text; M2M100, NLLB and mBART want a token on either
    side; MADLAD-400 `<2fr>` before the text; T5 the task, in English.
    """

    def __init__(self, snapshot: Snapshot, *, fast: bool = False) -> None:
        """Load both; `fast` prefers speed to the last digits. Raises ModelError when that fails."""
        transformers = extra("transformers")
        extra("sentencepiece")
        self.name = snapshot.name
        self.place = place(fast=fast)
        self._tasks = snapshot.settings.get("task_specific_params") or {}
        safe = {"local_files_only": True, "trust_remote_code": False}
        try:
            with quiet():
                self.tokenizer: Any = transformers.AutoTokenizer.from_pretrained(snapshot.path, **safe)
                self.network: Any = transformers.AutoModelForSeq2SeqLM.from_pretrained(
                    snapshot.path, use_safetensors=True, dtype=self.place.dtype, **safe
                )
        except Exception as error:  # whatever its files make the library say
            raise ModelError(f"cannot be loaded: {error}", path=snapshot.name) from error
        self.network.to(self.place.device).eval()

    @cached_property
    def most_tokens(self) -> int:
        """Of one text, codes and end included."""
        found = (self.tokenizer.model_max_length, *(getattr(self.network.config, key, None) for key in _LIMITS))
        return min((int(n) for n in found if n and 0 < n < 1 << 20), default=_MOST)

    def sources(self, texts: Sequence[str], source_lang: str, target_lang: str) -> list[list[int]]:
        """Return what the encoder reads. Raises ModelError when the network does not know the languages."""
        if self._tokens:
            self.tokenizer.src_lang = self._known(self._tokens, source_lang)
            return self._ids(text=list(texts))
        before = self._before(source_lang, target_lang)
        return self._ids(text=[f"{before} {text}" if before else text for text in texts])

    def targets(self, texts: Sequence[str], target_lang: str) -> list[list[int]]:
        """Return what the decoder writes, as labels, with the token of the language where it writes one."""
        if self._tokens:
            self.tokenizer.tgt_lang = self._known(self._tokens, target_lang)
        return self._ids(text_target=list(texts))

    def first(self, target_lang: str) -> int | None:
        """Return the token that a translation begins with; None where the network needs none."""
        if not self._tokens:
            return None
        return int(self.tokenizer.convert_tokens_to_ids(self._tokens[self._known(self._tokens, target_lang)]))

    def text(self, ids: Sequence[int]) -> str:
        """Return the text that the decoder wrote, without any codes."""
        plain = [token for token in ids if token not in self._codes]
        return str(self.tokenizer.decode(plain, skip_special_tokens=True)).strip()

    @cached_property
    def _codes(self) -> frozenset[int]:
        """The ids of all tokens of languages: not every tokenizer counts them as special."""
        return frozenset(self.tokenizer.convert_tokens_to_ids([*self._tokens.values(), *self._prefixes]))

    @cached_property
    def _tokens(self) -> dict[str, str]:
        """The tokens of languages by their codes; empty where a translation does not begin with one."""
        if not hasattr(self.tokenizer, "src_lang"):
            return {}
        listed = (f"__{code}__" for code in getattr(self.tokenizer, "lang_code_to_token", ()))
        known = {*map(str, self.tokenizer.get_vocab()), *map(str, self.tokenizer.all_special_tokens), *listed}
        matches = [found for token in known if (found := _TOKEN.fullmatch(token))]
        return {found[1] or found[2]: found[0] for found in sorted(matches, key=str)}

    @cached_property
    def _prefixes(self) -> tuple[str, ...]:
        """The codes of target languages that stand before a text."""
        return tuple(token for token in map(str, self.tokenizer.get_vocab()) if _PREFIX.fullmatch(token))

    def _before(self, source_lang: str, target_lang: str) -> str:
        """Return what stands before every text."""
        if self._prefixes:
            return self._known(self._prefixes, target_lang)
        for task, settings in self._tasks.items():
            between = _TASK.fullmatch(task)
            if between and between[1] in subtags(source_lang) and between[2] in subtags(target_lang):
                return str(settings.get("prefix", "")).strip()
        for side, tag in (("source_lang", source_lang), ("target_lang", target_lang)):
            own = getattr(self.tokenizer, side, None)
            if own and len(own) == 2 and own not in subtags(tag):  # longer ones may be groups of languages
                raise ModelError(f"{self.name} does not translate between {name(source_lang)} and {name(target_lang)}.")
        return ""

    def _known(self, codes: Sequence[str] | dict[str, str], tag: str) -> str:
        code = best(codes, tag)
        if code is None:
            raise ModelError(f"{self.name} does not know {name(tag)} ({tag}) among its {len(codes)} languages.")
        return code

    def _ids(self, **texts: list[str]) -> list[list[int]]:
        if not any(texts.values()):
            return []
        with quiet():
            found: list[list[int]] = self.tokenizer(**texts)["input_ids"]
        return found
