"""Evidence files of records: photos and scans, taken in small and bare, looked at, and let out on grounds.

They may show faces and names, so they leave by the rules of lists with names, and stand on no list, paper or package.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

from antq_desktop.domain.errors import EvidenceRefused, RecordGone, UsageError
from antq_desktop.domain.fields import Register
from antq_desktop.domain.percent import show_count
from antq_desktop.domain.progress import Progress, Silent
from antq_desktop.domain.rules import MOST_FILES
from antq_desktop.images.pdf_pages import POINTS_AN_INCH, PagePicture, draw_page, page_sizes
from antq_desktop.images.photos import draw_photo
from antq_desktop.images.shrinking import PHOTO, SCAN, Shrunk, shrink
from antq_desktop.services.leaving import Grounds, allow, expect_ending, journal_leaving
from antq_desktop.services.office import Office
from antq_desktop.storage import attachments
from antq_desktop.storage.attachments import Attachment, AttachmentSize
from antq_desktop.storage.sealed_text import replace_file

PASTED = "Ảnh vừa dán"
LEAST_TYPED = 8
HOLDS = "có thể có mặt người, họ tên"
ENDINGS = {PHOTO: ".jpg", SCAN: ".pdf"}
CALLED = {PHOTO: "ảnh", SCAN: "PDF"}


def take_in(office: Office, files: Sequence[Path | bytes], progress: Progress | None = None) -> tuple[str, ...]:
    """Make files small and keep them, all or none; long work. A record names them when it is saved.

    Args:
        office: who brings them.
        files: photos and scans on the disk, or the bytes of a pasted one.
        progress: told files.

    Returns:
        SHA-256 of what is kept, in the order of the files, each once.

    Raises:
        RoleRefused: the role may not edit.
        UsageError: more than a record may have.
        EvidenceRefused: naming each file that cannot be kept.
        StorageError: nothing was kept.
    """
    office.require("edit")
    if len(files) > MOST_FILES:
        raise UsageError(f"Đã chọn {len(files)} tệp; mỗi dòng tối đa {MOST_FILES} tệp.", do="Chọn ít tệp hơn.")
    told = progress or Silent()
    shrunk: list[Shrunk] = []
    refused: list[EvidenceRefused] = []
    for number, file in enumerate(files):
        told.step(number, len(files), "Thu nhỏ tệp minh chứng")
        try:
            shrunk.append(shrink(file, PASTED if isinstance(file, bytes) else file.name))
        except EvidenceRefused as error:
            refused.append(error)
    if refused:
        what = " ".join(error.what for error in refused)
        rest = " Các tệp chọn cùng lúc cũng chưa được thêm." if shrunk else ""
        raise EvidenceRefused(what + rest, do=" ".join(dict.fromkeys(error.do for error in refused)))
    told.step(len(files), len(files), "Lưu tệp minh chứng")
    with office.store.settling() as connection:
        kept = [attachments.keep(connection, one.media, one.data, office.clock()) for one in shrunk]
    return tuple(dict.fromkeys(kept))


def field_of(register: Register) -> str:
    """The field of a register that names evidence files.

    Raises:
        UsageError: it has none.
    """
    keys = attachments.file_fields(register)
    if not keys:
        raise UsageError(f"{register.title} không giữ tệp minh chứng.", do="Xem các ô của sổ bằng antq registers.")
    return keys[0]


def sizes(office: Office, wanted: Iterable[str]) -> dict[str, AttachmentSize]:
    """Kinds and sizes of files, by SHA-256; one that is lost is left out."""
    with office.store.reading() as connection:
        return attachments.sizes(connection, wanted)


def words_of(size: AttachmentSize) -> str:
    """What a kept file is called: its kind and size."""
    return f"{CALLED[size.media]} {show_count(max(1, round(size.size / 1_000)))} kB"


def find(office: Office, text: str) -> str:
    """The one kept file whose SHA-256 begins with a text.

    Raises:
        UsageError: too short, or several begin so.
        RecordGone: none does.
    """
    wanted = text.strip().lower()
    if len(wanted) < LEAST_TYPED:
        raise UsageError(f"Mã tệp “{text[:70]}” quá ngắn.", do=f"Ghi ít nhất {LEAST_TYPED} ký tự đầu của mã.")
    with office.store.reading() as connection:
        found = attachments.beginning(connection, wanted)
    if not found:
        raise RecordGone(f"Không có tệp minh chứng mang mã “{text[:70]}”.", do="Xem mã bằng antq show SỔ MÃ.")
    if len(found) > 1:
        raise UsageError(f"Có {len(found)} tệp có mã bắt đầu như vậy.", do="Ghi mã dài hơn.")
    return found[0]


def opened(office: Office, sha256: str) -> Attachment:
    """A kept file, in memory only.

    Raises:
        RoleRefused: the role may not view.
        RecordGone: it is not there.
    """
    office.require("view")
    with office.store.reading() as connection:
        found = attachments.read(connection, sha256)
    if found is None:
        raise RecordGone("Tệp minh chứng này không còn trong dữ liệu.", do="Thêm lại từ tệp gốc nếu còn giữ.")
    return found


def pages(file: Attachment) -> int:
    """How many pages a kept file has; a photo is one.

    Raises:
        ReportError: it is damaged.
    """
    return len(page_sizes(file.data)) if file.media == SCAN else 1


def draw(file: Attachment, longest: int, page: int = 1) -> PagePicture:
    """Draw a page of a kept file, no side longer than so many pixels; not for the window's thread.

    Raises:
        EvidenceRefused, ReportError: it is damaged.
    """
    if file.media == PHOTO:
        return draw_photo(file.data, longest)
    width, height = page_sizes(file.data)[page - 1]
    return draw_page(file.data, page, longest / max(width, height) * POINTS_AN_INCH)


def save_to(office: Office, sha256: str, path: Path, grounds: Grounds | None) -> None:
    """Write a kept file to the disk, and journal why.

    Args:
        office: who lets it leave.
        sha256: of the file.
        path: ends with `.jpg` or `.pdf`, as the file is; replaced whole.
        grounds: reason and password.

    Raises:
        RoleRefused: the role may not export.
        RecordGone: the file is not there.
        UsageError: no reason, or another ending.
        PasswordRefused: the password is missing or wrong.
        StorageError: it cannot be written.
    """
    office.require("export")
    file = opened(office, sha256)
    expect_ending(path, ENDINGS[file.media])
    said = allow(office, "Tệp minh chứng", grounds, HOLDS)
    replace_file(path, file.data)
    journal_leaving(office, "Ghi tệp minh chứng ra ngoài", 1, said, "tệp")
