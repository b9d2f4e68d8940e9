"""The tables of the store of record (SQLAlchemy Core, so that another database can serve later).

Everything in them is scrubbed. The vector and word indexes are derived from ``passages`` and can
be thrown away and rebuilt.
"""

from sqlalchemy import (
    DDL,
    JSON,
    Boolean,
    Column,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    event,
)

SCHEMA_VERSION = 8
metadata = MetaData()

# Facts about the library itself: schema version, embedding model, salt of the path keys.
library = Table(
    "library", metadata, Column("key", String, primary_key=True), Column("value", Text, nullable=False)
)

documents = Table(
    "documents",
    metadata,
    Column("id", String, primary_key=True),
    # Salted hash of the absolute path: recognises a file again without keeping what its path may say.
    Column("path_key", String, nullable=False, unique=True),
    # The same of the file that it stands in: a mail and what is attached to it are documents of one file.
    Column("file_key", String, nullable=False, index=True),
    # Salted hashes of the folders above the file, and of its bytes: they tell what is gone, and what only moved.
    Column("folders", JSON, nullable=False, default=list),
    Column("content_key", String, nullable=False, default=""),
    Column("content_hash", String, nullable=False),
    Column("name", Text, nullable=False),  # path below the ingested folder, scrubbed
    Column("title", Text, nullable=False),
    Column("kind", String, nullable=False),
    Column("language", String, nullable=False),
    Column("contributor_id", String),
    Column("equipment", JSON, nullable=False),
    Column("process", String),
    Column("revision", String),
    Column("date", String),
    Column("supersedes", Text),
    Column("approved_by", Text),  # a role, scrubbed
    Column("superseded", Boolean, nullable=False, default=False),
    Column("audience", String, nullable=False, default="all"),
    # stored: passages are in, the indexes may not be; indexed: all three agree.
    Column("state", String, nullable=False),
    Column("masked", JSON, nullable=False),  # type of personal data -> how many were masked
    Column("warnings", JSON, nullable=False),
    Column("ingested_at", DateTime(timezone=True), nullable=False),
)

passages = Table(
    "passages",
    metadata,
    Column("id", String, primary_key=True),
    Column("document_id", String, ForeignKey("documents.id", ondelete="CASCADE"), nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("context", Text, nullable=False),  # heading path, or the question a veteran was asked
    Column("text", Text, nullable=False),
    Column("kind", String, nullable=False),
    Column("locator", JSON, nullable=False),
    Column("contributor_id", String),
    Index("passages_by_document", "document_id", "ordinal"),
)

# Passages that are no longer in the store and may still be in the indexes: they go with the next writing.
stale = Table("stale", metadata, Column("id", String, primary_key=True))

# Files that could not be ingested, so that none is lost from sight between runs.
failures = Table(
    "failures",
    metadata,
    Column("path_key", String, primary_key=True),
    Column("name", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False),
)

contributors = Table(
    "contributors",
    metadata,
    Column("id", String, primary_key=True),
    Column("name", Text),  # only where the consent is to be named
    Column("role", Text, nullable=False),
    Column("role_en", Text, nullable=False),
    Column("line", Text, nullable=False),
    Column("line_en", Text, nullable=False),
    Column("years", Float),
)

# Every consent that a contributor ever gave; the last one is in force.
consents = Table(
    "consents",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("contributor_id", String, ForeignKey("contributors.id", ondelete="CASCADE"), nullable=False),
    Column("display", String, nullable=False),
    Column("alias", Text),
    # Shown in the place of the role, where the role would single out one person.
    Column("label", Text),
    Column("label_en", Text),
    Column("since", String),
    Column("until", String),
    Column("purposes", JSON, nullable=False),  # none named: any
    Column("sites", JSON, nullable=False),
    Column("evidence", Text),
    Column("origin", String, nullable=False),  # file, or command
    Column("recorded_at", String, nullable=False),  # ISO 8601, UTC
    Index("consents_by_contributor", "contributor_id", "id"),
)

# What the library could not answer and someone asked to be put to a veteran. Scrubbed; says nothing of the
# asker: not who, not where, and only the day, since the hour would tell the shift.
open_questions = Table(
    "open_questions",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("text", Text, nullable=False, unique=True),
    Column("language", String, nullable=False),
    Column("asked_on", String, nullable=False),  # ISO 8601 date
    Column("times", Integer, nullable=False, default=1),
)

# What was destroyed and must not come back with the next ingest: keyed hashes of contributors, texts and files.
tombstones = Table(
    "tombstones", metadata, Column("key", String, primary_key=True), Column("since", String, nullable=False)
)

# People whom the plant has listed: keyed hashes of the forms in which they are called, and of the person whom a
# form means; empty where it may mean several.
roster = Table("roster", metadata, Column("hash", String, primary_key=True), Column("person", String))

# People whom one number follows through all documents: keyed hashes of their names. No number: none may be told,
# since this library shows who they are. In the vault, where it is on, a number leads back to the sealed name.
people = Table(
    "people",
    metadata,
    Column("hash", String, primary_key=True),
    Column("number", Integer, unique=True),
    Column("sealed", LargeBinary),
)

# Words that may be names and nobody has decided on, by file; keyed hashes, never the words themselves.
doubts = Table(
    "doubts",
    metadata,
    Column("path_key", String, primary_key=True),
    Column("term", String, primary_key=True),
    Column("name", Text, nullable=False),  # of the file, scrubbed
    Column("times", Integer, nullable=False),
    Column("held", Boolean, nullable=False),  # the file waits for a decision and is not in the library
)

# What a person has decided on such words: keyed hashes; for one file, or for all where path_key is empty.
decisions = Table(
    "decisions",
    metadata,
    Column("term", String, primary_key=True),
    Column("path_key", String, primary_key=True),
    Column("verdict", String, nullable=False),  # mask or keep
    Column("since", String, nullable=False),  # ISO 8601 date
)

# Append-only and chained (:mod:`ingest.store.audit`): each entry's hash covers the one before it.
audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("at", String, nullable=False),  # ISO 8601, UTC
    Column("action", String, nullable=False),
    Column("detail", JSON, nullable=False),  # counts and ids, never content
    # Unique, so that of two processes that append behind the same entry one has to try again.
    Column("previous", String, nullable=False, unique=True),
    Column("hash", String, nullable=False),
    # The number of an entry is never given again: that the last ones were cut off shows.
    sqlite_autoincrement=True,
)
for _change in ("UPDATE", "DELETE"):
    event.listen(
        audit,
        "after_create",
        DDL(
            f"CREATE TRIGGER audit_no_{_change.lower()} BEFORE {_change} ON audit "
            "BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END"
        ).execute_if(dialect="sqlite"),
    )
