"""Rules about the code itself: who imports whom, what is documented, and what stays out of the repository."""

from __future__ import annotations

import ast
import inspect
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path
from types import FunctionType

import pytest

import jobmatch

REPOSITORY = Path(__file__).resolve().parents[1]
SOURCE = REPOSITORY / "src" / "jobmatch"
REFERENCE = REPOSITORY / "tests" / "reference"

# Reading any of these can run what is in the file.
UNSAFE_MODULES = {"cloudpickle", "dill", "joblib", "marshal", "pickle", "shelve"}
UNSAFE_CALLS = {"eval", "exec"}

TOOLS = {"dev", "docs"}  # extras that serve those who work on the package, not the package

# One machine's folders and package indexes: what works only there, and what is nobody else's business.
_FOLDERS = ("home", "root", "Users", "wo" + "rk", "tm" + "p", "o" + "pt")
PRIVATE = re.compile(
    rf"(?<![\w.\-/)}}*])/(?:{'|'.join(_FOLDERS)})/\w"
    r"|(?:pypi|python" + r"hosted)\.org|--(?:extra-)?index" + r"-url|--find" + r"-links"
)
MERGE_MARKER = re.compile(r"^(?:<{7}|>{7}) ", re.MULTILINE)


def _modules(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.py"))


def _imports(tree: ast.AST) -> Iterator[str]:
    """Full names of what is imported, anywhere in the file."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module is not None and node.level == 0:
            yield node.module


class _WithoutTypeChecking(ast.NodeTransformer):
    """Drops what is imported for type checkers only."""

    def visit_If(self, node: ast.If) -> ast.AST | None:
        return None if isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING" else node


def _parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def _tracked_text() -> dict[Path, str]:
    """Text files that are, or would be, committed."""
    command = ["git", "-C", str(REPOSITORY), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        run = subprocess.run(command, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout")
    texts = {}
    for name in run.stdout.split("\0"):
        path = REPOSITORY / name
        if path.is_file():
            try:
                texts[path.relative_to(REPOSITORY)] = path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue  # not text
    return texts


def test_import_contract() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    run = subprocess.run(command, capture_output=True, text=True, check=False, cwd=REPOSITORY)
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize("path", _modules(REFERENCE), ids=lambda path: path.name)
def test_reference_does_not_know_what_it_judges(path: Path) -> None:
    assert [name for name in _imports(_parse(path)) if name.split(".")[0] == "jobmatch"] == []


@pytest.mark.parametrize("path", _modules(SOURCE), ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_nothing_read_can_run_code(path: Path) -> None:
    tree = _parse(path)
    assert {name.split(".")[0] for name in _imports(tree)} & UNSAFE_MODULES == set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            assert not (isinstance(node.func, ast.Name) and node.func.id in UNSAFE_CALLS), node.lineno
            for keyword in node.keywords:
                if keyword.arg == "allow_pickle":
                    assert isinstance(keyword.value, ast.Constant), node.lineno
                    assert keyword.value.value is False, node.lineno


def test_what_is_imported_is_declared() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [line for extra, lines in project["optional-dependencies"].items() for line in lines if extra not in TOOLS]
    declared = {re.split(r"[<>=!~ \[;]", line)[0].lower() for line in (*project["dependencies"], *extras)}
    at_run_time = (_WithoutTypeChecking().visit(_parse(path)) for path in _modules(SOURCE))
    imported = {name.split(".")[0] for tree in at_run_time for name in _imports(tree)}
    providers = packages_distributions()
    undeclared = {
        name
        for name in imported - set(sys.stdlib_module_names) - {"jobmatch"}
        if not declared & {provider.lower().replace("_", "-") for provider in providers.get(name, ())}
    }
    assert undeclared == set()


@pytest.mark.parametrize("name", [name for name in jobmatch.__all__ if not name.startswith("__")])
def test_public_names_are_documented(name: str) -> None:
    value = getattr(jobmatch, name)
    assert (value.__doc__ or "").strip()
    if inspect.isclass(value):
        undocumented = [
            member
            for member, function in vars(value).items()
            if not member.startswith("_")
            and isinstance(function, (FunctionType, property, classmethod, staticmethod))
            and not (inspect.getdoc(getattr(value, member)) or "").strip()
        ]
        assert undocumented == []


def test_nothing_belongs_to_one_machine() -> None:
    found = [
        f"{path}:{text.count(chr(10), 0, match.start()) + 1}"
        for path, text in _tracked_text().items()
        for match in (PRIVATE.search(text) or MERGE_MARKER.search(text),)
        if match
    ]
    assert found == []
