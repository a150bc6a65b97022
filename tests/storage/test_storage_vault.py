"""Who opens a store and with what; key files that are wrong, old, damaged or missing."""

import json
import unicodedata
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from store_stories import CHEAP, LOGIN, OFFICER, PASSWORD, Made

from antq_desktop.domain.errors import AntqError, PasswordRefused, StoreDamaged, StoreMissing, UsageError
from antq_desktop.storage import key_slots, vault
from antq_desktop.storage.key_slots import KdfCost
from antq_desktop.storage.sealed_text import canonical_bytes

OTHER = UUID(int=0xB0B)
SECOND = "cau thứ hai dễ nhớ"


def test_the_right_password_gives_the_key_and_says_whose_it_is(made: Made) -> None:
    for login in (LOGIN, LOGIN.upper(), None):
        unlocked = vault.unlock(made.paths, login, PASSWORD)
        assert (unlocked.key, unlocked.login, unlocked.officer) == (made.key, LOGIN, OFFICER)
        assert (unlocked.database, unlocked.generation) == (made.database, 1)


@pytest.mark.parametrize("password", ["", "mot-cau-de-nhO", PASSWORD + " ", "x" * 100_000])
def test_a_wrong_password_is_refused_with_a_hint(made: Made, password: str) -> None:
    with pytest.raises(PasswordRefused, match="UniKey"):
        vault.unlock(made.paths, LOGIN, password)
    with pytest.raises(PasswordRefused):
        vault.unlock(made.paths, None, password)


def test_an_unknown_login_is_told_apart(made: Made) -> None:
    with pytest.raises(PasswordRefused, match="Không có tên đăng nhập"):
        vault.unlock(made.paths, "lan", PASSWORD)


def test_a_password_and_a_login_are_the_same_however_they_were_composed(made: Made) -> None:
    vault.add_slot(made.paths, made.key, "hồng", OTHER, "Đường về làng", CHEAP)
    for form in ("NFC", "NFD"):
        login, password = (unicodedata.normalize(form, text) for text in ("hồng", "Đường về làng"))
        assert vault.unlock(made.paths, login, password).officer == OTHER


@pytest.mark.parametrize("password", ["ngắn", "123456789", "aaaaaaaaaaaa", "abcabcabcabc"])
def test_weak_passwords_are_refused_before_anything_is_written(made: Made, password: str) -> None:
    before = made.paths.keys.read_bytes()
    for act in (vault.add_slot,):
        with pytest.raises(PasswordRefused):
            act(made.paths, made.key, "lan", OTHER, password, CHEAP)
    with pytest.raises(PasswordRefused):
        vault.set_password(made.paths, made.key, LOGIN, OFFICER, password, CHEAP)
    assert made.paths.keys.read_bytes() == before


def test_a_changed_password_opens_and_the_old_one_does_not(made: Made) -> None:
    assert vault.set_password(made.paths, made.key, LOGIN, OFFICER, SECOND, CHEAP) == 2
    assert vault.unlock(made.paths, LOGIN, SECOND).generation == 2
    with pytest.raises(PasswordRefused):
        vault.unlock(made.paths, LOGIN, PASSWORD)
    assert made.paths.keys_bak.read_bytes() == made.paths.keys.read_bytes()


def test_officers_come_and_go_but_the_last_stays(made: Made) -> None:
    vault.add_slot(made.paths, made.key, "lan", OTHER, SECOND, CHEAP)
    assert vault.logins(made.paths) == [LOGIN, "lan"]
    assert vault.unlock(made.paths, "lan", SECOND).officer == OTHER
    with pytest.raises(UsageError, match="đã có"):
        vault.add_slot(made.paths, made.key, "LAN", uuid4(), SECOND, CHEAP)
    vault.remove_slot(made.paths, made.key, LOGIN)
    with pytest.raises(PasswordRefused):
        vault.unlock(made.paths, LOGIN, PASSWORD)
    with pytest.raises(UsageError, match="cuối cùng"):
        vault.remove_slot(made.paths, made.key, "lan")
    vault.remove_slot(made.paths, made.key, "ai")
    vault.set_password(made.paths, made.key, LOGIN, OFFICER, SECOND, CHEAP)
    assert vault.unlock(made.paths, LOGIN, SECOND).officer == OFFICER
    assert sorted(vault.logins(made.paths)) == [LOGIN, "lan"]
    assert vault.rehearse(made.paths, made.halves[0].text, made.halves[1].text)


def test_slots_carry_a_login_and_a_uid_and_nothing_else_about_anybody(made: Made) -> None:
    body = json.loads(made.paths.keys.read_bytes())
    assert set(body["slots"][0]) == {"id", "login", "officer", "type", "epoch", "kdf", "ct"}
    assert canonical_bytes(body) == made.paths.keys.read_bytes()
    assert made.key.hex() not in made.paths.keys.read_text()


def changed(made: Made, change) -> bytes:
    """Touch the key file, with no copy to fall back on; returns what the copy was."""
    body = json.loads(made.paths.keys.read_bytes())
    change(body)
    made.paths.keys.write_bytes(json.dumps(body).encode())
    copy = made.paths.keys_bak.read_bytes()
    made.paths.keys_bak.unlink()
    return copy


SLOT_CHANGES = {
    "officer": lambda slot: slot.update(officer=OTHER.hex),
    "login": lambda slot: slot.update(login="lan"),
    "epoch": lambda slot: slot.update(epoch=2),
    "id": lambda slot: slot.update(id=uuid4().hex),
    "role added": lambda slot: slot.update(role="admin"),
    "salt": lambda slot: slot["kdf"].update(salt="AAAAAAAAAAAAAAAAAAAAAA"),
    "short salt": lambda slot: slot["kdf"].update(salt="AA"),
    "no salt": lambda slot: slot["kdf"].pop("salt"),
    "memory": lambda slot: slot["kdf"].update(m=16),
    "memory in words": lambda slot: slot["kdf"].update(m="nhiều"),
    "more lanes than memory": lambda slot: slot["kdf"].update(p=16),
    "endless passes": lambda slot: slot["kdf"].update(t=1 << 40),
    "algorithm": lambda slot: slot["kdf"].update(alg="scrypt"),
    "no algorithm": lambda slot: slot["kdf"].pop("alg"),
    "ciphertext": lambda slot: slot.update(ct=slot["ct"][:-4] + "AAAA"),
    "short ciphertext": lambda slot: slot.update(ct="AA"),
    "half a letter": lambda slot: slot.update(login="\ud800"),
}


@pytest.mark.parametrize("name", SLOT_CHANGES)
def test_a_slot_that_was_touched_opens_nothing(made: Made, name: str) -> None:
    changed(made, lambda body: SLOT_CHANGES[name](body["slots"][0]))
    for login in (LOGIN, None):
        with pytest.raises((PasswordRefused, StoreDamaged)):
            vault.unlock(made.paths, login, PASSWORD)


FILE_CHANGES = {
    "generation": lambda body: body.update(gen=9),
    "mac": lambda body: body.update(mac="0" * 64),
    "mac in other letters": lambda body: body.update(mac="đ" * 64),
    "no mac": lambda body: body.pop("mac"),
    "something added": lambda body: body.update(note="x"),
    "a slot left out": lambda body: body["slots"].pop(),
    "form without a number": lambda body: body.update(v=None),
    "earlier form": lambda body: body.update(v=0),
    "other format": lambda body: body.update(format="keys"),
    "no slots": lambda body: body.update(slots=None),
    "endless generation": lambda body: body.update(gen=1e999),
    "database": lambda body: body.update(db="x"),
}


@pytest.mark.parametrize("name", FILE_CHANGES)
def test_a_key_file_that_was_touched_is_refused_even_with_the_right_password(made: Made, name: str) -> None:
    copy = changed(made, FILE_CHANGES[name])
    with pytest.raises(StoreDamaged):
        vault.unlock(made.paths, LOGIN, PASSWORD)
    made.paths.keys_bak.write_bytes(copy)
    assert vault.unlock(made.paths, LOGIN, PASSWORD).key == made.key
    assert made.paths.keys.read_bytes() == copy


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"[]", b"null", b"\xff\xfe", b"[" * 200_000, b'{"slots": [1]}', b"SQLite format 3\x00"]
)
def test_what_is_no_key_file_is_refused_in_words(made: Made, data: bytes) -> None:
    made.paths.keys.write_bytes(data)
    made.paths.keys_bak.write_bytes(data)
    with pytest.raises(StoreDamaged, match="keys"):
        vault.logins(made.paths)


@given(st.integers(0, 600), st.integers(0, 7))
def test_any_flipped_bit_is_refused_or_changes_nothing(made_once: Made, tmp_path_factory, place: int, bit: int) -> None:
    made = made_once.copy(tmp_path_factory.mktemp("flip") / "xa")
    data = bytearray(made.paths.keys.read_bytes())
    data[place % len(data)] ^= 1 << bit
    made.paths.keys.write_bytes(bytes(data))
    try:
        unlocked = vault.unlock(made.paths, LOGIN, PASSWORD)
    except AntqError:
        return
    assert (unlocked.key, unlocked.officer, unlocked.generation) == (made.key, OFFICER, 1)


def test_a_missing_key_file_is_named_with_what_to_do(made: Made) -> None:
    made.paths.keys.unlink()
    made.paths.keys_bak.unlink()
    with pytest.raises(StoreMissing, match="bản sao lưu"):
        vault.unlock(made.paths, LOGIN, PASSWORD)
    made.paths.database.unlink()
    with pytest.raises(StoreMissing, match="chưa có dữ liệu"):
        vault.unlock(made.paths, LOGIN, PASSWORD)


def test_a_key_file_of_another_store_opens_with_another_key(made: Made, made_once: Made, tmp_path) -> None:
    foreign = made_once.copy(tmp_path / "khac")
    vault.create(foreign.paths, LOGIN, OFFICER, PASSWORD, CHEAP)
    made.paths.keys.write_bytes(foreign.paths.keys.read_bytes())
    assert vault.unlock(made.paths, LOGIN, PASSWORD).key != made.key
    assert vault.unlock(made.paths, LOGIN, PASSWORD).database != made.database
    made.paths.keys_bak.unlink()
    with pytest.raises(StoreDamaged):
        vault.add_slot(made.paths, made.key, "lan", OTHER, SECOND, CHEAP)
    made.paths.database.unlink()
    with pytest.raises(PasswordRefused, match="cơ sở dữ liệu khác"):
        vault.unlock_with_halves(made.paths, made.halves[0].text, made.halves[1].text)


def test_an_old_key_file_put_back_can_be_told_by_its_generation(made: Made) -> None:
    old = made.paths.keys.read_bytes()
    assert vault.set_password(made.paths, made.key, LOGIN, OFFICER, SECOND, CHEAP) == 2
    made.paths.keys.write_bytes(old)
    assert vault.unlock(made.paths, LOGIN, PASSWORD).generation == 1


def test_two_halves_open_in_any_order_and_layout_and_rehearsal_changes_nothing(made: Made) -> None:
    first, second = made.halves
    before = made.paths.keys.read_bytes()
    assert vault.rehearse(made.paths, first.text, second.text)
    assert vault.rehearse(made.paths, second.digits, "-".join(first.groups))
    assert made.paths.keys.read_bytes() == before
    unlocked = vault.unlock_with_halves(made.paths, first.digits, second.digits)
    assert (unlocked.key, unlocked.login, unlocked.officer) == (made.key, "", None)


def test_pages_printed_anew_work_beside_the_old_ones_but_not_mixed(made: Made) -> None:
    new = vault.new_halves(made.paths, made.key)
    assert vault.rehearse(made.paths, new[0].text, new[1].text)
    assert vault.rehearse(made.paths, made.halves[0].text, made.halves[1].text)
    with pytest.raises(PasswordRefused, match="không mở được"):
        vault.rehearse(made.paths, made.halves[0].text, new[1].text)


def test_one_half_twice_or_half_a_half_is_refused(made: Made) -> None:
    first, second = made.halves
    with pytest.raises(PasswordRefused, match="cùng một nửa"):
        vault.rehearse(made.paths, first.text, first.text)
    for text in ("", first.text[:-1], first.digits + "0", "x" * 102):
        with pytest.raises(PasswordRefused, match="102 chữ số"):
            vault.rehearse(made.paths, text, second.text)


@given(st.integers(0, 101), st.integers(1, 9), st.booleans())
def test_every_wrong_digit_is_refused_naming_its_group(made_once: Made, place: int, off: int, second: bool) -> None:
    halves = [half.digits for half in made_once.halves]
    digits = halves[second]
    halves[second] = digits[:place] + str((int(digits[place]) + off) % 10) + digits[place + 1 :]
    with pytest.raises(PasswordRefused, match=rf"Nhóm thứ {place // 6 + 1} "):
        vault.rehearse(made_once.paths, *halves)


@given(st.integers(0, 100), st.booleans())
def test_every_swap_of_neighbours_is_refused_naming_a_group(made_once: Made, place: int, second: bool) -> None:
    halves = [half.digits for half in made_once.halves]
    digits = halves[second]
    if digits[place] == digits[place + 1]:
        return
    halves[second] = digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]
    with pytest.raises(PasswordRefused, match=rf"Nhóm thứ {place // 6 + 1} "):
        vault.rehearse(made_once.paths, *halves)


@given(st.integers(0, 16), st.integers(0, 16))
def test_swapped_groups_are_refused(made_once: Made, one: int, other: int) -> None:
    groups = list(made_once.halves[0].groups)
    if groups[one] == groups[other]:
        return
    groups[one], groups[other] = groups[other], groups[one]
    with pytest.raises(PasswordRefused):
        vault.rehearse(made_once.paths, "".join(groups), made_once.halves[1].digits)


def test_a_copy_that_travels_has_no_password_to_guess_at(made: Made) -> None:
    data = vault.recovery_only(made.paths, made.key)
    made.paths.keys.write_bytes(data)
    made.paths.keys_bak.unlink()
    assert vault.logins(made.paths) == []
    with pytest.raises(PasswordRefused):
        vault.unlock(made.paths, None, PASSWORD)
    assert vault.unlock_with_halves(made.paths, made.halves[0].text, made.halves[1].text).key == made.key
    vault.add_slot(made.paths, made.key, LOGIN, OFFICER, SECOND, CHEAP)
    assert vault.unlock(made.paths, LOGIN, SECOND).key == made.key


def test_the_price_of_a_guess_is_at_least_what_was_decided() -> None:
    strong = key_slots.STRONG
    assert (strong.memory, strong.passes, strong.lanes, strong.seconds) == (65_536, 3, 1, 0.5)
    assert key_slots.MINIMUM_PASSWORD == 10


@pytest.mark.parametrize(("seconds", "passes"), [(0.0, 2), (1e-12, 2), (60.0, 8)])
def test_a_fast_machine_pays_more_for_a_guess_and_a_slow_one_never_less(
    made: Made, seconds: float, passes: int
) -> None:
    vault.add_slot(made.paths, made.key, "lan", OTHER, SECOND, KdfCost(8, 2, 1, seconds))
    assert json.loads(made.paths.keys.read_bytes())["slots"][-1]["kdf"]["t"] == passes
    assert vault.unlock(made.paths, "lan", SECOND).key == made.key


def test_no_key_shows_where_a_fault_may_print_it(made: Made) -> None:
    unlocked = vault.unlock(made.paths, LOGIN, PASSWORD)
    shown = repr(unlocked) + repr(made.halves)
    assert LOGIN in shown
    assert repr(made.key) not in shown
    assert made.key.hex() not in shown
    assert not any(group in shown for half in made.halves for group in half.groups)
