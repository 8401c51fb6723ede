"""The register: dates and tags of each agreement, and its words for searching."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006b"


def upgrade() -> None:
    op.create_table(
        "register",
        sa.Column("draft_id", sa.String(36), sa.ForeignKey("drafts.id"), primary_key=True),
        sa.Column("row", sa.Integer, nullable=False),
        sa.Column("changed", sa.DateTime, nullable=False),
        sa.Column("version", sa.String, nullable=False),
        sa.Column("ends", sa.Date, nullable=True),
        sa.Column("review", sa.Date, nullable=True),
        sa.Column("reviewed", sa.Date, nullable=True),
        sa.Column("deletion_days", sa.Integer, nullable=False),
        sa.Column("sub_processors", sa.String, nullable=False),
        sa.Column("tags", sa.String, nullable=False),
        sa.Column("terminated", sa.Date, nullable=True),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("cleared", sa.Date, nullable=True),
        sa.Column("follows", sa.String(36), nullable=False),
        sa.Column("proof", sa.DateTime, nullable=True),
        sa.Column("proof_of", sa.Integer, nullable=False),
    )
    op.create_index("register_row", "register", ["row"], unique=True)
    op.create_index("drafts_state", "drafts", ["deleted", "state"])
    summary = ["id", "deleted", "changed", "created", "number", "customer", "subject", "state", "words"]
    op.create_index("drafts_summary", "drafts", [*summary, "next_person", "missing"])
    op.execute(
        "CREATE VIRTUAL TABLE search USING fts5(words, prefix = '1 2', tokenize = 'unicode61 remove_diacritics 0')"
    )
    op.execute("INSERT INTO search(search, rank) VALUES ('secure-delete', 1)")  # what is erased leaves nothing behind
