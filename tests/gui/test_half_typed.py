"""What was typed and not saved is told on the first page, and opened from there."""

from PySide6.QtWidgets import QApplication

import workbooks
from antq_desktop.domain.choices import GroupDeed
from antq_desktop.gui.forms.deed_dialog import DEEDS, DeedDialog
from antq_desktop.gui.forms.event_dialog import EVENTS, EventDialog
from antq_desktop.gui.forms.parts_card import PartDialog
from antq_desktop.gui.groups.month_table import DAYS
from antq_desktop.gui.importing.paste_dialog import PasteDialog
from antq_desktop.gui.page_wishes import HalfForm
from antq_desktop.gui.screens.dossier import DossierPage
from antq_desktop.gui.screens.import_wizard import PREVIEW
from antq_desktop.services import due, indicators, records
from antq_desktop.services.half_typed import ACTS, VOID
from antq_desktop.storage.connect import connect
from hands import kept, preview, settle, type_text, unlock


def waiting(main):
    office = main.view.office
    found = due.due(office, indicators.figures(office, main.view.period))
    return [item for item in found if item.half is not None]


def reopened(qtbot, main, program):
    """After a crash: the dialogs are gone, the drafts are there."""
    main.keep_drafts()
    program.lock()
    unlock(qtbot, program)
    program.main.open("overview")
    settle(qtbot, program.frame.tasks)
    return program.main


def opened_from_card(qtbot, main, words):
    card = main.page("overview").due
    (go,) = [made for made in card.buttons if words in made.accessibleName()]
    assert go.text() == "Mở"
    go.click()
    settle(qtbot, main.view.tasks)


def go_to(qtbot, main, key):
    main.open(key)
    settle(qtbot, main.view.tasks)
    page = main.page(key)
    page.focus_table()
    return page


def dialog(page, kind):
    (found,) = [made for made in page.findChildren(kind) if made.isVisible()]
    return found


def test_a_split_that_was_half_typed_is_told_and_offered_again(qtbot, program):
    main = program.main
    assert waiting(main) == []
    page = go_to(qtbot, main, "household")
    page.table.put_cursor(3)
    uid = page.current_uid
    name = records.get(main.view.office, "household", uid).record.head_name
    page.ask_event("split")
    type_text(dialog(page, EventDialog).editors["head_name"], "Ksor")
    main = reopened(qtbot, main, program)
    (told,) = waiting(main)
    assert told.title.startswith(f"Bản đang gõ dở: hộ {name}")
    assert told.title.endswith("– tách hộ")
    assert told.half.at.strftime("%H:%M") in told.detail
    opened_from_card(qtbot, main, "tách hộ")
    assert main.place == "household"
    again = dialog(main.page("household"), EventDialog)
    assert again._uid == uid
    assert not again.draft_bar.isVisible(), "one click goes on with it"
    assert again.editors["head_name"].value() == "Ksor"
    again.reject()
    assert waiting(main) == []


def test_forms_are_opened_with_what_was_typed(qtbot, program):
    page = go_to(qtbot, program.main, "household")
    page.add()
    type_text(page.form.blocks["head_name"].editor, "Ksor Mới")
    main = reopened(qtbot, program.main, program)
    assert [item.title for item in waiting(main)] == ["Bản đang gõ dở: thêm hộ “Ksor Mới”"]
    opened_from_card(qtbot, main, "thêm hộ")
    form = main.page("household").form
    assert form.uid is None
    assert form.blocks["head_name"].editor.text() == "Ksor Mới"
    assert not form.draft_bar.isVisible()
    form.leave()
    assert [item.title for item in waiting(main)] == ["Bản đang gõ dở: thêm hộ “Ksor Mới”"]


def test_a_decision_and_a_part_of_a_dossier_lead_to_their_group(qtbot, program):
    page = go_to(qtbot, program.main, "model_point")
    uid = records.resolve(program.main.view.office, "model_point", "Camera an ninh")
    page.go_to(uid)
    page.ask_deed(GroupDeed.DISSOLVED)
    made = dialog(page, DeedDialog)
    type_text(made.decision_no, "12/QĐ")
    made.keep_drafts()
    made.reject()
    page.show_dossier()
    page.currentWidget().members.ask_new()
    part = dialog(page, PartDialog)
    type_text(part.editors["full_name"], "Nguyễn Văn Dở")
    main = reopened(qtbot, program.main, program)
    titles = {item.title for item in waiting(main)}
    assert titles == {
        "Bản đang gõ dở: điểm mô hình Camera an ninh – giải thể",
        "Bản đang gõ dở: điểm mô hình Camera an ninh – thành viên",
    }
    opened_from_card(qtbot, main, "giải thể")
    page = main.page("model_point")
    asked = dialog(page, DeedDialog)
    assert asked.decision_no.text() == "12/QĐ"
    asked.keep_drafts()
    asked.reject()
    main.open("overview")
    settle(qtbot, main.view.tasks)
    opened_from_card(qtbot, main, "thành viên")
    dossier = page.currentWidget()
    assert isinstance(dossier, DossierPage)
    assert dossier.uid == uid
    again = dialog(dossier, PartDialog)
    assert again.editors["full_name"].value() == "Nguyễn Văn Dở"


def test_each_line_that_was_being_changed_opens_with_what_was_typed_over_it(qtbot, program):
    page = go_to(qtbot, program.main, "model_point")
    office = program.main.view.office
    uid = records.resolve(office, "model_point", "Camera an ninh")
    for name in ("Nguyễn Văn Một", "Nguyễn Văn Hai"):
        records.save(office, "group_member", {"point": uid, "full_name": name, "role": "member"})
    page.go_to(uid)
    page.show_dossier()
    members = page.currentWidget().members
    for name in ("Nguyễn Văn Một", "Nguyễn Văn Hai"):
        place = next(place for place in range(members.table.rowCount()) if members.table.item(place, 0).text() == name)
        members._open(place)
        part = dialog(page, PartDialog)
        type_text(part.editors["full_name"], f"{name} Sửa")
        part.keep_drafts()
        part.reject()
    main = reopened(qtbot, program.main, program)
    told = waiting(main)
    assert [item.title for item in told] == ["Bản đang gõ dở: điểm mô hình Camera an ninh – sửa thành viên"] * 2
    typed = set()
    for number in range(2):
        halves = [place for place, item in enumerate(main.page("overview").due.shown) if item.half is not None]
        main.page("overview").due.buttons[halves[number]].click()
        settle(qtbot, main.view.tasks)
        again = dialog(main.page("model_point"), PartDialog)
        typed.add(again.editors["full_name"].value())
        again.keep_drafts()
        again.reject()
        main.open("overview")
        settle(qtbot, main.view.tasks)
    assert typed == {"Nguyễn Văn Một Sửa", "Nguyễn Văn Hai Sửa"}


def test_of_two_versions_of_one_line_the_older_waits_on(qtbot, program):
    page = go_to(qtbot, program.main, "model_point")
    office = program.office
    uid = records.resolve(office, "model_point", "Camera an ninh")
    member = records.save(office, "group_member", {"point": uid, "full_name": "Nguyễn Văn Một", "role": "member"}).uid
    page.go_to(uid)
    page.show_dossier()
    for words in ("Cũ", "Mới"):
        page.currentWidget().members.ask(member)
        type_text(dialog(page, PartDialog).editors["full_name"], words)
        dialog(page, PartDialog).keep_drafts()
        dialog(page, PartDialog).reject()
    main = reopened(qtbot, program.main, program)
    opened_from_card(qtbot, main, "sửa thành viên")
    again = dialog(main.page("model_point"), PartDialog)
    assert again.editors["full_name"].value() == "Mới"
    assert [draft.values["full_name"] for draft in kept(program.office)][1:] == ["Cũ"]


def test_what_was_typed_over_a_record_that_is_gone_since_is_not_told(qtbot, program):
    page = go_to(qtbot, program.main, "household")
    gone = records.save(program.office, "household", {"head_name": "Ksor Một", "area": "Thôn Đông Hạ"}).uid
    for uid in (gone, page.current_uid):
        page.open_record(uid)
        type_text(page.form.blocks["note"].editor, "Ghi dở")
        page.form.leave()
    page.open_record(page.current_uid)
    form = page.form
    records.remove(program.office, "household", gone, "nhầm")
    assert [item.half.record for item in waiting(program.main)] == [form.uid]
    program.main.open("household", HalfForm(gone, "household"))
    settle(qtbot, program.frame.tasks)
    assert (page.form, form.draft_bar.isVisible()) == (form, True), "what is offered in another form waits"


def test_what_was_typed_over_a_line_that_is_gone_since_is_not_told(qtbot, program):
    page = go_to(qtbot, program.main, "model_point")
    office = program.main.view.office
    uid = records.resolve(office, "model_point", "Camera an ninh")
    member = records.save(office, "group_member", {"point": uid, "full_name": "Nguyễn Văn Một", "role": "member"}).uid
    page.go_to(uid)
    page.show_dossier()
    members = page.currentWidget().members
    members.ask(member)
    part = dialog(page, PartDialog)
    type_text(part.editors["full_name"], " Sửa")
    part.keep_drafts()
    part.reject()
    assert len(waiting(program.main)) == 1
    records.remove(office, "group_member", member, "nhập nhầm")
    assert waiting(program.main) == []


def test_what_was_typed_among_the_papers_leads_to_their_page(qtbot, program):
    main = program.main
    main.open("entry")
    settle(qtbot, program.frame.tasks)
    type_text(main.page("entry").line, "tran")
    main = reopened(qtbot, main, program)
    assert [(item.title, item.page) for item in waiting(main)] == [("Bản đang gõ dở: Nhập cam kết", "entry")]
    opened_from_card(qtbot, main, "Nhập cam kết")
    assert main.page("entry").line.text() == "tran"
    assert not main.page("entry").draft_bar.isVisible()


def test_what_is_typed_by_now_stays_and_the_older_draft_is_offered_beside_it(qtbot, program):
    main = program.main
    main.open("entry")
    settle(qtbot, program.frame.tasks)
    type_text(main.page("entry").line, "tran")
    main = reopened(qtbot, main, program)
    main.open("entry")
    settle(qtbot, program.frame.tasks)
    page = main.page("entry")
    type_text(page.line, "ksor")
    main.open("overview")
    settle(qtbot, program.frame.tasks)
    opened_from_card(qtbot, main, "Nhập cam kết")
    assert page.line.text() == "ksor"
    assert "“tran”" in page.draft_bar.words


def test_pasted_rows_are_gone_on_with_by_one_click(qtbot, program):
    main = program.main
    main.open("entry")
    settle(qtbot, program.frame.tasks)
    page = main.page("entry")
    page.card.area.setCurrentIndex(1)
    QApplication.clipboard().setText("Ksor Hờ Mới\tSố 9\t01/03/2026\r\n")
    page.paste_rows()
    settle(qtbot, program.frame.tasks)
    main = reopened(qtbot, main, program)
    opened_from_card(qtbot, main, "các dòng đã dán")
    again = dialog(main.page("entry"), PasteDialog)
    assert [row.head_name for row in again.rows.planned] == ["Ksor Hờ Mới"]
    again.reject()
    again.reject()


def test_a_meeting_is_gone_on_with_by_one_click(qtbot, program):
    main = program.main
    main.open("meeting")
    settle(qtbot, main.view.tasks)
    page = main.page("meeting")
    type_text(page.counted, "12")
    page.model.switch(next(place for place, one in enumerate(page.model.households) if one.pledge is None))
    absent = page.model.marks[0]
    main = reopened(qtbot, main, program)
    opened_from_card(qtbot, main, "Sau cuộc họp")
    page = main.page("meeting")
    assert (page.counted.text(), page.model.marks[0]) == ("12", absent)
    assert not page._draft_bar.isVisible()
    assert len(page.model.waiting) - len(page.model.present) == 1
    type_text(page.counted, "3")
    main.open("overview")
    settle(qtbot, main.view.tasks)
    opened_from_card(qtbot, main, "Sau cuộc họp")
    assert page.counted.text() == "123", "what is typed by now stays"


def test_a_month_is_gone_on_with_by_one_click(qtbot, program):
    main = program.main
    main.open("month")
    settle(qtbot, main.view.tasks)
    page = main.page("month")
    page.months.setCurrentIndex(2)
    settle(qtbot, main.view.tasks)
    month, name = page.first, page.table.month.lines[1].name
    page.table.month.write(1, DAYS, "17")
    main = reopened(qtbot, main, program)
    opened_from_card(qtbot, main, "Hoạt động tháng")
    page = main.page("month")
    assert page.first == month
    assert [(each.line.name, each.days) for each in page.table.month.written] == [(name, "17")]
    assert not page._draft_bar.isVisible()
    assert main.window().focusWidget() is page.line


def test_a_list_from_excel_is_gone_on_with_by_one_click(qtbot, program, tmp_path):
    main = program.main
    path = workbooks.write(tmp_path / "ds.xlsx", workbooks.line("Hà Văn A", area="Xóm Lạ"))
    main.open("import")
    settle(qtbot, main.view.tasks)
    page = main.page("import")
    preview(qtbot, page, main.view.tasks, path)
    page.rows.type_over(0, 2, "Hà Văn Sửa")
    settle(qtbot, main.view.tasks)
    main = reopened(qtbot, main, program)
    opened_from_card(qtbot, main, "Nhập danh sách từ Excel")
    page = main.page("import")
    assert page.step == PREVIEW
    assert [row.head_name for row in page.rows.planned] == ["Hà Văn Sửa"]
    assert not page._draft.bar.isVisible()
    assert main.window().focusWidget() is page.rows


def test_a_list_waits_while_another_file_is_chosen_and_while_it_cannot_be_read(qtbot, program, tmp_path):
    main = program.main
    path = workbooks.write(tmp_path / "ds.xlsx", workbooks.line("Hà Văn A", area="Xóm Lạ"))
    main.open("import")
    settle(qtbot, main.view.tasks)
    preview(qtbot, main.page("import"), main.view.tasks, path)
    main.page("import").rows.type_over(0, 2, "Hà Văn Sửa")
    settle(qtbot, main.view.tasks)
    main = reopened(qtbot, main, program)
    away = path.rename(tmp_path / "xa.xlsx")
    opened_from_card(qtbot, main, "Nhập danh sách từ Excel")
    page = main.page("import")
    assert "Không thấy tệp ds.xlsx" in page._fault.text()
    assert page._draft.bar.take.isVisible()
    page.file.show_path(away)
    main.open("overview")
    settle(qtbot, main.view.tasks)
    opened_from_card(qtbot, main, "Nhập danh sách từ Excel")
    assert (page.step, page.file.path) == (0, away)
    page.file.show_path(path)
    away.rename(path)
    main.open("overview")
    settle(qtbot, main.view.tasks)
    opened_from_card(qtbot, main, "Nhập danh sách từ Excel")
    assert [row.head_name for row in page.rows.planned] == ["Hà Văn Sửa"]


def test_every_dialog_that_keeps_drafts_has_words_in_the_middle_of_a_sentence():
    known = {f"event/{key}": event.title.lower() for key, event in EVENTS.items()}
    known |= {f"deed/{deed.value}": words.title.lower() for deed, words in DEEDS.items()}
    known[VOID] = "hủy"
    assert dict(ACTS) == known


def test_drafts_that_cannot_be_read_take_nothing_else_from_what_waits(program):
    office, period = program.office, program.main.view.period
    before = due.due(office, indicators.figures(office, period))
    other = connect(office.paths.drafts, office.drafts._key)
    other.execute("DROP TABLE draft")
    other.close()
    assert before
    assert due.due(office, indicators.figures(office, period)) == before
