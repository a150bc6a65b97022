"""Schema 2: models and clubs with their parts, their activities, and evidence files."""

from antq_desktop.storage.migrations import frozen

revision = "r0002"
down_revision = "r0001"


def upgrade() -> None:
    """Run what this step is."""
    frozen.run(__file__)
