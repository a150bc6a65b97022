"""The kinds of papers by name, apart from what draws them: naming them must not load the drawing."""

from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Paper:
    """A kind of paper.

    Attributes:
        key: fixed key for scripts.
        title: what officers call it.
        names: whether it carries names of households, so that a reason is asked for.
    """

    key: str
    title: str
    names: bool


KINDS = MappingProxyType(
    {
        paper.key: paper
        for paper in (
            Paper("pledge-register", "Sổ đăng ký cam kết", names=True),
            Paper("unsigned-list", "Danh sách hộ chưa ký cam kết", names=True),
            Paper("meeting-list", "Danh sách hộ ký cam kết tại cuộc họp", names=True),
            Paper("pledge-summary", "Báo cáo kết quả ký cam kết", names=False),
        )
    }
)
