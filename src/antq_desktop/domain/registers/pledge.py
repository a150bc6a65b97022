"""Sổ cam kết: households' pledges, one valid pledge a year on each template."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated
from uuid import UUID

from antq_desktop.domain.choices import PledgeForm, SignerKind
from antq_desktop.domain.dates import show_date
from antq_desktop.domain.fields import Problem, Record, Register, field
from antq_desktop.domain.rules import between, no_identity_number, not_in_future


@dataclass(frozen=True, kw_only=True, slots=True)
class Pledge(Record):
    """A household's pledge for one year. It keeps the area at signing and never the signer's name."""

    household: Annotated[UUID, field("Hộ gia đình", links_to="household")]
    campaign: Annotated[UUID, field("Đợt ký", links_to="pledge_campaign", in_list=False)]
    year: Annotated[int, field("Năm cam kết", unit="năm", aliases=("Năm",))]
    area: Annotated[UUID, field("Khu dân cư khi ký", links_to="residential_area")]
    form: Annotated[str, field("Hình thức", choices="pledge_forms")] = PledgeForm.SIGNED
    signed_on: Annotated[
        date | None,
        field(
            "Ngày ký",
            aliases=("Ngày cam kết", "Ngày ký cam kết", "Ngày ký CK", "Ký cam kết", "Ngày đăng ký", "Thời gian ký"),
        ),
    ] = None
    signer_kind: Annotated[str, field("Người ký", choices="signer_kinds", help="Không ghi tên, không ghi quan hệ")] = (
        SignerKind.HEAD
    )
    paper_ref: Annotated[str | None, field("Bản giấy lưu tại", aliases=("Bản giấy", "Sổ, trang"))] = None
    voided_on: Annotated[date | None, field("Ngày hủy", ends="đã hủy")] = None
    void_reason: Annotated[str | None, field("Lý do hủy", in_list=False)] = None


YEARS_BEFORE = 1
"""A round may begin at the end of the year before; a paper that is older still belongs to another round."""


def signed_in_its_year(pledge: Pledge, today: date) -> Problem | None:  # noqa: ARG001 - shape of rules
    """A signing date outside the pledge's year is allowed, with a warning, unless it lies years before."""
    return None if pledge.signed_on is None else odd_day(pledge.signed_on, pledge.year)


def odd_day(day: date, year: int) -> Problem | None:
    """What there is against a day of signing for a year: a warning, or a refusal where it lies years before."""
    if day.year < year - YEARS_BEFORE:
        words = f"Ngày ký {show_date(day)} quá xa trước năm cam kết {year}; hãy xem lại năm."
        return Problem("signed_on", words, "long_before")
    if day.year != year:
        words = f"Ngày ký {show_date(day)} không thuộc năm cam kết {year}."
        return Problem("signed_on", words, "other_year", warning=True)
    return None


def void_needs_reason(pledge: Pledge, today: date) -> Problem | None:  # noqa: ARG001 - shape of rules
    """A pledge is declared void with a date and a reason, both or none."""
    if (pledge.voided_on is None) != (not pledge.void_reason):
        return Problem("void_reason", "Hủy bản cam kết cần cả ngày hủy và lý do.", "void")
    return None


def signing_needs_date(pledge: Pledge, today: date) -> Problem | None:  # noqa: ARG001 - shape of rules
    """A signature has its day; only registration may come without."""
    if pledge.signed_on is None and pledge.form != PledgeForm.REGISTERED:
        return Problem("signed_on", "Ghi ngày ký của bản cam kết.", "required")
    return None


PLEDGES = Register(
    key="pledge",
    title="Sổ cam kết",
    noun="bản cam kết",
    record=Pledge,
    heading=("household", "year"),
    sort=("year", "signed_on"),
    newest_first=True,
    search=("paper_ref",),
    unique=(("household", "campaign"),),
    rules=(
        between("year", 2000, 2100, "Năm cam kết"),
        signing_needs_date,
        not_in_future("signed_on", "voided_on"),
        signed_in_its_year,
        void_needs_reason,
        no_identity_number("paper_ref", "void_reason"),
    ),
)
