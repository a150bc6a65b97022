"""Values and forgeries that the tests of packages share."""

import datetime as dt
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from antq_desktop.packages import zip_layout as layout
from antq_desktop.packages.cades import seal_detached
from antq_desktop.packages.certificates import Holder
from antq_desktop.packages.descriptor import PackageIdentity, Period
from antq_desktop.packages.signing import Signer
from antq_desktop.packages.strict import StrictZip
from antq_desktop.packages.tables import Cell, Table, TableField
from antq_desktop.packages.trust import TrustStore
from antq_desktop.packages.verification import verify

NOW = dt.datetime(2026, 11, 22, 9, 30, tzinfo=dt.UTC)
CSV, LISTING, SEAL = "data/areas.csv", layout.MANIFEST_NAME, layout.SIGNATURE_NAME
PASSPHRASE = "Đồng lúa chín vàng 2026"
DEVICE = "0197c1f0-5555-7000-8000-00000000000d"
FIELDS = (
    TableField("id", "string", "Mã", required=True),
    TableField("name", "string", "Tên"),
    TableField("signed", "integer", "Đã ký"),
    TableField("on", "date", "Ngày"),
    TableField("active", "boolean", "Đang hoạt động"),
    TableField("at", "datetime", "Lúc"),
)
ROWS: tuple[tuple[Cell, ...], ...] = (
    ("a1", "Tổ dân phố số 1", 83, "2026-03-01", True, NOW),
    ("a2", 'Thôn "Đồi Mây", xã Mẫu', 0, dt.date(2026, 4, 30), False, "2026-05-01T07:00:00Z"),
    ("a3", None, None, None, None, None),
)


def holder(**changes: Any) -> Holder:
    return replace(Holder("96001", "Công an xã Ví Dụ", DEVICE), **changes)


def table(rows: Iterable[Sequence[Cell]] = ROWS, name: str = "areas") -> Table:
    return Table(name, FIELDS, ("id",), rows)


def identity(**changes: Any) -> PackageIdentity:
    made = PackageIdentity(
        package_id="0197c1f0-0000-7000-8000-000000000001",
        created=NOW,
        unit="96001",
        device=DEVICE,
        epoch="5f2d9c1e",
        stream="up",
        sequence=17,
        previous="0" * 64,
        kind="numbers",
        period=Period("2026-Q3", dt.date(2026, 7, 1), dt.date(2026, 9, 30)),
        app_version="0.1.0",
        journal_head="a" * 64,
        programme="2026.1",
    )
    return replace(made, **changes)


def code_of(path: Path, store: TrustStore | None, now: dt.datetime = NOW) -> str | None:
    found = verify(path, store, now)
    assert found.accepted == (found.code is None)
    assert found.accepted or (found.message and found.exit_code)
    return found.code


def read_files(path: Path) -> dict[str, bytes]:
    with path.open("rb") as file:
        container = StrictZip(file)
        return {name: b"".join(container.chunks(entry)) for name, entry in container.entries.items()}


def repack(
    files: Iterable[tuple[str, bytes]],
    path: Path,
    *,
    stored: Sequence[str] = (layout.MIMETYPE_NAME, layout.SIGNATURE_NAME),
    attribute: Callable[[str], int] = lambda _: layout.EXTERNAL_ATTR,
) -> Path:
    """Write any names and contents with right sums: what a forger with a ZIP library would make."""
    body, directory, count = b"", b"", 0
    for name, data in files:
        raw = name.encode("utf-8")
        packer = zlib.compressobj(6, zlib.DEFLATED, -15)
        method = layout.STORED if name in stored else layout.DEFLATED
        packed = data if method == layout.STORED else packer.compress(data) + packer.flush()
        sums = (zlib.crc32(data), len(packed), len(data), len(raw))
        times = (layout.DOS_TIME, layout.DOS_DATE)
        local = layout.LOCAL.pack(layout.LOCAL_MAGIC, layout.NEEDED, 0, method, *times, *sums, 0)
        directory += layout.CENTRAL.pack(
            layout.CENTRAL_MAGIC, layout.MADE_BY, layout.NEEDED, 0, method, *times, *sums,
            0, 0, 0, layout.INTERNAL_ATTR, attribute(name), len(body),
        ) + raw  # fmt: skip
        body += local + raw + packed
        count += 1
    end = layout.END.pack(layout.END_MAGIC, 0, 0, count, count, len(directory), len(body), 0)
    path.write_bytes(body + directory + end)
    return path


def resealed(
    files: dict[str, bytes], manifest: bytes, signer: Signer, when: dt.datetime = NOW
) -> list[tuple[str, bytes]]:
    """Put another manifest into a package, sealed anew."""
    seal = seal_detached(manifest, signer, when)
    changed = {layout.MANIFEST_NAME: manifest, layout.SIGNATURE_NAME: seal}
    return [(name, changed.get(name, data)) for name, data in files.items()]
