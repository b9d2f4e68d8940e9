"""Destroys what a contributor said, or a document, everywhere in a library, and proves that it is gone."""

from ingest.erasure.run import Certificate as Certificate
from ingest.erasure.run import erase as erase
from ingest.erasure.run import interrupted as interrupted
from ingest.erasure.run import resume as resume
