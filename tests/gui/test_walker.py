"""One walk over all that can be opened without losing anything: names, the way of Tab, keys that clash.

There is no letter with Alt in this program, by rule: the words of a page share their first letters in Vietnamese. What
can be done is reached by a key of its own or by Tab instead; letters that came all the same would have to differ.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLineEdit,
    QScrollArea,
    QTabBar,
    QToolButton,
    QWidget,
)
from test_pages import KEYS, nameless

from antq_desktop.domain.choices import GroupDeed
from antq_desktop.domain.errors import DiskFull
from antq_desktop.gui.forms.event_dialog import EVENTS
from antq_desktop.gui.forms.parts_card import PartDialog, PartsCard
from antq_desktop.gui.frame import Frame
from antq_desktop.gui.help.help_window import HelpDesk
from antq_desktop.gui.lists.record_list import RecordList
from antq_desktop.gui.main_window import MainPage
from antq_desktop.gui.printing.print_preview import PrintPreview
from antq_desktop.gui.screens.first_run import FirstRun
from antq_desktop.gui.screens.recover import RecoverDialog
from antq_desktop.gui.widgets.icons import Icons
from antq_desktop.gui.widgets.theme import Theme
from antq_desktop.services.indicators import I1B
from antq_desktop.services.papers import papers
from hands import in_front, settle, show
from workbooks import line, write

LOOKS = [("light", 1.0, (1366, 728)), ("dark", 1.2, (905, 496)), ("light", 1.4, (905, 496)), ("dark", 1.4, (880, 480))]
LONG_NAME = "Phường Nghĩa Trung Thượng Phước"
ROWS = "Họ tên\tĐịa chỉ\nKsor Hờ Mới\tSố 1\nRơ Châm Ơi\tSố 2\n"
NEW = "mat khau moi that dai"
Shown = Iterator[tuple[str, QWidget]]


class Walk:
    """A window in one look, and what is opened in it one after the other."""

    def __init__(self, qtbot, frame, folder, environment):
        self.qtbot, self.frame, self.folder, self.environment = qtbot, frame, folder, environment
        self.main = frame.page

    def settle(self):
        settle(self.qtbot, self.frame.tasks)

    def page(self, key):
        self.main.open(key)
        self.settle()
        return self.main.page(key)

    def everything(self) -> Shown:
        for key in KEYS:
            page = self.page(key)
            yield key, page
            if isinstance(page, RecordList) and page.may_edit:
                page.add()
                self.settle()
                yield f"{key} form", page
                page.form.leave()
        yield from self._parts()
        yield from self._wizards()
        yield from self._lists()
        yield from self._others()
        yield from self._beginning()

    def _parts(self) -> Shown:
        page = self.page("settings")
        for place in range(page.tabs.count()):
            page.tabs.setCurrentIndex(place)
            self.settle()
            yield f"settings {page.tabs.tabText(place)}", page
        page = self.page("overview")
        page.open_drill(I1B, None)
        self.settle()
        yield "drill", page
        page.close_drill()
        page = self.page("model_point")
        page.focus_table()
        page.show_dossier()
        self.settle()
        yield "dossier", page
        dossier = page.currentWidget()
        for card in dossier.findChildren(PartsCard):
            for name in ("part", "part offered"):
                card.ask_new()
                in_front(card, PartDialog).drafts.edited()
                self.main.keep_drafts()
                yield from self._dialog(f"{name} {card.add.text()}")
        dossier.left.emit()

    def _wizards(self) -> Shown:
        page = self.page("import")
        area = self.main.page("residential_area").model
        path = write(self.folder / "ds.xlsx", line("Ksor Hờ Mới", area=str(area.index(0, 0).data())))
        page.file.show_path(path)
        for number, go_on in enumerate((page.read, page.reread), start=1):
            go_on()
            self.settle()
            assert page.step == number
            yield f"import {number}", page
        page.start_again()
        page = self.page("export")
        page.folder.show_path(self.folder)
        page.check()
        self.settle()
        for number in (1, 2, 3):
            page.go(number)
            self.settle()
            yield f"export {number}", page

    def _lists(self) -> Shown:
        page = self.page("household")
        page.table.put_cursor(0)
        opened = {
            "history": page.show_history,
            "columns": page.choose_columns,
            "export": page.leaving.export,
            "print": page.leaving.print_out,
            "remove": page.remove_chosen,
        }
        for name, act in opened.items():
            act()
            yield from self._dialog(name)
        for event in EVENTS:
            page.ask_event(event)
            yield from self._dialog(f"event {event}")
        points = self.page("model_point")
        points.focus_table()
        points.ask_deed(GroupDeed.DISSOLVED)
        yield from self._dialog("deed")
        for key, name in (
            ("activity", "results"),
            ("pledge_campaign", "open_year"),
            ("pledge_campaign", "print_meeting"),
        ):
            other = self.page(key)
            other.focus_table()
            other.actions_by_key[name].trigger()
            yield from self._dialog(name)

    def _others(self) -> Shown:
        self.page("overview")
        self.main.show_about()
        yield from self._dialog("about")
        self.main.show_help()
        yield from self._dialog("help")
        self.frame.trouble.show(DiskFull("Không đủ chỗ trên đĩa.", do="Xóa bớt tệp rồi thử lại."))
        yield from self._dialog("trouble")
        page = self.page("entry")
        page.card.area.setCurrentIndex(1)
        QGuiApplication.clipboard().setText(ROWS)
        page.paste_rows()
        yield from self._dialog("paste")
        paper = papers.make(self.main.view.office, "pledge-summary", self.main.view.period, self.folder)
        PrintPreview(self.main.view, paper, page).open()
        yield from self._dialog("preview")

    def _beginning(self) -> Shown:
        """The first start and the forgotten password; nothing of the office is in the window any more."""
        frame = self.frame
        page = FirstRun(self.folder / "moi", self.environment, frame.tasks, frame.icons, frame.trouble)
        frame.show_page(page)
        yield "first unit", page
        page.unit.code.setText("99003")
        page.unit.name.setText("Xã Thử Nghiệm")
        page.to_officer()
        yield "first officer", page
        page.officer.name.setText("Lê Thị Thử")
        page.officer.login.setText("canbo")
        page.officer.password.password.line.setText(NEW)
        page.officer.password.again.line.setText(NEW)
        for name, go_on in (
            ("halves", page.make_store),
            ("nowhere", page.to_rehearsal),
            ("rehearsal", page.to_rehearsal),
            ("end", page.put_off),
        ):
            go_on()
            self.settle()
            yield f"first {name}", page
        page.ask_restore()
        yield from self._dialog("restore")
        RecoverDialog(frame.icons, frame.tasks, frame.trouble, ["canbo"], "canbo", page).open()
        yield from self._dialog("recover")
        page.abandon()

    def _dialog(self, name: str) -> Shown:
        """The dialog that was just opened, which is then closed for good."""
        self.settle()
        opened = [each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible()]
        assert len(opened) == 1, name
        yield name, opened[0]
        for _ in range(2):  # one that asks first is told twice
            if opened[0].isVisible():
                opened[0].reject()
        assert not opened[0].isVisible(), name
        self.settle()


@pytest.fixture(params=LOOKS, ids=str)
def walk(request, qtbot, office, theme, qapp, tmp_path, environment) -> Iterator[Walk]:
    name, scale, size = request.param
    worn = Theme(name, theme.resources, scale)
    worn.dress(qapp)
    frame = Frame(Icons(worn))
    frame.trouble.help = HelpDesk(frame, frame.icons)
    long_named = replace(office, unit_name=LONG_NAME)
    frame.show_page(MainPage(long_named, frame.tasks, frame.icons, frame.trouble, frame.notices))
    show(qtbot, frame)
    frame.resize(*size)
    settle(qtbot, frame.tasks)
    yield Walk(qtbot, frame, tmp_path, environment)
    frame.tasks.shutdown()
    frame.close()
    theme.dress(qapp)


def stops(page: QWidget) -> list[QWidget]:
    """Where Tab stops within a page or a dialog, in its order."""
    found, seen = [], set()
    place = page.nextInFocusChain()
    while place is not page and id(place) not in seen:
        seen.add(id(place))
        takes = place.focusPolicy() & Qt.FocusPolicy.TabFocus and place.isVisible() and place.isEnabled()
        inner = isinstance(place, QScrollArea) or place.objectName().startswith("qt_") or isinstance(place, QTabBar)
        if takes and not inner and place.focusProxy() is None and page.isAncestorOf(place):
            found.append(place)
        place = place.nextInFocusChain()
    if isinstance(page, QDialog) and found:  # Tab goes round in a dialog: where it begins is nobody's order
        begin = min(range(len(found)), key=lambda number: _corner(found[number], page))
        found = found[begin:] + found[:begin]
    return found


def _corner(widget: QWidget, page: QWidget) -> tuple[int, int]:
    return _place(widget, page).top(), _place(widget, page).left()


def backwards(page: QWidget) -> list[str]:
    """Steps of Tab that go up, unless to a column further right, or left within a line."""
    found = []
    for first, second in pairwise(stops(page)):
        here, there = _place(_apart(first, second, page), page), _place(_apart(second, first, page), page)
        up = there.bottom() < here.top() and there.left() < here.right()
        left = (
            there.right() < here.left() and there.center().y() <= here.bottom() and here.center().y() <= there.bottom()
        )
        if up or left:
            found.append(f"{_called(first)} {here.getRect()} -> {_called(second)} {there.getRect()}")
    return found


def _apart(widget: QWidget, other: QWidget, page: QWidget) -> QWidget:
    """What scrolls with a widget in it and the other one not, since what it holds may lie below its edge."""
    found, around = widget, widget.parentWidget()
    while around is not None and around is not page:
        if isinstance(around, QScrollArea) and not around.isAncestorOf(other):
            found = around
        around = around.parentWidget()
    return found


def _place(widget: QWidget, page: QWidget) -> QRect:
    return QRect(widget.mapTo(page, QPoint(0, 0)), widget.size())


def _called(widget: QWidget) -> str:
    return widget.accessibleName() or getattr(widget, "text", str)() or type(widget).__name__


def clashing(page: QWidget) -> list[str]:
    """Keys that two things of a page are done by at once, letters with Alt among them."""
    keys: Counter[str] = Counter()
    for action in {*page.actions(), *page.findChildren(QAction)}:
        if action.isEnabled() and action.isVisible() and not _of_a_part(action, page):
            keys.update(key.toString() for key in action.shortcuts())
    for shortcut in page.findChildren(QShortcut):
        owner = shortcut.parent()
        if shortcut.isEnabled() and isinstance(owner, QWidget) and owner.isVisible():
            keys.update([shortcut.key().toString()])
    for made in page.findChildren(QAbstractButton):
        letter = QKeySequence.mnemonic(made.text())
        if made.isVisible() and not letter.isEmpty():
            keys.update([letter.toString()])
    return [f"{key} {count} times" for key, count in keys.items() if count > 1]


def _of_a_part(action: QAction, page: QWidget) -> bool:
    """Whether its keys are heard within one part of the page only."""
    owner = action.parent()
    within = action.shortcutContext() in {
        Qt.ShortcutContext.WidgetShortcut,
        Qt.ShortcutContext.WidgetWithChildrenShortcut,
    }
    return within and owner is not page


def out_of_reach(page: QWidget) -> list[str]:
    """Buttons that neither Tab nor a key of their own finds."""
    found = []
    for made in page.findChildren(QAbstractButton):
        if not made.isVisible() or not made.isEnabled() or isinstance(made.parent(), QLineEdit):
            continue  # what stands in a line to empty it is done by keys there
        action = made.defaultAction() if isinstance(made, QToolButton) else None
        keyed = not made.shortcut().isEmpty() or (action is not None and bool(action.shortcuts()))
        if not keyed and not made.focusPolicy() & Qt.FocusPolicy.TabFocus:
            found.append(f"{_called(made)} in {type(made.parent()).__name__}")
    return found


def sideways(page: QWidget) -> list[str]:
    """Areas of pages that would have to be scrolled sideways; tables may be."""
    return [
        f"{area.accessibleName()} by {area.horizontalScrollBar().maximum()}"
        for area in page.findChildren(QScrollArea)
        if area.isVisible() and area.horizontalScrollBar().maximum() > 0
    ]


def test_all_that_opens_has_names_goes_on_by_tab_and_shares_no_key(walk):
    wrong = []
    for name, shown in walk.everything():
        for look in (nameless, backwards, clashing, out_of_reach, sideways):
            wrong += [f"{name}, {look.__name__}: {found}" for found in look(shown)]
    assert not wrong, "\n".join(wrong)
