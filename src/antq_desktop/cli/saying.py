"""The last word of a command: its answer or its failure, as JSON or as lines."""

import errno
import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, TextIO

from antq_desktop.domain.errors import AntqError, RejectedRecord, StorageError
from antq_desktop.domain.text import clean_long
from antq_desktop.storage.sealed_text import disk_error

_NOT_THERE = MappingProxyType(
    {
        errno.ENOENT: "Không thấy “{0}”.",
        errno.EISDIR: "“{0}” là thư mục, không phải tệp.",
        errno.ENOTDIR: "“{0}” nằm dưới một tệp, không phải thư mục.",
        errno.EEXIST: "“{0}” đã có và không phải thư mục.",
        errno.ENAMETOOLONG: "Tên tệp quá dài.",
    }
)


def say(data: Mapping[str, Any], lines: Sequence[str], out: TextIO, *, as_json: bool) -> None:
    """Print an answer."""
    out.write((json.dumps(data, ensure_ascii=False) if as_json else "\n".join(lines)) + "\n")


def say_failure(error: tuple[str, str], out: TextIO, *, as_json: bool, more: Mapping[str, Any] | None = None) -> None:
    """Print what went wrong; letters that would steer a terminal are left out.

    Args:
        error: code and sentence.
        out: where to.
        as_json: for scripts.
        more: keys for scripts beside `error`.
    """
    code, message = error
    data = {"error": {"code": code, "message": message}, **(more or {})}
    say(data, [f"{clean_long(message)} [{code}]"], out, as_json=as_json)


def words_of(error: AntqError, *, as_json: bool) -> str:
    """What went wrong: several faults of a record or a list stand on a line each, but for scripts."""
    faults = error.problems if isinstance(error, RejectedRecord) else ()
    if as_json or len(faults) < 2:
        return error.message
    return "\n".join((*(f"- {fault.message}" for fault in faults), " ".join(filter(None, (error.safe, error.do)))))


def details(error: AntqError) -> dict[str, Any]:
    """For scripts: which fields of a record are at fault."""
    if not isinstance(error, RejectedRecord):
        return {}
    return {
        "problems": [
            {"field": problem.field, "code": getattr(problem, "code", "rule"), "message": problem.message}
            for problem in error.problems
        ]
    }


def file_error(reason: OSError) -> StorageError:
    """Say in words why a file could not be used."""
    path = Path(os.fsdecode(reason.filename)) if isinstance(reason.filename, str | bytes) else Path("tệp")
    words = _NOT_THERE.get(reason.errno or 0)
    if words is None:
        return disk_error(reason, path)
    return StorageError(words.format(path.name[:80]), do="Kiểm tra đường dẫn rồi làm lại.")
