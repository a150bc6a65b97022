"""What the program derives from the registers, made anew: projected columns, order keys, search entries.

Nothing here touches what officers wrote or the journal, so that no backup is needed to mend it.
"""

from uuid import UUID

from sqlalchemy import Connection

from antq_desktop.domain.fields import Register
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.storage import projection, rows


def rebuild(connection: Connection) -> int:
    """Derive everything again.

    Args:
        connection: a writing transaction outside the journal.

    Returns:
        Number of lines whose projected columns did not agree with their dated rows.
    """
    mended = 0
    for register in REGISTERS.values():
        wrong = projection.disagreeing(connection, register)
        projection.refresh(connection, register, wrong)
        mended += len(wrong)
    connection.exec_driver_sql("DELETE FROM search_entry")
    for table in ("search_folded", "search_toned"):
        connection.exec_driver_sql(f"INSERT INTO {table}({table}) VALUES('rebuild')")
    for register in REGISTERS.values():
        uids = _uids(connection, register)
        for start in range(0, len(uids), rows.BATCH):
            projection.settle(connection, register, uids[start : start + rows.BATCH])
    return mended


def _uids(connection: Connection, register: Register) -> list[UUID]:
    sql = f"SELECT uid FROM {register.key} WHERE deleted_at IS NULL ORDER BY id"
    return [UUID(bytes=bytes(row[0])) for row in connection.exec_driver_sql(sql)]
