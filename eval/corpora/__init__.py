"""Sample corpora and the builder of their binary documents."""

from pathlib import Path

HANBIT = Path(__file__).parent / "hanbit"
