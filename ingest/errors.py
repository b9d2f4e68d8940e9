"""The named errors of the project.

Each carries one sentence a user can act on: what happened, in which file, what to do next.
Command-line and page show ``str(error)`` and nothing else; ``exit_status`` is the process status.
"""


class JanginError(Exception):
    """Base of every error that is meant for a user's eyes."""

    exit_status = 1


class SettingsError(JanginError):
    """A setting is unknown, of the wrong form, or contradicts another."""

    exit_status = 2


class ParseError(JanginError):
    """One file could not be read; the other files are not affected."""


class EncryptedError(ParseError):
    """One file is locked with a password."""


class EmptyError(ParseError):
    """One file holds no text."""


class MissingToolError(ParseError):
    """One file needs a program that is not installed (OCR, an office converter)."""


class LibraryError(JanginError):
    """The store of record or an index cannot be used as it is."""


class VaultError(JanginError):
    """The vault has no usable key, or does not open with this one."""

    exit_status = 5


class InterruptedErasureError(LibraryError):
    """Something was to be destroyed, and is not yet in every part of the library."""

    def __init__(self, root: object) -> None:
        super().__init__(
            f"An erasure in the library {root} was interrupted: end it with `jangin forget --resume` first."
        )


class EmptyLibraryError(LibraryError):
    """A question was put to a library that holds no passages."""

    exit_status = 3


class ModelError(JanginError):
    """A language model is missing, unreachable or failed in mid-answer; evidence is still there."""

    exit_status = 4


class ServeError(JanginError):
    """The chat page cannot be served (the port is taken, for example)."""

    exit_status = 5
