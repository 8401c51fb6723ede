"""The schema, brought forward. A store that is up to date is not looked at twice."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from avv_desktop.errors import NewerFormat
from avv_desktop.store.database import copy_to, run, told

HEAD = "0007"
INCREMENTAL = 2
SCRIPTS = Path(__file__).with_name("migrations")


def bring_forward(engine: sa.Engine, path: Path) -> None:
    """Run what is missing, all of it or nothing; a copy of the store as it was is made before.

    Raises NewerFormat for a store of a newer program, StoreError.
    """
    version = _version(engine)
    if version == HEAD:
        return
    if version is not None and version > HEAD:
        raise NewerFormat(path=str(path), schema=version, known=HEAD)
    if version is not None:
        copy_to(engine, path, path.with_name(f"{path.stem}.before-{HEAD}{path.suffix}"))
    _upgrade(engine, path)
    if run(engine, "PRAGMA auto_vacuum") != [(INCREMENTAL,)]:
        run(engine, "PRAGMA auto_vacuum = INCREMENTAL")
        run(engine, "VACUUM")


def _upgrade(engine: sa.Engine, path: Path) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    try:
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "store@head")
    except sa.exc.DatabaseError as error:
        raise told(path, str(error.orig)) from error


def _version(engine: sa.Engine) -> str | None:
    with engine.connect() as connection:
        if not sa.inspect(connection).has_table("alembic_version"):
            return None
        return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
