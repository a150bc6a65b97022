"""Keys, trust, packages from the command line."""

import json
import shutil
from pathlib import Path

import pytest

from commands import Shell

PASSPHRASE = "cau-cua-tinh-mau"


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An authority's folder founded once; copy it."""
    folder = tmp_path_factory.mktemp("authority") / "tinh"
    said = Shell(folder).run("--json", "authority", "init", "--out", folder, ANTQ_PASSWORD=PASSPHRASE).done
    assert (said["unit"], said["training"]) == ("99", True)
    return folder


@pytest.fixture
def province(shell: Shell, founded: Path, tmp_path: Path) -> Path:
    """An authority's folder; the shell knows its passphrase."""
    shell.environ["ANTQ_AUTHORITY_PASSPHRASE"] = PASSPHRASE
    return Path(shutil.copytree(founded, tmp_path / "tinh"))


@pytest.fixture
def sealed(shell: Shell, tmp_path: Path) -> Path:
    """A package of the commune's numbers."""
    shell.area()
    shell.household()
    return Path(shell("export", "--content", "numbers", "--period", 2026, "--out", tmp_path / "usb").done["path"])


def test_numbers_are_sealed_verified_and_unpacked(shell: Shell, sealed: Path, tmp_path: Path) -> None:
    (line,) = shell("outbox").done["packages"]
    assert {"identity", "sequence", "state"} <= set(line)
    assert (line["sequence"], line["state"]) == (1, "sealed")
    again = shell("export", "--period", 2026, "--out", tmp_path / "usb").done
    assert {"path", "identity", "content", "sequence", "rows"} <= set(again)
    assert (again["sequence"], again["content"]) == (2, "numbers")
    assert again["identity"] != line["identity"]
    assert [one["sequence"] for one in shell("outbox").done["packages"]] == [2, 1]
    own = tmp_path / "may.pem"
    assert shell("key", "status", "--certificate", own).done["enrolled"] is False
    said = Shell(tmp_path / "khac", {}).run("--json", "verify", sealed, "--trust", own)
    (file,) = said.done["files"]
    assert {"path", "accepted", "code", "warnings", "signer", "unit", "signing_time", "identity"} <= set(file)
    assert (file["accepted"], file["code"], file["unit"], file["identity"]) == (True, None, "99001", line["identity"])
    assert file["warnings"] == ["W_TRAINING"]
    strange = Shell(tmp_path / "khac", {}).run("--json", "verify", sealed)
    assert (strange.code, strange.data["files"][0]["code"]) == (4, "E_CERT_UNTRUSTED")
    out = tmp_path / "mo"
    unpacked = Shell(tmp_path / "khac", {}).run("--json", "unpack", sealed, "--out", out, "--trust", own)
    assert unpacked.code == 0, unpacked.out
    text = "\n".join(path.read_text("utf-8", "replace") for path in out.rglob("*") if path.is_file())
    assert "Nguyễn Văn An" not in text
    assert "pledge_counts" in text
    refused = shell("unpack", sealed, "--out", out)
    assert refused.error
    assert refused.code in {4, 6}


def unpacked(folder: Path) -> dict[str, bytes]:
    """What a package unpacked to, without the way it was packed."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_no_changed_bit_is_ever_taken_for_data(shell: Shell, sealed: Path, tmp_path: Path) -> None:
    """A bit is refused, or it is one of those by which the same text can be packed in two ways."""
    own, path, out = tmp_path / "may.pem", tmp_path / "doi.antq.asice", tmp_path / "mo"
    shell("key", "status", "--certificate", own)
    whole = sealed.read_bytes()
    shell("unpack", sealed, "--out", tmp_path / "goc", "--trust", own)
    refused = 0
    for place in range(0, len(whole) * 8, len(whole) * 8 // 40 + 1):
        touched = bytearray(whole)
        touched[place // 8] ^= 1 << place % 8
        path.write_bytes(bytes(touched))
        said = shell("verify", path, "--trust", own)
        (file,) = said.data["files"]
        opened = shell("unpack", path, "--out", out, "--trust", own)
        if file["accepted"]:
            assert (said.code, opened.code) == (0, 0)
            assert unpacked(out) == unpacked(tmp_path / "goc"), place
            shutil.rmtree(out)
        else:
            assert (said.code in {4, 7}, file["code"][:2], opened.code in {4, 7}) == (True, "E_", True)
            assert not out.exists()
            refused += 1
    assert refused >= 36
    path.write_bytes(whole[:-1])
    assert shell("verify", path, "--trust", own).code == 4


def test_several_files_are_verified_each_by_itself(shell: Shell, sealed: Path, tmp_path: Path) -> None:
    (tmp_path / "rac.asice").write_bytes(b"rac")
    own = tmp_path / "may.pem"
    shell("key", "status", "--certificate", own)
    said = shell("verify", sealed, tmp_path / "rac.asice", tmp_path / "khong-co", tmp_path, "--trust", own)
    assert said.code in {4, 6}
    assert [file["accepted"] for file in said.data["files"]] == [True, False, False, False]
    assert len({file["path"] for file in said.data["files"]}) == 4
    for wrong in (tmp_path / "rac.asice", tmp_path / "khong-co", tmp_path, sealed):
        refused = shell("verify", sealed, "--trust", wrong)
        assert refused.error
        assert refused.code in {2, 4}


def test_the_province_answers_and_its_commune_is_believed(
    shell: Shell, province: Path, sealed: Path, tmp_path: Path
) -> None:
    request, answer, bundle = tmp_path / "may.antqreq", tmp_path / "may.antqcrt", tmp_path / "tinh.antqtrust"
    before = shell("key", "request", "--out", request).done
    issued = shell("authority", "issue", request, "--authority", province, "--out", answer).done
    assert issued["groups"] == before["groups"]
    installed = shell("key", "install", answer).done
    assert installed["enrolled"] is True
    assert installed["issuer"]
    made = shell("authority", "bundle", "--authority", province, "--out", bundle).done
    assert made["version"] >= 1
    known = shell("trust", "install", bundle).done
    assert known == shell("trust", "show").done
    assert {"version", "recipients"} <= set(known)
    later = Path(shell("export", "--period", 2026, "--out", tmp_path / "usb").done["path"])
    assert shell("verify", later, "--trust", bundle).done["files"][0]["accepted"]
    assert shell("verify", later).done["files"][0]["accepted"], "the store's own bundle"
    assert shell("verify", sealed, "--trust", bundle).code == 4, "sealed before enrolment"
    for recipient in known["recipients"]:
        said = shell("export", "--period", 2026, "--to", recipient, "--out", tmp_path / "ma")
        assert said.code == 0, said.out
    unknown = shell("export", "--period", 2026, "--to", "nobody", "--out", tmp_path / "ma2")
    assert (unknown.error, unknown.code) == ("ANTQ-1001", 2)
    assert not (tmp_path / "ma2").exists() or not list((tmp_path / "ma2").iterdir())


def test_a_bundle_installed_before_the_answer_does_not_lock_the_answer_out(
    shell: Shell, province: Path, tmp_path: Path
) -> None:
    request, answer, bundle = tmp_path / "may.antqreq", tmp_path / "may.antqcrt", tmp_path / "tinh.antqtrust"
    shell("key", "request", "--out", request)
    assert shell("authority", "issue", request, "--authority", province, "--out", answer).done
    made = shell("authority", "bundle", "--authority", province, "--out", bundle).done
    assert shell("trust", "install", bundle).done["version"] == made["version"]
    assert shell("key", "install", answer).done["enrolled"] is True
    assert shell("trust", "show").done["version"] == made["version"], "the newer bundle stays"


def test_the_province_hears_who_asks_and_what_to_read_out(shell: Shell, tmp_path: Path) -> None:
    shell.environ["ANTQ_AUTHORITY_PASSPHRASE"] = PASSPHRASE
    home, request, answer = tmp_path / "tinh", tmp_path / "may.antqreq", tmp_path / "may.antqcrt"
    founded = shell("authority", "init", "--out", home, "--name", "Tỉnh Thử", "--unit", 99).done
    shell("key", "request", "--out", request)
    said = shell.text("authority", "issue", request, "--authority", home, "--out", answer)
    assert "Xã Mẫu (đơn vị 99001)" in said.out
    assert " ".join(founded["pin"]) in said.out
    wrong = shell("key", "install", answer, "--pin", "0000 " * 8)
    assert wrong.error == "E_TRUST_PIN"
    assert shell("key", "install", answer, "--pin", " ".join(founded["pin"])).done["enrolled"]
    bundle = shell("authority", "bundle", "--authority", home, "--out", tmp_path / "tinh.antqtrust").done
    assert bundle["pin"] == founded["pin"]
    other = tmp_path / "khac.txt"
    other.write_text("không phải yêu cầu")
    said = shell("authority", "issue", other, "--authority", home, "--out", answer)
    assert (said.error, said.code) == ("E_REQUEST", 4)


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current folder."""
    (tmp_path / "day").mkdir()
    monkeypatch.chdir(tmp_path / "day")
    return tmp_path / "day"


def test_the_authority_is_found_without_being_named(shell: Shell, places: Path, founded: Path, tmp_path: Path) -> None:
    shell.environ["ANTQ_AUTHORITY_PASSPHRASE"] = PASSPHRASE
    shell("key", "request", "--out", tmp_path / "req")
    bundle = ("authority", "bundle", "--out")
    assert shell(*bundle, tmp_path / "none").error == "ANTQ-1001"
    homes = {
        "data": (tmp_path / "tinh", ("--data", tmp_path / "tinh")),
        "below": (tmp_path / "chung" / "authority", ("--data", tmp_path / "chung")),
        "here": (places, ()),
    }
    for name, (home, where) in homes.items():
        shutil.copytree(founded, home, dirs_exist_ok=True)
        made = shell.run("--json", *where, *bundle, tmp_path / f"{name}.trust")
        assert made.code == 0, (name, made.out)
        issued = shell.run("--json", *where, "authority", "issue", tmp_path / "req", "--out", tmp_path / f"{name}.crt")
        assert issued.code == 0, (name, issued.out)


def test_an_authority_refuses_what_it_should(shell: Shell, province: Path, tmp_path: Path) -> None:
    shell("key", "request", "--out", tmp_path / "req")
    issue = ("authority", "issue", tmp_path / "req", "--authority", province, "--out", tmp_path / "crt")
    wrong = shell(*issue, ANTQ_AUTHORITY_PASSPHRASE="sai-roi-sai-roi")
    assert wrong.error
    assert wrong.code in {4, 9}
    (tmp_path / "rac").write_bytes(b"rac" * 100)
    for request in (tmp_path / "rac", tmp_path / "khong-co", tmp_path):
        said = shell("authority", "issue", request, "--authority", province, "--out", tmp_path / "crt")
        assert said.error
        assert said.code in {2, 4, 6}
    assert not (tmp_path / "crt").exists()
    again = shell("authority", "init", "--out", province)
    assert again.error
    assert again.code in {2, 4, 6}
    for file in (tmp_path / "rac", tmp_path / "khong-co", tmp_path / "req"):
        for words in (("key", "install", file), ("trust", "install", file)):
            said = shell(*words)
            assert said.error
            assert said.code in {2, 4, 6}
    assert shell("key", "status").done["enrolled"] is False
    assert shell("trust", "show").done["version"] == 0


def test_what_cannot_be_written_is_said_and_uses_up_no_number(
    shell: Shell, sealed: Path, unwritable: Path, tmp_path: Path
) -> None:
    shell.environ["ANTQ_AUTHORITY_PASSPHRASE"] = PASSPHRASE
    before = shell.state()
    out = unwritable / "ra"
    for words in (
        ("export", "--period", 2026, "--out", out),
        ("export", "--period", 2026, "--out", sealed),
        ("unpack", sealed, "--out", out),
        ("report", "pledge-summary", "--period", 2026, "--out", out),
        ("report", "pledge-register", "--period", 2026, "--out", sealed, "--reason", "x"),
        ("sheet", "household", "--out", out / "a.xlsx", "--reason", "x"),
        ("sheet", "household", "--out", tmp_path, "--reason", "x"),
        ("backup", "--to", out),
        ("backup", "--to", sealed),
        ("key", "request", "--out", out / "req"),
        ("key", "status", "--certificate", out / "pem"),
        ("authority", "init", "--out", out),
    ):
        said = shell(*words)
        assert said.error, words
        assert said.code in {2, 4, 6}, words
    assert [one["sequence"] for one in shell("outbox").done["packages"]] == [1]
    assert shell.state() == before
    assert shell("export", "--period", 2026, "--out", tmp_path / "usb").done["sequence"] == 2


def test_contents_that_do_not_exist_yet_are_refused(shell: Shell, tmp_path: Path) -> None:
    for content in ("register", "exchange", "everything"):
        said = shell("export", "--content", content, "--period", 2026, "--out", tmp_path / "usb")
        assert (said.error, said.code) == ("ANTQ-1001", 2)
    assert not (tmp_path / "usb").exists()
    assert shell("export", "--period", "2026-13", "--out", tmp_path / "usb").code == 2
    ahead = shell("export", "--period", "2027-01", "--out", tmp_path / "usb")
    assert (ahead.error, ahead.code) == ("ANTQ-1001", 2)
    assert "01/01/2027" in ahead.data["error"]["message"]
    assert json.loads(shell("outbox").out) == {"packages": []}
