"""Many residential areas at once from lines that were typed or copied: one name a line, with or without its number."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from antq_desktop.domain.changes import ChangeSet
from antq_desktop.domain.registers.residential_area import RESIDENTIAL_AREAS
from antq_desktop.domain.text import clean
from antq_desktop.services import records
from antq_desktop.services.office import Office
from antq_desktop.services.repeating import repeated

KNOWN = 10_000
_NUMBER_BEFORE = re.compile(r"^(?:\d{1,3}\s*[.)/]|[-–•*+])\s+")
_BETWEEN = re.compile(r"[;|]")
SEVERAL = "mỗi dòng chỉ một tên, không có dấu “;”"


@dataclass(frozen=True, slots=True)
class Added:
    """What lines came to.

    Attributes:
        changes: to announce; empty when nothing was new.
        count: areas that were added.
        refused: lines that were not, each with what is wrong.
    """

    changes: ChangeSet
    count: int
    refused: tuple[tuple[str, str], ...]


def add(office: Office, lines: Sequence[str]) -> Added:
    """Add areas by name as one operation; those that are there already are left alone.

    Args:
        office: who adds, where.
        lines: as typed; numbers and dots of a list before the names are no part of them.
    """
    office.require("edit")
    known = {name.casefold() for _, name in records.suggestions(office, RESIDENTIAL_AREAS.key, "", KNOWN)}
    made, refused = [], []
    for line in lines:
        name = _NUMBER_BEFORE.sub("", clean(line))
        if not name or name.casefold() in known:
            continue
        record, problems = records.decoded(office, RESIDENTIAL_AREAS, {"name": name})
        problems += repeated(office, RESIDENTIAL_AREAS, record)
        found = [problem.message for problem in problems if not problem.warning]
        if _BETWEEN.search(name):
            found.insert(0, SEVERAL)
        if found or record is None:
            refused.append((line, " ".join(found)))
            continue
        known.add(name.casefold())
        made.append(record)
    with office.store.operation(office.intent(f"Thêm {len(made)} khu dân cư")) as (writing, outcome):
        for record in made:
            records.add_with_parts(writing, RESIDENTIAL_AREAS, record, office)
    return Added(outcome.changes, len(made), tuple(refused))
