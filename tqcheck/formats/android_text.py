r"""What Android shows of a string resource: white space, quotation marks and `\` as its compiler (aapt2) reads them.

White space is one space except within quotation marks, which themselves go; within a tag of HTML that stands in the
text they stay, since Html.fromHtml needs them. Styles (`<b>`, `<annotation …>`) are shown as tags, `<xliff:g>` is left
out and its content stays.
"""

from __future__ import annotations

import re
from html import escape

from tqcheck.formats.rows import Misfit
from tqcheck.formats.unescaping import paired
from tqcheck.formats.xml_stream import COMMENT, Node
from tqcheck.opening import undecodable

G = "xliff:g"
_TOKEN = re.compile(
    r"\\u([0-9a-fA-F]{4})|\\(u)|\\(.)|(\")|(</?[A-Za-z][^<>]*>)|([ \t\r\n\f\v]+)|([^\\\" \t\r\n\f\v<]+|<)|\\", re.DOTALL
)
_LETTERS = {"n": "\n", "t": "\t"}
_REFERENCE = re.compile(r"\s*(?:@\+?(?:[\w.]+:)?\w+/[\w.]+|\?(?:[\w.]+:)?(?:\w+/)?[A-Za-z][\w.]*|@null|@empty)\s*")
_IN_TAG = re.compile(r"\\([\"'\\@?])")


def reference(node: Node) -> bool:
    """Tell whether a string is not a text but names another resource: `@string/app_name`."""
    return all(isinstance(c, str) for c in node.content) and _REFERENCE.fullmatch(node.text) is not None


def text(node: Node) -> str:
    r"""Return what is shown. Raises Misfit for a `\u` without four digits and for half a character."""
    shown = _Shown()
    shown.walk(node)
    found = paired("".join(shown.parts))
    if problem := undecodable(found):
        raise Misfit(problem)
    return found


def examples(node: Node) -> list[str]:
    """Return what the `<xliff:g>` of a string tell of their contents, for translators."""
    found = []
    for child in (c for c in node.content if isinstance(c, Node)):
        if child.name == G and (example := child.attributes.get("example")):
            found.append(f"{child.text.strip()}: for example “{example}”")
        found += examples(child)
    return found


class _Shown:
    def __init__(self) -> None:
        self.parts: list[str] = []
        self.quoted = self.spaced = False
        """spaced: white space was passed and counts if text follows."""

    def walk(self, node: Node) -> None:
        for child in node.content:
            if isinstance(child, str):
                for token in _TOKEN.finditer(child):
                    self.take(token)
            elif child.name == G:
                self.walk(child)
            elif child.name != COMMENT:
                tag = child.name + "".join(f' {n}="{escape(v)}"' for n, v in child.attributes.items())
                self.say(f"<{tag}>" if child.content else f"<{tag}/>")
                self.walk(child)
                self.say(f"</{child.name}>" if child.content else "")

    def take(self, token: re.Match[str]) -> None:
        code, broken, letter, quote, tag, space, plain = token.groups()
        if broken:
            raise Misfit("“\\u” without four hexadecimal digits, for which the resource does not compile.")
        if quote:
            self.quoted = not self.quoted
        elif space and not self.quoted:
            self.spaced = True
        elif tag:
            self.say(_IN_TAG.sub(r"\1", tag))
        elif code:
            self.say(chr(int(code, 16)))
        elif letter:
            self.say(_LETTERS.get(letter, letter))
        else:
            self.say(space or plain or "")

    def say(self, text: str) -> None:
        if self.spaced and self.parts:
            self.parts.append(" ")
        self.spaced = False
        self.parts.append(text)
