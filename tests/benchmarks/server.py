"""What a running app costs this machine, read from the system."""

import os
from collections.abc import Iterator
from pathlib import Path


def memory_mb(url: str) -> float:
    """Memory that the server's process holds, in MB."""
    status = (server(url) / "status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


def busy_s(url: str) -> float:
    """Seconds of processor that the server has used so far."""
    ticks = (server(url) / "stat").read_text().rpartition(")")[2].split()
    return (int(ticks[11]) + int(ticks[12])) / os.sysconf("SC_CLK_TCK")


def server(url: str) -> Path:
    """The folder of the server's process."""
    port = url.rpartition(":")[2]
    return next(path for path in _processes() if f"--server.port\0{port}\0" in (path / "cmdline").read_text())


def _processes() -> Iterator[Path]:
    return (path for path in Path("/proc").iterdir() if path.name.isdigit() and (path / "cmdline").exists())
