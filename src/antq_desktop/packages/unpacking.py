"""Unpacks a verified package into a new folder, for reading with other programs."""

import datetime as dt
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from antq_desktop.packages.codes import refusal
from antq_desktop.packages.placing import disk_errors
from antq_desktop.packages.strict import StrictZip
from antq_desktop.packages.trust import TrustStore
from antq_desktop.packages.verification import Checks, Verification, opened


def unpack(
    path: Path,
    out: Path,
    trust: TrustStore | None,
    now: dt.datetime,
    identities: Sequence[str] = (),
    *,
    allow_untrusted: bool = False,
) -> Verification:
    """Verify a package, then write its files into a new folder, all or none.

    Args:
        path: the package.
        out: the folder; must not exist, or be empty.
        trust: what this machine trusts; None trusts nobody.
        now: the receiver's clock.
        identities: secret age keys to try on an encrypted package.
        allow_untrusted: unpack also what only lacks a trusted certificate.

    Returns:
        The result of the verification; `code` is `E_CERT_UNTRUSTED` for an untrusted one.

    Raises:
        PackageError: the package is refused, or `E_OUT_EXISTS`.
        DiskFull, StoreReadOnly, StorageError: nothing is left behind.
    """
    found = Verification()
    checks = Checks(trust, now, identities, allow_untrusted)
    with opened(path, checks, found) as container, disk_errors():
        if out.exists() and (not out.is_dir() or any(out.iterdir())):
            raise refusal("E_OUT_EXISTS", out.name)
        out.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{out.name}-", dir=out.parent) as folder:
            _write(container, Path(folder) / "content")
            if out.exists():
                out.rmdir()
            shutil.move(Path(folder) / "content", out)
    if not found.accepted:
        found.refuse(refusal("E_CERT_UNTRUSTED"))
    return found


def _write(container: StrictZip, folder: Path) -> None:
    for name, entry in container.entries.items():
        target = folder.joinpath(*name.split("/"))
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as file:
            for chunk in container.chunks(entry):
                file.write(chunk)
