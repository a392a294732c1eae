"""What mkdocs asks while it builds the site: pages from the code and from files beside docs/, and their place.

Nothing of it is committed: the reference is always that of the code, the changelog always CHANGELOG.md.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import reference_pages
import repository_pages
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

DOCS = Path(__file__).parent.parent / "docs"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Put the pages of a folder where the navigation names the folder."""
    config.nav = _filled(config.nav)
    return config


def _filled(nav: Any) -> Any:  # noqa: ANN401  what YAML holds
    if isinstance(nav, list):
        return [_filled(item) for item in nav]
    if isinstance(nav, dict):
        return {title: _filled(value) for title, value in nav.items()}
    return _FOLDERS[nav]() if nav in _FOLDERS else nav


_FOLDERS = {
    "checks": reference_pages.checks_navigation,
    "notebooks": lambda: repository_pages.navigation("notebooks/"),
    "cards": lambda: repository_pages.navigation("models/"),
    "adr": lambda: sorted(path.relative_to(DOCS).as_posix() for path in (DOCS / "adr").glob("*.md")),
}


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that are not in docs/."""
    for name, text in (reference_pages.pages() | repository_pages.pages()).items():
        files.append(File.generated(config, name, content=text))
    for name, path in repository_pages.downloads().items():
        files.append(File.generated(config, name, abs_src_path=str(path)))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001  mkdocs names them
    """Lead links to files beside docs/ to their pages."""
    return repository_pages.linked(markdown, page.file.src_uri)
