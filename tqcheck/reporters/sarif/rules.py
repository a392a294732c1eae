"""The checks as SARIF describes them, with their pages as help."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib.metadata import PackageNotFoundError, metadata
from typing import Any

from tqcheck.model import Severity
from tqcheck.reporters import RuleHelp

LEVELS = {Severity.CRITICAL: "error", Severity.MAJOR: "error", Severity.MINOR: "warning", Severity.INFO: "note"}
NOT_CHECKED, NOTE, CUT, FIXED = "not-checked", "note", "cut", "fixed"
NOTIFICATIONS = {
    NOT_CHECKED: "Something that was asked for could not be checked: the run is incomplete.",
    NOTE: "Something was left out on purpose.",
    CUT: "There are more results than the report holds.",
    FIXED: "A finding of the baseline is not found any more.",
}
_MARKUP = re.compile(r"^#+ |\*\*|`", re.MULTILINE)


def driver(version: str, codes: dict[str, str], known: Iterable[RuleHelp]) -> dict[str, Any]:
    """Return the tool with the checks `codes` (code → name) that have results, in this order."""
    helps = {help_.code: help_ for help_ in known}
    home = _address("Homepage", "Repository", "Documentation")
    return {
        "name": "tqcheck",
        "semanticVersion": version,
        **({"informationUri": home} if home else {}),
        "rules": [_rule(code, name, helps.get(code)) for code, name in codes.items()],
        "notifications": [{"id": id_, "shortDescription": {"text": said}} for id_, said in NOTIFICATIONS.items()],
    }


def _rule(code: str, name: str, known: RuleHelp | None) -> dict[str, Any]:
    if known is None:
        return {"id": code, "name": name}
    page = _address("Documentation")
    return {
        "id": code,
        "name": name,
        "shortDescription": {"text": known.summary},
        "fullDescription": {"text": known.summary},
        "help": {"text": _MARKUP.sub("", known.page), "markdown": known.page},
        **({"helpUri": f"{page.rstrip('/')}/checks/{code}/"} if page and known.own else {}),
        "defaultConfiguration": {"level": LEVELS[known.severity]},
        "properties": {"tags": ["translation", known.mqm], "severity": known.severity.value},
    }


@cache
def _address(*labels: str) -> str:
    """Return the first address of these labels that the package gives for itself; empty without any."""
    try:
        given = metadata("tqcheck").get_all("Project-URL") or []
    except PackageNotFoundError:
        return ""
    addresses = dict(line.split(", ", 1) for line in given)
    return next((addresses[label] for label in labels if label in addresses), "")
