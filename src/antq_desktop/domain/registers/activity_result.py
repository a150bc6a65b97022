"""Kết quả của hoạt động, as counts: never what was told, never by whom."""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from antq_desktop.domain.fields import Record, Register, field
from antq_desktop.domain.rules import between


@dataclass(frozen=True, kw_only=True, slots=True)
class ActivityResult(Record):
    """How many of one kind an activity brought."""

    activity: Annotated[UUID, field("Hoạt động", links_to="activity")]
    kind: Annotated[str, field("Kết quả", choices="activity_results")]
    amount: Annotated[int, field("Số lượng")]


ACTIVITY_RESULTS = Register(
    key="activity_result",
    title="Kết quả hoạt động",
    noun="kết quả",
    record=ActivityResult,
    heading=("activity", "amount"),
    sort=("kind",),
    parents=("activity",),
    unique=(("activity", "kind"),),
    rules=(between("amount", 0, 1_000_000, "Số lượng"),),
    group="parts",
)
