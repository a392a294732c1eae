"""The text of a `tqcheck.toml` that says what was found, and shows what else may be said."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from tqcheck.starting import Survey

_HEAD = """\
# How tqcheck checks this repository. Run it with: tqcheck check
# Flags of the command line outweigh what stands here. Paths begin at the folder of this file.
"""
_REST = """
# What is shown: ci what is sure, review also what is likely, audit everything.
profile = "review"

# From which severity the command fails: info, minor, major, critical; never.
fail-on = "major"

# So many findings are no failure yet; or so many of a thousand segments.
# max-new = 10
# max-rate = "5/1000"

# Checks that are not asked: codes, beginnings of codes (LOC) or names; `tqcheck checks` lists them.
# ignore = ["LOC101"]

# Findings that are known already, written by: tqcheck baseline
# baseline = "tqcheck-baseline.json"

# Models that read every pair: false for rules only; without this line the one that the program carries.
# models = false

# Options of a check, as `tqcheck explain LNG102` describes them.
# [checks.LNG102]
# ignore = ["bora"]
"""


def configuration(seen: Survey) -> str:
    """Return the text; what was not found is there as a comment that shows how it is said."""
    return "".join((_HEAD, *_paths(seen), *_languages(seen), *_glossaries(seen), _REST))


def _paths(seen: Survey) -> Iterator[str]:
    yield "\n# What is checked when nothing is named: files, folders and patterns.\n"
    yield f"paths = {_list(seen.paths)}\n" if seen.paths else '# paths = ["locales"]\n'
    layouts = list(dict.fromkeys(kind.where for kind in seen.kinds if kind.separate and "{lang}" in kind.where))
    yield "\n# Where paths tell their language; it is found out, unless it is said here.\n"
    if layouts:
        yield "# This is what was found.\n"
    yield f"# layout = {_list(layouts)}\n" if layouts else '# layout = ["locales/{lang}/{file}.json"]\n'


def _languages(seen: Survey) -> Iterator[str]:
    yield "\n# The language of the sources where files do not say it, as a BCP 47 tag.\n"
    if seen.source_lang:
        if seen.told_by:
            yield f"# {seen.told_by[0].upper()}{seen.told_by[1:]}: correct it if that is wrong.\n"
        yield f"source-lang = {_text(seen.source_lang)}\n"
    else:
        yield '# source-lang = "en"\n'


def _glossaries(seen: Survey) -> Iterator[str]:
    yield "\n# Terms and how they are translated, as CSV, TSV or TBX.\n"
    paths = [path for path, _ in seen.glossaries]
    yield f"glossary = {_list(paths)}\n" if paths else '# glossary = ["terms.csv"]\n'
    yield "\n# Names of your own, as `tqcheck explain ACC102` uses them.\n"
    yield '# names = ["names.toml"]\n'


def _list(words: Iterable[str]) -> str:
    given = list(map(_text, words))
    line = f"[{', '.join(given)}]"
    return line if len(line) <= 100 else "[\n" + "".join(f"  {word},\n" for word in given) + "]"


def _text(word: str) -> str:
    """Return a string of TOML; its escapes are those of JSON."""
    return json.dumps(word, ensure_ascii=False).replace("\x7f", "\\u007f")
