"""What follows a residential area is another one, never the area itself."""

import pytest

from antq_desktop.domain.errors import RejectedRecord
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.gui.forms.record_form import RecordForm
from antq_desktop.services import records
from hands import show

KEY = "residential_area"


def test_an_area_is_not_among_those_it_may_be_merged_into(qtbot, empty_view, empty_office):
    east, west = (records.save(empty_office, KEY, {"name": name}).uid for name in ("Thôn Đông", "Thôn Tây"))
    form = RecordForm(empty_view, REGISTERS[KEY], east)
    show(qtbot, form)
    ticks = form.blocks["successors"].editor
    assert [ticks.item(place).text() for place in range(ticks.count())] == ["Thôn Tây"]
    with pytest.raises(RejectedRecord, match="chính dòng đang ghi"):
        records.save(empty_office, KEY, {"name": "Thôn Đông", "successors": frozenset({east, west})}, uid=east)
    records.save(empty_office, KEY, {"name": "Thôn Đông", "successors": frozenset({west})}, uid=east)
