"""Write ``0001_first_tables.sql`` anew from the tables; only until the first release.

Run it as ``python -m tests.store.renew_first_migration``.
"""

from itertools import groupby
from typing import Any

from sqlalchemy import create_mock_engine

from elsec_app.resources import migrations
from elsec_app.store.tables import metadata

FIRST = migrations("local") / "versions" / "0001_first_tables.sql"


def statements() -> str:
    """All that makes the tables, in order, each ending in a semicolon and a line's end."""
    made: list[str] = []

    def note(statement: Any, *_args: Any, **_kwargs: Any) -> None:
        lines = str(statement.compile(dialect=engine.dialect)).strip().splitlines()
        made.append("\n".join(line.rstrip().replace("\t", "  ") for line in lines))

    engine = create_mock_engine("sqlite://", note)
    metadata.create_all(engine, checkfirst=False)
    return "".join(f"{statement};\n" for statement in _settled(made))


def _settled(made: list[str]) -> list[str]:
    """*made* with the indexes of each table by name: SQLAlchemy keeps them in a set."""
    settled: list[str] = []
    for is_index, run in groupby(made, lambda statement: statement.startswith("CREATE INDEX")):
        group = list(run)
        settled += sorted(group) if is_index else group
    return settled


if __name__ == "__main__":
    FIRST.write_text(statements(), encoding="utf-8")
