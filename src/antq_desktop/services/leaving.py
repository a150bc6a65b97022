"""What of a register may leave the program, and remembering that it did: what, how many rows, why."""

from antq_desktop.domain.fields import FieldSpec, Register
from antq_desktop.services.office import Office

DERIVED = "open"


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


def names_persons(register: Register) -> bool:
    """Whether a list of the register names households."""
    personal = any(spec.personal for spec in register.fields.values())
    return personal or any(spec.links_to == "household" for spec in register.fields.values())


def shown_fields(register: Register) -> tuple[FieldSpec, ...]:
    """Fields of a workbook or paper: all but those that never leave, and flags derived from dated rows."""
    return tuple(
        spec
        for spec in register.fields.values()
        if not spec.never_leaves and not (spec.projected or "").endswith(f".{DERIVED}")
    )
