"""Where files may go: a folder that is there; one that lacks is made only if that was asked for."""

import os
import re
from pathlib import Path

from antq_desktop.storage.sealed_text import make_folder

STICKS = re.compile(r"/|/(media|run/media)(/[^/]+)?|/mnt|/Volumes")
"""Folders in which the system shows sticks: one made there by hand lies on the machine under the name of a stick.

Source: Filesystem Hierarchy Standard 3.0, chapter 3; udisks(8).
"""


def lack(folder: Path) -> str:
    """What is wrong with a folder that something is to be written to, or an empty text."""
    if not folder.is_absolute():
        return "Gõ đường dẫn đầy đủ, ví dụ E:\\GiaoNop, hoặc bấm “Chọn…”."
    if folder.is_dir():
        return ""
    if folder.exists():
        return f"{folder} không phải thư mục."
    return f"Thư mục {folder} không có (đã rút USB?). Cắm lại, hoặc chọn nơi khác."


def may_make(folder: Path) -> bool:
    """Whether a folder that lacks can be made: the one around it is there, and is none in which sticks appear."""
    around = folder.parent
    if not folder.is_absolute() or folder.exists() or not around.is_dir():
        return False
    return not STICKS.fullmatch(around.as_posix()) and os.access(around, os.W_OK)


def make(folder: Path) -> None:
    """Make a folder that was wished for.

    Raises:
        StorageError: it cannot be made.
    """
    make_folder(folder)
