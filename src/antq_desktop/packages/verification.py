"""Verifies a package, steps 1 to 12 in their order; writes nothing."""

import datetime as dt
import hashlib
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from antq_desktop.domain.dates import show_moment
from antq_desktop.domain.errors import PackageError
from antq_desktop.domain.progress import Progress, Silent
from antq_desktop.packages import certificates, descriptor, encryption, manifest
from antq_desktop.packages.chain import check_chain
from antq_desktop.packages.cms_check import CheckedSeal, check_detached
from antq_desktop.packages.codes import WARNINGS, refusal
from antq_desktop.packages.descriptor import Descriptor
from antq_desktop.packages.limits import LIMITS
from antq_desktop.packages.rows import read_rows
from antq_desktop.packages.strict import StrictZip
from antq_desktop.packages.trust import TrustStore
from antq_desktop.packages.zip_layout import (
    DESCRIPTOR_NAME,
    MANIFEST_NAME,
    SIGNATURE_NAME,
    UNSIGNED_NAMES,
)

_AGE_OVERHEAD = 1 << 20
_CLOCK_LEEWAY = dt.timedelta(hours=1)


@dataclass(slots=True)
class Verification:
    """What was found out about a package; on refusal, as far as the check came.

    Attributes:
        accepted: every step passed.
        code: `E_…` of the first step that failed, or None.
        message: its sentence for officers, or None.
        exit_code: 0, or what the command line ends with.
        warnings: `W_…` codes.
        identity: SHA-256 of the manifest, hex; the name of the package everywhere.
        signer: the signer's subject in words.
        unit: code of the unit that the signer's certificate names.
        device: uid of the device that it names.
        issuer: who issued that certificate, in words.
        signing_time: as stated by the sender's computer.
        descriptor: what the package says about itself.
        entries: names of its files.
        bundle_date: date of the trust bundle used, or None.
        training: a demo package; real stores refuse to receive it.
        encrypted: it was.
    """

    accepted: bool = False
    code: str | None = None
    message: str | None = None
    exit_code: int = 0
    warnings: tuple[str, ...] = ()
    identity: str | None = None
    signer: str | None = None
    unit: str | None = None
    device: str | None = None
    issuer: str | None = None
    signing_time: dt.datetime | None = None
    descriptor: Descriptor | None = None
    entries: tuple[str, ...] = ()
    bundle_date: dt.datetime | None = None
    training: bool = False
    encrypted: bool = False

    def refuse(self, error: PackageError) -> None:
        """Take over the refusal that ended the check."""
        self.accepted = False
        self.code, self.message, self.exit_code = error.code, error.message, error.exit_code


@dataclass(frozen=True, slots=True)
class Checks:
    """What a package is checked against.

    Attributes:
        trust: what this machine trusts; None trusts nobody.
        now: the receiver's clock.
        identities: secret age keys to try.
        allow_untrusted: go on after `E_CERT_UNTRUSTED`; the result is then not accepted.
        progress: told the bytes checked.
    """

    trust: TrustStore | None
    now: dt.datetime
    identities: Sequence[str] = ()
    allow_untrusted: bool = False
    progress: Progress = field(default_factory=Silent)


def verify(
    path: Path,
    trust: TrustStore | None,
    now: dt.datetime,
    identities: Sequence[str] = (),
    progress: Progress | None = None,
    *,
    rows: bool = False,
) -> Verification:
    """Verify one package.

    Args:
        path: the file, encrypted or not.
        trust: what this machine trusts; None trusts nobody.
        now: the receiver's clock.
        identities: secret age keys to try on an encrypted package.
        progress: told the bytes checked.
        rows: read every row too: its types, and the keys that the tables declare (step 13).

    Returns:
        The result; a refusal is a result too, never an exception.

    Raises:
        DiskFull: no room to decrypt.
        Cancelled: the person asked to stop.
    """
    found = Verification()
    try:
        with opened(path, Checks(trust, now, identities, progress=progress or Silent()), found) as container:
            if rows and found.descriptor is not None:
                for resource in found.descriptor.resources:
                    deque(read_rows(container, resource), maxlen=0)
    except PackageError as error:
        found.refuse(error)
    except OSError as error:
        found.refuse(refusal("E_READ", type(error).__name__))
    return found


@contextmanager
def opened(path: Path, checks: Checks, found: Verification) -> Iterator[StrictZip]:
    """Verify a package and keep it open, for those who read its content.

    Args:
        path: the file.
        checks: what to check it against.
        found: filled in as far as the check comes.

    Yields:
        The container; its entries have the digests that were sealed.

    Raises:
        PackageError: the first step that failed.
    """
    with _plain(path, checks.identities, found) as file:
        container = StrictZip(file)
        found.entries = tuple(container.entries)
        listing = container.small(MANIFEST_NAME, LIMITS.manifest)
        seal = check_detached(container.small(SIGNATURE_NAME, LIMITS.signature), listing)
        found.identity = hashlib.sha256(listing).hexdigest()
        trusted = _check_signer(seal, checks, found)
        sums = _check_content(container, listing, checks.progress)
        _check_descriptor(container, sums, found)
        found.warnings = tuple(_warnings(seal, checks, found))
        found.accepted = trusted
        yield container


def claims(found: Verification) -> tuple[str, ...]:
    """Say in four lines what a check without network may claim, and no more.

    Args:
        found: the result of an accepted package.
    """
    date = found.bundle_date
    listed = f"tính đến {show_moment(date)}" if date else "(không có danh sách thu hồi để đối chiếu)"
    time = show_moment(found.signing_time) or "không rõ"
    return (
        f"Nội dung không thay đổi kể từ khi niêm phong: {'đúng' if found.accepted else 'chưa xác nhận'}.",
        f"Nơi niêm phong: {found.signer}, đơn vị {found.unit}; chứng thư do {found.issuer} cấp.",
        f"Chứng thư không nằm trong danh sách bị thu hồi {listed}.",
        f"Giờ niêm phong theo máy gửi: {time}.",
    )


def warning_sentences(found: Verification) -> tuple[str, ...]:
    """The warnings of a result in words."""
    return tuple(WARNINGS[code] for code in found.warnings)


@contextmanager
def _plain(path: Path, identities: Sequence[str], found: Verification) -> Iterator[BinaryIO]:
    try:
        file = path.open("rb")
    except OSError as error:
        raise refusal("E_READ", type(error).__name__) from error
    with file:
        if path.stat().st_size > LIMITS.package + _AGE_OVERHEAD:
            raise refusal("E_ZIP_TOO_BIG")
        found.encrypted = encryption.is_encrypted(file)
        if not found.encrypted:
            yield file
            return
        with encryption.decrypted(file, identities) as plain:
            yield plain


def _check_signer(seal: CheckedSeal, checks: Checks, found: Verification) -> bool:
    certificate = seal.certificate
    found.signer = certificates.label(certificate.subject)
    found.issuer = certificates.label(certificate.issuer)
    found.unit, found.device = certificates.unit_of(certificate), certificates.device_of(certificate)
    found.signing_time = seal.signing_time
    found.training = certificates.is_training(certificate)
    trust = checks.trust or TrustStore(roots=())
    found.bundle_date = trust.issued
    try:
        check_chain(certificate, seal.others, trust, checks.now)
    except PackageError as error:
        if error.code != "E_CERT_UNTRUSTED" or not checks.allow_untrusted:
            raise
        return False
    return True


def _check_content(container: StrictZip, listing: bytes, progress: Progress) -> dict[str, tuple[str, int]]:
    references = manifest.parse(listing)
    payload = container.entries.keys() - UNSIGNED_NAMES
    if extra := payload - references.keys():
        raise refusal("E_UNSIGNED_FILE", ", ".join(sorted(extra)))
    if missing := references.keys() - payload:
        raise refusal("E_MISSING_FILE", ", ".join(sorted(missing))[:200])
    total = sum(entry.size for entry in container.entries.values())
    sums: dict[str, tuple[str, int]] = {}
    done = 0
    for name, reference in references.items():
        entry = container.entries[name]
        digest, lines = hashlib.sha256(), LineCounter()
        for chunk in container.chunks(entry):
            digest.update(chunk)
            if name.endswith(".csv"):
                lines.add(chunk)
            done += len(chunk)
            progress.step(done, total, "Đối chiếu nội dung gói")
        if digest.digest() != reference.digest:
            raise refusal("E_DIGEST", name)
        sums[name] = digest.hexdigest(), lines.count
    return sums


class LineCounter:
    """Counts the lines of CSV that end outside quotes.

    Attributes:
        count: lines so far.
    """

    def __init__(self) -> None:
        self.count = 0
        self._quoted = False

    def add(self, chunk: bytes) -> None:
        """Count on through the next piece of the file."""
        if b'"' not in chunk:
            self.count += 0 if self._quoted else chunk.count(b"\n")
            return
        parts = chunk.split(b'"')
        self.count += b'"'.join(parts[int(self._quoted) :: 2]).count(b"\n")
        self._quoted ^= len(parts) % 2 == 0


def _check_descriptor(container: StrictZip, sums: dict[str, tuple[str, int]], found: Verification) -> None:
    if DESCRIPTOR_NAME not in sums:
        raise refusal("E_MISSING_FILE", DESCRIPTOR_NAME)
    described = descriptor.parse(container.small(DESCRIPTOR_NAME, LIMITS.descriptor))
    found.descriptor = described
    found.training = found.training or described.identity.training
    named = {resource.path: resource for resource in described.resources}
    tables = {name for name in sums if name.startswith("data/")}
    if named.keys() != tables:
        raise refusal("E_RESOURCE", "tables")
    for name, resource in named.items():
        digest, lines = sums[name]
        size = container.entries[name].size
        if (resource.sha256, resource.rows + 1, resource.size) != (digest, lines, size):
            raise refusal("E_RESOURCE", name)
    for name in sums.keys() - tables - {DESCRIPTOR_NAME}:
        if f"files/{sums[name][0][:2]}/{sums[name][0]}" != name.rpartition(".")[0]:
            raise refusal("E_RESOURCE", name)
    if (described.identity.unit, described.identity.device) != (found.unit, found.device):
        raise refusal("E_CERT_UNIT")


def _warnings(seal: CheckedSeal, checks: Checks, found: Verification) -> Iterator[str]:
    trust = checks.trust
    if found.training or (trust is not None and trust.training):
        found.training = True
        yield "W_TRAINING"
    if seal.signing_time > checks.now + _CLOCK_LEEWAY:
        yield "W_TIME_FUTURE"
    if seal.signing_time < seal.certificate.not_valid_before_utc:
        yield "W_TIME_ODD"
    described = found.descriptor
    if described is None:
        return
    addressed = {recipient.key for recipient in described.recipients}
    keys = encryption.public_keys(checks.identities)
    if (found.encrypted or (addressed and keys)) and addressed.isdisjoint(keys):
        yield "W_NOT_ADDRESSED"
    if trust is not None and trust.has_expired(checks.now):
        yield "W_TRUST_EXPIRED"
    if described.unknown:
        yield "W_UNKNOWN_FIELD"
