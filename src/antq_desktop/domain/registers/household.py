"""Hộ gia đình: the unit of the movement. Head, area and memberships are views of dated rows."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated
from uuid import UUID

from antq_desktop.domain.fields import Problem, Record, Register, field
from antq_desktop.domain.rules import between, no_identity_number, not_in_future, person_name, phone


@dataclass(frozen=True, kw_only=True, slots=True)
class Household(Record):
    """A household. Nothing else is kept about it: no identity number, no birth date, no person but the head.

    Source: Luật 91/2025/QH15 on personal data, data minimisation.
    """

    head_name: Annotated[
        str,
        field(
            "Họ và tên chủ hộ",
            aliases=(
                "Chủ hộ",
                "Họ tên",
                "Họ và tên",
                "Tên chủ hộ",
                "Họ tên chủ hộ",
                "Đại diện hộ",
                "Hộ gia đình",
            ),
            personal=True,
            name=True,
            projected="headship.head_name",
        ),
    ]
    area: Annotated[
        UUID,
        field(
            "Khu dân cư",
            links_to="residential_area",
            aliases=(
                "KDC",
                "Thôn",
                "Xóm",
                "Ấp",
                "Bản",
                "Tổ dân phố",
                "Khu phố",
                "Thôn, xóm",
                "Địa bàn",
                "Tổ",
            ),
            projected="residence.area",
        ),
    ]
    address: Annotated[
        str | None, field("Địa chỉ", aliases=("Số nhà", "Nơi ở", "Chỗ ở", "Nơi cư trú"), personal=True)
    ] = None
    organizations: Annotated[
        frozenset[UUID],
        field(
            "Đoàn viên, hội viên",
            links_to="member_organization",
            aliases=(
                "Tổ chức",
                "Thuộc tổ chức",
                "Đoàn thể",
                "Hội viên",
                "Đoàn viên, hội viên tổ chức",
                "Tổ chức CT-XH",
                "Tổ chức chính trị - xã hội",
                "Hội, đoàn thể",
                "Hội",
                "Đoàn, hội",
                "Tổ chức hội",
                "Tổ chức đoàn thể",
                "Tổ chức thành viên",
            ),
            projected="membership.organization",
        ),
    ] = frozenset()
    list_code: Annotated[str | None, field("Mã hộ", aliases=("Mã số hộ", "Số hộ", "Mã hộ gia đình"), in_list=False)] = (
        None
    )
    size: Annotated[
        int | None,
        field("Số nhân khẩu", unit="người", aliases=("Nhân khẩu", "Số khẩu", "Số người", "NK"), in_list=False),
    ] = None
    phone: Annotated[
        str | None,
        field(
            "Điện thoại",
            aliases=("Số điện thoại", "SĐT", "ĐT", "Di động"),
            personal=True,
            never_leaves=True,
            in_list=False,
            group="Liên hệ",
        ),
    ] = None
    phone_consent_on: Annotated[
        date | None, field("Ngày đồng ý cho số điện thoại", in_list=False, never_leaves=True, group="Liên hệ")
    ] = None
    note: Annotated[
        str | None,
        field(
            "Ghi chú",
            aliases=("GC", "Ghi chú khác"),
            in_list=False,
            never_leaves=True,
            personal=True,
            help="Không in, không gửi lên trên. Không nhập tin thuộc bí mật nhà nước.",
        ),
    ] = None
    sort_as: Annotated[
        str | None,
        field("Xếp theo", in_list=False, personal=True, help="Chỉ điền khi tên không xếp đúng theo chữ cuối"),
    ] = None
    residing: Annotated[
        bool, field("Đang cư trú", projected="residence.open", in_list=False, ends="không còn cư trú")
    ] = True


def phone_needs_consent(household: Household, today: date) -> Problem | None:  # noqa: ARG001 - shape of rules
    """A telephone number is kept only with the date of consent. Source: Luật 91/2025/QH15."""
    if household.phone and household.phone_consent_on is None:
        return Problem(
            "phone_consent_on",
            "Muốn giữ số điện thoại thì ghi ngày chủ hộ đồng ý; nếu chưa có, để trống số điện thoại.",
            "consent",
        )
    return None


HOUSEHOLDS = Register(
    key="household",
    title="Hộ gia đình",
    noun="hộ",
    record=Household,
    heading=("head_name", "area"),
    sort=("head_name",),
    search=("head_name", "address", "list_code"),
    rules=(
        person_name("head_name"),
        between("size", 1, 99, "Số nhân khẩu"),
        phone("phone"),
        phone_needs_consent,
        not_in_future("phone_consent_on"),
        no_identity_number("note", "address", "list_code"),
    ),
)
