"""Statements of a schema step as they were frozen when it was released, in a file beside the step."""

from pathlib import Path

from alembic import op


def run(step: str) -> None:
    """Run the statements of a step.

    Args:
        step: path of the step's module; its statements have the same name.
    """
    for statement in Path(step).with_suffix(".sql").read_text(encoding="utf-8").split("-- next"):
        op.execute(statement.strip())
