"""BCP 47 language tags: parsing, canonical form, likely script, close relatives."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from babel.core import get_global
from babel.localedata import exists

from tqcheck.errors import UsageError

# Languages that identifiers confuse and readers of one largely understand in the other.
_FAMILIES = (
    {"hr", "sr", "bs", "sh", "cnr"}, {"id", "ms", "zsm", "jv", "su", "min", "ace", "ban", "bjn"},
    {"nb", "nn", "no", "da", "sv", "fo"}, {"cs", "sk"}, {"gl", "pt", "es"}, {"es", "ca", "ast", "an", "oc"},
    {"fa", "prs", "tg", "ps"}, {"hi", "mr", "ne", "mai", "bho", "awa", "sa"}, {"ru", "uk", "be", "bg", "mk", "rue"},
    {"zu", "xh", "nd", "nr", "ss"}, {"st", "tn", "nso", "ve"}, {"tr", "az", "tk", "crh", "gag"},
    {"kk", "ky", "tt", "ba", "kaa", "nog"}, {"bn", "as"}, {"af", "nl", "fy", "li"}, {"de", "lb", "gsw", "nds"},
    {"fi", "et", "krl"}, {"lv", "ltg"}, {"ar", "arz", "ary", "apc", "acm", "ars", "aeb", "mey"}, {"ur", "pnb", "sd"},
    {"am", "ti"}, {"rw", "rn"}, {"sm", "to", "mi", "ty", "haw", "fj"}, {"fil", "tl", "ceb", "ilo", "war"},
    {"fr", "oc", "wa"}, {"it", "scn", "vec", "lmo"}, {"ga", "gd", "gv"}, {"uz", "ug"}, {"zh", "yue", "wuu"},
    {"ku", "kmr", "ckb", "sdh"}, {"bo", "dz"}, {"hr", "sl", "bs", "sr"}, {"en", "sco", "pcm"},
)  # fmt: skip
_PLAIN = re.compile(r"[a-z]{2,3}(?:-(?:[A-Z]{2}|[0-9]{3}))?")


class _Parts(NamedTuple):
    language: str | None
    script: str | None
    region: str | None


@lru_cache(maxsize=1024)
def canonical(tag: str) -> str:
    """Return `tag` in canonical BCP 47 form (`pt_br` → `pt-BR`, `eng` → `en`).

    An unregistered region is kept (NTREX has `gsw-ZH`): files in the field carry such tags.
    Raises UsageError for a tag that is malformed or whose language is not registered.
    """
    hyphened = tag.strip().replace("_", "-")
    if _plain(hyphened):
        return hyphened
    import langcodes  # noqa: PLC0415  its tables take a while to load

    try:
        valid = langcodes.tag_is_valid(hyphened.split("-")[0]) and bool(langcodes.Language.get(hyphened))
    except (ValueError, LookupError):
        valid = False
    if not valid:
        raise UsageError(f"unknown language tag {tag!r}.", mend=f"Give a BCP 47 tag{_suggestion(tag)}")
    return langcodes.standardize_tag(hyphened)


def registered(tag: str) -> bool:
    """Tell whether every part of a well-formed tag is registered."""
    if _plain(tag):
        return True
    from langcodes import tag_is_valid  # noqa: PLC0415  likewise

    return tag_is_valid(tag)


@lru_cache(maxsize=1024)
def _plain(tag: str) -> bool:
    """Tell whether CLDR has data of its own for a tag without script: such a tag is canonical, its parts are plain."""
    return _PLAIN.fullmatch(tag) is not None and exists(tag.replace("-", "_"))


@lru_cache(maxsize=1024)
def _parts(tag: str) -> _Parts:
    if _plain(tag):
        known, _, place = tag.partition("-")
        return _Parts(known, None, place or None)
    import langcodes  # noqa: PLC0415  likewise

    parsed = langcodes.get(tag)
    return _Parts(parsed.language, parsed.script, parsed.territory)


@lru_cache(maxsize=256)
def _suggestion(tag: str) -> str:
    """Suggest the tag of a language that has this English name or ISO 639 code with a stray tail."""
    lowered = tag.strip().lower()
    names = get_global("language_aliases").get(lowered)
    if names:
        return f": did you mean {names!r}?"
    import langcodes  # noqa: PLC0415  likewise
    from babel import Locale  # noqa: PLC0415  only a wrong tag pays for the names

    for code, name in Locale("en").languages.items():
        if name.lower() == lowered:
            return f": did you mean {code!r}?"
    head = lowered.replace("_", "-").split("-")[0]
    if 2 <= len(head) <= 3 and langcodes.tag_is_valid(head):
        return f": did you mean {langcodes.standardize_tag(head)!r}?"
    return " such as 'fr', 'pt-BR' or 'zh-Hant'."


@lru_cache(maxsize=1024)
def language(tag: str) -> str:
    """Return the language subtag: `zh-Hant-TW` → `zh`."""
    return tag.replace("_", "-").split("-", 1)[0].lower()


@lru_cache(maxsize=1024)
def region(tag: str) -> str | None:
    """Return the region the tag names, or None."""
    return _parts(tag).region


def own_script(tag: str) -> str | None:
    """Return the ISO 15924 script that the tag names, or None."""
    return _parts(tag).script


@lru_cache(maxsize=1024)
def script(tag: str) -> str | None:
    """Return the ISO 15924 script the language is written in: the tag's own, or CLDR's likely one."""
    parts = _parts(tag)
    if parts.script:
        return parts.script
    likely = get_global("likely_subtags")
    for key in (f"{parts.language}_{parts.region}", str(parts.language)):
        if key in likely:
            return next((p for p in likely[key].split("_") if len(p) == 4), None)  # a script subtag has four letters
    return None


@lru_cache(maxsize=4096)
def related(first: str, second: str) -> bool:
    """Tell whether two tags are the same language or so close that short text cannot tell them apart."""
    a, b = language(first), language(second)
    return a == b or any(a in family and b in family for family in _FAMILIES)
