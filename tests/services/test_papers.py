"""Lists on paper of one area or one organisation hold its households and nobody else's."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.conftest import PASSWORD

from antq_desktop.domain.errors import RecordGone
from antq_desktop.services import records, undo
from antq_desktop.services.filling import filled
from antq_desktop.services.leaving import Grounds
from antq_desktop.services.office import Office
from antq_desktop.services.papers import papers
from antq_desktop.services.papers.paper_kinds import Part

Outside = Callable[[str], str]
WHY = Grounds("đi vận động", PASSWORD)


@pytest.fixture
def commune(office: Office) -> Office:
    """Two areas with a member and a stranger to the Farmers' Union in each."""
    farmers = records.resolve(office, "member_organization", "HND")
    for area in ("Thôn Đông", "Thôn Đoài"):
        uid = records.save(office, "residential_area", {"name": area}).uid
        for name, members in (("An", {farmers}), ("Bình", set())):
            head = f"Hà Văn {name} {area.split()[1]}"
            said = {"head_name": head, "area": uid, "organizations": frozenset(members)}
            records.save(office, "household", said)
    return office


@pytest.mark.parametrize("kind", [key for key, paper in papers.KINDS.items() if paper.names and paper.group == "never"])
def test_a_list_holds_only_the_part_that_is_wanted(
    commune: Office, tmp_path: Path, kind: str, outside: Outside
) -> None:
    period = commune.catalogues.period("2026")
    east = records.resolve(commune, "residential_area", "Thôn Đông")
    farmers = records.resolve(commune, "member_organization", "HND")
    tool = outside("pdftotext")
    everybody = {f"Hà Văn {name} {area}" for name in ("An", "Bình") for area in ("Đông", "Đoài")}
    wanted = {
        Part(): everybody,
        Part(areas=(east,)): {"Hà Văn An Đông", "Hà Văn Bình Đông"},
        Part(organization=farmers): {"Hà Văn An Đông", "Hà Văn An Đoài"},
        Part((east,), farmers): {"Hà Văn An Đông"},
    }
    made = set()
    for part, names in wanted.items():
        path = papers.make(commune, kind, period, tmp_path, grounds=WHY, part=part)
        made.add(path.name)
        text = subprocess.run([tool, "-layout", path, "-"], check=True, capture_output=True).stdout.decode()
        assert {name for name in everybody if name in text} == names
        assert f"({len(names)} dòng)" in undo.operations(commune)[0].title
    assert len(made) == len(wanted)


def test_a_part_that_is_gone_is_refused_before_anything_is_written(commune: Office, tmp_path: Path) -> None:
    west = records.save(commune, "residential_area", {"name": "Thôn Tây"}).uid
    records.remove(commune, "residential_area", west, "nhập nhầm")
    with pytest.raises(RecordGone):
        papers.make(
            commune, "meeting-list", commune.catalogues.period("2026"), tmp_path, grounds=WHY, part=Part(areas=(west,))
        )
    assert not list(tmp_path.glob("*.pdf"))


def test_the_lists_of_several_areas_are_one_paper_that_names_few_of_them_and_counts_many(
    office: Office, tmp_path: Path, outside: Outside
) -> None:
    areas = []
    for number in range(1, 6):
        areas.append(records.save(office, "residential_area", {"name": f"Thôn {number}"}).uid)
        records.save(office, "household", {"head_name": f"Hà Văn {'An' * number}", "area": areas[-1]})
    next_year = office.catalogues.period("2027")
    for wanted, named in (
        ((2, 0), ("Thôn 3", "Thôn 1")),
        ((1, 2, 3, 4), ("4 khu dân cư",)),
    ):
        part = Part(areas=tuple(areas[place] for place in wanted))
        path = papers.make(office, "meeting-list", next_year, tmp_path, grounds=WHY, part=part)
        said = subprocess.run([outside("pdftotext"), "-layout", path, "-"], check=True, capture_output=True)
        text = said.stdout.decode()
        order = [line for line in text.splitlines() if line.startswith("Khu dân cư:")]
        assert order == [f"Khu dân cư: Thôn {place + 1} (1 hộ)" for place in sorted(wanted)]
        assert text.count("DANH SÁCH HỘ KÝ CAM KẾT TẠI CUỘC HỌP") == len(wanted), "a paper for each"
        title = " – ".join(("In Danh sách hộ ký cam kết tại cuộc họp", *named))
        assert undo.operations(office)[0].title == f"{title} ({len(wanted)} dòng)"


def test_the_chart_of_progress_names_nobody_and_has_the_figures_of_the_first_page(
    commune: Office, tmp_path: Path, outside: Outside
) -> None:
    head = records.resolve(commune, "household", "Hà Văn An Đông")
    records.save(commune, "pledge", filled(commune, "pledge", {"household": str(head), "signed_on": "03/02/2026"}))
    period = commune.catalogues.period("2026")
    path = papers.make(commune, "progress-chart", period, tmp_path)
    said = subprocess.run([outside("pdftotext"), "-layout", path, "-"], check=True, capture_output=True)
    lines = [" ".join(line.split()) for line in said.stdout.decode().splitlines()]
    bars = [line for line in lines if line.startswith("Thôn")]
    assert bars == ["Thôn Đoài 0% (0/2 hộ)", "Thôn Đông 50,0% (1/2 hộ)"], "the slowest first"
    assert "Hội Nông dân 50,0% (1/2 hộ)" in lines
    assert "Hà Văn" not in said.stdout.decode()
    assert "Phần gạch chéo là số hộ đã ký cam kết. Số liệu tính đến ngày 23/11/2026." in lines
    assert not undo.operations(commune)[0].title.startswith("In ")
