"""Of sensitive models and clubs nobody but the board is named, and nothing written freely leaves: a canary looks.

It is put wherever something can be written about a group, before the group or its type is called sensitive, and looked
for on every way out: lists, search, workbooks, copies, prints, papers, packages, rows that were not taken, history.
"""

import subprocess
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import event
from tests.conftest import PASSWORD

from antq_desktop.domain.choices import GroupDeed
from antq_desktop.domain.errors import EditedElsewhere, RejectedRecord, UsageError
from antq_desktop.domain.fields import Kind
from antq_desktop.domain.periods import calendar_year
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.services import list_copies, list_sheets, lists, lives, records, searching, undo, upkeep
from antq_desktop.services.groups import dossiers, group_board, groups
from antq_desktop.services.groups.groups import CLUB, POINT
from antq_desktop.services.handover import enrolment, handing_over
from antq_desktop.services.imports import importing, returning
from antq_desktop.services.imports.import_plan import ImportChoices
from antq_desktop.services.leaving import Grounds
from antq_desktop.services.lists import Chosen, ListQuery
from antq_desktop.services.office import Office
from antq_desktop.services.papers import papers
from antq_desktop.services.papers.paper_kinds import Part
from kept_papers import keep_list
from workbooks import write

CANARY, MEMBER = "Hoàng Canh Giữ", "Đinh Thị Kín Đáo"
SECRETS = (CANARY, MEMBER)
YEAR = calendar_year(2026)
WHY = Grounds("kiểm tra", PASSWORD)
GROUP_REGISTERS = ("model_point", "club", *(key for key, each in REGISTERS.items() if set(each.owners) & {POINT, CLUB}))
KNOWN_WORDS = {"name", "decision_no", "full_name"}


def type_of(office: Office, code: str = "tieng-keng-an-ninh") -> UUID:
    return lists.open_list(office, "model_type", ListQuery(equal={"code": (code,)})).rows(0, 1)[0].uid


def point(office: Office, name: str = "Kẻng Đông", **values: object) -> UUID:
    given = {"name": name, "type": type_of(office), "established_on": "2024", **values}
    return records.save(office, POINT, given).uid


def full(office: Office, key: str) -> UUID:
    """A group about which everything that can be written holds the canary, with a member that was taken out again."""
    free = {spec.key: CANARY for spec in REGISTERS[key].fields.values() if spec.free}
    if key == POINT:
        uid = point(office, **free)
    else:
        uid = records.save(office, CLUB, {"name": "CLB hoàn lương", "established_on": "2024", **free}).uid
    own = {groups.LINKS[key]: uid}
    records.save(office, "group_member", {**own, "full_name": "Lê Văn Trưởng", "role": "head"})
    member = records.save(office, "group_member", {**own, "full_name": MEMBER}).uid
    records.save(office, "group_member", {"full_name": f"{MEMBER} Nữa"}, uid=member)
    records.remove(office, "group_member", member, "chỉ ghi số lượng")
    team = records.save(office, "model_team", {**own, "name": CANARY}).uid if key == POINT else None
    records.save(office, "group_file", {**own, "kind": "decision", "number": CANARY})
    records.save(office, "inspection", {**own, "inspected_on": "10/05/2026", "finding": "less", "words": CANARY})
    records.save(office, "group_fund", {**own, "year": 2026, "amount": 5_000_000, "source": CANARY})
    done = {**own, "happened_on": "11/05/2026", "content": CANARY, "from_paper": True, "paper_ref": CANARY}
    activity = records.save(office, "activity", {**done, "team": team}).uid
    records.save(office, "activity", {"content": f"{CANARY} nói chuyện"}, uid=activity)
    reasons = groups.Grounds(date(2026, 6, 1), reason=CANARY)
    groups.act(office, GroupDeed.SUSPENDED, key, [uid], reasons)
    return uid


@pytest.fixture
def hidden(office: Office) -> dict[str, UUID]:
    """A point and a club that were called sensitive after everything was written."""
    found = {key: full(office, key) for key in (POINT, CLUB)}
    records.save(office, "model_type", {"sensitive": "có"}, uid=type_of(office))
    records.save(office, CLUB, {"sensitive": "có"}, uid=found[CLUB])
    return found


def ways_of_lists(office: Office, folder: Path) -> Iterator[tuple[str, str]]:
    for register in REGISTERS.values():
        if register.private or register.key_data:
            continue
        listed = lists.open_list(office, register.key)
        yield f"list {register.key}", str([row.texts for row in listed.rows(0, 500)])
        for word in ("Canh Giữ", "kin dao"):
            query = ListQuery(text=word)
            yield f"search in {register.key}", f"{lists.open_list(office, register.key, query).count}".strip("0")
        book, table, sheet = (folder / f"{register.key}.{kind}" for kind in ("xlsx", "csv", "pdf"))
        list_sheets.export_list(office, register.key, book, grounds=WHY)
        with zipfile.ZipFile(book) as parts:
            yield (
                f"workbook {register.key}",
                "".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist()),
            )
        list_sheets.export_list(office, register.key, table, grounds=WHY)
        yield f"csv {register.key}", table.read_text(encoding="utf-8-sig")
        keep_list(office, register.key, sheet, grounds=WHY)
        yield f"print {register.key}", text_of(sheet)
        if listed.count:
            uids = listed.uids()
            chosen = Chosen(((0, len(uids)),), ((uids[0], uids[-1]),), len(uids))
            wanted = list_copies.Wanted(register.key, ListQuery(), chosen, tuple(register.fields.values()))
            yield f"copy {register.key}", list_copies.copy_lines(office, wanted, "kiểm tra").text


def text_of(path: Path) -> str:
    return subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout


def ways_of_papers(office: Office, hidden: dict[str, UUID], folder: Path) -> Iterator[tuple[str, str]]:
    for kind in ("model-annex", "club-list", "activity-log"):
        yield kind, text_of(papers.make(office, kind, YEAR, folder, grounds=WHY))
    for key, uid in hidden.items():
        yield (
            f"dossier {key}",
            text_of(papers.make(office, "model-dossier", YEAR, folder, grounds=WHY, part=Part(group=(key, uid)))),
        )
    done = handing_over.export(office, "numbers", YEAR, folder)
    trust = folder / "own.pem"
    trust.write_bytes(enrolment.status(office).certificate)
    handing_over.unpack(done.path, folder / "open", office.clock(), handing_over.read_trust(trust))
    for path in (folder / "open").rglob("*.csv"):
        yield f"package {path.name}", path.read_text(encoding="utf-8")


def ways_of_looking(office: Office, hidden: dict[str, UUID]) -> Iterator[tuple[str, str]]:
    for word in (CANARY, "hoang canh giu", MEMBER, "kin dao", "hcg", "cgi", "dtkd", "tkd"):
        found = searching.find(office, word, None, 50)
        yield f"find {word}", "".join(SECRETS) if found.total else ""
        yield f"Ctrl+K {word}", "".join(SECRETS) if searching.find_grouped(office, word) else ""
    yield "board", str(group_board.board(office, YEAR))
    for key, uid in hidden.items():
        yield f"history {key}", str(records.history(office, key, uid))
        yield f"life {key}", str(lives.life(office, key, uid))


@pytest.mark.parametrize("ways", ["lists", "papers", "looking"])
def test_the_canary_is_nowhere(office: Office, hidden: dict[str, UUID], tmp_path: Path, ways: str) -> None:
    found = {
        "lists": lambda: ways_of_lists(office, tmp_path),
        "papers": lambda: ways_of_papers(office, hidden, tmp_path),
        "looking": lambda: ways_of_looking(office, hidden),
    }[ways]()
    sung = [where for where, text in found if any(secret in text for secret in SECRETS) or text.isdecimal()]
    assert not sung


def test_before_it_was_called_sensitive_the_canary_could_be_seen(office: Office, tmp_path: Path) -> None:
    uid = full(office, POINT)
    seen = [where for where, text in ways_of_lists(office, tmp_path) if CANARY in text]
    assert {"workbook activity", "csv model_point", "copy inspection"} <= set(seen)
    assert searching.find(office, CANARY, None, 50).total
    assert MEMBER in str(lives.life(office, POINT, uid))


def test_the_form_and_the_dossier_still_hold_what_was_written(office: Office, hidden: dict[str, UUID]) -> None:
    done = dossiers.dossier(office, POINT, hidden[POINT], YEAR)
    assert done.done[0].activity.content == f"{CANARY} nói chuyện"
    assert records.get(office, POINT, hidden[POINT]).record.lead_name == CANARY
    assert [member.full_name for member in done.listed] == ["Lê Văn Trưởng"]


def test_every_text_of_a_group_is_a_known_word_or_a_free_one() -> None:
    texts = {Kind.TEXT, Kind.LONG_TEXT}
    for key in GROUP_REGISTERS:
        fields = REGISTERS[key].fields.values()
        unsaid = {spec.key for spec in fields if spec.kind in texts and not spec.free} - KNOWN_WORDS
        assert not unsaid, key
    assert "name" in {spec.key for spec in REGISTERS["model_team"].fields.values() if spec.free}


def test_a_workbook_without_free_words_comes_back_unchanged(
    office: Office, hidden: dict[str, UUID], tmp_path: Path
) -> None:
    before = upkeep.state_hash(office)
    for key in ("model_point", "club", "activity", "inspection", "group_fund", "group_file", "model_team"):
        path = tmp_path / f"{key}.xlsx"
        list_sheets.export_list(office, key, path, grounds=WHY)
        plan = returning.preview(office, key, path)
        assert (plan.changed, plan.added, plan.bad, plan.conflicts) == (0, 0, (), ())
        returning.save(office, plan)
    assert upkeep.state_hash(office) == before
    records.save(office, "model_type", {"sensitive": ""}, uid=type_of(office))
    plan = returning.preview(office, "activity", tmp_path / "activity.xlsx")
    assert (plan.changed, plan.bad) == (0, ())


@pytest.mark.parametrize("key", [POINT, CLUB])
def test_named_members_keep_a_group_from_becoming_sensitive(office: Office, key: str) -> None:
    if key == POINT:
        uid = point(office)
    else:
        uid = records.save(office, CLUB, {"name": "CLB hoàn lương", "established_on": "2024"}).uid
    own = {groups.LINKS[key]: uid}
    records.save(office, "group_member", {**own, "full_name": "Lê Văn Trưởng", "role": "head"})
    ended = {"from_on": "01/01/2025", "to_on": "31/12/2025"}
    member = records.save(office, "group_member", {**own, **ended, "full_name": MEMBER}).uid
    before = upkeep.state_hash(office)

    def becomes() -> Iterator[Callable[[], object]]:
        if key == CLUB:
            yield lambda: records.save(office, CLUB, {"sensitive": "có"}, uid=uid)
        else:
            sensitive = type_of(office, "giao-xu-binh-yen")
            yield lambda: records.save(office, POINT, {"type": sensitive}, uid=uid)
            yield lambda: records.save(office, "model_type", {"sensitive": "có"}, uid=type_of(office))

    for step in becomes():
        with pytest.raises(RejectedRecord, match="còn 1 thành viên ghi tên") as told:
            step()
        assert MEMBER not in str(told.value)
    assert upkeep.state_hash(office) == before
    removal = records.remove(office, "group_member", member, "chỉ ghi số lượng").operation
    for step in becomes():
        step()
    with pytest.raises(EditedElsewhere, match="loại nhạy cảm"):
        undo.undo(office, removal)
    with pytest.raises(RejectedRecord, match="chỉ ghi tên ban chủ nhiệm"):
        records.save(office, "group_member", {**own, "full_name": "Trần Thị Mới"})


def test_the_free_lead_of_a_sensitive_row_is_not_copied_out(office: Office, tmp_path: Path) -> None:
    path = write(
        tmp_path / "m.xlsx",
        ("Giáo xứ bình yên Đông", "Giáo xứ bình yên", f"ông {CANARY}", "31/02/2024"),
        (None, "Giáo xứ bình yên", f"ông {CANARY}", "2024"),
        header=("Tên mô hình", "Loại mô hình", "Đơn vị chủ trì", "Năm thành lập"),
    )
    plan = importing.preview(office, path, ImportChoices(register=POINT))
    out = tmp_path / "loi.xlsx"
    assert importing.write_errors(plan, out) == 2
    with zipfile.ZipFile(out) as parts:
        assert not any(CANARY in parts.read(name).decode("utf-8", "replace") for name in parts.namelist())
    assert not any(CANARY in str(row.raw) for row in plan.rows)


def test_members_have_no_list_of_their_own(office: Office, hidden: dict[str, UUID], tmp_path: Path) -> None:
    assert hidden
    with pytest.raises(UsageError, match="không có danh sách riêng"):
        list_sheets.export_list(office, "group_member", tmp_path / "x.xlsx", grounds=WHY)


def test_a_history_asks_for_its_members_together(office: Office) -> None:
    uid = records.save(office, CLUB, {"name": "CLB hoàn lương", "sensitive": True}).uid
    asked: list[str] = []
    with office.store.reading() as connection:
        event.listen(connection.engine, "before_cursor_execute", lambda *said: asked.append(said[2]))

    def asks() -> int:
        asked.clear()
        told = records.history(office, CLUB, uid)
        assert any(line.register == "group_member" for line in told)
        return sum("FROM group_member" in sql for sql in asked)

    records.save(office, "group_member", {"club": uid, "full_name": "Lê Văn Trưởng", "role": "head"})
    of_one = asks()
    for name in ("Lê Văn Phó", "Hà Thị Phó", "Vũ Văn Phó"):
        records.save(office, "group_member", {"club": uid, "full_name": name, "role": "deputy"})
    assert asks() == of_one
