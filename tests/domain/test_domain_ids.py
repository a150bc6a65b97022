"""Identifiers are ordered by time or named by what they stand for."""

from datetime import UTC, datetime, timedelta
from itertools import islice, pairwise
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from antq_desktop.domain.ids import new_uid, new_uids, seeded_uid

TIMES = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@given(TIMES)
def test_a_uid_is_a_version_seven_of_its_millisecond(now: datetime) -> None:
    uid = new_uid(now)
    assert (uid.version, uid.variant) == (7, "specified in RFC 4122")
    assert uid.int >> 80 == int(now.timestamp() * 1000)


@given(TIMES)
def test_later_uids_sort_later(now: datetime) -> None:
    assert new_uid(now) < new_uid(now + timedelta(milliseconds=2))


def test_uids_of_one_moment_differ() -> None:
    now = datetime(2026, 5, 20, tzinfo=UTC)
    assert len({new_uid(now) for _ in range(1000)}) == 1000


def test_uids_drawn_in_a_row_rise_and_share_their_millisecond() -> None:
    now = datetime(2026, 5, 20, tzinfo=UTC)
    drawn = list(islice(new_uids(now), 1000))
    assert all(first < second for first, second in pairwise(drawn))
    assert {(uid.version, uid.int >> 80) for uid in drawn} == {(7, int(now.timestamp() * 1000))}
    assert {uid.variant for uid in drawn} == {"specified in RFC 4122"}


def test_seeded_uids_are_the_same_on_every_laptop() -> None:
    assert seeded_uid("member_organization", "HND") == UUID("1304bcb4-99ed-5263-8d5d-5721d9f0a51c")
    assert seeded_uid("member_organization", "HND") != seeded_uid("unit", "HND")
    assert seeded_uid("unit", "01").version == 5
