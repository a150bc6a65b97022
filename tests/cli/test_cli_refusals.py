"""What an officer may type or find wrong: always a sentence and a code, never a traceback, nothing changed."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from antq_desktop.services import setup
from antq_desktop.services.office import Environment
from commands import PASSWORD, Shell

LONG = "Nguyễn " * 1_500_000


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        (("show", "nosuch"), {2}),
        (("add", "nosuch", "name=x"), {2}),
        (("edit", "nosuch", "1", "name=x"), {2}),
        (("remove", "nosuch", "1", "--reason", "x"), {2}),
        (("history", "nosuch", "1"), {2}),
        (("find", "x", "--register", "nosuch"), {2}),
        (("sheet", "nosuch", "--out", "x.xlsx", "--reason", "x"), {2}),
        (("erase", "nosuch", "1", "--reason", "x"), {2}),
        (("show", ""), {2}),
        (("show", "household; DROP TABLE household"), {2}),
        (("show", "household", "01a205ea-be80-7981-9000-000000000000"), {3}),
        (("show", "household", "Không Ai Cả"), {3}),
        (("show", "household", ""), {2, 3}),
        (("edit", "household", "Không Ai Cả", "note=x"), {3}),
        (("add", "household", "cccd=001203004005"), {3}),
        (("add", "household"), {3}),
        (("add", "household", "head_name"), {2}),
        (("add", "household", "=x"), {2, 3}),
        (("add", "household", "uid=01a205ea-be80-7981-9000-000000000000", "head_name=Trần Ba", "area=đông hạ"), {3}),
        (("add", "household", "head_name=Trần Ba", "area=thôn lạ"), {3}),
        (("add", "household", "head_name=Trần\x00Ba", "area=đông hạ"), {3}),
        (("add", "household", "head_name=Trần\x1bBa", "area=đông hạ"), {3}),
        (("add", "household", f"head_name={LONG}", "area=đông hạ"), {3}),
        (("add", "household", "head_name=Trần Ba", "area=đông hạ", "size=nhiều"), {3}),
        (("add", "household", "head_name=Trần Ba", "area=đông hạ", "size=99999999999999999999999"), {3}),
        (("add", "household", "head_name=Trần Ba", "area=đông hạ", "organizations=ABC"), {3}),
        (("add", "household", "head_name=Trần Ba", "area=đông hạ", "phone=0912345678"), {3}),
        (("edit", "household", "Nguyễn Văn An", "phone_consent_on=31/02/2026"), {3}),
        (("edit", "household", "Nguyễn Văn An", "phone_consent_on=01/01/1000"), {3}),
        (("edit", "household", "Nguyễn Văn An", "phone_consent_on=01/01/3000"), {3}),
        (("edit", "household", "Nguyễn Văn An", "head_name="), {3}),
        (("remove", "household", "Nguyễn Văn An", "--reason", " "), {2}),
        (("remove", "residential_area", "đông hạ", "--reason", "x"), {3}),
        (("add", "officer", "login=x", "name=Trần Ba"), {2}),
        (("show", "household", "--as-of", "hôm qua"), {2}),
        (("show", "household", "--as-of", "30/02/2026"), {2}),
        (("show", "household", "--as-of", "01/01/1000"), {2}),
        (("show", "household", "--as-of", "01/01/3000"), {2}),
        (("household", "leave", "Nguyễn Văn An", "--on", "31/02/2026"), {2}),
        (("household", "leave", "Nguyễn Văn An", "--on", "01/01/1000"), {2, 3}),
        (("household", "leave", "Nguyễn Văn An", "--on", "01/01/3000"), {2, 3}),
        (("household", "leave", "Nguyễn Văn An", "--on", "24/11/2026"), {2, 3}),
        (("household", "move", "Nguyễn Văn An", "--area", "thôn lạ", "--on", "01/02/2026"), {3}),
        (("household", "merge", "Nguyễn Văn An", "--into", "Nguyễn Văn An", "--on", "01/02/2026"), {2, 3}),
        (("household", "head", "Nguyễn Văn An", "--name", "", "--on", "01/02/2026"), {2, 3}),
        (("household", "split", "Nguyễn Văn An", "head_name=", "--on", "01/02/2026"), {2, 3}),
        (("household", "arrive", "head_name=Trần Ba", "--on", "01/02/2026"), {2, 3}),
        (("household", "arrive", "nosuch=x", "--on", "01/02/2026"), {2, 3}),
        (("import", "", "--year", "2026"), {2, 3}),
        (("verify", ""), {2, 4, 6}),
        (("restore", ""), {2, 6}),
        (("find", "x" * 1_000_000), {0, 2}),
        (("find", "\x00\x01\"' OR 1=1 -- *"), {0, 2}),
    ],
)
def test_nonsense_is_refused_and_changes_nothing(shell: Shell, words: tuple[str, ...], codes: set[int]) -> None:
    shell.area()
    shell.household()
    before = shell.state()
    said = shell(*words)
    assert said.code in codes, said.out[:500]
    assert said.code == 0 or said.error
    assert len(said.out) < 2_000
    plain = shell.text(*words)
    assert (plain.code, "Traceback" in plain.err) == (said.code, False)
    assert shell.state() == before


def swap(folder: Path, name: str, content: bytes) -> None:
    for path in folder.glob(f"{name}*"):
        path.unlink()
    (folder / name).write_bytes(content)


def plain_sqlite(folder: Path) -> bytes:
    connection = sqlite3.connect(folder / "plain.db")
    connection.execute("CREATE TABLE household (uid BLOB)")
    connection.commit()
    connection.close()
    return (folder / "plain.db").read_bytes()


@pytest.mark.parametrize("kind", ["plain", "random", "empty", "text", "zeros"])
def test_a_file_that_is_no_store_of_ours_is_refused(shell: Shell, tmp_path: Path, kind: str) -> None:
    content = {
        "plain": lambda: plain_sqlite(tmp_path),
        "random": lambda: bytes((index * 7919 + 13) % 256 for index in range(20_000)),
        "empty": lambda: b"",
        "text": lambda: b"xin chao\n" * 1000,
        "zeros": lambda: b"\0" * 16_384,
    }[kind]()
    swap(shell.folder, "antq.antq", content)
    for words in (("state-hash",), ("show", "household"), ("add", "residential_area", "name=Thôn Tây"), ("check",)):
        said = shell(*words)
        assert (said.error, said.code) == ("ANTQ-2003", 6), said.out
    assert (shell.folder / "antq.antq").read_bytes() == content


@pytest.mark.parametrize(
    ("missing", "said"), [((".keys", ".keys.bak"), "khóa"), ((".antq",), "cơ sở dữ liệu"), ((".antq", ".keys"), "")]
)
def test_a_missing_file_is_named(shell: Shell, missing: tuple[str, ...], said: str) -> None:
    for suffix in missing:
        for path in shell.folder.glob(f"antq{suffix}"):
            path.unlink()
    for words in (("state-hash",), ("add", "residential_area", "name=Thôn Tây")):
        refused = shell(*words)
        assert (refused.error, refused.code) == ("ANTQ-2002", 6)
        assert said in refused.data["error"]["message"]
    assert not (shell.folder / "antq.antq").exists() or ".antq" not in missing


@pytest.mark.parametrize("content", [b"", b"{}", b"rac\0rac" * 99, b'{"slots": 1}', b"[1, 2]"])
def test_a_damaged_key_file_is_named(shell: Shell, content: bytes) -> None:
    for name in ("antq.keys", "antq.keys.bak"):
        (shell.folder / name).write_bytes(content)
    said = shell("state-hash")
    assert (said.error[:6], said.code) == ("ANTQ-2", 6)


def test_two_databases_in_a_folder_are_not_guessed_between(shell: Shell) -> None:
    shutil.copyfile(shell.folder / "antq.antq", shell.folder / "khac.antq")
    said = shell("state-hash")
    assert (said.error, said.code) == ("ANTQ-2002", 6)
    assert "khac.antq" in said.data["error"]["message"]


def test_a_newer_store_is_left_alone(shell: Shell, environment: Environment) -> None:
    office = setup.unlock(shell.folder, "binh", PASSWORD, environment)
    with office.store.settling() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
        connection.exec_driver_sql("PRAGMA user_version = 9999")
    setup.lock(office)
    for words in (("state-hash",), ("add", "residential_area", "name=Thôn Tây")):
        said = shell(*words)
        assert (said.error, said.code) == ("ANTQ-2004", 7), said.out


def test_a_folder_with_no_store_and_one_that_cannot_be_read_are_said(
    empty: Shell, unwritable: Path, tmp_path: Path
) -> None:
    for folder in (empty.folder, tmp_path, unwritable, tmp_path / "a" / "b", "//may-chu/chung", "\x00"):
        for words in (("state-hash",), ("add", "residential_area", "name=x"), ("backup",)):
            said = Shell(folder)(*words)
            assert said.error, folder
            assert said.code in {2, 6}
    (tmp_path / "tep").write_bytes(b"x")
    for words in (("state-hash",), ("init", "--unit", "99001", "--unit-name", "Xã Mẫu")):
        assert Shell(tmp_path / "tep")(*words).code in {2, 6}
        assert Shell(tmp_path / "tep" / "duoi")(*words).code in {2, 6}


def test_one_changed_bit_in_the_store_is_never_read_as_data(shell: Shell) -> None:
    shell.area()
    shell.household("Trần Hiếm Có")
    wanted = shell("show", "household").done
    shell("backup")
    path = shell.folder / "antq.antq"
    whole = path.read_bytes()
    for place in range(4096 * 8, len(whole) * 8, len(whole) * 8 // 12):
        touched = bytearray(whole)
        touched[place // 8] ^= 1 << place % 8
        swap(shell.folder, "antq.antq", bytes(touched))
        said = shell("show", "household")
        assert said.code == 6 or said.data == wanted
        checked = shell("check")
        assert checked.code == 6
    swap(shell.folder, "antq.antq", whole)
    assert shell("show", "household").done == wanted
