"""What a report says of the files of a project: what was compared with what, and what is not there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tqcheck.model import Origin, Skip
from tqcheck.project.bundle import Bundle
from tqcheck.project.listing import listed
from tqcheck.project.tokens import ancestors


def paired(bundles: Sequence[Bundle], told_by: Iterable[str]) -> Iterator[Skip]:
    """Say what is compared with what, and what makes it the source where the user did not say it."""
    if not bundles:
        return
    targets = [target for bundle in bundles for target in bundle.targets]
    langs = sorted({target.target_lang or "?" for target in targets})
    one = len(bundles) == 1
    sources = bundles[0].source if one else f"{len(bundles)} files such as {bundles[0].source}"
    source_langs = sorted({bundle.source_lang for bundle in bundles if bundle.source_lang})
    reasons = ", ".join(dict.fromkeys(filter(None, told_by)))
    what = targets[0].path if len(targets) == 1 else f"{len(targets)} files in {listed(langs)}"
    why = f"compared by key with {sources}" + (f" in {', '.join(source_langs)}" if source_langs else "")
    yield Skip(what=what, why=why + (f", since {reasons}" if reasons else ""), incomplete=False)


def told(lang: str | None, path: str | None) -> Iterator[Skip]:
    """Say which language the words of a source are in, where nobody else says it."""
    if path and lang:
        why = f"nobody gave it; it is told by the words of {path}. --source-lang says it surely"
        yield Skip(what=f"the source's language, {lang}", why=why, incomplete=False)
    elif path:
        why = "checks that depend on it stay silent. --source-lang says it"
        yield Skip(what=f"the language of {path} is not known", why=why, incomplete=False)


def lacking(shapes: Iterable[Sequence[tuple[str, dict[str, str], str | None]]]) -> Iterator[Skip]:
    """Say which sources have no file in a language that others of their kind have.

    Takes for each kind the sources: path, files by language, and language.
    """
    for groups in shapes:
        langs = {tag for _, files, _ in groups for tag in files}
        for lang in sorted(langs):
            missing = [path for path, files, own in groups if lang not in files and not _inherited(lang, files, own)]
            if missing:
                what = f"{len(missing)} source file{'s' if len(missing) > 1 else ''} without a file in {lang}"
                yield Skip(what=what, why=f"nothing is translated there: {listed(missing)}", incomplete=False)


def unsourced(paths: Sequence[str], source_lang: str | None) -> Iterator[Skip]:
    """Say which files have no counterpart in the source's language."""
    if paths:
        what = paths[0] if len(paths) == 1 else f"{len(paths)} files ({listed(paths)})"
        wanted = f" in {source_lang}" if source_lang else ""
        why = f"no source{wanted} was found for {'it' if len(paths) == 1 else 'them'}"
        mend = "" if source_lang else "; --source-lang says which language that is in"
        yield Skip(what=what, why=why + mend, origin=Origin(path=paths[0]), incomplete=False)


def left_out(paths: Sequence[str]) -> Iterator[Skip]:
    """Say which texts and tables lie about among files of one language."""
    if paths:
        what = f"{len(paths)} text{'s or tables' if len(paths) > 1 else ' or table'} ({listed(paths)})"
        why = "not read, for the strings here are in files of one language; name them to have them checked"
        yield Skip(what=what, why=why, incomplete=False)


def _inherited(lang: str, files: dict[str, str], source_lang: str | None) -> bool:
    return lang == source_lang or any(tag in files or tag == source_lang for tag in ancestors(lang))
