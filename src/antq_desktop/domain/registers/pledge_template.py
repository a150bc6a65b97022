"""Mẫu bản cam kết: what households undertake, versioned by date."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from antq_desktop.domain.fields import Record, Register, field
from antq_desktop.domain.rules import NAME_LIMIT, in_order


@dataclass(frozen=True, kw_only=True, slots=True)
class PledgeTemplate(Record):
    """A version of the text that is signed."""

    code: Annotated[str, field("Mã mẫu")]
    name: Annotated[str, field("Tên mẫu", most=NAME_LIMIT)]
    undertakings: Annotated[str, field("Nội dung cam kết", long=True, in_list=False)]
    legal_basis: Annotated[str | None, field("Căn cứ")] = None
    valid_from: Annotated[date | None, field("Áp dụng từ")] = None
    valid_to: Annotated[date | None, field("Đến hết ngày")] = None


PLEDGE_TEMPLATES = Register(
    key="pledge_template",
    title="Mẫu bản cam kết",
    noun="mẫu",
    record=PledgeTemplate,
    heading=("name",),
    sort=("code",),
    search=("code", "name", "undertakings"),
    unique=(("code",),),
    rules=(in_order("valid_from", "valid_to"),),
    group="settings",
)
