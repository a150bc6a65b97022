"""Writes the container: one pass, each entry streamed, every attribute pinned."""

import hashlib
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import BinaryIO

from antq_desktop.packages import manifest
from antq_desktop.packages import zip_layout as layout
from antq_desktop.packages.codes import refusal
from antq_desktop.packages.limits import LIMITS, Limits

DEFLATE_LEVEL = 6


@dataclass(frozen=True, slots=True)
class EntrySums:
    """What the descriptor says about an entry: plain bytes and their SHA-256 in hex."""

    size: int
    sha256: str


class ContainerWriter:
    """Writes entries in the order they are given, then the manifest and the seal.

    Args:
        file: an empty binary file that can seek.
        limits: refused when exceeded, code `E_LIMIT`.
    """

    def __init__(self, file: BinaryIO, limits: Limits = LIMITS):
        self._file = file
        self._limits = limits
        self._position = 0
        self._plain = 0
        self._entries: list[layout.Entry] = []
        self._references: list[manifest.Reference] = []
        self._put(layout.MIMETYPE_NAME, [layout.MIMETYPE], method=layout.STORED)

    def add(self, name: str, chunks: Iterable[bytes], mime: str) -> EntrySums:
        """Stream one payload file into the container, deflated.

        Args:
            name: a name of the allow-list.
            chunks: the plain bytes, consumed once.
            mime: media type for the manifest.

        Returns:
            Size and digest of the plain bytes.
        """
        digest, size = self._put(name, chunks, method=layout.DEFLATED)
        self._references.append(manifest.Reference(name, mime, digest))
        return EntrySums(size, digest.hex())

    def finish(self, sign: Callable[[bytes], bytes]) -> bytes:
        """Write manifest, seal and central directory.

        Args:
            sign: makes the seal over the manifest's bytes.

        Returns:
            The bytes of the manifest; their SHA-256 is the package's identity.
        """
        listing = manifest.render(self._references)
        if len(listing) > self._limits.manifest:
            raise refusal("E_LIMIT", "manifest")
        self._put(layout.MANIFEST_NAME, [listing], method=layout.DEFLATED)
        self._put(layout.SIGNATURE_NAME, [sign(listing)], method=layout.STORED)
        directory = b"".join(entry.central_record() for entry in self._entries)
        count = len(self._entries)
        end = layout.END.pack(layout.END_MAGIC, 0, 0, count, count, len(directory), self._position, 0)
        self._file.write(directory + end)
        if self._position + len(directory) + len(end) > self._limits.package:
            raise refusal("E_LIMIT", "package")
        return listing

    def _put(self, name: str, chunks: Iterable[bytes], *, method: int) -> tuple[bytes, int]:
        if not layout.NAMES.fullmatch(name) or any(entry.name == name for entry in self._entries):
            raise refusal("E_TABLE", f"entry name {name}")
        if len(self._entries) >= self._limits.entries:
            raise refusal("E_LIMIT", "entries")
        start = self._position
        blank = layout.Entry(name, method, 0, 0, 0, start)
        self._write(blank.local_record())
        digest, crc, size = hashlib.sha256(), 0, 0
        packer = zlib.compressobj(DEFLATE_LEVEL, zlib.DEFLATED, -15) if method == layout.DEFLATED else None
        for chunk in chunks:
            digest.update(chunk)
            crc = zlib.crc32(chunk, crc)
            size += len(chunk)
            self._check_size(size, name)
            self._write(packer.compress(chunk) if packer else chunk)
        if packer:
            self._write(packer.flush())
        entry = layout.Entry(name, method, crc, self._position - blank.data_offset, size, start)
        if size > self._limits.ratio_floor and size > entry.packed * self._limits.ratio:
            raise refusal("E_LIMIT", f"ratio of {name}")
        self._plain += size
        self._file.seek(start)
        self._file.write(entry.local_record())
        self._file.seek(self._position)
        self._entries.append(entry)
        return digest.digest(), size

    def _check_size(self, size: int, name: str) -> None:
        if size > self._limits.entry or self._plain + size > self._limits.unpacked:
            raise refusal("E_LIMIT", name)

    def _write(self, data: bytes) -> None:
        if data:
            self._file.write(data)
            self._position += len(data)
            if self._position > self._limits.package:
                raise refusal("E_LIMIT", "package")
