"""What other programs run us with: the hooks of pre-commit, the GitHub action, the GitLab template, the Dockerfile."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from pre_commit.clientlib import load_manifest
from typer.main import get_command

from tqcheck.cli.commands import app

ROOT = Path(__file__).parent.parent.parent
HOOKS, ACTION = ROOT / ".pre-commit-hooks.yaml", ROOT / "action.yml"
GITLAB, DOCKERFILE = ROOT / "ci" / "gitlab" / "tqcheck.gitlab-ci.yml", ROOT / "Dockerfile"
DOCS = ROOT / "docs" / "ci"
BASH = shutil.which("bash")
FAULT = '{"id": "a", "source": "Wait 30 seconds.", "target": "Warten Sie 13 Sekunden."}\n'
RULES = "--no-models --no-cache --source-lang en --target-lang de"


def loaded(path: Path):
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def flags() -> set[str]:
    """Every flag of `tqcheck check`."""
    command = get_command(app).commands["check"]
    return {name for parameter in command.params for name in (*parameter.opts, *parameter.secondary_opts)} | {"--help"}


def shell(script: str, folder: Path, *, interpreter=("bash", "-eo", "pipefail"), **values: str):
    """Run a script as a CI system would, with `python` as the one that runs the tests."""
    (folder / "bin").mkdir(exist_ok=True)
    python = folder / "bin" / "python"
    if not python.exists():
        python.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} "$@"\n', encoding="utf-8")
        python.chmod(0o755)
    path = os.pathsep.join((str(folder / "bin"), os.environ["PATH"]))
    environment = os.environ | {"PATH": path, "TQCHECK_MODELS": ""} | values
    command = [shutil.which(interpreter[0]), *interpreter[1:], "-c", script]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False)


@pytest.mark.parametrize("path", [HOOKS, ACTION, GITLAB, DOCKERFILE, *sorted(DOCS.glob("*.md"))], ids=lambda p: p.name)
def test_every_flag_exists(path) -> None:
    """In what follows `tqcheck check`, in prose and in scripts."""
    text = re.sub(r"\\\n", " ", path.read_text(encoding="utf-8"))
    for command in re.findall(r"tqcheck check\b([^`\n|;&]*)", text):
        for flag in re.findall(r"(?<![\w-])--[a-z][a-z-]*", command):
            assert flag in flags(), f"{path.name}: {flag}"


def test_hooks_are_what_pre_commit_takes() -> None:
    hooks = load_manifest(str(HOOKS))
    assert [hook["id"] for hook in hooks] == ["tqcheck", "tqcheck-changed"]
    assert {hook["language"] for hook in hooks} == {"python"}


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("po/fr.po", True),
        ("a/b/x.mqxliff", True),
        ("fr.lproj/Localizable.strings", True),
        ("web/locales/fr/menu.json", True),
        ("_locales/fr/messages.json", True),
        ("config/locales/fr.yml", True),
        ("app/src/main/res/values-pt-rBR/strings.xml", True),
        ("src/messages_pt_BR.properties", True),
        ("src/messages_fr.properties", True),
        ("lang/fr/app.php", True),
        ("package.json", False),
        ("src/locale.ts", False),
        ("docker-compose.yml", False),
        ("app/src/main/res/layout/main.xml", False),
        ("log4j.properties", False),
        ("data.csv", False),
    ],
)
def test_which_files_the_hook_gets(path, wanted) -> None:
    assert bool(re.search(loaded(HOOKS)[0]["files"], path)) == wanted


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


def test_hooks_run_on_a_commit(tmp_path) -> None:
    """Each hook's entry, with the files that pre-commit would hand it."""
    names, changed = ([*shlex.split(hook["entry"])[1:], *hook.get("args", [])] for hook in loaded(HOOKS))
    git(tmp_path, "init", "-q")
    (tmp_path / "locales").mkdir()
    (tmp_path / "tqcheck.toml").write_text('source-lang = "en"\npaths = ["locales"]\nmodels = false\ncache = false\n')
    for lang, text in (("en", "Wait 30 seconds."), ("de", "Warten Sie 30 Sekunden.")):
        (tmp_path / "locales" / f"{lang}.json").write_text(f'{{\n"a": "{text}",\n"b": "Stop."\n}}\n', encoding="utf-8")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "first")
    run = f"{shlex.quote(sys.executable)} -m tqcheck "
    assert shell(run + shlex.join(names) + " locales/de.json", tmp_path).returncode == 0
    german = tmp_path / "locales" / "de.json"
    german.write_text(german.read_text(encoding="utf-8").replace("30", "13"), encoding="utf-8")
    git(tmp_path, "add", ".")
    ended = shell(run + shlex.join(names) + " locales/de.json", tmp_path)
    assert ended.returncode == 1
    assert "13" in ended.stdout
    assert shell(run + shlex.join(changed), tmp_path).returncode == 1
    git(tmp_path, "commit", "-qm", "second")
    assert shell(run + shlex.join(changed), tmp_path).returncode == 0


def test_the_action_is_one() -> None:
    action = loaded(ACTION)
    assert action["runs"]["using"] == "composite"
    text = ACTION.read_text(encoding="utf-8")
    for name in re.findall(r"inputs\.([\w-]+)", text):
        assert name in action["inputs"]
    assert all(f"inputs.{name} " in text for name in action["inputs"])
    for step in action["runs"]["steps"]:
        assert ("uses" in step) != ("run" in step)
        if "run" in step:
            assert step["shell"] == "bash"
            assert "${{" not in step["run"], "what users give goes through the environment, never into the script"


def scripts() -> dict[str, str]:
    steps = {step["name"]: step["run"] for step in loaded(ACTION)["runs"]["steps"] if "run" in step}
    job = loaded(GITLAB)["tqcheck"]
    return steps | {"GitLab before": "\n".join(job["before_script"]), "GitLab": "\n".join(job["script"])}


@pytest.mark.parametrize("name", scripts())
def test_scripts_are_valid(name) -> None:
    subprocess.run([BASH, "-n"], input=scripts()[name], encoding="utf-8", check=True)


@pytest.fixture
def github(tmp_path):
    """Run the step of the action that checks, in a folder with a file that has a fault."""
    (tmp_path / "a b.jsonl").write_text(FAULT, encoding="utf-8")
    (tmp_path / "part").mkdir()
    (tmp_path / "part" / "c.jsonl").write_text(FAULT, encoding="utf-8")

    def run(paths: str, args: str, folder: str = ".", sarif: str = "tqcheck.sarif"):
        files = {name: str(tmp_path / name) for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
        given = {"TQCHECK_PATHS": paths, "TQCHECK_ARGS": args, "TQCHECK_SARIF": sarif, "TQCHECK_FOLDER": folder}
        script = f"cd {shlex.quote(folder)}\n{scripts()['Check translations']}"
        return shell(script, tmp_path, RUNNER_TEMP=str(tmp_path), **files, **given)

    return run


def test_the_action_checks(github, tmp_path) -> None:
    ended = github("a b.jsonl\n\npart\n", f"{RULES} --select 'number-mismatch'")
    assert ended.returncode == 1, ended.stderr
    assert ended.stdout.count("::error ") == 2
    assert "file=a b.jsonl" in ended.stdout
    assert (tmp_path / "GITHUB_OUTPUT").read_text() == "sarif=tqcheck.sarif\nexit-code=1\n"
    assert "13" in (tmp_path / "GITHUB_STEP_SUMMARY").read_text(encoding="utf-8")
    assert (tmp_path / "tqcheck.sarif").stat().st_size


def test_the_action_in_a_folder_with_a_configuration(github, tmp_path) -> None:
    (tmp_path / "part" / "tqcheck.toml").write_text('paths = ["c.jsonl"]\nmodels = false\nexit-zero = true\n')
    ended = github("", "--no-cache", folder="part")
    assert ended.returncode == 0, ended.stderr
    assert (tmp_path / "GITHUB_OUTPUT").read_text() == "sarif=part/tqcheck.sarif\nexit-code=0\n"


def test_the_action_says_what_is_wrong_with_its_flags(github, tmp_path) -> None:
    ended = github("a b.jsonl", "--no-such-flag '$(touch hacked)' ; touch hacked")
    assert ended.returncode == 2
    assert not (tmp_path / "hacked").exists()
    assert (tmp_path / "GITHUB_OUTPUT").read_text().endswith("exit-code=2\n")


@pytest.mark.parametrize(("version", "installed"), [("", "{here}"), ("0.1.0", "tqcheck==0.1.0")])
def test_what_the_action_installs(tmp_path, version, installed) -> None:
    (tmp_path / "bin").mkdir()
    python = tmp_path / "bin" / "python"
    python.write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    here = str(tmp_path / "the action")
    ended = shell(scripts()["Install tqcheck"], tmp_path, TQCHECK_VERSION=version, TQCHECK_HERE=here)
    assert ended.stdout.splitlines()[-1] == installed.format(here=here)
    assert ended.stdout.splitlines()[:3] == ["-m", "pip", "install"]


def test_the_gitlab_job(tmp_path) -> None:
    job = loaded(GITLAB)["tqcheck"]
    (tmp_path / "a.jsonl").write_text(FAULT, encoding="utf-8")
    variables = {k: str(v) for k, v in job["variables"].items()} | {"TQCHECK_PATHS": "a.jsonl", "TQCHECK_ARGS": RULES}
    ended = shell(scripts()["GitLab"], tmp_path, interpreter=("sh", "-e"), **variables)
    assert ended.returncode == 1, ended.stderr
    assert "1 of 1 segment needs work" in ended.stdout
    assert job["artifacts"]["when"] == "always"
    for report in job["artifacts"]["reports"].values():
        assert (tmp_path / report).stat().st_size
        assert report in job["artifacts"]["paths"]


def test_the_gitlab_job_in_a_merge_request(tmp_path) -> None:
    git(tmp_path, "init", "-q")
    (tmp_path / "a.jsonl").write_text(FAULT, encoding="utf-8")
    git(tmp_path, "add", "a.jsonl")
    git(tmp_path, "commit", "-qm", "first")
    values = {"TQCHECK_CHANGED": "true", "CI_MERGE_REQUEST_DIFF_BASE_SHA": "HEAD"}
    ended = shell(
        scripts()["GitLab"], tmp_path, interpreter=("sh", "-e"), TQCHECK_PATHS="a.jsonl", TQCHECK_ARGS=RULES, **values
    )
    assert ended.returncode == 0, ended.stderr


def instructions() -> list[tuple[str, str]]:
    text = re.sub(r"\\\n\s*", " ", DOCKERFILE.read_text(encoding="utf-8"))
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [tuple(line.split(" ", 1)) for line in lines]


def test_the_dockerfile() -> None:
    found = instructions()
    known = {"FROM", "WORKDIR", "COPY", "RUN", "ENV", "USER", "ENTRYPOINT", "CMD"}
    assert {name for name, _ in found} <= known
    assert all(what.startswith("python:3.12-slim") for name, what in found if name == "FROM")
    assert [what for name, what in found if name == "USER"] == ["tqcheck"]
    assert not [what for _, what in found if "neural" in what or "torch" in what]
    for name, what in found:
        if name == "COPY" and "--from" not in what:
            assert all((ROOT / path).exists() for path in what.split()[:-1])
        if name == "RUN":
            subprocess.run([BASH, "-n"], input=what, encoding="utf-8", check=True)
    assert found[-2:] == [("ENTRYPOINT", '["tqcheck"]'), ("CMD", '["--help"]')]


def test_the_builder_gets_what_the_image_is_made_of() -> None:
    kept = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    copied = {
        path for name, what in instructions() if name == "COPY" and "--from" not in what for path in what.split()[:-1]
    }
    assert kept == copied
