"""Where Alembic meets the connection that `storage.schema` opened; the transaction is that one."""

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=None,
    transaction_per_migration=False,
)
context.run_migrations()
