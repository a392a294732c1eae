"""Asking git, as a process of its own: no shell, nothing fetched, nothing written."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from tqcheck.errors import UsageError

# A hook of git hands these to what it runs; they would outweigh the folder that we ask about.
_HANDED = {"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"}
_FETCH = "Fetch it, as in `git fetch origin main`; a shallow clone has only the newest commits."


class Repository:
    """A repository as it was at one commit."""

    def __init__(self, root: Path, revision: str) -> None:
        """Take the folder that holds `.git`. Raises UsageError without git, a repository or the revision.

        `main...` is the commit at which the branch that is checked out left `main`.
        """
        self.root = root
        self._git = shutil.which("git")
        if self._git is None:
            raise UsageError("--changed-since needs git, which is not installed.", mend="Install it, or leave it out.")
        base = revision.removesuffix("...")
        self.commit = self._resolved(base)
        if base != revision:
            self.commit = self._told("merge-base", "HEAD", self.commit, why=f"nothing joins HEAD and {base!r}.").strip()

    def name_then(self, name: str) -> str | None:
        """Return how a file was named at the commit, by `/` from the root; None when it was not there."""
        if name in self.differing:
            return self.differing[name]
        return name if name in self._names else None

    @cached_property
    def differing(self) -> Mapping[str, str | None]:
        """The files that differ from the commit, with the names they had; None for those that are new."""
        words = self._told("diff", "--name-status", "--no-ext-diff", "--find-renames", "-z", self.commit).split("\0")
        found: dict[str, str | None] = {}
        parts = iter(words[:-1])
        for status in parts:
            before = next(parts)
            if status.startswith(("R", "C")):
                found[next(parts)] = before
            elif status != "D":
                found[before] = None if status == "A" else before
        return found

    def content(self, name: str) -> bytes:
        """Return a file as a checkout of the commit would write it: line ends, encodings and LFS as git is set up."""
        return self._run("cat-file", "--filters", f"{self.commit}:{name}")

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(self._told("ls-tree", "-r", "-z", "--full-tree", "--name-only", self.commit).split("\0"))

    def _resolved(self, revision: str) -> str:
        why = f"there is no revision {revision!r} in this repository."
        asked = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision or 'HEAD'}^{{commit}}")
        return self._told(*asked, why=why).strip()

    def _told(self, *arguments: str, why: str = "") -> str:
        return os.fsdecode(self._run(*arguments, why=why))

    def _run(self, *arguments: str, why: str = "") -> bytes:
        """Return what git says. Raises UsageError with `why`, or with git's own words where it has any."""
        assert self._git is not None
        environment = {name: value for name, value in os.environ.items() if name not in _HANDED} | {"LC_ALL": "C"}
        command = (self._git, "-C", str(self.root), "--no-optional-locks", *arguments)
        done = subprocess.run(command, capture_output=True, env=environment, check=False)  # noqa: S603  no shell
        if done.returncode == 0:
            return done.stdout
        said = done.stderr.decode(errors="replace").strip().partition("\n")[0]
        if said:
            raise UsageError(f"git says: {said}", path=str(self.root), mend="--changed-since needs a repository.")
        raise UsageError(why or f"git {arguments[0]} failed.", path=str(self.root), mend=_FETCH)


def root_of(path: str) -> Path | None:
    """Return the nearest folder above a file that holds `.git`; None without one, and for standard input."""
    if path == "-":
        return None
    return next((folder for folder in Path(path).resolve().parents if (folder / ".git").exists()), None)
