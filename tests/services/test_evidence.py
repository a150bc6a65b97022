"""Evidence of activities: taken in small, named by records, looked at in memory, let out on grounds."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.conftest import PASSWORD

from antq_desktop.domain.errors import (
    EvidenceRefused,
    PasswordRefused,
    RecordGone,
    RejectedRecord,
    RoleRefused,
    UsageError,
)
from antq_desktop.domain.ids import new_uid
from antq_desktop.domain.progress import Cancelled
from antq_desktop.domain.rules import MOST_FILES
from antq_desktop.services import list_sheets, lives, records, undo, upkeep
from antq_desktop.services.groups import evidence
from antq_desktop.services.imports import returning
from antq_desktop.services.leaving import Grounds
from antq_desktop.services.office import Office, OfficerInSession
from evidence_files import photo, picture, written

GROUNDS = Grounds("gửi phòng PV05 xác minh", PASSWORD)


def on_disk(folder: Path, name: str, data: bytes) -> Path:
    place = folder / name
    place.write_bytes(data)
    return place


@pytest.fixture
def club(office: Office) -> Office:
    """An office with one club."""
    records.save(office, "club", {"name": "CLB Phòng, chống tội phạm Thôn Đông", "established_on": "05/03/2024"})
    return office


def held(office: Office, *files: str, **more: object):
    values = {"club": "CLB Phòng, chống tội phạm Thôn Đông", "happened_on": "20/11/2026", "evidence": files}
    return records.save(office, "activity", values | more)


def evidence_of(office: Office, uid) -> tuple[str, ...]:
    return getattr(records.get(office, "activity", uid).record, "evidence")  # noqa: B009 - of an activity


def viewer(office: Office) -> Office:
    return office.as_officer(OfficerInSession(office.officer.uid, "xem", "Người Xem", frozenset({"viewer"})))


def test_photos_and_minutes_of_a_meeting_are_taken_in_and_named(club: Office, tmp_path: Path) -> None:
    files = [
        on_disk(tmp_path, "họp.jpg", photo()),
        on_disk(tmp_path, "biên bản.pdf", written(2)),
        photo(picture(seed=9)),
    ]
    kept = evidence.take_in(club, [*files, files[0]])
    assert len(kept) == 3
    saved = held(club, *kept)
    assert evidence_of(club, saved.uid) == kept
    told = evidence.sizes(club, kept)
    assert [evidence.words_of(told[one]).split()[0] for one in kept] == ["ảnh", "PDF", "ảnh"]
    scan = evidence.opened(club, kept[1])
    assert evidence.pages(scan) == 2
    drawn = evidence.draw(scan, 200, page=2)
    assert max(drawn.width, drawn.height) in {200, 201}
    assert evidence.draw(evidence.opened(club, kept[0]), 96).width == 96
    assert upkeep.check(club).is_sound


def test_all_files_come_in_or_none_and_each_that_cannot_is_named(club: Office, tmp_path: Path) -> None:
    good = on_disk(tmp_path, "tốt.jpg", photo())
    bad = [on_disk(tmp_path, "ghi chú.jpg", "chữ".encode()), on_disk(tmp_path, "rỗng.pdf", b"")]
    with pytest.raises(EvidenceRefused) as refused:
        evidence.take_in(club, [good, *bad])
    assert "“ghi chú.jpg”" in refused.value.what
    assert "“rỗng.pdf”" in refused.value.what
    assert "cũng chưa được thêm" in refused.value.what
    with club.store.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM attachment").scalar_one() == 0
    with pytest.raises(UsageError, match=rf"tối đa {MOST_FILES}"):
        evidence.take_in(club, [good] * (MOST_FILES + 1))


def test_stopping_half_way_keeps_nothing(club: Office, tmp_path: Path) -> None:
    class Stopping:
        def step(self, done: int, total: int | None = None, label: str = "") -> None:
            if done == 1:
                raise Cancelled

    with pytest.raises(Cancelled):
        evidence.take_in(club, [photo(), photo(picture(seed=5))], Stopping())
    with club.store.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM attachment").scalar_one() == 0


def test_a_record_has_each_file_once_and_not_more_than_it_may(club: Office) -> None:
    kept = evidence.take_in(club, [photo()])
    assert evidence_of(club, held(club, *kept, *kept).uid) == kept
    many = [f"{number:064x}" for number in range(MOST_FILES + 1)]
    with pytest.raises(RejectedRecord, match=rf"tối đa {MOST_FILES} tệp"):
        held(club, *many)
    with pytest.raises(RejectedRecord, match=r"Thêm tệp"):
        held(club, evidence="2 tệp")
    with pytest.raises(RecordGone, match=r"minh chứng"):
        held(club, "ab" * 32)


def test_an_undone_save_leaves_nothing_wrong_and_the_state_as_before(club: Office) -> None:
    kept = evidence.take_in(club, [photo()])
    before = upkeep.state_hash(club)
    saved = held(club, *kept)
    records.save(club, "activity", {"evidence": ()}, uid=saved.uid)
    assert evidence_of(club, saved.uid) == ()
    undo.undo(club)
    assert evidence_of(club, saved.uid) == kept
    undo.undo(club, saved.changes.operation)
    assert upkeep.state_hash(club) == before
    assert upkeep.check(club).is_sound


def test_a_viewer_looks_but_brings_and_takes_nothing(club: Office, tmp_path: Path) -> None:
    (kept,) = evidence.take_in(club, [photo()])
    guest = viewer(club)
    assert evidence.opened(guest, kept).data[:2] == b"\xff\xd8"
    with pytest.raises(RoleRefused):
        evidence.take_in(guest, [photo()])
    with pytest.raises(RoleRefused):
        evidence.save_to(guest, kept, tmp_path / "ra.jpg", GROUNDS)
    assert not (tmp_path / "ra.jpg").exists()


def test_a_file_leaves_with_a_reason_and_the_password_and_the_journal_knows(club: Office, tmp_path: Path) -> None:
    kept = evidence.take_in(club, [photo(), written(1)])
    place = tmp_path / "ra.jpg"
    with pytest.raises(UsageError, match=r"mặt người"):
        evidence.save_to(club, kept[0], place, None)
    with pytest.raises(PasswordRefused):
        evidence.save_to(club, kept[0], place, Grounds("xác minh", "sai rồi nhé"))
    with pytest.raises(UsageError, match=r"\.pdf"):
        evidence.save_to(club, kept[1], place, GROUNDS)
    assert not place.exists()
    evidence.save_to(club, kept[0], place, GROUNDS)
    assert evidence.take_in(club, [place]) == kept[:1]
    with club.store.reading() as connection:
        sql = "SELECT title, reason FROM operation ORDER BY id DESC LIMIT 1"
        assert tuple(connection.exec_driver_sql(sql).one()) == ("Ghi tệp minh chứng ra ngoài (1 tệp)", GROUNDS.reason)


def test_a_file_is_found_by_the_beginning_of_its_code(club: Office) -> None:
    (kept,) = evidence.take_in(club, [photo()])
    assert evidence.find(club, kept[:8].upper()) == kept
    with pytest.raises(UsageError, match=r"quá ngắn"):
        evidence.find(club, kept[:7])
    with pytest.raises(RecordGone):
        evidence.find(club, "00000000")
    with pytest.raises(RecordGone):
        evidence.opened(club, "0" * 64)


def test_a_workbook_shows_numbers_of_files_and_its_return_empties_nothing(club: Office, tmp_path: Path) -> None:
    kept = evidence.take_in(club, [photo(), written(1)])
    saved = held(club, *kept)
    place = tmp_path / "hoạt động.xlsx"
    list_sheets.export_list(club, "activity", place, grounds=GROUNDS)
    book = load_workbook(place)
    sheet = book["Danh sách"]
    cells = {str(cell.value) for row in sheet for cell in row}
    assert "2 tệp" in cells
    assert "Minh chứng (chỉ xem)" in cells
    assert not any(one in text for one in kept for text in cells)
    head = {str(cell.value): cell.column for row in sheet for cell in row if cell.value}
    line = next(cell.row for row in sheet for cell in row if cell.value == str(saved.uid))
    sheet.cell(line, head["Minh chứng (chỉ xem)"]).value = None
    sheet.cell(line, head["Thành viên dự"]).value = 12
    book.save(place)
    returning.save(club, returning.preview(club, "activity", place))
    record = records.get(club, "activity", saved.uid).record
    assert getattr(record, "attendance") == 12  # noqa: B009 - of an activity
    assert evidence_of(club, saved.uid) == kept


def test_the_history_of_a_record_tells_how_many_files(club: Office) -> None:
    kept = evidence.take_in(club, [photo(), photo(picture(seed=2))])
    saved = held(club, kept[0])
    records.save(club, "activity", {"evidence": kept}, uid=saved.uid)
    life = lives.life(club, "activity", saved.uid)
    said = str(life)
    assert "2 tệp" in said
    assert kept[0] not in said


def test_a_file_that_was_never_saved_goes_after_a_month_and_no_other(office: Office, clock) -> None:
    club = records.save(office, "club", {"name": "CLB"}).uid
    brought = [evidence.take_in(office, [photo(picture(seed=number))])[0] for number in range(6)]
    dropped, saved, removed, edited, drafted, again = brought
    given = {"club": club, "happened_on": "02/11/2026"}
    records.save(office, "activity", {**given, "evidence": (saved,)})
    gone = records.save(office, "activity", {**given, "evidence": (removed,)})
    records.remove(office, "activity", gone.uid, "ghi nhầm")
    changed = records.save(office, "activity", {**given, "evidence": (edited,)})
    records.save(office, "activity", {"evidence": ()}, uid=changed.uid)
    other = new_uid(clock())
    office.drafts.keep(other, "activity", None, {"evidence": {"files": [drafted]}}, clock())
    clock.move(days=29)
    assert upkeep.drop_forgotten(office) == 0
    clock.move(days=2)
    evidence.take_in(office, [photo(picture(seed=5))])
    assert upkeep.daily_backup(office) is not None
    assert set(evidence.sizes(office, brought)) == {saved, removed, edited, drafted, again}
    undo.undo(office)
    assert records.get(office, "activity", changed.uid).record.evidence == (edited,)
    undo.undo(office)
    undo.undo(office)
    assert records.get(office, "activity", gone.uid).record.evidence == (removed,)
    assert upkeep.check(office).is_sound
    office.drafts.forget(other, "activity", None)
    assert upkeep.drop_forgotten(office) == 1
    assert set(evidence.sizes(office, brought)) == {saved, removed, edited, again}
    assert dropped not in evidence.sizes(office, brought)
