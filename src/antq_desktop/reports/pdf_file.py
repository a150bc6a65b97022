"""A PDF document that depends on nothing but what is given, and its way to the disk.

PDF 1.4, language vi-VN, only embedded fonts, dates from outside: the same figures give the same bytes.
"""

import errno
import os
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path

from reportlab.pdfbase.pdfdoc import (
    PDFDictionary,
    PDFDocument,
    PDFName,
    PDFPage,
    PDFResourceDictionary,
    PDFStream,
    ViewerPreferencesPDFDictionary,
)

from antq_desktop.domain.errors import DiskFull, ReportError, StoreReadOnly

PDF_VERSION = (1, 4)
LANGUAGE = "vi-VN"
CREATOR = "ANTQ Desktop"

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_READ_ONLY = {errno.EROFS, errno.EACCES, errno.EPERM}
_DEFLATE_LEVEL = 4

Target = Path | BytesIO
"""Where a finished paper goes: a file, or memory for one that is only looked at."""


@dataclass(frozen=True, slots=True)
class PaperInfo:
    """What the properties of the file say.

    Attributes:
        title: title of the paper, in its own words.
        author: the issuing body, never a person.
        made_on: day written as creation date.
    """

    title: str
    author: str
    made_on: date

    def pdf_date(self, *_clock: int) -> str:
        """The creation date as PDF writes it; what the library reads from its clock is ignored."""
        return f"D:{self.made_on:%Y%m%d}000000+07'00'"


def new_document(info: PaperInfo) -> PDFDocument:
    """Open an empty document that carries the properties."""
    document = PDFDocument(invariant=1, pdfVersion=PDF_VERSION, lang=LANGUAGE)
    document.setTitle(info.title)
    document.setAuthor(info.author)
    document.setSubject(info.title)
    document.setCreator(CREATOR)
    document.setDateFormatter(info.pdf_date)
    preferences = ViewerPreferencesPDFDictionary()
    preferences["DisplayDocTitle"] = "true"
    document.Catalog.ViewerPreferences = preferences
    return document


def add_page(document: PDFDocument, width: float, height: float, content: str) -> None:
    """Close a page over raw operators.

    Args:
        document: receives the page.
        width: in points.
        height: in points.
        content: PDF operators; every character stands for one byte.
    """
    packed = zlib.compress(content.encode("latin-1"), _DEFLATE_LEVEL)
    document.updateSignature(packed)
    page = PDFPage()
    page.pagewidth, page.pageheight = width, height
    page.Contents = PDFStream(PDFDictionary({"Filter": PDFName("FlateDecode")}), packed + b"\n")
    page.Resources = PDFResourceDictionary()
    page.Resources.basicFonts()
    page.Resources.basicProcs()
    document.addPage(page)


def document_bytes(document: PDFDocument) -> bytes:
    """Finish a document made with `new_document`."""
    return bytes(document.GetPDFData(None))


def write_file(target: Target, data: bytes) -> None:
    """Put a finished paper in its place, whole or not at all; an older one there is replaced.

    Raises:
        DiskFull, StoreReadOnly, ReportError: nothing is left behind.
    """
    if isinstance(target, BytesIO):
        target.seek(0)
        target.truncate()
        target.write(data)
    else:
        _write_to_disk(target, data)


def _write_to_disk(path: Path, data: bytes) -> None:
    partial = path.with_name(path.name + ".partial")
    with _disk_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with partial.open("wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            partial.replace(path)
        finally:
            partial.unlink(missing_ok=True)


@contextmanager
def _disk_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise DiskFull(
                "Ổ đĩa đã đầy, chưa ghi được tệp in.", do="Xóa bớt tệp hoặc chọn ổ khác rồi in lại."
            ) from error
        if error.errno in _READ_ONLY:
            raise StoreReadOnly(
                f"Không ghi được tệp {path.name}: nơi đã chọn không cho ghi hoặc tệp đang mở.",
                do="Đóng tệp nếu đang xem, hoặc chọn thư mục khác.",
            ) from error
        raise ReportError(f"Không ghi được tệp {path.name}.", do="Kiểm tra ổ đĩa hoặc USB rồi in lại.") from error
