"""What whoever helps an officer has to know: versions, sizes, counts, codes of errors. Nothing about any person.

It goes out of the office by mail or telephone, so it holds numbers, versions and codes only: no text of a record, no
name of an officer, a commune, a folder or a file.
"""

import platform
import re
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from antq_desktop import __version__
from antq_desktop.domain.clock import VIETNAM
from antq_desktop.domain.percent import show_count
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.services import lists
from antq_desktop.services.office import Office
from antq_desktop.storage import backups, engine, outbox, settings
from antq_desktop.storage.places import StorePaths
from antq_desktop.storage.sealed_text import replace_file

CODES = 20
MEGABYTE = 1_048_576
_LOGGED = re.compile(r"^(\d{4}-\d\d-\d\d \d\d:\d\d):\d\d,\d+ [A-Z]+ (ANTQ-\d{4}|[EW]_[A-Z0-9_]+|\d{6} [A-Za-z]+)\b")


@dataclass(frozen=True, slots=True)
class Fact:
    """One line: what it is about, its name, its value."""

    part: str
    name: str
    value: str


def gather(office: Office, surroundings: Mapping[str, str]) -> list[Fact]:
    """Everything worth telling.

    Args:
        office: unlocked.
        surroundings: what only the window knows, for example the version of Qt; no personal value.
    """
    return [
        *_versions(office, surroundings),
        *_files(office.paths),
        *_registers(office),
        *_state(office),
        *_errors(office.paths.log),
    ]


def as_text(facts: Iterable[Fact], at: datetime) -> str:
    """All facts as plain text."""
    lines = [f"ANTQ Desktop – chẩn đoán lúc {at.astimezone(VIETNAM):%d/%m/%Y %H:%M}", "Không có tên người, tên hộ."]
    part = ""
    for fact in facts:
        if fact.part != part:
            part = fact.part
            lines += ["", part.upper()]
        lines.append(f"{fact.name}: {fact.value}")
    return "\n".join(lines) + "\n"


def save(facts: Iterable[Fact], at: datetime, path: Path) -> None:
    """Write the text to a file.

    Raises:
        StorageError: it cannot be written there.
    """
    replace_file(path, as_text(facts, at).encode("utf-8"))


def _versions(office: Office, surroundings: Mapping[str, str]) -> Iterator[Fact]:
    part = "Phiên bản"
    yield Fact(part, "ANTQ Desktop", __version__)
    yield Fact(part, "Python", platform.python_version())
    yield Fact(part, "Hệ điều hành", f"{platform.system()} {platform.release()} {platform.machine()}")
    with office.store.reading() as connection:
        said = engine.versions(connection)
    yield from (Fact(part, name, value) for name, value in {**said, **surroundings}.items())


def _files(paths: StorePaths) -> Iterator[Fact]:
    part = "Tệp"
    known = {
        "Cơ sở dữ liệu": paths.database,
        "Bản nháp": paths.drafts,
        "Tệp khóa": paths.keys,
        "Khóa của máy": paths.device,
        "Nhật ký lỗi": paths.log,
    }
    for name, path in known.items():
        yield Fact(part, name, _megabytes(path.stat().st_size) if path.exists() else "không có")
    kept = backups.listed(paths.backups)
    yield Fact(part, "Bản sao lưu trong máy", f"{len(kept)} bản, {_megabytes(sum(each.size for each in kept))}")
    yield Fact(part, "Chỗ trống trên ổ đĩa", _megabytes(shutil.disk_usage(paths.folder).free))


def _registers(office: Office) -> Iterator[Fact]:
    for key, register in REGISTERS.items():
        yield Fact("Số dòng trong sổ", register.title, show_count(lists.count(office, key)))


def _state(office: Office) -> Iterator[Fact]:
    part = "Tình trạng"
    with office.store.reading() as connection:
        states = Counter(line.state for line in outbox.lines(connection))
        checked = settings.read(connection, "last_check")
        backed_up = settings.read(connection, "last_backup")
    yield Fact(part, "Dữ liệu mẫu", "có" if office.training else "không")
    yield Fact(part, "Nơi dùng", office.profile)
    yield Fact(part, "Kiểm tra dữ liệu gần nhất", _moment(checked))
    yield Fact(part, "Sao lưu gần nhất", _moment(backed_up))
    yield Fact(
        part, "Gói đã niêm phong", ", ".join(f"{state} {count}" for state, count in sorted(states.items())) or "0"
    )


def _errors(log: Path) -> Iterator[Fact]:
    part = "Mã lỗi gần đây"
    try:
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        lines = []
    found = [(said[1], said[2]) for line in lines if (said := _LOGGED.match(line))]
    if not found:
        yield Fact(part, "Không có", "–")
    yield from (Fact(part, at, code) for at, code in found[: -CODES - 1 : -1])


def _moment(said: str | None) -> str:
    return "chưa có" if said is None else f"{datetime.fromisoformat(said).astimezone(VIETNAM):%d/%m/%Y %H:%M}"


def _megabytes(size: int) -> str:
    return f"{size / MEGABYTE:.1f} MB".replace(".", ",")
