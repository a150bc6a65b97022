"""Containers made to deceive: each is refused with the code of the step that catches it."""

import io
import random

import pytest
from package_stories import CSV, LISTING, NOW, SEAL, code_of, repack

from antq_desktop.packages import zip_layout as layout
from antq_desktop.packages.strict import StrictZip
from antq_desktop.packages.verification import verify


def test_a_package_repacked_by_a_zip_library_keeps_its_identity(province, sealed, files, tmp_path):
    found = verify(repack(files.items(), tmp_path / "p"), province.trust, NOW)
    assert (found.accepted, found.identity) == (True, sealed.identity)


EXTRA = {
    "an extra file with an allowed name": ("data/extra.csv", "E_UNSIGNED_FILE"),
    "an attachment nobody listed": (f"files/ab/{'ab' * 32}.pdf", "E_UNSIGNED_FILE"),
    "traversal": ("../evil.csv", "E_ZIP_NAME"),
    "hidden traversal": ("data/../../evil.csv", "E_ZIP_NAME"),
    "absolute": ("/etc/passwd", "E_ZIP_NAME"),
    "drive": ("C:\\x.csv", "E_ZIP_NAME"),
    "case twin": ("data/AREAS.csv", "E_ZIP_NAME"),
    "letters that look alike": ("data/аreas.csv", "E_ZIP_NAME"),
    "nul": ("data/a.csv\0", "E_ZIP_NAME"),
    "line end": ("data/a.csv\n", "E_ZIP_NAME"),
    "a folder": ("data/", "E_ZIP_NAME"),
    "no name": ("", "E_ZIP_NAME"),
    "a long name": ("data/" + "a" * 300 + ".csv", "E_ZIP_NAME"),
    "a second file of one name": (CSV, "E_ZIP_DUPLICATE"),
}


@pytest.mark.parametrize("story", EXTRA)
def test_files_that_do_not_belong(province, files, tmp_path, story):
    name, code = EXTRA[story]
    path = repack([*files.items(), (name, b"a\r\n")], tmp_path / "p")
    assert code_of(path, province.trust) == code


def test_files_that_are_missing_or_out_of_place(province, files, tmp_path):
    def without(name):
        return [item for item in files.items() if item[0] != name]

    swapped = list(files.items())
    swapped[0], swapped[1] = swapped[1], swapped[0]
    for entries, code in (
        (without(CSV), "E_MISSING_FILE"),
        (without(LISTING), "E_MISSING"),
        (without(SEAL), "E_MISSING"),
        (without("datapackage.json"), "E_MISSING"),
        (without("mimetype"), "E_MIMETYPE"),
        (swapped, "E_MIMETYPE"),
        ([], "E_ZIP_EMPTY"),
    ):
        assert code_of(repack(entries, tmp_path / "p"), province.trust) == code


CHANGED = {
    "a cell edited": (CSV, lambda data: data.replace(b",83,", b",84,"), "E_DIGEST"),
    "the descriptor edited": ("datapackage.json", lambda data: data.replace(b": 17", b": 18"), "E_DIGEST"),
    "another type": ("mimetype", lambda _: b"application/zip", "E_MIMETYPE"),
    "another type of equal length": ("mimetype", lambda data: data[::-1], "E_MIMETYPE"),
    "manifest edited": (LISTING, lambda data: data + b" ", "E_SIG_DIGEST"),
    "seal emptied": (SEAL, lambda _: b"", "E_SIG_NOT_DER"),
    "seal longer by a byte": (SEAL, lambda data: data + b"\0", "E_SIG_NOT_DER"),
    "seal twice": (SEAL, lambda data: data + data, "E_SIG_NOT_DER"),
    "seal with long lengths": (
        SEAL, lambda data: b"\x30\x83\0" + data[2:4] + data[4:], "E_SIG_NOT_DER",
    ),
    "seal of indefinite length": (SEAL, lambda data: b"\x30\x80" + data[4:] + b"\0\0", "E_SIG_NOT_DER"),
    "seal that is something else": (SEAL, lambda _: b"\x30\x03\x02\x01\x05", "E_SIG_PARSE"),
    "seal too large": (SEAL, lambda _: bytes(65 << 10), "E_ZIP_BOMB"),
    "manifest too large": (LISTING, lambda _: random.Random(1).randbytes(3 << 20), "E_ZIP_BOMB"),
    "fifty megabytes of zeros": (CSV, lambda _: bytes(50_000_000), "E_ZIP_BOMB"),
}  # fmt: skip


@pytest.mark.parametrize("story", CHANGED)
def test_contents_that_were_changed(province, files, tmp_path, story):
    name, change, code = CHANGED[story]
    path = repack([*{**files, name: change(files[name])}.items()], tmp_path / "p")
    assert code_of(path, province.trust) == code


def test_a_link_instead_of_a_file(province, files, tmp_path):
    path = repack(
        files.items(), tmp_path / "p", attribute=lambda name: 0o120777 << 16 if name == CSV else 0o100644 << 16
    )
    assert code_of(path, province.trust) == "E_ZIP_ATTR"
    assert code_of(repack(files.items(), tmp_path / "q", stored=(SEAL,)), province.trust) == "E_MIMETYPE"


def central(data, field, value, *, second=False):
    """Overwrite one number of the first (or second) central record."""
    offsets = {"flags": (8, 2), "method": (10, 2), "crc": (16, 4), "packed": (20, 4), "size": (24, 4),
               "extra": (30, 2), "comment": (32, 2), "disk": (34, 2), "offset": (42, 4), "magic": (0, 4)}  # fmt: skip
    start = int.from_bytes(data[-6:-2], "little")
    if second:
        start = data.index(b"PK\1\2", start + 4)
    place, width = offsets[field]
    place += start
    return data[:place] + value.to_bytes(width, "little") + data[place + width :]


RECORDS = [
    ("magic", 0, "E_ZIP_CD"), ("extra", 1, "E_ZIP_EXTRA"), ("comment", 1, "E_ZIP_EXTRA"), ("disk", 1, "E_ZIP_EXTRA"),
    ("flags", 1, "E_ZIP_ENCRYPTED"), ("flags", 0x40, "E_ZIP_ENCRYPTED"), ("flags", 8, "E_ZIP_FLAGS"),
    ("flags", 0x800, "E_ZIP_FLAGS"), ("method", 14, "E_ZIP_METHOD"), ("packed", 0xFFFFFFFF, "E_ZIP_ZIP64"),
    ("size", 0xFFFFFFFF, "E_ZIP_ZIP64"), ("size", 3 << 30, "E_ZIP_SIZE"), ("size", 1 << 30, "E_ZIP_BOMB"),
    ("offset", 1, "E_ZIP_LAYOUT"), ("crc", 5, "E_ZIP_LOCAL_MISMATCH"),
]  # fmt: skip


@pytest.mark.parametrize(("field", "value", "code"), RECORDS)
def test_records_that_lie(province, sealed, tmp_path, field, value, code):
    path = tmp_path / "p"
    path.write_bytes(central(sealed.path.read_bytes(), field, value, second=True))
    assert code_of(path, province.trust) == code


def test_the_end_record_is_believed_only_when_exact(province, sealed, tmp_path):
    data = sealed.path.read_bytes()
    end = len(data) - 22

    def with_end(place, value):
        return data[: end + place] + value + data[end + place + len(value) :]

    for changed, code in (
        (data[:10], "E_ZIP_TRUNCATED"),
        (data[:-1], "E_ZIP_NO_EOCD"),
        (data + b"x", "E_ZIP_NO_EOCD"),
        (with_end(20, b"\1\0"), "E_ZIP_COMMENT"),
        (with_end(4, b"\1\0"), "E_ZIP_MULTIDISK"),
        (with_end(8, b"\1\0"), "E_ZIP_MULTIDISK"),
        (with_end(8, b"\xff\xff\xff\xff"), "E_ZIP_TOO_MANY"),
        (b"x" + data, "E_ZIP_LAYOUT"),
        (data[:end] + b"x" + data[end:], "E_ZIP_LAYOUT"),
        (with_end(8, b"\4\0\4\0"), "E_ZIP_LAYOUT"),
    ):
        (tmp_path / "p").write_bytes(changed)
        assert code_of(tmp_path / "p", province.trust) == code


def test_a_deflate_stream_that_ends_early_late_or_lies(province, sealed, tmp_path):
    for change, code in (
        (lambda raw, sums: (raw + b"\0", {}), "E_ZIP_DATA"),
        (lambda raw, sums: (raw[:-3], {}), "E_ZIP_DATA"),
        (lambda raw, sums: (b"\xff" + raw[1:], {}), "E_ZIP_DATA"),
        (lambda raw, sums: (raw, {"size": sums.size - 1}), "E_ZIP_BOMB"),
        (lambda raw, sums: (raw, {"size": sums.size + 1}), "E_ZIP_SIZE"),
        (lambda raw, sums: (raw, {"crc": sums.crc ^ 1}), "E_ZIP_CRC"),
    ):
        data = sealed.path.read_bytes()
        container = StrictZip(io.BytesIO(data))
        body, directory = b"", b""
        for name, entry in container.entries.items():
            raw = data[entry.data_offset : entry.data_offset + entry.packed]
            raw, sums = change(raw, entry) if name == LISTING else (raw, {})
            changed = layout.Entry(
                name, entry.method, sums.get("crc", entry.crc), len(raw), sums.get("size", entry.size), len(body)
            )
            body += changed.local_record() + raw
            directory += changed.central_record()
        count = len(container.entries)
        end = layout.END.pack(layout.END_MAGIC, 0, 0, count, count, len(directory), len(body), 0)
        (tmp_path / "p").write_bytes(body + directory + end)
        assert code_of(tmp_path / "p", province.trust) == code


def test_files_that_are_not_packages(province, tmp_path):
    noise = random.Random(3)
    for size in (0, 1, 21, 22, 100, 5000):
        (tmp_path / "p").write_bytes(noise.randbytes(size))
        assert code_of(tmp_path / "p", province.trust) in {"E_ZIP_TRUNCATED", "E_ZIP_NO_EOCD"}
    assert code_of(tmp_path / "missing", province.trust) == "E_READ"
    assert code_of(tmp_path, province.trust) == "E_READ"
