"""Coming back after a loss: a backup in the place of the database, two halves in the place of a password."""

import contextlib
from pathlib import Path

from antq_desktop.domain.errors import StorageError, StoreDamaged, StoreMissing, UsageError
from antq_desktop.services import officers, setup, upkeep
from antq_desktop.services.office import Environment, Office, OfficerInSession
from antq_desktop.services.records import register_of
from antq_desktop.storage import backups, device, key_slots, recovery, schema, vault
from antq_desktop.storage import store as stores
from antq_desktop.storage.places import StorePaths, refuse_network
from antq_desktop.storage.sealed_text import disk_error, replace_file
from antq_desktop.storage.vault import Unlocked


def restore(folder: Path, backup: Path, login: str | None, password: str, environment: Environment) -> Office:
    """Put a backup in the place of the database, whether that one still opens, is damaged or is gone.

    The database that was live is kept aside; a new journal epoch begins; erasures are done again.

    Args:
        folder: the store's folder, with its key file; nobody else has the store open.
        backup: a backup of this store.
        login: who restores; None tries every officer's slot.
        password: his.
        environment: resources and clock.

    Returns:
        The restored office, open.

    Raises:
        RoleRefused: only an administrator may.
        PasswordRefused: the password is wrong.
        KeysOutdated: an old key file was put back.
        StoreMissing, StoreDamaged, StorageError: the key file or the backup; nothing was changed.
    """
    refuse_network(folder)
    paths = StorePaths.in_folder(folder)
    unlocked = vault.unlock(paths, login, password)
    opens = _refuse_others(paths, unlocked, environment)
    staged = backups.stage(paths, backup, unlocked.key)
    try:
        if opens:
            with contextlib.suppress(StoreDamaged):  # it is kept aside as it is
                backups.make(paths, unlocked.key, "restore", environment.clock())
        else:
            _officer_in_copy(paths, staged, unlocked, environment).require("restore")
        backups.exchange(paths, staged, unlocked.key, environment.clock())
    finally:
        staged.unlink(missing_ok=True)
    return _begin_again(setup.open_unlocked(paths, unlocked, environment))


def _refuse_others(paths: StorePaths, unlocked: Unlocked, environment: Environment) -> bool:
    """Ask the live database who may restore; False when it is lost and cannot say."""
    try:
        office = setup.open_unlocked(paths, unlocked, environment)
    except (StoreDamaged, StoreMissing):
        return False
    try:
        office.require("restore")
    finally:
        setup.lock(office)
    return True


def _officer_in_copy(paths: StorePaths, staged: Path, unlocked: Unlocked, environment: Environment) -> OfficerInSession:
    schema.bring_up(staged, unlocked.key)
    this = device.load_or_create(paths, unlocked.key)
    store = stores.Store(StorePaths(staged), unlocked.key, this.uid, environment.clock)
    try:
        return setup.officer_in(store, unlocked)
    finally:
        store.close()


def _begin_again(office: Office) -> Office:
    """What every restore ends with: a new epoch, erasures done again, a line in the journal."""
    with office.store.settling() as connection:
        stores.draw_epoch(connection)
    upkeep.erase_again(office)
    with office.store.operation(office.intent("Phục hồi từ bản sao lưu", keep_empty=True)):
        pass
    return office


def recover(
    folder: Path,
    halves: tuple[str, str],
    login: str,
    password: str,
    environment: Environment,
    source: Path | None = None,
) -> Office:
    """Open a store by its two recovery halves and give an officer a new password.

    Args:
        folder: the store's folder; on an empty machine, or in the place of a damaged database, the backup is put there.
        halves: digits of the two halves.
        login: whose password is set; an officer of the store.
        password: the new one.
        environment: resources and clock.
        source: a backup to begin from; the key file beside it is taken along if there is one.

    Raises:
        PasswordRefused: a group is mistyped, halves do not fit, or the new password is too weak.
        UsageError: no such officer, or a backup was named and the folder holds a sound database.
        StoreMissing, StoreDamaged, StorageError: in words.
    """
    refuse_network(folder)
    key_slots.refuse_weak(password)
    paths = StorePaths.in_folder(folder)
    if source is not None:
        _begin_from(paths, source, recovery.join(*halves), environment)
    unlocked = vault.unlock_with_halves(paths, *halves)
    office = setup.open_unlocked(paths, unlocked, environment)
    try:
        officer = officers.find(office, login)
        generation = vault.set_password(paths, unlocked.key, officer.login, officer.uid, password, environment.kdf_cost)
        setup.remember_generation(office.store, generation)
        intent = office.intent("Phục hồi bằng mã phục hồi", keep_empty=True)
        with office.store.operation(intent) as (writing, _):
            writing.change(register_of("officer"), officer.uid, {"password_reset_on": office.today()})
        if source is not None:
            _begin_again(office)
    finally:
        setup.lock(office)
    return setup.unlock(folder, login, password, environment)


def _begin_from(paths: StorePaths, source: Path, key: bytes, environment: Environment) -> None:
    if paths.database.exists() and _is_sound(paths, key):
        raise UsageError(
            "Thư mục này đã có dữ liệu còn tốt.", do="Bỏ --backup để mở nó, hoặc chọn thư mục trống cho máy mới."
        )
    staged = backups.stage(paths, source, key)
    keys = source.with_suffix(".keys")
    try:
        if keys.is_file() and not paths.keys.exists():
            replace_file(paths.keys, keys.read_bytes())
        backups.exchange(paths, staged, key, environment.clock())
    except OSError as reason:
        raise disk_error(reason, paths.keys) from reason
    finally:
        staged.unlink(missing_ok=True)


def _is_sound(paths: StorePaths, key: bytes) -> bool:
    try:
        backups.verify(paths.database, key)
    except StorageError:
        return False
    return True
