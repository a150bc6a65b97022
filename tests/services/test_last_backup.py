"""What no backup holds yet, the backup that closing makes, and how many of several a day stay."""

from dataclasses import replace
from datetime import timedelta

from tests.conftest import Clock

from antq_desktop.domain.choices import Role
from antq_desktop.services import records, standing, upkeep
from antq_desktop.services.office import Office
from antq_desktop.storage import journal
from antq_desktop.storage import store as stores


def enter(office: Office, name: str) -> None:
    records.save(office, "residential_area", {"name": name})


def operations_in(office: Office, backup: upkeep.Backup) -> int:
    copy = stores.Store(stores.StorePaths(backup.path), office.store.key, office.store.device, office.clock)
    with copy.reading() as connection:
        count = journal.last(connection)
    copy.close()
    return count


def test_what_was_done_since_the_last_backup_is_counted(office: Office) -> None:
    upkeep.backup(office)
    assert upkeep.since_backup(office) == 0
    for name in ("Thôn Đông", "Thôn Đoài"):
        enter(office, name)
    assert upkeep.since_backup(office) == 2
    upkeep.backup_before(office, "import")
    assert upkeep.since_backup(office) == 0, "one before an import holds as much"


def test_closing_makes_a_backup_of_what_no_other_holds_and_none_for_nothing(office: Office, clock: Clock) -> None:
    assert upkeep.closing_backup(office) is not None, "there was none at all"
    assert upkeep.closing_backup(office) is None
    enter(office, "Thôn Đông")
    clock.move(hours=8)
    made = upkeep.closing_backup(office)
    assert made is not None
    with office.store.reading() as connection:
        assert operations_in(office, made) == journal.last(connection)
    assert upkeep.closing_backup(office) is None


def test_it_is_made_whoever_closes(office: Office) -> None:
    upkeep.backup(office)
    enter(office, "Thôn Đông")
    looking = office.as_officer(replace(office.officer, roles=frozenset({Role.VIEWER})))
    assert upkeep.closing_backup(looking) is not None


def test_the_first_start_after_what_nobody_backed_up_makes_one(office: Office, clock: Clock) -> None:
    """The window was closed behind the lock, or the power went: nobody had the key then."""
    upkeep.daily_backup(office)
    clock.move(minutes=5)
    assert upkeep.opening_backup(office) is None
    enter(office, "Thôn Đông")
    assert upkeep.daily_backup(office) is None, "one a day is enough while somebody works"
    assert upkeep.opening_backup(office) is not None


def test_several_a_day_take_the_place_of_no_other_day(office: Office, clock: Clock) -> None:
    days = 12
    for day in range(days):
        upkeep.daily_backup(office)
        for number in range(3):
            enter(office, f"Thôn {day} {number}")
            clock.move(hours=2)
            assert upkeep.closing_backup(office) is not None
        clock.move(hours=18)
    kept = upkeep.listed_backups(office)
    *newest, first = (backup for backup in kept if backup.made_at.date() == kept[0].made_at.date())
    assert [each.reason for each in (*newest, first)] == ["closing", "daily"], "what the last day ended and began with"
    kept.remove(first)
    made_on = [backup.made_at.date() for backup in kept]
    assert len(set(made_on)) == len(made_on), "the newest of each day"
    last = made_on[0]
    assert made_on[:7] == [last - timedelta(days=ago) for ago in range(7)]
    assert all(backup.reason == "closing" for backup in kept)


def test_a_clock_that_was_set_back_costs_no_backup_just_made(office: Office, clock: Clock) -> None:
    upkeep.backup(office)
    enter(office, "Thôn Đông")
    clock.move(hours=-3)
    made = upkeep.closing_backup(office)
    assert made is not None
    assert made.path.exists()


def test_the_badge_tells_the_hour_and_what_came_after(office: Office, clock: Clock) -> None:
    upkeep.backup(office)
    told = standing.backing_up(office)
    assert (told.level, told.short) == (standing.FINE, "Đã sao lưu 08:00")
    for name in ("Thôn Đông", "Thôn Đoài"):
        enter(office, name)
    told = standing.backing_up(office)
    assert told.short == "Sao lưu 08:00, 2 việc sau đó"
    assert "2 việc làm sau đó chưa có trong bản sao lưu nào" in told.words
    clock.move(days=1)
    assert standing.backing_up(office).short == "Sao lưu 23/11, 2 việc sau đó"
