"""Everything the window can be told to do, found by what is typed: words without marks, or initials."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtGui import QAction

from antq_desktop.domain.registers import REGISTERS
from antq_desktop.domain.text import clean, fold, has_marks, initials, tone_key
from antq_desktop.gui.places import Adding, Doing, places_of
from antq_desktop.gui.running.office_view import OfficeView
from antq_desktop.gui.screens.looks_settings import MINUTE_WORDS, PERCENT_WORDS, THEME_WORDS
from antq_desktop.gui.widgets.actions import ACTIONS
from antq_desktop.services import upkeep
from antq_desktop.services.papers.paper_kinds import KINDS
from antq_desktop.storage import looks
from antq_desktop.storage.looks import Looks

PAGE, DEED = "Trang", "Việc"
LEAST_INITIALS = 2
BEGINS, NEAR = 0, 1
SETTINGS = (
    ("Bảo mật", "Đổi mật khẩu", "mật khẩu đăng nhập", "key-round"),
    ("Sao lưu", "Các bản sao lưu", "sao lưu chép ra usb phục hồi", "database"),
    ("Cán bộ sử dụng", "Cán bộ sử dụng máy này", "thêm cán bộ người dùng vai trò", "users"),
    ("Danh mục", "Danh mục ít thay đổi", "cài đặt", "list"),
)


@dataclass(frozen=True, slots=True)
class Command:
    """Something to go to or to do.

    Attributes:
        kind: `PAGE` or `DEED`.
        title: what it is called.
        icon: name of its icon.
        act: does it.
        also: other words it is looked for by.
        keys: its shortcut in words, or empty.
    """

    kind: str
    title: str
    icon: str
    act: Callable[[], object]
    also: str = ""
    keys: str = ""


@dataclass(frozen=True, slots=True)
class Matching:
    """Commands a text means: their title begins so, or has such words, or other words mean them."""

    begins: list[Command]
    near: list[Command]
    far: list[Command]


def matching(commands: Sequence[Command], text: str, limit: int) -> Matching:
    """Commands a text means, those nearest to it first.

    Args:
        commands: to look among.
        text: as typed; each of its words may be unfinished.
        limit: how many at most.
    """
    ranked = [
        (rank, *_finer(command.title, text), place)
        for place, command in enumerate(commands)
        if (rank := _rank(command, text)) is not None
    ]
    found = [(rank, commands[place]) for rank, _, _, place in sorted(ranked)[:limit]]
    return Matching(
        [command for rank, command in found if rank == BEGINS],
        [command for rank, command in found if rank == NEAR],
        [command for rank, command in found if rank > NEAR],
    )


def _finer(title: str, text: str) -> tuple[bool, bool]:
    """Among titles equally near: whether marks that were typed are others, whether the last word goes on."""
    marks = has_marks(text) and not (tone_key(title).startswith(tone_key(text)) or clean(text).lower() in title.lower())
    return marks, f"{fold(text)} " not in f"{fold(title)} "


def _rank(command: Command, text: str) -> int | None:
    typed = fold(text)
    words, title = typed.split(), fold(command.title)
    if not words:
        return None
    if title.startswith(typed):
        return BEGINS
    if _all_begin(words, title.split()):
        return NEAR
    if len(words) == 1 and len(typed) >= LEAST_INITIALS and initials(command.title).startswith(typed):
        return 2
    if _all_begin(words, f"{title} {fold(command.also)}".split()):
        return 3
    return None


def _all_begin(typed: Sequence[str], words: Sequence[str]) -> bool:
    return all(any(word.startswith(part) for word in words) for part in typed)


def all_commands(view: OfficeView, actions: dict[str, QAction], years: Sequence[int]) -> list[Command]:
    """Every command of the window, in the order of the rail.

    Args:
        view: the office.
        actions: of the whole window, by their key in `gui.widgets.actions`.
        years: that can be looked at.
    """
    found = [*_pages(view), *_papers(view), *_additions(view), *_deeds(view, actions), *_settings(view)]
    found.extend(
        Command(DEED, f"Xem năm {year}", "calendar", partial(view.set_year, year), "đổi năm đang xem") for year in years
    )
    return found


def _pages(view: OfficeView) -> Iterator[Command]:
    for place in places_of(view.office):
        if place.key != "lock":
            yield Command(PAGE, place.title, place.icon, partial(view.open, place.key), f"mở trang sổ {place.group}")
    for register in REGISTERS.values():
        if register.group == "settings" and not register.key_data:
            yield Command(PAGE, register.title, "list", partial(view.open, register.key), "mở danh mục")


def _papers(view: OfficeView) -> Iterator[Command]:
    if view.office.may("print"):
        for paper in KINDS.values():
            title = f"In {paper.title[:1].lower()}{paper.title[1:]}"
            yield Command(DEED, title, "printer", partial(view.open, "papers", paper.key), "giấy pdf tạo biểu")


def _additions(view: OfficeView) -> Iterator[Command]:
    if view.office.may("edit"):
        for register in REGISTERS.values():
            if register.group != "parts" and not register.key_data:
                act = partial(view.open, register.key, Adding())
                yield Command(DEED, f"Thêm {register.noun}", "plus", act, f"mới nhập {register.title}")


def _deeds(view: OfficeView, actions: dict[str, QAction]) -> Iterator[Command]:
    for key, action in actions.items():
        yield Command(
            DEED, action.text(), ACTIONS[key].icon, action.trigger, ACTIONS[key].also, action.shortcut().toString()
        )
    if view.office.may("edit"):
        yield _deed(view, "pledge_campaign", "open_year", "năm mới bắt đầu đợt ký cam kết")
        yield Command(DEED, "Hoàn tác việc vừa làm", "undo-2", view.undo, "lấy lại undo")
        yield Command(DEED, "Làm lại việc vừa hoàn tác", "redo-2", view.redo, "redo")
        yield _deed(view, "pledge", "void", "ghi nhầm ký hỏng bỏ xóa")
    if view.office.may("backup"):
        yield Command(DEED, "Sao lưu ngay", "database", partial(_back_up, view), "chép dữ liệu")
    yield Command(DEED, "Kiểm tra dữ liệu", "shield-check", partial(_check, view), "soát hỏng an toàn")


def _deed(view: OfficeView, register: str, key: str, also: str) -> Command:
    """A deed of one register."""
    return Command(DEED, ACTIONS[key].text, ACTIONS[key].icon, partial(view.open, register, Doing(key)), also)


def _settings(view: OfficeView) -> Iterator[Command]:
    for part, title, also, icon in SETTINGS:
        yield Command(DEED, title, icon, partial(view.open, "settings", part), f"{also} cài đặt")
    for theme, words in THEME_WORDS.items():
        yield Command(DEED, words, "settings", partial(_look, view, theme=theme), "màu giao diện hiển thị sáng tối")
    for percent, words in PERCENT_WORDS.items():
        yield Command(
            DEED, f"Cỡ chữ {words}", "settings", partial(_look, view, percent=percent), "phóng to nhỏ hiển thị"
        )
    for minutes, words in MINUTE_WORDS.items():
        act = partial(_look, view, idle_minutes=minutes)
        yield Command(DEED, f"Tự khóa sau {words}", "lock", act, "tự động khóa màn hình")


def _look(view: OfficeView, **change: str | int) -> None:
    chosen: Looks = replace(looks.read(view.office.paths), **change)  # type: ignore[arg-type] # its own fields
    view.looks_wanted.emit(chosen)


def _back_up(view: OfficeView) -> None:
    office = view.office
    view.run("Sao lưu", lambda _progress: upkeep.backup(office), lambda _made: view.tell("Đã sao lưu và mở thử được."))


def _check(view: OfficeView) -> None:
    office = view.office
    view.run("Kiểm tra dữ liệu", lambda _progress: upkeep.verdict(upkeep.check(office)), view.tell)
