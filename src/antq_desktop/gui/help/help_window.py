"""The window with the help: pages at the left, what they say at the right; work goes on beside it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QTextCursor, QTextFormat
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QTextBrowser, QWidget

from antq_desktop.gui.forms.dialog import Dialog
from antq_desktop.gui.help.help_book import HelpBook, HelpPage
from antq_desktop.gui.widgets.icons import Icons
from antq_desktop.gui.widgets.pieces import Push, button, column, label, row, size_over
from antq_desktop.gui.widgets.search_box import SearchBox

SIZE = (820, 560)
LIST_WIDTH = 230
GREAT, MIDDLE, INDENT = 1.6, 1.15, 24


class HelpWindow(Dialog):
    """Shows a book of help over a window without blocking it.

    Args:
        book: its pages.
        icons: for its buttons.
        window: what it stands over, and takes its measure from.
        over: a dialog before it, if one is open.
    """

    def __init__(self, book: HelpBook, icons: Icons, window: QWidget, over: QWidget | None = None):
        super().__init__(over or window)
        self._book = book
        self.setWindowTitle("Trợ giúp")
        self.setModal(False)
        theme = icons.theme
        self.line = SearchBox(icons, "Tìm trong trợ giúp")
        self.list = QListWidget()
        self.list.setAccessibleName("Các trang trợ giúp")
        self.list.setProperty("cls", "pages")
        self.text = QTextBrowser()
        self.text.setAccessibleName("Nội dung trợ giúp")
        self.text.setOpenLinks(False)
        self.text.setProperty("cls", "help")
        side = QWidget()
        side.setLayout(column(self.line, self.list, spacing=8))
        side.setFixedWidth(theme.pixels(LIST_WIDTH))
        body = row(side, self.text, spacing=14)
        body.setStretch(1, 1)
        close = button(icons, Push("Đóng", self.close, "x"))
        close.setAutoDefault(False)
        foot = row(label("Esc", "key"), label("đóng", "small"), None, close)
        whole = column(body, foot, spacing=10, margins=(16, 14, 16, 12))
        whole.setStretch(0, 1)
        self.setLayout(whole)
        self.resize(size_over(window, theme.pixels(SIZE[0]), theme.pixels(SIZE[1])))
        self.line.searched.connect(self._look)
        self.line.down_pressed.connect(self.list.setFocus)
        self.list.currentRowChanged.connect(self._chosen)
        self._fill(book.pages())

    def show_page(self, page: HelpPage) -> None:
        """Open at a page, or at a part of one that has no line of its own in the list."""
        self._fill(self._book.pages())
        for place in range(self.list.count()):
            if self.list.item(place).data(Qt.ItemDataRole.UserRole).key == page.key:
                self.list.setCurrentRow(place)
        self._show(page)
        self.show()
        self.raise_()
        self.activateWindow()
        self.text.setFocus()

    def _fill(self, pages: list[HelpPage]) -> None:
        self.list.clear()
        for page in pages:
            item = QListWidgetItem(page.title)
            item.setData(Qt.ItemDataRole.UserRole, page)
            self.list.addItem(item)

    def _look(self, text: str) -> None:
        found = self._book.find(text)
        self._fill(found)
        if found:
            self.list.setCurrentRow(0)
        else:
            self.text.setMarkdown("Không có trang nào nói về điều này. Thử gõ ít chữ hơn.")

    def _chosen(self, place: int) -> None:
        if place >= 0:
            self._show(self.list.item(place).data(Qt.ItemDataRole.UserRole))

    def _show(self, page: HelpPage) -> None:
        self.text.setMarkdown(page.text)
        self._set_headings()

    def _set_headings(self) -> None:
        """Headings as large as those of the pages; Qt's own are far larger than the words."""
        document = self.text.document()
        document.setIndentWidth(INDENT)
        block = document.begin()
        while block.isValid():
            level = block.blockFormat().headingLevel()
            if level:
                cursor = QTextCursor(block)
                cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
                font = cursor.charFormat()
                font.clearProperty(QTextFormat.Property.FontSizeAdjustment)
                font.setFontPointSize(self.text.font().pointSizeF() * (GREAT if level == 1 else MIDDLE))
                cursor.setCharFormat(font)
            block = block.next()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the list goes to the text; Escape closes."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.text.setFocus()
        else:
            super().keyPressEvent(event)


class HelpDesk:
    """Opens the help of a window at the right page; the book is read when it is first wanted.

    Args:
        window: what is helped with.
        icons: with the theme, whose resources hold the book.
    """

    def __init__(self, window: QWidget, icons: Icons):
        self._window = window
        self._icons = icons
        self._book: HelpBook | None = None
        self.shown: HelpWindow | None = None

    @property
    def book(self) -> HelpBook:
        """The pages that ship with the program."""
        if self._book is None:
            self._book = HelpBook(self._icons.theme.resources / "help")
        return self._book

    def open(self, page: HelpPage, over: QWidget | None = None) -> None:
        """Show a page; one window of help is enough.

        Args:
            page: of the book, or made up from what is there.
            over: a dialog that must be left before the window can be used, so that the help is not blocked by it.
        """
        if self.shown is not None:
            self.shown.close()
        made = self.shown = HelpWindow(self.book, self._icons, self._window, over)
        made.finished.connect(self._gone)
        which = id(made)
        made.destroyed.connect(lambda: self._gone_with(which))
        made.show_page(page)

    def _gone(self) -> None:
        self.shown = None

    def _gone_with(self, which: int) -> None:
        """What it stood over was deleted, and it with that."""
        if id(self.shown) == which:
            self.shown = None

    def open_key(self, key: str) -> None:
        """Show the page of a place, or the first page where there is none."""
        self.open(self.book.page(key) or self.book.pages()[0])
