"""A record's form that stands in a page's place until it is left, so that the officer comes back to where he was."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from antq_desktop.gui.forms.record_form import RecordForm
from antq_desktop.gui.widgets.pieces import scrolled


class FormOver(QStackedWidget):
    """A page, and a form over it while one is open.

    Args:
        page: what is shown while none is.

    Signals:
        closed: the form was left or saved, and the page is in sight again.
    """

    closed = Signal()

    def __init__(self, page: QWidget, parent: QWidget | None = None):
        super().__init__(parent)
        self.form: RecordForm | None = None
        self.addWidget(page)

    def show_form(self, form: RecordForm) -> None:
        """Put a form in the page's place."""
        self.form = form
        form.left.connect(self._close)
        form.saved.connect(self._close)
        form.next_wanted.connect(self._close)
        self.addWidget(scrolled(form, form.title))
        self.setCurrentIndex(1)
        form.focus_first()

    def _close(self, *_: object) -> None:
        area = self.widget(1)
        if area is None:
            return
        self.setCurrentIndex(0)
        self.removeWidget(area)
        area.deleteLater()
        self.form = None
        self.closed.emit()

    def keep_drafts(self) -> None:
        """Keep what is typed in the form."""
        if self.form is not None:
            self.form.drafts.flush()
