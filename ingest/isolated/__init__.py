"""Reads files in processes of their own, so that what a file does to its reader costs that file alone."""

from ingest.isolated.readers import Readers

__all__ = ["Readers"]
