"""How Alembic reaches the centre's database: through a connection that is handed in.

To add a migration: change ``elsec_app/centre/tables.py``, copy the last file of ``versions`` under
the next number, and let ``tests/centre/test_migrate.py`` say whether it leads to the same tables,
each of them guarded. A released migration never changes.
"""

from alembic import context

from elsec_app.centre.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
)
with context.begin_transaction():
    context.run_migrations()
