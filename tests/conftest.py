"""What every test stands on: no screen, a pinned clock, steady properties, and no silent skip in CI."""

import os

import pytest
from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("ANTQ_NOW", "2026-05-20T08:00:00+07:00")

settings.register_profile("steady", deadline=None, derandomize=True, database=None)
settings.register_profile("searching", deadline=None)
settings.load_profile("steady" if os.environ.get("CI") else "searching")


def _reasons(config: pytest.Config) -> list[str]:
    """Why tests were skipped, each reason once; known only to the process that reports."""
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None:
        return []
    told = [(report.longrepr, report.nodeid) for report in reporter.stats.get("skipped", [])]
    return sorted({str(reason[2]) if isinstance(reason, tuple) else test for reason, test in told})


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """With ANTQ_NO_SKIPS a skipped test fails the run: CI must have every tool the suite uses."""
    if os.environ.get("ANTQ_NO_SKIPS") and _reasons(session.config) and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Name at the end what was skipped and why."""
    reasons = _reasons(config)
    if reasons:
        verdict = "not allowed here (ANTQ_NO_SKIPS)" if os.environ.get("ANTQ_NO_SKIPS") else "named, not hidden"
        terminalreporter.section(f"skipped: {verdict}")
        for reason in reasons:
            terminalreporter.write_line(reason)
