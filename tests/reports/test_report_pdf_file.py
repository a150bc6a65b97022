import errno
import resource
import signal
from datetime import date

import pytest

from antq_desktop.domain.errors import DiskFull, ReportError, StoreReadOnly
from antq_desktop.reports.pdf_file import PaperInfo, write_file


def test_a_file_replaces_the_older_one_and_leaves_nothing_else(tmp_path):
    target = tmp_path / "new folder" / "so.pdf"
    write_file(target, b"one")
    write_file(target, b"two")
    assert target.read_bytes() == b"two"
    assert [path.name for path in target.parent.iterdir()] == ["so.pdf"]


def test_a_disk_without_room_is_told_and_the_older_paper_stays(tmp_path):
    target = tmp_path / "so.pdf"
    write_file(target, b"older")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, limits[1]))
    try:
        with pytest.raises(DiskFull) as told:
            write_file(target, bytes(2 << 20))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, before)
    assert told.value.__cause__.errno == errno.EFBIG
    assert target.read_bytes() == b"older"
    assert [path.name for path in tmp_path.iterdir()] == ["so.pdf"]


def test_a_place_that_may_not_be_written_is_told(unwritable):
    with pytest.raises(StoreReadOnly, match="không cho ghi"):
        write_file(unwritable / "so.pdf", b"paper")


def test_a_place_that_is_no_folder_is_told(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(ReportError, match="Không ghi được"):
        write_file(tmp_path / "file" / "so.pdf", b"paper")


def test_the_date_of_the_file_is_the_one_given():
    info = PaperInfo("Sổ", "Công an xã Mẫu", date(2026, 3, 5))
    assert info.pdf_date(2000, 1, 1, 0, 0, 0) == "D:20260305000000+07'00'"
