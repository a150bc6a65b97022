"""Who may open the store: adding officers, their roles and passwords, taking them out."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from antq_desktop.domain.changes import ChangeSet
from antq_desktop.domain.choices import Role
from antq_desktop.domain.decode import check
from antq_desktop.domain.errors import RejectedRecord, StorageError, UsageError
from antq_desktop.domain.ids import new_uid, seeded_uid
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.domain.registers.officer import OFFICERS, Officer
from antq_desktop.domain.text import clean
from antq_desktop.services import setup
from antq_desktop.services.office import Office
from antq_desktop.storage import backups, rows, settings, vault


@dataclass(frozen=True, slots=True)
class NewOfficer:
    """What is asked of a new officer; `office_kind` is `police` or `front`."""

    login: str
    name: str
    password: str
    roles: frozenset[str]
    office_kind: str = "police"


def listed(office: Office) -> list[Officer]:
    """All officers in list order, those no longer active too."""
    with office.store.reading() as connection:
        lines = list(rows.all_live(connection, REGISTERS["officer"]))
    return [line.record for line in lines if isinstance(line.record, Officer)]


def without_password(office: Office) -> list[Officer]:
    """Officers at work who have no slot in the key file, as after a recovery without it: only a new password helps."""
    known = {login.casefold() for login in vault.logins(office.paths)}
    return [officer for officer in listed(office) if officer.active and officer.login.casefold() not in known]


def add(office: Office, new: NewOfficer, own_password: str) -> ChangeSet:
    """Add an officer: a row in the register and a slot for the key.

    Args:
        office: where.
        new: who.
        own_password: the administrator's, asked again for this.

    Raises:
        RoleRefused: only an administrator may.
        PasswordRefused: own password wrong, or the new one too weak.
        UsageError: the login name is taken or not written as logins are, or a role is not known.
        RejectedRecord: the name breaks a rule.
    """
    office.require("officers")
    confirm(office, own_password)
    row = Officer(
        uid=new_uid(office.clock()),
        login=setup.new_login(new.login),
        name=clean(new.name),
        roles=_known_roles(new.roles),
        office=seeded_uid("office", f"{office.unit_code}:{new.office_kind}"),
    )
    problems = check(OFFICERS, row, office.today())
    if problems or not row.name:
        raise RejectedRecord(problems)
    with office.store.operation(office.intent("Thêm cán bộ sử dụng")) as (writing, outcome):
        writing.add(row, OFFICERS)
        writing.flush()
        generation = vault.add_slot(
            office.paths, office.store.key, row.login, row.uid, new.password, office.environment.kdf_cost
        )
    setup.remember_generation(office.store, generation)
    _note_known_password(office, row.uid, known=True)
    return outcome.changes


def _note_known_password(office: Office, officer: UUID, *, known: bool) -> None:
    """Remember whether somebody else set an officer's password, so that he is asked to choose one of his own."""
    with office.store.settling() as connection:
        settings.write(connection, known_password(officer), "1" if known else None)


def known_password(officer: UUID) -> str:
    """Key of the setting that tells whether somebody else knows an officer's password."""
    return f"known_password:{officer.hex}"


def set_roles(office: Office, login: str, roles: Iterable[str]) -> ChangeSet:
    """Give an officer other roles.

    Raises:
        RoleRefused: only an administrator may.
        UsageError: no such officer or role, or nobody would be administrator.
    """
    office.require("officers")
    chosen = _known_roles(roles)
    officer = find(office, login)
    others = [other for other in listed(office) if other.active and other.uid != officer.uid]
    if Role.ADMIN not in chosen and not any(Role.ADMIN in other.roles for other in others):
        raise UsageError("Phải còn ít nhất một quản trị.", do="Giao vai trò quản trị cho cán bộ khác trước.")
    with office.store.operation(office.intent("Đổi vai trò cán bộ")) as (writing, outcome):
        writing.change(OFFICERS, officer.uid, {"roles": chosen})
    return outcome.changes


def change_password(office: Office, login: str, password: str, own_password: str) -> ChangeSet:
    """Give an officer a new password; one reset by somebody else is marked for seven days.

    Raises:
        RoleRefused: not one's own, and no administrator.
        PasswordRefused: own password wrong, or the new one too weak.
        UsageError: no such officer.
        StorageError: done, but key files beside backups could not be renewed.
    """
    officer = find(office, login)
    own = officer.uid == office.officer.uid
    if not own:
        office.require("officers")
    confirm(office, own_password)
    title = "Đổi mật khẩu" if own else "Đặt lại mật khẩu cán bộ"
    intent = office.intent(title, keep_empty=True)
    with office.store.operation(intent) as (writing, outcome):
        if not own:
            writing.change(OFFICERS, officer.uid, {"password_reset_on": office.today()})
        generation = vault.set_password(
            office.paths, office.store.key, officer.login, officer.uid, password, office.environment.kdf_cost
        )
    setup.remember_generation(office.store, generation)
    _note_known_password(office, officer.uid, known=not own)
    _renew_backups(office)
    return outcome.changes


def remove(office: Office, login: str, own_password: str) -> ChangeSet:
    """Take an officer out: the slot goes, the row stays as no longer active.

    Raises:
        RoleRefused: only an administrator may.
        PasswordRefused: own password wrong.
        UsageError: no such officer, oneself, or the last one.
        StorageError: done, but key files beside backups could not be renewed.
    """
    office.require("officers")
    officer = find(office, login)
    if officer.uid == office.officer.uid:
        raise UsageError("Không thể tự xóa chính mình.", do="Nhờ quản trị khác thực hiện.")
    confirm(office, own_password)
    with office.store.operation(office.intent("Ngừng cho cán bộ sử dụng")) as (writing, outcome):
        writing.change(OFFICERS, officer.uid, {"active": False})
        generation = vault.remove_slot(office.paths, office.store.key, officer.login)
    setup.remember_generation(office.store, generation)
    _renew_backups(office)
    return outcome.changes


def _renew_backups(office: Office) -> None:
    """See that a password given up opens no backup either."""
    try:
        backups.renew_keys(office.paths)
    except StorageError as reason:
        raise StorageError(
            "Đã đổi khóa của dữ liệu, nhưng chưa thay được tệp khóa cạnh các bản sao lưu.",
            do="Mật khẩu cũ còn mở được các bản sao lưu ấy: kiểm tra ổ đĩa rồi đổi mật khẩu lần nữa.",
        ) from reason


def find(office: Office, login: str) -> Officer:
    """An active officer by login name.

    Raises:
        UsageError: there is none.
    """
    for officer in listed(office):
        if officer.login.casefold() == login.casefold() and officer.active:
            return officer
    known = ", ".join(other.login for other in listed(office) if other.active)
    raise UsageError(f"Không có cán bộ “{login[:40]}”.", do=f"Chọn một trong: {known}.")


def confirm(office: Office, password: str) -> None:
    """Ask for the password again before something weighty.

    Raises:
        PasswordRefused: it is not the officer's.
    """
    vault.unlock(office.paths, office.officer.login or None, password)


def require_unchanged_roles(office: Office) -> None:
    """Refuse to go on in roles that were changed since the store was opened.

    Raises:
        UsageError: they were.
    """
    if find(office, office.officer.login).roles != office.officer.roles:
        raise UsageError("Vai trò của bạn đã đổi.", do="Chờ việc dài chạy xong rồi gõ lại mật khẩu.")


def _known_roles(roles: Iterable[str]) -> frozenset[str]:
    chosen = frozenset(roles)
    unknown = chosen - frozenset(str(role) for role in Role)
    if unknown or not chosen:
        raise UsageError(
            f"Không có vai trò “{', '.join(sorted(unknown))}”.",
            do="Dùng admin, police_officer, front_cadre hoặc viewer.",
        )
    return chosen
