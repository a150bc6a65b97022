"""Key files that are gone or spoilt: what is said, what the copy and the two halves still open."""

import json
from pathlib import Path

import pytest
from store_stories import CHEAP, DEVICE, LOGIN, OFFICER, PASSWORD, Clock, Made, add, area, everything

from antq_desktop.domain.errors import PasswordRefused, StorageError, StoreDamaged, StoreMissing, StoreTooNew
from antq_desktop.storage import key_rescue, settings, vault
from antq_desktop.storage.store import Store

NEW = "một câu khác hẳn"


def texts(made: Made) -> tuple[str, str]:
    return made.halves[0].text, made.halves[1].text


def remember(made: Made, generation: int) -> None:
    """The database has seen a key file of this generation."""
    store = Store(made.paths, made.key, DEVICE, Clock())
    with store.settling() as connection:
        settings.write(connection, "key_generation", str(generation))
    store.close()


def spoil_slot(path: Path) -> None:
    body = json.loads(path.read_bytes())
    body["slots"][0]["ct"] = body["slots"][0]["ct"][:-4] + "AAAA"
    path.write_bytes(json.dumps(body).encode())


def spoil_mac(path: Path) -> None:
    body = json.loads(path.read_bytes())
    path.write_bytes(json.dumps({**body, "mac": "0" * 64}).encode())


def spoil_whole(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:100])


SPOILS = [spoil_slot, spoil_mac, spoil_whole]


@pytest.mark.parametrize("spoil", [*SPOILS, Path.unlink])
def test_a_key_file_that_is_gone_or_spoilt_is_put_back_from_its_copy(made: Made, spoil) -> None:
    sound = made.paths.keys.read_bytes()
    spoil(made.paths.keys)
    spoilt = made.paths.keys.read_bytes() if made.paths.keys.exists() else None
    assert vault.logins(made.paths) == [LOGIN]
    assert vault.unlock(made.paths, LOGIN, PASSWORD).key == made.key
    assert made.paths.keys.read_bytes() == sound
    assert (made.paths.keys_damaged.read_bytes() if spoilt else None) == spoilt


def test_who_is_added_while_the_key_file_is_spoilt_and_who_was_there_both_get_in(made: Made) -> None:
    spoil_mac(made.paths.keys)
    vault.add_slot(made.paths, made.key, "mai", OFFICER, NEW, CHEAP)
    assert vault.unlock(made.paths, "mai", NEW).key == vault.unlock(made.paths, LOGIN, PASSWORD).key == made.key


@pytest.mark.parametrize("spoil", SPOILS)
def test_a_spoilt_key_file_without_a_sound_copy_points_to_backup_and_halves(made: Made, spoil) -> None:
    spoil(made.paths.keys)
    made.paths.keys_bak.write_bytes(b"")
    with pytest.raises((StoreDamaged, PasswordRefused)) as told:
        vault.unlock(made.paths, LOGIN, PASSWORD)
    assert ".keys.bak" not in told.value.message
    if spoil is not spoil_slot:
        assert "hai nửa mã phục hồi" in told.value.do


def test_a_wrong_password_stays_a_wrong_password_whatever_the_copy_says(made: Made) -> None:
    spoil_slot(made.paths.keys)
    with pytest.raises(PasswordRefused, match="UniKey"):
        vault.unlock(made.paths, LOGIN, PASSWORD + "x")


def test_a_password_given_up_is_not_called_damage_when_the_copy_is_behind(made: Made) -> None:
    behind = made.paths.keys_bak.read_bytes()
    vault.set_password(made.paths, made.key, LOGIN, OFFICER, NEW, CHEAP)
    made.paths.keys_bak.write_bytes(behind)
    with pytest.raises(PasswordRefused, match="UniKey"):
        vault.unlock(made.paths, LOGIN, PASSWORD)
    assert vault.unlock(made.paths, LOGIN, NEW).key == made.key


def test_a_key_file_of_a_later_program_is_refused_and_never_written_over(made: Made) -> None:
    body = json.loads(made.paths.keys.read_bytes())
    later = json.dumps({**body, "v": 2}).encode()
    made.paths.keys.write_bytes(later)
    for act in (
        lambda: vault.unlock(made.paths, LOGIN, PASSWORD),
        lambda: vault.unlock_with_halves(made.paths, *texts(made)),
    ):
        with pytest.raises(StoreTooNew, match="mới hơn"):
            act()
    assert made.paths.keys.read_bytes() == later


def test_the_halves_and_the_database_file_alone_are_enough(made: Made) -> None:
    remember(made, 4)
    for path in (made.paths.keys, made.paths.keys_bak):
        path.unlink()
    assert vault.rehearse(made.paths, *texts(made))
    assert not made.paths.keys.exists()
    unlocked = vault.unlock_with_halves(made.paths, *texts(made))
    assert (unlocked.key, unlocked.database, unlocked.officer) == (made.key, made.database, None)
    assert unlocked.generation == 5
    assert vault.logins(made.paths) == []
    assert made.paths.keys_bak.read_bytes() == made.paths.keys.read_bytes()
    assert vault.add_slot(made.paths, made.key, LOGIN, OFFICER, NEW, CHEAP) == 6
    again = vault.unlock(made.paths, LOGIN, NEW)
    store = Store(made.paths, again.key, DEVICE, Clock())
    one = add(store, area())
    assert set(everything(store)) == {one}
    store.close()


@pytest.mark.parametrize("spoil", [spoil_mac, spoil_whole, Path.unlink])
def test_the_halves_put_the_sound_copy_back_so_that_nobody_loses_a_password(made: Made, spoil) -> None:
    remember(made, 1)
    spoil(made.paths.keys)
    assert vault.unlock_with_halves(made.paths, *texts(made)).generation == 1
    assert vault.unlock(made.paths, LOGIN, PASSWORD).key == made.key
    assert made.paths.keys_damaged.exists() == (spoil is not Path.unlink)


def test_the_halves_do_not_bring_back_a_copy_older_than_the_database_has_seen(made: Made) -> None:
    remember(made, 2)
    made.paths.keys.unlink()
    assert vault.unlock_with_halves(made.paths, *texts(made)).generation == 3
    assert vault.logins(made.paths) == []


def test_the_halves_open_past_a_foreign_key_file_which_is_kept(made: Made, made_once: Made, tmp_path) -> None:
    foreign = made_once.copy(tmp_path / "khac")
    vault.create(foreign.paths, LOGIN, OFFICER, PASSWORD, CHEAP)
    for path in (made.paths.keys, made.paths.keys_bak):
        path.write_bytes(foreign.paths.keys.read_bytes())
    assert vault.unlock_with_halves(made.paths, *texts(made)).key == made.key
    assert made.paths.keys_damaged.read_bytes() == foreign.paths.keys.read_bytes()


def test_halves_of_another_store_open_nothing_and_change_nothing(made: Made, made_once: Made, tmp_path) -> None:
    foreign = made_once.copy(tmp_path / "khac")
    _, halves = vault.create(foreign.paths, LOGIN, OFFICER, PASSWORD, CHEAP)
    before = {path.name: path.read_bytes() for path in made.paths.folder.iterdir()}
    with pytest.raises(PasswordRefused, match="cơ sở dữ liệu khác"):
        vault.unlock_with_halves(made.paths, halves[0].text, halves[1].text)
    with pytest.raises(PasswordRefused, match="không cùng một bộ"):
        vault.unlock_with_halves(made.paths, made.halves[0].text, halves[1].text)
    assert {path.name: path.read_bytes() for path in made.paths.folder.iterdir()} == before
    made.paths.keys.unlink()
    with pytest.raises(PasswordRefused, match="không mở được"):
        vault.unlock_with_halves(made.paths, halves[0].text, halves[1].text)


def test_with_neither_keys_nor_database_the_halves_say_what_is_missing(made: Made) -> None:
    made.paths.database.unlink()
    assert vault.rehearse(made.paths, *texts(made))
    made.paths.keys.unlink()
    with pytest.raises(StoreMissing):
        vault.rehearse(made.paths, *texts(made))


def test_the_message_says_which_half_and_group_but_not_what_was_typed(made: Made) -> None:
    second = made.halves[1].digits
    wrong = second[:12] + str((int(second[12]) + 1) % 10) + second[13:]
    with pytest.raises(PasswordRefused, match=r"Nhóm thứ 3 của nửa nhập thứ hai") as told:
        vault.rehearse(made.paths, made.halves[0].text, wrong)
    assert wrong[12:18] not in str(told.value)


def test_a_database_says_who_it_is_only_to_its_own_key(made: Made) -> None:
    remember(made, 7)
    assert key_rescue.described(made.paths.database, made.key) == key_rescue.Described(made.database, 7)
    assert key_rescue.described(made.paths.database, bytes(32)) is None
    with pytest.raises(StoreMissing):
        key_rescue.described(made.paths.folder / "none.antq", made.key)
    assert not (made.paths.folder / "none.antq").exists()


def test_a_damaged_database_is_not_taken_for_wrong_halves(made: Made) -> None:
    data = bytearray(made.paths.database.read_bytes())
    for place in range(4096, len(data), 4096):
        data[place + 100] ^= 1
    made.paths.database.write_bytes(bytes(data))
    made.paths.keys.unlink()
    with pytest.raises(StorageError, match="bị hỏng"):
        vault.unlock_with_halves(made.paths, *texts(made))
    assert not made.paths.keys.exists()
