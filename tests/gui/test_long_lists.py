"""Registers too long to be listed while the window waits: what is read beside it, and what is done meanwhile."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from sqlalchemy import event

from antq_desktop.domain.registers import REGISTERS
from antq_desktop.gui.lists.record_list import RecordList
from antq_desktop.services import lists, records
from antq_desktop.services.lists import ListQuery
from hands import press, show, type_text

ADDRESS = 2


class Heard:
    """Statements by the thread they were run on; those of other threads than the window's wait at a gate."""

    def __init__(self, office):
        self.here: list[str] = []
        self.beside: list[str] = []
        self.gate = threading.Event()
        self.gate.set()
        event.listen(office.store._open_engine(), "before_cursor_execute", self._hear)

    def _hear(self, _connection, _cursor, sql, *_):
        if threading.current_thread() is threading.main_thread():
            self.here.append(sql)
        else:
            self.gate.wait(30)
            self.beside.append(sql)

    @property
    def heavy_here(self) -> list[str]:
        """Statements of the window's thread that look at very many lines."""
        return [sql for sql in self.here if "FROM household t WHERE" in sql and not self._light(sql)]

    @staticmethod
    def _light(sql: str) -> bool:
        looked_up = "t.id IN (?" in sql or "t.uid IN (?" in sql or "t.uid = ?" in sql
        page = "ORDER BY t.sk, t.id LIMIT" in sql and "t.area" not in sql.split("WHERE")[1]
        return looked_up or page


@pytest.fixture
def heard(office, monkeypatch) -> Iterator[Heard]:
    """The sample commune's 600 households count as very many."""
    monkeypatch.setattr(lists, "MANY_LINES", 100)
    made = Heard(office)
    yield made
    made.gate.set()


@pytest.fixture
def page(qtbot, view, heard):
    made = RecordList(view, REGISTERS["household"])
    show(qtbot, made)
    there(qtbot, made)
    heard.here.clear()
    heard.beside.clear()
    return made


def there(qtbot, page):
    """Wait until what was asked for is shown."""
    qtbot.waitUntil(lambda: not page.model.reading, timeout=30_000)
    for _ in range(3):
        QApplication.processEvents()


def save(view, uid, **values):
    line = records.get(view.office, "household", uid)
    saved = records.save(view.office, "household", values, uid=uid, version=line.version)
    view.announce(saved.changes)


def test_a_long_register_is_opened_beside_the_window(qtbot, view, heard):
    heard.gate.clear()
    page = RecordList(view, REGISTERS["household"])
    show(qtbot, page)
    assert page.model.count == 0
    assert page.model.turning
    assert "Đang đọc" in page._count.text()
    page.focus_table()
    heard.gate.set()
    there(qtbot, page)
    assert page.model.count == 600
    assert page.table.currentIndex().row() == 0
    assert heard.heavy_here == []


def test_nothing_that_looks_at_very_many_lines_runs_on_the_thread_of_the_window(qtbot, view, heard, page):
    page.model.sort(ADDRESS, Qt.SortOrder.AscendingOrder)
    there(qtbot, page)
    page.model.uid(300)
    page.search.setText("ng")
    qtbot.waitUntil(lambda: page.model.query.text == "ng", timeout=10_000)
    page.filters.narrow({"area": (lists.open_list(view.office, "residential_area").uids()[0],)})
    page._requery()
    there(qtbot, page)
    save(view, page.model.uid(5), note="đã gặp")
    there(qtbot, page)
    page.go_to(page.model.uid(3))
    there(qtbot, page)
    page.refresh()
    there(qtbot, page)
    assert heard.heavy_here == []
    assert any("ORDER BY vi_order" in sql for sql in heard.beside)


def test_old_lines_stay_in_view_until_the_new_ones_are_there(qtbot, heard, page):
    first = page.model.index(0, 0).data()
    heard.gate.clear()
    page.model.sort(ADDRESS, Qt.SortOrder.DescendingOrder)
    QApplication.processEvents()
    assert page.model.index(0, 0).data() == first
    assert (page.model.count, page.model.query.sort, page.model.wanted.sort) == (600, None, "address")
    assert page._count.text().endswith("đang đọc…")
    heard.gate.set()
    there(qtbot, page)
    assert page.model.query.sort == "address"
    assert "đang đọc" not in page._count.text()


def test_only_the_newest_wish_is_shown(qtbot, heard, page):
    shown = []
    page.model.modelReset.connect(lambda: shown.append(page.model.query))
    heard.gate.clear()
    for text in ("n", "ng", "ngu", "nguyen"):
        page.model.show_query(ListQuery(text))
    heard.gate.set()
    there(qtbot, page)
    assert shown == [ListQuery("nguyen")]
    asked = [sql for sql in heard.beside if "SELECT t.id" in sql]
    assert len(asked) == 2


def test_keys_pressed_for_lines_still_being_read_are_for_those_lines(qtbot, view, heard, page):
    there_then = lists.open_list(view.office, "household", ListQuery("thi"))
    wanted = there_then.rows(2, 1)[0].uid
    heard.gate.clear()
    page.search.setFocus()
    type_text(page.search, "thi")
    press(Qt.Key.Key_Return)
    assert page.table.hasFocus()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert page.form is None
    heard.gate.set()
    there(qtbot, page)
    assert page.current_uid == wanted
    assert page.form is not None
    assert page.form.uid == wanted


def test_a_search_without_results_gives_the_keys_back_to_the_box(qtbot, heard, page):
    heard.gate.clear()
    page.search.setFocus()
    type_text(page.search, "khongcoai")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Down)
    heard.gate.set()
    there(qtbot, page)
    assert page.model.count == 0
    assert page.search.hasFocus()


def test_a_line_that_keeps_its_place_is_read_anew_alone(qtbot, view, heard, page):
    reset = []
    page.model.modelReset.connect(lambda: reset.append(1))
    uid = page.model.uid(7)
    page.model.uid(450)
    heard.here.clear()
    save(view, uid, address="Nhà mới sơn")
    there(qtbot, page)
    assert page.model.index(7, ADDRESS).data() == "Nhà mới sơn"
    assert reset == []
    pages = [sql for sql in (*heard.here, *heard.beside) if "ORDER BY t.sk, t.id LIMIT" in sql]
    assert len(pages) == 2
    assert page.table.currentIndex().row() == 7


@pytest.mark.parametrize("narrowed", [False, True])
def test_a_line_that_moves_in_a_sorted_list_is_followed_without_sorting_again(qtbot, view, heard, page, narrowed):
    if narrowed:
        page.filters.narrow({"area": tuple(lists.open_list(view.office, "residential_area").uids()[:2])})
        page._requery()
    page.model.sort(ADDRESS, Qt.SortOrder.AscendingOrder)
    there(qtbot, page)
    uid = page.model.uid(3)
    count = page.model.count
    heard.beside.clear()
    save(view, uid, address="Ỷ Lan cuối cùng")
    there(qtbot, page)
    anew = lists.open_list(view.office, "household", page.model.query)
    assert [page.model.uid(row) for row in range(count)] == anew.uids()
    assert page.current_uid == uid
    assert page.model.count == count
    assert not [sql for sql in heard.beside if "ORDER BY vi_order" in sql and "t.id IN" not in sql]


def test_the_cursor_stays_where_the_officer_put_it_while_the_list_was_read(qtbot, view, heard, page):
    page.table.put_cursor(2)
    page.table.setFocus()
    saved, other = page.model.uid(2), page.model.uid(4)
    page.model.sort(ADDRESS, Qt.SortOrder.AscendingOrder)
    there(qtbot, page)
    page.go_to(saved)
    there(qtbot, page)
    heard.gate.clear()
    save(view, saved, address="Ỷ Lan cuối cùng")
    page.table.put_cursor(next(row for row in range(600) if page.model.uid(row) == other))
    heard.gate.set()
    there(qtbot, page)
    assert page.current_uid == other


def test_a_save_while_other_lines_are_read_is_shown_with_them(qtbot, view, heard, page):
    uid, name = page.model.uid(0), page.model.index(0, 0).data()
    heard.gate.clear()
    page.model.show_query(ListQuery(name))
    save(view, uid, address="Vừa sửa xong")
    heard.gate.set()
    there(qtbot, page)
    assert page.model.query == ListQuery(name)
    row = next(row for row in range(page.model.count) if page.model.uid(row) == uid)
    assert page.model.index(row, ADDRESS).data() == "Vừa sửa xong"


def test_a_long_list_out_of_sight_is_read_once_when_it_is_seen_again(qtbot, view, heard, page):
    uids = [page.model.uid(row) for row in (1, 2, 3)]
    page.hide()
    heard.beside.clear()
    for number, uid in enumerate(uids):
        save(view, uid, address=f"Nhà số {number}")
    assert not page.model.reading
    assert not [sql for sql in heard.beside if "count(*) FROM household" in sql]
    page.show()
    there(qtbot, page)
    assert [page.model.index(row, ADDRESS).data() for row in (1, 2, 3)] == ["Nhà số 0", "Nhà số 1", "Nhà số 2"]
    assert len([sql for sql in heard.beside if "count(*) FROM household" in sql]) == 1


def test_a_short_list_is_there_at_once(qtbot, view):
    page = RecordList(view, REGISTERS["household"])
    show(qtbot, page)
    assert page.model.count == 600
    page.model.sort(ADDRESS, Qt.SortOrder.AscendingOrder)
    assert not page.model.reading
    assert page.model.query.sort == "address"
