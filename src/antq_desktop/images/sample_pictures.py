"""Pictures for the sample commune, drawn by the program: a gong, a street lamp, a camera, a page of minutes; nobody."""

from collections.abc import Callable
from random import Random

from PIL import Image, ImageDraw

from antq_desktop.images.photos import jpeg
from antq_desktop.images.shrinking import PHOTO, Shrunk

WIDTH, HEIGHT, GROUND = 480, 360, 250
QUALITY = 80
GRAIN = 40
POST, METAL, DARK, LIGHT, PAPER, INK, STAMP = (
    *((96, 78, 60), (150, 146, 138), (52, 56, 62), (255, 236, 168)),
    *((247, 244, 236), (90, 92, 110), (196, 60, 56)),
)


def sample_picture(number: int) -> Shrunk:
    """A small photo as evidence is kept; the same number gives the same picture, another number another one."""
    random = Random(number)  # noqa: S311 - a picture, not a secret
    image = Image.new("RGB", (WIDTH, HEIGHT), (150 + random.randrange(60), 180 + random.randrange(40), 225))
    pen = ImageDraw.Draw(image)
    SCENES[number % len(SCENES)](pen, random)
    for _ in range(GRAIN):
        x, y = random.randrange(WIDTH), random.randrange(HEIGHT)
        pen.point((x, y), DARK)
    return Shrunk(PHOTO, jpeg(image, QUALITY))


def _lane(pen: ImageDraw.ImageDraw, random: Random) -> None:
    """Houses behind a road."""
    left = -random.randrange(60)
    while left < WIDTH:
        width, top = 60 + random.randrange(60), 110 + random.randrange(70)
        wall = (200 + random.randrange(50), 190 + random.randrange(50), 170 + random.randrange(50))
        pen.rectangle((left, top, left + width, GROUND), fill=wall)
        pen.polygon([(left - 6, top), (left + width // 2, top - 34), (left + width + 6, top)], fill=(150, 74, 58))
        pen.rectangle((left + width // 2 - 9, GROUND - 42, left + width // 2 + 9, GROUND), fill=POST)
        left += width + 14
    pen.rectangle((0, GROUND, WIDTH, HEIGHT), fill=(126, 128, 124))


def _gong(pen: ImageDraw.ImageDraw, random: Random) -> None:
    _lane(pen, random)
    x = 120 + random.randrange(240)
    pen.rectangle((x - 70, 90, x - 62, HEIGHT - 40), fill=POST)
    pen.rectangle((x + 62, 90, x + 70, HEIGHT - 40), fill=POST)
    pen.rectangle((x - 78, 84, x + 78, 94), fill=POST)
    pen.line((x, 94, x, 130), fill=DARK, width=2)
    pen.rectangle((x - 12, 130, x + 12, 210), fill=METAL, outline=DARK)


def _lamp(pen: ImageDraw.ImageDraw, random: Random) -> None:
    _lane(pen, random)
    for x in range(60 + random.randrange(40), WIDTH, 130):
        pen.rectangle((x, 70, x + 6, HEIGHT - 60), fill=DARK)
        pen.rectangle((x, 66, x + 44, 72), fill=DARK)
        pen.ellipse((x + 30, 70, x + 58, 88), fill=LIGHT)


def _camera(pen: ImageDraw.ImageDraw, random: Random) -> None:
    _lane(pen, random)
    x, y = 100 + random.randrange(260), 50 + random.randrange(50)
    pen.rectangle((x, y, x + 8, HEIGHT - 50), fill=METAL)
    pen.rectangle((x - 54, y, x + 14, y + 26), fill=(232, 234, 236), outline=DARK)
    pen.ellipse((x - 62, y + 3, x - 42, y + 23), fill=DARK)


def _minutes(pen: ImageDraw.ImageDraw, random: Random) -> None:
    pen.rectangle((0, 0, WIDTH, HEIGHT), fill=POST)
    pen.rectangle((110, 12, 370, HEIGHT - 8), fill=PAPER)
    pen.rectangle((170, 34, 310, 40), fill=INK)
    for y in range(62, 270, 14):
        pen.line((130, y, 350 - random.randrange(90), y), fill=INK, width=2)
    pen.ellipse((280, 276, 340, 336), outline=STAMP, width=4)


SCENES: tuple[Callable[[ImageDraw.ImageDraw, Random], None], ...] = (_gong, _minutes, _lamp, _camera)
