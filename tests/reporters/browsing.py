"""Reports written and opened in a browser, as their readers do."""

import re

from tqcheck.reporters import ReporterOptions, reporter

READY = "html[data-ready]"


def written(path, items, summary, skips=()):
    """Write a report to `path`, as the command line does, and return the path."""
    with path.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as out:
        writing = reporter("html", out, ReporterOptions())
        for item in items:
            writing.add(item)
        for skip in skips:
            writing.skip(skip)
        writing.finish(summary)
    return path


class Reader:
    """A person at a browser: writes down whatever goes wrong."""

    def __init__(self, browser, folder) -> None:
        self.browser, self.folder = browser, folder
        self.wrong = []
        self._usual = None
        self._contexts = []

    def open(self, report, *, at="", wait=True, **context):
        """Open a report, a path or results with their summary, and wait until its rows are shown.

        A page with a context of its own has what `context` says; otherwise it is the usual one, with an empty storage.
        """
        path = report if hasattr(report, "as_uri") else written(self.folder / "report.html", *report)
        page = self._page(context) if context else self._cleared()
        page.goto("about:blank")
        page.goto(path.as_uri() + at)
        if wait:
            page.wait_for_selector(READY, state="attached")
        return page

    def leave(self) -> None:
        """Close the windows that one test has opened."""
        for context in self._contexts:
            context.close()
        self._contexts.clear()

    def _cleared(self):
        if self._usual is None or self._usual.is_closed():
            self._usual = self._page({}, kept=True)
        elif self._usual.url.startswith("file:"):
            self._usual.evaluate("localStorage.clear()")
        return self._usual

    def _page(self, context, *, kept=False):
        opened = self.browser.new_context(**({"viewport": {"width": 1440, "height": 900}} | context))
        if not kept:
            self._contexts.append(opened)
        page = opened.new_page()
        page.set_default_timeout(20_000)
        page.on("console", lambda m: self.wrong.append(m.text) if m.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        page.on("dialog", lambda dialog: (self.wrong.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda request: self._watch(request.url))
        return page

    def _watch(self, url) -> None:
        if not url.startswith((self.folder.parent.as_uri(), "data:image/svg+xml", "blob:", "about:")):
            self.wrong.append(f"asks for {url}")


def counted(page, told) -> None:
    """Wait until the table says how many segments it shows, in words that begin so."""
    page.locator("#count", has_text=re.compile(f"^{told}")).wait_for()


def shown(page) -> list[int]:
    """Return the rows that are drawn, from top to bottom, each by its place in the input, from 0."""
    rows = page.locator("#rows .row").evaluate_all(
        "rows => rows.sort((a, b) => a.ariaRowIndex - b.ariaRowIndex).map(row => row.id)"
    )
    return [int(row.removeprefix("row-")) for row in rows]
