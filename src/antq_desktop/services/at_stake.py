"""What a change would take away of what another office confirmed, to be asked about before it is made."""

from collections.abc import Mapping
from uuid import UUID

from antq_desktop.domain.fields import Record
from antq_desktop.services import stamping
from antq_desktop.services.office import Office
from antq_desktop.services.records import decoded, get, register_of


def in_changing(office: Office, register_key: str, values: Mapping[str, object], uid: UUID | None = None) -> str:
    """What saving would take away beside what it changes, as a sentence to ask about; empty if nothing.

    What cannot be saved as it is typed takes nothing away.
    """
    register = register_of(register_key)
    if register_key not in stamping.CONFIRMABLE:
        return ""
    base = None if uid is None else get(office, register_key, uid)
    record, _found = decoded(office, register, values, uid, base)
    if record is None or (base is not None and record == base.record):
        return ""
    return _said_before(office, record, "Lưu thay đổi")


def in_removing(office: Office, register_key: str, uid: UUID) -> str:
    """The same, of taking a record out."""
    return _said_before(office, get(office, register_key, uid).record, "Xóa dòng này")


def _said_before(office: Office, record: Record, act: str) -> str:
    with office.store.reading() as connection:
        lost = stamping.at_stake(connection, record)
    return f"{act} sẽ bỏ {lost}; cơ quan ấy phải xác nhận lại." if lost else ""
