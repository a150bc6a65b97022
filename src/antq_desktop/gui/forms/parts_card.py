"""Rows that are part of a record, as a card: seen in a table, added, changed and taken out in small forms."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from uuid import UUID

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLayout, QWidget

from antq_desktop.domain.errors import RejectedRecord
from antq_desktop.domain.fields import FieldSpec, Kind, Record, Register, Value
from antq_desktop.gui.forms.asking import Given, Question, ReasonDialog
from antq_desktop.gui.forms.editors import Editor, editor_of, mark
from antq_desktop.gui.forms.evidence_editor import WAIT, on_their_way
from antq_desktop.gui.forms.field_drafts import FieldDrafts
from antq_desktop.gui.forms.kept_form import KeptForm, ask
from antq_desktop.gui.running.office_view import OfficeView
from antq_desktop.gui.running.waiting import Waiting
from antq_desktop.gui.widgets.actions import make
from antq_desktop.gui.widgets.pieces import CARD, InSight, Push, button, column, label, named, needed, row, scrolled
from antq_desktop.gui.widgets.plain_table import PlainTable
from antq_desktop.services import at_stake, meaning, records
from antq_desktop.services.records import Saved

SHORT = frozenset({Kind.DATE, Kind.IMPRECISE_DATE, Kind.INTEGER})
LEAST, SLACK = 130, 4
CARRIED = frozenset({Kind.LINK, Kind.DATE, Kind.IMPRECISE_DATE})
DRAFT = "part/{}"
NOTHING_GIVEN: Mapping[str, Value] = MappingProxyType({})
NOT_REMOVED = "Người đã thôi giữ việc thì ghi “Đến hết ngày”, không xóa."


def asked_of(register: Register) -> list[FieldSpec]:
    """Fields of a part that an officer fills: all but what it is part of."""
    return [spec for spec in register.fields.values() if spec.typed and spec.key not in register.parents]


def paired(specs: Sequence[FieldSpec], fields: Sequence[QLayout]) -> list[QLayout]:
    """Two short fields that follow each other stand side by side."""
    found: list[QLayout] = []
    place = 0
    while place < len(fields):
        both = len(specs) > place + 1 and {specs[place].kind, specs[place + 1].kind} <= SHORT
        if both:
            pair = row(fields[place], fields[place + 1], spacing=14)
            pair.setStretch(0, 1)
            pair.setStretch(1, 1)
            found.append(pair)
        else:
            found.append(fields[place])
        place += 2 if both else 1
    return found


def _usual(register: Register, key: str) -> Value:
    """What a field of a new part holds."""
    default: object = register.record.__dataclass_fields__[key].default
    return default if isinstance(default, (str, int, frozenset)) else () if default == () else None


class _Fields(InSight):
    """No higher than it must be: where words wrap a layout goes by this and not by the least height."""

    def sizeHint(self) -> QSize:
        """The least height."""
        return QSize(super().sizeHint().width(), self.minimumHeight())


class PartDialog(KeptForm):
    """The form of one part.

    Args:
        view: the office.
        register: of the part.
        owner: the link to what it is part of, by field key.
        uid: the part to change, or None for a new one.
        parent: what it stands over.
        given: what fields of a new one hold at first.
    """

    def __init__(
        self,
        view: OfficeView,
        register: Register,
        owner: dict[str, UUID],
        uid: UUID | None,
        parent: QWidget,
        given: Mapping[str, Value] = NOTHING_GIVEN,
    ):
        line = None if uid is None else records.get(view.office, register.key, uid)
        specs = asked_of(register)
        self.editors: dict[str, Editor] = {spec.key: editor_of(view, spec) for spec in specs}
        for key, editor in self.editors.items():
            usual = given.get(key, _usual(register, key))
            editor.fill(usual if line is None else getattr(line.record, key))
        place = DRAFT.format(register.key), next(iter(owner.values())) if uid is None else uid
        drafts = FieldDrafts(view.office, place, self.editors, None if uid is None else register.fields)
        title = f"{'Thêm' if uid is None else 'Sửa'} {register.noun}"
        super().__init__(view, title, drafts, parent)
        self._register, self._owner, self._uid = register, owner, uid
        self._asked = ""
        self._version = None if line is None else line.version
        fields = [named(each.label, self.editors[each.key], mandatory=each.required, hint=each.help) for each in specs]
        self._over, self._page = parent.window(), QWidget()
        self._page.setLayout(column(*paired(specs, fields), None, spacing=12))
        self._area = scrolled(self._page, title, _Fields())
        self._page.setProperty("cls", "")
        if uid is None:
            following = make(self, view.icons, "save_next", self.go_and_ask_next)
            self.offer(
                button(view.icons, Push(following.text(), self.go_and_ask_next, "plus", tip=following.toolTip()))
            )
        self.lay_out("Lưu", self.go, label(title, "h2"), self._area)

    def fit(self) -> None:
        """Let the fields scroll where with all that is said around them they are higher than the window."""
        least = self._view.icons.theme.pixels(LEAST)
        self._area.setMinimumHeight(least)
        room = self._over.height() - needed(self, self.width()).height() + least
        fields = max(self._page.sizeHint().height(), self._page.heightForWidth(self._area.width())) + SLACK
        self._area.setMinimumHeight(max(least, min(fields, room)))
        super().fit()

    def refuse(self, words: str) -> None:
        """The fields give way to what is said."""
        super().refuse(words)
        self.fit()

    def go(self) -> None:
        """Save it; what is wrong is said here."""
        self._keep(self._done)

    def go_and_ask_next(self) -> None:
        """Save it, and ask for the next one of the same place and day."""
        self._keep(self._ask_next)

    def _keep(self, done: Callable[[Saved], object]) -> None:
        if on_their_way(self.editors.values()):
            self.refuse(WAIT)
            return
        values = {**{key: editor.value() for key, editor in self.editors.items()}, **self._owner}
        where = (self._view.office, self._register.key, values)
        if not self._is_agreed(self._view.attempt(partial(at_stake.in_changing, *where, uid=self._uid)) or ""):
            return
        save = partial(records.save, *where, uid=self._uid, version=self._version)
        self._view.write("Lưu", save, done, self._refused, Waiting(self))

    def _is_agreed(self, words: str) -> bool:
        """Whether there is nothing to ask, or the same was asked just before."""
        if not words or words == self._asked:
            return True
        self._asked = words
        self.refuse(f"{words} Đúng như vậy thì bấm “Lưu” lần nữa.")
        return False

    def _refused(self, error: BaseException) -> None:
        self.failed(error)
        faulty = [problem.field for problem in error.problems] if isinstance(error, RejectedRecord) else []
        for key, editor in self.editors.items():
            mark(editor, wrong=key in faulty)
        first = next((self.editors[key] for key in faulty if key in self.editors), None)
        if first is not None:
            first.setFocus()

    def _done(self, saved: Saved) -> None:
        self.accept()
        self._tell(saved)

    def _ask_next(self, saved: Saved) -> None:
        self._asked = ""
        self.fault.hide()
        for key, editor in self.editors.items():
            mark(editor, wrong=False)
            if self._register.fields[key].kind not in CARRIED:
                editor.fill(_usual(self._register, key))
        self.drafts.done()
        self._first.setFocus()
        self.fit()
        self._tell(saved)

    def _tell(self, saved: Saved) -> None:
        words = " ".join(problem.message for problem in saved.warnings)
        self._view.announce(saved.changes, f"Đã lưu. {words}".strip())


class PartsCard(QFrame):
    """A card with the parts of one kind.

    Args:
        view: the office.
        register: of the parts.
        title: of the card.
        owner: the link to what they are part of, by field key.
    """

    def __init__(self, view: OfficeView, register: Register, title: str, owner: dict[str, UUID]):
        super().__init__()
        self.setProperty("cls", "card")
        self._view, self.register, self._owner = view, register, owner
        self._uids: list[UUID] = []
        self._shown = [spec for spec in asked_of(register) if spec.in_list]
        self.table = _PartsTable(title, [spec.label for spec in self._shown], self.ask_remove)
        self.table.opens(self._open)
        self._none = label("", "muted", wrap=True)
        self.add = button(view.icons, Push(f"Thêm {register.noun}", self.ask_new, "plus"))
        self.add.setEnabled(view.office.may("edit"))
        head = row(label(title, "h2", wrap=True), self.add)
        head.setStretch(0, 1)
        self.setLayout(column(head, self._none, self.table, None, spacing=10, margins=CARD))

    def show_parts(self, parts: Sequence[Record], nothing: str, note: str = "") -> None:
        """Show others; `nothing` is said where there are none, `note` always."""
        texts = meaning.texts_of(self._view.office, self.register, list(parts))
        keys = list(self.register.fields)
        places = [keys.index(spec.key) for spec in self._shown]
        self._uids = [part.uid for part in parts]
        self.table.show_rows([[text[place] for place in places] for text in texts])
        self.table.fit_height(8)
        self.table.setVisible(bool(parts))
        said = [*([] if parts else [nothing]), *([note] if note else [])]
        self._none.setText(" ".join(said))
        self._none.setVisible(bool(said))

    def ask_new(self, given: Mapping[str, Value] = NOTHING_GIVEN) -> None:
        """Ask for a new one, with what some of its fields hold at first."""
        self.ask(None, given)

    def _open(self, place: int) -> None:
        if self._view.office.may("edit"):
            self.ask(self._uids[place])

    def ask(self, uid: UUID | None, given: Mapping[str, Value] = NOTHING_GIVEN) -> None:
        """Open the form of one of them, or of a new one; it offers what was typed into it before."""
        ask(self._view, lambda: PartDialog(self._view, self.register, self._owner, uid, self, given))

    def ask_remove(self) -> None:
        """Ask why the chosen one goes."""
        place = self.table.currentRow()
        if not 0 <= place < len(self._uids) or not self._view.office.may("edit"):
            return
        noun, uid = self.register.noun, self._uids[place]
        lost = self._view.attempt(lambda: at_stake.in_removing(self._view.office, self.register.key, uid))
        if lost is None:
            return
        words = " ".join((f"Xóa {noun} này khỏi sổ?", lost or (NOT_REMOVED if self.register.spell else ""))).strip()

        def go(given: Given) -> None:
            remove = partial(records.remove, self._view.office, self.register.key, uid, given.reason)
            self._view.write("Xóa", remove, lambda changes: self._view.announce(changes, f"Đã xóa {noun}."))

        ReasonDialog(Question(f"Xóa {noun}", words, "Xóa"), go, self._view.icons, self).open()


class _PartsTable(PlainTable):
    """Delete takes the chosen row out."""

    def __init__(self, name: str, headings: Sequence[str], remove: Callable[[], object]):
        super().__init__(name, headings)
        self._remove = remove

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete, or what every table does."""
        if event.key() == Qt.Key.Key_Delete:
            self._remove()
        else:
            super().keyPressEvent(event)
