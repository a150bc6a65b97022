"""Remembering that a list with names left the program: what, how many rows, why."""

from antq_desktop.services.office import Office


def journal_leaving(office: Office, what: str, count: int, reason: str) -> None:
    """Write one operation without changes; the chief's page counts them.

    Args:
        office: who let it leave.
        what: what left, for example "In Sổ đăng ký cam kết".
        count: rows with names.
        reason: as typed.
    """
    with office.store.operation(office.intent(f"{what} ({count} dòng)", reason, keep_empty=True)):
        pass
