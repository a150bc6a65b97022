"""Every page: names for screen readers, nothing clipped, small windows, actions."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QToolButton, QWidget

from antq_desktop.gui.frame import Frame
from antq_desktop.gui.lists.record_list import RecordList
from antq_desktop.gui.main_window import MainPage
from antq_desktop.gui.places import places
from antq_desktop.gui.screens.import_wizard import ImportPage
from antq_desktop.gui.screens.indicators import IndicatorsPage
from antq_desktop.gui.screens.lock import LockScreen
from antq_desktop.gui.widgets.actions import ACTIONS
from antq_desktop.gui.widgets.icons import Icons
from antq_desktop.gui.widgets.theme import Theme
from antq_desktop.services import records
from antq_desktop.services.indicators import I1B
from hands import settle, show

KEYS = [place.key for place in places() if place.key != "lock"]
SIZES = [(1366, 728), (905, 496), (880, 480)]


@pytest.fixture
def window(qtbot, office, icons) -> Iterator[Frame]:
    frame = Frame(icons)
    main = MainPage(office, frame.tasks, icons, frame.trouble, frame.notices)
    frame.show_page(main)
    show(qtbot, frame)
    settle(qtbot, frame.tasks)
    yield frame
    frame.tasks.shutdown()


SCALES = (1.0, 1.2, 1.4)
LOOKS = [
    *(("light", scale, size) for scale in SCALES for size in SIZES),
    *(("dark", scale, SIZES[1]) for scale in SCALES),  # colours move nothing: one size shows that they do not
]


@pytest.fixture(params=LOOKS, ids=str)
def any_window(request, qtbot, office, theme, qapp) -> Iterator[tuple[Frame, tuple[int, int]]]:
    """The window in every theme, type size and size."""
    name, scale, size = request.param
    worn = Theme(name, theme.resources, scale)
    worn.dress(qapp)
    frame = Frame(Icons(worn))
    main = MainPage(office, frame.tasks, frame.icons, frame.trouble, frame.notices)
    frame.show_page(main)
    show(qtbot, frame)
    settle(qtbot, frame.tasks)
    frame.resize(*size)
    qtbot.waitUntil(lambda: frame.width() == size[0])
    yield frame, size
    frame.tasks.shutdown()
    frame.close()
    theme.dress(qapp)


def visited(qtbot, frame: Frame) -> Iterator[tuple[str, QWidget]]:
    """Every page with what it opens."""
    main = frame.page
    for key in KEYS:
        main.open(key)
        settle(qtbot, frame.tasks)
        yield key, main.page(key)
        page = main.page(key)
        if isinstance(page, RecordList) and page.may_edit:
            page.add()
            settle(qtbot, frame.tasks)
            yield f"{key} form", page
            page.form.leave()
    overview = main.page("overview")
    main.open("overview")
    overview.open_drill(I1B, None)
    settle(qtbot, frame.tasks)
    yield "drill", overview
    overview.close_drill()


def nameless(page: QWidget) -> list[str]:
    found = []
    for widget in page.findChildren(QWidget):
        takes = widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.isVisible() and widget.isEnabled()
        inner = isinstance(widget.parent(), QScrollArea) or widget.objectName().startswith("qt_")
        if takes and not inner and widget.focusProxy() is None:
            face = QAccessible.queryAccessibleInterface(widget)
            if face is not None and not face.text(QAccessible.Text.Name).strip():
                found.append(f"{type(widget).__name__} in {type(widget.parent()).__name__}")
    return found


def clipped(page: QWidget) -> list[str]:
    """Labels and buttons that are smaller than their words need."""
    found = []
    for widget in page.findChildren(QWidget):
        if not isinstance(widget, (QLabel, QPushButton, QToolButton)) or not widget.isVisible() or not widget.text():
            continue
        if isinstance(widget, QLabel) and widget.wordWrap():
            if widget.height() < widget.heightForWidth(widget.width()):
                found.append(f"low: {widget.text()[:40]}")
        elif (
            widget.width() + 1 < widget.minimumSizeHint().width() or widget.height() + 1 < widget.fontMetrics().height()
        ):
            found.append(f"narrow: {widget.text()[:40]} {widget.width()} < {widget.minimumSizeHint().width()}")
    return found


def sideways(area: QScrollArea) -> bool:
    """Whether something lies beyond the right edge."""
    return area.isVisible() and area.horizontalScrollBar().maximum() > 0


def test_every_focusable_widget_has_a_name(qtbot, window):
    wrong = {key: nameless(page) for key, page in visited(qtbot, window)}
    assert {key: found for key, found in wrong.items() if found} == {}
    assert nameless(window.page.rail) == []


def test_no_words_are_clipped_and_every_page_fits_in_any_look(qtbot, any_window):
    frame, size = any_window
    wrong = {}
    for key, page in visited(qtbot, frame):
        needed = frame.page.minimumSizeHint()
        wrong[key] = clipped(page)
        wrong[key] += [f"scrolls {area.accessibleName()}" for area in page.findChildren(QScrollArea) if sideways(area)]
        if needed.width() > size[0] or needed.height() > size[1]:
            wrong[key].append(f"needs {needed.width()}x{needed.height()}")
    assert {key: found for key, found in wrong.items() if found} == {}


def test_the_rail_shrinks_and_keeps_its_names(qtbot, window):
    rail = window.page.rail
    wide = rail.width()
    window.resize(905, 496)
    qtbot.waitUntil(lambda: rail.width() < wide)
    assert rail.width() <= 70
    assert rail.buttons["household"].toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonIconOnly
    settle(qtbot, window.tasks)
    assert rail.buttons["household"].geometry().right() < rail.width(), "its icon is in view"
    assert rail.buttons["household"].accessibleName() == "Hộ gia đình"
    window.resize(1366, 728)
    qtbot.waitUntil(lambda: rail.width() == wide)


def test_the_lock_screen_has_names_and_clips_nothing(qtbot, icons):
    lock = LockScreen(icons)
    lock.show_logins(["canbo"])
    lock.show_sample("mat khau")
    show(qtbot, lock, (880, 480))
    assert nameless(lock) == []
    assert clipped(lock) == []


def test_no_two_actions_of_a_page_share_a_key(qtbot, window):
    for key, page in visited(qtbot, window):
        if not isinstance(page, RecordList) or page.form is not None:
            continue
        shortcuts = [each.toString() for action in page.actions_by_key.values() for each in action.shortcuts()]
        assert len(shortcuts) == len(set(shortcuts)), key
    assert all(spec.text and spec.icon for spec in ACTIONS.values())


def test_pages_are_made_when_first_wanted(window):
    assert set(window.page.pages) == {"overview"}
    window.page.open("import")
    assert isinstance(window.page.pages["import"], ImportPage)


def test_the_overview_shows_both_indicators_areas_and_organisations(qtbot, window):
    page = window.page.page("overview")
    assert isinstance(page, IndicatorsPage)
    shown = " ".join(child.text() for child in page.findChildren(QLabel))
    assert "I1 · Hộ gia đình đoàn viên, hội viên ký cam kết" in shown
    assert "Chưa đạt, còn" in shown
    assert "không đạt" not in shown.lower()
    assert page.areas.texts()[0][0] == "Thôn Cẩm Khê"
    assert len(page.lines.texts()) == 6


def test_a_fixed_figure_is_shown_with_the_households_on_record(qtbot, window):
    page = window.page.page("overview")
    first = page.figures.areas[0]
    said = {"year": window.page.view.year, "households": 5000, "area": first.uid, "basis": "frozen"}
    window.page.view.announce(records.save(window.page.view.office, "declared_figure", said).changes)
    settle(qtbot, window.tasks)
    note = f"✎ đã chốt 5.000, có hồ sơ {first.member_households}"
    assert page.areas.texts()[0][4] == note
    shown = [child.text() for child in page.findChildren(QLabel)]
    assert any("✎ gồm số chốt, có hồ sơ" in text for text in shown)
    page.open_drill("I1", first.uid)
    assert any(note in child.text() for child in page.currentWidget().findChildren(QLabel))


def test_a_number_opens_the_households_behind_it(qtbot, window):
    page = window.page.page("overview")
    figures = page.figures
    page.areas._open(0)
    drill = page.currentWidget()
    settle(qtbot, window.tasks)
    assert drill.table.households.rowCount() == figures.areas[0].households - figures.areas[0].signed
    drill.tabs.setCurrentIndex(1)
    assert drill.table.households.rowCount() == figures.areas[0].signed
    drill.table.setCurrentIndex(drill.table.households.index(0, 0))
    drill.table.open_action.trigger()
    assert window.page.stack.currentWidget() is window.page.page("household")
    assert window.page.page("household").form is not None


def test_the_year_in_view_changes_the_figures(qtbot, window):
    page = window.page.page("overview")
    window.page.top.years.setCurrentIndex(window.page.top.years.findData(2024))
    settle(qtbot, window.tasks)
    assert page.figures.period.year == 2024


def test_groups_of_the_rail_fold_on_wish_and_open_for_the_page_in_view(window, qtbot):
    rail = window.page.rail
    window.resize(1366, 700)
    foot = rail.buttons["lock"]
    qtbot.waitUntil(lambda: foot.visibleRegion().boundingRect().height() == foot.height())
    assert all(heading.is_open for heading in rail._headings.values())
    rail._headings["ĐỊA BÀN"].click()
    rail.show_badges({"residential_area": 2})
    assert "2 việc đang chờ" in rail._headings["ĐỊA BÀN"].accessibleName()
    assert not rail.buttons["residential_area"].isVisible()
    window.page.open("verify")
    assert not rail._headings["ĐỊA BÀN"].is_open, "no other group moves"
    window.page.open("residential_area")
    assert rail._headings["ĐỊA BÀN"].is_open
    assert rail.buttons["residential_area"].isVisible()
