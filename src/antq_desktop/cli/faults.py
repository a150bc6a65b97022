"""Faults of the program itself: noted without a word of what the records say, told in one sentence."""

import os
import sys
import traceback
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType

from antq_desktop.cli.grammar import wants_json
from antq_desktop.cli.saying import say_failure
from antq_desktop.cli.session import data_folder
from antq_desktop.domain.errors import AntqError, fault_number
from antq_desktop.storage.places import StorePaths

STOPPED = 130
UNEXPECTED = 6
PACKAGE = Path(__file__).resolve().parents[1]


def end_in_words(kind: type[BaseException], _fault: BaseException, trace: TracebackType | None) -> None:
    """End the process with a sentence, where Python would print a traceback."""
    arguments = sys.argv[1:]
    stopped = issubclass(kind, KeyboardInterrupt)
    if stopped:
        said = ("ANTQ-9998", "Đã dừng theo yêu cầu. Dữ liệu đã lưu không bị ảnh hưởng.")
    else:
        number, noted = note(kind, trace, arguments)
        where = f" Nơi xảy ra lỗi đã ghi vào {noted}." if noted else ""
        told = (
            f"Chương trình gặp lỗi ngoài dự kiến (lỗi số {number}). Dữ liệu đã lưu không bị ảnh hưởng.{where}"
            " Làm lại lệnh; nếu vẫn lỗi, gửi số này cho người hỗ trợ."
        )
        said = ("ANTQ-9999", told)
    as_json = wants_json(arguments)
    out = sys.stdout if as_json else sys.stderr
    say_failure(said, out, as_json=as_json)
    out.flush()
    os._exit(STOPPED if stopped else UNEXPECTED)


def note(kind: type[BaseException], trace: TracebackType | None, arguments: Sequence[str]) -> tuple[str, Path | None]:
    """Write the kind of fault and our own lines that it passed, never its words, to the log of the data folder.

    Returns:
        The fault's number, and the log or None if it could not be written.
    """
    places = [(Path(frame.filename).resolve(), frame) for frame in traceback.extract_tb(trace)]
    passed = [
        f"{path.relative_to(PACKAGE).as_posix()}:{frame.lineno} {frame.name}"
        for path, frame in reversed(places)
        if path.is_relative_to(PACKAGE)
    ]
    trail = f"{kind.__name__} at {' < '.join(passed)}"
    number = fault_number(trail)
    when = datetime.now().astimezone().isoformat(timespec="seconds")
    try:
        folder = _folder_named(arguments)
        folder.mkdir(parents=True, exist_ok=True)
        path = StorePaths.in_folder(folder).log
        with path.open("a", encoding="utf-8") as log:
            log.write(f"{when} {number} {trail}\n")
    except (AntqError, OSError):
        return number, None
    return number, path


def _folder_named(words: Sequence[str]) -> Path:
    """The data folder of a command that may not have been understood."""
    for place, word in enumerate(words):
        if word.startswith("--data="):
            return Path(word.removeprefix("--data="))
        if word == "--data" and place + 1 < len(words):
            return Path(words[place + 1])
    return data_folder(None, os.environ)
