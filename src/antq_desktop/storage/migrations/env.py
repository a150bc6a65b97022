"""Where Alembic meets the connection that `storage.schema` opened; the transaction is that one."""

from alembic import context

from antq_desktop.storage.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    transaction_per_migration=False,
)
context.run_migrations()
