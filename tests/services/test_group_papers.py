"""Papers of models and clubs: figures of the board and the stock, gaps in sight, nobody of a sensitive type named."""

import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from openpyxl import load_workbook
from tests.conftest import PASSWORD

from antq_desktop.domain.choices import GroupDeed
from antq_desktop.domain.errors import PasswordRefused, RecordGone, UsageError
from antq_desktop.domain.periods import calendar_year
from antq_desktop.services import lists, records, undo
from antq_desktop.services.groups import activities, group_board, group_stock, groups
from antq_desktop.services.groups.activities import Entry
from antq_desktop.services.groups.groups import CLUB, POINT
from antq_desktop.services.leaving import Grounds
from antq_desktop.services.office import Office
from antq_desktop.services.papers import papers
from antq_desktop.services.papers.group_papers import called, table_of
from antq_desktop.services.papers.paper_kinds import Part
from antq_desktop.services.papers.paper_tables import FigureTable, Line

YEAR = calendar_year(2026)
WHY = Grounds("họp giao ban", PASSWORD)
Read = Callable[[Path], str]


@pytest.fixture
def read(outside: Callable[[str], str]) -> Read:
    """The text of a PDF, its lines with single blanks."""
    tool = outside("pdftotext")

    def text(path: Path) -> str:
        said = subprocess.run([tool, "-layout", path, "-"], check=True, capture_output=True).stdout.decode()
        return "\n".join(" ".join(line.split()) for line in said.splitlines())

    return text


def type_of(office: Office, code: str) -> UUID:
    return lists.open_list(office, "model_type", lists.ListQuery(equal={"code": (code,)})).rows(0, 1)[0].uid


def point(office: Office, name: str, code: str = "tieng-keng-an-ninh", **values: object) -> UUID:
    given = {"name": name, "type": type_of(office, code), "established_on": "2024", "frequency": "monthly", **values}
    return records.save(office, POINT, given).uid


def did(office: Office, uid: UUID, *days: str, key: str = POINT, results: Any = None, **values: object) -> None:
    entries = [Entry(((key, uid),), {"happened_on": day, **values}, results or {}) for day in days]
    activities.record(office, entries)


@pytest.fixture
def commune(office: Office) -> Office:
    """Two types with three living points and one that was dissolved in June; two clubs; activities, teams, boards."""
    area = records.save(office, "residential_area", {"name": "Thôn Đông Hạ"}).uid
    one = point(office, "Kẻng Đông", areas=frozenset({area}), member_count=12, decision_no="7/QĐ-UBND")
    two = point(office, "Kẻng Đoài", established_on="03/2026", member_count=8)
    camera = point(office, "Camera chợ", "camera-an-ninh", member_count=5)
    gone = point(office, "Kẻng cũ", member_count=4)
    for name in ("Tổ 1", "Tổ 2"):
        records.save(office, "model_team", {"point": one, "name": name})
    for uid in (one, camera):
        records.save(office, "group_member", {"point": uid, "full_name": "Nguyễn Văn Trưởng", "role": "head"})
    did(office, one, "05/01/2026", "06/03/2026", attendance=9, invited=2, results={"patrols": 3, "tips": 1})
    did(office, two, "07/04/2026", content="họp tại nhà văn hóa", from_paper=True, paper_ref="Q1/12")
    did(office, gone, "08/02/2026")
    groups.act(office, GroupDeed.SUSPENDED, POINT, [two], groups.Grounds(date(2026, 9, 1), reason="mưa lũ"))
    decided = groups.Grounds(date(2026, 6, 1), "9/QĐ", date(2026, 5, 30))
    groups.act(office, GroupDeed.DISSOLVED, POINT, [gone], decided)
    club = records.save(
        office,
        CLUB,
        {
            "name": "CLB Đông Hạ",
            "area": area,
            "member_count": 20,
            "topics": "lừa đảo qua mạng",
            "frequency": "quarterly",
        },
    ).uid
    records.save(office, "group_member", {"club": club, "full_name": "Trần Thị Chủ Nhiệm", "role": "head"})
    did(office, club, "10/05/2026", key=CLUB, results={"sessions": 2})
    decided_club = {"decision_no": "5/QĐ", "decision_on": "01/02/2025", "frequency": "on_demand"}
    records.save(office, CLUB, {"name": "CLB Đoài", **decided_club})
    return office


def points_of(table: FigureTable) -> dict[object, tuple[object, ...]]:
    lines = [row for part in table.parts for row in part.rows if isinstance(row, Line) and not row.heads]
    return {line.cells[1]: line.cells for line in lines}


def test_the_annex_has_the_figures_of_the_board_and_adds_up_like_the_stock(commune: Office) -> None:
    table = table_of(commune, "model-annex", YEAR)
    seen = [line for line in group_board.board(commune, YEAR) if line.key == POINT]
    printed = points_of(table)
    for line in seen:
        assert printed[line.name][7:10] == (line.teams, line.members, line.activities)
    stock = group_stock.stock(commune, YEAR)
    heads = [row for part in table.parts for row in part.rows if isinstance(row, Line) and row.heads]
    assert len(heads) == stock.types.closing == 2
    assert sum(row.cells[6] for row in heads) == len(seen) == stock.points.closing == 3
    assert table.total == ("TỔNG CỘNG CUỐI KỲ: 2 loại mô hình; 3 điểm; 2 tổ; 25 thành viên; 3 buổi hoạt động trong kỳ")
    assert table.notes[1] == "Điểm mô hình: đầu kỳ 3 + mới trong kỳ 1 - kết thúc trong kỳ 1 = cuối kỳ 3"
    assert [part.title for part in table.parts] == [
        "I. Phòng, chống tội phạm và tệ nạn xã hội",
        "II. Camera an ninh",
        "Kết thúc trong kỳ (không tính vào số cuối kỳ)",
    ]
    assert table.parts[0].subtotal == (
        "Cộng phòng, chống tội phạm và tệ nạn xã hội: 1 loại mô hình; 2 điểm; 2 tổ; 20 thành viên; 3 buổi hoạt động"
    )
    assert printed["Kẻng Đoài"][5] == 2026
    assert printed["Kẻng Đoài"][11] == "tạm ngừng từ 01/09/2026"
    assert printed["Kẻng cũ"][11] == "đã giải thể từ 01/06/2026 theo 9/QĐ"
    assert printed["Kẻng Đông"][10] == "6 lượt tuần tra; 2 tin báo có ích"


def test_an_annex_of_a_past_period_tells_what_was_true_at_its_end(commune: Office) -> None:
    spring = commune.catalogues.period("2026-Q1")
    table = table_of(commune, "model-annex", spring)
    printed = points_of(table)
    assert printed["Kẻng cũ"][11] == printed["Kẻng Đoài"][11] == "đang hoạt động"
    assert table.notes[1].endswith("= cuối kỳ 4")
    assert len(table.parts) == 2, "nothing had ended yet"


def test_no_person_stands_on_the_annexes_and_they_need_no_reason(commune: Office, tmp_path: Path, read: Read) -> None:
    for kind in ("model-annex", "club-list"):
        for excel in (False, True):
            path = papers.make(commune, kind, YEAR, tmp_path, part=Part(excel=excel))
            if excel:
                rows = load_workbook(path).active.values
                text = "\n".join(str(cell) for row in rows for cell in row if cell is not None)
            else:
                text = read(path)
            assert "Trưởng" not in text.replace("TRƯỞNG CÔNG AN", "")
            assert "Chủ Nhiệm" not in text
            assert "Số liệu tính đến ngày 23/11/2026" in text
    assert not undo.operations(commune)[0].title.startswith(("In ", "Kết xuất"))


def test_the_annex_on_paper_is_an_official_paper(commune: Office, tmp_path: Path, read: Read) -> None:
    text = read(papers.make(commune, "model-annex", YEAR, tmp_path))
    lines = text.splitlines()
    assert "THỐNG KÊ MÔ HÌNH TỰ PHÒNG, TỰ QUẢN, TỰ BẢO VỆ VỀ AN NINH, TRẬT TỰ" in lines
    assert any(line.startswith("(Kèm theo Báo cáo số /BC-CAX ngày tháng năm 2026") for line in lines)
    assert {"CÔNG AN XÃ MẪU", "TRƯỞNG CÔNG AN XÃ"} <= set(lines)
    assert "Trang 1/" in text
    assert "DỮ LIỆU MẪU" in text
    assert "2.024" not in text, "a year has no dots"
    assert "Tổ của mô hình: đầu kỳ 2 + mới trong kỳ 0 - kết thúc trong kỳ 0 = cuối kỳ 2" in lines


def test_clubs_are_listed_with_what_they_did(commune: Office) -> None:
    table = table_of(commune, "club-list", YEAR)
    (part,) = table.parts
    rows = [row.cells for row in part.rows if isinstance(row, Line)]
    assert rows == [
        (1, "CLB Đoài", "5/QĐ ngày 01/02/2025", 0, "theo vụ việc", 0, "", "", "toàn xã"),
        (2, "CLB Đông Hạ", "", 20, 4, 1, "lừa đảo qua mạng", "2 buổi tuyên truyền", "Thôn Đông Hạ"),
    ]
    assert table.notes == (
        "Câu lạc bộ: đầu kỳ 2 + mới trong kỳ 0 - kết thúc trong kỳ 0 = cuối kỳ 2",
        "Số buổi/năm: theo lịch sinh hoạt đã định; số buổi trong kỳ: số buổi đã tổ chức.",
    )


def test_the_log_shows_each_activity_and_the_months_without_any(commune: Office, tmp_path: Path, read: Read) -> None:
    with pytest.raises(UsageError, match="lý do"):
        papers.make(commune, "activity-log", YEAR, tmp_path)
    with pytest.raises(PasswordRefused):
        papers.make(commune, "activity-log", YEAR, tmp_path, grounds=Grounds("họp", "sai mật khẩu rồi"))
    group = called(commune, "keng doai")
    plain = replace(commune, training=False)
    path = papers.make(plain, "activity-log", YEAR, tmp_path, grounds=WHY, part=Part(group=group))
    assert path.name == "activity-log-99001-2026-keng-doai.pdf"
    text = read(path)
    lines = text.splitlines()
    assert "Mô hình: Kẻng Đoài – toàn xã" in lines
    assert "07/04/2026 Sinh hoạt định kỳ. họp tại nhà văn hóa 23/11/2026" in lines
    assert any(line.startswith("ghi lại từ sổ giấy:") for line in lines), text
    assert [line for line in lines if "không có hoạt động" in line] == [
        f"Tháng {month:02}/2026: không có hoạt động" for month in (3, 5, 6, 7, 8)
    ], "founded in March, resting from September"
    assert "Kẻng Đông" not in text
    (written,) = [row for row in table_of(plain, "activity-log", YEAR, group[1]).parts[0].rows if isinstance(row, Line)]
    assert written.cells[6] == "Công an xã Mẫu", "the office that wrote it down, nobody by name"
    assert undo.operations(commune)[0].title == "In Sổ theo dõi hoạt động – Kẻng Đoài (1 dòng)"


def test_the_running_month_of_a_log_is_not_judged_before_its_end(commune: Office) -> None:
    table = table_of(commune, "activity-log", YEAR, called(commune, "Kẻng Đông")[1])
    words = [row for row in table.parts[0].rows if isinstance(row, str)]
    assert words[-1] == "Tháng 11/2026: chưa có hoạt động đến ngày 23/11/2026"
    assert words[-2] == "Tháng 10/2026: không có hoạt động"


def test_the_whole_log_has_a_part_for_every_group_of_the_period(commune: Office, tmp_path: Path, read: Read) -> None:
    table = table_of(commune, "activity-log", YEAR)
    assert [part.title.split(" – ")[0] for part in table.parts] == [
        "Mô hình: Camera chợ",
        "Mô hình: Kẻng cũ",
        "Mô hình: Kẻng Đoài",
        "Mô hình: Kẻng Đông",
        "Câu lạc bộ: CLB Đoài",
        "Câu lạc bộ: CLB Đông Hạ",
    ]
    assert table.lines == 5
    path = papers.make(commune, "activity-log", YEAR, tmp_path / "so.pdf", grounds=WHY)
    assert read(path).count("SỔ THEO DÕI HOẠT ĐỘNG MÔ HÌNH, CÂU LẠC BỘ") == 6


def test_a_dossier_is_one_page_that_names_the_board(
    commune: Office, tmp_path: Path, read: Read, outside: Callable[[str], str]
) -> None:
    group = called(commune, "Kẻng Đông")
    path = papers.make(commune, "model-dossier", YEAR, tmp_path, grounds=WHY, part=Part(group=group))
    text = read(path)
    told = subprocess.run([outside("pdfinfo"), path], check=True, capture_output=True).stdout.decode()
    assert "Pages:           1" in told
    assert "Ban chủ nhiệm: Nguyễn Văn Trưởng (trưởng ban, chủ nhiệm)" in text
    assert "T1 T2 T3 T4 T5 T6 T7 T8 T9 T10 T11 T12\n1 0 1 0 0 0 0 0 0 0 0 –" in text
    assert "Thành lập: 2024; Quyết định 7/QĐ-UBND" in text
    assert "2 buổi; 18 lượt thành viên dự; có hoạt động trong 2/10 kỳ sinh hoạt phải có" in text
    assert "Hồ sơ còn thiếu: báo cáo khảo sát, đề xuất;" in text
    assert undo.operations(commune)[0].title == "In Hồ sơ mô hình, câu lạc bộ – Kẻng Đông (1 dòng)"
    autumn = commune.catalogues.period("2026-H1")
    half = read(papers.make(commune, "model-dossier", autumn, tmp_path, grounds=WHY, part=Part(group=group)))
    assert "1 0 1 0 0 0 – – – – – –" in half


def test_a_dossier_with_a_lot_to_say_grows_smaller_before_it_takes_a_second_page(
    commune: Office, tmp_path: Path, read: Read, outside: Callable[[str], str]
) -> None:
    key, uid = called(commune, "Kẻng Đông")
    for choice in commune.catalogues.choices("group_file_kinds"):
        records.save(commune, "group_file", {"point": uid, "kind": choice.code, "number": "12/QĐ-UBND"})
    for year in range(2018, 2027):
        records.save(commune, "group_fund", {"point": uid, "year": year, "amount": 1_000_000, "source": "ngân sách"})
    for month in range(1, 7):
        deed = GroupDeed.RESUMED if month % 2 == 0 else GroupDeed.SUSPENDED
        day = date(2026, 4 + month, 1)
        groups.act(commune, deed, POINT, [uid], groups.Grounds(day, f"{month}/QĐ", day, "chờ kiện toàn ban chủ nhiệm"))
    kinds = commune.catalogues.choices("activity_results")
    did(commune, uid, "02/02/2026", results={choice.code: 9 for choice in kinds})
    path = papers.make(commune, "model-dossier", YEAR, tmp_path, grounds=WHY, part=Part(group=(key, uid)))
    text = read(path)
    told = subprocess.run([outside("pdfinfo"), path], check=True, capture_output=True).stdout.decode()
    assert "Pages:           1" in told
    assert "Diễn biến: 2 lần trước; tạm ngừng từ 01/07/2026" in text
    assert "năm 2026: 1.000.000 đồng (ngân sách); năm 2025" in text
    assert "năm 2022" not in text


def test_of_a_sensitive_type_nobody_is_named_and_nothing_written_freely_is_printed(
    office: Office, tmp_path: Path, read: Read
) -> None:
    uid = point(office, "Xứ đạo bình yên", "giao-xu-binh-yen", lead_name="nhà ông Kín")
    records.save(office, "group_file", {"point": uid, "kind": "rules", "number": "ông Kín giữ"})
    seen = {"inspected_on": "10/06/2026", "finding": "less", "words": "ông Kín tiếp đoàn"}
    records.save(office, "inspection", {"point": uid, **seen})
    records.save(office, "group_member", {"point": uid, "full_name": "Lê Văn Kín", "role": "head"})
    records.save(office, "model_team", {"point": uid, "name": "Tổ ông Kín"})
    records.save(office, "group_fund", {"point": uid, "year": 2026, "amount": 1000, "source": "ông Kín ủng hộ"})
    did(office, uid, "05/06/2026", content="ông Kín chủ trì", from_paper=True, paper_ref="sổ ông Kín")
    groups.act(office, GroupDeed.SUSPENDED, POINT, [uid], groups.Grounds(date(2026, 9, 1), reason="ông Kín ốm"))
    part = Part(group=(POINT, uid))
    for kind in ("activity-log", "model-dossier"):
        text = read(papers.make(office, kind, YEAR, tmp_path, grounds=WHY, part=part))
        assert "Kín" not in text
    assert "ban chủ nhiệm 1 người" in text
    assert "Kiểm tra: 10/06/2026: có hoạt động nhưng ít hơn sổ" in text
    assert "Kín" not in read(papers.make(office, "model-annex", YEAR, tmp_path))
    book = papers.make(office, "activity-log", YEAR, tmp_path, grounds=WHY, part=Part(group=(POINT, uid), excel=True))
    assert not any("Kín" in str(cell) for row in load_workbook(book).active.values for cell in row)


def test_a_table_leaves_as_a_workbook_with_the_same_columns_and_figures(commune: Office, tmp_path: Path) -> None:
    for kind in ("model-annex", "club-list", "activity-log"):
        table = table_of(commune, kind, YEAR)
        path = papers.make(commune, kind, YEAR, tmp_path, grounds=WHY, part=Part(excel=True))
        rows = list(load_workbook(path).active.values)
        heading = tuple(column.title for column in table.columns)
        assert heading in rows
        for part in table.parts:
            for row in part.rows:
                if isinstance(row, Line):
                    wanted = tuple(cell if cell != "" else None for cell in row.cells)
                    told = [tuple(getattr(cell, "date", lambda cell=cell: cell)() for cell in line) for line in rows]
                    assert wanted in told
    assert undo.operations(commune)[0].title == "Kết xuất Excel Sổ theo dõi hoạt động (5 dòng)"


def test_what_a_paper_cannot_be_is_refused_before_anything_is_written(commune: Office, tmp_path: Path) -> None:
    group = called(commune, "Kẻng Đông")
    for kind, part, words in (
        ("model-dossier", Part(), "một mô hình hoặc câu lạc bộ"),
        ("model-dossier", Part(group=group, excel=True), "chỉ có bản PDF"),
        ("pledge-summary", Part(excel=True), "chỉ có bản PDF"),
        ("model-annex", Part(group=group), "cả xã"),
        ("club-list", Part(areas=(group[1],)), "cả xã"),
    ):
        with pytest.raises(UsageError, match=words):
            papers.make(commune, kind, YEAR, tmp_path, grounds=WHY, part=part)
    with pytest.raises(UsageError, match="Không ghi được tệp"):
        papers.make(commune, "club-list", YEAR, tmp_path / "clb.pdf", part=Part(excel=True))
    with pytest.raises(RecordGone):
        called(commune, "Kẻng không có")
    point(commune, "Kẻng Đông", "camera-an-ninh")
    with pytest.raises(UsageError, match="Có 2"):
        called(commune, "Kẻng Đông")
    assert not [*tmp_path.glob("*.pdf"), *tmp_path.glob("*.xlsx")]


def test_empty_registers_give_papers_that_say_so(office: Office, tmp_path: Path, read: Read) -> None:
    said = {
        "model-annex": "Chưa có điểm mô hình nào trong kỳ này.",
        "club-list": "Chưa có câu lạc bộ nào trong kỳ này.",
        "activity-log": "Chưa có mô hình, câu lạc bộ nào trong kỳ này.",
    }
    for kind, words in said.items():
        assert words in read(papers.make(office, kind, YEAR, tmp_path, grounds=WHY))
        book = papers.make(office, kind, YEAR, tmp_path, grounds=WHY, part=Part(excel=True))
        assert words in [row[0] for row in load_workbook(book).active.values]


def test_no_row_of_many_groups_is_lost(office: Office, tmp_path: Path, read: Read) -> None:
    uids = [point(office, f"Tổ số {n:03}", member_count=n) for n in range(1, 121)]
    activities.record(office, [Entry(((POINT, uid),), {"happened_on": "05/06/2026"}) for uid in uids])
    plain = replace(office, training=False)
    text = read(papers.make(plain, "model-annex", YEAR, tmp_path))
    rows = [line for line in text.splitlines() if line.startswith("1.")]
    assert [(row.split()[0], row.split(" số ")[1][:3]) for row in rows] == [
        (f"1.{n}", f"{n:03}") for n in range(1, 121)
    ]
    log = read(papers.make(plain, "activity-log", YEAR, tmp_path, grounds=WHY))
    assert log.count("05/06/2026 Sinh hoạt định kỳ") == 120
