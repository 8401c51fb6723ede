"""Copies that lie with the other side."""

import sqlalchemy as sa
from alembic import op

revision = "0006a"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "handed_out",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("draft_id", sa.String(36), sa.ForeignKey("drafts.id"), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("to_whom", sa.String, nullable=False),
        sa.Column("moment", sa.DateTime, nullable=False),
        sa.Column("ended", sa.DateTime, nullable=True),
        sa.Column("how", sa.String, nullable=False),
    )
    op.create_index("handed_out_draft", "handed_out", ["draft_id", "ended"])
