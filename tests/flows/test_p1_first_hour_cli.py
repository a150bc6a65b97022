"""P1 on the command line: from nothing to a household's pledge, figures and a sealed package, without any network."""

import io
import json
import socket
from pathlib import Path

import pytest

from antq_desktop.cli.main import main
from antq_desktop.storage.key_slots import KdfCost

pytestmark = pytest.mark.flow
CHEAP = KdfCost(8, 1, 1)
ENVIRON = {"ANTQ_PASSWORD": "mot-cau-that-de-nho", "ANTQ_NOW": "2026-05-20"}


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """No socket can be made; what tried is remembered."""
    tried: list[object] = []

    def refuse(*said: object, **_named: object) -> None:
        tried.append(said)
        raise OSError("no network here")

    for name in ("socket", "create_connection", "getaddrinfo", "gethostbyname"):
        monkeypatch.setattr(socket, name, refuse)
    return tried


def antq(folder: Path, *words: object) -> dict:
    """Run a command; what it answered."""
    out, err = io.StringIO(), io.StringIO()
    said = ["--data", str(folder), "--json", *map(str, words)]
    code = main(said, ENVIRON, (io.StringIO(), out, err), CHEAP)
    assert (code, err.getvalue()) == (0, ""), out.getvalue()
    return json.loads(out.getvalue())


def test_from_nothing_to_a_pledge_without_any_network(tmp_path: Path, offline: list[object]) -> None:
    folder, paper = tmp_path / "may-tinh" / "du-lieu", tmp_path / "giay"
    made = antq(folder, "init", "--unit", "99001", "--unit-name", "Xã Mẫu", "--recovery", paper)
    assert [Path(page).parent for page in made["recovery"]] == [paper, paper]
    antq(folder, "add", "residential_area", "name=Thôn Đông Hạ")
    household = antq(folder, "add", "household", "head_name=Đỗ Hữu Ước", "area=Thôn Đông Hạ", "organizations=HND")["id"]
    antq(folder, "add", "pledge", f"household={household}", "signed_on=01/03/2026")
    assert antq(folder, "find", "do huu uoc")["records"][0]["id"] == household
    figures = antq(folder, "indicators", "--year", 2026, "--drill", "I1")
    told = {
        "id": "I1",
        "scope": "commune",
        "title": "Hộ gia đình đoàn viên, hội viên ký cam kết",
        "numerator": 1,
        "denominator": 1,
        "status": "ok",
        "target": "100%",
        "reached": True,
        "shown": "100%",
        "verdict": "đạt",
        "declared": None,
    }
    assert told.items() <= figures["indicators"][0].items()
    assert (figures["numerator_ids"], figures["missing_ids"]) == ([household], [])
    report = antq(folder, "report", "pledge-register", "--period", 2026, "--out", paper, "--reason", "lưu hồ sơ")
    assert Path(report["path"]).read_bytes().startswith(b"%PDF")
    certificate = tmp_path / "may.crt"
    antq(folder, "key", "status", "--certificate", certificate)
    package = antq(folder, "export", "--content", "numbers", "--period", 2026, "--out", tmp_path / "usb")
    found = antq(tmp_path / "khac", "verify", package["path"], "--trust", certificate)["files"][0]
    assert (found["accepted"], found["identity"], found["unit"]) == (True, package["identity"], "99001")
    assert "W_TRAINING" in found["warnings"]
    assert [line["state"] for line in antq(folder, "outbox")["packages"]] == ["sealed"]
    assert antq(folder, "check")["sound"]
    assert offline == []
