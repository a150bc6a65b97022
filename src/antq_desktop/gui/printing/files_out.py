"""Files that leave: what they are called, where they go at first, and the notice that opens them."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices

from antq_desktop.domain.text import clean
from antq_desktop.gui.running.office_view import OfficeView
from antq_desktop.gui.widgets.notices import Link
from antq_desktop.services import preferences
from antq_desktop.services.office import Office

FILES, PACKAGES = "folder_out", "package_folder"
"""What leaves, each with a folder of its own: a list of names must not follow a package onto its stick."""
LONGEST = 120
FORBIDDEN = str.maketrans(dict.fromkeys('<>:"/\\|?*', " "))
"""Letters that no name of a file may have.

Source: Microsoft Learn, "Naming Files, Paths, and Namespaces".
"""


def file_name(office: Office, what: Sequence[str], ending: str) -> str:
    """A name that says what a file is and of which day: "Danh sách hộ gia đình – Thôn Trung – 2026-11-24.xlsx"."""
    told = " – ".join(words for part in what if (words := clean(part.translate(FORBIDDEN)).strip(" .")))
    return f"{told[:LONGEST].strip(' .–')} – {office.today().isoformat()}{ending}"


def first_folder(view: OfficeView, purpose: str = FILES) -> Path:
    """Where files go unless told otherwise: the folder used last, else the user's documents; never among the data."""
    office = view.office
    known = view.folders_out.get(purpose) or Path(str(preferences.recall(office, purpose).get("path", "")))
    documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    for folder in (known, documents):
        if folder.is_absolute() and folder.is_dir() and not _among_data(office, folder):
            return folder
    return Path.home()


def proposed(view: OfficeView, what: Sequence[str], ending: str) -> Path:
    """The path that is proposed for a file."""
    return first_folder(view) / file_name(view.office, what, ending)


def tell_written(view: OfficeView, words: str, path: Path, purpose: str = FILES) -> None:
    """Tell that a file was written, offer it and its folder, and propose that folder for the next one.

    Args:
        view: the office.
        words: of the notice.
        path: of the file.
        purpose: what it is; no program shows a package.
    """
    links: tuple[Link, ...] = ("Mở tệp", partial(open_path, path)), ("Mở thư mục", partial(open_path, path.parent))
    view.told.emit(words, links if purpose == FILES else links[1:])
    if not _among_data(view.office, path.parent):
        view.folders_out[purpose] = path.parent.absolute()


def keep(view: OfficeView) -> None:
    """Write down for the next time which folders were used last; called when no work runs.

    Raises:
        StorageError: busy, full, read-only, damaged.
    """
    for purpose, folder in view.folders_out.items():
        preferences.remember(view.office, purpose, {"path": str(folder)})


def open_path(path: Path) -> None:
    """Let the system show a file or a folder."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def _among_data(office: Office, folder: Path) -> bool:
    return folder.absolute().is_relative_to(office.paths.folder.absolute())
