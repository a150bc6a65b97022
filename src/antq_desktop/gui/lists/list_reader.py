"""Opening lists of a register: at once where they are short, else beside the window, where only the newest counts."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from antq_desktop.gui.running.latest import Latest
from antq_desktop.gui.running.office_view import OfficeView
from antq_desktop.services.lists import ListQuery, ListRow, OpenList, is_long, open_list
from antq_desktop.services.office import Office


@dataclass(frozen=True, slots=True)
class Wish:
    """What a list should show.

    Attributes:
        query: what is shown.
        known: a list that needs not be opened anew: all of it is true but for one line.
        changed: that line.
        row: where it stood, if that is known.
        sought: the record whose place is asked for.
    """

    query: ListQuery
    known: OpenList | None = None
    changed: UUID | None = None
    row: int | None = None
    sought: UUID | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found for a wish.

    Attributes:
        wish: for which.
        opened: the list; the known one if all others stand where they stood.
        line: the changed line in words, where it still stands at its place.
        place: of the record that was sought, None if the list does not show it.
    """

    wish: Wish
    opened: OpenList
    line: ListRow | None = None
    place: int | None = None


class ListReader:
    """Answers the wishes of one list.

    Args:
        office: where.
        register_key: of which register.
        take: takes the answer, on the window's thread; before `want` has returned where the register is short.
        view: lends its worker to long registers; without one everything is done at once.
    """

    def __init__(self, office: Office, register_key: str, take: Callable[[Answer], object], view: OfficeView | None):
        self._office = office
        self._key = register_key
        self._take = take
        self._view = view
        self._latest: Latest[Wish, Answer] | None = None
        if view is not None:
            self._latest = Latest(view, "Đọc danh sách", self._answer, self._taken, self._failed)
        self.busy = False

    @property
    def beside(self) -> bool:
        """Whether lists are read beside the window."""
        return self._latest is not None and is_long(self._office, self._key)

    def want(self, wish: Wish) -> None:
        """Find this instead of whatever was wanted before."""
        if self._latest is None or not self.beside:
            self._taken(self._answer(wish))
            return
        self.busy = True
        self._latest.want(wish)

    def _taken(self, answer: Answer) -> None:
        self.busy = False
        self._take(answer)

    def _failed(self, error: BaseException) -> None:
        self.busy = False
        if self._view is not None:
            self._view.fail(error)

    def _answer(self, wish: Wish) -> Answer:
        opened: OpenList | None = wish.known
        line = None
        if opened is not None and wish.changed is not None:
            line = None if wish.row is None else opened.row_if_stays(wish.changed, wish.row)
            if line is None:
                opened = opened.followed(wish.changed)
        if opened is None:
            opened = open_list(self._office, self._key, wish.query)
            opened.prepare()
        place = None if wish.sought is None else opened.place_of(wish.sought)
        return Answer(wish, opened, line, place)
