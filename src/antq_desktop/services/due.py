"""What waits to be done, worst first: shown on the first page and as numbers on the rail."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from antq_desktop.domain.clock import VIETNAM
from antq_desktop.domain.dates import show_date
from antq_desktop.domain.errors import StorageError
from antq_desktop.domain.percent import show_count
from antq_desktop.domain.periods import Period, parse_period
from antq_desktop.domain.registers.pledge_campaign import PLEDGE_CAMPAIGNS, PledgeCampaign
from antq_desktop.services import rehearsing
from antq_desktop.services.half_typed import HalfTyped, half_typed
from antq_desktop.services.indicators import I1B, Figures
from antq_desktop.services.office import Office
from antq_desktop.services.officers import known_password
from antq_desktop.storage import device, journal, outbox, rows, settings
from antq_desktop.storage.outbox import OutboxLine

BACKUP_DAYS = 7
SOON_DAYS = 14
PACKAGE_DAYS = 15
LATE, SOON, OPEN = "late", "soon", "open"
PASSWORD, RECOVERY, BACKUPS = "password", "recovery", "backups"
_ORDER = (LATE, SOON, OPEN)


@dataclass(frozen=True, slots=True)
class Due:
    """Something that waits.

    Attributes:
        level: `late`, `soon` or `open`.
        when: a few words for the date ("Quá hạn", "còn 3 ngày", "").
        title: what is to be done.
        detail: why, or by when.
        page: where it is done.
        count: how many things wait there.
        period: the period it is of; None where it is of none.
        half: what was typed and not saved; None for everything else that waits.
        part: of the page: `password`, `recovery` or `backups` of the settings; empty where a page has one purpose.
    """

    level: str
    when: str
    title: str
    detail: str
    page: str
    count: int = 1
    period: Period | None = None
    half: HalfTyped | None = None
    part: str = ""


def due(office: Office, figures: Figures) -> list[Due]:
    """Everything that waits today.

    Args:
        office: where.
        figures: of the year in view, for the households that are missing.
    """
    today = office.today()
    with office.store.reading() as connection:
        campaigns = [line.record for line in rows.all_live(connection, PLEDGE_CAMPAIGNS)]
        packages = outbox.lines(connection)
        backed_up = settings.read(connection, "last_backup")
    found = [
        *_half_typed(office),
        *_areas(figures),
        *_rounds([item for item in campaigns if isinstance(item, PledgeCampaign)], figures, today),
        *_packages(packages, office, today),
        *_password(office),
        *_backup(backed_up, office, today),
        *_recovery(office),
        *_enrolment(office),
    ]
    return sorted(found, key=lambda item: _ORDER.index(item.level))


def _rounds(campaigns: list[PledgeCampaign], figures: Figures, today: date) -> Iterator[Due]:
    mine = [item for item in campaigns if item.year == today.year]
    if not mine:
        title = f"Mở đợt ký cam kết năm {today.year}"
        yield Due(SOON, "", title, "Chưa có đợt ký nào của năm nay.", "pledge_campaign")
    missing = next((item.denominator - item.numerator for item in figures.measures if item.id == I1B), 0)
    for item in mine:
        if item.due_on is None or not missing or figures.period.year != item.year:
            continue
        left = (item.due_on - today).days
        if left > SOON_DAYS:
            continue
        when = "Quá hạn" if left < 0 else f"Còn {left} ngày"
        title = f"{item.name}: còn {show_count(missing)} hộ chưa ký"
        yield Due(LATE if left < 0 else SOON, when, title, f"Hạn {show_date(item.due_on)}", "entry", missing)


def _packages(packages: list[OutboxLine], office: Office, today: date) -> Iterator[Due]:
    waiting = sum(line.state == "sealed" for line in packages)
    if waiting:
        title = f"Giao {show_count(waiting)} gói đã niêm phong"
        yield Due(SOON, "", title, "Chép ra USB hoặc gửi lên tỉnh.", "outbox", waiting)
    quarter = last_quarter(office, today)
    if any(line.period == quarter.key for line in packages) or quarter.end < begun(office):
        return
    late = (today - quarter.end).days > PACKAGE_DAYS
    title = f"Xuất gói số liệu {quarter.title}"
    level, when = (LATE, "Quá hạn") if late else (SOON, "")
    yield Due(level, when, title, f"Kỳ hết ngày {show_date(quarter.end)}", "export", period=quarter)


def begun(office: Office) -> date:
    """The day this store was set up: nothing was due of it before. Sample data began long ago."""
    with office.store.reading() as connection:
        first = journal.first_moment(connection)
    return date.min if first is None or office.training else first.astimezone(VIETNAM).date()


def _half_typed(office: Office) -> Iterator[Due]:
    """What a crash or a lock left; it counts at no place of the rail, where it may be going on.

    Drafts that cannot be read are told where something is typed; they take nothing else from what waits.
    """
    try:
        found = half_typed(office)
    except StorageError:
        return
    for half in found:
        detail = f"Gõ lúc {half.at:%H:%M} ngày {show_date(half.at.date())}, chưa lưu vào sổ."
        yield Due(SOON, "Gõ dở", f"Bản đang gõ dở: {half.what}", detail, half.page, 0, half=half)


def _areas(figures: Figures) -> Iterator[Due]:
    if not figures.areas:
        yield Due(SOON, "", "Nhập khu dân cư của xã", "Dán danh sách thôn, tổ; hộ ghi theo khu.", "residential_area")


def last_quarter(office: Office, today: date) -> Period:
    """The newest quarter that has ended, with the closing days of the province."""
    rules = office.catalogues.period_rules
    keys = [f"{year}-Q{number}" for year in (today.year, today.year - 1) for number in (4, 3, 2, 1)]
    return next(period for period in (parse_period(key, rules) for key in keys) if period.end < today)


def _backup(said: str | None, office: Office, today: date) -> Iterator[Due]:
    if office.training:
        return
    if said is None:
        yield Due(SOON, "", "Sao lưu dữ liệu lần đầu", "Chưa có bản sao lưu nào.", "settings", part=BACKUPS)
        return
    last = datetime.fromisoformat(said).astimezone(VIETNAM).date()
    if today - last > timedelta(days=BACKUP_DAYS):
        yield Due(LATE, "Quá hạn", "Sao lưu dữ liệu", f"Lần gần nhất: {show_date(last)}", "settings", part=BACKUPS)


def _password(office: Office) -> Iterator[Due]:
    with office.store.reading() as connection:
        known = settings.read(connection, known_password(office.officer.uid))
    if known:
        detail = "Người đặt biết mật khẩu này. Đổi ở Cài đặt › Bảo mật."
        yield Due(SOON, "", "Đổi mật khẩu do quản trị đặt", detail, "settings", part=PASSWORD)


def _recovery(office: Office) -> Iterator[Due]:
    if not office.training and office.may("officers") and rehearsing.waits(office):
        detail = "Chưa ai gõ lại hai nửa mã từ giấy; in sai hay mất giấy thì quên mật khẩu là mất dữ liệu."
        yield Due(SOON, "", "Thử mã phục hồi", detail, "settings", part=RECOVERY)


def _enrolment(office: Office) -> Iterator[Due]:
    if not device.load_or_create(office.paths, office.store.key).issued:
        detail = "Gói niêm phong bây giờ nơi nhận chưa tin cậy ngay."
        yield Due(OPEN, "", "Xin tỉnh cấp chứng thư cho máy này", detail, "enrolment")
