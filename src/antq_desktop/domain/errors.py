"""Every error an officer may see, in one shape: what happened, is my data safe, what to do, code.

    AntqError
    ├── UsageError                 2   the command or a choice makes no sense
    ├── RejectedRecord             3   rules do not hold; nothing was stored
    ├── RecordGone                 3   the record is not there (any more)
    ├── EditedElsewhere            8   the record changed since it was opened
    ├── NeedsDecision              8   only a person can choose
    ├── RoleRefused                9   the officer's role does not allow it
    ├── PasswordRefused            9   wrong password, or one too weak
    ├── StorageError               6
    │   ├── StoreBusy              5   locked by another process
    │   ├── StoreMissing           6   no database or no key file here
    │   ├── StoreDamaged           6   a page does not verify
    │   ├── StoreTooNew            7   made by a newer program
    │   ├── KeysOutdated           6   an old key file was put back
    │   ├── DiskFull               6
    │   └── StoreReadOnly          6
    ├── SheetError                 3   a workbook that cannot be read
    ├── EvidenceRefused            3   a file that is no photo and no PDF, or cannot be made small enough
    ├── ReportError                6   a paper that cannot be made
    └── PackageError               4   signature or integrity; code E_…
        ├── PackageTooNew          7
        └── PackageNeedsDecision   8

The number is the exit code of the command line. `Cancelled` (domain.progress) is not an error.
Problems of rules are values (`domain.rules.Problem`), gathered into one `RejectedRecord`.
"""

import zlib
from collections.abc import Sequence
from typing import ClassVar, Protocol

SAFE = "Dữ liệu đã lưu không bị ảnh hưởng."


def fault_number(trail: str) -> str:
    """Six digits by which a fault of the program is found again: told to the officer, written in the log.

    Args:
        trail: kind of fault and the program's own lines it passed; no value of a record.
    """
    return f"{zlib.crc32(trail.encode()) % 1_000_000:06}"


class AntqError(Exception):
    """An error whose words are fit for an officer.

    Args:
        what: what happened, one Vietnamese sentence.
        do: what the officer should do now.
        safe: whether the data are safe; most errors leave them untouched.
        code: stable code, `ANTQ-nnnn` or `E_…`; the class's own when left out.
    """

    code: str = "ANTQ-1000"
    exit_code: ClassVar[int] = 3

    def __init__(self, what: str, *, do: str = "", safe: str = SAFE, code: str | None = None):
        super().__init__(what)
        self.what = what
        self.do = do
        self.safe = safe
        if code is not None:
            self.code = code

    @property
    def message(self) -> str:
        """The whole sentence: what happened, is it safe, what to do."""
        return " ".join(part for part in (self.what, self.safe, self.do) if part)

    def __str__(self) -> str:
        return f"{self.message} [{self.code}]"


class UsageError(AntqError):
    """The command or a choice makes no sense."""

    code = "ANTQ-1001"
    exit_code = 2


class ProblemLike(Protocol):
    """What a rule found wrong; see `domain.rules.Problem`."""

    @property
    def field(self) -> str:
        """Key of the field at fault, or an empty text for the whole record."""

    @property
    def message(self) -> str:
        """One Vietnamese sentence."""


class RejectedRecord(AntqError):
    """One or more rules do not hold; nothing was stored and what was typed is kept as a draft."""

    code = "ANTQ-1101"

    def __init__(self, problems: Sequence[ProblemLike], do: str = "Sửa các ô được nêu rồi lưu lại."):
        super().__init__(" ".join(problem.message for problem in problems), safe="Chưa ghi gì vào sổ.", do=do)
        self.problems = tuple(problems)


class RecordGone(AntqError):
    """The record asked for is not in the register."""

    code = "ANTQ-1102"


class EditedElsewhere(AntqError):
    """Somebody changed the record after it was opened, or after the operation to be undone."""

    code = "ANTQ-1103"
    exit_code = 8


class NeedsDecision(AntqError):
    """Several answers are possible and only a person can choose."""

    code = "ANTQ-1104"
    exit_code = 8


class RoleRefused(AntqError):
    """The officer's role does not allow this."""

    code = "ANTQ-1201"
    exit_code = 9


class PasswordRefused(AntqError):
    """The password (or recovery code) does not open the store, or a new one is too weak."""

    code = "ANTQ-1202"
    exit_code = 9


class StorageError(AntqError):
    """The store could not be read or written."""

    code = "ANTQ-2000"
    exit_code = 6


class StoreBusy(StorageError):
    """Another process holds the store."""

    code = "ANTQ-2001"
    exit_code = 5


class StoreMissing(StorageError):
    """There is no database, or no key file, where one is needed."""

    code = "ANTQ-2002"


class StoreDamaged(StorageError):
    """A page of the database does not verify; the program reads nothing from it."""

    code = "ANTQ-2003"


class StoreTooNew(StorageError):
    """The database was made by a newer version of the program."""

    code = "ANTQ-2004"
    exit_code = 7


class DiskFull(StorageError):
    """There is no room left on the disk."""

    code = "ANTQ-2005"


class StoreReadOnly(StorageError):
    """The place does not allow writing."""

    code = "ANTQ-2006"


class KeysOutdated(StorageError):
    """The key file is older than what the database has seen: somebody put an old one back."""

    code = "ANTQ-2007"


class SheetError(AntqError):
    """A workbook or text file cannot be read as a list."""

    code = "ANTQ-3001"


class EvidenceRefused(AntqError):
    """A file is no photo and no PDF that can be kept, or cannot be made small enough."""

    code = "ANTQ-3002"


class ReportError(AntqError):
    """A paper or workbook could not be made."""

    code = "ANTQ-4001"
    exit_code = 6


class PackageError(AntqError):
    """A package, seal, certificate or receipt is refused; `code` is the `E_…` of the first failed step."""

    code = "E_PACKAGE"
    exit_code = 4

    def __init__(self, code: str, what: str, *, do: str = "", safe: str = SAFE, detail: str = ""):
        super().__init__(what, do=do, safe=safe, code=code)
        self.detail = detail


class PackageUnreadable(PackageError):
    """The file of a package cannot be opened; that is a matter of the disk, not of its seal."""

    exit_code = 6


class PackageTooNew(PackageError):
    """The package asks for a newer program."""

    exit_code = 7


class PackageNeedsDecision(PackageError):
    """The package is sound, but a person has to decide about it."""

    exit_code = 8
