"""How the office stands in two sentences for the top of the window: the package of the period, the last backup."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from antq_desktop.domain.clock import VIETNAM
from antq_desktop.domain.dates import show_date, show_near
from antq_desktop.domain.percent import show_count
from antq_desktop.domain.periods import Period
from antq_desktop.services import due
from antq_desktop.services.office import Office
from antq_desktop.storage import journal, outbox, settings
from antq_desktop.storage.outbox import OutboxLine

FINE, OPEN, LATE = "fine", "open", "late"
_SENT = frozenset({"handed_over", "delivered"})


@dataclass(frozen=True, slots=True)
class Standing:
    """One thing that is in order or not.

    Attributes:
        level: `fine`, `open` (to be done) or `late`.
        short: two or three words.
        words: the whole sentence.
    """

    level: str
    short: str
    words: str


def sending(office: Office) -> Standing:
    """Whether the package of the quarter that ended last has gone up."""
    today = office.today()
    quarter = due.last_quarter(office, today)
    mine = _of_period(office, quarter)
    if not mine and quarter.end < due.begun(office):
        return Standing(FINE, "Chưa đến kỳ gửi", f"Dữ liệu bắt đầu sau {quarter.title}: chưa có gói nào phải gửi.")
    if not mine:
        late = (today - quarter.end).days > due.PACKAGE_DAYS
        return Standing(LATE if late else OPEN, "Chưa gửi kỳ này", f"Chưa xuất gói số liệu {quarter.title}.")
    return _come(mine[0], quarter, today)


def sealed_before(office: Office, period: Period) -> str:
    """What stands in the outbox of a period's figures: how many packages, and how far the newest has come.

    Returns:
        A sentence or two; an empty text as long as nothing was sealed.
    """
    mine = _of_period(office, period)
    if not mine:
        return ""
    many = f"{show_count(len(mine))} gói" if len(mine) > 1 else "gói"
    return f"Kỳ này đã có {many}. {_come(mine[0], period, office.today()).words}"


def _of_period(office: Office, period: Period) -> list[OutboxLine]:
    """Packages of a period that go up, newest first."""
    with office.store.reading() as connection:
        return [line for line in outbox.lines(connection) if line.stream == "up" and line.period == period.key]


def _come(newest: OutboxLine, period: Period, today: date) -> Standing:
    """How far a package has come."""
    day = newest.sealed_at.astimezone(VIETNAM).date()
    about = f"Gói số {newest.sequence}, {period.title}, niêm phong ngày {show_date(day)}"
    if newest.state == "acknowledged":
        return Standing(FINE, "Có biên nhận", f"{about}: nơi nhận đã xác nhận.")
    if newest.state == "returned":
        return Standing(LATE, "Gói bị trả lại", f"{about}: bị trả lại, xem lý do trong hộp thư đi.")
    if newest.state in _SENT:
        return Standing(FINE, f"Đã gửi {show_near(day, today)}", f"{about}: đã gửi, chờ biên nhận.")
    return Standing(OPEN, "Gói chưa giao", f"{about}: chưa giao cho nơi nhận.")


def backing_up(office: Office) -> Standing:
    """When the last backup was made, and whether that is too long ago."""
    with office.store.reading() as connection:
        said, held = settings.read(connection, "last_backup"), settings.read(connection, "backed_up_to")
        after = 0 if held is None else journal.count_after(connection, int(held))
    if said is None:
        level = FINE if office.training else OPEN
        return Standing(level, "Chưa sao lưu", "Chưa có bản sao lưu nào của dữ liệu này.")
    last = datetime.fromisoformat(said).astimezone(VIETNAM)
    today = office.today()
    words = f"Lần sao lưu gần nhất: {last:%H:%M} ngày {show_date(last.date())}."
    when = f"{last:%H:%M}" if last.date() == today else show_near(last.date(), today)
    short = f"Đã sao lưu {when}"
    if after:
        short = f"Sao lưu {when}, {show_count(after)} việc sau đó"
        words += (
            f" {show_count(after)} việc làm sau đó chưa có trong bản sao lưu nào; đóng chương trình thì máy sao lưu."
        )
    late = today - last.date() > timedelta(days=due.BACKUP_DAYS)
    return Standing(LATE if late else FINE, short, words)
