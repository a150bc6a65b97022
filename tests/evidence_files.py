"""Photos and scans as phones, scanners and Word make them, for tests of evidence."""

import io
import random

from fpdf import FPDF
from PIL import Image, ImageDraw

ORIENTATION, MAKER, WHERE, TAKEN_AT = 0x0112, 0x010F, 0x8825, 0x9003


def picture(size: tuple[int, int] = (800, 600), mode: str = "RGB", *, seed: int = 1, noise: int = 0) -> Image.Image:
    """A bright upper half, a dark lower one, a red corner at the upper left; grain like a phone's in the dark."""
    width, height = size
    image = Image.new("RGB", size, (210, 215, 225))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, height // 2, width, height), fill=(40, 45, 50))
    draw.rectangle((0, 0, width // 4, height // 4), fill=(220, 20, 20))
    if noise:
        grain = Image.frombytes("RGB", size, random.Random(seed).randbytes(width * height * 3))
        image = Image.blend(image, grain, noise / 100)
    else:
        draw.line((0, seed % height, width, height - 1), fill=(seed % 256, 200, 90), width=3)
    return image.convert(mode)


def photo(image: Image.Image | None = None, kind: str = "JPEG", orientation: int = 1, **more: object) -> bytes:
    """A file as a phone writes it: with its maker, the hour and the place."""
    exif = Image.Exif()
    exif[MAKER] = "Máy của ông Bình"
    exif[ORIENTATION] = orientation
    exif.get_ifd(WHERE).update({1: "N", 2: (21.0, 1.0, 30.0)})
    told = {} if kind in {"BMP", "GIF"} else {"exif": exif.tobytes()}
    if kind == "JPEG":
        told["comment"] = b"nha ong Binh"
    out = io.BytesIO()
    (image or picture()).save(out, kind, **{**told, **more})
    return out.getvalue()


def scanned(pages: int, *, noise: int = 4) -> bytes:
    """A scan of closely written pages."""
    made = FPDF()
    made.set_title("Bien ban")
    made.set_author("Tran Van Binh")
    page = Image.new("RGB", (1240, 1754), (246, 244, 238))
    draw = ImageDraw.Draw(page)
    words = random.Random(1)
    for line in range(44):
        text = " ".join("".join(words.choices("abcdeghiklmnopqrstuvxy", k=words.randint(2, 6))) for _ in range(14))
        draw.text((120, 100 + line * 34), text, fill=(30, 30, 40), font_size=24)
    page = Image.blend(page, Image.effect_noise(page.size, noise).convert("RGB"), 0.15)
    for _ in range(pages):
        made.add_page()
        made.image(page, 0, 0, 210, 297)
    return bytes(made.output())


def written(pages: int, *, password: str = "", link: str = "") -> bytes:
    """A PDF as Word writes it: text, an author, a title."""
    made = FPDF()
    made.set_author("Tran Van Binh")
    made.set_title("Bien ban hop thon")
    for _ in range(pages):
        made.add_page()
        made.set_font("helvetica", size=12)
        for line in range(30):
            made.cell(0, 6, f"Dong {line} cua bien ban", new_x="LMARGIN", new_y="NEXT", link=link)
    if password:
        made.set_encryption(owner_password="chu", user_password=password)
    return bytes(made.output())
