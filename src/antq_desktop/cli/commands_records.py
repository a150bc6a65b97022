"""Commands about records: add, edit, remove, show, find, history, undo, life of a household."""

from argparse import Namespace
from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from antq_desktop.cli.session import Answer, Session
from antq_desktop.cli.telling import pairs, plain, registers_told, table, told
from antq_desktop.domain.changes import ChangeSet
from antq_desktop.domain.errors import UsageError
from antq_desktop.domain.fields import Record, Register
from antq_desktop.services import households, records, searching, undo
from antq_desktop.services.as_of import living_on
from antq_desktop.services.filling import filled
from antq_desktop.services.lists import ListQuery, open_list
from antq_desktop.services.office import Office
from antq_desktop.services.records import Saved

PAGE = 500


def registers(_session: Session, _args: Namespace) -> Answer:
    """Keys and fields of every register."""
    found = registers_told()
    lines = [f"{item['key']}: {item['title']} ({', '.join(f['key'] for f in item['fields'])})" for item in found]
    return Answer({"registers": found}, lines)


def add(session: Session, args: Namespace) -> Answer:
    """Add a record."""
    with session.office() as office:
        return _saved(records.save(office, args.register, filled(office, args.register, pairs(args.values))))


def edit(session: Session, args: Namespace) -> Answer:
    """Change fields of a record."""
    with session.office() as office:
        uid = records.resolve(office, args.register, args.id)
        return _saved(records.save(office, args.register, pairs(args.values), uid=uid))


def remove(session: Session, args: Namespace) -> Answer:
    """Take a record out."""
    with session.office() as office:
        uid = records.resolve(office, args.register, args.id)
        return _changed(records.remove(office, args.register, uid, args.reason))


def show(session: Session, args: Namespace) -> Answer:
    """One record or a whole register, as it was on a day if asked."""
    with session.office(writes=False) as office:
        register = records.register_of(args.register)
        if args.id is not None:
            uid = records.resolve(office, args.register, args.id)
            found: list[Record] = [records.get(office, args.register, uid).record]
        elif args.as_of is not None:
            found = living_on(office, register, session.day(args.as_of))
        else:
            found = _all(office, register, args.limit)
        data = told(office, register, found)
    total = len(data)
    return Answer({"total": total, "records": data}, [f"{total} dòng", *(f"{r['id']}  {r['title']}" for r in data)])


def _all(office: Office, register: Register, limit: int) -> list[Record]:
    listed = open_list(office, register.key, ListQuery())
    found: list[Record] = []
    for start in range(0, min(listed.count, limit), PAGE):
        listed.anchor()
        found.extend(listed.records(start, min(PAGE, limit - start)))
    return found


def find(session: Session, args: Namespace) -> Answer:
    """Search one register or all."""
    with session.office(writes=False) as office:
        found = searching.find(office, args.text, args.register, args.limit)
        data: list[dict[str, Any]] = []
        for hit in found.hits:
            register = records.register_of(hit.register)
            data.extend(told(office, register, [records.get(office, hit.register, hit.uid).record]))
    lines = [f"{found.total} kết quả", *(f"{hit.uid}  {hit.title}  {hit.detail}" for hit in found.hits)]
    return Answer({"total": found.total, "records": data}, lines)


def history(session: Session, args: Namespace) -> Answer:
    """Life of a record."""
    with session.office(writes=False) as office:
        uid = _known_or_removed(office, args)
        lines = records.history(office, args.register, uid)
    data = [
        {
            "at": line.operation.at.isoformat(),
            "operation": str(line.operation.uid),
            "title": line.operation.title,
            "officer": str(line.operation.officer) if line.operation.officer else None,
            "register": line.register,
            "id": str(line.uid),
            "field": line.field,
            "before": plain(line.before),
            "after": plain(line.after),
            "values": {key: plain(value) for key, value in line.values.items()},
        }
        for line in lines
    ]
    rows = [(item["at"][:16], item["title"], item["field"], item["before"], item["after"]) for item in data]
    return Answer({"history": data}, table(("Lúc", "Thao tác", "Ô", "Trước", "Sau"), rows))


def _known_or_removed(office: Office, args: Namespace) -> UUID:
    """A removed record has no name any more, but its uid still leads to its history."""
    try:
        uid = UUID(args.id)
    except ValueError:
        return records.resolve(office, args.register, args.id)
    return uid if records.history(office, args.register, uid) else records.resolve(office, args.register, args.id)


def undo_(session: Session, args: Namespace) -> Answer:
    """Take back an operation."""
    with session.office() as office:
        return _changed(undo.undo(office, _uid(args.operation) if args.operation else None))


def redo(session: Session, _args: Namespace) -> Answer:
    """Do again what was taken back last."""
    with session.office() as office:
        return _changed(undo.redo(office))


def household(session: Session, args: Namespace) -> Answer:
    """An event in the life of a household."""
    day = session.day(args.on)
    with session.office() as office:
        if args.act == "arrive":
            return _saved(households.arrive(office, pairs(args.values), day))
        uid = records.resolve(office, "household", args.id)
        if args.act == "split":
            return _saved(households.split(office, uid, pairs(args.values), day))
        acts: dict[str, Callable[[Office, UUID, Namespace, date], ChangeSet]] = {
            "leave": lambda office, uid, _args, day: households.leave(office, uid, day),
            "gone": lambda office, uid, _args, day: households.gone(office, uid, day),
            "move": lambda office, uid, args, day: households.move(office, uid, _area(office, args), day, args.address),
            "back": lambda office, uid, args, day: households.come_back(office, uid, _area(office, args), day),
            "merge": lambda office, uid, args, day: households.merge(office, uid, _other(office, args), day),
            "head": lambda office, uid, args, day: households.change_head(office, uid, args.name, day),
        }
        return _changed(acts[args.act](office, uid, args, day))


def _area(office: Office, args: Namespace) -> UUID:
    return records.resolve(office, "residential_area", args.area)


def _other(office: Office, args: Namespace) -> UUID:
    return records.resolve(office, "household", args.into)


def _uid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as reason:
        raise UsageError(f"“{text[:40]}” không phải mã thao tác.", do="Xem mã bằng antq history.") from reason


def _saved(saved: Saved) -> Answer:
    warnings = [{"field": w.field, "code": w.code, "message": w.message} for w in saved.warnings]
    data = {**_change_data(saved.changes), "id": str(saved.uid), "warnings": warnings}
    return Answer(data, [f"Đã lưu {saved.uid}", *(f"Lưu ý: {w.message}" for w in saved.warnings)])


def _changed(changes: ChangeSet) -> Answer:
    return Answer(_change_data(changes), [f"{changes.title}: {changes.count} dòng"])


def _change_data(changes: ChangeSet) -> dict[str, Any]:
    return {
        "operation": str(changes.operation) if changes.operation else None,
        "title": changes.title,
        "count": changes.count,
    }
