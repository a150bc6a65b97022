"""Where one can go from the rail, and what one can ask of a place when going there."""

from dataclasses import dataclass

from antq_desktop.domain.registers import REGISTERS
from antq_desktop.gui.rail import Place

REGISTER_ICONS = {
    "household": "house",
    "pledge": "scroll-text",
    "residential_area": "map-pin",
    "member_organization": "users",
    "refusal_count": "list",
    "declared_figure": "badge-check",
}
SHORT_TITLES = {"refusal_count": "Số hộ từ chối"}
GROUPS = (("registers", "SỔ ĐĂNG KÝ"), ("people", "SỔ ĐĂNG KÝ"), ("places", "ĐỊA BÀN"))


@dataclass(frozen=True, slots=True)
class Adding:
    """Asks a register for an empty form."""


@dataclass(frozen=True, slots=True)
class Looking:
    """Asks a register to look for a text."""

    text: str


def places() -> list[Place]:
    """Every place of the rail, registers from their list."""
    found = [
        Place("overview", "Tổng quan", "layout-dashboard"),
        Place("entry", "Nhập cam kết", "square-check", "HẰNG NGÀY"),
        Place("meeting", "Sau cuộc họp", "calendar-check", "HẰNG NGÀY"),
        Place("board", "Tiến độ đợt ký", "list-filter", "HẰNG NGÀY"),
    ]
    for group, title in GROUPS:
        found.extend(
            Place(
                register.key,
                SHORT_TITLES.get(register.key, register.title),
                REGISTER_ICONS.get(register.key, "list"),
                title,
            )
            for register in REGISTERS.values()
            if register.group == group
        )
    exchange = "TRAO ĐỔI"
    found += [
        Place("import", "Nhập từ Excel", "file-spreadsheet", exchange),
        Place("papers", "Biểu giấy", "printer", exchange),
        Place("export", "Xuất gói dữ liệu", "package-check", exchange),
        Place("outbox", "Hộp thư đi", "send", exchange),
        Place("verify", "Kiểm tra gói", "shield-check", exchange),
        Place("enrolment", "Khóa niêm phong", "key-round", exchange),
        Place("settings", "Cài đặt", "settings", "foot"),
        Place("lock", "Khóa màn hình", "lock", "foot"),
    ]
    return found
