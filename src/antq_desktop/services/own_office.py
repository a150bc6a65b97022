"""The office the officer works for, and the province above the commune."""

from antq_desktop.domain.registers import REGISTERS
from antq_desktop.domain.registers.office import Office as OfficeRecord
from antq_desktop.domain.registers.unit import Unit
from antq_desktop.services.office import Office
from antq_desktop.storage import rows


def own_office(office: Office) -> OfficeRecord | None:
    """The officer's office; the police's if none is set."""
    with office.store.reading() as connection:
        known = [line.record for line in rows.all_live(connection, REGISTERS["office"])]
    offices = [item for item in known if isinstance(item, OfficeRecord)]
    mine = [item for item in offices if item.uid == office.officer.office]
    police = [item for item in offices if item.kind == "police"]
    return next(iter(mine or police or offices), None)


def province_name(office: Office) -> str:
    """Name of the province with its kind word in lower case; dots to fill in where it is not known."""
    with office.store.reading() as connection:
        units = [line.record for line in rows.all_live(connection, REGISTERS["unit"])]
    known = {unit.code: unit for unit in units if isinstance(unit, Unit)}
    own = known.get(office.unit_code)
    parent = known.get(own.parent_code or "") if own else None
    if parent is None:
        return "tỉnh …"
    return parent.name[:1].lower() + parent.name[1:]
