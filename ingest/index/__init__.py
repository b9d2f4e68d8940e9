"""The two derived indexes: words (tantivy) and vectors (Chroma); both rebuild from the store."""
