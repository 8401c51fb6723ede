"""The tables. A change here needs a migration; a test holds both against each other."""

from __future__ import annotations

import sqlalchemy as sa

metadata = sa.MetaData()

templates = sa.Table(
    "templates",
    metadata,
    sa.Column("hash", sa.String(64), primary_key=True),
    sa.Column("content", sa.LargeBinary, nullable=False),
)

drafts = sa.Table(
    "drafts",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("template_hash", sa.String(64), sa.ForeignKey("templates.hash"), nullable=False),
    sa.Column("content", sa.LargeBinary, nullable=False),
    sa.Column("number", sa.String, nullable=False),
    sa.Column("customer", sa.String, nullable=False),
    sa.Column("subject", sa.String, nullable=False),
    sa.Column("state", sa.String, nullable=False),
    sa.Column("words", sa.String, nullable=False),
    sa.Column("next_person", sa.String, nullable=False),
    sa.Column("missing", sa.Integer, nullable=False),
    sa.Column("created", sa.DateTime, nullable=False),
    sa.Column("changed", sa.DateTime, nullable=False),
    sa.Column("deleted", sa.DateTime, nullable=True),
)
sa.Index("drafts_changed", drafts.c.deleted, drafts.c.changed)
sa.Index("drafts_state", drafts.c.deleted, drafts.c.state)
SUMMARY = (
    *("id", "deleted", "changed", "created", "number", "customer", "subject", "state", "words"),
    *("next_person", "missing"),
)
"""What lists show. Behind it lies the content, which would have to be passed by for each line."""
sa.Index("drafts_summary", *(drafts.c[name] for name in SUMMARY))

states = sa.Table(
    "states",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("draft_id", sa.String(36), sa.ForeignKey("drafts.id"), nullable=False),
    sa.Column("moment", sa.DateTime, nullable=False),
    sa.Column("content", sa.LargeBinary, nullable=False),
    sa.Column("name", sa.String, nullable=True),
)
sa.Index("states_draft", states.c.draft_id, states.c.moment)

files = sa.Table(
    "files",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("draft_id", sa.String(36), sa.ForeignKey("drafts.id"), nullable=False),
    sa.Column("kind", sa.String, nullable=False),
    sa.Column("name", sa.String, nullable=False),
    sa.Column("state", sa.String, nullable=False),
    sa.Column("created", sa.DateTime, nullable=False),
    sa.Column("size", sa.Integer, nullable=False),
    sa.Column("sha256", sa.String(64), nullable=False),
    sa.Column("content", sa.LargeBinary, nullable=False),
    sa.Column("verdict", sa.LargeBinary, nullable=True),
)
sa.Index("files_draft", files.c.draft_id)

counters = sa.Table(
    "counters",
    metadata,
    sa.Column("name", sa.String, primary_key=True),
    sa.Column("value", sa.Integer, nullable=False),
)

team = sa.Table(
    "team",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("content", sa.LargeBinary, nullable=False),
)

shared = sa.Table(
    "shared",
    metadata,
    sa.Column("draft_id", sa.String(36), sa.ForeignKey("drafts.id"), primary_key=True),
    sa.Column("content", sa.LargeBinary, nullable=False),
)

sub_processor_changes = sa.Table(
    "sub_processor_changes",
    metadata,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("created", sa.DateTime, nullable=False),
    sa.Column("content", sa.LargeBinary, nullable=False),
)

sub_processor_notices = sa.Table(
    "sub_processor_notices",
    metadata,
    sa.Column(
        "change_id", sa.String(36), sa.ForeignKey("sub_processor_changes.id", ondelete="CASCADE"), primary_key=True
    ),
    sa.Column("draft_id", sa.String(36), sa.ForeignKey("drafts.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("content", sa.LargeBinary, nullable=False),
)

returned_copies = sa.Table(
    "returned_copies",
    metadata,
    sa.Column("file_id", sa.Integer, sa.ForeignKey("files.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("kind", sa.String, nullable=False),
    sa.Column("checked_by", sa.String, nullable=False),
    sa.Column("checked", sa.DateTime, nullable=False),
    sa.Column("note", sa.String, nullable=False),
)

undo = sa.Table(
    "undo",
    metadata,
    sa.Column("draft_id", sa.String(36), sa.ForeignKey("drafts.id"), primary_key=True),
    sa.Column("step", sa.Integer, primary_key=True),
    sa.Column("content", sa.LargeBinary, nullable=False),
)

trail = sa.Table(
    "trail",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("moment", sa.DateTime, nullable=False),
    sa.Column("what", sa.String, nullable=False),
    sa.Column("subject", sa.String, nullable=False),
    sa.Column("sha256", sa.String(64), nullable=False),
    sa.Column("previous", sa.String(64), nullable=False),
    sa.Column("hash", sa.String(64), nullable=False),
)

handed_out = sa.Table(
    "handed_out",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("draft_id", sa.String(36), sa.ForeignKey("drafts.id"), nullable=False),
    sa.Column("sha256", sa.String(64), nullable=False),
    sa.Column("to_whom", sa.String, nullable=False),
    sa.Column("moment", sa.DateTime, nullable=False),
    sa.Column("ended", sa.DateTime, nullable=True),
    sa.Column("how", sa.String, nullable=False),
)
sa.Index("handed_out_draft", handed_out.c.draft_id, handed_out.c.ended)

pictures = sa.Table(
    "pictures",
    metadata,
    sa.Column("kind", sa.String, primary_key=True),
    sa.Column("person", sa.String, primary_key=True),
    sa.Column("width", sa.Integer, nullable=False),
    sa.Column("height", sa.Integer, nullable=False),
    sa.Column("png", sa.LargeBinary, nullable=False),
)

register = sa.Table(
    "register",
    metadata,
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
sa.Index("register_row", register.c.row, unique=True)
