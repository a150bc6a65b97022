"""The command line as a test drives it: in this process, on a folder, with its answer caught."""

import io
import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from tests.conftest import RESOURCES

from antq_desktop.cli.main import main
from antq_desktop.services import setup
from antq_desktop.services.office import Environment
from antq_desktop.storage.key_slots import KdfCost

CHEAP = KdfCost(8, 1, 1)
NOW = "2026-11-23T08:00:00+07:00"
PASSWORD = "mot-cau-de-nho"


@dataclass(frozen=True)
class Said:
    """What one command answered."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> dict[str, Any]:
        """The one JSON object of `--json`; whatever else stood on the output fails here."""
        assert self.out.endswith("}\n"), self.out
        assert "\n" not in self.out[:-1], self.out
        read = json.loads(self.out)
        assert isinstance(read, dict)
        return read

    @property
    def done(self) -> dict[str, Any]:
        """The answer of a command that went well."""
        assert self.code == 0, self.out + self.err
        assert "error" not in self.data
        return self.data

    @property
    def error(self) -> str:
        """Code of a refusal; it has a whole sentence and no traceback."""
        said = self.data["error"]
        assert set(said) == {"code", "message"}
        assert "Traceback" not in self.out + self.err
        assert len(said["message"]) > 20
        assert "Dữ liệu" in said["message"] or "Tệp" in said["message"] or "Chưa" in said["message"], said
        return str(said["code"])


@dataclass
class Shell:
    """A person at a terminal.

    Attributes:
        folder: data folder given to every command.
        environ: environment variables of every command.
    """

    folder: Path
    environ: dict[str, str] = field(default_factory=lambda: {"ANTQ_PASSWORD": PASSWORD, "ANTQ_NOW": NOW})

    def run(self, *words: object, stdin: str = "", **environ: str) -> Said:
        """Run a command exactly as given, without the data folder."""
        streams = io.StringIO(stdin), io.StringIO(), io.StringIO()
        code = main([str(word) for word in words], {**self.environ, **environ}, streams, CHEAP)
        return Said(code, streams[1].getvalue(), streams[2].getvalue())

    def __call__(self, *words: object, stdin: str = "", **environ: str) -> Said:
        """Run a command on the folder, answered as JSON."""
        return self.run("--data", self.folder, "--json", *words, stdin=stdin, **environ)

    def text(self, *words: object, **environ: str) -> Said:
        """Run a command on the folder, answered for people."""
        return self.run("--data", self.folder, *words, **environ)

    def state(self) -> str:
        """Hash of what the registers say."""
        return str(self("state-hash").done["state_hash"])

    def area(self, name: str = "Thôn Đông Hạ") -> str:
        """Add a residential area."""
        return str(self("add", "residential_area", f"name={name}").done["id"])

    def household(self, name: str = "Nguyễn Văn An", area: str = "đông hạ", *more: str) -> str:
        """Add a household."""
        return str(self("add", "household", f"head_name={name}", f"area={area}", *more).done["id"])

    def process(self, *words: object, **environ: str) -> subprocess.CompletedProcess[str]:
        """Run a command on the folder in a process of its own."""
        return subprocess.run(
            [sys.executable, "-m", "antq_desktop.cli.main", "--data", str(self.folder), *map(str, words)],
            env={**os.environ, **self.environ, **environ},
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=60,
            check=False,
        )


def derive_wrongly(shell: Shell, *statements: str) -> None:
    """Change columns of a locked store behind the program's back."""
    clock = lambda: datetime.fromisoformat(NOW)  # noqa: E731 - a clock in one line
    office = setup.unlock(shell.folder, "binh", PASSWORD, Environment(RESOURCES, clock, CHEAP))
    with office.store.settling() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
    setup.lock(office)
