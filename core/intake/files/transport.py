"""SAS transport files (.xpt, version 5) -> rows of text. Dates count from 1960-01-01, as the format names say."""

import io
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
import pandas as pd

from core.intake.files.cells import number_text
from core.intake.files.collecting import too_many_rows
from core.intake.files.rows import Row, Rows
from core.intake.limits import Limits
from core.intake.problems import RefusedError

_MEMBER = b"HEADER RECORD*******MEMBER  HEADER RECORD!!!!!!!"
_CARD, _LIBRARY = 80, 240
_EPOCH = date(1960, 1, 1)
_ZERO = 16.0**-65  # what pandas makes of a nought, which has no exponent to convert
_DATES = {
    *("DATE", "DAY", "DDMMYY", "MMDDYY", "YYMMDD", "YYMMDDN", "DDMMYYN", "MMDDYYN", "JULIAN", "MONYY", "MONNAME"),
    *("WEEKDATE", "WEEKDATX", "WORDDATE", "WORDDATX", "E8601DA", "B8601DA", "IS8601DA", "EURDFDD", "EURDFDE"),
}
_DATE_TIMES = {"DATETIME", "DATEAMPM", "E8601DT", "B8601DT", "IS8601DT", "DTDATE", "MDYAMPM"}


def read_members(content: bytes, limits: Limits) -> Iterator[tuple[str, Rows]]:
    """The data sets of a transport file by name, their names of variables as the first row. Raises RefusedError."""
    starts = [place for place in _places(content) if place % _CARD == 0]
    if not starts or len(content) % _CARD:
        raise RefusedError("damaged", "is not a whole SAS transport file: it is truncated. Get a fresh copy.")
    for start, end in zip(starts, [*starts[1:], len(content)], strict=True):
        try:
            yield _member(content[:_LIBRARY] + content[start:end], limits)
        except RefusedError:
            raise
        except Exception:  # noqa: BLE001 - what a damaged file makes the library raise is not documented
            raise RefusedError("damaged", "is a damaged SAS transport file. Get a fresh copy.") from None


def _places(content: bytes) -> Iterator[int]:
    place = content.find(_MEMBER)
    while place >= 0:
        yield place
        place = content.find(_MEMBER, place + _CARD)


def _member(content: bytes, limits: Limits) -> tuple[str, Rows]:
    # Bytes, because the file does not say its encoding.
    with pd.read_sas(io.BytesIO(content), format="xport", encoding=None, iterator=True) as reader:
        xport: Any = reader
        if len(xport.fields) > limits.max_columns:
            raise RefusedError("too_many_columns", f"has more than {limits.max_columns:,} variables. Export fewer.")
        xport.nobs = _observations(content[xport.record_start :], xport.record_length)
        if xport.nobs > limits.max_rows:
            raise too_many_rows(limits)
        frame = xport.read() if xport.nobs else pd.DataFrame(columns=xport.columns)
        kinds = [_kind(fields["nform"].decode("ascii", "replace")) for fields in xport.fields]
        name = xport.member_info["set_name"].strip()
    texts = [_texts(frame.iloc[:, place], kind) for place, kind in enumerate(kinds)]
    rows: list[Row] = [(1, [str(column) for column in frame.columns])]
    rows += [(line, list(cells)) for line, cells in enumerate(zip(*texts, strict=True), start=2)]
    return name, Rows(rows, formats={place: "date" for place, kind in enumerate(kinds) if kind})


def _observations(data: bytes, length: int) -> int:
    """How many observations there are. The last card is filled up with blanks, which may look like short ones."""
    count = len(data) // length
    while count and count * length > len(data) - _CARD and not data[(count - 1) * length : count * length].strip(b" "):
        count -= 1
    return count


def _kind(name: str) -> str:
    """ "date", "datetime" or neither, by the name of a format, with or without its width: DATE9, YYMMDD10., E8601DA."""
    base = name.strip().upper().rstrip("0123456789.")
    return "date" if base in _DATES else "datetime" if base in _DATE_TIMES else ""


def _texts(values: "pd.Series[Any]", kind: str) -> list[str]:
    if values.dtype == object:
        return [_decoded(value) for value in values]
    return [_number(float(value), kind) for value in values]


def _decoded(value: Any) -> str:
    raw = value if isinstance(value, bytes) else b""
    try:
        return raw.decode("utf-8").strip()
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace").strip()


def _number(value: float, kind: str) -> str:
    if np.isnan(value):
        return ""
    value = 0.0 if value == _ZERO else value
    try:
        if kind == "date":
            return (_EPOCH + timedelta(days=value)).isoformat()
        if kind == "datetime":
            moment = datetime(1960, 1, 1) + timedelta(seconds=value)
            return moment.isoformat(" ", "minutes")
    except OverflowError:
        pass  # A number no calendar knows is shown as it is.
    return number_text(value)
