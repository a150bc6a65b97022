"""Who changes an activity that the other office confirmed is asked before, and told what it took."""

import pytest

from antq_desktop.gui.forms.doubt_dialog import DoubtDialog
from antq_desktop.gui.forms.parts_card import PartDialog
from antq_desktop.gui.screens.activities import ActivitiesPage, ResultsDialog
from antq_desktop.services import at_stake, records, undo
from antq_desktop.services.groups import activities
from antq_desktop.services.lists import ListQuery, open_list
from hands import in_front, settle

FRONT = "Ủy ban MTTQ Việt Nam xã Mẫu"


@pytest.fixture
def main(qtbot, program):
    program.main.open("activity")
    settle(qtbot, program.frame.tasks)
    return program.main


@pytest.fixture
def page(main):
    made = main.page("activity")
    assert isinstance(made, ActivitiesPage)
    return made


@pytest.fixture
def confirmed(main):
    found = open_list(main.view.office, "activity", ListQuery())
    return next(record for record in found.records(0, found.count) if record.confirmed_on is not None)


def now(main, record):
    return records.get(main.view.office, "activity", record.uid).record


def lost(record):
    return f"xác nhận của {FRONT} ngày {record.confirmed_on:%d/%m/%Y}"


def test_a_change_asks_once_and_the_notice_tells_what_it_took(qtbot, program, main, page, confirmed):
    page.open_record(confirmed.uid)
    form = page.form
    form.blocks["content"].editor.setPlainText("Bổ sung nội dung sinh hoạt")
    form.save()
    doubt = in_front(main, DoubtDialog)
    assert doubt.words.text() == f"Lưu thay đổi sẽ bỏ {lost(confirmed)}; cơ quan ấy phải xác nhận lại."
    assert [answer.text().strip() for answer in doubt.answers] == ["Xem lại", "Lưu, bỏ xác nhận"]
    doubt.answers[0].click()
    assert page.form is form
    assert now(main, confirmed) == confirmed
    form.save()
    in_front(main, DoubtDialog).answers[1].click()
    assert page.form is None
    assert now(main, confirmed).confirmed_on is None
    assert program.frame.notices.words == f"Đã lưu. Đã bỏ {lost(confirmed)}; phải xác nhận lại."
    main.view.undo()
    assert now(main, confirmed) == confirmed


def test_nothing_is_asked_where_nothing_changes_or_nobody_confirmed(main, page, confirmed):
    page.open_record(confirmed.uid)
    page.form.save()
    assert page.form is None
    assert now(main, confirmed) == confirmed
    found = open_list(main.view.office, "activity", ListQuery())
    other = next(record for record in found.records(0, found.count) if record.confirmed_on is None)
    page.open_record(other.uid)
    page.form.blocks["attendance"].editor.setText("5")
    page.form.save()
    assert page.form is None


def test_results_ask_too_and_so_does_taking_one_out(qtbot, program, main, page, confirmed):
    office = main.view.office
    page.go_to(confirmed.uid)
    page.show_results()
    (dialog,) = page.findChildren(ResultsDialog)
    known = {result.kind for result in activities.results_of(office, confirmed.uid)}
    kind = next(choice.code for choice in office.catalogues.choices("activity_results") if choice.code not in known)
    dialog.card.ask_new()
    part = in_front(dialog, PartDialog)
    part.editors["kind"].fill(kind)
    part.editors["amount"].fill(4)
    part.go()
    assert lost(confirmed) in part.fault.text()
    assert "bấm “Lưu” lần nữa" in part.fault.text()
    part.go()
    assert now(main, confirmed).confirmed_on is None
    assert program.frame.notices.words == f"Đã lưu. Đã bỏ {lost(confirmed)}; phải xác nhận lại."
    undo.undo(office)
    assert now(main, confirmed) == confirmed
    result = activities.results_of(office, confirmed.uid)
    assert result == [] or lost(confirmed) in at_stake.in_removing(office, "activity_result", result[0].uid)
