"""What stands in the way of serving the page is said in one sentence."""

from __future__ import annotations

import socket

import pytest

from assistant.chat.serve import serve
from ingest.errors import ServeError
from ingest.settings import load_settings


def test_a_taken_port_is_told_before_anything_is_opened():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(ServeError) as error:
            serve(load_settings(), answerer=None, open_port=port)
    assert str(error.value) == (
        f"Port {port} is taken: stop the other program or set JANGIN_CHAT__PORT to a free port."
    )
    assert error.value.exit_status == 5


@pytest.mark.parametrize(
    ("host", "says"),
    [("no-such-host.invalid", "is unknown"), ("192.0.2.7", "is not an address of this machine")],
)
def test_a_wrong_host_is_told_with_the_setting_to_change(host, says):
    with pytest.raises(ServeError, match=says) as error:
        serve(load_settings(chat={"host": host}), answerer=None)
    assert "JANGIN_CHAT__HOST" in str(error.value)
