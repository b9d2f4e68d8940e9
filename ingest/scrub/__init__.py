"""Finds personal data in Korean and English plant text and puts a neutral label in its place."""

from ingest.scrub.labels import LABELS as LABELS
from ingest.scrub.scrubber import Scrubbed as Scrubbed
from ingest.scrub.scrubber import Scrubber as Scrubber
