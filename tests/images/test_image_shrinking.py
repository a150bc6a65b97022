"""Files on their way to be kept as evidence: what comes out is small, sound, and tells of nobody."""

import io
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pypdfium2
import pytest
from fpdf import FPDF
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image

from antq_desktop.domain.errors import EvidenceRefused
from antq_desktop.images.pdf_pages import page_sizes
from antq_desktop.images.photos import LONGEST, MOST_BYTES, draw_photo
from antq_desktop.images.sample_pictures import sample_picture
from antq_desktop.images.shrinking import PHOTO, SCAN, shrink
from antq_desktop.images.small_pdf import MOST_DRAWN
from evidence_files import photo, picture, scanned, written

KINDS = ("JPEG", "PNG", "WEBP", "BMP", "TIFF", "GIF")


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def assert_bare(data: bytes) -> None:
    image = opened(data)
    assert image.format == "JPEG"
    assert not dict(image.getexif())
    assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert max(image.size) <= LONGEST
    assert len(data) <= MOST_BYTES


@settings(max_examples=40)
@given(
    st.sampled_from(KINDS),
    st.sampled_from(["RGB", "L", "1", "P", "RGBA", "LA", "CMYK", "I;16"]),
    st.tuples(st.integers(1, 2_400), st.integers(1, 2_400)),
    st.integers(1, 8),
    st.integers(0, 100),
)
@example("JPEG", "RGB", (2_400, 2_400), 6, 100)
@example("PNG", "RGBA", (1, 2_400), 1, 0)
@example("TIFF", "1", (2_400, 1), 8, 0)
def test_whatever_the_photo_it_comes_out_small_and_bare_and_twice_the_same(kind, mode, size, orientation, noise):
    taken = {
        "JPEG": {"RGB", "L", "CMYK"},
        "WEBP": {"RGB", "RGBA", "L"},
        "PNG": {"RGB", "L", "1", "P", "RGBA", "LA", "I;16"},
        "BMP": {"RGB", "L", "1", "P"},
        "GIF": {"RGB", "L", "1", "P", "RGBA"},
    }
    image = picture(size, noise=noise)
    image = image.convert("L").convert("I;16") if mode == "I;16" else image.convert(mode)
    given_ = photo(image if mode in taken.get(kind, {mode}) else picture(size, noise=noise), kind, orientation)
    shrunk = shrink(given_, "ảnh.jpg")
    assert shrunk.media == PHOTO
    assert_bare(shrunk.data)
    assert shrink(given_, "ảnh.jpg") == shrunk
    assert shrink(shrunk.data, "ảnh đã lấy ra.jpg") == shrunk


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_taken_with_the_phone_on_its_side_stands_upright(kind, orientation):
    undone = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}
    upright = picture((800, 400))
    held = upright if orientation == 1 else upright.transpose(Image.Transpose(undone[orientation]))
    seen = opened(shrink(photo(held, kind, orientation), "ảnh").data)
    assert seen.size == (800, 400)
    red, dark = seen.getpixel((40, 40)), seen.getpixel((700, 380))
    assert red[0] > 180
    assert red[1] < 60
    assert max(dark) < 80


def test_what_is_seen_through_becomes_white_and_grey_of_16_bits_keeps_its_shades():
    seen = opened(shrink(photo(Image.new("RGBA", (80, 60), (0, 0, 0, 0)), "PNG"), "chữ ký.png").data)
    assert seen.getpixel((10, 10)) == (255, 255, 255)
    shades = Image.new("I;16", (64, 64), 20_000)
    grey = opened(shrink(photo(shades, "PNG"), "quét.png").data)
    assert abs(grey.getpixel((5, 5)) - 20_000 // 256) <= 3


def test_of_a_moving_picture_the_first_is_kept():
    first, other = picture(seed=3), Image.new("RGB", (800, 600), "blue")
    moving = photo(first, "GIF", save_all=True, append_images=[other])
    assert opened(shrink(moving, "ảnh.gif").data).getpixel((40, 40))[0] > 180


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("ghi chú.jpg", "Họp thôn ngày 5".encode(), "không phải ảnh"),
        ("trống.jpg", b"", "rỗng"),
        ("iphone.heic", b"\0\0\0\x18ftypheic" + bytes(40), "HEIC"),
        ("nửa chừng.jpg", photo()[:2_000], "hỏng"),
        ("nửa chừng.png", photo(kind="PNG")[:700], "hỏng"),
        ("nửa chừng.pdf", b"%PDF-1.7\n1 0 obj", "hỏng"),
        ("khóa.pdf", written(1, password="bi-mat"), "mật khẩu"),
        ("chương trình.exe", b"MZ" + bytes(400), "JPG, PNG"),
        ("tiếng nói.wav", b"RIFF\0\0\0\0WAVEfmt ", "không phải ảnh"),
        ("BM.jpg", b"BM 01, nop ngay 5", "không phải ảnh"),
    ],
)
def test_what_cannot_be_evidence_is_refused_by_name(name, data, words):
    with pytest.raises(EvidenceRefused) as refused:
        shrink(data, name)
    assert f"“{name}”" in refused.value.what
    assert words in refused.value.message
    assert refused.value.do


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(EvidenceRefused, match=r"USB"):
        shrink(tmp_path / "mất.jpg", "mất.jpg")


def test_a_picture_that_would_fill_the_memory_is_refused_before_it_is_opened():
    out = io.BytesIO()
    Image.new("1", (9_000, 9_000)).save(out, "PNG", compress_level=9)
    with pytest.raises(EvidenceRefused, match=r"9\.000 × 9\.000"):
        shrink(out.getvalue(), "bom.png")


def test_pages_of_a_tiff_are_not_lost_silently():
    pages = photo(picture(), "TIFF", save_all=True, append_images=[picture(seed=2)])
    with pytest.raises(EvidenceRefused, match=r"2 trang"):
        shrink(pages, "quét.tif")


MEASURE = """
import resource, sys
from pathlib import Path
from antq_desktop.images.sample_pictures import sample_picture
from antq_desktop.images.shrinking import shrink
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
shrink(Path(sys.argv[1]), "lớn.jpg")
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="memory is measured as Linux counts it")
def test_a_photo_of_40_megapixels_needs_little_memory(tmp_path):
    large = tmp_path / "lớn.jpg"
    picture((7_300, 5_500)).save(large, quality=90)
    done = subprocess.run([sys.executable, "-c", MEASURE, str(large)], capture_output=True, text=True, check=True)
    whole = 7_300 * 5_500 * 3 // 1_024
    assert int(done.stdout) < whole * 0.75


@settings(max_examples=150)
@given(st.sampled_from(KINDS), st.data())
def test_damaged_files_are_taken_or_refused_but_nothing_breaks(kind, draw):
    data = bytearray(photo(picture((90, 60)), kind))
    for _ in range(draw.draw(st.integers(1, 6))):
        data[draw.draw(st.integers(0, len(data) - 1))] = draw.draw(st.integers(0, 255))
    with suppress(EvidenceRefused):
        assert_bare(shrink(bytes(data[: draw.draw(st.integers(1, len(data)))]), "hỏng").data)


@pytest.mark.parametrize("pages", [1, 12])
def test_a_small_pdf_keeps_its_pages_but_not_who_wrote_it(pages):
    given_ = written(pages, link="https://example.org")
    shrunk = shrink(given_, "biên bản.pdf")
    assert shrunk.media == SCAN
    assert b"Binh" not in shrunk.data
    with pypdfium2.PdfDocument(shrunk.data) as document:
        assert not any(document.get_metadata_dict().values())
        assert len(document) == pages
        text = document[0].get_textpage()
        assert "Dong 7" in text.get_text_bounded()
        text.close()
    assert shrink(given_, "a.pdf") == shrunk == shrink(shrunk.data, "b.pdf")


@pytest.mark.parametrize("pages", [2, MOST_DRAWN])
def test_a_heavy_scan_becomes_small_pictures_of_its_pages(pages):
    given_ = scanned(pages)
    shrunk = shrink(given_, "quét.pdf")
    assert len(shrunk.data) <= MOST_BYTES < len(given_)
    assert len(page_sizes(shrunk.data)) == pages
    assert [round(side) for side in page_sizes(shrunk.data)[0]] == [595, 842]
    assert shrink(given_, "quét.pdf") == shrunk == shrink(shrunk.data, "lại.pdf")


def test_a_heavy_scan_of_many_pages_is_refused_with_their_number():
    with pytest.raises(EvidenceRefused, match=rf"{MOST_DRAWN + 1} trang.*tối đa {MOST_DRAWN}"):
        shrink(scanned(MOST_DRAWN + 1), "cả quyển.pdf")


def test_a_photo_inside_a_pdf_loses_its_place_too():
    made = FPDF()
    made.add_page()
    made.image(io.BytesIO(photo(picture())), 0, 0, 200)
    given_ = bytes(made.output())
    assert b"Exif" in given_
    kept = shrink(given_, "ảnh.pdf").data
    assert b"Exif" not in kept
    assert b"nha ong Binh" not in kept


def test_notes_upon_a_pdf_are_kept_as_they_look_not_by_whom(tmp_path):
    made = FPDF()
    made.add_page()
    made.text_annotation(50, 50, "Da kiem tra", title="Tran Van Binh")
    kept = shrink(bytes(made.output()), "ghi chú.pdf").data
    assert b"Binh" not in kept
    assert len(page_sizes(kept)) == 1


def test_a_kept_photo_is_drawn_as_small_as_wanted():
    kept = shrink(photo(picture((1_200, 900))), "ảnh").data
    drawn = draw_photo(kept, 96)
    assert (drawn.width, drawn.height, drawn.stride, drawn.grey) == (96, 72, 96 * 3, False)
    assert len(drawn.data) == drawn.stride * drawn.height
    with pytest.raises(EvidenceRefused):
        draw_photo(kept[:500], 96)


def test_a_file_on_the_disk_and_its_bytes_give_the_same(tmp_path: Path):
    place = tmp_path / "ảnh họp.jpg"
    place.write_bytes(photo(orientation=6))
    assert shrink(place, place.name) == shrink(place.read_bytes(), "dán")


def test_pictures_of_the_sample_commune_are_unlike_one_another_and_small():
    drawn = [sample_picture(number) for number in range(12)]
    assert len({one.data for one in drawn}) == 12
    assert drawn[3] == sample_picture(3)
    assert all(one.media == PHOTO and len(one.data) < 30_000 for one in drawn)
    assert shrink(drawn[0].data, "anh.jpg") == drawn[0], "already as evidence is kept"
