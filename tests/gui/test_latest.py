"""What a page shows is never older than what was wanted last, whatever finishes first."""

import threading

import pytest

from antq_desktop.gui.running.latest import Latest
from hands import settle


@pytest.fixture
def asked(view):
    """Looks for what it is told to, when it is let; what was shown and what was looked for."""

    class Asked:
        def __init__(self):
            self.shown, self.looked, self.errors = [], [], []
            self.let = {}
            self.latest = Latest(view, "Đọc", self._find, self.shown.append, self.errors.append)

        def want(self, wish):
            self.let.setdefault(wish, threading.Event())
            self.latest.want(wish)

        def _find(self, wish):
            self.looked.append(wish)
            assert self.let[wish].wait(20)
            if wish == "hỏng":
                raise ValueError(wish)
            return f"{wish} {len(self.looked)}"

    return Asked()


def test_the_slow_answer_of_before_is_not_shown_over_the_one_of_now(qtbot, tasks, asked):
    asked.want("Thôn Chậm")
    asked.want("Thôn Giữa")
    asked.want("Thôn Nhanh")
    for name in ("Thôn Nhanh", "Thôn Giữa", "Thôn Chậm"):
        asked.let[name].set()
    settle(qtbot, tasks)
    assert asked.shown == ["Thôn Nhanh 2"]
    assert asked.looked == ["Thôn Chậm", "Thôn Nhanh"]


def test_the_same_wanted_again_meanwhile_is_looked_for_anew(qtbot, tasks, asked):
    asked.want("Thôn Đông")
    qtbot.waitUntil(lambda: asked.looked == ["Thôn Đông"])
    asked.want("Thôn Đông")
    asked.let["Thôn Đông"].set()
    settle(qtbot, tasks)
    assert asked.shown == ["Thôn Đông 2"], "what the first look found may have been changed since"


def test_the_failure_of_what_was_overtaken_is_not_told(qtbot, tasks, asked):
    asked.want("hỏng")
    asked.want("Thôn Đông")
    for each in asked.let.values():
        each.set()
    settle(qtbot, tasks)
    assert (asked.shown, asked.errors) == (["Thôn Đông 2"], [])
    asked.want("hỏng")
    settle(qtbot, tasks)
    assert [str(error) for error in asked.errors] == ["hỏng"]
