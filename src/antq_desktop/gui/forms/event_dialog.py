"""What happens to a household, each as one small form with a date: leaves, moves, splits, merges, gets a new head."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from types import MappingProxyType
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from antq_desktop.domain.changes import ChangeSet
from antq_desktop.domain.dates import NotADate, parse_date
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.gui.forms.editors import Editor, TextEditor, editor_of, mark
from antq_desktop.gui.forms.field_drafts import FieldDrafts
from antq_desktop.gui.forms.kept_form import KeptForm
from antq_desktop.gui.forms.link_editor import LinkEditor
from antq_desktop.gui.running.office_view import OfficeView
from antq_desktop.gui.running.waiting import Waiting
from antq_desktop.gui.widgets.pieces import label, named
from antq_desktop.services import households, meaning, records
from antq_desktop.services.office import Office

Act = Callable[[Office, UUID, date, Mapping[str, Any]], ChangeSet]
HOUSEHOLD = REGISTERS["household"].fields
DAY = REGISTERS["residence"].fields["from_on"]
DRAFT = "event/{}"


@dataclass(frozen=True, slots=True)
class Event:
    """One kind of thing that happens to a household.

    Attributes:
        title: what officers call it.
        words: what it does, in one sentence.
        day: caption of the date.
        fields: what is asked beside the date, by key.
        act: carries it out.
        service: key of what it does among the possible events.
        answer: words of the button that does it.
        proposed: fields that begin with what the register holds.
    """

    title: str
    words: str
    day: str
    fields: tuple[str, ...]
    act: Act
    service: str
    answer: str
    proposed: tuple[str, ...] = ()


def _split(office: Office, uid: UUID, on: date, said: Mapping[str, Any]) -> ChangeSet:
    values = {key: value for key, value in said.items() if value}
    return households.split(office, uid, values, on).changes


EVENTS: Mapping[str, Event] = MappingProxyType(
    {
        "move": Event(
            "Chuyển khu dân cư",
            "Hộ sang ở khu dân cư khác trong xã; các bản cam kết đã ký vẫn thuộc khu cũ.",
            "Ngày đầu ở nơi mới",
            ("area", "address"),
            lambda office, uid, on, said: households.move(office, uid, said["area"], on, said["address"]),
            "move",
            "Ghi việc chuyển",
        ),
        "leave": Event(
            "Chuyển đi khỏi xã",
            "Từ ngày hôm sau hộ không còn được tính; sổ vẫn giữ hộ và lịch sử.",
            "Ngày cuối ở xã",
            (),
            lambda office, uid, on, _said: households.leave(office, uid, on),
            "leave",
            "Ghi chuyển đi",
        ),
        "back": Event(
            "Trở lại xã",
            "Hộ đã chuyển đi nay về ở lại.",
            "Ngày đầu trở lại",
            ("area",),
            lambda office, uid, on, said: households.come_back(office, uid, said["area"], on),
            "come_back",
            "Ghi trở lại",
            proposed=("area",),
        ),
        "split": Event(
            "Tách hộ",
            "Một hộ mới tách ra; bản cam kết ở lại với hộ gốc.",
            "Ngày đầu của hộ mới",
            ("head_name", "address"),
            _split,
            "split",
            "Tách hộ",
        ),
        "merge": Event(
            "Nhập vào hộ khác",
            "Hộ này trở thành một phần của hộ kia.",
            "Ngày cuối là hộ riêng",
            ("into",),
            lambda office, uid, on, said: households.merge(office, uid, said["into"], on),
            "merge",
            "Nhập hộ",
        ),
        "head": Event(
            "Đổi chủ hộ",
            "Tên chủ hộ cũ vẫn còn trong lịch sử.",
            "Ngày đầu của chủ hộ mới",
            ("head_name",),
            lambda office, uid, on, said: households.change_head(office, uid, said["head_name"], on),
            "change_head",
            "Đổi chủ hộ",
        ),
        "join": Event(
            "Có hội viên mới",
            "Hộ có người tham gia một tổ chức; từ ngày này hộ được tính cho tổ chức đó.",
            "Từ ngày",
            ("organization",),
            lambda office, uid, on, said: households.join(office, uid, said["organization"], on),
            "join",
            "Ghi hội viên mới",
        ),
        "quit": Event(
            "Thôi hội viên",
            "Số liệu những năm trước vẫn giữ nguyên.",
            "Ngày cuối là hội viên",
            ("organization",),
            lambda office, uid, on, said: households.quit_(office, uid, said["organization"], on),
            "quit_",
            "Ghi thôi hội viên",
        ),
        "gone": Event(
            "Không còn hộ",
            "Hộ không còn tồn tại ở xã.",
            "Ngày cuối còn hộ",
            (),
            lambda office, uid, on, _said: households.gone(office, uid, on),
            "gone",
            "Ghi không còn hộ",
        ),
    }
)
CAPTIONS = {
    "area": "Khu dân cư mới",
    "address": "Địa chỉ ở nơi mới",
    "head_name": "Họ và tên chủ hộ mới",
    "into": "Hộ nhận",
    "organization": "Tổ chức",
}
HINTS = {
    ("move", "address"): "Địa chỉ cũ không theo sang khu mới; để trống là chưa có địa chỉ.",
    ("come_back", "area"): "Đang điền khu hộ ở lần trước; chọn lại nếu hộ về khu khác.",
}
LINKED = {"into": "household", "organization": "member_organization"}
NEEDED = frozenset({"area", "head_name", "into", "organization"})


def _editor(view: OfficeView, field: str) -> Editor:
    return LinkEditor(view.office, LINKED[field]) if field in LINKED else editor_of(view, HOUSEHOLD[field])


class EventDialog(KeptForm):
    """Asks for the date and what else an event needs.

    Args:
        view: the office.
        key: one of `EVENTS`.
        uid: the household.
    """

    def __init__(self, view: OfficeView, key: str, uid: UUID, parent: QWidget):
        self._event = EVENTS[key]
        self.editors: dict[str, Editor] = {field: _editor(view, field) for field in self._event.fields}
        held = records.get(view.office, "household", uid).record if self._event.proposed else None
        for field in self._event.proposed:
            self.editors[field].fill(getattr(held, field))
        self.day = TextEditor(DAY)
        self.day.fill(view.office.today())
        drafts = FieldDrafts(view.office, (DRAFT.format(key), uid), {**self.editors, "day": self.day})
        who = meaning.heading(view.office, "household", uid)
        super().__init__(view, self._event.title, drafts, parent)
        self._uid = uid
        self.lay_out(
            self._event.answer,
            self.go,
            label(self._event.title, "h2", wrap=True),
            label(who, "strong", wrap=True),
            label(self._event.words, "muted", wrap=True),
            *(self._asked(field, made) for field, made in self.editors.items()),
            named(self._event.day, self.day, mandatory=True),
        )

    def _asked(self, field: str, made: Editor) -> QVBoxLayout:
        hint = HINTS.get((self._event.service, field), "")
        return named(CAPTIONS[field], made, mandatory=field in NEEDED, hint=hint)

    def _values(self) -> dict[str, Any] | None:
        """What is typed, or None when something lacks; the field at fault has the focus then."""
        said = {field: editor.value() for field, editor in self.editors.items()}
        for field, editor in self.editors.items():
            lacks = field in NEEDED and not said[field]
            unknown = isinstance(editor, LinkEditor) and bool(said[field]) and not isinstance(said[field], UUID)
            mark(editor, wrong=lacks or unknown)
            if lacks or unknown:
                words = "Ghi" if lacks else "Chọn trong danh sách gợi ý:"
                self.refuse(f"{words} {CAPTIONS[field].lower()}.")
                editor.setFocus()
                return None
        return said

    def go(self) -> None:
        """Carry it out; the notice offers to take it back."""
        said = self._values()
        if said is None:
            return
        try:
            on = parse_date(self.day.text())
        except NotADate as reason:
            self.refuse(str(reason))
            self.day.setFocus()
            return
        act = partial(self._event.act, self._view.office, self._uid, on, said)
        self._view.write(self._event.title, act, self._done, self.failed, Waiting(self))

    def _done(self, changes: ChangeSet) -> None:
        self.accept()
        self._view.announce(changes, f"{self._event.title}: đã ghi vào sổ.")
