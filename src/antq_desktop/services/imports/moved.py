"""Plans that were made by looking: they are carried out only upon the registers that were looked at."""

from antq_desktop.domain.errors import EditedElsewhere
from antq_desktop.services.office import Office
from antq_desktop.storage.store import journal_head
from antq_desktop.storage.writing import Writing


def seen(office: Office) -> str | None:
    """Where the registers stand; ask before looking at them, and keep it with the plan."""
    with office.store.reading() as connection:
        return journal_head(connection)


def expect_unmoved(writing: Writing, end: str | None) -> None:
    """Refuse to go on where somebody wrote since.

    Args:
        writing: the operation.
        end: what `seen` said.

    Raises:
        EditedElsewhere: they moved; nothing was written.
    """
    if journal_head(writing.connection) != end:
        raise EditedElsewhere("Sổ đã thay đổi sau khi xem trước, chưa ghi gì.", do="Xem trước lại rồi nhập.")
