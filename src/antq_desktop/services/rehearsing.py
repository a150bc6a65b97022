"""Trying the recovery halves from their papers, and remembering that they were tried."""

from antq_desktop.services import setup
from antq_desktop.services.office import Office
from antq_desktop.storage import settings
from antq_desktop.storage.recovery import GROUPS, RecoveryHalf

TRIED_ON = "recovery_tried_on"


def asked_group(half: RecoveryHalf) -> int:
    """Which group of a half is asked back, from 1: it differs from half to half, and is never the first ones."""
    return int(half.digits[-2:]) % (GROUPS - 4) + 5


def fits(half: RecoveryHalf, typed: str) -> bool:
    """Whether the typed group is the one asked for."""
    return "".join(typed.split()) == half.groups[asked_group(half) - 1]


def note(office: Office) -> None:
    """Remember that both halves were read back from their papers."""
    with office.store.settling() as connection:
        settings.write(connection, TRIED_ON, office.today().isoformat())


def forget(office: Office) -> None:
    """New papers were made: they wait to be tried."""
    with office.store.settling() as connection:
        settings.write(connection, TRIED_ON, None)


def waits(office: Office) -> bool:
    """Whether nobody has read the halves back yet."""
    with office.store.reading() as connection:
        return settings.read(connection, TRIED_ON) is None


def attempt(office: Office, first: str, second: str) -> None:
    """Try two whole halves on the store; nothing in it changes but the remembered day.

    Raises:
        PasswordRefused: a group is mistyped, or the halves are not of this store.
    """
    setup.rehearse(office.paths.folder, first, second)
    note(office)
