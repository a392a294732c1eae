"""Requests to an endpoint: paced, repeated where that may help, and never with the key in what is said of them."""

from __future__ import annotations

import http.client
import json
import re
import ssl
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from typing import Any

from tqcheck import __version__
from tqcheck.errors import ModelError
from tqcheck.translators.endpoint_settings import KEY, Settings

Answer = dict[str, Any]
_TRIES = 5
FIRST_REST = 1.0
"""Seconds before the second try; each later rest is twice as long."""
_LONGEST = 120.0
"""Seconds that a server may ask to wait; when it wants more the run ends."""
_AGAIN = {408, 409, 425, 429, 500, 502, 503, 504, 520, 522, 524, 529}
_MOST = 8 << 20
"""Bytes of an answer that are read."""
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")


class RefusedError(Exception):
    """The server will not have this request, whenever it comes."""


class UnreachableError(Exception):
    """The server did not answer, however often it was asked."""


class _BusyError(Exception):
    """It may answer later: after so many seconds, where it says so."""

    def __init__(self, why: str, after: float | None = None) -> None:
        super().__init__(why)
        self.after = after


class Pace:
    """Lets requests through one after the other, `per_minute` at most."""

    def __init__(self, per_minute: float | None, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._gap = 60 / per_minute if per_minute else 0.0
        self._clock = clock
        self._next = 0.0
        self._lock = threading.Lock()

    def wait(self) -> float:
        """Take the next turn, and return in how many seconds it is."""
        with self._lock:
            now = self._clock()
            turn = max(now, self._next)
            self._next = turn + self._gap
            return turn - now

    def hold(self, seconds: float) -> None:
        """Let nobody through for so long."""
        with self._lock:
            self._next = max(self._next, self._clock() + seconds)


class Client:
    """An endpoint that is asked for completions, by several threads at once."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._pace = Pace(settings.per_minute)
        self._opener = _opener(local=settings.local)
        self._stopped = threading.Event()

    def stop(self) -> None:
        """Let every thread that waits give up."""
        self._stopped.set()

    def ask(self, body: Mapping[str, object]) -> Answer:
        """Return the answer. Raises RefusedError, UnreachableError, or ModelError when no request will ever do."""
        why = "the run was stopped"
        for attempt in range(_TRIES):
            if self._stopped.wait(self._pace.wait()):
                break
            try:
                return self._post(json.dumps(body).encode())
            except _BusyError as busy:
                why = str(busy)
                self._rest(busy, attempt)
        raise UnreachableError(why)

    def _rest(self, busy: _BusyError, attempt: int) -> None:
        if busy.after is not None:
            if busy.after > _LONGEST:
                again = f"{self._settings.host} wants no more requests for {busy.after:.0f} seconds."
                raise ModelError(again, mend="Run again then: what was translated is kept.")
            self._pace.hold(busy.after)
        elif attempt + 1 < _TRIES:
            self._stopped.wait(FIRST_REST * 2**attempt)

    def _post(self, data: bytes) -> Answer:
        headers = {"Content-Type": "application/json", "User-Agent": f"tqcheck/{__version__}"}
        if self._settings.key:
            headers["Authorization"] = f"Bearer {self._settings.key}"
        request = urllib.request.Request(f"{self._settings.url}/chat/completions", data, headers)  # noqa: S310  http(s) only
        try:
            with self._opener.open(request, timeout=self._settings.timeout) as response:
                return _parsed(response.read(_MOST))
        except urllib.error.HTTPError as error:
            with error:
                self._raise(error.code, error.headers, self._said(error))
        except (OSError, http.client.HTTPException) as error:
            reason = getattr(error, "reason", error)
            if isinstance(reason, ssl.SSLCertVerificationError):
                text = f"{self._settings.host} has a certificate that does not hold: {reason.verify_message}."
                raise ModelError(text) from None
            raise _BusyError(
                f"{self._settings.host} did not answer: {self._clean(str(reason) or 'no reason')}"
            ) from None
        raise AssertionError  # an HTTPError always raises

    def _raise(self, status: int, headers: Message, said: str) -> None:
        host = self._settings.host
        why = f"{host} answered {status}" + (f": {said}" if said else "")
        if status in {401, 403}:
            raise ModelError(f"{why}.", mend=f"Mind the key, {KEY} or OPENAI_API_KEY.")
        if status in {402, 404, 405} or "insufficient_quota" in said:
            raise ModelError(f"{why}.", mend="Mind the address, the name of the model, and what is paid for.")
        if 300 <= status < 400:
            raise ModelError(f"{why}: it sends requests elsewhere.", mend="Give the address that it names.")
        if status in _AGAIN:
            raise _BusyError(why, _after(headers))
        raise RefusedError(why)

    def _said(self, error: urllib.error.HTTPError) -> str:
        """Return what the server says, from its JSON where it sends any."""
        try:
            text = error.read(1 << 16).decode("utf-8", "replace")
        except (OSError, http.client.HTTPException):
            return ""
        try:
            found = json.loads(text)["error"]
            code = found.get("code") or found.get("type") or ""
            text = f"{found['message']} ({code})" if code else str(found["message"])
        except (ValueError, LookupError, TypeError, AttributeError):
            text = re.sub(r"<[^>]*>", " ", text)
        return self._clean(text)

    def _clean(self, text: str) -> str:
        """Return a text without the key, on one line, and not too long."""
        text = " ".join(_CONTROL.sub(" ", text).split())
        return (text.replace(self._settings.key, "…") if self._settings.key else text)[:300].rstrip(". ")


def _opener(*, local: bool) -> urllib.request.OpenerDirector:
    """Return what opens http and https and follows no redirection, which would take the key to another server."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler({} if local else None),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
    ):
        opener.add_handler(handler)
    return opener


def _parsed(data: bytes) -> Answer:
    try:
        found = json.loads(data)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise _BusyError("it answered something that is no JSON object")
    return found


def _after(headers: Message) -> float | None:
    """Return for how many seconds to wait, from Retry-After: a number or a date."""
    said = (headers.get("Retry-After") or "").strip()
    try:
        return max(0.0, float(said))
    except ValueError:
        pass
    try:
        return max(0.0, (parsedate_to_datetime(said) - datetime.now(UTC)).total_seconds())
    except (TypeError, ValueError):
        return None
