"""The store of record: what was ingested, scrubbed, with provenance and consent."""
