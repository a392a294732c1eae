"""Errors of whole clauses and sentences: left out, added, of another text or language, cut, looped, shuffled."""

from __future__ import annotations

from itertools import pairwise

from synthesis_clauses import FINAL, clauses, close, counterpart, open_sentence, sentences
from synthesis_dictionary import answers
from synthesis_drafts import Draft, Task, changed
from synthesis_parts import Edit, Span, edited

_QUOTES = frozenset('"“”„«»「」『』()（）[]')
_COMMAS = {"Hans": "，", "Hant": "，", "Arab": "،", "Thai": " ", "Laoo": " ", "Khmr": " ", "Mymr": "၊ "}
_SHORT = 8
"""Code points below which a clause says little."""


def clause_dropped(task: Task) -> Draft | None:
    """Leave a clause or a sentence of the translation out."""
    source, target = task.pair.source, task.pair.target
    split, seam = (sentences, "sentences") if len(sentences(target)) > 1 else (clauses, "clauses")
    found = split(target)
    options = [
        i for i, (a, b) in enumerate(found) if b - a >= min(_SHORT, len(target) // 5) and b - a < 0.7 * len(target)
    ]
    if len(found) < 2 or not options:
        return None
    index = task.rng.choice(options)
    answer = _answer(task, found[index], counterpart(source, target, index, seam=seam), sure=seam == "sentences")
    return Draft("major", source, _without(target, found, index), (), (answer,) if answer else ())


def _answer(task: Task, clause: Span, answer: Span | None, *, sure: bool) -> Span | None:
    """Return the place in the source if the words of both confirm it: clauses may come in another order."""
    pair = task.pair
    words = [u.text for u in task.pool.speech(pair.target_lang).units(pair.target[slice(*clause)])]
    places = set(answers(task.pool, pair, words))
    for unit in task.pool.speech(pair.source_lang).units(pair.source):
        if unit.text in words and (unit.text[0].isupper() or unit.text[0].isdigit()):
            places.add((unit.start, unit.end))
    if answer is None or not places:
        return answer if sure else None
    inside = sum(answer[0] <= start and end <= answer[1] for start, end in places)
    return answer if 2 * inside > len(places) else None


def _without(text: str, found: list[Span], index: int) -> str:
    start = found[index][0]
    if index == len(found) - 1:
        return close(text[:start], text)
    rest = text[found[index + 1][0] :]
    if text[start].isupper():
        rest = open_sentence(rest)
    return text[:start] + rest


def sentence_omitted(task: Task) -> Draft | None:
    """Add a sentence to the source that the translation knows nothing of: where it stands is known exactly."""
    other = task.pool.other_pair(task.pair, task.rng)
    if other is None or not other.source.strip():
        return None
    gap, here = task.pool.speech(task.pair.source_lang).gap, len(task.pair.source)
    edit = Edit(here, here, gap + other.source) if task.rng.random() < 0.5 else Edit(0, 0, other.source + gap)
    source, spans = edited(task.pair.source, [edit])
    return Draft("major", source, task.pair.target, (), spans)


def sentence_added(task: Task) -> Draft | None:
    """Add a sentence of another text to the translation."""
    tag, target = task.pair.target_lang, task.pair.target
    other = task.pool.other_text(tag, task.rng, unlike=target, length=task.rng.randint(10, max(12, len(target))))
    if other is None:
        return None
    gap = task.pool.speech(tag).gap
    at = len(target)
    edit = Edit(at, at, gap + other) if task.rng.random() < 0.7 else Edit(0, 0, other + gap)
    return changed(task, "major", [edit])


def clause_added(task: Task) -> Draft | None:
    """Put a clause of another text after one of the translation's, or before its final mark."""
    tag, target = task.pair.target_lang, task.pair.target
    clause = _clause_of_another(task)
    if clause is None:
        return None
    speech = task.pool.speech(tag)
    comma = "、" if tag[:2] == "ja" else _COMMAS.get(speech.script or "", ",")
    body = target.rstrip("".join([FINAL, " \"'”’»)」』"]))
    seams = [b for _, b in clauses(target)[:-1] if target[b - 1] in ",,،，、"]
    if seams and task.rng.random() < 0.5:
        at = task.rng.choice(seams)
        return changed(task, "major", [Edit(at, at, speech.gap + clause + comma)])
    return changed(task, "major", [Edit(len(body), len(body), comma + speech.gap + clause)])


def _clause_of_another(task: Task) -> str | None:
    for _ in range(6):
        other = task.pool.other_text(task.pair.target_lang, task.rng, unlike=task.pair.target, length=80)
        found = clauses(other)[1:] if other else []
        if other and found:
            start, end = task.rng.choice(found)
            text = close(other[start:end], "").rstrip("".join([FINAL, "\"'”’»)」』"]))
            if (
                _QUOTES.isdisjoint(text)
                and len(text) >= min(_SHORT, len(task.pair.target) // 4)
                and len(text) < len(task.pair.target)
            ):
                return text
    return None


def other_sentence(task: Task) -> Draft | None:
    """Give the translation of another sentence."""
    target = task.pair.target
    other = task.pool.other_text(task.pair.target_lang, task.rng, unlike=target, length=len(target))
    if other is None:
        return None
    return _whole(task, "critical", other)


def source_copied(task: Task) -> Draft | None:
    """Give the source for the translation."""
    return _whole(task, "critical", task.pair.source)


def other_language(task: Task) -> Draft | None:
    """Translate into another language, rightly where the pool has that."""
    pair = task.pair
    mine = {pair.source_lang.split("-")[0], pair.target_lang.split("-")[0]}
    answers = [text for tag, text in task.pool.answers(pair.source) if tag.split("-")[0] not in mine]
    if answers:
        return _whole(task, "critical", task.rng.choice(answers))
    tags = [t for t in task.pool.tags if t.split("-")[0] not in mine]
    other = (
        task.pool.other_text(task.rng.choice(tags), task.rng, unlike=pair.target, length=len(pair.target))
        if tags
        else None
    )
    return _whole(task, "critical", other) if other else None


def clause_untranslated(task: Task) -> Draft | None:
    """Leave a clause as it is in the source."""
    source, target = task.pair.source, task.pair.target
    found = clauses(target)
    index = task.rng.randrange(len(found)) if found else 0
    answer = counterpart(source, target, index) if len(found) > 1 else None
    answer = _answer(task, found[index], answer, sure=False) if found else None
    if answer is None:
        return None
    return changed(task, "major", [Edit(*found[index], source[slice(*answer)])], (answer,))


def _whole(task: Task, severity: str, target: str) -> Draft:
    return Draft(severity, task.pair.source, target, ((0, len(target)),), ((0, len(task.pair.source)),))


def words_dropped(task: Task) -> Draft | None:
    """Leave a few words in a row out."""
    pair = task.pair
    speech = task.pool.speech(pair.target_lang)
    found = speech.units(pair.target)
    if len(found) < 4:
        return None
    count = task.rng.choice((1, 1, 1, 2, 2, 3)) if len(found) > 6 else 1
    start = task.rng.randrange(len(found) - count + 1)
    gone = found[start : start + count]
    heavy = any(u.text not in speech.frequent and len(u.text) > 1 for u in gone)
    begin, end = gone[0].start, gone[-1].end
    if pair.target[end : end + 1].isspace():
        end += 1
    elif begin and pair.target[begin - 1].isspace():
        begin -= 1
    rest = pair.target[:begin] + pair.target[end:]
    if begin == 0 and pair.target[0].isupper():
        rest = open_sentence(rest)
    known = answers(task.pool, pair, [u.text for u in gone])
    return Draft("major" if heavy else "minor", pair.source, rest, (), known)


def words_shuffled(task: Task) -> Draft | None:
    """Put all words in another order; marks and spaces stay where they were."""
    found = task.pool.speech(task.pair.target_lang).units(task.pair.target)
    if len(found) < 4:
        return None
    texts = [u.text for u in found]
    task.rng.shuffle(texts)
    edits = [Edit(u.start, u.end, t) for u, t in zip(found, texts, strict=True)]
    draft = changed(task, "major", edits)
    return draft._replace(target_spans=((draft.target_spans[0][0], draft.target_spans[-1][1]),))


def words_swapped(task: Task) -> Draft | None:
    """Swap two words that stand side by side."""
    found = task.pool.speech(task.pair.target_lang).units(task.pair.target)
    options = [(a, b) for a, b in pairwise(found[1:]) if a.text.lower() != b.text.lower() and b.start - a.end <= 1]
    if not options:
        return None
    first, second = task.rng.choice(options)
    text = second.text + task.pair.target[first.end : second.start] + first.text
    return changed(task, "minor", [Edit(first.start, second.end, text)])


def looped(task: Task) -> Draft | None:
    """Say a phrase again and again, as a model does that does not find its end."""
    target = task.pair.target
    speech = task.pool.speech(task.pair.target_lang)
    found = speech.units(target)
    if len(found) < 3:
        return None
    length = task.rng.randint(1, min(6, len(found) - 1))
    start = task.rng.randrange(len(found) - length + 1)
    begin, end = found[start].start, found[start + length - 1].end
    times = task.rng.randint(2 if length < 3 else 1, 5)
    again = (speech.gap + target[begin:end]) * times
    keep_rest = length < 4 or task.rng.random() < 0.5
    tail = len(target) if not keep_rest else end
    return changed(task, "critical" if len(again) > len(target) // 2 else "major", [Edit(end, tail, again)])


def truncated(task: Task) -> Draft | None:
    """Stop in the middle of the translation."""
    target = task.pair.target
    found = task.pool.speech(task.pair.target_lang).units(target)
    if len(found) < 5:
        return None
    kept = task.rng.randint(max(1, len(found) // 4), max(2, len(found) * 4 // 5))
    end = found[kept - 1].end
    if task.rng.random() < 0.3:
        return Draft("major", task.pair.source, close(target[:end], target))
    return Draft("major", task.pair.source, target[:end])
