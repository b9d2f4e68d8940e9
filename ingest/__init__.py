"""From a factory's files to a scrubbed, searchable library with exact provenance."""

from ingest import offline as offline  # must come first: it keeps libraries off the network
