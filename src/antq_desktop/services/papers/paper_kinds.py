"""The kinds of papers by name, and what of one is wanted: naming them must not load what draws them."""

from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Paper:
    """A kind of paper.

    Attributes:
        key: fixed key for scripts.
        title: what officers call it.
        names: whether it carries names or what was written freely, so that a reason is asked for.
        group: whether it is about one model or club: never, if one is chosen, or always.
        excel: whether it can leave as a workbook too.
    """

    key: str
    title: str
    names: bool
    group: Literal["never", "may", "must"] = "never"
    excel: bool = False


KINDS = MappingProxyType(
    {
        paper.key: paper
        for paper in (
            Paper("pledge-register", "Sổ đăng ký cam kết", names=True),
            Paper("unsigned-list", "Danh sách hộ chưa ký cam kết", names=True),
            Paper("meeting-list", "Danh sách hộ ký cam kết tại cuộc họp", names=True),
            Paper("pledge-summary", "Báo cáo kết quả ký cam kết", names=False),
            Paper("progress-chart", "Biểu đồ tiến độ ký cam kết", names=False),
            Paper("model-annex", "Phụ lục: Thống kê mô hình", names=False, excel=True),
            Paper("club-list", "Phụ lục: Câu lạc bộ", names=False, excel=True),
            Paper("activity-log", "Sổ theo dõi hoạt động", names=True, group="may", excel=True),
            Paper("model-dossier", "Hồ sơ mô hình, câu lạc bộ", names=True, group="must"),
        )
    }
)


@dataclass(frozen=True, slots=True)
class Part:
    """What of a paper is wanted, and how.

    Attributes:
        areas: only these residential areas; the whole commune if there are none.
        organization: only households with members of this organisation.
        members: only households with members of any organisation.
        from_page: print again from this page on, with its number.
        group: only this model or club: its register and uid.
        excel: as a workbook instead of PDF.
    """

    areas: tuple[UUID, ...] = ()
    organization: UUID | None = None
    members: bool = False
    from_page: int = 1
    group: tuple[str, UUID] | None = None
    excel: bool = False


WHOLE = Part()
