"""What is decided about a model or a club, as a small form with its day and its decision."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from uuid import UUID

from PySide6.QtWidgets import QWidget

from antq_desktop.domain.changes import ChangeSet
from antq_desktop.domain.choices import NEED_DECISION, GroupDeed
from antq_desktop.domain.dates import NotADate, parse_date
from antq_desktop.domain.errors import RejectedRecord
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.gui.forms.editors import Editor, TextEditor, mark
from antq_desktop.gui.forms.field_drafts import FieldDrafts
from antq_desktop.gui.forms.kept_form import KeptForm
from antq_desktop.gui.forms.link_editor import LinkEditor
from antq_desktop.gui.running.office_view import OfficeView
from antq_desktop.gui.running.waiting import Waiting
from antq_desktop.gui.widgets.pieces import label, named, row
from antq_desktop.services import meaning
from antq_desktop.services.groups import groups
from antq_desktop.services.groups.groups import Grounds

STATUS = REGISTERS["group_status"].fields
TYPED = ("from_on", "decision_no", "decision_on", "reason")
DRAFT = "deed/{}"


@dataclass(frozen=True, slots=True)
class DeedWords:
    """How a deed is asked about: its title, what it does, the caption of its day, the words of the button."""

    title: str
    words: str
    day: str
    answer: str


DEEDS: Mapping[GroupDeed, DeedWords] = MappingProxyType(
    {
        GroupDeed.SUSPENDED: DeedWords(
            "Tạm ngừng", "Không hoạt động một thời gian; vẫn được tính là đang có.", "Từ ngày", "Ghi tạm ngừng"
        ),
        GroupDeed.RESUMED: DeedWords(
            "Hoạt động lại", "Hết tạm ngừng; đã giải thể mà lập lại thì cần quyết định.", "Từ ngày", "Ghi hoạt động lại"
        ),
        GroupDeed.CONSOLIDATED: DeedWords(
            "Củng cố, kiện toàn", "Kiện toàn ban chủ nhiệm, quy chế theo quyết định.", "Từ ngày", "Ghi củng cố"
        ),
        GroupDeed.MERGED: DeedWords(
            "Nhập vào nơi khác", "Trở thành một phần của mô hình, câu lạc bộ kia.", "Ngày đầu đã nhập", "Ghi việc nhập"
        ),
        GroupDeed.DISSOLVED: DeedWords(
            "Giải thể", "Từ ngày này không còn; lịch sử vẫn giữ. Lấy lại được trong 7 ngày.", "Ngày đầu không còn",
            "Ghi giải thể",
        ),
    }
)  # fmt: skip


class DeedDialog(KeptForm):
    """Asks for day, decision and reason.

    Args:
        view: the office.
        deed: what is decided.
        key: `model_point` or `club`.
        uid: about which of them.
        parent: what it stands over.
    """

    def __init__(self, view: OfficeView, deed: GroupDeed, key: str, uid: UUID, parent: QWidget):
        self._words = DEEDS[deed]
        self.into = LinkEditor(view.office, key) if deed is GroupDeed.MERGED else None
        typed = {field: TextEditor(STATUS[field]) for field in TYPED}
        self.day, self.decision_no, self.decision_on, self.reason = typed.values()
        self.day.fill(view.office.today())
        self.decision_no.setMaxLength(80)
        self.reason.setMaxLength(300)
        fields: dict[str, Editor] = {**typed} if self.into is None else {"into": self.into, **typed}
        drafts = FieldDrafts(view.office, (DRAFT.format(deed.value), uid), fields)
        which = meaning.heading(view.office, key, uid)
        super().__init__(view, self._words.title, drafts, parent)
        self._deed, self._key, self._uid = deed, key, uid
        self._asked = ""
        decided = deed in NEED_DECISION
        target = [] if self.into is None else [named("Nhập vào", self.into, mandatory=True)]
        self.lay_out(
            self._words.answer,
            self.go,
            label(self._words.title, "h2", wrap=True),
            label(which, "strong", wrap=True),
            label(self._words.words, "muted", wrap=True),
            *target,
            named(self._words.day, self.day, mandatory=True),
            row(
                named("Số quyết định", self.decision_no, mandatory=decided),
                named("Ngày quyết định", self.decision_on, mandatory=decided),
                spacing=12,
            ),
            named("Lý do", self.reason),
        )

    def go(self) -> None:
        """Carry it out; the notice offers to take it back."""
        try:
            on = parse_date(self.day.text())
            decided = parse_date(self.decision_on.text()) if self.decision_on.text().strip() else None
        except NotADate as reason:
            self.refuse(str(reason))
            return
        into = None if self.into is None else self.into.value()
        if self.into is not None and not isinstance(into, UUID):
            mark(self.into, wrong=True)
            self.refuse("Chọn trong danh sách gợi ý nơi nhận.")
            self.into.setFocus()
            return
        grounds = Grounds(on, self.decision_no.text(), decided, self.reason.text())
        target = into if isinstance(into, UUID) else None
        deed = (self._view.office, self._deed, self._key, (self._uid,), grounds, target)
        if not self._is_agreed(" ".join(problem.message for problem in groups.warnings(*deed))):
            return
        self._view.write(self._words.title, partial(groups.act, *deed), self._done, self._refused, Waiting(self))

    def _is_agreed(self, words: str) -> bool:
        """Whether there is nothing to ask, or the same was asked just before."""
        if not words or words == self._asked:
            return True
        self._asked = words
        self.refuse(f"{words} Đúng như vậy thì bấm “{self._words.answer}” lần nữa.")
        self.day.setFocus()
        return False

    def _refused(self, error: BaseException) -> None:
        self.failed(error)
        problems = error.problems if isinstance(error, RejectedRecord) else ()
        fields = {"decision_no": self.decision_no, "decision_on": self.decision_on, "reason": self.reason}
        first = fields.get(problems[0].field, self.day) if problems else self.day
        first.setFocus()

    def _done(self, changes: ChangeSet) -> None:
        self.accept()
        self._view.announce(changes, f"{self._words.title}: đã ghi vào sổ.")
