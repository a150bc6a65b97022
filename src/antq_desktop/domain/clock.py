"""The time of Viet Nam, and a clock that was told the time, for tests, pictures and repeatable papers."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta, timezone

from antq_desktop.domain.errors import UsageError

VIETNAM = timezone(timedelta(hours=7))
FIRST_YEAR, LAST_YEAR = 1971, 2500


def fixed_clock(environ: Mapping[str, str]) -> Callable[[], datetime] | None:
    """The time fixed by ANTQ_NOW, if it is; one without zone is Viet Nam's.

    Raises:
        UsageError: ANTQ_NOW is no ISO time, or of a year no computer shows.
    """
    fixed = environ.get("ANTQ_NOW")
    if not fixed:
        return None
    try:
        moment = datetime.fromisoformat(fixed)
    except ValueError as reason:
        raise UsageError(f"ANTQ_NOW “{fixed[:40]}” không phải giờ ISO.", do="Ví dụ 2026-05-20T08:00:00.") from reason
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise UsageError(f"ANTQ_NOW “{fixed[:40]}” ngoài khoảng {FIRST_YEAR}–{LAST_YEAR}.", do="Đặt lại ANTQ_NOW.")
    aware = moment if moment.tzinfo else moment.replace(tzinfo=VIETNAM)
    return lambda: aware
