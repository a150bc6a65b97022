"""Scans as PDF made small, without document information: as they are where they fit, else as pictures of pages."""

import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import pypdfium2
from PIL import Image, ImageChops, ImageFilter
from pypdfium2 import raw

from antq_desktop.domain.errors import EvidenceRefused
from antq_desktop.images.pdf_pages import ONE_AT_A_TIME
from antq_desktop.images.photos import LONGEST, MOST_BYTES, jpeg

MOST_DRAWN = 8
WORTH_REWRITING = 8 * MOST_BYTES
STEPS = ((LONGEST, 75), (LONGEST, 55), (1_400, 45), (1_200, 40))
"""Longest side in pixels and quality of pages in colour; where none fits they become black on white."""
PICTURE = b"/Type/XObject/Subtype/Image"
PAPER_NEAR, INK_DARKER_BY = 20, 28
STRIP_AT, STRIP_LENGTH = 273, 279
TRACES = (
    b"/Metadata", b"/PieceInfo", b"/LastModified", b"/JavaScript", b"/EmbeddedFile",
    b"Exif\0\0", b"ns.adobe.com", b"Photoshop 3.0",
)  # fmt: skip
"""What tells of who, when and where inside a page; with one of them only its picture is kept."""
INFORMATION = re.compile(rb"<</CreationDate\(D:[^)]*\)/Creator\(PDFium\)/Producer\(PDFium\)>>")
IDENTITY = re.compile(rb"/ID\[<[0-9A-F]+><[0-9A-F]+>\]")
DIGITS = re.compile(rb"(?<=<)[0-9A-F]+")


@dataclass(frozen=True, slots=True)
class _Page:
    """A page as a picture: width and height in points, then the pixels."""

    width: float
    height: float
    image: Image.Image


def small_pdf(data: bytes, name: str) -> bytes:
    """A PDF of at most `MOST_BYTES` without document information; the same file gives the same bytes.

    Args:
        data: the file.
        name: what messages call it.

    Raises:
        EvidenceRefused: with a password, damaged, or too many pages to be made small.
    """
    try:
        with ONE_AT_A_TIME, pypdfium2.PdfDocument(data) as document:
            document.init_forms()
            count = len(document)
            plain = len(data) <= WORTH_REWRITING and not _drawn_upon(document)
            kept = _rewritten(document) if plain else b""
            if kept and len(kept) <= MOST_BYTES and not any(trace in kept for trace in TRACES):
                return kept
            _refuse_many(count, name)
            return _as_pictures([_draw(document, number) for number in range(count)], name)
    except pypdfium2.PdfiumError as reason:
        if getattr(reason, "err_code", None) == raw.FPDF_ERR_PASSWORD:
            raise EvidenceRefused(f"“{name}” có mật khẩu, không mở được.", do="Lưu lại không mật khẩu.") from reason
        raise EvidenceRefused(f"“{name}” là PDF bị hỏng, không mở được.", do="Quét hoặc lưu lại tệp PDF.") from reason


def _refuse_many(count: int, name: str) -> None:
    if not count:
        raise EvidenceRefused(f"“{name}” không có trang nào.", do="Quét hoặc lưu lại tệp PDF.")
    if count > MOST_DRAWN:
        raise EvidenceRefused(
            f"“{name}” có {count} trang và không thu nhỏ được xuống 400 kB.",
            do=f"Chỉ thêm những trang cần làm minh chứng, tối đa {MOST_DRAWN} trang một tệp.",
        )


def _drawn_upon(document: Any) -> bool:
    """Whether pages carry notes, forms or stamps, which name who made them; mere links are taken off."""
    for number in range(len(document)):
        page = document[number]
        for place in reversed(range(raw.FPDFPage_GetAnnotCount(page))):
            note = raw.FPDFPage_GetAnnot(page, place)
            is_link = raw.FPDFAnnot_GetSubtype(note) == raw.FPDF_ANNOT_LINK
            raw.FPDFPage_CloseAnnot(note)
            if not is_link:
                return True
            raw.FPDFPage_RemoveAnnot(page, place)
    return False


def _rewritten(document: Any) -> bytes:
    """The pages in a new document, from which the day and the random identity that the library writes are blotted."""
    out = io.BytesIO()
    with pypdfium2.PdfDocument.new() as fresh:
        fresh.import_pages(document)
        fresh.save(out)
    data, told = INFORMATION.subn(lambda found: b"<<" + b" " * (len(found[0]) - 4) + b">>", out.getvalue())
    data, known = IDENTITY.subn(lambda found: DIGITS.sub(lambda one: b"0" * len(one[0]), found[0]), data)
    return data if told == known == 1 else b""


def _draw(document: Any, number: int) -> _Page:
    page = document[number]
    width, height = page.get_size()
    bitmap = page.render(scale=LONGEST / max(width, height), prefer_bgrx=False, rev_byteorder=True)
    image = bitmap.to_pil().convert("RGB")
    bitmap.close()
    page.close()
    return _Page(width, height, image)


def _as_pictures(pages: Sequence[_Page], name: str) -> bytes:
    ways: list[Callable[[Image.Image], bytes]] = [
        *(partial(_in_colour, longest=longest, quality=quality) for longest, quality in STEPS),
        _in_black,
    ]
    for way in ways:
        bound = _bound([(page, way(page.image)) for page in pages])
        if len(bound) > MOST_BYTES:
            continue
        with pypdfium2.PdfDocument(bound) as document:
            kept = _rewritten(document)
        if kept and len(kept) <= MOST_BYTES:
            return kept
    raise EvidenceRefused(
        f"“{name}” không thu nhỏ được xuống 400 kB mà vẫn đọc được.",
        do="Tách thành nhiều tệp ít trang hơn.",
    )


def _in_colour(image: Image.Image, longest: int, quality: int) -> bytes:
    """A picture of a PDF page as JPEG."""
    small = image.copy()
    small.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    head = b"/Width %d/Height %d/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode"
    return _stream(PICTURE + head % small.size, jpeg(small, quality))


def _in_black(image: Image.Image) -> bytes:
    """A picture of a PDF page as a fax has it: what is darker than the paper around it is ink."""
    grey = image.convert("L")
    darker = ImageChops.subtract(grey.filter(ImageFilter.BoxBlur(PAPER_NEAR)), grey)
    paper = darker.point([255 if by <= INK_DARKER_BY else 0 for by in range(256)]).convert("1")
    out = io.BytesIO()
    paper.save(out, "TIFF", compression="group4", strip_size=-(-paper.width // 8) * paper.height)
    with Image.open(out) as strip:
        (begin,), (length,) = strip.tag_v2[STRIP_AT], strip.tag_v2[STRIP_LENGTH]  # type: ignore[attr-defined] # of TIFF
    head = b"/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 1/Filter/CCITTFaxDecode" % paper.size
    rows = b"/DecodeParms<</K -1/BlackIs1 true/Columns %d/Rows %d>>" % paper.size
    return _stream(PICTURE + head + rows, out.getvalue()[begin : begin + length])


def _bound(pages: Sequence[tuple[_Page, bytes]]) -> bytes:
    """A PDF whose pages are one picture each, given as what stands in the file."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b""]
    for page, picture in pages:
        first = len(objects) + 1
        size = (page.width, page.height)
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %.2f %.2f]/Contents %d 0 R/Resources<</XObject<</P %d 0 R>>>>>>"
            % (*size, first + 1, first + 2)
        )
        objects.append(_stream(b"", b"%.2f 0 0 %.2f 0 0 cm /P Do" % size))
        objects.append(picture)
    kids = b" ".join(b"%d 0 R" % (3 + 3 * place) for place in range(len(pages)))
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(pages), kids)
    return _numbered(objects)


def _stream(head: bytes, data: bytes) -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (head, len(data), data)


def _numbered(objects: Sequence[bytes]) -> bytes:
    data = b"%PDF-1.7\n"
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    tail = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(data))
    return data + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + tail
