"""From a question to an answer whose every sentence stands on a veteran's words."""

import ingest as ingest  # sets the off-network switches before any library is imported
