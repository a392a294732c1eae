"""One Chromium for all tests of the HTML report, and a reader who notices whatever goes wrong."""

import os
import shutil

import pytest
from browsing import Reader

NAMES = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def chromium():
    """The machine's own Chromium. Without one the tests fail where CI is set, and are skipped elsewhere."""
    from playwright.sync_api import sync_playwright

    executable = next(filter(None, map(shutil.which, NAMES)), None)
    if executable is None:
        said = f"none of {', '.join(NAMES)} is installed"
        pytest.fail(said) if os.environ.get("CI") else pytest.skip(said)
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"] if root else [])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def window(chromium, tmp_path_factory):
    """A window that stays open from test to test: opening one takes longer than what is looked at in it."""
    return Reader(chromium, tmp_path_factory.mktemp("html"))


@pytest.fixture
def reader(window):
    """Open reports; at the end nothing may have gone wrong unseen: no error, no warning, no dialog, no request."""
    window.wrong.clear()
    yield window
    window.leave()
    assert window.wrong == []
