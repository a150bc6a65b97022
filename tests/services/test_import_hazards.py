"""A laptop that loses its power while a list is being imported."""

from pathlib import Path

from hazards_import import PER_FILE, import_rounds


def test_an_import_is_there_whole_or_not_at_all_after_twenty_kills(tmp_path: Path) -> None:
    report = import_rounds(20, tmp_path)
    assert report.rounds == 20
    assert report.acknowledged >= 20 * PER_FILE
    assert (report.lost, report.unsound, report.wrong) == ([], [], [])
