"""Several officers on one laptop: roles bind the program, slots bind the key, the last administrator stays."""

import shutil
from pathlib import Path

import pytest
from tests.conftest import LOGIN, PASSWORD

from antq_desktop.domain.errors import KeysOutdated, PasswordRefused, RoleRefused, UsageError
from antq_desktop.services import officers, setup
from antq_desktop.services.office import Environment, Office

NEW = officers.NewOfficer("mai", "Lê Thị Mai", "cau-khac-de-nho", frozenset({"front_cadre"}), "front")


def reopened(office: Office, login: str, password: str, environment: Environment) -> Office:
    return setup.unlock(office.paths.folder, login, password, environment)


def test_a_second_officer_opens_the_same_store_in_her_own_role(office: Office, environment: Environment) -> None:
    officers.add(office, NEW, PASSWORD)
    hers = reopened(office, "MAI", "cau-khac-de-nho", environment)
    assert (hers.officer.name, hers.officer.role) == ("Lê Thị Mai", "front_cadre")
    with pytest.raises(RoleRefused):
        officers.add(hers, NEW, "cau-khac-de-nho")
    setup.lock(hers)
    assert setup.logins(office.paths.folder) == [LOGIN, "mai"]


def test_the_own_password_is_asked_again_and_a_weak_new_one_refused(office: Office) -> None:
    with pytest.raises(PasswordRefused):
        officers.add(office, NEW, "sai-mat-khau-roi")
    weak = officers.NewOfficer("tu", "Hồ Văn Tư", "ngan", frozenset({"viewer"}))
    with pytest.raises(PasswordRefused, match="ít nhất 10"):
        officers.add(office, weak, PASSWORD)
    assert [officer.login for officer in officers.listed(office)] == [LOGIN]


@pytest.mark.parametrize("login", ["Hùng NV", "mai anh", "MAI", "-mai", "m" * 41])
def test_a_login_is_written_small_without_marks_and_blanks(office: Office, login: str) -> None:
    new = officers.NewOfficer(login, "Hồ Văn Tư", "cau-khac-de-nho", frozenset({"viewer"}))
    with pytest.raises(UsageError, match="không dấu"):
        officers.add(office, new, PASSWORD)
    assert [officer.login for officer in officers.listed(office)] == [LOGIN]


def test_a_changed_password_opens_and_the_old_one_does_not(office: Office, environment: Environment) -> None:
    officers.change_password(office, LOGIN, "mot-cau-moi-hon", PASSWORD)
    with pytest.raises(PasswordRefused):
        reopened(office, LOGIN, PASSWORD, environment)
    setup.lock(reopened(office, LOGIN, "mot-cau-moi-hon", environment))


def test_a_password_reset_by_another_is_marked(office: Office, environment: Environment) -> None:
    officers.add(office, NEW, PASSWORD)
    officers.change_password(office, "mai", "dat-lai-cho-mai", PASSWORD)
    hers = reopened(office, "mai", "dat-lai-cho-mai", environment)
    assert hers.officer.password_reset_on == office.today()
    setup.lock(hers)


def test_an_officer_taken_out_cannot_come_back_with_an_old_key_file(
    office: Office, environment: Environment, tmp_path: Path
) -> None:
    officers.add(office, NEW, PASSWORD)
    old = shutil.copy(office.paths.keys, tmp_path / "old.keys")
    officers.remove(office, "mai", PASSWORD)
    with pytest.raises(PasswordRefused):
        reopened(office, "mai", "cau-khac-de-nho", environment)
    shutil.copy(old, office.paths.keys)
    with pytest.raises(KeysOutdated, match="cũ hơn"):
        reopened(office, "mai", "cau-khac-de-nho", environment)


def test_one_administrator_always_remains(office: Office) -> None:
    with pytest.raises(UsageError, match="ít nhất một quản trị"):
        officers.set_roles(office, LOGIN, ["police_officer"])
    with pytest.raises(UsageError, match="chính mình"):
        officers.remove(office, LOGIN, PASSWORD)
    with pytest.raises(UsageError, match="vai trò"):
        officers.set_roles(office, LOGIN, ["vua"])
