"""Changes of sub-processors, the notices about them, and copies that came back."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "sub_processor_changes",
        sa.Column("id", sa.String(36), primary_key=True),
        sa.Column("created", sa.DateTime, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
    change = sa.ForeignKey("sub_processor_changes.id", ondelete="CASCADE")
    op.create_table(
        "sub_processor_notices",
        sa.Column("change_id", sa.String(36), change, primary_key=True),
        sa.Column("draft_id", sa.String(36), sa.ForeignKey("drafts.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "returned_copies",
        sa.Column("file_id", sa.Integer, sa.ForeignKey("files.id", ondelete="CASCADE"), primary_key=True),
        *(sa.Column(name, sa.String, nullable=False) for name in ("kind", "checked_by")),
        sa.Column("checked", sa.DateTime, nullable=False),
        sa.Column("note", sa.String, nullable=False),
    )
