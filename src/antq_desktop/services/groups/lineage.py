"""What was replicated from what: the families of model points, from the first one on."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from antq_desktop.domain.collation import sort_key
from antq_desktop.domain.registers.model_point import ModelPoint
from antq_desktop.services.groups.group_reading import KnownGroup, known_groups, names
from antq_desktop.services.office import Office
from antq_desktop.storage import activity_counts
from antq_desktop.storage.rows import Reading


@dataclass(frozen=True, slots=True)
class Branch:
    """A point with those that were replicated from it.

    Attributes:
        uid: the point.
        name: its own name.
        where: residential areas, or "toàn xã".
        since: when it was established, as far as known.
        status: code of its status.
        last: day of its last activity, or None.
        copies: points replicated from it, in list order.
    """

    uid: UUID
    name: str
    where: str
    since: str
    status: str
    last: date | None
    copies: tuple["Branch", ...]

    def everyone(self) -> Iterator["Branch"]:
        """This point and all below it, depth first."""
        yield self
        for copy in self.copies:
            yield from copy.everyone()


@dataclass(frozen=True, slots=True)
class Lineage:
    """Families of at least two points, the greatest first, and the number of points that stand alone."""

    families: tuple[Branch, ...]
    alone: int


def lineage(office: Office) -> Lineage:
    """Read the families of all points, ended ones too; a circle, which the rules refuse, is cut at its first point."""
    with office.store.reading() as connection:
        return of_groups(office, connection, known_groups(office, connection))


def of_groups(office: Office, connection: Reading, every: Iterable[KnownGroup]) -> Lineage:
    """As `lineage`, from groups that were read already."""
    called = names(office, connection)
    last_days = activity_counts.last_days(connection, office.today())
    known = {each.group.uid: each for each in every if isinstance(each.group, ModelPoint)}
    copies: dict[UUID | None, list[KnownGroup]] = {}
    for each in known.values():
        copies.setdefault(_origin(each, known), []).append(each)
    seen: set[UUID] = set()

    def branch(each: KnownGroup) -> Branch:
        group = each.group
        seen.add(group.uid)
        below = [branch(copy) for copy in copies.get(group.uid, ()) if copy.group.uid not in seen]
        since = "" if group.established_on is None else str(group.established_on)
        last = last_days.get(group.uid)
        return Branch(group.uid, group.name, called.where(group), since, group.status, last, tuple(below))

    trees = [branch(each) for each in copies.get(None, ())]
    trees += [branch(each) for each in known.values() if each.group.uid not in seen]
    families = [tree for tree in trees if tree.copies]
    families.sort(key=lambda tree: (-sum(1 for _ in tree.everyone()), sort_key(tree.name)))
    return Lineage(tuple(families), len(trees) - len(families))


def _origin(each: KnownGroup, known: dict[UUID, KnownGroup]) -> UUID | None:
    group = each.group
    origin = group.replicated_from if isinstance(group, ModelPoint) else None
    return origin if origin in known else None
