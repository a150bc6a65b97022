"""Locking and unlocking a store: people's passwords, recovery halves, the file that holds the slots."""

import secrets
import unicodedata
from dataclasses import dataclass, replace
from uuid import UUID, uuid4

from antq_desktop.domain.errors import PasswordRefused, StorageError, StoreDamaged, StoreMissing, UsageError
from antq_desktop.storage import key_slots, recovery
from antq_desktop.storage.key_slots import KdfCost, KeyFile, Slot
from antq_desktop.storage.places import StorePaths
from antq_desktop.storage.recovery import RecoveryHalf
from antq_desktop.storage.sealed_text import KEY_BYTES, Unreadable, replace_file

_WRONG = "Mật khẩu không đúng."
_WRONG_DO = "Kiểm tra phím Caps Lock và bộ gõ UniKey rồi gõ lại."


@dataclass(frozen=True, slots=True)
class Unlocked:
    """A store's key and who opened it.

    Attributes:
        key: the database key.
        login: whose slot opened; empty after recovery.
        officer: the officer's uid; None after recovery.
        database: uid of the database.
        generation: of the key file.
    """

    key: bytes
    login: str
    officer: UUID | None
    database: UUID
    generation: int


def create(
    paths: StorePaths, login: str, officer: UUID, password: str, cost: KdfCost
) -> tuple[Unlocked, tuple[RecoveryHalf, RecoveryHalf]]:
    """Draw a database key, wrap it for the first officer and cut it into recovery halves.

    Raises:
        PasswordRefused: the password is too weak.
        StorageError: the file cannot be written.
    """
    key_slots.refuse_weak(password)
    key = secrets.token_bytes(KEY_BYTES)
    database = uuid4()
    slots = (
        key_slots.make_slot(key, database, login, officer, password, cost),
        key_slots.make_recovery_slot(key, database),
    )
    _write(paths, KeyFile(database, 1, slots), key)
    return Unlocked(key, login, officer, database, 1), recovery.split(key, database)


def unlock(paths: StorePaths, login: str | None, password: str) -> Unlocked:
    """Open by password.

    Args:
        paths: the store.
        login: whose slot; None tries every slot in turn.
        password: as typed, in any composition of letters.

    Raises:
        PasswordRefused: no slot opens.
        StoreMissing: there is no key file.
        StoreDamaged: the key file is not what the program wrote.
    """
    data, file = _read(paths)
    for slot in file.slots:
        if slot.kind != key_slots.PASSWORD or (login is not None and not _same(slot.login, login)):
            continue
        try:
            key = key_slots.open_slot(slot, file.database, password)
        except Unreadable:
            continue
        key_slots.check_mac(data, key)
        return Unlocked(key, slot.login, slot.officer, file.database, file.generation)
    if login is not None and not any(_same(known, login) for known in logins(paths)):
        raise PasswordRefused(f"Không có tên đăng nhập “{login[:40]}”.", do="Chọn tên trong danh sách.")
    raise PasswordRefused(_WRONG, do=_WRONG_DO)


def unlock_with_halves(paths: StorePaths, first: str, second: str) -> Unlocked:
    """Open by the two recovery halves.

    Raises:
        PasswordRefused: a group is mistyped, or the halves are not of this database.
        StoreMissing, StoreDamaged: the key file.
    """
    data, file = _read(paths)
    key = recovery.join(first, second, file.database)
    if not any(
        slot.kind == key_slots.RECOVERY and key_slots.is_right_key(slot, file.database, key) for slot in file.slots
    ):
        raise PasswordRefused("Hai nửa mã phục hồi không mở được dữ liệu này.", do="Tìm đúng cặp tờ giấy của đơn vị.")
    key_slots.check_mac(data, key)
    return Unlocked(key, "", None, file.database, file.generation)


def rehearse(paths: StorePaths, first: str, second: str) -> bool:
    """Try the halves without changing anything; True when they open the store.

    Raises:
        PasswordRefused: a group is mistyped.
    """
    return bool(unlock_with_halves(paths, first, second).key)


def logins(paths: StorePaths) -> list[str]:
    """Login names that have a slot, as a person is offered them before unlocking.

    Raises:
        StoreMissing, StoreDamaged: the key file.
    """
    return [slot.login for slot in _read(paths)[1].slots if slot.kind == key_slots.PASSWORD]


def add_slot(paths: StorePaths, key: bytes, login: str, officer: UUID, password: str, cost: KdfCost) -> int:
    """Wrap the key for one more person; returns the new generation.

    Raises:
        UsageError: the login name is taken.
        PasswordRefused: the password is too weak.
    """
    if any(_same(known, login) for known in logins(paths)):
        raise UsageError(f"Tên đăng nhập “{login}” đã có.", do="Chọn tên khác.")
    key_slots.refuse_weak(password)
    file = _checked(paths, key)
    slot = key_slots.make_slot(key, file.database, login, officer, password, cost)
    return _change(paths, key, file, (*file.slots, slot))


def change_password(paths: StorePaths, key: bytes, login: str, password: str, cost: KdfCost) -> int:
    """Wrap the key anew for one person; returns the new generation.

    Raises:
        UsageError: there is no such login name.
        PasswordRefused: the password is too weak.
    """
    key_slots.refuse_weak(password)
    file = _checked(paths, key)
    old = _slot_of(file, login)
    if old.officer is None:
        raise UsageError(f"Không có tên đăng nhập “{login}”.")
    slot = key_slots.make_slot(key, file.database, old.login, old.officer, password, cost)
    return _change(paths, key, file, tuple(slot if other is old else other for other in file.slots))


def remove_slot(paths: StorePaths, key: bytes, login: str) -> int:
    """Take a person's slot away; returns the new generation.

    Raises:
        UsageError: there is no such login name, or it is the last one.
    """
    file = _checked(paths, key)
    old = _slot_of(file, login)
    if sum(slot.kind == key_slots.PASSWORD for slot in file.slots) == 1:
        raise UsageError("Không thể xóa cán bộ cuối cùng mở được dữ liệu.", do="Thêm cán bộ khác trước.")
    return _change(paths, key, file, tuple(slot for slot in file.slots if slot is not old))


def recovery_only(paths: StorePaths, key: bytes) -> bytes:
    """Key file for a backup that travels: without any password to guess at."""
    file = _checked(paths, key)
    slots = tuple(slot for slot in file.slots if slot.kind == key_slots.RECOVERY)
    return key_slots.write_file(replace(file, slots=slots), key)


def new_halves(paths: StorePaths, key: bytes) -> tuple[RecoveryHalf, RecoveryHalf]:
    """Cut the key into halves once more, when a page was lost; older pages keep working."""
    return recovery.split(key, _checked(paths, key).database)


def restore_from_bak(paths: StorePaths) -> None:
    """Put `.keys.bak` in the place of a damaged or missing key file.

    Raises:
        StoreMissing, StoreDamaged: the copy is not there or not sound either.
    """
    try:
        data = paths.keys_bak.read_bytes()
    except OSError as reason:
        raise StoreMissing("Không có tệp .keys.bak.", do="Phục hồi từ bản sao lưu.") from reason
    key_slots.read_file(data)
    replace_file(paths.keys, data)


def _same(first: str, second: str) -> bool:
    """Compare login names without case, in any composition of letters."""
    return unicodedata.normalize("NFC", first).casefold() == unicodedata.normalize("NFC", second).casefold()


def _slot_of(file: KeyFile, login: str) -> Slot:
    for slot in file.slots:
        if slot.kind == key_slots.PASSWORD and _same(slot.login, login):
            return slot
    raise UsageError(f"Không có tên đăng nhập “{login[:40]}”.", do="Xem danh sách cán bộ sử dụng.")


def _read(paths: StorePaths) -> tuple[bytes, KeyFile]:
    try:
        data = paths.keys.read_bytes()
    except FileNotFoundError as reason:
        if not paths.database.exists():
            raise StoreMissing(
                "Thư mục này chưa có dữ liệu.", do="Thiết lập lần đầu, hoặc chọn đúng thư mục."
            ) from reason
        beside = "Có tệp .keys.bak bên cạnh: đổi tên thành .keys." if paths.keys_bak.exists() else "Dùng bản sao lưu."
        raise StoreMissing(
            f"Thiếu tệp khóa {paths.keys.name}; không có nó thì không mở được dữ liệu.",
            safe="Dữ liệu vẫn còn nguyên.",
            do=beside,
        ) from reason
    except OSError as reason:
        raise StorageError(f"Không đọc được tệp khóa {paths.keys.name}.", do="Kiểm tra ổ đĩa và quyền đọc.") from reason
    return data, key_slots.read_file(data)


def _checked(paths: StorePaths, key: bytes) -> KeyFile:
    data, file = _read(paths)
    key_slots.check_mac(data, key)
    return file


def _change(paths: StorePaths, key: bytes, file: KeyFile, slots: tuple[Slot, ...]) -> int:
    changed = KeyFile(file.database, file.generation + 1, slots)
    _write(paths, changed, key)
    return changed.generation


def _write(paths: StorePaths, file: KeyFile, key: bytes) -> None:
    data = key_slots.write_file(file, key)
    replace_file(paths.keys, data)
    replace_file(paths.keys_bak, data)
    if paths.keys.read_bytes() != data:
        raise StoreDamaged(
            "Tệp khóa vừa ghi đọc lại không giống.", do="Kiểm tra ổ đĩa; chưa dùng máy này để nhập liệu."
        )
