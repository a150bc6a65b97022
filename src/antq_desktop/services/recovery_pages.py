"""The two recovery halves as pages for two holders, written only where the officer chooses."""

from pathlib import Path

from antq_desktop.domain.dates import show_date
from antq_desktop.services.office import Office
from antq_desktop.storage.recovery import RecoveryHalf
from antq_desktop.storage.sealed_text import make_folder, replace_file

NAMES = ("nua-thu-nhat.txt", "nua-thu-hai.txt")


def page(office: Office, half: RecoveryHalf) -> str:
    """Text of one page."""
    which = "NHẤT" if half.number == 1 else "HAI"
    return (
        f"MÃ PHỤC HỒI DỮ LIỆU – NỬA THỨ {which}\n{office.unit_name} – lập ngày {show_date(office.today())}\n\n"
        f"{half.text}\n\n"
        "Giữ riêng, không để cùng nửa kia. Hai nửa cùng với tệp dữ liệu mở được toàn bộ sổ.\n"
        "Chữ số cuối của mỗi nhóm là số kiểm tra.\n"
    )


def try_folder(folder: Path) -> None:
    """Find out whether a folder takes the pages, before there is anything to lose.

    Raises:
        StorageError: it does not.
    """
    make_folder(folder)
    trial = folder / f"{NAMES[0]}.thu"
    replace_file(trial, b"")
    trial.unlink()


def save_pages(folder: Path, office: Office, halves: tuple[RecoveryHalf, RecoveryHalf]) -> list[Path]:
    """Write both pages into a folder, one file each.

    Raises:
        StorageError: it cannot be written.
    """
    make_folder(folder)
    paths = [folder / name for name in NAMES]
    for path, half in zip(paths, halves, strict=True):
        replace_file(path, page(office, half).encode("utf-8"))
    return paths
