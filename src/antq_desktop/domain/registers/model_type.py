"""Loại mô hình: the named models of the movement, with what they usually bring; editable and dated."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from antq_desktop.domain.fields import Record, Register, field
from antq_desktop.domain.rules import NAME_LIMIT, in_order


@dataclass(frozen=True, kw_only=True, slots=True)
class ModelType(Record):
    """A named model. Of sensitive ones only the board is listed, members are a count."""

    name: Annotated[str, field("Tên mô hình gốc", most=NAME_LIMIT, aliases=("Loại mô hình", "Mô hình"))]
    work_field: Annotated[str, field("Lĩnh vực", choices="model_fields")]
    code: Annotated[str | None, field("Mã loại", in_list=False)] = None
    usual_lead: Annotated[str | None, field("Thường do chủ trì")] = None
    sensitive: Annotated[
        bool, field("Nhạy cảm", help="Chỉ ghi ban chủ nhiệm; thành viên ghi bằng số lượng, không ghi tên")
    ] = False
    outputs: Annotated[frozenset[str], field("Kết quả thường có", choices="activity_results", in_list=False)] = (
        frozenset()
    )
    valid_from: Annotated[date | None, field("Dùng từ ngày", in_list=False)] = None
    valid_to: Annotated[date | None, field("Đến hết ngày", in_list=False)] = None
    source: Annotated[str | None, field("Căn cứ", in_list=False, long=True)] = None


MODEL_TYPES = Register(
    key="model_type",
    title="Loại mô hình",
    noun="loại mô hình",
    record=ModelType,
    heading=("name",),
    sort=("name",),
    search=("name", "code"),
    unique=(("name",),),
    rules=(in_order("valid_from", "valid_to"),),
    group="settings",
)
