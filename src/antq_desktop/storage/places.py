"""Where files live: the ones of a store side by side, and the program's own resources."""

import sys
from dataclasses import dataclass
from pathlib import Path, PurePath

import platformdirs

from antq_desktop.domain.errors import StoreMissing, StoreReadOnly

SUFFIX = ".antq"


@dataclass(frozen=True, slots=True)
class StorePaths:
    """The files that belong to one database.

    Attributes:
        database: the `.antq` file; everything else stands beside it under the same name.
    """

    database: Path

    @classmethod
    def in_folder(cls, folder: Path, name: str = "antq") -> "StorePaths":
        """Paths of the store in a folder: the one that is there, or a new one of the given name."""
        found = sorted(folder.glob(f"*{SUFFIX}")) if folder.is_dir() else []
        if len(found) > 1:
            names = ", ".join(path.name for path in found)
            raise StoreMissing(
                f"Thư mục có nhiều cơ sở dữ liệu: {names}.", do="Để mỗi cơ sở dữ liệu trong một thư mục riêng."
            )
        return cls(found[0] if found else folder / f"{name}{SUFFIX}")

    def _beside(self, suffix: str) -> Path:
        return self.database.with_suffix(suffix)

    @property
    def folder(self) -> Path:
        """The data folder."""
        return self.database.parent

    @property
    def keys(self) -> Path:
        """Key slots."""
        return self._beside(".keys")

    @property
    def keys_bak(self) -> Path:
        """Copy of the key slots, rewritten with them."""
        return self._beside(".keys.bak")

    @property
    def keys_damaged(self) -> Path:
        """Key slots that were put aside because they could not be used."""
        return self._beside(".keys.damaged")

    @property
    def drafts(self) -> Path:
        """What was being typed."""
        return self._beside(".drafts")

    @property
    def device(self) -> Path:
        """The device's key; never backed up."""
        return self._beside(".device")

    @property
    def lock(self) -> Path:
        """Held by the one program that writes."""
        return self._beside(".lock")

    @property
    def backups(self) -> Path:
        """Folder of automatic backups."""
        return self.folder / "backups"

    @property
    def erased(self) -> Path:
        """Uids of what was erased, to erase it again after a restore."""
        return self._beside(".erased")

    @property
    def trust_floor(self) -> Path:
        """Highest version of the trust bundle seen."""
        return self._beside(".trust")

    @property
    def reserve(self) -> Path:
        """Room kept for the day the disk is full."""
        return self._beside(".reserve")

    @property
    def looks(self) -> Path:
        """How the window looks; no secret."""
        return self._beside(".window")

    @property
    def log(self) -> Path:
        """Where the program notes its own faults, without values of records."""
        return self._beside(".log")


def default_data_folder() -> Path:
    """Where the store lives unless told otherwise."""
    return Path(platformdirs.user_data_dir("ANTQ Desktop", "ANTQ"))


def resources_folder() -> Path:
    """Fonts, lists and units: beside the program when installed, in the source tree when developed.

    Raises:
        StoreMissing: the installation is not complete.
    """
    here = Path(__file__).resolve()
    for folder in (*here.parents, Path(sys.prefix) / "share" / "antq-desktop", Path(sys.executable).parent):
        if (folder / "resources" / "lists").is_dir():
            return folder / "resources"
    raise StoreMissing("Thiếu thư mục dữ liệu kèm chương trình (resources).", do="Cài lại chương trình.")


def refuse_network(folder: PurePath) -> None:
    r"""Refuse a shared network folder for a live database, where write-ahead logging does not hold.

    Raises:
        StoreReadOnly: the path names a server (`\\server\share`, also as `\\?\UNC\server\share`).
    """
    text = str(folder).replace("/", "\\")
    local = text.startswith(("\\\\?\\", "\\\\.\\")) and not text[4:].upper().startswith("UNC\\")
    if text.startswith("\\\\") and not local:
        raise StoreReadOnly(
            "Không đặt dữ liệu đang dùng trên ổ mạng chia sẻ.",
            do="Chọn thư mục trên máy này; ổ mạng chỉ dùng để sao lưu hoặc chuyển gói.",
        )
