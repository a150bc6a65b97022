"""Hard limits of the format, refused at writing as well as at reading."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes unless the name says otherwise.

    Attributes:
        package: the whole container.
        unpacked: all entries together, inflated.
        entry: one entry, inflated.
        entries: number of entries.
        name: length of one entry's name.
        ratio: inflated to packed, for entries above `ratio_floor`.
        ratio_floor: entries up to this size may have any ratio.
        manifest: `META-INF/ASiCManifest.xml`.
        signature: `META-INF/signature.p7s`, and every other seal.
        descriptor: `datapackage.json`, and every other JSON text.
        field: one CSV cell.
        row: one CSV row.
        rows: number of rows of one table.
    """

    package: int = 1 << 30
    unpacked: int = 4 << 30
    entry: int = 2 << 30
    entries: int = 2000
    name: int = 200
    ratio: int = 200
    ratio_floor: int = 1 << 20
    manifest: int = 2 << 20
    signature: int = 64 << 10
    descriptor: int = 4 << 20
    field: int = 64 << 10
    row: int = 1 << 20
    rows: int = 5_000_000


LIMITS = Limits()
