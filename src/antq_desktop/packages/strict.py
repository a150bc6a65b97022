"""Reads the container strictly: only the canonical shape opens, and the first doubt ends it."""

import os
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from antq_desktop.packages import zip_layout as layout
from antq_desktop.packages.codes import refusal
from antq_desktop.packages.limits import LIMITS, Limits

_READ = 1 << 18
_WINDOW = 1 << 20


class StrictZip:
    """An opened container; nothing is inflated before every record has been checked.

    Args:
        file: the plain (decrypted) container.
        limits: sizes above which it is refused.

    Raises:
        PackageError: `E_ZIP_…`, `E_MIMETYPE` or `E_MISSING`.
    """

    def __init__(self, file: BinaryIO, limits: Limits = LIMITS):
        self._file = file
        self._limits = limits
        size = file.seek(0, os.SEEK_END)
        if size > limits.package:
            raise refusal("E_ZIP_TOO_BIG")
        if size < layout.END.size:
            raise refusal("E_ZIP_TRUNCATED")
        self.entries = self._directory(size)
        first = next(iter(self.entries.values()))
        if first.name != layout.MIMETYPE_NAME or first.method != layout.STORED:
            raise refusal("E_MIMETYPE")
        if first.size != len(layout.MIMETYPE) or b"".join(self.chunks(first)) != layout.MIMETYPE:
            raise refusal("E_MIMETYPE")
        for name in (layout.DESCRIPTOR_NAME, layout.MANIFEST_NAME, layout.SIGNATURE_NAME):
            if name not in self.entries:
                raise refusal("E_MISSING", name)

    def small(self, name: str, maximum: int) -> bytes:
        """Read one entry whole.

        Args:
            name: an entry that exists.
            maximum: bytes it may have at most.

        Returns:
            The plain bytes.
        """
        entry = self.entries[name]
        if entry.size > maximum:
            raise refusal("E_ZIP_BOMB", name)
        return b"".join(self.chunks(entry))

    def chunks(self, entry: layout.Entry) -> Iterator[bytes]:
        """Inflate one entry piece by piece.

        Args:
            entry: one of `entries`.

        Yields:
            Plain bytes, never more in total than the entry's stated size.

        Raises:
            PackageError: `E_ZIP_BOMB`, `E_ZIP_SIZE`, `E_ZIP_DATA`, `E_ZIP_CRC`, `E_ZIP_TRUNCATED`.
        """
        source = self._inflated(entry) if entry.method == layout.DEFLATED else self._stored(entry)
        seen = crc = 0
        for chunk in source:
            seen += len(chunk)
            if seen > entry.size:
                raise refusal("E_ZIP_BOMB", entry.name)
            crc = zlib.crc32(chunk, crc)
            yield chunk
        if seen != entry.size:
            raise refusal("E_ZIP_SIZE", entry.name)
        if crc != entry.crc:
            raise refusal("E_ZIP_CRC", entry.name)

    def _stored(self, entry: layout.Entry) -> Iterator[bytes]:
        left = entry.packed
        while left:
            chunk = self._read(entry.end - left, min(left, _READ))
            left -= len(chunk)
            yield chunk

    def _inflated(self, entry: layout.Entry) -> Iterator[bytes]:
        inflater = zlib.decompressobj(-15)
        left, pending = entry.packed, b""
        while not inflater.eof:
            if not pending and left:
                pending = self._read(entry.end - left, min(left, _READ))
                left -= len(pending)
            starved = not pending
            try:
                plain = inflater.decompress(pending, _WINDOW)
            except zlib.error as error:
                raise refusal("E_ZIP_DATA", entry.name) from error
            pending = inflater.unconsumed_tail
            if plain:
                yield plain
            elif starved and not inflater.eof:
                raise refusal("E_ZIP_DATA", entry.name)
        if inflater.unused_data or left:
            raise refusal("E_ZIP_DATA", entry.name)

    def _read(self, place: int, count: int) -> bytes:
        self._file.seek(place)
        data = self._file.read(count)
        if not data:
            raise refusal("E_ZIP_TRUNCATED")
        return data

    def _directory(self, size: int) -> dict[str, layout.Entry]:
        self._file.seek(size - layout.END.size)
        end = layout.END.unpack(self._file.read(layout.END.size))
        magic, disk, start_disk, here, count, length, start, comment = end
        if magic != layout.END_MAGIC:
            raise refusal("E_ZIP_NO_EOCD")
        if comment:
            raise refusal("E_ZIP_COMMENT")
        if disk or start_disk or here != count:
            raise refusal("E_ZIP_MULTIDISK")
        if count == 0:
            raise refusal("E_ZIP_EMPTY")
        if count > self._limits.entries:
            raise refusal("E_ZIP_TOO_MANY")
        fits = length <= count * (layout.CENTRAL.size + self._limits.name)
        if start + length + layout.END.size != size or not fits:
            raise refusal("E_ZIP_LAYOUT")
        self._file.seek(start)
        return self._entries(self._file.read(length), count, start)

    def _entries(self, directory: bytes, count: int, start: int) -> dict[str, layout.Entry]:
        entries: dict[str, layout.Entry] = {}
        place = expected = plain = 0
        for _ in range(count):
            entry, place = _central(directory, place, self._limits)
            if entry.name in entries:
                raise refusal("E_ZIP_DUPLICATE", entry.name)
            _check_record(directory[place - layout.CENTRAL.size - len(entry.name) : place], entry)
            if entry.offset != expected or entry.end > start:
                raise refusal("E_ZIP_LAYOUT", entry.name)
            plain += entry.size
            self._check_sizes(entry, plain)
            self._file.seek(entry.offset)
            if self._file.read(layout.LOCAL.size + len(entry.name)) != entry.local_record():
                raise refusal("E_ZIP_LOCAL_MISMATCH", entry.name)
            expected = entry.end
            entries[entry.name] = entry
        if place != len(directory) or expected != start:
            raise refusal("E_ZIP_LAYOUT")
        return entries

    def _check_sizes(self, entry: layout.Entry, plain: int) -> None:
        if entry.size > self._limits.entry or (entry.method == layout.STORED and entry.size != entry.packed):
            raise refusal("E_ZIP_SIZE", entry.name)
        crowded = entry.size > self._limits.ratio_floor and entry.size > entry.packed * self._limits.ratio
        if crowded or plain > self._limits.unpacked:
            raise refusal("E_ZIP_BOMB", entry.name)


def _central(directory: bytes, place: int, limits: Limits) -> tuple[layout.Entry, int]:
    if place + layout.CENTRAL.size > len(directory):
        raise refusal("E_ZIP_CD")
    record = layout.CENTRAL.unpack_from(directory, place)
    magic, flags, method = record[0], record[3], record[4]
    crc, packed, size, name_length, extra, comment, disk = record[7:14]
    if magic != layout.CENTRAL_MAGIC:
        raise refusal("E_ZIP_CD")
    if extra or comment or disk:
        raise refusal("E_ZIP_EXTRA")
    if flags:
        raise refusal("E_ZIP_ENCRYPTED" if flags & 0x2041 else "E_ZIP_FLAGS")
    if method not in (layout.STORED, layout.DEFLATED):
        raise refusal("E_ZIP_METHOD")
    if layout.OVER_32_BITS in (packed, size, record[16]):
        raise refusal("E_ZIP_ZIP64")
    begin = place + layout.CENTRAL.size
    raw = directory[begin : begin + name_length]
    name = raw.decode("ascii") if raw.isascii() else ""
    if len(raw) != name_length or name_length > limits.name or not layout.NAMES.fullmatch(name):
        raise refusal("E_ZIP_NAME", ascii(raw[:80]))
    return layout.Entry(name, method, crc, packed, size, record[16]), begin + name_length


def _check_record(record: bytes, entry: layout.Entry) -> None:
    if record != entry.central_record():
        raise refusal("E_ZIP_ATTR", entry.name)
