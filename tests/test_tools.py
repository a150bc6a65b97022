"""The linters of `make check`, so that "the tests pass" means "the house is in order"."""

import os
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from source_tree import PACKAGE, ROOT, program

TOOLS = Path(sys.executable).parent


@pytest.mark.parametrize(
    "command",
    ["ruff check --quiet .", "ruff format --check --quiet .", "mypy --no-error-summary", "lint-imports --no-cache"],
)
def test_tool_finds_nothing(command: str) -> None:
    program_name, *arguments = command.split()
    done = subprocess.run(
        [TOOLS / program_name, *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "NO_COLOR": "1"},
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_everything_but_the_window_runs_where_qt_cannot() -> None:
    modules = [source.module for source in program() if source.module.split(".")[0] not in {"__main__", "app", "gui"}]
    outside_alembic = [name for name in modules if name != "storage.migrations.env"]
    names = [f"antq_desktop.{name}".rstrip(".") for name in outside_alembic]
    blocked = "import sys; sys.modules.update(PySide6=None, shiboken6=None)\n"
    script = blocked + "\n".join(f"import {name}" for name in names)
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "antq_desktop.domain.registers" in names


def test_a_wheel_carries_what_the_program_reads(tmp_path: Path) -> None:
    for name in ("src", "resources"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, tmp_path)
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "."]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (wheel,) = tmp_path.glob("*.whl")
    carried = {name.partition("/share/antq-desktop/")[2] or name for name in zipfile.ZipFile(wheel).namelist()}
    read = [path for path in (ROOT / "resources").rglob("*") if path.is_file()]
    code = [path for path in PACKAGE.rglob("*") if path.suffix in {".py", ".sql"}]
    wanted = {str(path.relative_to(ROOT)) for path in read} | {str(path.relative_to(ROOT / "src")) for path in code}
    assert len(wanted) > 200
    assert wanted <= carried


def test_the_shell_scripts_parse() -> None:
    scripts = [*(ROOT / "installer").glob("*.sh"), ROOT / ".ci" / "run"]
    faults = [subprocess.run(["bash", "-n", path], check=False).returncode for path in scripts]
    assert len(scripts) >= 6
    assert not any(faults)
    assert all(os.access(path, os.X_OK) for path in scripts)


def test_a_wheel_carries_every_resource() -> None:
    carried = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]["data-files"]
    patterns = [pattern for patterns in carried.values() for pattern in patterns]
    files = {path.relative_to(ROOT) for path in (ROOT / "resources").rglob("*") if path.is_file()}
    missed = {path for path in files if not any(path.match(pattern) for pattern in patterns)}
    assert files
    assert not missed
    assert all(target == f"share/antq-desktop/{Path(first).parent}" for target, (first,) in carried.items())
