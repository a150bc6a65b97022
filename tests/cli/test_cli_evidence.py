"""Evidence of an activity from the command line: brought, told of, let out, refused."""

from pathlib import Path

import pytest

from commands import Shell
from evidence_files import photo, picture, written

CLUB = "CLB Thôn Đông"


@pytest.fixture
def club(shell: Shell) -> Shell:
    """A commune with a club."""
    assert shell("add", "club", f"name={CLUB}", "established_on=05/03/2024").code == 0
    return shell


def files(folder: Path) -> tuple[str, str]:
    image, scan = folder / "họp tổ.jpg", folder / "biên bản.pdf"
    image.write_bytes(photo(picture((2_000, 1_500))))
    scan.write_bytes(written(2))
    return str(image), str(scan)


def held(shell: Shell, *more: str) -> str:
    return shell("add", "activity", f"club={CLUB}", "happened_on=20/11/2026", *more).done["id"]


def test_files_come_with_a_record_are_told_and_leave_with_a_reason(club: Shell, tmp_path: Path) -> None:
    image, scan = files(tmp_path)
    uid = held(club, "--file", image, "--file", scan)
    (record,) = club("show", "activity", uid).done["records"]
    told = record["evidence_files"]
    assert [one["sha256"] for one in told] == record["evidence"]
    assert [one["media"] for one in told] == ["image/jpeg", "application/pdf"]
    assert all(0 < one["bytes"] <= 400_000 for one in told)
    said = club.text("show", "activity", uid).out
    assert "2 tệp" in said
    assert f"Tệp 2: PDF {max(1, round(told[1]['bytes'] / 1000))} kB, mã {told[1]['sha256'][:16]}" in said

    out = tmp_path / "ra.pdf"
    done = club("attachment", told[1]["sha256"][:16], "--out", str(out), "--reason", "gửi phòng PV05").done
    assert done["sha256"] == told[1]["sha256"]
    assert len(out.read_bytes()) == told[1]["bytes"]
    assert club("attachment", "abcdef0123", "--out", str(out), "--reason", "xem").error == "ANTQ-1102"
    assert club("attachment", told[0]["sha256"], "--out", str(tmp_path / "x.png"), "--reason", "xem").code == 2
    assert club("check").code == 0


def test_more_files_are_added_and_a_field_emptied_first_is_filled_anew(club: Shell, tmp_path: Path) -> None:
    image, scan = files(tmp_path)
    uid = held(club, "--file", image)
    assert club("edit", "activity", uid, "--file", scan, "--file", image).code == 0
    first = club("show", "activity", uid).done["records"][0]["evidence"]
    assert len(first) == 2
    assert club("edit", "activity", uid, "evidence=", "--file", scan).code == 0
    assert club("show", "activity", uid).done["records"][0]["evidence"] == first[1:]
    assert club("edit", "activity", uid, "evidence=").code == 0
    assert club("show", "activity", uid).done["records"][0]["evidence_files"] == []
    assert club("edit", "activity", uid).code == 2


def test_what_is_no_evidence_is_refused_and_the_record_stays_as_it_was(club: Shell, tmp_path: Path) -> None:
    note = tmp_path / "ghi chú.jpg"
    note.write_text("họp thôn", encoding="utf-8")
    refused = club("add", "activity", f"club={CLUB}", "happened_on=20/11/2026", "--file", str(note))
    assert (refused.code, refused.error) == (3, "ANTQ-3002")
    assert "“ghi chú.jpg”" in refused.out
    assert club("show", "activity").done["total"] == 0
    uid = held(club)
    assert club("edit", "activity", uid, "--file", str(tmp_path / "không có.jpg")).error == "ANTQ-3002"
    assert club("edit", "activity", uid, "evidence=2 tệp").error == "ANTQ-1101"
    assert club("add", "residential_area", "name=Thôn Đông", "--file", str(note)).code == 2
    assert club("add", "activity", "--file", "").code == 2


def test_check_tells_of_files_that_no_line_uses(club: Shell, tmp_path: Path) -> None:
    image, _ = files(tmp_path)
    uid = held(club, "--file", image)
    assert club("check").done["unused_files"] == 0
    club("edit", "activity", uid, "evidence=")
    assert club("check").done["unused_files"] == 1
    assert "không dòng nào dùng" in club.text("check").out
