"""Schema 4: clubs of which only the board is named."""

from antq_desktop.storage.migrations import frozen

revision = "r0004"
down_revision = "r0003"


def upgrade() -> None:
    """Run what this step is."""
    frozen.run(__file__)
