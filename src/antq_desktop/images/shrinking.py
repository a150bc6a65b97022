"""A file that shall be kept as evidence: a photo or a scan made small, everything else refused in words."""

from dataclasses import dataclass
from pathlib import Path

from antq_desktop.domain.errors import EvidenceRefused
from antq_desktop.images.pdf_pages import Source
from antq_desktop.images.photos import TAKEN, small_photo, strange
from antq_desktop.images.small_pdf import small_pdf

PHOTO, SCAN = "image/jpeg", "application/pdf"
HEAD = 1_024
MOST_READ = 100_000_000
PHOTOS = (b"\xff\xd8\xff", b"\x89PNG\r\n", b"RIFF", b"BM", b"II*\0", b"MM\0*", b"GIF8")


@dataclass(frozen=True, slots=True)
class Shrunk:
    """What is kept of a file: its kind as media type, and its bytes."""

    media: str
    data: bytes


def shrink(source: Source, name: str) -> Shrunk:
    """Make a photo or a scan small; the same file always gives the same bytes.

    Args:
        source: the file, or its bytes.
        name: what messages call it.

    Raises:
        EvidenceRefused: saying why, and what is taken.
    """
    try:
        head, size = _head(source)
        if not size:
            raise EvidenceRefused(f"“{name}” là tệp rỗng.", do=f"Chép lại tệp gốc. {TAKEN}")
        if size > MOST_READ:
            raise EvidenceRefused(f"“{name}” nặng {size // 1_000_000} MB.", do="Nhận tệp tối đa 100 MB.")
        if b"%PDF-" in head:
            return Shrunk(SCAN, small_pdf(source if isinstance(source, bytes) else source.read_bytes(), name))
    except OSError as reason:
        raise EvidenceRefused(f"Không đọc được tệp “{name}”.", do="Kiểm tra tệp, USB rồi thêm lại.") from reason
    if head[4:8] == b"ftyp":
        do = "Mở ảnh rồi lưu lại thành JPG, hoặc đặt máy ảnh của điện thoại chụp kiểu “Tương thích nhất”."
        raise EvidenceRefused(f"“{name}” là ảnh HEIC của điện thoại, hoặc phim.", do=f"{do} {TAKEN}")
    if not head.startswith(PHOTOS):
        raise strange(name)
    return Shrunk(PHOTO, small_photo(source, name))


def _head(source: Source) -> tuple[bytes, int]:
    if isinstance(source, bytes):
        return source[:HEAD], len(source)
    with Path(source).open("rb") as file:
        return file.read(HEAD), source.stat().st_size
