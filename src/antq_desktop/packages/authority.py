"""A province's authority in a folder: its root, its recipients, what it issued and revoked."""

import datetime as dt
import secrets
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from cryptography import x509

from antq_desktop.packages import certificates, encryption, strict_json
from antq_desktop.packages.cades import seal_attached
from antq_desktop.packages.certificates import ROOT_ROLE, Holder
from antq_desktop.packages.codes import refusal
from antq_desktop.packages.enrolment import make_answer, read_request, to_base64
from antq_desktop.packages.limits import LIMITS
from antq_desktop.packages.placing import disk_errors, replace_bytes
from antq_desktop.packages.signing import Signer, generate_key, key_from_pem, key_to_pem
from antq_desktop.packages.times import show_utc
from antq_desktop.packages.trust import FORMAT, ID, Endpoint, load

STATE_FORMAT = "antq-authority/1"
RECIPIENTS = ("duty", "escrow")
BUNDLE_NAME = "trust.antq-trust"
TRAINING_UNITS = "99"

STATE_NAME = "authority.json"
_ROOT_KEY_NAME = "root.key"
_ROOT_NAME = "root.crt"
_SHORTEST_PASSPHRASE = 10
_BUNDLE_DAYS = 180


@dataclass(frozen=True, slots=True)
class BundleTerms:
    """What a bundle says beside certificates.

    Attributes:
        days: how long it may be relied on.
        endpoints: where to upload.
        programme: version of the target programme in force, or None.
        minimum_app: oldest version of the program that should still be used, or None.
    """

    days: int = _BUNDLE_DAYS
    endpoints: tuple[Endpoint, ...] = ()
    programme: str | None = None
    minimum_app: str | None = None


@dataclass(frozen=True, slots=True)
class Issued:
    """A certificate given out: serial number in hex, and whom it names."""

    serial: str
    unit: str
    device: str
    at: str


@dataclass(frozen=True, slots=True)
class Revoked:
    """A certificate taken back: serial number in hex, since when, and why."""

    serial: str
    since: str
    reason: str


@dataclass(frozen=True, slots=True)
class Authority:
    """An opened authority; its root key stays encrypted on the disk between calls.

    Attributes:
        folder: where it lives.
        unit: code of the province's unit.
        name: its name.
        root: its certificate.
        training: made for demo data.
        recipients: public age keys by id.
        version: number of the newest bundle, 0 before the first.
        issued: every certificate given out.
        revoked: every certificate taken back.
    """

    folder: Path
    unit: str
    name: str
    root: x509.Certificate
    training: bool
    recipients: tuple[encryption.Recipient, ...]
    version: int = 0
    issued: tuple[Issued, ...] = field(default=())
    revoked: tuple[Revoked, ...] = field(default=())


def init(out: Path, *, name: str, unit: str, now: dt.datetime, passphrase: str, training: bool = False) -> Authority:
    """Found an authority: root key and certificate, and the age keys of duty officer and escrow.

    Args:
        out: a folder that does not exist or is empty.
        name: of the province's unit, in Vietnamese.
        unit: its code.
        now: the province's clock.
        passphrase: at least 10 characters; protects the three secrets.
        training: for demo data; the root's subject then carries "MẪU".

    Raises:
        PackageError: `E_PASSPHRASE_WEAK`, `E_OUT_EXISTS`, `E_IDENTITY`.
    """
    secret = _normal(passphrase)
    if len(secret) < _SHORTEST_PASSPHRASE:
        raise refusal("E_PASSPHRASE_WEAK")
    key = generate_key()
    holder = Holder(unit, name, secrets.token_hex(8), ROOT_ROLE, training)
    root = certificates.make_root(key, holder, now)
    pairs = {each: encryption.generate_age_key() for each in RECIPIENTS}
    with disk_errors():
        if out.exists() and any(out.iterdir()):
            raise refusal("E_OUT_EXISTS", out.name)
        out.mkdir(parents=True, exist_ok=True)
    replace_bytes(key_to_pem(key, secret.encode("utf-8")), out / _ROOT_KEY_NAME)
    replace_bytes(certificates.to_pem(root), out / _ROOT_NAME)
    for each, pair in pairs.items():
        locked = encryption.lock_with_passphrase(f"{pair.secret}\n".encode("ascii"), secret)
        replace_bytes(locked, out / _recipient_file(each))
    public = tuple(encryption.Recipient(each, pair.public) for each, pair in pairs.items())
    authority = Authority(out, unit, name, root, training, public)
    _save(authority)
    return authority


def open_authority(folder: Path) -> Authority:
    """Open an authority.

    Args:
        folder: made by `init`.

    Raises:
        PackageError: `E_AUTHORITY`.
    """
    code = "E_AUTHORITY"
    try:
        state = (folder / STATE_NAME).read_bytes()
        root = load((folder / _ROOT_NAME).read_bytes())
    except OSError as error:
        raise refusal(code, type(error).__name__) from error
    reader = strict_json.ObjectReader(strict_json.load(state, LIMITS.descriptor, code), code)
    reader.text("format", STATE_FORMAT)
    if len(root.roots) != 1:
        raise refusal(code, _ROOT_NAME)
    return Authority(
        folder=folder,
        unit=reader.text("unit", ID),
        name=reader.text("name"),
        root=root.roots[0],
        training=reader.flag("training"),
        recipients=tuple(
            encryption.Recipient(item.text("id", ID), item.text("key")) for item in reader.objects("recipients")
        ),
        version=reader.integer("version"),
        issued=tuple(
            Issued(item.text("serial"), item.text("unit"), item.text("device"), item.text("at"))
            for item in reader.objects("issued")
        ),
        revoked=tuple(
            Revoked(item.text("serial"), item.text("since"), item.text("reason")) for item in reader.objects("revoked")
        ),
    )


def issue(
    authority: Authority,
    request: bytes,
    *,
    now: dt.datetime,
    passphrase: str,
    terms: BundleTerms | None = None,
) -> tuple[Authority, bytes]:
    """Issue the certificate a laptop asked for, with a fresh trust bundle.

    The caller has compared the request's fingerprint over the telephone.

    Args:
        authority: the province's.
        request: the laptop's file.
        now: the province's clock.
        passphrase: of the root key.
        terms: of the bundle.

    Returns:
        The authority as it now stands, and the answer for the laptop.

    Raises:
        PackageError: `E_SIG_…`, `E_REQUEST`, `E_PASSPHRASE`.
    """
    asked = read_request(request)
    demo_unit = asked.holder.unit.startswith(TRAINING_UNITS)
    if asked.holder.training != authority.training or (authority.training and not demo_unit):
        raise refusal("E_REQUEST", "demo and real do not mix")
    signer = _root(authority, passphrase)
    certificate = certificates.issue_device(asked.csr, asked.holder, authority.root, signer.key, now)
    entry = Issued(f"{certificate.serial_number:x}", asked.holder.unit, asked.holder.device, show_utc(now))
    changed, sealed = _bundle(
        replace(authority, issued=(*authority.issued, entry)), signer, now, terms or BundleTerms()
    )
    return changed, make_answer(signer, asked, certificate, sealed, now)


def bundle(
    authority: Authority, *, now: dt.datetime, passphrase: str, terms: BundleTerms | None = None
) -> tuple[Authority, bytes]:
    """Make the next trust bundle; it is also kept in the folder.

    Args:
        authority: the province's.
        now: the province's clock.
        passphrase: of the root key.
        terms: what it says beside certificates.

    Returns:
        The authority as it now stands, and the bundle.

    Raises:
        PackageError: `E_PASSPHRASE`.
    """
    return _bundle(authority, _root(authority, passphrase), now, terms or BundleTerms())


def revoke(authority: Authority, serial: str, *, now: dt.datetime, reason: str) -> Authority:
    """Put a certificate on the list of revoked ones; the next bundle carries it.

    Args:
        authority: the province's.
        serial: hex, one of `issued`.
        now: since when.
        reason: why, in words.

    Raises:
        PackageError: `E_AUTHORITY` when it was never issued here.
    """
    wanted = serial.lower().lstrip("0")
    if wanted not in {each.serial for each in authority.issued}:
        raise refusal("E_AUTHORITY", "serial number")
    if wanted in {each.serial for each in authority.revoked}:
        return authority
    changed = replace(authority, revoked=(*authority.revoked, Revoked(wanted, show_utc(now), reason)))
    _save(changed)
    return changed


def recipient_secret(authority: Authority, recipient: str, passphrase: str) -> str:
    """Open the secret age key of a recipient, to read what communes send.

    Args:
        authority: the province's.
        recipient: `duty` or `escrow`.
        passphrase: given at `init`.

    Raises:
        PackageError: `E_AUTHORITY` or `E_PASSPHRASE`.
    """
    try:
        locked = (authority.folder / _recipient_file(recipient)).read_bytes()
    except OSError as error:
        raise refusal("E_AUTHORITY", recipient) from error
    return encryption.open_with_passphrase(locked, _normal(passphrase)).decode("ascii").strip()


def _bundle(authority: Authority, signer: Signer, now: dt.datetime, terms: BundleTerms) -> tuple[Authority, bytes]:
    changed = replace(authority, version=authority.version + 1)
    value = {
        "format": FORMAT,
        "version": changed.version,
        "issued": show_utc(now),
        "expires": show_utc(now + dt.timedelta(days=terms.days)),
        "authority": {"unit": changed.unit, "name": changed.name},
        "training": changed.training,
        "roots": [to_base64(certificates.to_der(changed.root))],
        "revoked": [{"serial": each.serial, "since": each.since} for each in changed.revoked],
        "recipients": _keys(changed.recipients),
        "endpoints": [{"url": each.url, "authority": each.authority} for each in terms.endpoints],
        "programme": terms.programme,
        "minimumApp": terms.minimum_app,
        "reporting": _reporting(changed),
    }
    sealed = seal_attached(strict_json.dump(value), signer, now)
    replace_bytes(sealed, changed.folder / BUNDLE_NAME)
    _save(changed)
    return changed, sealed


def _reporting(authority: Authority) -> dict[str, str]:
    lost = {each.serial for each in authority.revoked}
    reporting: dict[str, str] = {}
    for each in authority.issued:
        if each.serial not in lost:
            reporting.setdefault(each.unit, each.device)
    return reporting


def _root(authority: Authority, passphrase: str) -> Signer:
    try:
        locked = (authority.folder / _ROOT_KEY_NAME).read_bytes()
    except OSError as error:
        raise refusal("E_AUTHORITY", _ROOT_KEY_NAME) from error
    return Signer(authority.root, (), key_from_pem(locked, _normal(passphrase).encode("utf-8")))


def _save(authority: Authority) -> None:
    value: dict[str, Any] = {
        "format": STATE_FORMAT,
        "unit": authority.unit,
        "name": authority.name,
        "training": authority.training,
        "version": authority.version,
        "recipients": _keys(authority.recipients),
        "issued": [
            {"serial": each.serial, "unit": each.unit, "device": each.device, "at": each.at}
            for each in authority.issued
        ],
        "revoked": [{"serial": each.serial, "since": each.since, "reason": each.reason} for each in authority.revoked],
    }
    replace_bytes(strict_json.dump(value), authority.folder / STATE_NAME)


def _keys(recipients: Sequence[encryption.Recipient]) -> list[dict[str, str]]:
    return [{"id": each.id, "key": each.key} for each in recipients]


def _recipient_file(recipient: str) -> str:
    return f"{recipient}.key.age"


def _normal(passphrase: str) -> str:
    return unicodedata.normalize("NFC", passphrase)
