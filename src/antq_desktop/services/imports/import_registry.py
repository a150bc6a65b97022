"""The kinds of lists that can be brought in, by what an officer chooses."""

from collections.abc import Mapping
from types import MappingProxyType

from antq_desktop.domain.errors import UsageError
from antq_desktop.services.imports import import_groups, import_households
from antq_desktop.services.imports.import_kinds import ListKind

KINDS: Mapping[str, ListKind] = MappingProxyType({**import_households.KINDS, **import_groups.KINDS})


def kind_of(key: str) -> ListKind:
    """A kind of list.

    Raises:
        UsageError: lists of this register cannot be brought in.
    """
    kind = KINDS.get(key)
    if kind is None:
        raise UsageError(f"Chưa nhập được sổ “{key[:40]}” từ Excel.", do=f"Dùng {', '.join(KINDS)}.")
    return kind
