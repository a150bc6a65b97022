"""Photos made small: turned upright, at most so many pixels and bytes, without a word of where or when they were taken.

What comes out is a JPEG with nothing but its pixels. One that is so already stays as it is, byte for byte, so that a
photo taken out and in again is known.
"""

import io
import re
import struct
from contextlib import suppress
from typing import Final

from PIL import Image, ImageFile, UnidentifiedImageError

from antq_desktop.domain.errors import EvidenceRefused
from antq_desktop.domain.percent import show_count
from antq_desktop.images.pdf_pages import PagePicture, Source

TAKEN = "Nhận ảnh JPG, PNG, WebP, BMP, TIFF, GIF và bản quét PDF."
MOST_BYTES = 400_000
LONGEST = 1_600
STEPS: Final = (
    (LONGEST, 85), (LONGEST, 75), (LONGEST, 65), (LONGEST, 55), (LONGEST, 45), (1_280, 50), (960, 45), (640, 40),
)  # fmt: skip
"""Longest side in pixels and quality, from the best; the last fits whatever a picture shows."""
FORMATS = ("JPEG", "PNG", "WEBP", "BMP", "TIFF", "GIF")
MOST_PIXELS = 50_000_000
MOST_PIXELS_OF_JPEG = 120_000_000
ORIENTATION = 0x0112
TURNS: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
UNREADABLE = (
    OSError, SyntaxError, ValueError, TypeError, LookupError, ArithmeticError, EOFError, MemoryError, RuntimeError,
    AttributeError, struct.error, Warning,
)  # fmt: skip
"""What the library raises at damaged and hostile files."""

Image.MAX_IMAGE_PIXELS = None  # its limit warns before it refuses; ours is asked right after the head is read


def small_photo(source: Source, name: str) -> bytes:
    """A photo as a JPEG of at most `MOST_BYTES` without metadata.

    Args:
        source: a file, or the bytes of one: JPEG, PNG, WebP, BMP, TIFF, or GIF, of which the first picture counts.
        name: what messages call it.

    Raises:
        EvidenceRefused: no photo, damaged, of several pages, or far too large.
    """
    with suppress(*UNREADABLE):
        data = source if isinstance(source, bytes) else _if_small(source)
        if _is_bare(data) and _fits(data):
            return data
    try:
        return jpeg_within(_upright(source, name), MOST_BYTES)
    except EvidenceRefused:
        raise
    except UnidentifiedImageError as reason:
        raise strange(name) from reason
    except UNREADABLE as reason:
        raise EvidenceRefused(f"“{name}” bị hỏng hoặc thiếu phần cuối.", do=f"Chép lại tệp gốc. {TAKEN}") from reason


def strange(name: str) -> EvidenceRefused:
    """The refusal of a file that is something else than its name says."""
    return EvidenceRefused(f"“{name}” không phải ảnh, cũng không phải PDF.", do=TAKEN)


def jpeg_within(image: Image.Image, most: int) -> bytes:
    """A picture as a JPEG of at most so many bytes, by the first of `STEPS` that fits."""
    for longest, quality in STEPS:
        image.thumbnail((longest, longest), Image.Resampling.LANCZOS)
        data = jpeg(image, quality)
        if len(data) <= most:
            return data
    raise ValueError("no step fits")


def jpeg(image: Image.Image, quality: int) -> bytes:
    """A picture as a JPEG."""
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()


def draw_photo(data: bytes, longest: int) -> PagePicture:
    """Draw a kept photo, no side longer than asked for.

    Raises:
        EvidenceRefused: it is damaged.
    """
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as found:
            found.draft("RGB", (longest, longest))
            image = found.convert("L" if found.mode == "L" else "RGB")
    except UNREADABLE as reason:
        raise EvidenceRefused("Tệp minh chứng này bị hỏng, không xem được.", do="Thêm lại từ tệp gốc.") from reason
    image.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    grey = image.mode == "L"
    return PagePicture(1, image.width, image.height, image.width * (1 if grey else 3), image.tobytes(), grey)


def _if_small(path: Source) -> bytes:
    data = b""
    if not isinstance(path, bytes) and path.stat().st_size <= MOST_BYTES:
        data = path.read_bytes()
    return data


def _is_bare(data: bytes) -> bool:
    """Whether a JPEG holds tables and pixels only: one picture, no profile, no text, nothing after its end."""
    if len(data) > MOST_BYTES or data[:4] != b"\xff\xd8\xff\xe0" or data[6:11] != b"JFIF\0" or data[18:20] != b"\0\0":
        return False
    place = 2
    while data[place + 1] != 0xDA:
        marker, length = data[place + 1], int.from_bytes(data[place + 2 : place + 4], "big")
        known = marker in {0xC0, 0xC1, 0xC4, 0xDB, 0xDD} or (marker == 0xE0 and place == 2 and length == 16)
        if data[place] != 0xFF or not known:
            return False
        place += 2 + length
    after = re.search(rb"\xff[^\x00\xd0-\xd7]", data[place + 2 :], re.DOTALL)
    return after is not None and after[0] == b"\xff\xd9" and place + 2 + after.end() == len(data)


def _fits(data: bytes) -> bool:
    with Image.open(io.BytesIO(data), formats=("JPEG",)) as found:
        found.load()
        return max(found.size) <= LONGEST and found.mode in {"L", "RGB"}


def _upright(source: Source, name: str) -> Image.Image:
    """The pixels alone, upright, near the size wanted."""
    with Image.open(io.BytesIO(source) if isinstance(source, bytes) else source, formats=FORMATS) as found:
        _refuse_too_much(found, name)
        found.draft("RGB", (LONGEST, LONGEST))
        found.load()
        turn = TURNS.get(_orientation(found))
        image = _in_plain_mode(found)
        image.thumbnail((LONGEST, LONGEST), Image.Resampling.LANCZOS, reducing_gap=2.0)
        bare = Image.new("L" if image.mode in {"L", "LA"} else "RGB", image.size, "white")
        has_holes = image.mode in {"LA", "RGBA"}
        bare.paste(image.convert(bare.mode), mask=image.getchannel("A") if has_holes else None)
    return bare if turn is None else bare.transpose(turn)


def _refuse_too_much(found: ImageFile.ImageFile, name: str) -> None:
    most = MOST_PIXELS_OF_JPEG if found.format in {"JPEG", "MPO"} else MOST_PIXELS
    if found.width * found.height > most:
        size = f"{show_count(found.width)} × {show_count(found.height)} điểm ảnh"
        raise EvidenceRefused(
            f"“{name}” quá lớn ({size}), máy không đủ bộ nhớ để mở.",
            do=f"Chụp lại hoặc thu nhỏ còn tối đa {most // 1_000_000} triệu điểm ảnh.",
        )
    pages = getattr(found, "n_frames", 1) if found.format == "TIFF" else 1
    if pages > 1:
        raise EvidenceRefused(f"“{name}” là tệp TIFF có {pages} trang.", do="Lưu bản quét thành PDF rồi thêm lại.")


def _orientation(found: Image.Image) -> int:
    with suppress(*UNREADABLE):
        return int(found.getexif().get(ORIENTATION, 1))
    return 1


def _in_plain_mode(found: Image.Image) -> Image.Image:
    """Grey or colours, with holes if it has some; other ways to say pixels cannot be made smaller well."""
    if found.mode in {"L", "RGB", "LA", "RGBA"}:
        return found
    if "transparency" in found.info or found.mode in {"PA", "La", "RGBa"}:
        return found.convert("RGBA")
    if found.mode == "I" or found.mode.startswith("I;16"):
        return found.convert("I").point(lambda shade: shade * (1 / 256)).convert("L")
    return found.convert("L" if found.mode == "1" else "RGB")
