"""URLs, e-mail addresses, paths and file names in a text."""

from __future__ import annotations

import re
from functools import lru_cache

from tqcheck.text.difference import Piece

# ASCII characters of RFC 3986; other letters only where an IRI has them, right after a separator (…/wiki/東京).
_URL = re.compile(
    r"(?:(?<![A-Za-z0-9])(?:https?|ftps?|sftp|ssh|git|svn|irc|file|wss?)://|(?<![\w./@-])www\.(?=[A-Za-z0-9]))"
    r"(?:[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%{}-]|(?<=[/=_#])[^\x00-\x7f\s\u2000-\u206f\u3000-\u303f\uff00-\uffef]+)+"
)
_HOST = re.compile(
    r"(?<![\w./@-])(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:com|org|net)(?:\.[a-z]{2})?(?:/[A-Za-z0-9._~/?#=&%+-]*)?"
    r"(?![A-Za-z0-9@-])"
)
_EMAIL = re.compile(
    r"(?<![A-Za-z0-9._%+/-])[A-Za-z0-9][A-Za-z0-9._%+-]*@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}(?![A-Za-z0-9@])"
)
_ROOTS = "bin|boot|dev|etc|home|lib|lib64|mnt|opt|proc|root|run|sbin|srv|sys|tmp|usr|var|Applications|Library|Users"
_EXTENSIONS = (
    "bat|bz2|c|cc|cfg|cmd|conf|cpp|cs|css|csv|deb|dll|docx?|exe|gif|gz|h|hpp|html?|ico|ini|ipynb|jar|java|jpe?g|js|json|"
    "kt|lua|md|mo|mp3|mp4|odt|pdf|php|png|pot?|pptx?|ps1|psd|pyc?|rar|rpm|rs|rst|sh|sql|svg|tar|tiff?|tmx|toml|tsv|tsx?|"
    "ttf|txt|wav|webp|whl|xlf|xliff|xlsx?|xml|xz|ya?ml|zip"
)
_LATIN = "A-Za-zÀ-ɏ0-9_"
_PATH = re.compile(
    rf"(?<![{_LATIN}.:/~\\<%)])~?/(?:(?:{_ROOTS})(?![\w-])(?:/[{_LATIN}.@+-]+)*|[{_LATIN}.@+-]+(?:/[{_LATIN}.@+-]+)+)/?"
    r"|(?<![A-Za-z])[A-Za-z]:\\(?![nrt\"]\b)[\w.$~%-]+(?:\\[\w.$~%-]+)*"
    r"|(?<!\w)%[A-Z_]{3,}%(?:\\[\w.$~-]+)+"
    rf"|(?<![{_LATIN}./@:\\-])(?:\.{{1,2}}/)?(?:[{_LATIN}.+-]+/)*[{_LATIN}][{_LATIN}+.-]*\.(?:{_EXTENSIONS})"
    r"(?![A-Za-z0-9_/-]|\.[A-Za-z0-9])"
)
_SAMPLE = re.compile(r"(?:@|\.)(?:example|test|invalid|localhost)(?:\.[a-z]{2,3})?$|(?:^|/)path/to/", re.IGNORECASE)
_TAIL = ".,;:!?*_'"


@lru_cache(maxsize=256)
def urls(text: str) -> tuple[Piece, ...]:
    """Return the URLs of `text`, without the punctuation of the sentence around them."""
    found = []
    if "://" in text or "www." in text:
        found = [_trimmed(m) for m in _URL.finditer(text)]
    return tuple(p for p in found if len(p.key) > len("http://"))


@lru_cache(maxsize=256)
def hosts(text: str) -> tuple[Piece, ...]:
    """Return the bare host names of `text`, such as example.org/page: known top-level domains only."""
    if ".com" in text or ".org" in text or ".net" in text:
        return tuple(_trimmed(m) for m in _HOST.finditer(text))
    return ()


def _trimmed(match: re.Match[str]) -> Piece:
    key = match.group()
    while True:
        bare = key.rstrip(_TAIL)
        for opening, closing in ("()", "[]", "{}"):
            if bare.endswith(closing) and bare.count(closing) > bare.count(opening):
                bare = bare[:-1]
        if bare == key:
            return Piece(key, match.start(), match.start() + len(key))
        key = bare


@lru_cache(maxsize=256)
def emails(text: str) -> tuple[Piece, ...]:
    """Return the e-mail addresses of `text`; keys are in lower case."""
    if "@" not in text:
        return ()
    return tuple(Piece(m.group().lower(), *m.span()) for m in _EMAIL.finditer(text))


def is_sample(address: str) -> bool:
    """Tell whether an address or path is one of those made for examples (RFC 2606; path/to/…), which some translate."""
    return _SAMPLE.search(address) is not None


@lru_cache(maxsize=256)
def paths(text: str) -> tuple[Piece, ...]:
    """Return the paths and file names of `text`: those with a root, a drive or a known extension."""
    return tuple(
        Piece(m.group().rstrip("."), m.start(), m.start() + len(m.group().rstrip("."))) for m in _PATH.finditer(text)
    )
