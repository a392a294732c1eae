"""Errors of form: leaked markup, broken encodings, words glued or doubled, typing errors, marks and capitals lost."""

from __future__ import annotations

import json

import regex
from synthesis_drafts import Draft, Task, changed
from synthesis_parts import Edit
from synthesis_words import Unit

_LEAKS = (
    "&nbsp;", "&quot;", "&#39;", "&amp;", "{0}", "{name}", "%s", "%1$s", "</b>", "<br>", "<p>", "</span>", "<strong>",
    "\\n", "[[", "]]", "**", "', 'text': '", '","text":"', '"}, {"', "{{ title }}", '<x id="1"/>', "⟨1⟩", "__PH0__",
    "[/caption]", "“,” text “:”", "\\u00a0", "##", "[1]", "$t(", "|||", "CDATA[", "@@", "</s>", "<unk>", "&lt;",
)  # fmt: skip
_QUOTES = regex.compile(r"[\"'’“”&<>]")
_ENTITIES = {
    '"': "&quot;", "'": "&#39;", "’": "&rsquo;", "“": "&ldquo;", "”": "&rdquo;", "&": "&amp;", "<": "&lt;", ">": "&gt;",
}  # fmt: skip

_TYPED = regex.compile(
    r"^[[\p{Ll}\p{Lo}\p{M}]--[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]]{4,}$", regex.VERSION1
)
_CLUSTER = regex.compile(r"\X")
_MARKS = regex.compile(r"(?<=\w)[,;:.!?…،؛؟।。、，！？]+(?=\s|$)|[。、，！？။၊។።፣]")


def _words(task: Task) -> list[Unit]:
    return task.pool.speech(task.pair.target_lang).units(task.pair.target)


def markup_leaked(task: Task) -> Draft | None:
    """Let the markup of a page, a catalogue or a data format show between two words."""
    found = _words(task)
    if not found:
        return None
    at = task.rng.choice(found).start if task.rng.random() < 0.7 else found[-1].end
    gap = task.rng.choice(("", " "))
    return changed(task, "major", [Edit(at, at, task.rng.choice(_LEAKS) + gap)])


def escaped(task: Task) -> Draft | None:
    """Leave characters escaped: those with accents as JSON does, quotation marks as HTML does."""
    target = task.pair.target
    if task.rng.random() < 0.5:
        edits = [Edit(*m.span(), _ENTITIES[m.group()]) for m in _QUOTES.finditer(target)]
    else:
        words = [u for u in _words(task) if not u.text.isascii()]
        chosen = words[:1] if not words or task.rng.random() < 0.3 else words
        edits = [Edit(u.start, u.end, json.dumps(u.text)[1:-1]) for u in chosen]
    return changed(task, "major", edits) if edits else None


def mojibake(task: Task) -> Draft | None:
    """Read UTF-8 as another encoding, in one word or in all."""
    encoding = task.rng.choice(("cp1252", "latin-1", "cp1251"))
    words = [u for u in _words(task) if not u.text.isascii()]
    chosen = words if task.rng.random() < 0.6 else words[:1]
    edits = [Edit(u.start, u.end, _misread(u.text, encoding)) for u in chosen]
    edits = [e for e in edits if e.text.strip()]
    return changed(task, "major", edits) if edits else None


def _misread(text: str, encoding: str) -> str:
    return text.encode().decode(encoding, errors="replace").replace("\u00ad", "")


def replacement_characters(task: Task) -> Draft | None:
    """Lose characters to `?` or U+FFFD."""
    lost = [i for i, c in enumerate(task.pair.target) if not c.isascii() and c.isalpha()]
    if not lost:
        return None
    if len(lost) > 8:
        lost = sorted(task.rng.sample(lost, 8))
    mark = task.rng.choice("?\ufffd\ufffd")
    return changed(task, "major", [Edit(i, i + 1, mark) for i in lost])


def glued(task: Task) -> Draft | None:
    """Leave a space between two words out."""
    target = task.pair.target
    seams = [u for u in _words(task)[1:] if target[u.start - 1] == " " and target[u.start - 2 : u.start - 1].isalpha()]
    if not seams:
        return None
    unit = task.rng.choice(seams)
    before = max(u.start for u in _words(task) if u.end < unit.start)
    whole = target[before : unit.start - 1] + unit.text
    return changed(task, "minor", [Edit(before, unit.end, whole)])


def mistyped(task: Task) -> Draft | None:
    """Swap, lose, double or mistake a letter of a word."""
    words = [(u, _CLUSTER.findall(u.text)) for u in _words(task) if _TYPED.match(u.text)]
    words = [(u, letters) for u, letters in words if len(letters) > 2]
    if not words:
        return None
    unit, letters = task.rng.choice(words)
    at = task.rng.randrange(1, len(letters) - 1)
    way = task.rng.randrange(4)
    if way == 0:
        letters[at], letters[at + 1] = letters[at + 1], letters[at]
    elif way == 1:
        del letters[at]
    elif way == 2:
        letters.insert(at, letters[at])
    else:
        letters[at] = task.rng.choice(task.rng.choice(words)[1])
    text = "".join(letters)
    return changed(task, "minor", [Edit(unit.start, unit.end, text)]) if text != unit.text else None


def doubled(task: Task) -> Draft | None:
    """Write a word twice."""
    found = _words(task)
    if not found:
        return None
    unit = task.rng.choice(found)
    gap = task.pool.speech(task.pair.target_lang).gap
    return changed(task, "minor", [Edit(unit.end, unit.end, gap + unit.text)])


def marks_lost(task: Task) -> Draft | None:
    """Lose a mark of punctuation, or the capital of a word inside the sentence."""
    target = task.pair.target
    capitals = [u.start for u in _words(task)[1:] if target[u.start].isupper()]
    if capitals and task.rng.random() < 0.5:
        at = task.rng.choice(capitals)
        return changed(task, "minor", [Edit(at, at + 1, target[at].lower())])
    marks = list(_MARKS.finditer(target))
    if not marks:
        return None
    mark = task.rng.choice(marks)
    return Draft("minor", task.pair.source, target[: mark.start()] + target[mark.end() :])
