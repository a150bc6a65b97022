"""A year whose round nobody opened is told so, with the step that opens it, and is not judged."""

from datetime import date

import pytest
from PySide6.QtWidgets import QLabel

from antq_desktop.gui.screens.board import BoardPage
from antq_desktop.gui.screens.indicators import IndicatorsPage
from antq_desktop.services import campaigns
from hands import settle, show

LACKS = "Chưa mở đợt ký năm 2027"


def said(page):
    return " ".join(made.text() for made in page.findChildren(QLabel) if made.isVisible())


@pytest.mark.parametrize("kind", [IndicatorsPage, BoardPage])
def test_a_year_without_a_round_is_told_and_not_judged(qtbot, view, tasks, kind):
    page = kind(view)
    show(qtbot, page)
    settle(qtbot, tasks)
    assert page.no_round.isHidden()
    view.set_year(2027)
    settle(qtbot, tasks)
    assert LACKS in said(page)
    assert "hưa đạt" not in said(page)
    assert "còn 600 hộ" not in said(page)
    wanted = []
    view.page_wanted.connect(lambda *asked: wanted.append(asked[0]))
    page.no_round.go.click()
    assert wanted == ["pledge_campaign"]
    view.announce(campaigns.open_year(view.office, 2027, None, date(2027, 6, 30)).changes)
    settle(qtbot, tasks)
    assert page.no_round.isHidden()
    assert LACKS not in said(page)
