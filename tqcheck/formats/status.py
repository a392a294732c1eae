"""What glossaries call the status of a term."""

from __future__ import annotations

import difflib
import re
from typing import Literal

from tqcheck.errors import UsageError

Status = Literal["preferred", "admitted", "forbidden", "do-not-translate"]
_WORDS: dict[Status, tuple[str, ...]] = {
    "preferred": ("preferred", "approved", "recommended", "standard", "standardized", "legal", "regulated"),
    "admitted": ("admitted", "allowed", "accepted", "permitted", "proposed", "new"),
    "forbidden": ("forbidden", "deprecated", "superseded", "prohibited", "banned", "obsolete", "do-not-use"),
    "do-not-translate": ("do-not-translate", "dnt", "untranslatable", "keep"),
}
_STATUS: dict[str, Status] = {word: status for status, words in _WORDS.items() for word in words}


def status_of(text: str) -> Status:
    """Return the status that a glossary means: TBX's `deprecatedTerm-admn-sts` is forbidden.

    Raises UsageError for a word that is none.
    """
    word = re.sub(r"[\s_]+", "-", text.strip().lower()).removesuffix("-admn-sts").removesuffix("term").rstrip("-")
    if word in _STATUS:
        return _STATUS[word]
    close = difflib.get_close_matches(word, _STATUS, 1)
    mend = f"Did you mean {close[0]!r}?" if close else f"There are: {', '.join(_WORDS)}."
    raise UsageError(f"unknown status {text!r} of a term.", mend=mend)
