"""Texts that Markdown shows as they are: nothing in them is formatted, linked, mentioned or drawn as a picture."""

from __future__ import annotations

import re

import regex

from tqcheck.reporters.visible import oneline

_SIGNS = re.compile(r"[&<>\\`*_\[\]|~$]")
# GitHub and GitLab look for these in the rendered text, where no character reference helps: @name, #12, !12, GH-12,
# :smile:, addresses. A space without width after the first sign keeps them apart.
_SPOKEN_TO = re.compile(
    r"[@#!](?=\w)|(?<![a-z])gh(?=-\d)|:(?=(?!\d+:)[\w+-]+:|100:|1234:)|:(?=//)|www(?=\.)", re.IGNORECASE
)
_RIGHT_TO_LEFT = regex.compile(r"[\p{Bidi_Class=R}\p{Bidi_Class=AL}]")


def escaped(text: str) -> str:
    """Return `text` to stand within a line or a cell of a table."""
    apart = _SPOKEN_TO.sub(lambda match: f"{match.group()}\u200b", oneline(text))
    return _SIGNS.sub(lambda match: f"&#{ord(match.group())};", apart)


def code(text: str) -> str:
    """Return `text` in a font of fixed width."""
    return f"<code>{escaped(text)}</code>"


def directed(text: str) -> str:
    """Return `text`, which stands alone, in its own direction: right to left where it begins so."""
    shown = escaped(text)
    return f'<span dir="auto">{shown}</span>' if _RIGHT_TO_LEFT.search(text) else shown


def length(text: str) -> int:
    """Return how long `text` is as GitHub counts: in UTF-16 code units."""
    return len(text) + sum(character > "\uffff" for character in text)
