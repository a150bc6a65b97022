"""Schema 2: models and clubs with their parts, their activities, and evidence files."""

from pathlib import Path

from alembic import op

revision = "r0002"
down_revision = "r0001"

STATEMENTS = Path(__file__).with_suffix(".sql")


def upgrade() -> None:
    """Run the statements beside this file, as they were frozen when the schema was released."""
    for statement in STATEMENTS.read_text(encoding="utf-8").split("-- next"):
        op.execute(statement.strip())
