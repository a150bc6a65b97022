"""What a model or a club, its parts and its activities say against one another."""

from dataclasses import replace
from datetime import date
from typing import Any, TypeAlias
from uuid import UUID

from antq_desktop.domain.choices import BOARD, ENDED, GroupDeed, GroupStatus
from antq_desktop.domain.dates import ImpreciseDate, show_date
from antq_desktop.domain.fields import Problem, Record
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.domain.registers.activity import Activity
from antq_desktop.domain.registers.club import Club
from antq_desktop.domain.registers.group_member import GroupMember
from antq_desktop.domain.registers.group_status import Status
from antq_desktop.domain.registers.inspection import Inspection
from antq_desktop.domain.registers.model_point import ModelPoint
from antq_desktop.domain.registers.model_team import ModelTeam
from antq_desktop.domain.registers.model_type import ModelType
from antq_desktop.domain.text import fold
from antq_desktop.services.spells import holds
from antq_desktop.storage import lists, rows
from antq_desktop.storage.rows import Reading

DATED = (("activity", "happened_on"), ("group_status", "from_on"), ("inspection", "inspected_on"))
TAKE_OUT = "loại nhạy cảm chỉ ghi ban chủ nhiệm: ghi số thành viên, xóa các dòng tên trong hồ sơ rồi lưu lại."
GROUPS = frozenset({"model_point", "club"})
Group: TypeAlias = ModelPoint | Club


def against(connection: Reading, record: Record) -> list[Problem]:
    """Problems of a record of models and clubs; none for other registers."""
    if isinstance(record, ModelPoint | Club):
        return [
            *_repeats(connection, record),
            *_founded_late(connection, record),
            *_own_origin(connection, record),
            *_type_out_of_use(connection, record),
            *_names_many(connection, record),
        ]
    if isinstance(record, ModelType):
        return _names_many_somewhere(connection, record)
    group = group_of(connection, record)
    if group is None:
        return []
    if isinstance(record, Status):
        return [*of_status(group, record), *of_past(connection, record, group)]
    if isinstance(record, Inspection):
        return _before_founding(group, "inspected_on", record.inspected_on)
    if isinstance(record, GroupMember):
        return [*_sensitive(connection, record, group), *_other_team(connection, record.team, group)]
    if isinstance(record, Activity):
        return [
            *_before_founding(group, "happened_on", record.happened_on),
            *_not_living(connection, record, group),
            *_many_present(connection, record, group),
            *_same_day(connection, record, group),
            *_other_team(connection, record.team, group),
        ]
    return []


def of_status(group: Group, status: Status) -> list[Problem]:
    """What a group itself says against a status of it."""
    return [*_before_founding(group, "from_on", status.from_on), *_decided_early(group, status)]


def of_past(connection: Reading, status: Status, group: Group) -> list[Problem]:
    """What a group did and was, and the group it went into, say against a status of it."""
    return [
        *_merged_early(connection, status),
        *_set_up_again(connection, status, group),
        *_ends(connection, status, group),
        *_rests(connection, status, group),
    ]


def group_of(connection: Reading, record: Record) -> Group | None:
    """The model point or club a part belongs to."""
    for key in ("point", "club"):
        uid = getattr(record, key, None)
        line = rows.get(connection, REGISTERS["model_point" if key == "point" else "club"], uid) if uid else None
        if line is not None and isinstance(line.record, ModelPoint | Club):
            return line.record
    return None


def founded(group: Group) -> date | None:
    """First day a group can have existed; None if nobody knows."""
    return None if group.established_on is None else group.established_on.earliest


def statuses(connection: Reading, group: UUID) -> list[Status]:
    """Dated statuses of a group, oldest first; those without a first day come first."""
    found = [
        line.record
        for line in rows.parts(connection, REGISTERS["group_status"], group)
        if isinstance(line.record, Status)
    ]
    return sorted(found, key=lambda status: (status.from_on is not None, status.from_on or date.min))


def _repeats(connection: Reading, group: Group) -> list[Problem]:
    """Two living groups of one name at one place are one group written twice."""
    if group.status in ENDED:
        return []
    register = REGISTERS["model_point" if isinstance(group, ModelPoint) else "club"]
    for line in rows.all_live(connection, register):
        other = line.record
        if other.uid == group.uid or not isinstance(other, ModelPoint | Club) or other.status in ENDED:
            continue
        if fold(other.name) == fold(group.name) and _same_place(group, other):
            words = f"Đã có {register.noun} “{other.name}” ở nơi này; nếu là điểm khác thì ghi rõ khu dân cư hoặc tên."
            return [Problem("name", words, "repeated")]
    return []


def _same_place(one: Group, other: Group) -> bool:
    here, there = places(one), places(other)
    kind_differs = isinstance(one, ModelPoint) and isinstance(other, ModelPoint) and one.type != other.type
    return not kind_differs and (bool(here & there) or (not here and not there))


def places(group: Group) -> frozenset[UUID]:
    """Residential areas of a group; empty for the whole commune."""
    if isinstance(group, ModelPoint):
        return group.areas
    return frozenset() if group.area is None else frozenset({group.area})


def _founded_late(connection: Reading, group: Group) -> list[Problem]:
    """What a group did or became cannot lie before its founding."""
    begun = founded(group)
    if begun is None:
        return []
    days = [
        getattr(line.record, key)
        for register, key in DATED
        for line in rows.parts(connection, REGISTERS[register], group.uid)
    ]
    first = min((day for day in days if day is not None), default=None)
    if first is None or first >= begun:
        return []
    words = f"Ngày thành lập {group.established_on} ở sau việc đã ghi ngày {show_date(first)}."
    return [Problem("established_on", words, "order")]


def _own_origin(connection: Reading, group: Group) -> list[Problem]:
    """Nothing is replicated from what was replicated from it."""
    seen = {group.uid}
    origin = group.replicated_from if isinstance(group, ModelPoint) else None
    while origin is not None:
        if origin in seen:
            return [Problem("replicated_from", "Hai điểm mô hình không thể nhân rộng từ nhau.", "circle")]
        seen.add(origin)
        line = rows.get(connection, REGISTERS["model_point"], origin)
        origin = line.record.replicated_from if line and isinstance(line.record, ModelPoint) else None
    return []


def _before_founding(group: Group, key: str, day: date | None) -> list[Problem]:
    begun = founded(group)
    if begun is None or day is None or day >= begun:
        return []
    words = f"Ngày {show_date(day)} ở trước khi “{group.name}” thành lập ({_said(group.established_on)})."
    return [Problem(key, words, "before_founding")]


def _said(day: ImpreciseDate | None) -> str:
    return "" if day is None else str(day)


def _ends(connection: Reading, status: Status, group: Group) -> list[Problem]:
    """A group that ended did nothing afterwards, and was not merged into itself."""
    if status.status not in ENDED or status.from_on is None:
        return []
    if group.uid in {status.merged_point, status.merged_club}:
        return [Problem("merged_point", f"“{group.name}” không thể nhập vào chính nó.", "itself")]
    last = _last_done(connection, status, group)
    if last is None:
        return []
    said = f"sau ngày kết thúc {show_date(status.from_on)}"
    if last == status.from_on:
        said = "đúng ngày kết thúc; ngày kết thúc là ngày đầu không còn hoạt động"
    return [Problem("from_on", f"“{group.name}” còn hoạt động ngày {show_date(last)}, {said}.", "still_active")]


def _rests(connection: Reading, status: Status, group: Group) -> list[Problem]:
    """A rest that begins before what was done in it is asked about, as an activity within a rest is."""
    last = _last_done(connection, status, group) if status.status == GroupStatus.DORMANT else None
    if last is None:
        return []
    words = f"“{group.name}” có hoạt động ngày {show_date(last)}, trong thời gian tạm ngừng; xem lại ngày."
    return [Problem("from_on", words, "active_while_dormant", warning=True)]


def _last_done(connection: Reading, status: Status, group: Group) -> date | None:
    """The last day on which a group did something while a status held."""
    days = [
        line.record.happened_on
        for line in rows.parts(connection, REGISTERS["activity"], group.uid)
        if isinstance(line.record, Activity)
    ]
    return max((day for day in days if holds(status, day)), default=None)


def _decided_early(group: Group, status: Status) -> list[Problem]:
    """Nothing is decided about a group before there is one."""
    found = _before_founding(group, "decision_on", status.decision_on) if status.deed else []
    return [replace(problem, message=f"Quyết định n{problem.message[1:]}") for problem in found]


def _merged_early(connection: Reading, status: Status) -> list[Problem]:
    """A group is merged only into one that was there."""
    for key, uid in (("model_point", status.merged_point), ("club", status.merged_club)):
        line = rows.get(connection, REGISTERS[key], uid) if uid else None
        if line is None or not isinstance(line.record, ModelPoint | Club) or status.from_on is None:
            continue
        into = line.record
        early = _before_founding(into, "from_on", status.from_on)
        if early:
            return early
        held = [each for each in statuses(connection, into.uid) if holds(each, status.from_on)]
        if any(each.status in ENDED for each in held):
            words = f"“{into.name}” không còn vào ngày {show_date(status.from_on)} nên không nhập vào đó được."
            return [Problem("from_on", words, "ended")]
    return []


def _set_up_again(connection: Reading, status: Status, group: Group) -> list[Problem]:
    """What had ended lives again by a dated decision only."""
    if status.deed != GroupDeed.RESUMED or (status.decision_no and status.decision_on) or status.from_on is None:
        return []
    earlier = [each for each in statuses(connection, group.uid) if (each.from_on or date.min) < status.from_on]
    if not earlier or earlier[-1].status not in ENDED:
        return []
    key = "decision_on" if status.decision_no else "decision_no"
    return [Problem(key, f"“{group.name}” đã giải thể hoặc nhập; lập lại cần số và ngày quyết định.", "required")]


def _type_out_of_use(connection: Reading, group: Group) -> list[Problem]:
    """A point founded while its type was not in use is asked about."""
    line = rows.get(connection, REGISTERS["model_type"], group.type) if isinstance(group, ModelPoint) else None
    kind = None if line is None else line.record
    if not isinstance(kind, ModelType) or group.established_on is None:
        return []
    if kind.valid_to is not None and group.established_on.earliest > kind.valid_to:
        used = f"chỉ dùng đến hết {show_date(kind.valid_to)}"
    elif kind.valid_from is not None and group.established_on.latest < kind.valid_from:
        used = f"dùng từ {show_date(kind.valid_from)}"
    else:
        return []
    words = f"Loại mô hình “{kind.name}” {used}; “{group.name}” thành lập {group.established_on}: đúng loại này?"
    return [Problem("type", words, "type_out_of_use", warning=True)]


def _sensitive(connection: Reading, member: GroupMember, group: Group) -> list[Problem]:
    if member.role in BOARD or not is_sensitive(connection, group):
        return []
    words = f"“{group.name}” thuộc loại nhạy cảm: chỉ ghi tên ban chủ nhiệm; thành viên ghi bằng số lượng."
    return [Problem("full_name", words, "sensitive_type")]


def _names_many(connection: Reading, group: Group) -> list[Problem]:
    """A group becomes sensitive when nobody but its board is named any more, whenever they belonged to it."""
    named = _ordinary_members(connection, group) if is_sensitive(connection, group) else 0
    if not named:
        return []
    key = "type" if isinstance(group, ModelPoint) else "sensitive"
    return [Problem(key, f"“{group.name}” còn {named} thành viên ghi tên; {TAKE_OUT}", "named_members")]


def _names_many_somewhere(connection: Reading, kind: ModelType) -> list[Problem]:
    """As `_names_many`, for all points of a type."""
    if not kind.sensitive:
        return []
    points = (line.record for line in rows.all_live(connection, REGISTERS["model_point"]))
    mine = [point for point in points if isinstance(point, ModelPoint) and point.type == kind.uid]
    named = {point.name: count for point in mine if (count := _ordinary_members(connection, point))}
    if not named:
        return []
    where = f"{len(named)} điểm, ví dụ “{next(iter(named))}”,"
    return [Problem("sensitive", f"{where} còn {sum(named.values())} thành viên ghi tên; {TAKE_OUT}", "named_members")]


def _ordinary_members(connection: Reading, group: Group) -> int:
    parts = rows.parts(connection, REGISTERS["group_member"], group.uid)
    return sum(isinstance(part.record, GroupMember) and part.record.role not in BOARD for part in parts)


def is_sensitive(connection: Reading, group: Group) -> bool:
    """Whether of a group only the board may be named."""
    if not isinstance(group, ModelPoint):
        return group.sensitive
    line = rows.get(connection, REGISTERS["model_type"], group.type)
    return line is not None and isinstance(line.record, ModelType) and line.record.sensitive


def _other_team(connection: Reading, team: UUID | None, group: Group) -> list[Problem]:
    line = None if team is None else rows.get(connection, REGISTERS["model_team"], team)
    if line is None or not isinstance(line.record, ModelTeam) or line.record.point == group.uid:
        return []
    return [Problem("team", f"Tổ “{line.record.name}” không thuộc “{group.name}”.", "other_group")]


def _not_living(connection: Reading, activity: Activity, group: Group) -> list[Problem]:
    """An activity after the end is refused, one while the group rested is asked about."""
    for status in statuses(connection, group.uid):
        if not holds(status, activity.happened_on):
            continue
        since = f"từ {show_date(status.from_on)}" if status.from_on else ""
        if status.status in ENDED:
            return [Problem("happened_on", f"“{group.name}” không còn {since}; xem lại ngày hoặc tên.", "ended")]
        if status.status == "dormant":
            words = f"“{group.name}” đang tạm ngừng {since}; nếu đã hoạt động lại thì ghi việc đó."
            return [Problem("happened_on", words, "dormant", warning=True)]
    return []


def _many_present(connection: Reading, activity: Activity, group: Group) -> list[Problem]:
    """More present than the group has members, and no guests: asked, not refused."""
    known = members(connection, group, activity.happened_on)
    if activity.attendance is None or not known or activity.attendance <= known or activity.invited:
        return []
    words = f"Dự {activity.attendance} người, “{group.name}” có {known} thành viên: phần hơn là khách mời?"
    return [Problem("attendance", words, "more_than_members", warning=True)]


def _same_day(connection: Reading, activity: Activity, group: Group) -> list[Problem]:
    """A second activity of a group on one day may be the first one written twice: asked, not refused."""
    link = "point" if isinstance(group, ModelPoint) else "club"
    equal: dict[str, tuple[Any, ...]] = {link: (group.uid,), "happened_on": (activity.happened_on.isoformat(),)}
    window = lists.Window(connection, REGISTERS["activity"], lists.Query(equal=equal))
    if not any(line.record.uid != activity.uid for line in window.lines(connection, 0, 2)):
        return []
    words = f"“{group.name}” đã có hoạt động ngày {show_date(activity.happened_on)} trong sổ; vẫn ghi thêm?"
    return [Problem("happened_on", words, "same_day", warning=True)]


def members(connection: Reading, group: Group, day: date) -> int:
    """How many belong to a group on a day: the count that was written, or those listed if they are more."""
    listed = sum(
        isinstance(line.record, GroupMember) and holds(line.record, day)
        for line in rows.parts(connection, REGISTERS["group_member"], group.uid)
    )
    return max(group.member_count or 0, listed)
