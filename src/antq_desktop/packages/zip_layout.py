"""The one ZIP shape that packages have: names, record layouts and pinned attributes."""

import re
import struct
from dataclasses import dataclass

MIMETYPE = b"application/vnd.etsi.asic-e+zip"
MIMETYPE_NAME = "mimetype"
DESCRIPTOR_NAME = "datapackage.json"
MANIFEST_NAME = "META-INF/ASiCManifest.xml"
SIGNATURE_NAME = "META-INF/signature.p7s"
UNSIGNED_NAMES = frozenset({MIMETYPE_NAME, MANIFEST_NAME, SIGNATURE_NAME})
NAMES = re.compile(
    r"mimetype|datapackage\.json|META-INF/(?:ASiCManifest\.xml|signature\.p7s)"
    r"|data/[a-z][a-z0-9_]{0,40}\.csv|files/[0-9a-f]{2}/[0-9a-f]{64}\.(?:jpg|png|pdf)"
)

LOCAL = struct.Struct("<IHHHHHIIIHH")
CENTRAL = struct.Struct("<IHHHHHHIIIHHHHHII")
END = struct.Struct("<IHHHHIIH")
LOCAL_MAGIC, CENTRAL_MAGIC, END_MAGIC = 0x04034B50, 0x02014B50, 0x06054B50
STORED, DEFLATED = 0, 8
MADE_BY, NEEDED = 0x0314, 20
DOS_TIME, DOS_DATE = 0, 0x0021
INTERNAL_ATTR, EXTERNAL_ATTR = 0, 0o100644 << 16
OVER_32_BITS = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of the container.

    Attributes:
        name: path inside the container, ASCII.
        method: `STORED` or `DEFLATED`.
        crc: CRC-32 of the plain bytes.
        packed: bytes in the container.
        size: plain bytes.
        offset: where the local header begins.
    """

    name: str
    method: int
    crc: int
    packed: int
    size: int
    offset: int

    @property
    def data_offset(self) -> int:
        """Where the entry's packed bytes begin."""
        return self.offset + LOCAL.size + len(self.name)

    @property
    def end(self) -> int:
        """Where the next record begins."""
        return self.data_offset + self.packed

    def local_record(self) -> bytes:
        """The local header with its name, as it must stand in the file."""
        raw = self.name.encode("ascii")
        return (
            LOCAL.pack(
                LOCAL_MAGIC, NEEDED, 0, self.method, DOS_TIME, DOS_DATE,
                self.crc, self.packed, self.size, len(raw), 0,
            )
            + raw
        )  # fmt: skip

    def central_record(self) -> bytes:
        """The record of the central directory, as it must stand in the file."""
        raw = self.name.encode("ascii")
        return (
            CENTRAL.pack(
                CENTRAL_MAGIC, MADE_BY, NEEDED, 0, self.method, DOS_TIME, DOS_DATE,
                self.crc, self.packed, self.size, len(raw), 0, 0, 0,
                INTERNAL_ATTR, EXTERNAL_ATTR, self.offset,
            )
            + raw
        )  # fmt: skip
