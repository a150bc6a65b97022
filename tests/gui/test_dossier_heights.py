"""A dossier is drawn rightly when it is first opened: tables as high as their rows, no emptiness to scroll into."""

from PySide6.QtWidgets import QScrollArea

from antq_desktop.gui.screens.groups import PointsPage
from antq_desktop.gui.widgets.pieces import PAGE
from antq_desktop.services import records
from hands import settle, show


def test_every_table_shows_its_rows_whole_and_the_page_ends_below_the_last(qtbot, view, tasks):
    page = PointsPage(view)
    show(qtbot, page, (1137, 670))
    uid = records.resolve(view.office, "model_point", "Camera an ninh")
    given = {"point": uid, "year": "2026", "amount": "5000000", "source": "social"}
    records.save(view.office, "group_fund", given)
    page.go_to(uid)
    page.show_dossier()
    dossier = page.currentWidget()
    settle(qtbot, tasks)
    for table in (each.table for each in (dossier.members, dossier.files, dossier.funds, dossier.inspections)):
        if table.isVisible() and table.rowCount() <= 8:
            assert table.verticalScrollBar().maximum() == 0, table.accessibleName()
    area = dossier.findChild(QScrollArea)
    holder = area.widget()
    ends = max(
        holder.mapFromGlobal(card.mapToGlobal(card.rect().bottomLeft())).y() for card in (dossier.funds, dossier.teams)
    )
    assert holder.height() - ends <= PAGE[3] + 4
    before = [each.table.height() for each in (dossier.members, dossier.funds)]
    dossier.read()
    settle(qtbot, tasks)
    assert [each.table.height() for each in (dossier.members, dossier.funds)] == before
