"""P3: "Nguyễn Thị Ánh" among 100,000 households, found however it is typed."""

import unicodedata
from uuid import UUID

import pytest
from tests.bench.stores import fill

from antq_desktop.services import records, searching
from antq_desktop.services.office import Office

pytestmark = pytest.mark.flow


@pytest.fixture
def both(office: Office) -> set[UUID]:
    """The name stored once as typed composed, once as typed decomposed."""
    fill(office, 100_000)
    area = records.save(office, "residential_area", {"name": "Thôn Đông Hạ"}).uid
    name = "Nguyễn Thị Ánh"
    return {
        records.save(office, "household", {"head_name": form, "area": area, "address": f"Số {place}"}).uid
        for place, form in enumerate((unicodedata.normalize("NFC", name), unicodedata.normalize("NFD", name)), 1)
    }


def test_the_officer_finds_both_however_the_name_is_typed(office: Office, both: set[UUID]) -> None:
    for typed in ("anh nguyen thi", "nguyen thi anh", "NGUYỄN THỊ ÁNH", unicodedata.normalize("NFD", "nguyễn thị ánh")):
        found = searching.find(office, typed, "household", 1_000)
        assert both <= {hit.uid for hit in found.hits}, typed
    for typed in ("ÁNH", "ánh", "anh"):
        assert searching.find(office, typed, "household", 1).total >= 2
    marked = searching.find(office, "Nguyễn Thị Ánh", "household", 1_000).hits
    assert all("Ánh" in hit.title for hit in marked[: len(both)])
    first = {hit.uid for hit in searching.find(office, "nta", "household", 20_000).hits}
    assert both <= first


def test_d_finds_the_letter_with_the_bar(office: Office) -> None:
    area = records.save(office, "residential_area", {"name": "Thôn Đoài"}).uid
    uid = records.save(office, "household", {"head_name": "Đặng Đình Đức", "area": area}).uid
    for typed in ("dang dinh duc", "Đặng", "đặng d", "DANG"):
        assert uid in {hit.uid for hit in searching.find(office, typed).hits}, typed
    assert searching.find(office, '"*()- ').total == 0
