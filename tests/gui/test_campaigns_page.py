"""Opening the round of a new year in the window."""

from antq_desktop.gui.screens.campaigns import CampaignsPage, OpenYearDialog
from antq_desktop.services.lists import open_list
from hands import settle, show


def test_the_round_of_the_next_year_is_opened_in_one_step(qtbot, view, tasks, office):
    page = CampaignsPage(view)
    show(qtbot, page)
    settle(qtbot, tasks)
    before = open_list(office, "pledge_campaign").count
    page.ask_year()
    dialog = page.findChild(OpenYearDialog)
    assert dialog.year.value() == 2027
    dialog.due.setText("31/02/2027")
    dialog.go()
    assert dialog.fault.text()
    dialog.due.setText("30/6/2027")
    dialog.go()
    assert open_list(office, "pledge_campaign").count == before + 1
    assert page.model.count == before + 1
    assert "In danh sách họp" in view.record.notices[-1]
