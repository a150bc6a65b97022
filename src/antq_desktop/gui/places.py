"""Where one can go from the rail, and what one can ask of a place when going there."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from antq_desktop.domain.registers import REGISTERS
from antq_desktop.gui.rail import Place
from antq_desktop.services.office import Office

REGISTER_ICONS = {
    "household": "house",
    "pledge": "scroll-text",
    "residential_area": "map-pin",
    "member_organization": "users",
    "refusal_count": "list",
    "declared_figure": "badge-check",
    "model_point": "megaphone",
    "club": "handshake",
    "activity": "activity",
}
SHORT_TITLES = {"refusal_count": "Số hộ từ chối"}
GROUPS = "MÔ HÌNH"
BOOKS = (("registers", "SỔ ĐĂNG KÝ"),)
GROUP_BOOKS = (("groups", GROUPS),)
REST = (("places", "ĐỊA BÀN"),)


NEEDS = {
    "entry": "edit",
    "meeting": "edit",
    "month": "edit",
    "import": "import",
    "papers": "print",
    "export": "package",
}
"""What an officer must be allowed to do to have any use of a page."""


@dataclass(frozen=True, slots=True)
class Adding:
    """Asks a register for an empty form."""


@dataclass(frozen=True, slots=True)
class Visiting:
    """Asks a register for the form of a record, from a page the officer comes back to.

    Attributes:
        uid: of the record.
        back: brings the officer back when the form is left or saved.
    """

    uid: UUID
    back: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Looking:
    """Asks a register to look for a text."""

    text: str


@dataclass(frozen=True, slots=True)
class Doing:
    """Asks a register for one of its deeds; about the record in hand, where it is about one.

    Attributes:
        act: key of the deed among the page's actions.
    """

    act: str


@dataclass(frozen=True, slots=True)
class Resuming:
    """Asks a register for the dialog about a record, in which something was typed and not saved.

    Attributes:
        uid: of the record.
        act: what the dialog is for: the key its drafts are kept under.
        part: the line of the record it changes, None for a new one.
    """

    uid: UUID
    act: str
    part: UUID | None = None


def places() -> list[Place]:
    """Every place of the rail, registers from their list."""
    exchange = "TRAO ĐỔI"
    return [
        Place("overview", "Tổng quan", "layout-dashboard"),
        Place("entry", "Nhập cam kết", "square-check", "HẰNG NGÀY"),
        Place("meeting", "Sau cuộc họp", "calendar-check", "HẰNG NGÀY"),
        Place("board", "Tiến độ đợt ký", "list-filter", "HẰNG NGÀY"),
        *_registers(BOOKS),
        Place("group_board", "Theo dõi mô hình", "network", GROUPS),
        Place("month", "Hoạt động tháng", "calendar", GROUPS),
        *_registers(GROUP_BOOKS),
        Place("import", "Nhập từ Excel", "file-spreadsheet", exchange),
        Place("papers", "Biểu giấy", "printer", exchange),
        Place("export", "Xuất gói dữ liệu", "package-check", exchange),
        Place("outbox", "Hộp thư đi", "send", exchange),
        Place("verify", "Kiểm tra gói", "shield-check", exchange),
        Place("enrolment", "Khóa niêm phong", "key-round", exchange),
        *_registers(REST),
        Place("settings", "Cài đặt", "settings", "foot"),
        Place("lock", "Khóa màn hình", "lock", "foot"),
    ]


def rail_place(key: str) -> str:
    """The place of the rail to which a page belongs: lists that seldom change are opened from the settings."""
    register = REGISTERS.get(key)
    return "settings" if register is not None and register.group == "settings" else key


def may_open(office: Office, key: str) -> bool:
    """Whether the officer's roles have any use of a page."""
    return key not in NEEDS or office.may(NEEDS[key])


def places_of(office: Office) -> list[Place]:
    """Places of the rail that the officer's roles have use of."""
    return [place for place in places() if may_open(office, place.key)]


def _registers(groups: Sequence[tuple[str, str]]) -> list[Place]:
    return [
        Place(key, SHORT_TITLES.get(key, register.title), REGISTER_ICONS.get(key, "list"), title)
        for group, title in groups
        for key, register in REGISTERS.items()
        if register.group == group
    ]
