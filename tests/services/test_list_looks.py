"""How an officer left a list, and filters kept by name."""

from uuid import uuid4

import pytest

from antq_desktop.domain.errors import UsageError
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.services import list_looks, upkeep
from antq_desktop.services.list_looks import ListLook
from antq_desktop.services.office import Office, OfficerInSession

HOUSEHOLDS = REGISTERS["household"]


def test_a_list_is_found_as_its_officer_left_it(office: Office) -> None:
    before = upkeep.state_hash(office)
    look = ListLook(("head_name", "size"), {"size": 90}, "size", descending=True, equal={"area": (uuid4(), None)})
    list_looks.remember(office, HOUSEHOLDS, look)
    assert list_looks.recall(office, HOUSEHOLDS) == look
    assert list_looks.recall(office, REGISTERS["pledge"]) == ListLook(descending=True)
    other = office.as_officer(OfficerInSession(uuid4(), "khac", "Người Khác", frozenset({"viewer"})))
    assert list_looks.recall(other, HOUSEHOLDS) == ListLook()
    assert upkeep.state_hash(office) == before


def test_filters_are_kept_by_name_replaced_and_dropped(office: Office) -> None:
    area = uuid4()
    list_looks.keep_filter(office, HOUSEHOLDS, "  Thôn 3,  phụ nữ ", {"area": (area,)})
    list_looks.keep_filter(office, HOUSEHOLDS, "Chưa có số nhà", {"address": (None,)})
    assert list_looks.filters(office, HOUSEHOLDS) == {
        "Chưa có số nhà": {"address": (None,)},
        "Thôn 3, phụ nữ": {"area": (area,)},
    }
    list_looks.keep_filter(office, HOUSEHOLDS, "Chưa có số nhà", {"residing": (0,)})
    assert list_looks.filters(office, HOUSEHOLDS)["Chưa có số nhà"] == {"residing": (0,)}
    list_looks.drop_filter(office, HOUSEHOLDS, "Chưa có số nhà")
    assert list(list_looks.filters(office, HOUSEHOLDS)) == ["Thôn 3, phụ nữ"]


@pytest.mark.parametrize(
    ("name", "equal", "words"),
    [
        (" ", {"area": (None,)}, "Tên bộ lọc"),
        ("hộ 079099000123", {"area": (None,)}, "định danh"),
        ("Tất cả", {}, "chưa được lọc"),
    ],
)
def test_filters_without_sense_are_refused(office: Office, name: str, equal: dict, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        list_looks.keep_filter(office, HOUSEHOLDS, name, equal)
