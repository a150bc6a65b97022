"""Makes a sealed package out of tables."""

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from antq_desktop.domain.progress import Progress, Silent
from antq_desktop.packages import descriptor, encryption
from antq_desktop.packages.cades import seal_detached
from antq_desktop.packages.certificates import device_of, unit_of
from antq_desktop.packages.codes import refusal
from antq_desktop.packages.container import ContainerWriter
from antq_desktop.packages.descriptor import Descriptor, PackageIdentity, Resource
from antq_desktop.packages.encryption import Recipient
from antq_desktop.packages.placing import disk_errors, place
from antq_desktop.packages.signing import Signer
from antq_desktop.packages.tables import CsvEncoder, Table
from antq_desktop.packages.zip_layout import DESCRIPTOR_NAME

SUFFIX = ".antq.asice"
ENCRYPTED_SUFFIX = ".asice.age"


@dataclass(frozen=True, slots=True)
class SealedPackage:
    """A package that lies whole on the disk.

    Attributes:
        path: the file.
        identity: SHA-256 of its manifest, hex.
        sequence: its place in the device's row.
        rows: rows by table.
        size: bytes of the file.
        encrypted: whether it can be read only by its recipients.
    """

    path: Path
    identity: str
    sequence: int
    rows: Mapping[str, int]
    size: int
    encrypted: bool


def seal(
    out: Path,
    tables: Sequence[Table],
    identity: PackageIdentity,
    signer: Signer,
    *,
    signing_time: dt.datetime,
    recipients: Sequence[Recipient] = (),
    progress: Progress | None = None,
) -> SealedPackage:
    """Write tables into a sealed package.

    Sealed again with the same identity and time, everything but the signature has the same bytes.

    Args:
        out: folder for the file; made when missing.
        tables: what to carry; their rows are consumed once.
        identity: names the package.
        signer: must be of the same unit and device as `identity`.
        signing_time: what this computer's clock says.
        recipients: encrypt to these; none leaves a `numbers` package readable by all.
        progress: told rows, then bytes.

    Returns:
        Where it lies and what names it.

    Raises:
        PackageError: `E_IDENTITY`, `E_TABLE`, `E_LIMIT`, `E_RECIPIENT`, `E_OUT_EXISTS`.
        DiskFull, StoreReadOnly, StorageError: nothing is left behind.
        Cancelled: nothing is left behind.
    """
    watcher = progress or Silent()
    _check(identity, signer, recipients)
    with disk_errors(), ExitStack() as stack:
        container = stack.enter_context(encryption.scratch_file())
        listing, rows = _write(container, tables, identity, signer, signing_time, recipients, watcher)
        name = hashlib.sha256(listing).hexdigest()
        finished = container
        if recipients:
            finished = stack.enter_context(encryption.scratch_file())
            encryption.encrypt(container, finished, recipients)
        size = finished.tell() if recipients else finished.seek(0, 2)
        path = out / file_name(identity, name, encrypted=bool(recipients))
        place(finished, path, watcher)
    return SealedPackage(path, name, identity.sequence, rows, size, bool(recipients))


def file_name(identity: PackageIdentity, digest: str, *, encrypted: bool) -> str:
    """Name a package's file; an encrypted one tells neither unit nor number.

    Args:
        identity: names the package.
        digest: SHA-256 of its manifest, hex.
        encrypted: whether it is.
    """
    if encrypted:
        return f"antq-{digest[:8]}{ENCRYPTED_SUFFIX}"
    return f"antq-{identity.unit}-{identity.sequence:04d}-{digest[:8]}{SUFFIX}"


def _check(identity: PackageIdentity, signer: Signer, recipients: Sequence[Recipient]) -> None:
    descriptor.check_identity(identity, recipients)
    if (identity.unit, identity.device) != (unit_of(signer.certificate), device_of(signer.certificate)):
        raise refusal("E_IDENTITY", "the certificate names another unit or device")
    if identity.kind != "numbers" and not recipients:
        raise refusal("E_RECIPIENT", "names leave only encrypted")


def _write(
    container: BinaryIO,
    tables: Sequence[Table],
    identity: PackageIdentity,
    signer: Signer,
    signing_time: dt.datetime,
    recipients: Sequence[Recipient],
    progress: Progress,
) -> tuple[bytes, dict[str, int]]:
    writer = ContainerWriter(container)
    resources: list[Resource] = []
    for table in tables:
        encoder = CsvEncoder(table, progress)
        sums = writer.add(f"data/{table.name}.csv", encoder, "text/csv")
        resources.append(Resource(table.name, sums.size, sums.sha256, encoder.rows, table.fields, table.primary_key))
    described = descriptor.render(Descriptor(identity, tuple(resources), tuple(recipients)))
    writer.add(DESCRIPTOR_NAME, [described], "application/json")
    listing = writer.finish(lambda content: seal_detached(content, signer, signing_time))
    return listing, {resource.name: resource.rows for resource in resources}
