"""What an officer typed and did not save: told at the start, with where it is gone on with."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType
from typing import Any
from uuid import UUID

from antq_desktop.domain.clock import VIETNAM
from antq_desktop.domain.fields import Register
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.services import meaning
from antq_desktop.services.office import Office
from antq_desktop.storage import rows
from antq_desktop.storage.drafts import Draft

PAGES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "pledge_entry": ("entry", "Nhập cam kết"),
        "pasted_rows": ("entry", "Nhập cam kết – các dòng đã dán"),
        "meeting": ("meeting", "Sau cuộc họp"),
        "month_sheet": ("month", "Hoạt động tháng"),
        "import": ("import", "Nhập danh sách từ Excel"),
    }
)
"""Pages that keep a draft of themselves: their key and what they are called."""
VOID = "void/pledge"
"""Under which the dialog is kept that declares a pledge void."""
ACTS: Mapping[str, str] = MappingProxyType(
    {
        "event/move": "chuyển khu dân cư",
        "event/leave": "chuyển đi khỏi xã",
        "event/back": "trở lại xã",
        "event/split": "tách hộ",
        "event/merge": "nhập vào hộ khác",
        "event/head": "đổi chủ hộ",
        "event/join": "có hội viên mới",
        "event/quit": "thôi hội viên",
        "event/gone": "không còn hộ",
        "deed/suspended": "tạm ngừng",
        "deed/resumed": "hoạt động lại",
        "deed/consolidated": "củng cố, kiện toàn",
        "deed/merged": "nhập vào nơi khác",
        "deed/dissolved": "giải thể",
        VOID: "hủy",
    }
)
"""What happens to a household or a pledge, and what is decided about a group, in the middle of a sentence."""
GROUPS = ("model_point", "club")
OWNERS = {"event": ("household",), "deed": GROUPS, "void": ("pledge",)}
"""What such a dialog is about, by the beginning of its key."""


@dataclass(frozen=True, slots=True)
class HalfTyped:
    """One draft.

    Attributes:
        what: what it is of, in words.
        page: where it is gone on with.
        record: the record it is about; None for a new one, and for a page.
        act: key of the dialog it was typed into; empty for a form or a page.
        is_form: whether it was typed into the form of a record.
        at: when it was kept, in Viet Nam's time.
        part: the line of the record that was being changed; None for a new one, and for all that is no part.
        kept_at: where the draft is kept.
    """

    what: str
    page: str
    record: UUID | None
    act: str
    is_form: bool
    at: datetime
    part: UUID | None = None
    kept_at: str = ""


def half_typed(office: Office) -> list[HalfTyped]:
    """Every draft of the officer at work, the newest first; two of one record or page are told once.

    Raises:
        StorageError: the drafts cannot be read.
    """
    found: dict[tuple[object, ...], HalfTyped] = {}
    for draft in office.drafts.all_of(office.officer.uid):
        for each in _told(office, draft):
            is_new = each.is_form and each.record is None
            told = each.kept_at if is_new else each.act or each.what
            found.setdefault((each.page, each.record, told, each.part), each)
    return list(found.values())


def _told(office: Office, draft: Draft) -> Iterator[HalfTyped]:
    place, at = draft.place, draft.at.astimezone(VIETNAM)
    if place in PAGES:
        page, title = PAGES[place]
        if _holds_words(draft.values):
            yield HalfTyped(title, page, None, "", is_form=False, at=at, kept_at=draft.register)
    elif place in REGISTERS:
        register = REGISTERS[place]
        what = adding(register, draft.values) if draft.record is None else _named(office, place, draft.record)
        if what:
            yield HalfTyped(what, place, draft.record, "", is_form=True, at=at, kept_at=draft.register)
    elif place.startswith("part/"):
        yield from _part(office, place, draft, at)
    elif place in ACTS and draft.record is not None:
        owners = OWNERS[place.partition("/")[0]]
        yield from _about(office, owners, draft.record, (place, ACTS[place]), at)


def adding(register: Register, values: Mapping[str, Any]) -> str:
    """A new record, with the first thing that was typed of what it is to be called.

    Args:
        register: of which it will be.
        values: that were typed, by field.
    """
    typed = (values.get(key) for key in register.heading)
    name = next((text for text in typed if isinstance(text, str) and text.strip()), "")
    return f"thêm {register.noun} “{name.strip()}”" if name else f"thêm {register.noun}"


def _part(office: Office, place: str, draft: Draft, at: datetime) -> Iterator[HalfTyped]:
    """A part: its draft is kept for what it is part of while it is new, for itself else, as long as that is there."""
    register = REGISTERS.get(place.removeprefix("part/"))
    if register is None or draft.record is None:
        return
    owner, part, words = draft.record, None, register.noun
    with office.store.reading() as connection:
        line = rows.get(connection, register, draft.record)
    if line is not None and line.deleted:
        return
    if line is not None:
        part, words = draft.record, f"sửa {register.noun}"
        owner = (register.owner_of(line.record) or ("", owner))[1]
    for each in _about(office, GROUPS, owner, (place, words), at):
        yield replace(each, part=part)


def _about(
    office: Office, registers: tuple[str, ...], uid: UUID, act: tuple[str, str], at: datetime
) -> Iterator[HalfTyped]:
    key, words = act
    for register in registers:
        name = _named(office, register, uid)
        if name:
            yield HalfTyped(f"{name} – {words}", register, uid, key, is_form=False, at=at)
            return


def _named(office: Office, register: str, uid: UUID) -> str:
    """What a record is called; nothing for one that is not there any more, since nobody can go on with it."""
    with office.store.reading() as connection:
        line = rows.get(connection, REGISTERS[register], uid)
    name = "" if line is None or line.deleted else meaning.heading(office, register, uid)
    return f"{REGISTERS[register].noun} {name}" if name else ""


def _holds_words(values: Mapping[str, Any]) -> bool:
    """Whether anything was typed: earlier versions kept an empty draft of a page that was emptied again."""
    return any(values.values())
