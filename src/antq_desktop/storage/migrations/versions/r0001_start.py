"""Schema 1: the first registers, the journal, search, import memory and the outbox."""

from pathlib import Path

from alembic import op

revision = "r0001"
down_revision = None

STATEMENTS = Path(__file__).with_suffix(".sql")


def upgrade() -> None:
    """Run the statements beside this file, as they were frozen when the schema was released."""
    for statement in STATEMENTS.read_text(encoding="utf-8").split("-- next"):
        op.execute(statement.strip())
