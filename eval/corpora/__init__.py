"""Sample corpora and the builder of their binary documents."""
