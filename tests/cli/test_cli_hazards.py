"""A laptop that loses its power while a command is at work."""

from pathlib import Path

import pytest

from hazards_terminal import terminal_rounds


@pytest.mark.slow
def test_a_killed_command_did_all_or_nothing(tmp_path: Path) -> None:
    report = terminal_rounds(6, tmp_path)
    assert report.rounds == 6
    assert (report.lost, report.unsound, report.wrong) == ([], [], [])
