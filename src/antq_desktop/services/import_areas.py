"""Which residential area a row of a list means.

Names are compared without case, marks and the word of their kind. Where the list says another kind than the register
("Xóm Đông", "Thôn Đông") they are taken for one and a person is told, or asked if that was chosen; where the register
has both, the kind decides.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from antq_desktop.domain.errors import UsageError
from antq_desktop.domain.text import fold
from antq_desktop.services.import_matching import NEW_WORDS, SKIP_WORDS, Registered
from antq_desktop.services.import_plan import NO_DECISION, Fault, Outcome, PlannedRow
from antq_desktop.storage import naming

NEW_AREAS = ("create", "refuse", "ask")
ANSWERS = "Ghi vào cột Quyết định: tên khu dân cư đúng, “khu mới” hoặc “bỏ qua”."
SHOWN = 60


@dataclass(slots=True)
class AreasOfFile:
    """What became of the areas a file names.

    Attributes:
        made: names of areas to be made, by comparison key.
        renamed: name in the register of an area that the file calls by another kind, by the file's name.
    """

    made: dict[str, str] = field(default_factory=dict)
    renamed: dict[str, str] = field(default_factory=dict)


def find_areas(planned: Sequence[PlannedRow], known: Registered, policy: str | None) -> AreasOfFile:
    """Find each row's area; a row whose area cannot be told gets its fault or its question.

    Args:
        planned: rows of the file.
        known: what is registered.
        policy: one of `NEW_AREAS`, or None: create while the commune has no area, else refuse.

    Raises:
        UsageError: another policy.
    """
    policy = policy or ("refuse" if known.areas else "create")
    if policy not in NEW_AREAS:
        raise UsageError(f"Không hiểu “{policy}”.", do="Dùng create, refuse hoặc ask cho khu dân cư mới.")
    found = AreasOfFile()
    keys: dict[str, str] = {}
    for row in planned:
        if row.area:
            row.area_key = keys.get(row.area) or keys.setdefault(row.area, naming.area_key(row.area))
            _find(row, known, policy, found)
    return found


def _find(row: PlannedRow, known: Registered, policy: str, found: AreasOfFile) -> None:
    alike = _of_kind(row.area, known.areas.get(row.area_key, []), known)
    other_kind = known.area_names[alike[0]] if len(alike) == 1 and policy == "ask" else row.area
    doubtful = not alike or _differs(row.area, other_kind)
    candidates = _decided(row, known) if doubtful else alike
    if len(candidates) > 1:
        _fault(row, "ambiguous", f"Có {len(candidates)} khu dân cư tên “{row.area[:SHOWN]}”.")
    elif candidates:
        row.area_uid = candidates[0]
        _tell(row, known.area_names[candidates[0]], found)
    elif policy == "create" or fold(row.decision) in NEW_WORDS:
        row.area_key = fold(row.area) if alike else row.area_key
        _tell(row, found.made.setdefault(row.area_key, row.area), found)
    elif fold(row.decision) in SKIP_WORDS:
        row.outcome = Outcome.ALREADY
    elif alike:
        _ask(row, f"Tệp ghi “{row.area[:SHOWN]}”, sổ có “{other_kind}”: có phải là một khu dân cư không?")
    elif policy == "ask":
        _ask(row, f"Khu dân cư “{row.area[:SHOWN]}” chưa có trong sổ.")
    else:
        _fault(row, "unknown_area", f"Không có khu dân cư “{row.area[:SHOWN]}” trong xã.")


def _decided(row: PlannedRow, known: Registered) -> list[UUID]:
    """The area a person named under "Quyết định"; it answers that question only."""
    if not row.decision:
        return []
    found = _of_kind(row.decision, known.areas.get(naming.area_key(row.decision), []), known)
    if found:
        row.decision = NO_DECISION
    return found


def _of_kind(name: str, candidates: list[UUID], known: Registered) -> list[UUID]:
    """Of several areas that differ in their kind only, the one of the kind that was said."""
    if len(candidates) < 2:
        return candidates
    kind = naming.area_kind(name)
    return [uid for uid in candidates if naming.area_kind(known.area_names[uid]) == kind] or candidates


def _differs(name: str, other: str) -> bool:
    kinds = {naming.area_kind(name), naming.area_kind(other)} - {""}
    return len(kinds) > 1


def _tell(row: PlannedRow, name: str, found: AreasOfFile) -> None:
    """Say of a row that its area is called otherwise in the register, or in an earlier row."""
    if _differs(row.area, name):
        found.renamed[row.area] = name
        row.warnings += (f"Tệp ghi “{row.area[:SHOWN]}”, đưa vào khu dân cư “{name[:SHOWN]}”.",)


def _ask(row: PlannedRow, question: str) -> None:
    row.outcome = Outcome.DECISION
    row.question = f"{question} {ANSWERS}"


def _fault(row: PlannedRow, code: str, reason: str) -> None:
    row.faults += (Fault("area", row.area_column, row.raw.get("area") or row.area, code, reason),)
