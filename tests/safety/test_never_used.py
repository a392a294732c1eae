"""What the package never calls, whatever it is asked: found by reading its code."""

import ast
from pathlib import Path

import pytest

import tqcheck

ROOT = Path(tqcheck.__file__).parent
MODULES = sorted(ROOT.rglob("*.py"))
FORBIDDEN_CALLS = {"eval", "exec", "compile", "__import__"}
FORBIDDEN_MODULES = {"pickle", "cPickle", "dill", "cloudpickle", "joblib", "marshal", "shelve", "telnetlib", "xmlrpc"}
EXTRACTING = {"extractall", "unpack_archive"}
LOADERS = {"load", "load_all", "unsafe_load", "full_load", "unsafe_load_all", "full_load_all"}
XML = {"fromstring", "XML", "iterparse", "parse"}


def _name(node: ast.expr) -> str:
    return ast.unparse(node)


def _calls(path: Path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            yield node, _name(node.func), {k.arg: k.value for k in node.keywords}


def _constant(keywords, name):
    value = keywords.get(name)
    return value.value if isinstance(value, ast.Constant) else None


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_nothing_in_the_code_can_run_what_it_reads(path) -> None:
    for node, name, keywords in _calls(path):
        where = f"{path}:{node.lineno}"
        assert name not in FORBIDDEN_CALLS, where
        assert name not in {"os.system", "os.popen", "subprocess.getoutput", "subprocess.getstatusoutput"}, where
        assert "shell" not in keywords, where
        assert _constant(keywords, "trust_remote_code") in (None, False), where
        assert name.rpartition(".")[2] not in EXTRACTING, where
        if name.startswith("yaml."):
            assert name.rpartition(".")[2] not in LOADERS, where
        if name == "torch.load":
            assert _constant(keywords, "weights_only") is True, where
        if name in {"np.load", "numpy.load"}:
            assert _constant(keywords, "allow_pickle") is not True, where


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_no_module_that_unpickles_is_imported(path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        if path.parent.name != "jobs":  # the processes of one run speak so with each other, over pipes of their own
            assert not {name.partition(".")[0] for name in names} & FORBIDDEN_MODULES, f"{path}: {names}"


def test_remote_code_is_refused_wherever_a_model_is_loaded() -> None:
    loading = [p for p in MODULES if ".from_pretrained(" in p.read_text(encoding="utf-8")]
    assert loading
    for path in loading:
        for node, name, keywords in _calls(path):
            if name.endswith(".from_pretrained") and "Auto" in name:
                spread = [ast.unparse(k.value) for k in node.keywords if k.arg is None]
                text = path.read_text(encoding="utf-8")
                assert _constant(keywords, "trust_remote_code") is False or (
                    "safe" in spread and '"trust_remote_code": False' in text
                ), f"{path}:{node.lineno}: {name}"


def test_lxml_gets_a_parser_that_replaces_no_entity() -> None:
    for path in MODULES:
        if "lxml" not in path.read_text(encoding="utf-8"):
            continue
        for node, name, keywords in _calls(path):
            if name in {f"etree.{each}" for each in XML}:
                assert len(node.args) > 1 or "parser" in keywords, f"{path}:{node.lineno}"
            if name == "etree.XMLParser":
                assert _constant(keywords, "resolve_entities") is False, f"{path}:{node.lineno}"
                assert _constant(keywords, "no_network") is True, f"{path}:{node.lineno}"
