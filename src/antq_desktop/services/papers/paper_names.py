"""Which papers name persons: of the page about one model or club that is asked of the group itself."""

from uuid import UUID

from antq_desktop.domain.periods import Period
from antq_desktop.services.groups.dossiers import Dossier, dossier
from antq_desktop.services.office import Office
from antq_desktop.services.papers import paper_kinds


def names_persons(office: Office, kind: str, period: Period, group: tuple[str, UUID] | None = None) -> bool:
    """Whether a paper names somebody, so that reason and password are asked for.

    Args:
        office: whose.
        kind: a key of `paper_kinds.KINDS`.
        period: what it is about.
        group: the model or club it is about, if one is chosen.

    Raises:
        RecordGone: the group is not in its register.
    """
    paper = paper_kinds.KINDS[kind]
    if not paper.names or paper.group != "must" or group is None:
        return paper.names
    return bool(named(dossier(office, *group, period)))


def named(found: Dossier) -> int:
    """How many persons the page about a group names: its board, and who leads it if that is no office; else nobody."""
    return 0 if found.sensitive else len(found.board) + bool(found.group.lead_name)
