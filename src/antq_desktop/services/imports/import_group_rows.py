"""What a row of a list of models or clubs says, and what the columns of such a list may be.

A list tells no persons: columns about them are refused by heading. Source: the columns of the movement's own annexes.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, ClassVar
from uuid import UUID

from antq_desktop.domain.fields import Record, Register
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.services.groups.groups import CLUB, POINT
from antq_desktop.services.imports import import_group_end
from antq_desktop.services.imports.import_group_end import End
from antq_desktop.services.imports.import_group_status import status_target
from antq_desktop.services.imports.import_plan import PlannedRow
from antq_desktop.services.imports.import_terms import Words
from antq_desktop.sheets.headings import TargetField

ANSWER = "Cách xử lý"
FIELDS = {
    POINT: ("name", "type", "kinds", "established_on", "decision_no", "decision_on", "frequency", "member_count",
            "equipment", "note"),
    CLUB: ("name", "established_on", "decision_no", "decision_on", "charter", "frequency", "topics", "member_count",
           "note"),
}  # fmt: skip
ALIASES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "type": ("Loại mô hình", "Tên mô hình gốc", "Loại hình"),
        "decision_no": ("Quyết định thành lập", "Số, ngày quyết định", "QĐ thành lập", "Quyết định số, ngày"),
        "decision_on": ("Ngày QĐ", "Ngày ra QĐ", "Ngày ra quyết định", "Ngày ký QĐ", "Ngày QĐ thành lập"),
        "member_count": (
            "Số thành viên tham gia",
            "Tổng số thành viên",
            "Số hội viên",
            "Số lượng thành viên",
            "Quân số",
        ),
        "frequency": ("Chế độ sinh hoạt", "Thời gian sinh hoạt"),
        "note": ("Hiệu quả", "Kết quả", "Ghi chú"),
        "established_on": ("Thời gian thành lập", "Năm thành lập", "Ngày, tháng, năm thành lập"),
    }
)
LEADS = ("Đơn vị chủ trì", "Chủ trì", "Cơ quan chủ trì", "Nơi chủ trì", "Đơn vị phụ trách", "Cơ quan, đơn vị chủ trì")


@dataclass(slots=True)
class Place:
    """A residential area that a row names."""

    area: str
    area_key: str = ""
    area_uid: UUID | None = None


@dataclass(slots=True)
class GroupRow(PlannedRow):
    """One row of a list of models or clubs.

    Attributes:
        name: as it will be kept.
        record: what the row makes, its areas still left out; None where it cannot be one.
        given: keys of the fields the row says something of; not the type where it is only guessed.
        places: its residential areas; none for the whole commune.
        told_places: whether the row says where.
        uid: of the group it is about.
        is_new: whether it brings it.
        changes: new values of the stored group.
        ended: words by which the list says that it runs no more; empty where it does not, or where it tells the end.
        end: how it ended, where the list tells that with its day; None where that was done or told already.
    """

    words: ClassVar[Words] = Words("mô hình", "tên mô hình", "mô hình mới", "toàn xã", ANSWER)

    name: str = ""
    record: Record | None = None
    given: frozenset[str] = frozenset()
    places: tuple[Place, ...] = ()
    told_places: bool = False
    uid: UUID | None = None
    is_new: bool = False
    changes: Mapping[str, Any] = field(default_factory=dict)
    ended: str = ""
    end: End | None = None

    @property
    def about(self) -> UUID | None:
        """The group."""
        return self.uid

    @property
    def brings(self) -> bool:
        """Whether it brings, changes or ends a group."""
        return self.is_new or bool(self.changes) or self.end is not None

    @property
    def missing_areas(self) -> Iterable[str]:
        """Areas that are not registered."""
        return [place.area_key for place in self.places if place.area_uid is None]

    @property
    def named_areas(self) -> tuple[str, ...]:
        """Every area it names, one by one."""
        return tuple(place.area for place in self.places)

    @property
    def known_places(self) -> frozenset[UUID]:
        """Those that are."""
        return frozenset(place.area_uid for place in self.places if place.area_uid is not None)

    @property
    def place_keys(self) -> frozenset[UUID | str]:
        """Its areas as they were found, however the list writes them: those registered, and those to be made."""
        return frozenset(place.area_uid or place.area_key for place in self.places)

    @property
    def asks_at(self) -> Iterable[str]:
        """Cells at fault, and those that may say that it runs no more."""
        said = ("status", "note") if self.ended else ()
        return [fault.field for fault in self.faults] + [key for key in said if self.raw.get(key)]

    @property
    def kind(self) -> UUID | None:
        """The type of a point; None of a club."""
        return getattr(self.record, "type", None)

    def shown(self, key: str) -> str:
        """The name as it will be kept, the rest as the file has it."""
        if key == "name":
            return self.name
        return self.area if key == "area" else self.raw.get(key, "")


def ends_in(rows: Iterable[PlannedRow]) -> int:
    """How many groups rows dissolve or bring to rest when they are carried out."""
    return sum(isinstance(row, GroupRow) and row.writes and row.end is not None for row in rows)


class ClubRow(GroupRow):
    """One row of a list of clubs."""

    __slots__ = ()
    words: ClassVar[Words] = Words("câu lạc bộ", "tên câu lạc bộ", "câu lạc bộ mới", "toàn xã", ANSWER)


def targets(key: str) -> tuple[TargetField, ...]:
    """What columns of a list may be."""
    register: Register = REGISTERS[key]
    place = register.fields["areas" if key == POINT else "area"]
    found = []
    for name in FIELDS[key]:
        spec = register.fields[name]
        aliases = (*spec.aliases, *ALIASES.get(name, ()))
        found.append(TargetField(name, spec.label, aliases, required=name == "name"))
    found.append(TargetField("area", place.label, (*place.aliases, "Địa điểm", "Thôn, tổ dân phố", "Phạm vi"), "text"))
    found.append(TargetField("lead", LEADS[0], LEADS))
    found += [status_target(key), *import_group_end.TARGETS]
    return tuple(found)
