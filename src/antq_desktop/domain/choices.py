"""Closed lists of codes the rules know by name, with the words officers read.

Open lists (kinds of residential areas, organisations, units, targets) are dated data in `resources/`.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a list.

    Attributes:
        code: what is stored.
        label: what is read.
        aliases: other spellings found in workbooks.
        valid_from: first day it can be chosen, or None for always.
        valid_to: last day, or None.
    """

    code: str
    label: str
    aliases: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None


class Role(StrEnum):
    """Roles of officers; they bind the program, not somebody who holds the key."""

    ADMIN = "admin"
    POLICE = "police_officer"
    FRONT = "front_cadre"
    VIEWER = "viewer"


class PledgeForm(StrEnum):
    """How a pledge was made. Source: TT 23/2012 asks to sign, TT 124/2021 to register."""

    SIGNED = "signed"
    MEETING = "at_meeting"
    REGISTERED = "registration"


class SignerKind(StrEnum):
    """Who signed: never a name, never a family relation."""

    HEAD = "head"
    MEMBER = "member"


class ResidenceReason(StrEnum):
    """Why a spell of residence began or ended."""

    ARRIVED = "arrived"
    LEFT = "left"
    MOVED = "moved"
    SPLIT = "split"
    MERGED = "merged"
    GONE = "gone"


class GroupStatus(StrEnum):
    """Whether a model point or a club lives."""

    ACTIVE = "active"
    DORMANT = "dormant"
    MERGED = "merged"
    DISSOLVED = "dissolved"


ENDED = frozenset({GroupStatus.MERGED, GroupStatus.DISSOLVED})


class GroupDeed(StrEnum):
    """What began a status of a model point or a club."""

    FOUNDED = "founded"
    REPLICATED = "replicated"
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    CONSOLIDATED = "consolidated"
    MERGED = "merged"
    DISSOLVED = "dissolved"


STATUS_OF = {
    GroupDeed.FOUNDED: GroupStatus.ACTIVE,
    GroupDeed.REPLICATED: GroupStatus.ACTIVE,
    GroupDeed.SUSPENDED: GroupStatus.DORMANT,
    GroupDeed.RESUMED: GroupStatus.ACTIVE,
    GroupDeed.CONSOLIDATED: GroupStatus.ACTIVE,
    GroupDeed.MERGED: GroupStatus.MERGED,
    GroupDeed.DISSOLVED: GroupStatus.DISSOLVED,
}
NEED_DECISION = frozenset({GroupDeed.CONSOLIDATED, GroupDeed.MERGED, GroupDeed.DISSOLVED})


class MemberRole(StrEnum):
    """Places in a group; all but the last two are its board."""

    HEAD = "head"
    DEPUTY = "deputy"
    SECRETARY = "secretary"
    TEAM_LEADER = "team_leader"
    MEMBER = "member"


BOARD = frozenset({MemberRole.HEAD, MemberRole.DEPUTY, MemberRole.SECRETARY})


class Frequency(StrEnum):
    """How often a group shall meet."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    YEARLY = "yearly"
    ON_DEMAND = "on_demand"


CHOICES: dict[str, tuple[Choice, ...]] = {
    "roles": (
        Choice(Role.ADMIN, "quản trị", ("admin",)),
        Choice(Role.POLICE, "cán bộ công an", ("công an",)),
        Choice(Role.FRONT, "cán bộ Mặt trận", ("mặt trận",)),
        Choice(Role.VIEWER, "chỉ xem"),
    ),
    "pledge_forms": (
        Choice(PledgeForm.SIGNED, "ký trực tiếp", ("ký",)),
        Choice(PledgeForm.MEETING, "ký tại cuộc họp", ("ký tập thể tại họp", "họp")),
        Choice(PledgeForm.REGISTERED, "đăng ký"),
    ),
    "signer_kinds": (
        Choice(SignerKind.HEAD, "chủ hộ"),
        Choice(SignerKind.MEMBER, "thành viên ký thay", ("ký thay", "người được ủy quyền")),
    ),
    "residence_begins": (
        Choice(ResidenceReason.ARRIVED, "đến"),
        Choice(ResidenceReason.MOVED, "chuyển khu dân cư"),
        Choice(ResidenceReason.SPLIT, "tách hộ"),
    ),
    "residence_ends": (
        Choice(ResidenceReason.LEFT, "đi"),
        Choice(ResidenceReason.MOVED, "chuyển khu dân cư"),
        Choice(ResidenceReason.MERGED, "nhập hộ"),
        Choice(ResidenceReason.GONE, "không còn hộ"),
    ),
    "visit_reasons": (
        Choice("absent", "vắng"),
        Choice("new", "mới đến"),
        Choice("not_met", "chưa gặp"),
    ),
    "unit_levels": (
        Choice("commune", "xã, phường, đặc khu"),
        Choice("district", "huyện (đến 30/06/2025)"),
        Choice("province", "tỉnh, thành phố"),
    ),
    "unit_kinds": (
        Choice("xa", "xã"),
        Choice("phuong", "phường"),
        Choice("thi_tran", "thị trấn (đến 30/06/2025)"),
        Choice("dac_khu", "đặc khu"),
        Choice("huyen", "huyện"),
        Choice("tinh", "tỉnh"),
        Choice("thanh_pho", "thành phố"),
    ),
    "office_kinds": (
        Choice("police", "Công an"),
        Choice("front", "Ủy ban MTTQ Việt Nam"),
        Choice("committee", "Ủy ban nhân dân"),
        Choice("organization", "tổ chức thành viên"),
    ),
    "document_profiles": (
        Choice("police", "văn bản Công an"),
        Choice("front", "văn bản Mặt trận"),
        Choice("state", "văn bản hành chính (NĐ 30/2020)"),
    ),
    "model_kinds": (
        Choice("prevention", "tự phòng"),
        Choice("management", "tự quản"),
        Choice("protection", "tự bảo vệ"),
        Choice("mediation", "tự hòa giải"),
    ),
    "group_statuses": (
        Choice(GroupStatus.ACTIVE, "đang hoạt động", ("hoạt động", "duy trì")),
        Choice(GroupStatus.DORMANT, "tạm ngừng", ("tạm dừng", "ngừng hoạt động")),
        Choice(GroupStatus.MERGED, "đã nhập", ("sáp nhập", "hợp nhất")),
        Choice(GroupStatus.DISSOLVED, "đã giải thể", ("giải thể", "thanh loại")),
    ),
    "group_deeds": (
        Choice(GroupDeed.FOUNDED, "thành lập"),
        Choice(GroupDeed.REPLICATED, "nhân rộng"),
        Choice(GroupDeed.SUSPENDED, "tạm ngừng"),
        Choice(GroupDeed.RESUMED, "hoạt động lại"),
        Choice(GroupDeed.CONSOLIDATED, "củng cố, kiện toàn", ("củng cố", "kiện toàn")),
        Choice(GroupDeed.MERGED, "nhập", ("sáp nhập",)),
        Choice(GroupDeed.DISSOLVED, "giải thể", ("thanh loại",)),
    ),
    "member_roles": (
        Choice(MemberRole.HEAD, "trưởng ban, chủ nhiệm", ("trưởng ban", "chủ nhiệm", "trưởng")),
        Choice(MemberRole.DEPUTY, "phó ban, phó chủ nhiệm", ("phó ban", "phó chủ nhiệm", "phó")),
        Choice(MemberRole.SECRETARY, "thư ký"),
        Choice(MemberRole.TEAM_LEADER, "tổ trưởng"),
        Choice(MemberRole.MEMBER, "thành viên", ("hội viên",)),
    ),
    "meeting_frequencies": (
        Choice(Frequency.WEEKLY, "hằng tuần", ("tuần",)),
        Choice(Frequency.MONTHLY, "hằng tháng", ("tháng", "1 tháng/lần", "mỗi tháng")),
        Choice(Frequency.QUARTERLY, "hằng quý", ("quý", "3 tháng/lần")),
        Choice(Frequency.HALF_YEARLY, "6 tháng một lần", ("6 tháng", "nửa năm")),
        Choice(Frequency.YEARLY, "mỗi năm một lần", ("năm", "hằng năm")),
        Choice(Frequency.ON_DEMAND, "theo vụ việc, mùa vụ", ("theo vụ việc", "khi có việc")),
    ),
    "inspection_findings": (
        Choice("as_written", "đúng như sổ"),
        Choice("less", "có hoạt động nhưng ít hơn sổ"),
        Choice("none_seen", "không thấy hoạt động"),
    ),
    "inspection_proposals": (
        Choice("keep", "duy trì"),
        Choice("replicate", "nhân rộng"),
        Choice("consolidate", "củng cố, kiện toàn", ("củng cố", "kiện toàn")),
        Choice("dissolve", "giải thể", ("thanh loại",)),
    ),
    "declared_sources": (
        Choice("declared", "tổ chức kê khai"),
        Choice("frozen", "chốt theo kế hoạch"),
    ),
}
