"""`datapackage.json`: what a package says about itself, a Frictionless Data Package v2."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import cast

from antq_desktop.packages import strict_json
from antq_desktop.packages.codes import refusal
from antq_desktop.packages.encryption import Recipient
from antq_desktop.packages.limits import LIMITS
from antq_desktop.packages.tables import FIELD_TYPES, FieldType, TableField
from antq_desktop.packages.times import parse_utc, show_utc

PROFILE = "antq-package/1"
READER = 1
KINDS = ("numbers", "register", "exchange")
STREAMS = ("up", "side")

_SCHEMA_URL = "https://datapackage.org/profiles/2.0/datapackage.json"
_ID = r"[0-9A-Za-z][0-9A-Za-z._-]{0,63}"
_DIGEST = r"sha256:[0-9a-f]{64}"
_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_PERIOD = rf"[0-9]{{4}}(?:-(?:0[1-9]|1[0-2]|Q[1-4]|H[12]|9M))?|{_DAY}\.\.{_DAY}"
_NAME = r"[a-z][a-z0-9_]{0,40}"


@dataclass(frozen=True, slots=True)
class Period:
    """The time a package speaks about.

    Attributes:
        key: `YYYY`, `YYYY-MM`, `YYYY-Qn`, `YYYY-H1`, `YYYY-9M` or `FROM..TO`.
        start: first day.
        end: last day.
    """

    key: str
    start: dt.date
    end: dt.date


@dataclass(frozen=True, slots=True)
class PackageIdentity:
    """Everything that names a package and its place in its device's row of packages.

    Attributes:
        package_id: UUIDv7.
        created: moment of the export, UTC, as the sender's clock says.
        unit: code of the sending unit.
        device: uid of the sending device.
        epoch: random key drawn at set-up and at each restore.
        stream: `up` or `side`.
        sequence: counts from 1 per (unit, device, epoch, stream).
        previous: identity of the package before it, 64 hex digits, or None for the first.
        kind: `numbers`, `register` or `exchange`.
        period: the time it speaks about.
        app_version: version of the program.
        schema: version of the content's tables.
        journal_head: digest of the device's newest journal entry, 64 hex digits, or None.
        programme: version of the target programme it was made under, or None.
        training: made by a demo store.
    """

    package_id: str
    created: dt.datetime
    unit: str
    device: str
    epoch: str
    stream: str
    sequence: int
    previous: str | None
    kind: str
    period: Period
    app_version: str
    schema: int = 1
    journal_head: str | None = None
    programme: str | None = None
    training: bool = False


@dataclass(frozen=True, slots=True)
class Resource:
    """One table as the descriptor states it.

    Attributes:
        name: key of the table.
        size: bytes of the CSV.
        sha256: digest of the CSV, hex.
        rows: rows without the heading.
        fields: the columns in order.
        primary_key: columns that identify a row.
    """

    name: str
    size: int
    sha256: str
    rows: int
    fields: tuple[TableField, ...]
    primary_key: tuple[str, ...]

    @property
    def path(self) -> str:
        """Where the CSV lies in the container."""
        return f"data/{self.name}.csv"


@dataclass(frozen=True, slots=True)
class Descriptor:
    """A whole descriptor.

    Attributes:
        identity: who sends what.
        resources: the tables.
        recipients: for whom the sender sealed it.
        unknown: keys this version does not know.
    """

    identity: PackageIdentity
    resources: tuple[Resource, ...]
    recipients: tuple[Recipient, ...] = ()
    unknown: tuple[str, ...] = field(default=())


def render(descriptor: Descriptor) -> bytes:
    """Write `datapackage.json`.

    Args:
        descriptor: what to say.

    Raises:
        PackageError: `E_IDENTITY` when the reader would refuse it, `E_LIMIT` when it is too large.
    """
    identity = descriptor.identity
    value = {
        "$schema": _SCHEMA_URL,
        "name": f"antq-{identity.unit.lower()}-{identity.sequence}",
        "id": identity.package_id,
        "created": show_utc(identity.created),
        "version": "1.0.0",
        "antq:profile": PROFILE,
        "antq:schema": identity.schema,
        "antq:minReader": READER,
        "antq:producer": {"app": "antq-desktop", "version": identity.app_version},
        "antq:unit": identity.unit,
        "antq:device": identity.device,
        "antq:epoch": identity.epoch,
        "antq:stream": identity.stream,
        "antq:sequence": identity.sequence,
        "antq:previous": _prefixed(identity.previous),
        "antq:kind": identity.kind,
        "antq:period": {
            "key": identity.period.key,
            "from": identity.period.start.isoformat(),
            "to": identity.period.end.isoformat(),
        },
        "antq:journalHead": _prefixed(identity.journal_head),
        "antq:programme": identity.programme,
        "antq:recipients": [{"id": each.id, "key": each.key} for each in descriptor.recipients],
        "resources": [_resource(each) for each in descriptor.resources],
    }
    if identity.training:
        value["antq:training"] = True
    data = strict_json.dump(value)
    if len(data) > LIMITS.descriptor:
        raise refusal("E_LIMIT", "descriptor")
    return data


def check_identity(identity: PackageIdentity, recipients: Iterable[Recipient] = ()) -> None:
    """Refuse an identity that no reader would accept, before any table is read.

    Args:
        identity: what the package will say.
        recipients: for whom it will be encrypted.

    Raises:
        PackageError: `E_IDENTITY`.
    """
    _parse(render(Descriptor(identity, (), tuple(recipients))), "E_IDENTITY")


def parse(data: bytes) -> Descriptor:
    """Read `datapackage.json` of a package whose seal has been checked.

    Args:
        data: the bytes.

    Raises:
        PackageError: `E_DESCRIPTOR` when irregular, `E_VERSION` when made for newer readers.
    """
    return _parse(data, "E_DESCRIPTOR")


def _parse(data: bytes, code: str) -> Descriptor:
    reader = strict_json.ObjectReader(strict_json.load(data, LIMITS.descriptor, code), code)
    profile = reader.text("antq:profile")
    if profile != PROFILE and re.fullmatch(r"antq-package/[0-9]{1,4}", profile):
        raise refusal("E_VERSION", profile)
    if profile != PROFILE:
        raise refusal(code, "antq:profile")
    if reader.integer("antq:minReader", 1) > READER:
        raise refusal("E_VERSION", "antq:minReader")
    identity = _identity(reader, code)
    for key in ("$schema", "name", "version"):
        reader.text(key)
    recipients = tuple(
        Recipient(item.text("id", _ID), item.text("key", r"age1[0-9a-z]{10,90}"))
        for item in reader.objects("antq:recipients")
    )
    unknown: list[str] = []
    resources = tuple(_read_resource(item, code, unknown) for item in reader.objects("resources"))
    if len({each.name for each in resources}) != len(resources):
        raise refusal(code, "resources")
    return Descriptor(identity, resources, recipients, (*reader.unknown, *unknown))


def _identity(reader: strict_json.ObjectReader, code: str) -> PackageIdentity:
    producer, period = reader.inner("antq:producer"), reader.inner("antq:period")
    producer.text("app")
    return PackageIdentity(
        package_id=reader.text("id", _ID),
        created=parse_utc(reader.text("created"), code),
        unit=reader.text("antq:unit", _ID),
        device=reader.text("antq:device", _ID),
        epoch=reader.text("antq:epoch", _ID),
        stream=reader.text("antq:stream", "|".join(STREAMS)),
        sequence=reader.integer("antq:sequence", 1),
        previous=_bare(reader.optional_text("antq:previous", _DIGEST)),
        kind=reader.text("antq:kind", "|".join(KINDS)),
        period=_period(period, code),
        app_version=producer.text("version", _ID),
        schema=reader.integer("antq:schema", 1),
        journal_head=_bare(reader.optional_text("antq:journalHead", _DIGEST)),
        programme=reader.optional_text("antq:programme", _ID),
        training=reader.flag("antq:training"),
    )


def _period(reader: strict_json.ObjectReader, code: str) -> Period:
    key, start, end = reader.text("key", _PERIOD), reader.text("from", _DAY), reader.text("to", _DAY)
    try:
        period = Period(key, dt.date.fromisoformat(start), dt.date.fromisoformat(end))
    except ValueError as error:
        raise refusal(code, "antq:period") from error
    if period.start > period.end:
        raise refusal(code, "antq:period")
    return period


def _resource(resource: Resource) -> dict[str, object]:
    return {
        "name": resource.name,
        "path": resource.path,
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": resource.size,
        "hash": f"sha256:{resource.sha256}",
        "antq:rows": resource.rows,
        "schema": {
            "fields": [
                {
                    "name": each.name,
                    "type": each.type,
                    "title": each.title,
                    **({"constraints": {"required": True}} if each.required else {}),
                }
                for each in resource.fields
            ],
            "primaryKey": list(resource.primary_key),
        },
    }


def _read_resource(reader: strict_json.ObjectReader, code: str, unknown: list[str]) -> Resource:
    name = reader.text("name", _NAME)
    fixed = {
        "path": f"data/{name}\\.csv",
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
    }
    for key, pattern in fixed.items():
        reader.text(key, pattern)
    schema = reader.inner("schema")
    fields = tuple(_read_field(item, unknown) for item in schema.objects("fields"))
    names = [each.name for each in fields]
    primary = schema.texts("primaryKey", _NAME)
    if not fields or len(set(names)) != len(names) or not set(primary) <= set(names):
        raise refusal(code, f"schema of {name}")
    digest = reader.text("hash", _DIGEST).removeprefix("sha256:")
    resource = Resource(name, reader.integer("bytes"), digest, reader.integer("antq:rows"), fields, primary)
    unknown += (f"{name}.{key}" for key in (*reader.unknown, *schema.unknown))
    return resource


def _read_field(reader: strict_json.ObjectReader, unknown: list[str]) -> TableField:
    name = reader.text("name", _NAME)
    kind = reader.text("type", "|".join(sorted(FIELD_TYPES)))
    title = reader.text("title")
    required = False
    if "constraints" in reader.unknown:
        constraints = reader.inner("constraints")
        required = constraints.flag("required")
        unknown += (f"{name}.{key}" for key in constraints.unknown)
    unknown += (f"{name}.{key}" for key in reader.unknown)
    return TableField(name, cast("FieldType", kind), title, required)


def _prefixed(digest: str | None) -> str | None:
    return None if digest is None else f"sha256:{digest}"


def _bare(digest: str | None) -> str | None:
    return None if digest is None else digest.removeprefix("sha256:")
