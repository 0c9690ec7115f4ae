"""Zip containers, opened only after a look at what they would inflate to."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

from core.intake.limits import MAX_RATIO, MB, RATIO_FROM_BYTES, Limits
from core.intake.problems import RefusedError

_ENCRYPTED = 0x1
_CHUNK = 1 << 20
# What the standard library raises for a container or member that is not whole.
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    OSError,
    EOFError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    LookupError,
    OverflowError,
)


def open_zip(content: bytes, limits: Limits) -> zipfile.ZipFile:
    """The container. Raises RefusedError where it is damaged, encrypted or would inflate beyond the limits.

    The sizes a container states are an upper bound: reading a member stops at its stated size.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except _DAMAGED:
        raise RefusedError("damaged", "is a damaged zip or Excel file. Get a fresh copy.") from None
    members = archive.infolist()
    if any(member.flag_bits & _ENCRYPTED for member in members):
        raise RefusedError("encrypted", "is protected by a password. Unpack it and bring the files without one.")
    inflated = sum(member.file_size for member in members)
    bombs = [
        member
        for member in members
        if member.file_size > RATIO_FROM_BYTES and member.file_size > MAX_RATIO * member.compress_size
    ]
    if inflated > limits.max_inflated or bombs:
        grows = f"would inflate from {len(content) / MB:.1f} MB to {inflated / MB:,.0f} MB"
        most = f"{limits.max_inflated / MB:g} MB, and {MAX_RATIO} times its size for one file in it"
        raise RefusedError("inflates", f"{grows}; the limit is {most}. Bring the files unpacked.")
    return archive


def chunks(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """The content of a member, piece by piece. Raises RefusedError where it is damaged."""
    try:
        with archive.open(member) as stream:
            while piece := stream.read(_CHUNK):
                yield piece
    except _DAMAGED:
        raise RefusedError("damaged", "is damaged inside its zip or Excel file. Get a fresh copy.") from None
