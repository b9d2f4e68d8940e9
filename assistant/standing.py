"""What a document's word is worth: an approved procedure, an older revision of one, experience, a report."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

Standing = Literal["approved", "superseded", "experience", "incident", "other"]


def standing(document: Mapping[str, Any]) -> Standing:
    """The standing of a document of the store, by its kind and whether a newer revision replaces it."""
    if document["superseded"]:
        return "superseded"
    match document["kind"]:
        case "manual" | "standard":
            return "approved"
        case "interview":
            return "experience"
        case "incident":
            return "incident"
    return "other"


def approved(document: Mapping[str, Any]) -> bool:
    """Whether a document is a procedure in force."""
    return standing(document) == "approved"


def known(document: Mapping[str, Any]) -> bool:
    """Whether anything vouches for a document: an approval, a veteran, a report."""
    return standing(document) != "other"
