"""Where the demonstration serves, and how it is ended from elsewhere."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from config.listening import NotFree, must_be_free, opened_at
from config.serving import Serves, end, noted

SERVER = """
import signal, sys, time
from pathlib import Path
from config.serving import noted
with noted(Path(sys.argv[1])):
    print("serving", flush=True)
    time.sleep(60)
"""


@pytest.mark.parametrize(
    ("bind", "address"),
    [
        ("127.0.0.1:8080", "http://localhost:8080/"),
        ("0.0.0.0:80", "http://localhost:80/"),
        ("[::1]:8000", "http://localhost:8000/"),
        ("[2001:db8::1]:8000", "http://[2001:db8::1]:8000/"),
        ("record.example.org:8000", "http://record.example.org:8000/"),
        (":8000", "http://localhost:8000/"),
        ("unix:/run/record.sock", "unix:/run/record.sock"),
    ],
)
def test_what_is_printed_can_be_typed_into_a_browser(bind: str, address: str) -> None:
    assert opened_at(bind) == address


def test_a_taken_port_is_told_before_the_demonstration_does_anything(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        bind = f"127.0.0.1:{other.getsockname()[1]}"
        monkeypatch.setenv("BIND", bind)
        monkeypatch.setattr(settings, "STATE_DIR", tmp_path)

        with pytest.raises(CommandError, match=f"{bind}: Address already in use.*BIND"):
            call_command("demo", serve=True, out=tmp_path / "out")

    must_be_free(bind)
    assert not (tmp_path / "out").exists()


def test_an_address_that_is_not_this_machines_is_refused() -> None:
    with pytest.raises(NotFree, match="BIND"):
        must_be_free("192.0.2.1:8000")


def test_a_server_is_found_by_its_folder_and_ended(tmp_path: Path) -> None:
    program = [sys.executable, "-c", SERVER, str(tmp_path)]
    with subprocess.Popen(
        program, stdout=subprocess.PIPE, text=True, cwd=settings.BASE_DIR
    ) as server:
        assert server.stdout
        assert server.stdout.readline() == "serving\n"
        with pytest.raises(Serves, match=f"Process {server.pid} serves already"):
            noted(tmp_path).__enter__()

        assert end(tmp_path) == f"Process {server.pid}"

    assert end(tmp_path) == ""


def test_where_nothing_serves_nothing_is_ended(tmp_path: Path) -> None:
    assert end(tmp_path) == ""
    with noted(tmp_path):
        pass
    assert end(tmp_path) == ""
