"""Every action of the window in one table: words, key, icon."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QSizePolicy, QWidget

from antq_desktop.gui.widgets.icons import Icons
from antq_desktop.gui.widgets.tool_button import ToolButton


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """What an action is called and how it is reached.

    Attributes:
        text: words on buttons and in menus.
        icon: name of the icon.
        keys: shortcuts, the first one is shown.
        bare: whether its button shows only the icon.
        also: other words it is looked for by.
    """

    text: str
    icon: str
    keys: tuple[str, ...] = ()
    bare: bool = False
    also: str = ""


ACTIONS: Mapping[str, ActionSpec] = MappingProxyType(
    {
        "add": ActionSpec("Thêm", "plus", ("Ctrl+N",)),
        "open": ActionSpec("Mở, sửa", "pencil", ("Enter", "Return", "F2")),
        "remove": ActionSpec("Xóa…", "trash-2", ("Delete",)),
        "events": ActionSpec("Biến động…", "git-compare", ("Ctrl+B",)),
        "dossier": ActionSpec("Hồ sơ", "clipboard-list", ("F4",)),
        "note_activity": ActionSpec("Ghi hoạt động…", "activity", ("Ctrl+N",)),
        "print_dossier": ActionSpec("In hồ sơ…", "printer", ("Ctrl+P",)),
        "results": ActionSpec("Kết quả…", "list", ("F4",)),
        "confirm": ActionSpec("Xác nhận", "badge-check", ("Ctrl+Shift+X",)),
        "import_list": ActionSpec("Nhập danh sách từ Excel…", "upload", ("Ctrl+I",), bare=True),
        "activity_log": ActionSpec("In sổ theo dõi…", "printer", ("Ctrl+P",)),
        "deeds": ActionSpec("Quyết định…", "git-compare", ("Ctrl+B",)),
        "void": ActionSpec("Hủy bản cam kết…", "ban", ("Ctrl+B",)),
        "history": ActionSpec("Lịch sử", "history", ("Ctrl+H",)),
        "sheet": ActionSpec("Xuất Excel…", "file-spreadsheet", ("Ctrl+E",)),
        "take_back": ActionSpec("Nhận lại từ Excel…", "download", ("Ctrl+Shift+E",), bare=True),
        "print": ActionSpec("In danh sách…", "printer", ("Ctrl+P",)),
        "print_unsigned": ActionSpec("In danh sách chưa ký…", "printer", ("Ctrl+P",)),
        "print_meeting": ActionSpec("In danh sách họp…", "calendar-check", ("Ctrl+Shift+P",)),
        "copy": ActionSpec("Sao chép", "copy", ("Ctrl+C",)),
        "copy_headed": ActionSpec("Sao chép kèm tên cột", "copy", ("Ctrl+Shift+C",)),
        "columns": ActionSpec("Cột…", "columns-3", ("Ctrl+Shift+K",)),
        "filters": ActionSpec("Bộ lọc", "list-filter", ("Ctrl+Shift+F",)),
        "line_menu": ActionSpec("Việc với dòng này", "list", ("Shift+F10",)),
        "column_menu": ActionSpec("Việc với cột này", "columns-3", ("Alt+Down",)),
        "month_before": ActionSpec("Tháng trước", "chevron-left", ("Ctrl+PgUp",), bare=True),
        "month_after": ActionSpec("Tháng sau", "chevron-right", ("Ctrl+PgDown",), bare=True),
        "open_year": ActionSpec("Mở đợt ký của năm…", "calendar", ("Ctrl+Shift+N",)),
        "paste_lines": ActionSpec("Dán nhiều dòng…", "list", ("Ctrl+Shift+V",)),
        "undo": ActionSpec("Hoàn tác", "undo-2", ("Ctrl+Z",), bare=True),
        "redo": ActionSpec("Làm lại", "redo-2", ("Ctrl+Y", "Ctrl+Shift+Z"), bare=True),
        "search": ActionSpec("Tìm trong danh sách", "search", ("Ctrl+F",)),
        "refresh": ActionSpec("Đọc lại", "refresh-cw", ("F5",), bare=True),
        "save": ActionSpec("Lưu", "save", ("Ctrl+S", "Ctrl+Return", "Ctrl+Enter")),
        "save_next": ActionSpec("Lưu, thêm tiếp", "plus", ("Ctrl+Shift+S", "Ctrl+Shift+Return")),
        "leave": ActionSpec("Quay lại", "chevron-left", ("Esc",)),
        "lock": ActionSpec("Khóa màn hình", "lock", ("Ctrl+L",), also="đóng sổ thoát"),
        "switch": ActionSpec("Đổi cán bộ…", "users", ("Ctrl+Shift+L",), also="người khác đăng nhập đăng xuất"),
        "help": ActionSpec("Trợ giúp trang này", "book-open", ("F1",), also="hướng dẫn cách dùng"),
        "keys": ActionSpec("Phím tắt", "list", ("Ctrl+/",), also="bàn phím"),
        "about": ActionSpec("Giới thiệu, chẩn đoán", "info", also="phiên bản giấy phép thư viện lỗi hỗ trợ"),
        "find": ActionSpec("Tìm mọi thứ, mở trang, làm việc", "search", ("Ctrl+K",)),
    }
)


def make(owner: QWidget, icons: Icons, key: str, act: Callable[[], object], text: str = "") -> QAction:
    """Make an action of the table for a page.

    Args:
        owner: the page in which its keys work.
        icons: for its icon.
        key: its place in the table.
        act: what it does.
        text: other words for this page.
    """
    spec = ACTIONS[key]
    action = QAction(icons.icon(spec.icon, "text", 17), text or spec.text, owner)
    action.setShortcuts([QKeySequence(sequence) for sequence in spec.keys])
    action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    keys = QKeySequence(spec.keys[0]).toString(QKeySequence.SequenceFormat.NativeText) if spec.keys else ""
    action.setIconText(f" {action.text()}")
    action.setToolTip(f"{action.text()} ({keys})" if keys else action.text())

    def triggered() -> None:
        act()

    action.triggered.connect(triggered)
    owner.addAction(action)
    return action


def tool(action: QAction, *, bare: bool = False) -> ToolButton:
    """A button for an action."""
    made = ToolButton()
    made.setDefaultAction(action)
    made.setProperty("cls", "plain")
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    made.setAccessibleName(action.text())
    made.show_words(shown=not bare)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return made
