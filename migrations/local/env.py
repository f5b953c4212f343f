"""How Alembic reaches a device's store: through a connection that is handed in, already writing.

To add a migration: change ``elsec_app/store/tables.py``, copy the last file of ``versions`` under
the next number, and let ``tests/store/test_migrate.py`` say whether it leads to the same tables.
A released migration never changes. Migrations never touch ``outbox``: its rows are finished.
"""

from alembic import context

from elsec_app.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
