"""Looking at the working directory as `tqcheck check` would."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from tqcheck.errors import UsageError
from tqcheck.formats import ReadOptions
from tqcheck.project.finding import Found, found
from tqcheck.starting import Kind, Survey, bilingual, separate
from tqcheck.starting.bilingual import Taken, taken
from tqcheck.text.document_language import language_of


def survey(source_lang: str | None) -> Survey:
    """Return what there is to check. `source_lang`: the user's word, canonical."""
    seen, asked, told_by = _seen(source_lang)
    glossaries = bilingual.glossaries()
    looked = {path: taken(path) for path in seen.paths if path not in dict(glossaries)}
    files = [file for file in looked.values() if isinstance(file, Taken)]
    kinds = (*separate.kinds(seen.project.bundles), *bilingual.kinds(files))
    lang, why = (asked, told_by) if asked else _source_lang(seen, files)
    left = [(path, why) for path, why in looked.items() if isinstance(why, str)]
    left += [(skip.what, skip.why) for skip in seen.project.notes if "compared" not in skip.why and not _asks(skip.why)]
    return Survey(
        kinds=kinds,
        paths=_paths(kinds, ReadOptions(source_lang=lang)),
        glossaries=glossaries,
        source_lang=lang,
        told_by=why,
        left=tuple(left),
    )


def _asks(why: str) -> bool:
    return "--source-lang" in why


def _seen(source_lang: str | None) -> tuple[Found, str | None, str]:
    """Return what was found, with the language of the sources if that was to be guessed, and the reason."""
    try:
        return found((".",), ReadOptions(source_lang=source_lang)), source_lang, ""
    except UsageError:
        guess = source_lang or separate.likeliest_source()
    try:
        told_by = "" if source_lang or not guess else _why(guess)
        return found((".",), ReadOptions(source_lang=guess)), guess, told_by
    except UsageError:
        return found((), ReadOptions()), source_lang, ""


def _why(guess: str) -> str:
    return "English files are there" if guess.startswith("en") else "its files are the longest"


def _source_lang(seen: Found, files: Iterable[Taken]) -> tuple[str | None, str]:
    """Return the language that the sources have in common, and how that is known."""
    langs = {bundle.source_lang for bundle in seen.project.bundles if bundle.source_lang}
    if langs:
        return (langs.pop(), "the files say so, or their words") if len(langs) == 1 else (None, "")
    said = {lang for file in files for lang in file.source_langs}
    unsaid = [source for file in files for source in file.sources]
    if said and not unsaid:
        return None, "the files say it themselves"
    guess = language_of(unsaid)
    return guess, "told by the words of the sources" if guess else ""


def _paths(kinds: Iterable[Kind], options: ReadOptions) -> tuple[str, ...]:
    """Return the fewest words that mean just these files."""
    meant = list(kinds)
    wanted = {Path(file).as_posix() for kind in meant for file in kind.files}
    exact = [separate.pattern_of(kind.where) if kind.separate else kind.where for kind in meant]
    short = [
        (separate.folder_of(kind.where) if kind.separate else None) or word
        for kind, word in zip(meant, exact, strict=True)
    ]
    for words in (short, exact):
        given = tuple(dict.fromkeys(word for word in words if not _covered(word, words)))
        if _means(given, options) == wanted:
            return given
    return tuple(sorted(wanted))


def _covered(word: str, words: Iterable[str]) -> bool:
    return any(word != other and word.startswith(f"{other}/") for other in words)


def _means(words: tuple[str, ...], options: ReadOptions) -> set[str]:
    """Return the translations that `tqcheck check` reads where these words are given."""
    try:
        seen = found(words, replace(options, target_lang=None))
    except UsageError:
        return set()
    targets = (target.path for bundle in seen.project.bundles for target in bundle.targets)
    return {Path(path).as_posix() for path in (*seen.paths, *targets)}
