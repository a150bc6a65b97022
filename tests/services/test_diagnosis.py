"""What leaves with a call for help: enough to help, and nothing about anybody."""

import pytest

from antq_desktop import __version__
from antq_desktop.domain.errors import StorageError
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.services import diagnosis, libraries, records, upkeep
from antq_desktop.services.diagnosis import Fact
from antq_desktop.storage import rows

CANARY = "Khuất Xuyến Kín"
LOG = f"""2026-11-23 08:00:01,123 INFO ANTQ-2005
2026-11-23 08:10:01,123 ERROR 123456 KeyError at save:12 < {CANARY}:3
2026-11-23 08:20:01,123 INFO E_ZIP_CRC
2026-11-23 08:30:01,123 INFO {CANARY}
{CANARY} ANTQ-2001
"""


@pytest.fixture
def full(office):
    """An office with the canary in every field of text."""
    area = records.save(office, "residential_area", {"name": f"Thôn {CANARY}"}).uid
    records.save(
        office,
        "household",
        {"head_name": CANARY, "area": area, "address": f"Ngõ {CANARY}", "note": CANARY, "list_code": "KXK-77"},
    )
    office.paths.log.write_text(LOG, encoding="utf-8")
    upkeep.backup(office)
    upkeep.check(office)
    return office


def said(office):
    facts = diagnosis.gather(office, {"Qt": "6.11"})
    return facts, diagnosis.as_text(facts, office.clock())


def value(facts: list[Fact], name: str) -> str:
    return next(fact.value for fact in facts if fact.name == name)


def test_versions_sizes_counts_and_moments_are_told(full):
    facts, text = said(full)
    assert value(facts, "ANTQ Desktop") == __version__
    assert value(facts, "Hộ gia đình") == "1"
    assert value(facts, "Qt") == "6.11"
    assert value(facts, "SQLCipher").startswith("4.")
    assert value(facts, "Cơ sở dữ liệu").endswith(" MB")
    assert value(facts, "Bản sao lưu trong máy").startswith("1 bản")
    assert value(facts, "Sao lưu gần nhất") == value(facts, "Kiểm tra dữ liệu gần nhất") == "23/11/2026 08:00"
    assert "chẩn đoán lúc 23/11/2026 08:00" in text


def test_codes_of_errors_are_told_without_their_words_newest_first(full):
    facts, _ = said(full)
    told = [(fact.name, fact.value) for fact in facts if fact.part == "Mã lỗi gần đây"]
    assert told == [
        ("2026-11-23 08:20", "E_ZIP_CRC"),
        ("2026-11-23 08:10", "123456 KeyError"),
        ("2026-11-23 08:00", "ANTQ-2005"),
    ]


def test_nothing_of_a_record_an_officer_or_the_place_is_in_it(full):
    _, text = said(full)
    hidden = {CANARY, full.unit_name, full.unit_code, full.officer.name, full.officer.login, str(full.paths.folder)}
    with full.store.reading() as connection:
        for register in REGISTERS.values():
            for line in rows.all_live(connection, register):
                hidden |= {
                    found
                    for key in register.fields
                    if isinstance(found := getattr(line.record, key, None), str) and len(found) > 3
                }
    titles = {register.title for register in REGISTERS.values()}
    told = {words for words in hidden - titles if words in text}
    assert told <= {"police", "front", "commune"}, "only words of the program itself"
    for part in CANARY.split():
        assert part not in text


def test_a_log_that_is_not_there_is_no_trouble(office):
    facts, _ = said(office)
    assert value(facts, "Nhật ký lỗi") == "không có"
    assert value(facts, "Sao lưu gần nhất") == "chưa có"


def test_the_text_is_written_to_a_file_or_refused_in_words(full, tmp_path, unwritable):
    facts, text = said(full)
    diagnosis.save(facts, full.clock(), tmp_path / "chan-doan.txt")
    assert (tmp_path / "chan-doan.txt").read_text(encoding="utf-8") == text
    with pytest.raises(StorageError):
        diagnosis.save(facts, full.clock(), unwritable / "chan-doan.txt")


def test_every_library_has_a_version_and_a_licence():
    known = {each.name: each for each in libraries.used()}
    assert {"SQLAlchemy", "cryptography", "reportlab", "shiboken6"} <= known.keys()
    assert all(each.version and each.licence for each in known.values())
    assert known["SQLAlchemy"].licence == "MIT"
    assert "LGPL-3.0" in known["PySide6_Essentials"].licence
    assert "pytest" not in known
