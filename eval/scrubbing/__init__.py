"""Test sentences with personal data in known places, to measure scrubbing by."""
