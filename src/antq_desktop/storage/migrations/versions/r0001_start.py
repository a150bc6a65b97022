"""Schema 1: the first registers, the journal, search, import memory and the outbox."""

from antq_desktop.storage.migrations import frozen

revision = "r0001"
down_revision = None


def upgrade() -> None:
    """Run what this step is."""
    frozen.run(__file__)
