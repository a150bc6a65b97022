"""Commands about records: add, edit, remove, show, find, history, undo, life of a household."""

from argparse import Namespace
from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from antq_desktop.cli.commands_evidence import brought, files_told
from antq_desktop.cli.session import Answer, Session
from antq_desktop.cli.telling import (
    Told,
    one_line_a_field,
    one_line_each,
    pairs,
    plain,
    registers_told,
    table,
    told,
)
from antq_desktop.domain.changes import ChangeSet, HistoryLine, Operation
from antq_desktop.domain.dates import show_moment
from antq_desktop.domain.errors import RecordGone, UsageError
from antq_desktop.domain.fields import FieldSpec, Record, Register
from antq_desktop.domain.progress import Cancelled
from antq_desktop.domain.text import clean
from antq_desktop.services import households, lives, meaning, records, searching, undo
from antq_desktop.services.as_of import living_on
from antq_desktop.services.filling import filled
from antq_desktop.services.lists import ListQuery, open_list
from antq_desktop.services.office import Office
from antq_desktop.services.records import Saved
from antq_desktop.services.searching import FoundRecord

PAGE = 500
HISTORY_HEADINGS = ("Lúc", "Thao tác", "Ô", "Trước", "Sau", "Ai", "Mã thao tác")


def registers(_session: Session, _args: Namespace) -> Answer:
    """Keys and fields of every register."""
    found = registers_told()
    lines = [f"{item['key']}: {item['title']} ({', '.join(f['key'] for f in item['fields'])})" for item in found]
    return Answer({"registers": found}, lines)


def add(session: Session, args: Namespace) -> Answer:
    """Add a record; required fields that others tell are filled in and named in the answer."""
    given = pairs(args.values)
    with session.office() as office:
        values = filled(office, args.register, given)
        values.update(brought(session, office, args, given))
        answer = _saved(records.save(office, args.register, values))
    own = [key for key in values if key not in given]
    labels = ", ".join(records.register_of(args.register).fields[key].label.lower() for key in own)
    told_too = [f"Điền sẵn: {labels}."] if own else []
    return Answer({**answer.data, "filled": own}, [*answer.lines, *told_too])


def edit(session: Session, args: Namespace) -> Answer:
    """Change fields of a record, or bring more evidence files to it."""
    given = pairs(args.values)
    if not given and not args.file:
        raise UsageError("Lệnh edit cần ít nhất một ô=giá_trị, hoặc --file TỆP.", do="Xem antq edit --help.")
    with session.office() as office:
        uid = records.resolve(office, args.register, args.id)
        files = brought(session, office, args, given, uid)
        return _saved(records.save(office, args.register, {**given, **files}, uid=uid))


def remove(session: Session, args: Namespace) -> Answer:
    """Take a record out."""
    with session.office() as office:
        uid = records.resolve(office, args.register, args.id)
        return changed(records.remove(office, args.register, uid, clean(args.reason)))


def show(session: Session, args: Namespace) -> Answer:
    """One record or a whole register, as it was on a day if asked."""
    on = None if args.as_of is None else session.day(args.as_of)
    with session.office(writes=False) as office:
        register = records.register_of(args.register)
        uid = None if args.id is None else records.resolve(office, args.register, args.id)
        if on is not None:
            lived = [record for record in living_on(office, register, on) if uid in {None, record.uid}]
            total, found = len(lived), lived[: args.limit]
        elif uid is not None:
            total, found = 1, [records.get(office, args.register, uid).record]
        else:
            total, found = _page(office, register, args.limit)
        said = told(office, register, found, alone=uid is not None)
        data, files = files_told(office, register, found[0]) if uid is not None and found else ({}, [])
    if uid is not None and said:
        said[0].data.update(data)
        return Answer(_records(total, said), [*one_line_a_field(register, said[0]), *files])
    return Answer(_records(total, said), [f"{total} {register.noun}", *one_line_each(register, said)])


def _page(office: Office, register: Register, limit: int | None) -> tuple[int, list[Record]]:
    listed = open_list(office, register.key, ListQuery())
    wanted = listed.count if limit is None else min(limit, listed.count)
    found: list[Record] = []
    for start in range(0, wanted, PAGE):
        listed.anchor()
        found.extend(listed.records(start, min(PAGE, wanted - start)))
    return listed.count, found


def _records(total: int, said: list[Told]) -> dict[str, Any]:
    return {"total": total, "records": [one.data for one in said]}


def find(session: Session, args: Namespace) -> Answer:
    """Search one register or all."""
    with session.office(writes=False) as office:
        found = searching.find(office, args.text, args.register, args.limit)
        data = _found_told(office, found.hits)
    rows = [(records.register_of(hit.register).title, hit.title, hit.detail, hit.uid) for hit in found.hits]
    lines = [f"{found.total} kết quả", *table(("Sổ", "Tên", "Chi tiết", "Mã"), rows)]
    return Answer({"total": found.total, "records": data}, lines)


def _found_told(office: Office, hits: tuple[FoundRecord, ...]) -> list[dict[str, Any]]:
    """Found records in the order they were found, described register by register."""
    by_uid: dict[str, dict[str, Any]] = {}
    for key in dict.fromkeys(hit.register for hit in hits):
        wanted = [records.get(office, key, hit.uid).record for hit in hits if hit.register == key]
        by_uid.update({one.data["id"]: one.data for one in told(office, records.register_of(key), wanted)})
    return [by_uid[str(hit.uid)] for hit in hits]


def history(session: Session, args: Namespace) -> Answer:
    """Life of a record, of one that was removed too if its uid is given."""
    with session.office(writes=False) as office:
        lines = records.history(office, args.register, _ever(office, args.register, args.id))
        rows = _history_rows(office, lines)
    data = [
        {
            "at": line.operation.at.isoformat(),
            "operation": str(line.operation.uid),
            "title": line.operation.title,
            "reason": line.operation.reason,
            "officer": str(line.operation.officer) if line.operation.officer else None,
            "undone": line.operation.undone,
            "register": line.register,
            "id": str(line.uid),
            "field": line.field,
            "before": plain(line.before, _spec(line)),
            "after": plain(line.after, _spec(line)),
            "values": {key: plain(value, _spec(line, key)) for key, value in line.values.items()},
            "erased": line.erased,
        }
        for line in lines
    ]
    if not data:
        raise RecordGone(f"Chưa từng có dòng “{clean(args.id)[:60]}” trong sổ này.", do="Dùng antq find để tìm mã.")
    return Answer({"history": data}, table(HISTORY_HEADINGS, rows))


def _history_rows(office: Office, lines: list[HistoryLine]) -> list[tuple[str, ...]]:
    """Lines in words, in the order of `HISTORY_HEADINGS`; the code is what `antq undo` takes."""
    by = {line.operation.officer for line in lines}
    who = {uid: "chương trình" if uid is None else meaning.heading(office, "officer", uid) for uid in by}
    return [
        (
            *(show_moment(line.operation.at), _done(line), _what(line), *_texts(office, line)),
            *(who[line.operation.officer], str(line.operation.uid)),
        )
        for line in lines
    ]


def _done(line: HistoryLine) -> str:
    undone = " (đã hoàn tác)" if line.operation.undone else ""
    return f"{line.operation.title}{undone}" + (f": {line.operation.reason}" if line.operation.reason else "")


def _spec(line: HistoryLine, key: str = "") -> FieldSpec | None:
    return records.register_of(line.register).fields.get(key or line.field)


def _texts(office: Office, line: HistoryLine) -> tuple[str, str]:
    spec = _spec(line)
    if line.erased:
        return "", "đã xóa theo yêu cầu"
    if spec is None:
        return "", {"deleted": "đã xóa" if line.after else "đưa trở lại"}.get(line.field, "")
    return meaning.show(office, spec, line.before), meaning.show(office, spec, line.after)


def _what(line: HistoryLine) -> str:
    """What of a record a line is about, in words."""
    register = records.register_of(line.register)
    spec = register.fields.get(line.field)
    known = {"*": f"lập {register.noun}", "deleted": register.noun}
    return known.get(line.field, line.field) if spec is None else spec.label


def _ever(office: Office, register_key: str, text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return records.resolve(office, register_key, text)


def undo_(session: Session, args: Namespace) -> Answer:
    """Take back an operation; the last one only after a person said that it is the one meant."""
    with session.office() as office:
        if args.operation:
            return changed(undo.undo(office, _uid(args.operation)))
        last = undo.next_undo(office)
        if last is not None and not args.yes:
            _expect_agreement(session, office, last)
        return changed(undo.undo(office, None if last is None else last.uid))


def _expect_agreement(session: Session, office: Office, last: Operation) -> None:
    """Tell what would be taken back and ask.

    Raises:
        UsageError: nobody can be asked.
        Cancelled: it was not meant.
    """
    words = f"“{last.title}” lúc {show_moment(last.at)} ({lives.reach(office, last.uid)} mục trong sổ)"
    agreed = session.agreed(f"Hoàn tác {words}?")
    if agreed is None:
        raise UsageError(
            f"Việc gần nhất là {words}; antq undo không kèm mã sẽ hoàn tác cả việc đó. Chưa hoàn tác gì.",
            do=f"Đúng việc đó thì thêm --yes, hoặc ghi mã: antq undo {last.uid}.",
        )
    if not agreed:
        raise Cancelled


def redo(session: Session, _args: Namespace) -> Answer:
    """Do again what was taken back last."""
    with session.office() as office:
        return changed(undo.redo(office))


def household(session: Session, args: Namespace) -> Answer:
    """An event in the life of a household."""
    on = session.day(args.on)
    with session.office() as office:
        if args.act == "arrive":
            return _arrived(office, args, on)
        uid = records.resolve(office, "household", args.id)
        if args.act == "split":
            return _saved(households.split(office, uid, pairs(args.values), on))
        return changed(_ACTS[args.act](office, uid, args, on))


def _arrived(office: Office, args: Namespace, on: date) -> Answer:
    """A new household; one that is known and comes back if its uid stands first."""
    if "=" not in args.values[0]:
        if len(args.values) > 1 or args.area is None:
            raise UsageError("Hộ trở lại cần đúng một mã và --area.", do="Muốn sửa ô khác, dùng antq edit sau đó.")
        uid = records.resolve(office, "household", args.values[0])
        return changed(households.come_back(office, uid, _area(office, args), on))
    given = pairs(args.values)
    return _saved(households.arrive(office, given if args.area is None else {**given, "area": args.area}, on))


def _leave(office: Office, uid: UUID, _args: Namespace, on: date) -> ChangeSet:
    return households.leave(office, uid, on)


def _gone(office: Office, uid: UUID, _args: Namespace, on: date) -> ChangeSet:
    return households.gone(office, uid, on)


def _move(office: Office, uid: UUID, args: Namespace, on: date) -> ChangeSet:
    address = None if args.address is None else clean(args.address)
    return households.move(office, uid, _area(office, args), on, address)


def _back(office: Office, uid: UUID, args: Namespace, on: date) -> ChangeSet:
    return households.come_back(office, uid, _area(office, args), on)


def _merge(office: Office, uid: UUID, args: Namespace, on: date) -> ChangeSet:
    return households.merge(office, uid, records.resolve(office, "household", args.into), on)


def _head(office: Office, uid: UUID, args: Namespace, on: date) -> ChangeSet:
    return households.change_head(office, uid, clean(args.name), on)


def _organization(office: Office, args: Namespace) -> UUID:
    return records.resolve(office, "member_organization", args.organization)


def _join(office: Office, uid: UUID, args: Namespace, on: date) -> ChangeSet:
    return households.join(office, uid, _organization(office, args), on)


def _quit(office: Office, uid: UUID, args: Namespace, on: date) -> ChangeSet:
    return households.quit_(office, uid, _organization(office, args), on)


_ACTS: dict[str, Callable[[Office, UUID, Namespace, date], ChangeSet]] = {
    "leave": _leave,
    "gone": _gone,
    "move": _move,
    "back": _back,
    "merge": _merge,
    "head": _head,
    "join": _join,
    "quit": _quit,
}


def _area(office: Office, args: Namespace) -> UUID:
    return records.resolve(office, "residential_area", args.area)


def _uid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as reason:
        raise UsageError(f"“{clean(text)[:40]}” không phải mã thao tác.", do="Xem mã bằng antq history.") from reason


def _saved(saved: Saved) -> Answer:
    warnings = [{"field": w.field, "code": w.code, "message": w.message} for w in saved.warnings]
    data = {**change_data(saved.changes), "id": str(saved.uid), "warnings": warnings}
    done = "Đã lưu" if saved.changes.operation else "Không có gì thay đổi:"
    said = [*(w.message for w in saved.warnings), *saved.changes.notes]
    return Answer(data, [f"{done} {saved.uid}", *(f"Lưu ý: {words}" for words in said)])


def changed(changes: ChangeSet) -> Answer:
    """What a command answers that only changed something."""
    done = f"{changes.title}. Thay đổi {changes.count} mục trong sổ."
    return Answer(change_data(changes), [done, *(f"Lưu ý: {words}" for words in changes.notes)])


def change_data(changes: ChangeSet) -> dict[str, Any]:
    """An operation as scripts read it."""
    return {
        "operation": str(changes.operation) if changes.operation else None,
        "title": changes.title,
        "count": changes.count,
        "notes": list(changes.notes),
    }
