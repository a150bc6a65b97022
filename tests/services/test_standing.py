"""How package and backup stand, as time goes on."""

import pytest

from antq_desktop.services import due, standing, upkeep
from antq_desktop.services.handover.handing_over import outbox_lines
from antq_desktop.storage import outbox
from antq_desktop.storage.outbox import OutboxLine


def sealed(office, state, identity="ab" * 32, period=None):
    quarter = due.last_quarter(office, office.today())
    line = OutboxLine(
        identity, "numbers", "up", period or quarter.key, 1, state, None, "goi.antqpkg", {}, office.clock()
    )
    with office.store.settling() as connection:
        outbox.enter(connection, line, office.store.device, office.store.device)


def test_nothing_sent_is_open_first_and_late_after_the_days_allowed(office, clock):
    clock.now = clock.now.replace(month=10, day=5)
    assert standing.sending(office).level == standing.OPEN
    clock.move(days=20)
    told = standing.sending(office)
    assert (told.level, told.short) == (standing.LATE, "Chưa gửi kỳ này")
    assert "quý III năm 2026" in told.words


@pytest.mark.parametrize(
    ("state", "level", "short"),
    [
        ("sealed", standing.OPEN, "Gói chưa giao"),
        ("handed_over", standing.FINE, "Đã gửi 23/11"),
        ("delivered", standing.FINE, "Đã gửi 23/11"),
        ("acknowledged", standing.FINE, "Có biên nhận"),
        ("returned", standing.LATE, "Gói bị trả lại"),
    ],
)
def test_each_state_of_the_package_is_told(office, state, level, short):
    sealed(office, state)
    told = standing.sending(office)
    assert (told.level, told.short) == (level, short)
    assert "23/11/2026" in told.words


def test_the_package_of_another_period_says_nothing_about_this_one(office):
    sealed(office, "acknowledged", period="2026-Q1")
    assert len(outbox_lines(office)) == 1
    assert standing.sending(office).short == "Chưa gửi kỳ này"


def test_a_backup_grows_old(office, clock):
    assert standing.backing_up(office).short == "Chưa sao lưu"
    upkeep.backup(office)
    assert standing.backing_up(office).short == "Đã sao lưu 08:00"
    clock.move(days=3)
    told = standing.backing_up(office)
    assert (told.level, told.short) == (standing.FINE, "Đã sao lưu 23/11")
    clock.move(days=6)
    assert standing.backing_up(office).level == standing.LATE
    clock.move(days=60)
    assert standing.backing_up(office).short == "Đã sao lưu 23/11/2026", "another year is told"
