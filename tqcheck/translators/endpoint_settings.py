"""What the environment says of an OpenAI-compatible endpoint: where, with which key, how fast, at what price."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from tqcheck.errors import ModelError, UsageError

URL, KEY = "TQCHECK_ENDPOINT_URL", "TQCHECK_ENDPOINT_KEY"
_URL, _KEY = "OPENAI_BASE_URL", "OPENAI_API_KEY"
"""Where the other two are not set. A key is sent only to the URL of its own family."""
_HTTP = "TQCHECK_ENDPOINT_ALLOW_HTTP"
_RATE = "TQCHECK_ENDPOINT_RPM"
_PARALLEL = "TQCHECK_ENDPOINT_PARALLEL"
_TIMEOUT = "TQCHECK_ENDPOINT_TIMEOUT"
PRICE = "TQCHECK_ENDPOINT_PRICE"
_LOCAL = {"localhost", "127.0.0.1", "::1"}
_AT_ONCE, _PATIENCE = 4, 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """An endpoint."""

    url: str
    """Below which `/chat/completions` lies."""
    key: str | None = field(default=None, repr=False)
    per_minute: float | None = None
    """Requests; None for no limit."""
    parallel: int = _AT_ONCE
    """Requests at once."""
    timeout: float = _PATIENCE
    """Seconds for one request."""
    price: tuple[float, float] | None = None
    """Of a million tokens, in and out."""

    @property
    def host(self) -> str:
        """Its name, and its port where it says one."""
        parts = urlsplit(self.url)
        return f"{parts.hostname}:{parts.port}" if parts.port else str(parts.hostname)

    @property
    def local(self) -> bool:
        """Tell whether it is on this machine."""
        return urlsplit(self.url).hostname in _LOCAL

    @classmethod
    def read(cls, env: Mapping[str, str] = os.environ) -> Settings:
        """Read them. Raises ModelError when there is no URL, UsageError for a value that does not fit."""
        ours = env.get(URL, "").strip()
        url = ours or env.get(_URL, "").strip()
        if not url:
            mend = f"Set {URL} or {_URL}, such as http://localhost:8000/v1, and {KEY} or {_KEY} where it wants a key."
            raise ModelError("nothing says where the endpoint is.", mend=mend)
        return cls(
            url=_checked(url, insecure=env.get(_HTTP, "") not in {"", "0"}, name=URL if ours else _URL),
            key=_key(env.get(KEY) or (env.get(_KEY) if not ours else None)),
            per_minute=_number(env, _RATE),
            parallel=max(1, int(_number(env, _PARALLEL) or _AT_ONCE)),
            timeout=_number(env, _TIMEOUT) or _PATIENCE,
            price=_price(env.get(PRICE, "")),
        )


def _checked(url: str, *, insecure: bool, name: str) -> str:
    try:
        parts = urlsplit(url)
        fits = parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        fits = False
    if not fits:
        raise UsageError(f"{name} is no address of a server.", mend="Give one such as https://localhost:8000/v1.")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise UsageError(f"{name} holds more than an address.", mend=f"Give a password or key in {KEY}.")
    if parts.scheme == "http" and parts.hostname not in _LOCAL and not insecure:
        mend = f"Give an https address, or set {_HTTP}=1 where the network between is your own."
        raise UsageError(f"{name} would send texts and key unencrypted to {parts.hostname}.", mend=mend)
    return url.rstrip("/").removesuffix("/chat/completions")


def _key(key: str | None) -> str | None:
    key = (key or "").strip()
    if not (key.isascii() and key.isprintable()):
        raise UsageError("the key of the endpoint holds characters that no key has.", mend="Copy it again.")
    return key or None


def _number(env: Mapping[str, str], name: str) -> float | None:
    said = env.get(name, "").strip()
    try:
        number = float(said) if said else None
    except ValueError:
        number = -1.0
    if number is not None and not 0 < number < 1e9:
        raise UsageError(f"{name} is no number above 0: {said!r}.")
    return number


def _price(said: str) -> tuple[float, float] | None:
    if not said.strip():
        return None
    try:
        into, out = (float(part) for part in said.split("/"))
    except ValueError:
        into = out = -1.0
    if not (0 <= into < 1e9 and 0 <= out < 1e9):
        mend = "Give the price of a million tokens in and out, such as 0.15/0.60."
        raise UsageError(f"{PRICE} is no pair of prices: {said!r}.", mend=mend)
    return into, out
