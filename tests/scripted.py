"""A translator that says what a test tells it to say."""

from tqcheck.errors import ModelError
from tqcheck.translating import Translation


class Scripted:
    """Translates by a table; what is not in it fails as a whole, as a model does that does not know a language."""

    signature = "scripted@1"

    def __init__(self, table: dict[str, str | Translation], *, closing: str | None = None) -> None:
        self._table, self._closing = table, closing
        self.asked: list[tuple[str, str, str]] = []

    def translate(self, texts, *, source_lang, target_lang):
        self.asked += [(source_lang, target_lang, text) for text in texts]
        if missing := [text for text in texts if text not in self._table]:
            raise ModelError(f"no word of {missing[0]!r} is known.")
        made = [self._table[text] for text in texts]
        return [Translation(text=m) if isinstance(m, str) else m for m in made]

    def close(self):
        return self._closing
