"""Which residential area a row of a list means.

Names are compared without case, marks and the word of their kind. Where the list says another kind than the register
("Xóm Đông", "Thôn Đông") they are taken for one and a person is told, or asked if that was chosen; where the register
has both, the kind decides.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol
from uuid import UUID

from antq_desktop.domain.errors import UsageError
from antq_desktop.domain.registers.residential_area import RESIDENTIAL_AREAS, ResidentialArea
from antq_desktop.domain.text import fold
from antq_desktop.services.imports.import_known import KnownAreas
from antq_desktop.services.imports.import_new_areas import NewAreas, differs
from antq_desktop.services.imports.import_plan import (
    NEW_AREA,
    NEW_WORDS,
    SKIP_WORDS,
    Fault,
    ImportChoices,
    Outcome,
    PlannedRow,
)
from antq_desktop.services.office import Office
from antq_desktop.storage import naming
from antq_desktop.storage.writing import Writing

NEW_AREAS = ("create", "refuse", "ask")
ANSWERS = "Ghi vào cột {}: tên khu dân cư đúng, “khu mới” hoặc “bỏ qua”."
SHOWN = 60
LONGEST = RESIDENTIAL_AREAS.fields["name"].most


class Mention(Protocol):
    """An area as a list names it, and what was found out about it."""

    area: str
    area_key: str
    area_uid: UUID | None


@dataclass(slots=True)
class AreasOfFile:
    """What became of the areas a file names.

    Attributes:
        made: names of areas to be made, by comparison key.
        made_for: the same by the file's names for them.
        renamed: name in the register of an area that the file calls by another kind, by the file's name.
        answered: name in the register of an area that somebody said is meant, by the file's name.
    """

    made: dict[str, str] = field(default_factory=dict)
    made_for: dict[str, str] = field(default_factory=dict)
    renamed: dict[str, str] = field(default_factory=dict)
    answered: dict[str, str] = field(default_factory=dict)


class AreaFinder:
    """Finds the areas of one file, mention by mention.

    Args:
        known: what is registered.
        choices: of the officer: what becomes of new areas, one of `NEW_AREAS` or None (create while the commune has
            no area, else refuse), and of which areas more is said.
        names: every area the file names, as often as it does.

    Raises:
        UsageError: another policy.
    """

    def __init__(self, known: KnownAreas, choices: ImportChoices, names: Iterable[str]):
        self._known = known
        self._policy = choices.new_areas or ("refuse" if known.called else "create")
        if self._policy not in NEW_AREAS:
            raise UsageError(f"Không hiểu “{self._policy}”.", do="Dùng create, refuse hoặc ask cho khu dân cư mới.")
        self._said = {fold(name): answer for name, answer in choices.areas.items()}
        self._new = NewAreas(filter(None, names), choices.areas, open_to_all=self._policy == "create")
        self._keys: dict[str, str] = {}
        self.found = AreasOfFile()

    def find(self, mention: Mention, row: PlannedRow) -> None:
        """Find the area a row mentions; a row whose area cannot be told gets its fault or its question."""
        name = mention.area
        if not name:
            return
        mention.area_key = self._keys.get(name) or self._keys.setdefault(name, naming.area_key(name))
        alike = _of_kind(name, self._known.called.get(mention.area_key, []), self._known.names)
        chosen = self._new.chosen(name, mention.area_key, registered=bool(alike))
        for_all = self._said.get(fold(name), NEW_AREA if chosen else "")
        asks = self._policy == "ask" or bool(for_all)
        other_kind = self._known.names[alike[0]] if len(alike) == 1 and asks else name
        doubtful = not alike or differs(name, other_kind)
        answer, candidates = self._answered(for_all, row) if doubtful else ("", alike)
        if len(candidates) > 1:
            _fault(row, name, "ambiguous", f"Có {len(candidates)} khu dân cư tên “{name[:SHOWN]}”.")
        elif candidates:
            mention.area_uid = candidates[0]
            self._tell(mention, row, self._known.names[candidates[0]], answered=bool(answer))
        elif fold(answer) in SKIP_WORDS:
            row.outcome = Outcome.ALREADY
        elif len(name) > LONGEST:
            _fault(row, name, "too_long", f"Tên khu dân cư dài {len(name)} ký tự; tối đa {LONGEST}.")
        elif self._policy == "create" or fold(answer) in NEW_WORDS:
            self._make(mention, row, registered=bool(alike))
        else:
            row.unknown_areas += (name,)
            if alike:
                _ask(row, f"Tệp ghi “{name[:SHOWN]}”, sổ có “{other_kind}”: có phải là một khu dân cư không?")
            elif self._policy == "ask":
                _ask(row, f"Khu dân cư “{name[:SHOWN]}” chưa có trong sổ.")
            else:
                _fault(row, name, "unknown_area", f"Không có khu dân cư “{name[:SHOWN]}” trong xã.")

    def _make(self, mention: Mention, row: PlannedRow, *, registered: bool) -> None:
        key, name = self._new.made(mention.area, mention.area_key, registered=registered)
        mention.area_key = key
        self.found.made[key] = self.found.made_for[mention.area] = name
        self._tell(mention, row, name)

    def _answered(self, for_all: str, row: PlannedRow) -> tuple[str, list[UUID]]:
        """What a person said is meant, and the areas that are called so: the row's next answer, else that for all."""
        answers = row.answers
        own = answers[row.answered] if row.answered < len(answers) else ""
        for answer, taken in ((own, 1), (for_all, 0)):
            called = self._known.called.get(naming.area_key(answer), []) if answer else []
            found = _of_kind(answer, called, self._known.names)
            if found or (answer and fold(answer) in NEW_WORDS | SKIP_WORDS):
                row.answered += taken
                return answer, found
        return "", []

    def _tell(self, mention: Mention, row: PlannedRow, name: str, *, answered: bool = False) -> None:
        """Say of a row that its area is called otherwise in the register, in an earlier row, or in an answer."""
        if answered and fold(mention.area) != fold(name):
            self.found.answered[mention.area] = name
            row.warnings += (f"Tệp ghi “{mention.area[:SHOWN]}”, đưa vào “{name[:SHOWN]}” như đã trả lời.",)
        elif differs(mention.area, name):
            self.found.renamed[mention.area] = name
            row.warnings += (f"Tệp ghi “{mention.area[:SHOWN]}”, đưa vào khu dân cư “{name[:SHOWN]}”.",)


def _of_kind(name: str, candidates: list[UUID], names: Mapping[UUID, str]) -> list[UUID]:
    """Of several areas that differ in their kind only, the one of the kind that was said."""
    if len(candidates) < 2:
        return candidates
    kind = naming.area_kind(name)
    return [uid for uid in candidates if naming.area_kind(names[uid]) == kind] or candidates


def _ask(row: PlannedRow, question: str) -> None:
    row.outcome = Outcome.DECISION
    row.question = f"{question} {ANSWERS.format(row.words.answer)}"


def _fault(row: PlannedRow, name: str, code: str, reason: str) -> None:
    row.faults += (Fault("area", row.area_column, row.raw.get("area") or name, code, reason),)


def make_areas(writing: Writing, office: Office, names: Mapping[str, str], uids: Iterator[UUID]) -> dict[str, UUID]:
    """Make the new areas of a plan; uids by comparison key."""
    made = {}
    for key, name in names.items():
        area = ResidentialArea(uid=next(uids), name=name, kind=_kind_in(office, name))
        writing.add(area, RESIDENTIAL_AREAS)
        made[key] = area.uid
    return made


def _kind_in(office: Office, name: str) -> str | None:
    """The kind an area's name begins with, of one word or else of three or two."""
    words = name.split(" ")
    for length in (1, 3, 2):
        found = office.catalogues.find("area_kinds", " ".join(words[:length]))
        if found is not None:
            return found
    return None
