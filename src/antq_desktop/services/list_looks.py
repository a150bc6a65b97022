"""How an officer looks at a register's list: columns, widths, order, filters; and filters kept by name.

Kept in the store for each officer. Never kept: the text of the search box, which is mostly somebody's name.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from antq_desktop.domain.errors import UsageError
from antq_desktop.domain.fields import Register
from antq_desktop.domain.identity import has_identity_number
from antq_desktop.services import preferences
from antq_desktop.services.office import Office

MOST_FILTERS = 30
LONGEST_NAME = 60
Wanted = UUID | str | int | None
Equal = Mapping[str, tuple[Wanted, ...]]


@dataclass(frozen=True, slots=True)
class ListLook:
    """A list as it was left.

    Attributes:
        columns: keys of the fields shown, in their order; empty for the usual ones.
        widths: pixels at type size 100 %, of columns whose width was chosen.
        sort: key of the field it was sorted by, or None for the register's own order.
        descending: last first.
        equal: wanted values by field key.
    """

    columns: tuple[str, ...] = ()
    widths: Mapping[str, int] = field(default_factory=dict)
    sort: str | None = None
    descending: bool = False
    equal: Equal = field(default_factory=dict)


def recall(office: Office, register: Register) -> ListLook:
    """How this officer left the list; fields that the register has no more are left out."""
    known = preferences.recall(office, f"list:{register.key}")
    sort = known.get("sort") if known.get("sort") in register.fields else None
    return ListLook(
        tuple(key for key in known.get("columns", ()) if key in register.fields),
        {key: wide for key, wide in known.get("widths", {}).items() if key in register.fields},
        sort,
        register.newest_first if sort is None else known.get("descending", False),
        _equal(register, known.get("equal", {})),
    )


def remember(office: Office, register: Register, look: ListLook) -> None:
    """Keep how the list is left.

    Raises:
        StorageError: busy, full, read-only, damaged.
    """
    if look == recall(office, register):
        return
    choices = {
        "columns": list(look.columns),
        "widths": dict(look.widths),
        "sort": look.sort,
        "descending": look.descending,
        "equal": _plain(look.equal),
    }
    preferences.remember(office, f"list:{register.key}", choices)


def filters(office: Office, register: Register) -> dict[str, Equal]:
    """Filters kept by name, in the order of their names."""
    known = preferences.recall(office, f"filters:{register.key}")
    return {name: _equal(register, equal) for name, equal in sorted(known.items())}


def keep_filter(office: Office, register: Register, name: str, equal: Equal) -> None:
    """Keep a filter under a name; one of the same name is replaced.

    Raises:
        UsageError: no name, an identity number in it, nothing filtered, or too many filters already.
        StorageError: busy, full, read-only, damaged.
    """
    said = " ".join(name.split())
    if not said or len(said) > LONGEST_NAME:
        raise UsageError(f"Tên bộ lọc dài từ 1 đến {LONGEST_NAME} chữ.", do="Ví dụ: Thôn 3, hội viên phụ nữ.")
    if has_identity_number(said):
        raise UsageError("Tên bộ lọc có dãy số giống số định danh cá nhân.", do="Đặt tên khác.")
    if not equal:
        raise UsageError("Danh sách chưa được lọc theo cột nào nên không có gì để lưu.", do="Chọn bộ lọc trước.")
    known = {**filters(office, register), said: equal}
    if len(known) > MOST_FILTERS:
        raise UsageError(f"Mỗi sổ giữ được {MOST_FILTERS} bộ lọc.", do="Xóa bớt bộ lọc không dùng nữa.")
    _keep(office, register, known)


def drop_filter(office: Office, register: Register, name: str) -> None:
    """Forget a filter.

    Raises:
        StorageError: busy, full, read-only, damaged.
    """
    known = filters(office, register)
    known.pop(name, None)
    _keep(office, register, known)


def _keep(office: Office, register: Register, known: Mapping[str, Equal]) -> None:
    plain = {name: _plain(equal) for name, equal in known.items()}
    preferences.remember(office, f"filters:{register.key}", plain)


def _plain(equal: Equal) -> dict[str, list[Any]]:
    return {
        key: [{"uid": value.hex} if isinstance(value, UUID) else value for value in wanted]
        for key, wanted in equal.items()
    }


def _equal(register: Register, plain: Mapping[str, list[Any]]) -> Equal:
    return {
        key: tuple(UUID(hex=value["uid"]) if isinstance(value, dict) else value for value in wanted)
        for key, wanted in plain.items()
        if key in register.fields
    }
