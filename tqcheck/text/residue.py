"""What does not belong into prose: remains of JSON, HTML, templates, programs and prompts."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from html.entities import html5
from typing import NamedTuple

from tqcheck.lang.tables import languages, section
from tqcheck.text.markup import code_spans, tags

_OPEN, _CLOSE = '“„«「『‘‚"', '”“»」』’"'
_ANY = '“”„«»「」『』"'
_ENTITY_NAMES = "|".join(
    sorted({n.rstrip(";") for n in html5 if n.isascii() and n.islower() and len(n) > 3}, key=len)[::-1]
)


class Leak(NamedTuple):
    """A remainder of something that is no prose: `text[start:end]`."""

    kind: str
    start: int
    end: int


_QUOTED_MARK = re.compile(rf"[{_OPEN}]\s?[,:;]{{1,3}}\s?[{_CLOSE}]")
_SIGNS = re.compile(r"[{}\\&<=\[\]@#▁⁇]")

# Kind, characters without which the pattern cannot match, pattern: most texts need none of them.
_FAMILIES = (
    ("json", '":', r"[{,]?\s?\"[A-Za-z_][\w-]{0,30}\":\s?(?:\"|[\[{]|\d|true\b|false\b|null\b)"),
    ("json", "{", rf"\{{\s?[{_OPEN}”][\w-]{{1,30}}[{_ANY}]\s?[:,]?"),
    ("json", "}", rf"[{_ANY}]\s?[}}\]]*}}[}}\]]*(?:\s?[{_ANY}]?[>,])?[{_ANY}]?>?"),
    ("json", "}", rf"^[^{{]*?((?<!\w)[{_ANY}]?\}}[}}\]]*[{_ANY}]?[,;>]*)"),
    ("escape", "\\", (
        r"(?<![\\:\w])\\[nrt](?=$|[\s\\\"“A-ZÀ-ÞА-ЯΑ-Ω]|[^\x00-\x7f])|(?<=[.!?])\\[nrt](?=\W|$|[A-ZÀ-ÞА-ЯΑ-Ω])"
        r"|\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}|\\\"|\\/"
    )),
    ("entity", "&", rf"&(?:amp;)?(?:(?:{_ENTITY_NAMES})(?![\w=])|#\d{{2,6}}|#x[0-9a-fA-F]{{2,5}});?"),
    ("template", "{%", r"\{%.*?(?:%\}|$)"),
    ("template", "<%", r"<%.*?(?:%>|$)"),
    ("template", "<?", r"<\?(?:php|xml|=).*?(?:\?>|$)"),
    ("template", "{{", r"\{\{(?![^{}]*\}\})"),
    ("cdata", "CDATA", r"<?!?\s?\[\s?CDATA\s?\["),
    ("cdata", "]]>", r"\]\]>"),
    ("attribute", "=", rf"(?<![\w<])(?:href|src|class|style|rel|alt|width|height|colspan|target|id)\s?=\s?[{_ANY}]"),
    ("shortcode", "[", (
        r"\[/?(?:caption|gallery|embed|embedyt|video|audio|playlist|youtube|contact-form-7|shortcode|vc_\w+|et_pb_\w+|"
        r"fusion_\w+|su_\w+|elementor[\w-]*|tie_\w+|button|row|column|divider)(?:[\s_][^\[\]]*=[^\[\]]*)?\]|\[/caption\]"
    )),
    ("prompt", "<|", r"<\|[\w ./-]{1,40}\|?>?"),
    ("prompt", "[", r"\[/?INST\]|\[(?:UNK|PAD|CLS|SEP|MASK|BOS|EOS)\]"),
    ("prompt", "<", (
        r"<</?SYS>>|</?(?:start_of_turn|end_of_turn|bos|eos|pad|unk|mask|think|extra_id_\d+|2[a-z]{2,3})>|</s>\s*$"
    )),
    ("prompt", "##", r"#{2,3}\s?(?:Response|Instruction|Input|Assistant|User|System|Human)\b\s?:?"),
    ("prompt", "▁", r"▁+"),
    ("prompt", "⁇", r"⁇"),
    ("prompt", "@@", r"(?<=\w)@@(?=\s\w)"),
    ("program", "[object", r"\[object \w+\]"),
    ("program", "undefined", r"(?<![A-Za-z0-9_-])undefined(?![A-Za-z0-9_-])"),
    ("program", "NaN", r"(?<![A-Za-z0-9_-])NaN(?![A-Za-z0-9_-])"),
    ("program", "null", r"^\W*null\W*$"),
    ("program", "function", r"\bfunction\s?\w*\([\w, ]*\)\s?\{"),
)  # fmt: skip


@lru_cache(maxsize=256)
def leaks(text: str) -> tuple[Leak, ...]:
    """Return the remains in `text`, in order and without overlaps; what stands in code spans is none."""
    found = [Leak("json", *m.span()) for m in _QUOTED_MARK.finditer(text) if _lonely(text, *m.span())]
    words = "undefined" in text or "NaN" in text or "null" in text or "function" in text
    if words or _SIGNS.search(text):
        for kind, hint, pattern in _FAMILIES:
            if hint in text:
                found += (Leak(kind, *_placed(m)) for m in _compiled(pattern).finditer(text))
    opening = _opening(text)
    if opening:
        found.append(Leak("prompt", 0, opening))
    return _sorted_out(text, found) if found else ()


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _lonely(text: str, start: int, end: int) -> bool:
    """Tell whether no word touches both sides, as it does in »Ja«, »Nein«."""
    return text[start - 1 : start].strip() == "" or text[end : end + 1].strip() == ""


def _placed(match: re.Match[str]) -> tuple[int, int]:
    return match.span(1) if match.re.groups and match.group(1) else match.span()


def _sorted_out(text: str, found: list[Leak]) -> tuple[Leak, ...]:
    code = [*code_spans(text), *((t.start + 1, t.end) for t in tags(text))]
    kept: list[Leak] = []
    for leak in sorted(found, key=lambda k: (k.start, -k.end)):
        hidden = any(s <= leak.start < e for s, e in code)
        if not hidden and not (kept and leak.start < kept[-1].end):
            kept.append(leak)
    return tuple(kept)


def _opening(text: str) -> int:
    """Return how many characters at the beginning are a language model's talk about its translation; 0 for none."""
    phrases = _openings().get(text[:2].casefold().replace("’", "'")[:2])
    if phrases is None:
        return 0
    start = text[:48].casefold().replace("’", "'")
    for phrase, refusal in phrases:
        if start.startswith(phrase):
            if refusal or phrase[-1] in ":：":
                return len(phrase)
            colon = re.compile(r"[:：\n]").search(text, len(phrase), len(phrase) + 60)
            return colon.end() if colon else 0
    return 0


@cache
def _openings() -> dict[str, tuple[tuple[str, bool], ...]]:
    """Return the phrases of all languages by their first two characters: a model answers in any of them."""
    found: dict[str, list[tuple[str, bool]]] = {}
    for tag in languages("residue"):
        facts = section(tag, "residue")
        for name, refusal in (("offers", False), ("refusals", True)):
            for phrase in facts.get(name, ()):
                plain = phrase.casefold().replace("’", "'")
                found.setdefault(plain[:2], []).append((plain, refusal))
    return {k: tuple(sorted(v, key=lambda p: -len(p[0]))) for k, v in found.items()}
