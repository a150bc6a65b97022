"""The two recovery halves as pages for two holders: written only where the officer chooses, or printed from memory."""

from itertools import chain, count
from pathlib import Path

from antq_desktop.domain.dates import show_date
from antq_desktop.domain.errors import UsageError
from antq_desktop.reports.fonts import FontSet
from antq_desktop.reports.recovery_sheet import RecoverySheet, recovery_sheet
from antq_desktop.services import places_out
from antq_desktop.services.office import Office
from antq_desktop.storage.recovery import RecoveryHalf, typed_digits
from antq_desktop.storage.sealed_text import make_folder, replace_file

NAMES = ("nua-thu-nhat.txt", "nua-thu-hai.txt")
ADVICE = (
    "Giữ riêng, không để cùng nửa kia. Hai nửa cùng với tệp dữ liệu mở được toàn bộ sổ.",
    "Chữ số cuối của mỗi nhóm là số kiểm tra.",
)


def page(office: Office, half: RecoveryHalf) -> str:
    """Text of one page."""
    return (
        f"MÃ PHỤC HỒI DỮ LIỆU – NỬA THỨ {_which(half)}\n"
        f"{office.unit_name} – lập ngày {show_date(office.today())}\n\n"
        f"{half.text}\n\n" + "\n".join(ADVICE) + "\n"
    )


def digits_of(text: str) -> str:
    """The half that stands on a written page."""
    return " ".join(line for line in text.splitlines() if typed_digits(line).isdecimal())


def _which(half: RecoveryHalf) -> str:
    return "NHẤT" if half.number == 1 else "HAI"


def paper(office: Office, half: RecoveryHalf) -> bytes:
    """One page as a PDF that stays in memory.

    Raises:
        ReportError: a font is missing.
    """
    sheet = RecoverySheet(
        which=_which(half),
        unit=f"{office.unit_name} ({office.unit_code})",
        made_on=office.today(),
        groups=half.groups,
        advice=ADVICE,
        watermark="MẪU" if office.training else "",
    )
    return recovery_sheet(sheet, FontSet.load(office.resources / "fonts"))


def try_folder(folder: Path) -> None:
    """Find out whether a folder takes the pages, before there is anything to lose.

    Raises:
        StorageError: it does not.
    """
    make_folder(folder)
    trial = folder / f"{NAMES[0]}.thu"
    replace_file(trial, b"")
    trial.unlink()


def place_in(folder: Path, half: RecoveryHalf) -> Path:
    """The usual file of a half in a folder, with a number where another file lies there already."""
    usual = folder / NAMES[half.number - 1]
    numbered = (usual.with_stem(f"{usual.stem}-{number}") for number in count(2))
    return next(path for path in chain((usual,), numbered) if not path.exists())


def save_page(path: Path, office: Office, half: RecoveryHalf, other: Path | None = None) -> None:
    """Write one page.

    Args:
        path: the file, with an ending: without one a folder was meant that is not there.
        office: whose.
        half: which.
        other: where the other half was written; the two may not lie together.

    Raises:
        UsageError: the other half lies there, it is the folder of the database, or the folder is not there.
        StorageError: it cannot be written.
    """
    folder = path.absolute().parent
    if other is not None and other.absolute().parent == folder:
        raise UsageError("Nửa kia đã ghi ở đúng nơi này.", do="Chọn nơi khác, ví dụ USB của người giữ thứ hai.")
    if folder == office.paths.folder.absolute():
        raise UsageError("Đây là thư mục dữ liệu: mã để cạnh dữ liệu thì ai lấy máy cũng mở được.", do="Chọn nơi khác.")
    lacks = places_out.lack(folder if path.suffix else path.absolute())
    if lacks:
        raise UsageError(lacks, safe="Nửa này chưa ghi ra đâu.")
    replace_file(path, page(office, half).encode("utf-8"))


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
