"""The project's own source, read once, for the tests of the house."""

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "antq_desktop"
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Source:
    """One Python file."""

    path: Path
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        """Parsed when first asked for; all of them are a million objects, so whoever asks for all calls `forget`."""
        return ast.parse(self.text)

    @property
    def name(self) -> str:
        return self.path.relative_to(ROOT).as_posix()

    @property
    def module(self) -> str:
        """Dotted name inside the package, for example `storage.vault`; empty for the package itself."""
        parts = self.path.relative_to(PACKAGE).with_suffix("").parts
        return ".".join(part for part in parts if part != "__init__")

    def functions(self) -> Iterator[Function]:
        return (node for node in ast.walk(self.tree) if isinstance(node, Function))

    def at(self, node: ast.AST, what: str) -> str:
        return f"{self.name}:{getattr(node, 'lineno', 1)} {what}"

    def imports(self) -> Iterator[tuple[ast.stmt, str]]:
        """Every imported module with its statement, lazy ones too; relative ones do not occur."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((node, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield node, node.module or "."


def _read(folder: Path) -> tuple[Source, ...]:
    paths = sorted(path for path in folder.rglob("*.py") if "data" not in path.relative_to(folder).parts)
    return tuple(Source(path, path.read_text(encoding="utf-8")) for path in paths)


@cache
def program() -> tuple[Source, ...]:
    """The files of `src/antq_desktop`."""
    return _read(PACKAGE)


@cache
def suite() -> tuple[Source, ...]:
    """The files of `tests`."""
    return _read(ROOT / "tests")


@cache
def installer() -> tuple[Source, ...]:
    """The files of `installer`."""
    return _read(ROOT / "installer")


def forget() -> None:
    """Let go of what was read: each later collection of garbage in this process would look through all the trees."""
    for read in (program, suite, installer):
        read.cache_clear()


@cache
def settings() -> dict[str, dict[str, object]]:
    """The `[tool.antq]` part of pyproject.toml."""
    found: dict[str, dict[str, object]] = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["antq"]
    return found


def tracked(pattern: str) -> list[str]:
    """Lines of committed text files that match an extended regular expression."""
    command = ["git", "grep", "-nIE", "-e", pattern]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode in {0, 1}, done.stderr
    return done.stdout.splitlines()


def comments(text: str) -> int:
    """Lines that are only a comment, without directives of tools."""
    return len(re.findall(r"^\s*#(?! ?(?:noqa|type:|!))", text, re.MULTILINE))
