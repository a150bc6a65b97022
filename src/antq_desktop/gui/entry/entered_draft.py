"""The paper that is being entered, kept as a draft, and those that were half typed before."""

from collections.abc import Callable, Mapping
from uuid import UUID

from PySide6.QtCore import QObject

from antq_desktop.gui.entry.entry_panel import EntryPanel
from antq_desktop.gui.forms.draft_bar import NAMED
from antq_desktop.gui.forms.form_drafts import FormDrafts
from antq_desktop.gui.widgets.search_box import SearchBox
from antq_desktop.services import meaning, pledging
from antq_desktop.services.office import Office
from antq_desktop.services.pledging import Candidate, Sitting

DRAFT = "pledge_entry"
SITTING_FIRST = "Chọn đợt ký và sửa ngày ký ở trên, rồi bấm “Khôi phục”. Bản đang nhập vẫn được giữ."
HOUSEHOLD_GONE = "Hộ của bản đang nhập dở không còn trong sổ nên đã bỏ bản đó. Sổ không thay đổi."


class PaperDrafts(FormDrafts):
    """What is typed of a paper and not saved yet.

    Args:
        office: whose drafts.
        line: where names are typed.
        panel: beside it.
        chosen: tells the household the paper is about, if it is known already.
    """

    def __init__(
        self,
        office: Office,
        line: SearchBox,
        panel: EntryPanel,
        chosen: Callable[[], Candidate | None],
        parent: QObject,
    ):
        self._line, self._panel, self._chosen = line, panel, chosen
        super().__init__(office, DRAFT, None, self._typed, parent, several=True)
        for edited in (line.textEdited, panel.new.edited, panel.paper.edited):
            edited.connect(self.edited)

    def _typed(self) -> dict[str, object]:
        """What is typed; who signed belongs to a household, and goes without saying where it was the head."""
        chosen, panel = self._chosen(), self._panel
        new = panel.new.values() if panel.holds_new else {}
        known = {"household": chosen.uid} if chosen is not None else {}
        signed = panel.paper.signed_by_another if new or known else {}
        return {"line": self._line.text(), "paper": panel.paper.paper.text(), **known, **new, **signed}

    def put_back(self, sitting: Sitting, found: Mapping[str, object]) -> Candidate | None:
        """Show the name and what the paper says of a draft that was taken.

        Args:
            sitting: among whose papers.
            found: what it holds.

        Returns:
            The household it is about; None if that is a new one, or none was chosen yet.

        Raises:
            RecordGone: that household is not in the register any more; nothing is shown.
        """
        self._panel.paper.fill({})
        uid = found.get("household")
        known = pledging.known(self._office, sitting, uid) if isinstance(uid, UUID) else None
        self._line.setText(str(found.get("line") or ""))
        self._panel.paper.fill(found)
        return known

    @property
    def about(self) -> str:
        """The household of the draft that is offered, as far as it was chosen or typed; empty where nothing tells."""
        found = self.found or {}
        name, uid, line = (found.get(key) for key in ("head_name", "household", "line"))
        if name:
            return NAMED.format(f"Hộ mới “{name}”")
        known = meaning.heading(self._office, "household", uid) if isinstance(uid, UUID) else ""
        if known:
            return NAMED.format(f"Hộ “{known}”")
        return NAMED.format(f"Tên đang gõ “{line}”") if line else ""
