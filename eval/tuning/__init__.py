"""Teaches the embedded embedding model how workers ask; see :mod:`eval.tuning.train`."""
