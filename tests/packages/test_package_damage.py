"""Damage on the way, and unpacking what is whole."""

import itertools
import random
import shutil

import pytest
from package_stories import CSV, NOW, read_files, repack

from antq_desktop.domain.errors import PackageError
from antq_desktop.packages import zip_layout as layout
from antq_desktop.packages.strict import StrictZip
from antq_desktop.packages.unpacking import unpack
from antq_desktop.packages.verification import verify


def packed_places(path):
    """Offsets within deflate streams: one text can be packed in several ways, with other bits unused."""
    with path.open("rb") as file:
        entries = [entry for entry in StrictZip(file).entries.values() if entry.method == layout.DEFLATED]
    return [range(entry.data_offset, entry.end) for entry in entries]


def flipped(data, place, bit):
    return data[:place] + bytes([data[place] ^ 1 << bit]) + data[place + 1 :]


def test_flipped_bits_change_nothing_or_are_refused(province, sealed, files, tmp_path):
    data = sealed.path.read_bytes()
    noise = random.Random(20)
    packed = packed_places(sealed.path)
    places = {*noise.sample(range(len(data)), 500), *range(0, len(data), 13), *range(len(data) - 90, len(data))}
    for place in sorted(places):
        (tmp_path / "p").write_bytes(flipped(data, place, noise.randrange(8)))
        found = verify(tmp_path / "p", province.trust, NOW)
        if found.accepted:
            assert found.identity == sealed.identity
            assert read_files(tmp_path / "p") == files
            assert any(place in stream for stream in packed)


def test_the_unused_bits_at_the_end_of_streams_hide_nothing(province, sealed, files, tmp_path):
    data = sealed.path.read_bytes()
    accepted = 0
    for stream, bit in itertools.product(packed_places(sealed.path), range(8)):
        (tmp_path / "p").write_bytes(flipped(data, stream[-1], bit))
        found = verify(tmp_path / "p", province.trust, NOW)
        assert found.code in {None, "E_ZIP_DATA", "E_ZIP_CRC", "E_ZIP_SIZE", "E_ZIP_BOMB"}
        assert not found.accepted or read_files(tmp_path / "p") == files
        accepted += found.accepted
    assert accepted < 8 * 3


def test_cut_and_spliced_files_are_refused(province, sealed, tmp_path):
    data = sealed.path.read_bytes()
    noise = random.Random(21)
    for size in [*noise.sample(range(len(data)), 150), 0, 22, len(data) - 1]:
        for changed in (data[:size], data[size:], data[:size] + data[size + 1 :], data[:size] + b"\0" + data[size:]):
            (tmp_path / "p").write_bytes(changed)
            assert changed == data or not verify(tmp_path / "p", province.trust, NOW).accepted


def test_unpacking_refuses_what_verification_refuses(province, sealed, files, tmp_path):
    changed = repack({**files, CSV: b"evil\r\n"}.items(), tmp_path / "p")
    with pytest.raises(PackageError) as caught:
        unpack(changed, tmp_path / "out", province.trust, NOW)
    assert caught.value.code == "E_DIGEST"
    assert not (tmp_path / "out").exists()


def test_unpacking_writes_exactly_the_files_into_a_new_folder(province, sealed, files, tmp_path):
    out = tmp_path / "new" / "out"
    found = unpack(sealed.path, out, province.trust, NOW)
    assert found.accepted
    written = {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}
    assert written == files
    with pytest.raises(PackageError) as caught:
        unpack(sealed.path, out, province.trust, NOW)
    assert caught.value.code == "E_OUT_EXISTS"
    shutil.rmtree(out)
    out.mkdir()
    assert unpack(sealed.path, out, province.trust, NOW).accepted
    assert sorted(path.name for path in out.parent.iterdir()) == ["out"]


def test_an_untrusted_package_unpacks_only_on_explicit_wish(sealed, files, tmp_path):
    with pytest.raises(PackageError) as caught:
        unpack(sealed.path, tmp_path / "out", None, NOW)
    assert caught.value.code == "E_CERT_UNTRUSTED"
    found = unpack(sealed.path, tmp_path / "out", None, NOW, allow_untrusted=True)
    assert (found.accepted, found.code) == (False, "E_CERT_UNTRUSTED")
    assert (tmp_path / "out" / CSV).read_bytes() == files[CSV]
    changed = repack({**files, CSV: b"evil\r\n"}.items(), tmp_path / "p")
    with pytest.raises(PackageError) as caught:
        unpack(changed, tmp_path / "out2", None, NOW, allow_untrusted=True)
    assert caught.value.code == "E_DIGEST"
