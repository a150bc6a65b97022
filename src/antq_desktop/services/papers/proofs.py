"""Papers that are looked at before they leave: they stay in memory until somebody prints or keeps them.

Looking is no leaving. The reason is given before the paper is made; the journal keeps it when the paper goes to a
printer or into a file, each time it does, and before it does: better a leaving told that a full disk prevented than one
untold.
"""

from dataclasses import dataclass, field
from pathlib import Path

from antq_desktop.services.leaving import journal_leaving
from antq_desktop.services.office import Office
from antq_desktop.storage.sealed_text import make_folder, replace_file


@dataclass(frozen=True, slots=True)
class Leaving:
    """What the journal is told of a paper with names when it leaves.

    Attributes:
        what: the paper, and what it is about.
        reason: as the journal keeps it.
    """

    what: str
    reason: str


@dataclass(frozen=True, slots=True)
class Proof:
    """A paper in memory.

    Attributes:
        data: the PDF.
        count: its lines, or names; what the journal keeps of a paper with names.
        leaving: None for a paper without names.
    """

    data: bytes = field(repr=False)
    count: int
    leaving: Leaving | None


def note_printing(office: Office, proof: Proof) -> None:
    """Journal that a paper goes to a printer.

    Raises:
        StorageError: busy, full, read-only; it must not go then.
    """
    _note(office, proof, "In")


def save(office: Office, proof: Proof, path: Path) -> None:
    """Journal that a paper goes into a file, and write that; replaced whole.

    Raises:
        StorageError: the journal or the file cannot be written.
    """
    make_folder(path.parent)
    _note(office, proof, "Lưu PDF")
    replace_file(path, proof.data)


def _note(office: Office, proof: Proof, deed: str) -> None:
    if proof.leaving is not None:
        journal_leaving(office, f"{deed} {proof.leaving.what}", proof.count, proof.leaving.reason)
