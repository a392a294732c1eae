"""Pages of the site that are files elsewhere in the repository: changelog, architecture, model cards, notebooks."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parent.parent
DOCS = "docs/"
_OWN = {"CHANGELOG.md": "changelog.md", "ARCHITECTURE.md": "architecture.md", "CONTRIBUTING.md": "contributing.md"}
_LINK = re.compile(r"(\]\()([^)\s:#]+)((?:#[^)\s]*)?\))")
_FENCED = re.compile(r"(^ *(`{3,}).*?^ *\2 *$)", re.DOTALL | re.MULTILINE)


def sites() -> Mapping[str, str]:
    """Return, by its path in the repository, where a file beside docs/ stands on the site."""
    cards = {
        f"models/{card.parent.name}/card.md": f"models/{card.parent.name}.md" for card in ROOT.glob("models/*/card.md")
    }
    notebooks = {f"notebooks/{path.name}": f"notebooks/{path.stem}.md" for path in ROOT.glob("notebooks/*.ipynb")}
    return _OWN | cards | notebooks


def pages() -> dict[str, str]:
    """Return the text of each of these pages by its place on the site."""
    return {site: _text(ROOT / path) for path, site in sites().items()}


def downloads() -> dict[str, Path]:
    """Return the files that pages offer as they are, by their place on the site."""
    return {f"notebooks/{path.name}": path for path in ROOT.glob("notebooks/*.ipynb")}


def navigation(folder: str) -> list[str]:
    """Return the pages of what stands in a folder of the repository."""
    return sorted(site for path, site in sites().items() if path.startswith(folder))


def linked(markdown: str, site: str) -> str:
    """Return a page of the site with links that lead where those files stand on it."""
    homes = sites()
    folder = posixpath.dirname(next((path for path, page in homes.items() if page == site), DOCS + site))

    def lead(found: re.Match[str]) -> str:
        path = posixpath.normpath(posixpath.join(folder, found[2]))
        there = homes.get(path, path.removeprefix(DOCS) if path.startswith(DOCS) else None)
        if there is None:
            return found[0]
        return f"{found[1]}{posixpath.relpath(there, posixpath.dirname(site) or '.')}{found[3]}"

    # every third piece is a fence that the pattern caught beside its block
    pieces = _FENCED.split(markdown)
    return "".join(
        _LINK.sub(lead, piece) if place % 3 == 0 else piece for place, piece in enumerate(pieces) if place % 3 != 2
    )


def _text(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    return _notebook(path, text) if path.suffix == ".ipynb" else text


def _notebook(path: Path, text: str) -> str:
    """Return the cells of a notebook, one after the other, and where the file itself is."""
    cells = [(cell["cell_type"], "".join(cell["source"])) for cell in json.loads(text)["cells"]]
    shown = [f"```python\n{source}\n```" if kind == "code" else source for kind, source in cells]
    title, *rest = shown
    return "\n\n".join(
        [title, f"This page is the notebook [{path.name}](../notebooks/{path.name}){{ download }}.", *rest]
    )
