"""What the tests of printed papers share: the font, the tools that read a PDF back, and small papers."""

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from paper_stories import PLAIN

from antq_desktop.reports.fonts import FontSet
from antq_desktop.reports.list_head import ListHead
from antq_desktop.reports.table_paper import SignatureBlock, TableGroup, TablePaper

RESOURCES = Path(__file__).parents[2] / "resources"


@pytest.fixture(scope="session")
def fonts() -> FontSet:
    return FontSet.load(RESOURCES / "fonts")


def _tool(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"needs {name}")
    return found


def _run(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout


@pytest.fixture
def read_text() -> Callable[[Path], str]:
    tool = _tool("pdftotext")
    return lambda path: _run(tool, "-layout", str(path), "-")


@pytest.fixture
def read_fonts() -> Callable[[Path], list[tuple[str, str]]]:
    tool = _tool("pdffonts")

    def read(path: Path) -> list[tuple[str, str]]:
        rows = [line.split() for line in _run(tool, str(path)).splitlines()[2:]]
        return [(row[0].partition("+")[2], row[3]) for row in rows]

    return read


@pytest.fixture
def read_info() -> Callable[[Path], dict[str, str]]:
    tool = _tool("pdfinfo")

    def read(path: Path) -> dict[str, str]:
        lines = [line.partition(":") for line in _run(tool, "-rawdates", str(path)).splitlines()]
        return {key: value.strip() for key, _, value in lines}

    return read


@pytest.fixture
def head() -> ListHead:
    return ListHead(
        issuers=("CÔNG AN TỈNH MẪU", "CÔNG AN XÃ MẪU"),
        author="Công an xã Mẫu",
        made_on=date(2026, 11, 22),
        subtitle=("Số liệu tính đến ngày 22/11/2026",),
        signatures=(SignatureBlock(("NGƯỜI LẬP SỔ",)), SignatureBlock(("TRƯỞNG CÔNG AN XÃ",), "Thiếu tá Lê An")),
    )


@pytest.fixture
def paper() -> Callable[..., TablePaper]:
    def make(*names: str, **changes: Any) -> TablePaper:
        rows = tuple((str(n), name, f"Số {n}, ngõ 7") for n, name in enumerate(names, 1))
        return replace(PLAIN, **{"groups": (TableGroup("Thôn Một", rows, "Cộng Thôn Một"),), **changes})

    return make
