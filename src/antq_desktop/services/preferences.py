"""What the program remembers of an officer's choices: kept in his store, never content of a record."""

import json
from collections.abc import Mapping
from typing import Any

from antq_desktop.services.office import Office
from antq_desktop.storage import settings


def _key(office: Office, what: str) -> str:
    return f"choice:{office.officer.uid.hex}:{what}"


def recall(office: Office, what: str) -> dict[str, Any]:
    """What this officer chose last, as JSON gives it back; empty when there is nothing to remember."""
    with office.store.reading() as connection:
        text = settings.read(connection, _key(office, what))
    known = {} if text is None else json.loads(text)
    return known if isinstance(known, dict) else {}


def remember(office: Office, what: str, choices: Mapping[str, object]) -> None:
    """Remember choices for the next time; nothing is written when they are the same.

    Args:
        office: whose officer.
        what: a name of its own for each set of choices.
        choices: whatever JSON can hold.

    Raises:
        StorageError: busy, full, read-only, damaged.
    """
    text = json.dumps(dict(choices), ensure_ascii=False, sort_keys=True)
    with office.store.reading() as connection:
        if settings.read(connection, _key(office, what)) == text:
            return
    with office.store.settling() as connection:
        settings.write(connection, _key(office, what), text)
