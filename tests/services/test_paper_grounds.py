"""On what grounds papers with names leave: reasons that are offered, a password that counts for a few minutes."""

from pathlib import Path

import pytest
from tests.conftest import LOGIN, PASSWORD, Clock

from antq_desktop.domain.errors import PasswordRefused, UsageError
from antq_desktop.services import leaving, list_sheets, officers, records, setup, undo
from antq_desktop.services.groups import groups
from antq_desktop.services.leaving import Grounds
from antq_desktop.services.office import Environment, Office
from antq_desktop.services.officers import NewOfficer
from antq_desktop.services.papers import list_papers, paper_names, papers, proofs
from antq_desktop.services.papers.paper_kinds import Part

WHY, TYPED = "họp khu dân cư", Grounds("họp khu dân cư", PASSWORD)
NOT_TYPED = Grounds(WHY)
OTHER = "mat khau cua An"


def unsigned(office: Office, grounds: Grounds) -> proofs.Proof:
    return papers.proof(office, "unsigned-list", office.catalogues.period("2026"), grounds=grounds)


def test_a_password_typed_for_a_paper_counts_for_five_minutes(office: Office, clock: Clock) -> None:
    assert leaving.asks_password(office)
    unsigned(office, TYPED)
    clock.move(minutes=4, seconds=59)
    assert not leaving.asks_password(office)
    unsigned(office, NOT_TYPED)
    list_papers.proof_of_list(office, "household", grounds=NOT_TYPED)
    clock.move(seconds=2)
    assert leaving.asks_password(office), "papers made meanwhile do not prolong it"
    with pytest.raises(PasswordRefused):
        unsigned(office, NOT_TYPED)


def test_a_clock_that_was_set_back_ends_it(office: Office, clock: Clock) -> None:
    unsigned(office, TYPED)
    clock.move(hours=-1)
    with pytest.raises(PasswordRefused):
        unsigned(office, NOT_TYPED)


def test_a_wrong_password_begins_nothing_and_a_reason_is_always_needed(office: Office) -> None:
    with pytest.raises(PasswordRefused):
        unsigned(office, Grounds(WHY, "mat khau khac han"))
    with pytest.raises(PasswordRefused):
        unsigned(office, NOT_TYPED)
    unsigned(office, TYPED)
    with pytest.raises(UsageError):
        unsigned(office, Grounds(""))


def test_what_is_no_paper_asks_every_time(office: Office, tmp_path: Path) -> None:
    unsigned(office, TYPED)
    with pytest.raises(PasswordRefused):
        list_sheets.export_list(office, "household", tmp_path / "a.xlsx", grounds=NOT_TYPED)
    period = office.catalogues.period("2026")
    with pytest.raises(PasswordRefused):
        papers.make(office, "activity-log", period, tmp_path, grounds=NOT_TYPED, part=Part(excel=True))
    with pytest.raises(PasswordRefused):
        officers.add(office, NewOfficer("an", "Lê Thị An", OTHER, frozenset({"front_cadre"})), "")
    assert not list(tmp_path.glob("*.xlsx"))


def test_another_officer_and_another_unlocking_begin_anew(
    office: Office, environment: Environment, clock: Clock
) -> None:
    officers.add(office, NewOfficer("an", "Lê Thị An", OTHER, frozenset({"front_cadre"})), PASSWORD)
    unsigned(office, TYPED)
    folder = office.paths.folder
    setup.lock(office)
    for login, password in (("an", OTHER), (LOGIN, PASSWORD)):
        again = setup.unlock(folder, login, password, environment)
        with pytest.raises(PasswordRefused):
            unsigned(again, NOT_TYPED)
        setup.lock(again)


def test_a_window_that_was_covered_begins_anew(office: Office) -> None:
    unsigned(office, TYPED)
    office.confirmed.forget()
    with pytest.raises(PasswordRefused):
        unsigned(office, NOT_TYPED)


def test_a_paper_that_names_nobody_asks_neither_reason_nor_password(office: Office, tmp_path: Path) -> None:
    kind = records.resolve(office, "model_type", "Camera an ninh")
    point = records.save(office, "model_point", {"name": "Camera xóm", "type": kind}).uid
    part, period = Part(group=(groups.POINT, point)), office.catalogues.period("2026")
    before = undo.operations(office)[0].title
    assert not paper_names.names_persons(office, "model-dossier", period, part.group)
    proofs.save(office, papers.proof(office, "model-dossier", period, part=part), tmp_path / "a.pdf")
    papers.make(office, "model-dossier", period, tmp_path, part=part)
    assert undo.operations(office)[0].title == before, "nobody's name has left"
    records.save(office, "group_member", {"point": point, "full_name": "Hà Văn An", "role": "head"})
    assert paper_names.names_persons(office, "model-dossier", period, part.group)
    with pytest.raises(UsageError):
        papers.proof(office, "model-dossier", period, part=part)
    assert papers.proof(office, "model-dossier", period, part=part, grounds=TYPED).count == 1


def test_a_person_who_leads_is_named_too(office: Office) -> None:
    kind = records.resolve(office, "model_type", "Camera an ninh")
    point = records.save(office, "model_point", {"name": "Camera", "type": kind, "lead_name": "Hà Văn An"}).uid
    assert paper_names.names_persons(office, "model-dossier", office.catalogues.period("2026"), (groups.POINT, point))


def test_reasons_are_offered_those_given_last_first(office: Office, clock: Clock, tmp_path: Path) -> None:
    said = leaving.reasons(office, "Danh sách hộ chưa ký cam kết", "unsigned-list")
    assert said.last == ""
    assert said.offered[0] == "vận động hộ chưa ký", "the list has one for this paper"
    for words in ("đi vận động tối thứ sáu", "giao trưởng thôn"):
        proofs.save(office, unsigned(office, Grounds(words, PASSWORD)), tmp_path / "a.pdf")
        clock.move(seconds=1)
    list_sheets.export_list(office, "household", tmp_path / "a.xlsx", grounds=Grounds("đối chiếu", PASSWORD))
    said = leaving.reasons(office, "Danh sách hộ chưa ký cam kết", "unsigned-list")
    assert said.last == "giao trưởng thôn"
    assert said.offered[:3] == ("giao trưởng thôn", "đối chiếu", "đi vận động tối thứ sáu")
    assert len(said.offered) <= leaving.MOST_OFFERED
    assert len(set(said.offered)) == len(said.offered)
    assert leaving.reasons(office, "danh sách Hộ gia đình").last == ""
    assert leaving.reasons(office, "Hộ gia đình").last == "đối chiếu"


def test_what_was_only_looked_at_and_reasons_of_other_deeds_are_not_offered(office: Office) -> None:
    unsigned(office, Grounds("chỉ xem thử", PASSWORD))
    uid = records.save(office, "residential_area", {"name": "Thôn Đông"}).uid
    records.remove(office, "residential_area", uid, "nhập nhầm")
    offered = leaving.reasons(office, "Danh sách hộ chưa ký cam kết", "unsigned-list").offered
    assert not {"chỉ xem thử", "nhập nhầm"} & set(offered)
