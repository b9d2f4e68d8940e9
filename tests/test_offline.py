"""Everything works with no network at all: proven in a network namespace that has none."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys

import pytest

from tests.conftest import require

# Brings the loopback device up (ioctl SIOCSIFFLAGS, see netdevice(7)), then runs the command.
_LOOPBACK = """
import fcntl, os, socket, struct, sys
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
fcntl.ioctl(s, 0x8914, struct.pack("16sH14s", b"lo", 0x1 | 0x40, b""))
try:
    socket.create_connection(("192.0.2.1", 80), 1)
except OSError:
    pass
else:
    sys.exit("there is a network")
from assistant.cli import main
sys.argv = ["jangin", *sys.argv[1:]]
main()
"""


def _can_unshare() -> bool:
    program = shutil.which("unshare")
    return bool(program) and subprocess.run([program, "-rn", "true"], capture_output=True).returncode == 0


@pytest.mark.network_namespace
def test_ingest_ask_and_doctor_work_with_no_network(notes, tmp_path):
    require(_can_unshare(), "unshare with the right to make a network namespace")

    def alone(*arguments: str) -> str:
        result = subprocess.run(
            ["unshare", "-rn", sys.executable, "-c", _LOOPBACK, *arguments],
            capture_output=True,
            text=True,
            env={
                **os.environ,
                "JANGIN_HOME": str(tmp_path / "home"),
                "JANGIN_MODEL_DIR": str(tmp_path / "models"),
                # Nothing that a library may have cached in a home folder may help.
                "HOME": str(tmp_path),
                "XDG_CACHE_HOME": str(tmp_path / "cache"),
            },
            timeout=240,
        )
        assert result.returncode == 0, result.stdout + result.stderr
        return result.stdout

    assert json.loads(alone("ingest", str(notes), "--json"))["indexed"] == 3
    answer = json.loads(alone("ask", "SUS304 3패스 압력은?", "--json"))
    assert "240 bar" in answer["answer"]
    assert json.loads(alone("ask", "VD-1 freeboard?", "--json"))["status"] == "quoted"
    alone("doctor")
