"""Handwriting and logos for signatures."""

import sqlalchemy as sa
from alembic import op

revision = "0006b"
down_revision = "0006a"


def upgrade() -> None:
    op.create_table(
        "pictures",
        sa.Column("kind", sa.String, primary_key=True),
        sa.Column("person", sa.String, primary_key=True),
        sa.Column("width", sa.Integer, nullable=False),
        sa.Column("height", sa.Integer, nullable=False),
        sa.Column("png", sa.LargeBinary, nullable=False),
    )
