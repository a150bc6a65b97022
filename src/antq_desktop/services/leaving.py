"""What of a register may leave the program, and remembering that it did: what, how many rows, why."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from antq_desktop.domain.errors import PasswordRefused, UsageError
from antq_desktop.domain.fields import FieldSpec, Register
from antq_desktop.domain.percent import show_count
from antq_desktop.services import officers
from antq_desktop.services.office import Office
from antq_desktop.services.records import reason_of
from antq_desktop.storage import journal
from antq_desktop.storage.chosen import Chosen
from antq_desktop.storage.lists import Query as ListQuery

DEEDS = ("In ", "Lưu PDF ", "Kết xuất Excel ", "Sao chép ", "Ghi tệp minh chứng ")
"""How the journal's titles of what left begin."""

MOST_OWN, MOST_OFFERED, LOOKED_THROUGH = 3, 6, 200


@dataclass(frozen=True, slots=True)
class Grounds:
    """On what grounds a list with names or an evidence file leaves; lists without names need none.

    Attributes:
        reason: one sentence, for the journal.
        own_password: of the officer at work, asked for again; for papers it may be empty while `asks_password` says so.
    """

    reason: str = ""
    own_password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Part:
    """What of a list leaves.

    Attributes:
        lines: only these lines of what the query lists, whether resident or not; all of them when left out.
        columns: keys of the fields, in the order wanted; the usual ones when left out.
    """

    lines: Chosen | None = None
    columns: tuple[str, ...] | None = None


WHOLE = Part()


@dataclass(frozen=True, slots=True)
class Reasons:
    """What to offer to an officer who is asked why.

    Attributes:
        last: what he gave the last time the same thing left; empty if it never did.
        offered: reasons to choose from: his own last ones, then those of the list.
    """

    last: str
    offered: tuple[str, ...]


def reasons(office: Office, what: str, paper: str = "") -> Reasons:
    """Reasons to offer; they are kept nowhere but in the journal, where erasure finds them.

    Args:
        office: who is asked.
        what: leaves, in the words of the journal.
        paper: its key, if it is one of `papers.KINDS`.
    """
    with office.store.reading() as connection:
        given = journal.reasons(connection, office.officer.uid, LOOKED_THROUGH)
    own = [(title, reason) for title, reason in given if title.startswith(DEEDS)]
    last = next((reason for title, reason in own if what in title), "")
    mine = list(dict.fromkeys(filter(None, (last, *(reason for _, reason in own)))))[:MOST_OWN]
    listed = office.catalogues.reasons_on(office.today(), paper)
    return Reasons(last, tuple(dict.fromkeys((*mine, *listed)))[:MOST_OFFERED])


def asks_password(office: Office) -> bool:
    """Whether a paper with names needs the password typed, or one typed a few minutes ago counts still."""
    minutes = office.catalogues.password_minutes(office.today(), "paper")
    return not office.confirmed.counts(office.officer.uid, office.clock(), minutes)


def allow(
    office: Office, what: str, grounds: Grounds | None, holds: str = "có họ tên", *, on_paper: bool = False
) -> str:
    """Let what tells of persons leave, or refuse before anything is written.

    Args:
        office: who is at work.
        what: what leaves, for example "Sổ cam kết".
        grounds: reason and password.
        holds: what it tells of persons.
        on_paper: whether it leaves as a paper, for which a password typed a few minutes ago counts. See
            docs/decisions/0019.

    Returns:
        The reason as the journal keeps it.

    Raises:
        UsageError: no reason, or an identity number in it.
        PasswordRefused: the password asked again is missing or wrong.
    """
    given = grounds or Grounds()
    said = reason_of(given.reason)
    if not said:
        raise UsageError(f"{what} {holds}; hãy ghi lý do đưa ra ngoài.", do="Ví dụ: “họp khu dân cư tháng 3”.")
    if on_paper and not given.own_password and not asks_password(office):
        return said
    if not given.own_password:
        raise PasswordRefused(f"{what} {holds}; hãy gõ lại mật khẩu của mình.", do="Gõ mật khẩu rồi làm lại.")
    officers.confirm(office, given.own_password)
    office.confirmed.note(office.officer.uid, office.clock())
    return said


def expect_ending(path: Path, *endings: str) -> None:
    """Refuse a file whose name promises another kind than would be written.

    Raises:
        UsageError: naming the endings that can be written.
    """
    if path.suffix.lower() not in endings:
        known = " hoặc ".join(endings)
        raise UsageError(f"Không ghi được tệp “{path.name[-60:]}”.", do=f"Đặt tên tệp kết thúc bằng {known}.")


def synced(office: Office, path: Path) -> str:
    """A warning for a place that a service copies to other machines, or an empty text; it forbids nothing."""
    for part in path.absolute().parts:
        for begins, service in office.catalogues.synced_folders:
            if part.casefold().startswith(begins.casefold()):
                return (
                    f"“{part}” được {service} tự chép lên mạng và sang máy khác."
                    " Nên chọn thư mục khác trên máy này hoặc USB của cơ quan."
                )
    return ""


def journal_leaving(office: Office, what: str, count: int, reason: str, unit: str = "dòng") -> None:
    """Write one operation without changes; the chief's page counts them.

    Args:
        office: who let it leave.
        what: what left, for example "In Sổ đăng ký cam kết".
        count: rows with names, or files.
        reason: as typed.
        unit: what is counted.
    """
    with office.store.operation(office.intent(f"{what} ({show_count(count)} {unit})", reason, keep_empty=True)):
        pass


def names_persons(register: Register) -> bool:
    """Whether a list of the register names households."""
    personal = any(spec.personal for spec in register.fields.values())
    return personal or any(spec.links_to == "household" for spec in register.fields.values())


def of_residents(register: Register, query: ListQuery | None, chosen: Chosen | None = None) -> ListQuery:
    """The query of a list that leaves: residents only, unless it says itself who is wanted or lines were chosen.

    Households that moved away, were merged or are no more stay in their register, but not on lists others work by.
    """
    wanted = query or ListQuery()
    flag = open_flag(register)
    if flag is None or chosen is not None or flag.key in wanted.equal:
        return wanted
    return replace(wanted, equal={**wanted.equal, flag.key: (1,)})


def open_flag(register: Register) -> FieldSpec | None:
    """The field that tells whether a record has an open spell, for households whether they reside here."""
    return next((spec for spec in register.projected if spec.derived), None)


def shown_fields(register: Register) -> tuple[FieldSpec, ...]:
    """Fields of a workbook or paper: all but those that never leave, and flags derived from dated rows."""
    return tuple(spec for spec in register.fields.values() if not spec.never_leaves and not spec.derived)


def chosen_fields(register: Register, keys: Sequence[str]) -> tuple[FieldSpec, ...]:
    """Fields somebody wants, in that order, without those that never leave.

    Raises:
        UsageError: a field the register has not, or none that may leave.
    """
    unknown = [key for key in keys if key not in register.fields]
    if unknown:
        known = ", ".join(spec.key for spec in register.fields.values() if not spec.never_leaves)
        raise UsageError(f"{register.title} không có cột “{unknown[0][:40]}”.", do=f"Dùng {known}.")
    found = tuple(register.fields[key] for key in dict.fromkeys(keys) if not register.fields[key].never_leaves)
    if not found:
        raise UsageError("Các cột đã chọn không được đưa ra ngoài.", do="Chọn thêm cột khác, ví dụ họ tên, địa chỉ.")
    return found
