"""What of models and clubs leaves in a package of numbers: counts that agree with the board, and nobody's name."""

import csv
import io
from datetime import date
from pathlib import Path

from antq_desktop.domain.choices import GroupDeed
from antq_desktop.domain.periods import calendar_year
from antq_desktop.services import lists, records
from antq_desktop.services.groups import activities, group_board, group_stock, groups
from antq_desktop.services.groups.activities import Entry
from antq_desktop.services.groups.groups import CLUB, POINT, Grounds
from antq_desktop.services.handover import enrolment, handing_over
from antq_desktop.services.office import Office

YEAR = calendar_year(2026)
CANARY = "Hoàng Canh Giữ"


def unpacked(office: Office, folder: Path) -> dict[str, list[dict[str, str]]]:
    done = handing_over.export(office, "numbers", YEAR, folder)
    trust = folder / "own.pem"
    trust.write_bytes(enrolment.status(office).certificate)
    handing_over.unpack(done.path, folder / "open", office.clock(), handing_over.read_trust(trust))
    return {
        path.stem: list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
        for path in (folder / "open" / "data").glob("*.csv")
    }


def full(office: Office, code: str = "giao-xu-binh-yen") -> dict[str, object]:
    """A lively point with everything about persons and free text that must not leave, a club, an ended point."""
    kind = lists.open_list(office, "model_type", lists.ListQuery(equal={"code": (code,)})).rows(0, 1)[0].uid
    area = records.save(office, "residential_area", {"name": "Thôn Đông"}).uid
    terms = {"type": kind, "established_on": "2024", "frequency": "monthly", "lead_organization": "HPN"}
    given = {**terms, "name": "Giáo xứ Đông", "areas": frozenset({area}), "note": CANARY, "lead_name": f"cha {CANARY}"}
    point = records.save(office, POINT, {**given, "member_count": 40, "equipment": CANARY}).uid
    old = records.save(office, POINT, {**terms, "name": "Xứ cũ"}).uid
    club = records.save(office, CLUB, {"name": "CLB Đông", "topics": CANARY, "charter": CANARY}).uid
    for group in ({"point": point}, {"club": club}):
        records.save(office, "group_member", {**group, "full_name": CANARY, "role": "head"})
        records.save(office, "group_file", {**group, "kind": "decision", "number": CANARY})
        seen = {**group, "inspected_on": "10/05/2026", "finding": "as_written", "words": CANARY}
        records.save(office, "inspection", seen)
        records.save(office, "group_fund", {**group, "year": 2026, "amount": 5_000_000, "source": CANARY})
    records.save(office, "model_team", {"point": point, "name": CANARY})
    entry = {"attendance": 31, "content": CANARY, "from_paper": True, "paper_ref": CANARY}
    days = [Entry(((POINT, point), (CLUB, club)), {**entry, "happened_on": f"1{n}/0{n}/2026"}) for n in range(1, 7)]
    activities.record(office, days)
    grounds = Grounds(date(2026, 6, 1), CANARY, date(2026, 5, 30), CANARY)
    groups.act(office, GroupDeed.DISSOLVED, POINT, [old], grounds)
    return {"point": point, "club": club, "old": old}


def test_no_person_no_free_text_and_no_file_of_a_model_or_a_club_is_in_a_package(
    office: Office, tmp_path: Path
) -> None:
    full(office)
    tables = unpacked(office, tmp_path)
    content = b"".join(path.read_bytes() for path in (tmp_path / "open").rglob("*") if path.is_file())
    assert CANARY.encode() not in content
    assert {row["name"] for row in tables["model_points"]} == {"Giáo xứ Đông", "Xứ cũ"}


def test_numbers_of_the_package_are_those_of_the_board_and_the_stock(office: Office, tmp_path: Path) -> None:
    made = full(office)
    tables = unpacked(office, tmp_path)
    board = {str(line.uid): line for line in group_board.board(office, YEAR)}
    for table, key in (("model_points", "point"), ("clubs", "club")):
        for row in tables[table]:
            line = board.get(row[key])
            if line is None:
                assert (row["point"], row["status"]) == (str(made["old"]), "dissolved")
                continue
            counted = (line.members, line.activities, line.proven, line.confirmed, line.due, line.met)
            said = (row[name] for name in ("members", "activities", "proven", "confirmed", "due", "met"))
            assert tuple(map(int, said)) == counted
    months = [row for row in tables["group_months"] if row["group"] == str(made["point"])]
    assert [(row["month"], row["activities"], row["attendance"]) for row in months] == [
        (f"2026-0{month}-01", "1", "31") for month in range(1, 7)
    ]
    stock = group_stock.stock(office, YEAR)
    for row in tables["group_stock"]:
        found = getattr(stock, row["kind"])
        assert [int(row[key]) for key in ("opening", "new", "ended", "closing")] == [
            *(found.opening, found.new, found.ended, found.closing)
        ]
    (kind,) = tables["model_types"]
    assert (kind["type"], kind["points"]) == ("giao-xu-binh-yen", "1")
    assert {row["lead"] for row in tables["model_points"]} == {"HPN other", "HPN"}
