"""Saving, removing and looking at single records of any register.

Fields that are views of dated rows (a household's head, area, organisations) are written to those rows: a new record
begins its rows, an edit corrects the open ones. Events with a date of their own are in `services.households`.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from antq_desktop.domain.changes import ChangeSet, HistoryLine
from antq_desktop.domain.decode import check, decode
from antq_desktop.domain.errors import RecordGone, RejectedRecord, UsageError
from antq_desktop.domain.fields import Kind, Problem, Record, Register, Value, values_of
from antq_desktop.domain.identity import has_identity_number
from antq_desktop.domain.ids import new_uid
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.domain.rules import sensitive_words
from antq_desktop.services.by_hand import expect_by_hand
from antq_desktop.services.meaning import OfficeLookup, heading, is_ended
from antq_desktop.services.office import Office
from antq_desktop.services.repeating import repeated
from antq_desktop.services.stamping import stamped, withdraw_confirmations
from antq_desktop.services.withholding import covered
from antq_desktop.storage import journal, lists, naming, rows, search
from antq_desktop.storage.rows import Line
from antq_desktop.storage.writing import Writing

MOST_REMOVED = 500
STILL_USED = "Đã từng có thật thì ghi ngày kết thúc, không xóa; nếu ghi nhầm thì xóa các dòng đó trước."


@dataclass(frozen=True, slots=True)
class Saved:
    """What saving did.

    Attributes:
        changes: registers and records to look at again.
        uid: the saved record.
        warnings: problems that did not prevent saving.
        ended: whether the record was in force until now and counts no more.
    """

    changes: ChangeSet
    uid: UUID
    warnings: tuple[Problem, ...] = ()
    ended: bool = False


def register_of(key: str) -> Register:
    """A register by its key.

    Raises:
        UsageError: there is no such register.
    """
    register = REGISTERS.get(key)
    if register is None:
        raise UsageError(f"Không có sổ “{key[:40]}”.", do="Xem danh sách sổ bằng lệnh antq registers.")
    return register


def save(
    office: Office,
    register_key: str,
    values: Mapping[str, object],
    *,
    uid: UUID | None = None,
    version: int | None = None,
) -> Saved:
    """Check what was typed and keep it.

    Args:
        office: who saves, where.
        register_key: which register.
        values: typed or typed-safe values by field key; keys left out stay as they are.
        uid: the record to change, or None for a new one.
        version: the version that was opened, to notice changes made elsewhere.

    Raises:
        RejectedRecord: a rule does not hold; nothing was stored.
        EditedElsewhere: the record changed since it was opened.
        RecordGone: it is not in the register any more.
    """
    office.require("edit")
    register = register_of(register_key)
    expect_by_hand(register, None if uid is None else values)
    base = None if uid is None else get(office, register_key, uid)
    record, problems = decoded(office, register, values, uid, base)
    problems.extend(repeated(office, register, record))
    refused = [problem for problem in problems if not problem.warning]
    if refused or record is None:
        raise RejectedRecord(refused)
    ended = base is not None and _is_ended_now(register, base.record, record)
    title = f"{'Thêm' if base is None else 'Hủy' if ended else 'Sửa'} {register.noun}"
    with office.store.operation(office.intent(title)) as (writing, outcome):
        if base is None:
            add_with_parts(writing, register, record, office)
        else:
            change_with_parts(writing, register, base, record, version, office)
        withdraw_confirmations(writing)
    return Saved(outcome.changes, record.uid, tuple(problem for problem in problems if problem.warning), ended)


def _is_ended_now(register: Register, before: Record, after: Record) -> bool:
    return is_ended(register, after) and not is_ended(register, before)


def decoded(
    office: Office, register: Register, values: Mapping[str, object], uid: UUID | None = None, base: Line | None = None
) -> tuple[Record | None, list[Problem]]:
    """The record that typed values make, and what the rules say of it; no record where they cannot make one."""
    known = uid or new_uid(office.clock())
    record, problems = decode(
        register, values, known, OfficeLookup(office), office.today(), None if base is None else base.record
    )
    if record is not None:
        record = stamped(office, record, None if base is None else base.record)
        problems.extend(_hints(office, register, record, {problem.field for problem in problems}))
    return record, problems


def _hints(office: Office, register: Register, record: Record, refused: Container[str]) -> list[Problem]:
    """Warn of words that hint at data about persons, and of identity numbers where no rule refuses them."""
    found = []
    values = values_of(record)
    for spec in register.stored:
        value = values[spec.key]
        if spec.kind not in {Kind.TEXT, Kind.LONG_TEXT} or not isinstance(value, str):
            continue
        words = sensitive_words(value, office.catalogues.sensitive_words)
        if words:
            said = (
                f"có từ {', '.join(f'“{word}”' for word in words)}: không ghi thông tin về cá nhân vi phạm vào sổ này."
            )
            found.append(Problem(spec.key, f"{spec.label} {said}", "sensitive", warning=True))
        if spec.key not in refused and has_identity_number(value):
            said = "có dãy số giống số định danh cá nhân: nếu đúng là số định danh thì xóa đi, sổ này không giữ số đó."
            found.append(Problem(spec.key, f"{spec.label} {said}", "identity", warning=True))
    return found


def reason_of(text: str | None) -> str:
    """A reason as the journal keeps it, for good: without blanks around it, without an identity number.

    Raises:
        UsageError: it holds one.
    """
    said = (text or "").strip()
    if has_identity_number(said):
        raise UsageError(
            "Lý do có dãy số giống số định danh cá nhân; nhật ký không lưu số này.",
            do="Bỏ dãy số đó khỏi lý do rồi làm lại; chưa có gì được ghi.",
        )
    return said


def add_with_parts(writing: Writing, register: Register, record: Record, office: Office) -> None:
    """Add a record and begin the dated rows its projected fields are views of."""
    writing.add(record, register)
    values = values_of(record)
    for spec in register.projected:
        child_key, _, key = (spec.projected or "").partition(".")
        child = REGISTERS[child_key]
        value = values[spec.key]
        if key == "open" or value is None:
            continue
        for item in value if isinstance(value, frozenset) else (value,):
            writing.add(_part(child, (register, record.uid), key, item, office), child)


Owner = tuple[Register, UUID]


def _part(child: Register, owner: Owner, key: str, value: object, office: Office) -> Record:
    fields: dict[str, Any] = {child.owners[owner[0].key]: owner[1], key: value}
    return child.record(uid=new_uid(office.clock()), **fields)


def change_with_parts(
    writing: Writing, register: Register, base: Line, record: Record, version: int | None, office: Office
) -> None:
    """Write what differs: stored fields to the record, projected ones to its open dated rows."""
    old, new = values_of(base.record), values_of(record)
    stored = {spec.key: new[spec.key] for spec in register.stored}
    writing.change(register, record.uid, stored, expected=version)
    for spec in register.projected:
        child_key, _, key = (spec.projected or "").partition(".")
        if key == "open" or old[spec.key] == new[spec.key]:
            continue
        child = REGISTERS[child_key]
        if spec.kind is Kind.LINK_SET:
            _correct_set(writing, child, key, (register, record.uid), new[spec.key], office)
        else:
            _correct_one(writing, child, key, (register, record.uid), new[spec.key], office)


def _open_rows(writing: Writing, child: Register, owner: Owner) -> list[Line]:
    writing.flush()
    return [
        line
        for line in rows.parts(writing.connection, child, owner[1])
        if getattr(line.record, "to_on") is None  # noqa: B009 - every spell has it
    ]


def _correct_one(writing: Writing, child: Register, key: str, owner: Owner, value: Value, office: Office) -> None:
    present = _open_rows(writing, child, owner)
    if present:
        writing.change(child, present[-1].record.uid, {key: value})
    elif rows.parts(writing.connection, child, owner[1]):
        words = "Hộ này không còn cư trú trong xã nên không sửa được ở đây; hộ đã về thì dùng “Trở lại xã”."
        raise RejectedRecord([Problem(key, words, "ended")])
    else:
        writing.add(_part(child, owner, key, value, office), child)
        writing.flush()


def _correct_set(writing: Writing, child: Register, key: str, owner: Owner, value: Value, office: Office) -> None:
    wanted = set(value) if isinstance(value, frozenset) else set()
    for line in _open_rows(writing, child, owner):
        linked = getattr(line.record, key)
        if linked in wanted:
            wanted.discard(linked)
        else:
            writing.remove(child, line.record.uid)
    for item in sorted(wanted, key=str):
        writing.add(_part(child, owner, key, item, office), child)
    writing.flush()


def remove(office: Office, register_key: str, uid: UUID, reason: str) -> ChangeSet:
    """Take a record out of its register; it stays in the history and can come back by undo.

    Raises:
        UsageError: no reason was given.
        RejectedRecord: other records use it.
        RecordGone: it is not in the register.
    """
    return remove_many(office, register_key, (uid,), reason)


def remove_many(office: Office, register_key: str, uids: Sequence[UUID], reason: str) -> ChangeSet:
    """Take records out of their register as one operation: all of them or none.

    Raises:
        UsageError: no reason was given, or they are too many to be looked through by a person.
        RejectedRecord: other records use one of them.
        RecordGone: one is not in the register.
    """
    office.require("edit")
    register = register_of(register_key)
    expect_by_hand(register)
    said = reason_of(reason)
    if not said:
        raise UsageError("Muốn xóa thì ghi lý do.", do="Ghi một câu ngắn, ví dụ: nhập trùng.")
    if len(uids) > MOST_REMOVED:
        raise UsageError(f"Chỉ xóa được tối đa {MOST_REMOVED} dòng một lần.", do="Chọn ít dòng hơn; chưa xóa dòng nào.")
    title = f"Xóa {register.noun}" if len(uids) == 1 else f"Xóa {len(uids)} {register.noun}"
    with office.store.operation(office.intent(title, said)) as (writing, outcome):
        own = {
            uid: [(child, line.record.uid) for child, line in rows.all_parts(writing.connection, register, uid)]
            for uid in uids
        }
        _refuse_used(writing, register, own)
        for uid, parts in own.items():
            for child, part in parts:
                writing.remove(child, part)
            writing.remove(register, uid)
        withdraw_confirmations(writing)
    return outcome.changes


def _refuse_used(writing: Writing, register: Register, own: Mapping[UUID, list[tuple[Register, UUID]]]) -> None:
    """Refuse what other records use; those that go at the same time do not count."""
    going = set(own).union(part for parts in own.values() for _, part in parts)
    used: dict[UUID, list[str]] = {}
    for uid in own:
        links = rows.linking(writing.connection, uid, register.key)
        found = [REGISTERS[link[0]].title for link in links if link[2] not in going]
        if found:
            used[uid] = found
    if not used:
        return
    first, titles = next(iter(used.items()))
    where = f"đang được dùng ở {titles[0]} ({len(titles)} dòng)."
    if len(own) == 1:
        raise RejectedRecord([Problem("", f"Chưa xóa được: {register.noun} này {where}")], do=STILL_USED)
    words = f"Chưa xóa dòng nào: {len(used)} trong {len(own)} {register.noun} đã chọn còn được dùng ở sổ khác."
    name = naming.headings(writing.connection, register, [first])[first]
    words += f" Ví dụ “{name}” {where}"
    raise RejectedRecord([Problem("", words)], do=STILL_USED)


def get(office: Office, register_key: str, uid: UUID) -> Line:
    """A live record with its version.

    Raises:
        RecordGone: there is none.
    """
    register = register_of(register_key)
    with office.store.reading() as connection:
        line = rows.get(connection, register, uid)
    if line is None or line.deleted:
        raise RecordGone(f"Không còn {register.noun} này trong sổ.", do="Tìm lại trong danh sách.")
    return line


def several(office: Office, register_key: str, uids: Iterable[UUID]) -> dict[UUID, Record]:
    """Live records by uid, read together; those that are gone are left out."""
    with office.store.reading() as connection:
        found = rows.many(connection, register_of(register_key), uids)
    return {uid: line.record for uid, line in found.items() if not line.deleted}


def problems(office: Office, register_key: str, values: Mapping[str, object], uid: UUID | None = None) -> list[Problem]:
    """What saving would say, without saving; for forms while they are filled in."""
    register = register_of(register_key)
    base = None if uid is None else get(office, register_key, uid)
    record, found = decoded(office, register, values, uid, base)
    return found + repeated(office, register, record)


def history(office: Office, register_key: str, uid: UUID) -> list[HistoryLine]:
    """Life of a record and of its dated rows, oldest first; what is withheld of sensitive groups is covered."""
    with office.store.reading() as connection:
        return covered(connection, journal.history(connection, register_of(register_key), uid))


def suggestions(office: Office, register_key: str, text: str, limit: int = 20) -> list[tuple[UUID, str]]:
    """Records a link field may mean while it is typed: (uid, what it is called)."""
    register = register_of(register_key)
    with office.store.reading() as connection:
        if not text.strip():
            window = lists.Window(connection, register, lists.Query())
            uids = [line.record.uid for line in window.lines(connection, 0, limit)]
        else:
            uids = [hit.uid for hit in search.find(connection, text, register, limit)]
        names = naming.headings(connection, register, uids)
    return [(uid, names[uid]) for uid in uids]


def resolve(office: Office, register_key: str, text: str) -> UUID:
    """The one record a text means.

    Raises:
        RecordGone: none.
        UsageError: several; the message names how many.
    """
    register = register_of(register_key)
    with office.store.reading() as connection:
        found = naming.called(connection, register, text)
    if not found:
        raise RecordGone(f"Không tìm thấy {register.noun} “{text[:60]}”.", do="Dùng antq find để tìm mã.")
    if len(found) > 1:
        raise UsageError(
            f"Có {len(found)} {register.noun} tên “{text[:60]}”.", do="Ghi mã, hoặc cả tên và khu như antq find kể."
        )
    return found[0]


__all__ = [
    "Saved",
    "add_with_parts",
    "change_with_parts",
    "check",
    "decoded",
    "get",
    "heading",
    "history",
    "problems",
    "reason_of",
    "register_of",
    "remove",
    "remove_many",
    "resolve",
    "save",
    "suggestions",
]
