"""Any endpoint that speaks OpenAI's chat completions: a service, or a server of one's own."""

from __future__ import annotations

import hashlib
import math
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from tqcheck.errors import ModelError
from tqcheck.translating import Translation
from tqcheck.translators.endpoint_client import Client, RefusedError, UnreachableError
from tqcheck.translators.endpoint_settings import PRICE, Settings
from tqcheck.translators.prompting import cleaned, instruction

_OPTIONAL = ("logprobs", "temperature", "max_tokens")
"""What some servers or models do not take."""
_DOWN = 3
"""Texts after one another without an answer, however often asked: the server is down."""


def open_endpoint(model: str) -> Endpoint:
    """Open the endpoint of the environment. Raises ModelError when none is named, UsageError for a wrong setting."""
    return Endpoint(model, Settings.read())


class Endpoint:
    """A model behind an endpoint."""

    def __init__(self, model: str, settings: Settings) -> None:
        self._model = model
        self._settings = settings
        self._client = Client(settings)
        self._bill = Bill(settings.price)
        self._lock = threading.Lock()
        self._refused: set[str] = set()
        self._failed = 0
        prompt = hashlib.blake2b(f"{instruction('und', 'und')}{settings.url}".encode(), digest_size=4).hexdigest()
        self.signature = f"{model} at {settings.host}@{prompt}"
        """The model, where it is, and 8 hex digits of the address and of what it is told."""

    def translate(self, texts: Sequence[str], *, source_lang: str, target_lang: str) -> list[Translation | str]:
        """See `Translator`. Raises ModelError too when the server stops answering."""
        prompt = instruction(source_lang, target_lang)
        pool = ThreadPoolExecutor(self._settings.parallel, thread_name_prefix="endpoint")
        try:
            made = list(pool.map(lambda text: self._one(text, prompt), texts))
        except BaseException:
            self._client.stop()
            raise
        finally:
            pool.shutdown(cancel_futures=True)
        if made and self._failed >= len(made):
            self._raise_down(str(made[-1]))
        return made

    def close(self) -> str | None:
        """See `Translator`: what it cost."""
        self._client.stop()
        return self._bill.told(f"{self._model} at {self._settings.host}")

    def _one(self, text: str, prompt: str) -> Translation | str:
        if not text.strip():
            return "there is no text"
        try:
            answer = self._answer(text, prompt)
        except RefusedError as error:
            return str(error)
        except UnreachableError as error:
            with self._lock:
                self._failed += 1
                down = self._failed >= _DOWN
            if down:
                self._raise_down(str(error))
            return str(error)
        with self._lock:
            self._failed = 0
            self._bill.add(answer.get("usage"))
        return _translation(answer, text)

    def _answer(self, text: str, prompt: str) -> dict[str, Any]:
        """Ask, and again without what the server says it does not take."""
        messages = [{"role": "system", "content": prompt}, {"role": "user", "content": text}]
        settings: dict[str, object] = {
            "temperature": 0,
            "logprobs": True,
            "max_tokens": 1024 + 2 * len(text.encode("utf-8", "replace")),
        }
        while True:
            taken = {name: value for name, value in settings.items() if name not in self._refused}
            try:
                return self._client.ask({"model": self._model, "messages": messages, **taken})
            except RefusedError as error:
                named = [name for name in _OPTIONAL if name in taken and name in str(error)]
                if not named:
                    raise
                self._refused.update(named)

    def _raise_down(self, why: str) -> None:
        mend = "Run again when it answers: what was translated is kept."
        raise ModelError(f"the endpoint does not answer: {why}.", mend=mend) from None


class Bill:
    """What was asked of an endpoint."""

    def __init__(self, price: tuple[float, float] | None) -> None:
        self._price = price
        self._requests = self._into = self._out = 0

    def add(self, usage: object) -> None:
        """Add what an answer says of its tokens."""
        self._requests += 1
        if isinstance(usage, dict):
            self._into += _count(usage.get("prompt_tokens"))
            self._out += _count(usage.get("completion_tokens"))

    def told(self, name: str) -> str | None:
        """Return one sentence; None when nothing was asked."""
        if not self._requests:
            return None
        asked = f"{name}: {self._requests:,} requests, {self._into:,} tokens in, {self._out:,} out"
        if self._price is None:
            return f"{asked} ({PRICE} would tell the cost)."
        into, out = self._price
        cost = (self._into * into + self._out * out) / 1e6
        return f"{asked}, cost {cost:,.6f} at {into:g}/{out:g} a million."


def _count(said: object) -> int:
    return said if isinstance(said, int) and said > 0 else 0


def _translation(answer: dict[str, Any], asked: str) -> Translation | str:
    """Return what an answer holds, or why it holds nothing."""
    try:
        choice = answer["choices"][0]
        text = choice["message"]["content"]
        ended = choice.get("finish_reason")
    except (LookupError, TypeError, AttributeError):
        return "the endpoint answered without a choice"
    if ended == "content_filter":
        return "the endpoint withheld it: content_filter"
    text = cleaned(text, asked) if isinstance(text, str) else ""
    if not text:
        return "the endpoint answered with nothing"
    return Translation(text=text, confidence=_confidence(choice.get("logprobs")), complete=ended != "length")


def _confidence(logprobs: object) -> float | None:
    """Return the geometric mean of the probabilities of the tokens, where they are given."""
    content = logprobs.get("content") if isinstance(logprobs, dict) else None
    found = [t.get("logprob") for t in content if isinstance(t, dict)] if isinstance(content, list) else []
    known = [float(p) for p in found if isinstance(p, int | float) and not math.isnan(p)]
    return round(math.exp(min(0.0, sum(known) / len(known))), 4) if known else None
