"""Locking and unlocking a store: people's passwords, recovery halves, the file that holds the slots."""

import contextlib
import secrets
import unicodedata
from dataclasses import dataclass, field, replace
from uuid import UUID, uuid4

from antq_desktop.domain.errors import PasswordRefused, StorageError, StoreDamaged, StoreMissing, UsageError
from antq_desktop.storage import key_rescue, key_slots, recovery
from antq_desktop.storage.key_rescue import Described
from antq_desktop.storage.key_slots import KdfCost, KeyFile, Slot
from antq_desktop.storage.places import StorePaths
from antq_desktop.storage.recovery import RecoveryHalf
from antq_desktop.storage.sealed_text import KEY_BYTES, Unreadable, replace_file

_WRONG = "Mật khẩu không đúng."
_USE_ANOTHER = "Chọn đúng thư mục; hoặc thiết lập lần đầu, hoặc dựng lại từ bản sao lưu bằng hai nửa mã phục hồi."
_USE_A_BACKUP = "Lấy tệp .keys trong bản sao lưu, hoặc mở bằng hai nửa mã phục hồi."
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

    key: bytes = field(repr=False)
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
    """Open by password; a key file that is gone or spoilt is put back from its copy, if the password opens that.

    Args:
        paths: the store.
        login: whose slot; None tries every slot in turn.
        password: as typed, in any composition of letters.

    Raises:
        PasswordRefused: no slot opens.
        StoreMissing: there is neither a key file nor its copy.
        StoreDamaged: the key file is not what the program wrote, and its copy does not help.
        StoreTooNew: a later program wrote the key file.
    """
    touched = False
    readable = _readable(paths)
    for data, file in readable:
        if file.generation < readable[0][1].generation and not touched:
            continue  # a copy that fell behind may hold a password given up since
        unlocked = _opened(file, login, password)
        if unlocked is not None and key_slots.has_mac(data, unlocked.key):
            _put_back(paths, data)
            return unlocked
        touched |= unlocked is not None
    if touched:
        raise _touched()
    if login is not None and not any(_same(known, login) for known in _logins_in(readable)):
        raise PasswordRefused(f"Không có tên đăng nhập “{login[:40]}”.", do="Chọn tên trong danh sách.")
    raise PasswordRefused(_WRONG, do=_WRONG_DO)


def _readable(paths: StorePaths) -> list[tuple[bytes, KeyFile]]:
    """What may open the store: the key file, and its copy where that is another."""
    copy = _copy_of(paths)
    try:
        data, file = _read(paths)
    except (StoreDamaged, StoreMissing):
        if copy is None:
            raise
        return [copy]
    return [(data, file)] if copy is None or copy[0] == data else [(data, file), copy]


def _logins_in(readable: list[tuple[bytes, KeyFile]]) -> list[str]:
    return [slot.login for slot in readable[0][1].slots if slot.kind == key_slots.PASSWORD]


def _opened(file: KeyFile, login: str | None, password: str) -> Unlocked | None:
    for slot in file.slots:
        if slot.kind != key_slots.PASSWORD or (login is not None and not _same(slot.login, login)):
            continue
        try:
            key = key_slots.open_slot(slot, file.database, password)
        except Unreadable:
            continue
        return Unlocked(key, slot.login, slot.officer, file.database, file.generation)
    return None


def _copy_of(paths: StorePaths) -> tuple[bytes, KeyFile] | None:
    """`.keys.bak` as far as it can be read without a key."""
    try:
        data = paths.keys_bak.read_bytes()
        return data, key_slots.read_file(data)
    except (OSError, StorageError):
        return None


def _put_back(paths: StorePaths, data: bytes) -> None:
    """See that the key file is the one that opened; a disk that cannot be written does not stand in the way."""
    with contextlib.suppress(OSError, StorageError):
        if not paths.keys.exists() or paths.keys.read_bytes() != data:
            _put_in_place(paths, data)


def _touched() -> StoreDamaged:
    return StoreDamaged("Tệp khóa (.keys) đã bị sửa ngoài chương trình.", do=_USE_A_BACKUP)


def unlock_with_halves(paths: StorePaths, first: str, second: str) -> Unlocked:
    """Open by the two recovery halves, for which the database file alone is enough.

    A key file that is gone, spoilt or foreign is made anew: from its copy where that is sound and not older than what
    the database has seen, else with the recovery slot alone. The spoilt one stays beside it as `.keys.damaged`.

    Raises:
        PasswordRefused: a group is mistyped, or the halves are not of this database.
        StoreMissing: neither a key file nor a database is there.
        StoreDamaged: the database cannot be read; nothing was changed.
        StoreTooNew: a later program wrote the key file.
    """
    unlocked, anew = _by_halves(paths, first, second)
    if anew is not None:
        _put_in_place(paths, anew)
    return unlocked


def rehearse(paths: StorePaths, first: str, second: str) -> bool:
    """Try the halves without changing anything; True when they open the store.

    Raises:
        PasswordRefused: a group is mistyped, or the halves are not of this database.
    """
    return bool(_by_halves(paths, first, second)[0].key)


def _by_halves(paths: StorePaths, first: str, second: str) -> tuple[Unlocked, bytes | None]:
    """What the halves open, and the key file to be written anew, if there is need of one."""
    key = recovery.join(first, second)
    database = None
    try:
        data, file = _read(paths)
        database = file.database
        if _is_ours(data, file, key):
            return Unlocked(key, "", None, database, file.generation), None
    except (StoreDamaged, StoreMissing):
        if not paths.database.exists():
            raise
    said = key_rescue.described(paths.database, key) if paths.database.exists() else None
    if said is None:
        recovery.join(first, second, database)
        raise PasswordRefused("Hai nửa mã phục hồi không mở được dữ liệu này.", do="Tìm đúng cặp tờ giấy của đơn vị.")
    return _rescued(paths, key, said)


def _is_ours(data: bytes, file: KeyFile, key: bytes) -> bool:
    known = (slot for slot in file.slots if slot.kind == key_slots.RECOVERY)
    return any(key_slots.is_right_key(slot, file.database, key) for slot in known) and key_slots.has_mac(data, key)


def _rescued(paths: StorePaths, key: bytes, said: Described) -> tuple[Unlocked, bytes]:
    copy = _copy_of(paths)
    if copy is not None and _is_ours(*copy, key) and copy[1].generation >= said.generation:
        return Unlocked(key, "", None, said.database, copy[1].generation), copy[0]
    slots = (key_slots.make_recovery_slot(key, said.database),)
    anew = KeyFile(said.database, said.generation + 1, slots)
    return Unlocked(key, "", None, said.database, anew.generation), key_slots.write_file(anew, key)


def logins(paths: StorePaths) -> list[str]:
    """Login names that have a slot, as a person is offered them before unlocking.

    Raises:
        StoreMissing, StoreDamaged: the key file.
    """
    return _logins_in(_readable(paths))


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


def set_password(paths: StorePaths, key: bytes, login: str, officer: UUID, password: str, cost: KdfCost) -> int:
    """Wrap the key anew for one person, who may have lost his slot; returns the new generation.

    Raises:
        PasswordRefused: the password is too weak.
    """
    key_slots.refuse_weak(password)
    file = _checked(paths, key)
    slot = key_slots.make_slot(key, file.database, login, officer, password, cost)
    return _change(paths, key, file, (*_without(file, login), slot))


def remove_slot(paths: StorePaths, key: bytes, login: str) -> int:
    """Take a person's slot away, if there is one; returns the new generation.

    Raises:
        UsageError: it is the last one.
    """
    file = _checked(paths, key)
    left = _without(file, login)
    if not any(slot.kind == key_slots.PASSWORD for slot in left):
        raise UsageError("Không thể xóa cán bộ cuối cùng mở được dữ liệu.", do="Thêm cán bộ khác trước.")
    return _change(paths, key, file, left)


def _without(file: KeyFile, login: str) -> tuple[Slot, ...]:
    return tuple(slot for slot in file.slots if slot.kind != key_slots.PASSWORD or not _same(slot.login, login))


def recovery_only(paths: StorePaths, key: bytes) -> bytes:
    """Key file for a backup that travels: without any password to guess at."""
    file = _checked(paths, key)
    slots = tuple(slot for slot in file.slots if slot.kind == key_slots.RECOVERY)
    return key_slots.write_file(replace(file, slots=slots), key)


def new_halves(paths: StorePaths, key: bytes) -> tuple[RecoveryHalf, RecoveryHalf]:
    """Cut the key into halves once more, when a page was lost; older pages keep working."""
    return recovery.split(key, _checked(paths, key).database)


def _put_in_place(paths: StorePaths, data: bytes) -> None:
    """Write a key file and its copy; the one that was there stays beside them."""
    if paths.keys.exists():
        replace_file(paths.keys_damaged, _bytes_of(paths))
    replace_file(paths.keys, data)
    replace_file(paths.keys_bak, data)


def _same(first: str, second: str) -> bool:
    """Compare login names without case, in any composition of letters."""
    return unicodedata.normalize("NFC", first).casefold() == unicodedata.normalize("NFC", second).casefold()


def _read(paths: StorePaths) -> tuple[bytes, KeyFile]:
    data = _bytes_of(paths)
    try:
        return data, key_slots.read_file(data)
    except StoreDamaged as reason:
        raise StoreDamaged(reason.what, do=_USE_A_BACKUP) from reason


def _bytes_of(paths: StorePaths) -> bytes:
    try:
        return paths.keys.read_bytes()
    except (FileNotFoundError, NotADirectoryError) as reason:
        folder = paths.folder.absolute()
        if folder.is_file():
            raise StoreMissing(f"{folder} là tệp, không phải thư mục dữ liệu.", do=_USE_ANOTHER) from reason
        if not paths.database.exists():
            raise StoreMissing(f"Thư mục {folder} chưa có dữ liệu.", do=_USE_ANOTHER) from reason
        raise StoreMissing(
            f"Thiếu tệp khóa {paths.keys.name}; không có nó thì không mở được dữ liệu.",
            safe="Dữ liệu vẫn còn nguyên.",
            do=_USE_A_BACKUP,
        ) from reason
    except OSError as reason:
        raise StorageError(f"Không đọc được tệp khóa {paths.keys.name}.", do="Kiểm tra ổ đĩa và quyền đọc.") from reason


def _checked(paths: StorePaths, key: bytes) -> KeyFile:
    """The key file as the program wrote it, or its copy; the next change writes both anew."""
    for data, file in _readable(paths):
        if key_slots.has_mac(data, key):
            return file
    raise _touched()


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
