"""A source and a target file that were given as such."""

from __future__ import annotations

from dataclasses import replace

from tqcheck.errors import UnreadableError
from tqcheck.formats import ReadOptions, by_name, detect
from tqcheck.opening import Opened
from tqcheck.project import Project
from tqcheck.project.bundle import Bundle
from tqcheck.project.notes import told
from tqcheck.project.pairing import Pairing
from tqcheck.project.sources import language_of_files
from tqcheck.project.tokens import spots, tag_of


def given_pair(source: str, target: str, options: ReadOptions, *, format: str | None) -> Project | None:  # noqa: A002
    """Return two files of one language each as a project; None when one of them is of another kind.

    Languages that `options` does not tell are those of the paths, that of the source else that of its words.
    """
    if not all(_has_keys(path, options, format) for path in (source, target)):
        return None
    named = options.source_lang or _language(source)
    source_lang = named or language_of_files([source], options, format)
    target_lang = options.target_lang or _language(target)
    options = replace(options, source_lang=None, target_lang=None)
    pairing = Pairing(path=target, source_lang=source_lang, target_lang=target_lang)
    bundle = Bundle(source=source, source_lang=source_lang, targets=(pairing,), options=options, format=format)
    return Project(bundles=(bundle,), notes=() if named else tuple(told(source_lang, source)))


def _has_keys(path: str, options: ReadOptions, format: str | None) -> bool:  # noqa: A002
    if format:
        return by_name(format).entries is not None
    try:
        found = detect(path, encoding=options.encoding)
        return found.entries is not None and found.sniff(Opened(path, encoding=options.encoding).head())
    except UnreadableError:
        return False


def _language(path: str) -> str | None:
    tags = [tag_of(token) for _, _, token in spots(path.replace("\\", "/"))]
    return tags[-1] if tags else None
