"""Names of states, verdicts of files, steps that can be undone, and the trail."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("states", sa.Column("name", sa.String, nullable=True))
    op.add_column("files", sa.Column("verdict", sa.LargeBinary, nullable=True))
    op.create_table(
        "undo",
        sa.Column("draft_id", sa.String(36), sa.ForeignKey("drafts.id"), primary_key=True),
        sa.Column("step", sa.Integer, primary_key=True),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "trail",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("moment", sa.DateTime, nullable=False),
        sa.Column("what", sa.String, nullable=False),
        sa.Column("subject", sa.String, nullable=False),
        *(sa.Column(name, sa.String(64), nullable=False) for name in ("sha256", "previous", "hash")),
    )
    for verb in ("UPDATE", "DELETE"):
        refuse = "SELECT RAISE(ABORT, 'the trail only grows')"
        op.execute(f"CREATE TRIGGER trail_no_{verb.lower()} BEFORE {verb} ON trail BEGIN {refuse}; END")
