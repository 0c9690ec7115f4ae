"""The members of a zip archive that may hold tables."""

import zipfile
from collections.abc import Iterator

from core.intake.files.names import distinct, shown_name
from core.intake.files.packed import chunks
from core.intake.limits import MB, Limits
from core.intake.problems import Problem, RefusedError

GUIDE = "columns.txt"  # stands beside the template files in the download of this program
_CLUTTER = {".ds_store", "thumbs.db", "desktop.ini"}


def members(archive: zipfile.ZipFile, limits: Limits) -> list[tuple[str, zipfile.ZipInfo]]:
    """The files of an archive by the name shown, without folders and what file managers leave behind.

    A path in an archive means nothing here: nothing is written to a disk. Raises RefusedError.
    """
    # is_dir() fails on a member without a name
    files = [one for one in archive.infolist() if not (one.filename.endswith("/") or _is_clutter(one.filename))]
    if not files:
        raise RefusedError("empty_file", "is an archive without files. Export it again.")
    if len(files) > limits.max_members:
        raise RefusedError(
            "too_many_members", f"holds {len(files):,} files; the limit is {limits.max_members:,}. Bring those needed."
        )
    names = distinct(shown_name(member.filename) for member in files)
    return list(zip(names, files, strict=True))


def content_of(archive: zipfile.ZipFile, member: zipfile.ZipInfo, limits: Limits) -> bytes:
    """A member, inflated. Raises RefusedError where it is too large or damaged."""
    if member.file_size > limits.max_bytes:
        limit = f"{limits.max_bytes / MB:g} MB"
        raise RefusedError("too_large", f"inflates to {member.file_size / MB:.1f} MB; the limit is {limit}. Split it.")
    return b"".join(chunks(archive, member))


def without_guides(found: list[tuple[str, zipfile.ZipInfo]], file: str) -> Iterator[Problem]:
    """A note for each guide of the template, which is no table; they are taken out of ``found``."""
    for name, member in [pair for pair in found if pair[0] == GUIDE]:
        found.remove((name, member))
        message = f"{file}: {GUIDE} explains the columns of the template and is not read."
        yield Problem("guide_not_read", "info", file, None, "", 1, message)


def _is_clutter(name: str) -> bool:
    parts = name.replace("\\", "/").lower().split("/")
    return "__macosx" in parts or parts[-1] in _CLUTTER or parts[-1].startswith("._")
