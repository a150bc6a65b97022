"""What a database says of itself to whoever has its key, when the key file beside it is gone."""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from sqlcipher3 import dbapi2

from antq_desktop.domain.errors import StoreDamaged
from antq_desktop.storage.connect import connect, translate

_NOT_A_DATABASE = 26


@dataclass(frozen=True, slots=True)
class Described:
    """A database as its settings name it.

    Attributes:
        database: its uid.
        generation: of the newest key file it has seen.
    """

    database: UUID
    generation: int


def described(path: Path, key: bytes) -> Described | None:
    """Open a database with a key and read who it is; None when the key is not its own.

    Raises:
        StoreMissing: there is no database.
        StoreDamaged: the key is right, but a page does not verify, or the database does not say who it is.
        StorageError: busy, or the disk is at fault.
    """
    try:
        connection = connect(path, key, read_only=True)
        try:
            said = dict(connection.execute("SELECT key, value FROM setting").fetchall())
        finally:
            connection.close()
        return Described(UUID(hex=said["database"]), int(said.get("key_generation") or 0))
    except dbapi2.Error as reason:
        if getattr(reason, "sqlite_errorcode", None) == _NOT_A_DATABASE:
            return None
        raise translate(reason) from reason
    except (KeyError, TypeError, ValueError) as reason:
        raise StoreDamaged("Cơ sở dữ liệu không cho biết nó là của ai.", do="Phục hồi từ bản sao lưu.") from reason
