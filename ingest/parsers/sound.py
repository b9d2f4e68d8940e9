"""The sound of a recording, decoded piece by piece, so that one of a whole shift takes no more memory than one of minutes."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RATE = 16_000  # samples a second, which speech models want
_PIECE_S, _SEARCH_S, _HUSH_S = 300, 30, 0.5


class Sound:
    """A recording in any format that FFmpeg reads; ``lost_packets`` counts what was damaged, once it was heard."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.lost_packets = 0

    def pieces(self) -> Iterator[tuple[float, NDArray[np.float32]]]:
        """Pieces of at most five minutes, cut where it is most quiet, each with its start in seconds.

        Raises:
            IndexError: there is no sound in the file.
            av.error.FFmpegError: the file is no recording, or nothing in it can be decoded.
        """
        import numpy as np

        at, held = 0, 0
        waiting: list[NDArray[np.float32]] = []
        for samples in self._samples():
            waiting.append(samples)
            held += len(samples)
            if held > _PIECE_S * RATE:
                whole = np.concatenate(waiting)
                while len(whole) > _PIECE_S * RATE:
                    cut = _quiet(whole[: _PIECE_S * RATE])
                    yield at / RATE, whole[:cut]
                    at, whole = at + cut, whole[cut:]
                waiting, held = [whole], len(whole)
        if held:
            yield at / RATE, np.concatenate(waiting)

    def _samples(self) -> Iterator[NDArray[np.float32]]:
        import av

        resampler = av.AudioResampler(format="flt", layout="mono", rate=RATE)
        heard = False
        with av.open(io.BytesIO(self._data), "r", metadata_errors="ignore") as container:
            # A decoder of frames ends with the first damaged one, and what comes after would be lost without a word.
            for packet in container.demux(container.streams.audio[0]):
                try:
                    frames = packet.decode()
                except av.error.InvalidDataError:
                    self.lost_packets += 1
                    continue
                for frame in frames:
                    heard, frame.pts = True, None
                    yield from (f.to_ndarray()[0] for f in resampler.resample(frame))
        if heard:
            yield from (f.to_ndarray()[0] for f in resampler.resample(None))
        elif self.lost_packets:
            raise av.error.InvalidDataError(0, "nothing in it can be decoded")


def _quiet(samples: NDArray[np.float32]) -> int:
    """Where to cut: in the middle of the quietest half second of the last thirty."""
    import numpy as np

    hush = int(_HUSH_S * RATE)
    tail = samples[-_SEARCH_S * RATE :]
    loudness = np.square(tail[: len(tail) // hush * hush]).reshape(-1, hush).mean(axis=1)
    return len(samples) - len(tail) + int(loudness.argmin()) * hush + hush // 2
