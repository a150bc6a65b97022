"""The records an officer opened last, remembered for him in the store by register and uid alone."""

from uuid import UUID

from antq_desktop.domain.registers import REGISTERS
from antq_desktop.services import preferences
from antq_desktop.services.office import Office

KEPT = 8
_WHAT = "recent"

Opened = tuple[str, UUID]


def recall(office: Office) -> list[Opened]:
    """Register and uid of what was opened last, newest first."""
    known = preferences.recall(office, _WHAT)
    found = []
    for place in range(KEPT):
        key, _, uid = str(known.get(str(place), "")).partition(":")
        if key in REGISTERS and uid:
            found.append((key, UUID(uid)))
    return found


def remember(office: Office, opened: list[Opened]) -> None:
    """Keep the first few for the next time.

    Raises:
        StorageError: busy, full, read-only, damaged.
    """
    preferences.remember(office, _WHAT, {str(place): f"{key}:{uid}" for place, (key, uid) in enumerate(opened[:KEPT])})
