"""The tables of the archive, the same on SQLite and PostgreSQL (search indexes stand in `index_*`)."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

LAYOUT = "3"
"""Changes when a table changes; `upgrade` brings older ones along, newer ones are refused, not guessed at."""

metadata = MetaData()

KEY = String().with_variant(String(collation="C"), "postgresql")
"""Text compared byte by byte, so that an index finds everything that begins so."""

setting = Table("setting", metadata, Column("name", String, primary_key=True), Column("value", Text))

entry = Table(
    "entry",
    metadata,
    Column("pk", Integer, primary_key=True, autoincrement=True),
    Column("id", String, unique=True, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("path", LargeBinary, nullable=False),
    Column("name", Text, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("media_type", String),
    Column("pages", Integer),
    Column("state", String, nullable=False),
    Column("reason_code", String, nullable=False, default=""),
    Column("reason", Text, nullable=False, default=""),
    Column("attempts", Integer, nullable=False, default=0),
    Column("lost", Integer, nullable=False, default=0),
    Column("options_key", String, nullable=False, default=""),
    Column("begins", String, nullable=False, default="", server_default=""),
    Column("owner", String),
    Column("lease_until", Float),
    Column("seen_at", String, nullable=False),
    Column("changed_at", String, nullable=False),
    Index("entry_sha256", "sha256"),
    Index("entry_state", "state", "pk"),
)

change = Table(
    "change",
    metadata,
    Column("pk", Integer, primary_key=True, autoincrement=True),
    Column("entry_pk", ForeignKey("entry.pk"), nullable=False, index=True),
    Column("at", String, nullable=False, index=True),
    Column("state", String, nullable=False),
    Column("reason", Text, nullable=False, default=""),
    Column("by", String, nullable=False, default=""),
    Column("versions", Text, nullable=False, default=""),
)

sighting = Table(
    "sighting",
    metadata,
    Column("path", LargeBinary, primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("mtime_ns", BigInteger, nullable=False),
    Column("entry_pk", ForeignKey("entry.pk"), nullable=False, index=True),
)

letter = Table(
    "letter",
    metadata,
    Column("pk", BigInteger, primary_key=True, autoincrement=False),
    Column("id", String, unique=True, nullable=False),
    Column("entry_pk", ForeignKey("entry.pk"), nullable=False, index=True),
    Column("part", Integer, nullable=False),
    Column("sort_key", BigInteger, unique=True, nullable=False),
    Column("version", Integer, nullable=False, default=1),
    Column("state", String, nullable=False),
    Column("accepted", Boolean, nullable=False, default=False),
    Column("kind", String),
    Column("kind_key", String, index=True),
    Column("issuer", Text),
    Column("issuer_key", Text),
    Column("code", String),
    Column("code_key", KEY, index=True),
    Column("issued_on", String(10)),
    Column("year", Integer),
    Column("subject", Text),
    Column("is_draft", Boolean, nullable=False, default=False),
    Column("contest", Text),
    Column("pages", Integer, nullable=False, default=0),
    Column("head", Text, nullable=False, default=""),
    Column("secrecy", String),
)

secret = Index(
    "letter_secret",
    letter.c.entry_pk,
    sqlite_where=letter.c.secrecy.is_not(None),
    postgresql_where=letter.c.secrecy.is_not(None),
)
"""Finds the few marked letters; it must not tempt anybody who looks for the others."""

page = Table(
    "page",
    metadata,
    Column("letter_pk", ForeignKey("letter.pk"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("text", Text, nullable=False),
    Column("boxes", LargeBinary),
)

deadline = Table(
    "deadline",
    metadata,
    Column("pk", Integer, primary_key=True, autoincrement=True),
    Column("letter_pk", ForeignKey("letter.pk"), nullable=False, index=True),
    Column("date", String(10), nullable=False, index=True),
)

cited = Table(
    "cited",
    metadata,
    Column("letter_pk", ForeignKey("letter.pk"), primary_key=True),
    Column("code_key", KEY, primary_key=True),
    Index("cited_code", "code_key"),
)

reading = Table(
    "reading",
    metadata,
    Column("letter_pk", ForeignKey("letter.pk"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("code", String, nullable=False),
    Column("code_key", KEY, nullable=False, index=True),
)
"""What a code that a pen wrote may say, the likeliest first."""

reason = Table(
    "reason",
    metadata,
    Column("pk", Integer, primary_key=True, autoincrement=True),
    Column("letter_pk", ForeignKey("letter.pk"), nullable=False, index=True),
    Column("code", String, nullable=False),
    Column("field", String),
    Column("message", Text, nullable=False),
    Column("message_vi", Text, nullable=False),
)

correction = Table(
    "correction",
    metadata,
    Column("pk", Integer, primary_key=True, autoincrement=True),
    Column("letter_id", String, nullable=False),
    Column("field", String, nullable=False),
    Column("machine", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("by", String, nullable=False),
    Column("at", String, nullable=False),
    Column("anchor", Text),
    Column("evidence", Text),
    Index("correction_letter", "letter_id"),
)

arrival = Table(
    "arrival",
    metadata,
    Column("letter_id", String, primary_key=True),
    Column("series", String, nullable=False, default=""),
    Column("year", Integer, nullable=False),
    Column("number", Integer),
    Column("text", String, nullable=False),
    Column("arrived_on", String(10), nullable=False),
    Column("assumed", Boolean, nullable=False),
    Column("given", Boolean, nullable=False),
    Index("arrival_number", "series", "year", "number"),
)
"""Under which number of the incoming register a letter stands; the row stays when it is read again."""

Index(
    "arrival_open",
    arrival.c.letter_id,
    sqlite_where=arrival.c.number.is_(None),
    postgresql_where=arrival.c.number.is_(None),
)

band = Table(
    "band",
    metadata,
    Column("letter_pk", ForeignKey("letter.pk"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("value", BigInteger, nullable=False),
    Index("band_value", "number", "value"),
)

link = Table(
    "link",
    metadata,
    Column("pk", Integer, primary_key=True, autoincrement=True),
    Column("later", String, nullable=False),
    Column("earlier", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("score", Float, nullable=False),
    Column("certain", Boolean, nullable=False, default=True),
    Column("dismissed_by", String),
    UniqueConstraint("later", "earlier", "kind"),
    Index("link_earlier", "earlier"),
)

word = Table(
    "word",
    metadata,
    Column("word", String, primary_key=True),
    Column("letters", Integer, nullable=False),
)
