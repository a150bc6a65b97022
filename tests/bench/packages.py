"""The package writer and the verification, against SHA-256 and deflate of the same bytes."""

import hashlib
import shutil
import zlib
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from tests.bench.measure import WORK, Result, child, pair
from tests.bench.people import people

from antq_desktop.packages import certificates, sealing, signing, verification
from antq_desktop.packages import trust as trusting
from antq_desktop.packages.certificates import Holder
from antq_desktop.packages.descriptor import PackageIdentity, Period
from antq_desktop.packages.tables import Table, TableField

NOW = datetime(2026, 5, 20, tzinfo=UTC)
DEVICE = "0197c1f0-0000-7000-8000-000000000001"
KINDS = ("string",) * 8 + ("integer",) * 3 + ("date", "string")
FIELDS = tuple(TableField(f"c{place}", kind, f"Cột {place}") for place, kind in enumerate(KINDS))  # type: ignore[arg-type]


def cells(count: int) -> list[tuple[object, ...]]:
    """Rows of 13 columns."""
    day = date(2026, 3, 1)
    rows = []
    for number, (name, address) in enumerate(people(count)):
        code = f"{number:032x}"
        rows.append((code, name, address, "HND", "signed", "head", "Đông Hạ", code[::-1], number, 4, 2026, day, ""))
    return rows


def seal(rows: Iterable[tuple[object, ...]], folder: str = "packages") -> sealing.SealedPackage:
    """Seal one package of the rows."""
    out = WORK / folder
    shutil.rmtree(out, ignore_errors=True)
    key = signing.generate_key()
    holder = Holder("99001", "Xã Mẫu", DEVICE, training=True)
    certificate = certificates.self_signed(key, holder, NOW)
    identity = PackageIdentity(
        package_id="0197c1f0-0000-7000-8000-000000000002",
        created=NOW,
        unit="99001",
        device=DEVICE,
        epoch="0197c1f0-0000-4000-8000-000000000003",
        stream="up",
        sequence=1,
        previous=None,
        kind="numbers",
        period=Period("2026", date(2026, 1, 1), date(2026, 12, 31)),
        app_version="0",
        training=True,
    )
    table = Table("pledges", FIELDS, ("c0",), rows)  # type: ignore[arg-type] # cells of known kinds
    sealed = sealing.seal(out, [table], identity, signing.Signer(certificate, (), key), signing_time=NOW)
    (out / "trust.pem").write_bytes(certificates.to_pem(certificate))
    return sealed


def run(*, quick: bool) -> list[Result]:
    """Ratios to the floor by processor time, and growth of memory from 5,000 rows."""
    count = 20_000 if quick else 100_000
    rows = cells(count)
    path = seal(rows).path
    plain = _plain(path)

    def floor() -> None:
        hashlib.sha256(plain).digest()
        packer = zlib.compressobj(6, zlib.DEFLATED, -15)
        packer.compress(plain)
        packer.flush()

    write, base = pair(lambda: seal(rows, "packages-again"), floor)
    trust = _trust(path)
    check, base_again = pair(lambda: verification.verify(path, trust, NOW), floor)
    code = (
        "import sys; from tests.bench.packages import seal, stream; seal(stream(int(sys.argv[1])), 'growth'); told = {}"
    )
    growth = child(code, count)["peak"] - child(code, 5_000)["peak"]
    note = f"{count:,} rows x 13"
    return [
        Result("package", "write / floor", write / base, "<= 2.5", "2.0", note),
        Result("package", "memory growth from 5,000 rows, MB", growth, "<= 30"),
        Result("package", "verify / floor", check / base_again, "<= 0.5", "0.4", note),
    ]


def stream(count: int) -> Iterator[tuple[object, ...]]:
    """Rows made while they are written, as a store yields them."""
    for number in range(count):
        code = f"{number:032x}"
        yield (code, f"Nguyễn Văn {number}", "Số 1", "HND", "signed", "head", "A", code, number, 4, 2026, None, "")


def _trust(path: Path) -> trusting.TrustStore:
    return trusting.load((path.parent / "trust.pem").read_bytes())


def _plain(path: Path) -> bytes:
    checks = verification.Checks(_trust(path), NOW)
    with verification.opened(path, checks, verification.Verification()) as container:
        return b"".join(container.chunks(container.entries["data/pledges.csv"]))
