"""The process that reads files: ``python -m ingest.isolated.worker DESCRIPTOR MEMORY_MB PARENT [SPEECH_MODEL]``.

It is told one path after another on the descriptor and answers with what :mod:`ingest.isolated.wire` packs.
"""

from __future__ import annotations

import hashlib
import sys
from multiprocessing.connection import Connection
from pathlib import Path

from ingest.errors import ParseError
from ingest.isolated import wire
from ingest.isolated.limits import confine, die_with_parent

_MOST_BYTES = 200_000_000  # of what one file gives: the process that scrubs it must hold it several times


def main() -> None:
    """Read until the other side is gone."""
    die_with_parent(int(sys.argv[3]))
    asked = Connection(int(sys.argv[1]))
    confine(int(sys.argv[2]))
    from ingest import parsers

    parsers.speech.use(Path(sys.argv[4]) if len(sys.argv) > 4 else None)
    while True:
        try:
            path = Path(asked.recv_bytes().decode("utf-8", "surrogateescape"))
        except EOFError:
            return
        short_of_memory = False
        try:
            data = parsers.load(path)
            answer = wire.pack(parsers.read(path.name, data), hashlib.sha256(data).hexdigest())
            if len(answer) > _MOST_BYTES:
                raise ParseError(
                    f"{path.name} holds more text than is read of one file: split it and ingest the parts."
                )
        except ParseError as error:
            answer = wire.pack_error(error)
            short_of_memory = isinstance(error.__cause__, MemoryError)
        except MemoryError:
            answer, short_of_memory = wire.pack_error(parsers.too_large(path.name)), True
        asked.send_bytes(answer)
        if short_of_memory:
            return  # what is left behind by half a file is not worth finding out


if __name__ == "__main__":
    main()
