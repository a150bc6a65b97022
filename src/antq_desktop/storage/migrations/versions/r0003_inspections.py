"""Schema 3: inspections of models and clubs."""

from antq_desktop.storage.migrations import frozen

revision = "r0003"
down_revision = "r0002"


def upgrade() -> None:
    """Run what this step is."""
    frozen.run(__file__)
