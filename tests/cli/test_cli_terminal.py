"""What holds for every command: options, help, passwords, the clock, locks, faults of the program itself."""

import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from antq_desktop.cli.main import COMMANDS
from antq_desktop.services import setup
from antq_desktop.services.office import Environment
from antq_desktop.storage import instance_lock
from antq_desktop.storage.places import StorePaths
from commands import PASSWORD, Shell

NESTED = {
    "officer": ("add", "role", "password", "remove", "list"),
    "household": ("arrive", "leave", "gone", "move", "back", "split", "merge", "head"),
    "group": ("suspend", "resume", "consolidate", "merge", "dissolve", "board", "stock", "dossier"),
    "activity": ("add", "confirm"),
    "key": ("request", "install", "status"),
    "trust": ("install", "show"),
    "authority": ("init", "issue", "bundle"),
}
PROMISED = (
    "init officer recover registers demo import undo redo history household sheet add edit remove show find indicators"
    " group activity report key trust authority export verify unpack outbox backup restore check state-hash erase"
    " attachment"
)
ENGLISH = ("usage", "positional", "options:", "show this help", "optional", "arguments")


def test_every_command_of_this_version_is_there() -> None:
    assert set(COMMANDS) == set(PROMISED.split())


@pytest.mark.parametrize("command", [(), *((name,) for name in COMMANDS)])
def test_help_is_vietnamese_and_explains_everything(empty: Shell, command: tuple[str, ...]) -> None:
    asked = [command, *((*command, act) for act in NESTED.get(command[0] if command else "", ()))]
    for words in asked:
        for option in ("-h", "--help"):
            said = empty.run(*words, option)
            assert (said.code, said.err) == (0, "")
            assert said.out.startswith(f"Cách dùng: {' '.join(('antq', *words))}")
            assert not [word for word in ENGLISH if word in said.out.lower()]
            bare = [line for line in said.out.split("\n\n", 2)[-1].splitlines() if line.strip().startswith("--")]
            assert all(len(line.split()) > 1 for line in bare)
    assert "Cách dùng" in empty(*command, "-h").done["help"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "còn thiếu LỆNH"),
        (("frobnicate",), "không có 'frobnicate'"),
        (("officer",), "còn thiếu VIỆC"),
        (("officer", "fire"), "không có 'fire'"),
        (("check", "--frob"), "không hiểu --frob"),
        (("indicators",), "cần một trong: --year --period"),
        (("indicators", "--year", "2026", "--period", "2026"), "không dùng cùng"),
        (("indicators", "--year", "năm nay"), "--year cần một số, không phải 'năm nay'"),
        (("import",), "còn thiếu TỆP"),
        (("import", "a.xlsx", "--new-areas", "maybe"), "chọn một trong"),
        (("import", "a.xlsx", "--errors"), "--errors cần một giá trị"),
        (("household", "leave", "x"), "còn thiếu --on"),
        (("check", "--js"), "không hiểu --js"),
    ],
)
def test_a_command_that_makes_no_sense_is_explained(shell: Shell, words: tuple[str, ...], said: str) -> None:
    refused = shell(*words)
    assert (refused.error, refused.code) == ("ANTQ-1001", 2)
    assert said in refused.data["error"]["message"]
    plain = shell.text(*words)
    assert (plain.code, plain.out) == (2, "")
    assert plain.err.endswith("[ANTQ-1001]\n")
    assert not [word for word in ENGLISH if word in plain.err]


def test_shared_options_stand_before_or_after_the_command(shell: Shell) -> None:
    wanted = shell.state()
    for words in (
        ("--data", shell.folder, "--json", "--officer", "binh", "state-hash"),
        ("state-hash", "--data", shell.folder, "--json", "--officer", "binh"),
        ("--json", "state-hash", "--data", shell.folder),
        (f"--data={shell.folder}", "--officer=binh", "state-hash", "--json"),
    ):
        assert shell.run(*words).done == {"state_hash": wanted}
    for words in (("officer", "list"), ("trust", "show"), ("key", "status")):
        assert (
            shell.run("--data", shell.folder, "--json", *words).done
            == shell.run(*words, "--json", "--data", shell.folder).done
        )
        assert shell.run(words[0], "--json", "--data", shell.folder, words[1]).code == 0
    assert shell.run("state-hash", "--json", ANTQ_DATA=str(shell.folder)).done == {"state_hash": wanted}
    assert shell.text("state-hash").out == f"{wanted}\n"


def test_a_password_comes_from_the_first_line_of_the_input(shell: Shell) -> None:
    shell.environ.pop("ANTQ_PASSWORD")
    assert (shell("state-hash").error, shell("state-hash").code) == ("ANTQ-1202", 9)
    for typed in (PASSWORD, f"{PASSWORD}\n", f"{PASSWORD}\r\nmore\n"):
        assert shell("--password-stdin", "state-hash", stdin=typed).code == 0
        assert shell("state-hash", "--password-stdin", stdin=typed).code == 0
    assert shell("--password-stdin", "state-hash", stdin="").error == "ANTQ-1202"
    assert shell("--password-stdin", "state-hash", stdin="sai mật khẩu\n").error == "ANTQ-1202"
    new = ("officer", "add", "mai", "--name", "Lê Thị Mai", "--role", "viewer", "--password-stdin")
    assert shell(*new, stdin=f"{PASSWORD}\nmai-co-mot-cau\n").code == 0
    assert shell("--officer", "mai", "state-hash", ANTQ_PASSWORD="mai-co-mot-cau").code == 0


def test_a_wrong_password_is_refused_by_every_command_that_opens_the_store(shell: Shell, tmp_path: Path) -> None:
    for words in (
        ("state-hash",),
        ("show", "household"),
        ("add", "residential_area", "name=Thôn Tây"),
        ("export", "--period", 2026, "--out", tmp_path),
        ("key", "status"),
        ("backup",),
    ):
        said = shell(*words, ANTQ_PASSWORD="sai-mat-khau-roi")
        assert (said.error, said.code) == ("ANTQ-1202", 9)
    assert shell("--officer", "nobody", "check").error == "ANTQ-1202"


@pytest.mark.parametrize(
    ("now", "today"),
    [
        ("2026-05-20T08:00:00+07:00", "2026-05-20"),
        ("2026-05-20T08:00:00", "2026-05-20"),
        ("2026-05-19T20:00:00Z", "2026-05-20"),
        ("2026-05-20", "2026-05-20"),
    ],
)
def test_the_clock_can_be_fixed_with_and_without_a_zone(shell: Shell, now: str, today: str) -> None:
    said = shell("indicators", "--year", 2026, ANTQ_NOW=now).done
    assert said["cut_off"] == today
    shell.area()
    shell("add", "residential_area", "name=Thôn Đêm", ANTQ_NOW="2026-12-01T00:30:00")
    at = shell("history", "residential_area", "Thôn Đêm").done["history"][0]["at"]
    assert at.startswith(("2026-12-01T00:30:00+07:00", "2026-11-30T17:30:00"))


@pytest.mark.parametrize("now", ["hôm qua", "2026-13-01", "20/05/2026", "x" * 10_000])
def test_a_clock_that_cannot_be_read_is_refused(shell: Shell, now: str) -> None:
    said = shell("state-hash", ANTQ_NOW=now)
    assert (said.error, said.code) == ("ANTQ-1001", 2)
    assert len(said.out) < 500


@pytest.mark.parametrize(
    "now", ["0001-01-01", "9999-12-31T23:59:59", "1000-01-01", "3000-01-01", "2013-05-10", "2300-01-01"]
)
def test_an_absurd_clock_breaks_nothing(shell: Shell, now: str) -> None:
    for words in (("add", "residential_area", f"name=Thôn {now[:4]}"), ("indicators", "--year", 2026), ("check",)):
        said = shell(*words, ANTQ_NOW=now)
        assert said.code == 0 or said.error
    assert shell("check").done["sound"]


def test_a_second_program_waits_two_seconds_and_says_who_holds_the_data(shell: Shell) -> None:
    with instance_lock.held(StorePaths.in_folder(shell.folder)):
        begun = time.monotonic()
        said = shell.process("--json", "add", "residential_area", "name=Thôn Tây")
        assert said.returncode == 5
        assert json.loads(said.stdout)["error"]["code"] == "ANTQ-2001"
        assert time.monotonic() - begun < 15
        assert shell("state-hash").code == 0, "reading waits for nobody"
    assert shell("add", "residential_area", "name=Thôn Tây").code == 0


def test_the_command_line_never_loads_the_window() -> None:
    script = (
        "import io, sys; from antq_desktop.cli import main; main.main(['registers'], {}, (sys.stdin, io.StringIO(),"
        " sys.stderr)); print([name for name in sys.modules if name.startswith('PySide6')])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout == "[]\n"


def test_a_fault_of_the_program_is_noted_without_values(shell: Shell, environment: Environment) -> None:
    shell.area()
    office = setup.unlock(shell.folder, "binh", PASSWORD, environment)
    with office.store.settling() as connection:
        connection.exec_driver_sql("DROP TABLE residence")
    setup.lock(office)
    said = shell.process("--json", "household", "arrive", "head_name=Trần Bí Mật", "area=đông hạ", "--on", "1/2/2026")
    assert said.returncode == 6
    assert "Traceback" not in said.stdout + said.stderr
    code = json.loads(said.stdout)["error"]["code"]
    assert code.startswith("ANTQ-")
    log = shell.folder / "antq.log"
    noted = log.read_text("utf-8") if log.exists() else ""
    assert "Bí Mật" not in noted + said.stdout + said.stderr


def test_an_unexpected_fault_ends_in_a_sentence_and_a_note(shell: Shell) -> None:
    broken = (
        "import sys; from antq_desktop.cli import main;"
        " main.COMMANDS = {'find': lambda session, args: {}[args.text]}; sys.exit(main.run())"
    )
    for words in (["--json", "find", "Trần Bí Mật"], ["find", "Trần Bí Mật"]):
        done = subprocess.run(
            [sys.executable, "-c", broken, "--data", str(shell.folder), *words],
            env={**os.environ, **shell.environ},
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )
        assert done.returncode == 6
        assert "ANTQ-9999" in (done.stdout if "--json" in words else done.stderr)
        assert "Traceback" not in done.stdout + done.stderr
        assert "Bí Mật" not in done.stdout + done.stderr
        assert "KeyError" not in done.stdout + done.stderr
        number = re.search(r"lỗi số (\d{6})", done.stdout + done.stderr)
        assert number is not None
    noted = (shell.folder / "antq.log").read_text("utf-8")
    assert noted.count(f" {number[1]} KeyError at ") == 2
    assert "Bí Mật" not in noted


def test_a_reader_that_goes_away_is_no_fault(shell: Shell) -> None:
    command = f'"{sys.executable}" -m antq_desktop.cli.main registers | true; echo "${{PIPESTATUS[0]}}"'
    done = subprocess.run(
        ["bash", "-c", command],
        env={**os.environ, **shell.environ},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert (done.stdout.strip() in {"0", "141"}, done.stderr) == (True, "")


def test_bytes_that_are_no_text_are_refused_in_words(shell: Shell) -> None:
    shell.area()
    before = shell.state()
    for words in (("find", "\udcff\udcfe"), ("add", "residential_area", "name=\udcff"), ("show", "\udcff")):
        said = shell.process("--json", *words)
        assert said.returncode in {0, 2, 3}, said
        assert "ANTQ-9999" not in said.stdout
        json.loads(said.stdout)
    assert shell.state() == before
