"""CSV bytes: what goes in comes out, and what does not fit is refused."""

import csv
import datetime as dt
import io
import random
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from package_stories import NOW, identity, table

from antq_desktop.domain.errors import PackageError
from antq_desktop.domain.progress import Silent
from antq_desktop.packages import codes
from antq_desktop.packages.container import ContainerWriter
from antq_desktop.packages.der import check_der
from antq_desktop.packages.limits import Limits
from antq_desktop.packages.sealing import seal
from antq_desktop.packages.strict import StrictZip
from antq_desktop.packages.tables import CsvEncoder, Table, TableField, is_value
from antq_desktop.packages.verification import LineCounter

SOURCES = Path(codes.__file__).parent
TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Co", "Cn")) | st.sampled_from('",\n\t;ếộ'),
    max_size=20,
)  # fmt: skip


PLAIN = Limits()


def encode(rows, fields=("string", "string", "integer"), limits=PLAIN):
    columns = tuple(TableField(f"c{place}", kind, "Cột") for place, kind in enumerate(fields))
    encoder = CsvEncoder(Table("t", columns, (), rows), Silent(), limits)
    return b"".join(encoder), encoder.rows


def refused(rows, fields, limits=PLAIN):
    with pytest.raises(PackageError) as caught:
        encode(rows, fields, limits)
    return caught.value.code


@given(st.lists(st.tuples(TEXTS, TEXTS | st.none(), st.integers(-(10**9), 10**9) | st.none()), max_size=8))
@settings(deadline=None)
def test_a_csv_reader_gets_back_what_was_written(rows):
    data, count = encode(rows)
    text = data.decode("utf-8")
    read = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    plain = [[unicodedata.normalize("NFC", "" if cell is None else str(cell)) for cell in row] for row in rows]
    assert read == [["c0", "c1", "c2"], *plain]
    assert count == len(rows)
    assert text.endswith("\r\n")


@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=8), st.integers(1, 9))
@settings(deadline=None)
def test_lines_are_counted_alike_however_the_file_is_cut(rows, step):
    data, count = encode(rows, ("string", "string"))
    counter = LineCounter()
    for place in range(0, len(data), step):
        counter.add(data[place : place + step])
    assert counter.count == count + 1


def test_a_table_of_one_column_keeps_its_empty_rows():
    data, count = encode([("a",), (None,), ("",)], ("string",))
    assert data == b'c0\r\na\r\n""\r\n""\r\n'
    assert count == 3


def test_text_is_composed():
    decomposed = unicodedata.normalize("NFD", "Xã Mẫu Sơn")
    assert encode([(decomposed,)], ("string",))[0].decode() == "c0\r\nXã Mẫu Sơn\r\n"


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("string", 5), ("string", True), ("integer", "5"), ("integer", True), ("integer", 1.5), ("boolean", 1),
        ("boolean", "true"), ("date", "2026-02-30"), ("date", "20260301"), ("date", "03/01/2026"), ("date", "2026-3-1"),
        ("date", NOW), ("date", 5), ("datetime", "2026-03-01"), ("datetime", "2026-03-01T25:00:00Z"),
        ("datetime", dt.datetime(2026, 3, 1)), ("datetime", dt.date(2026, 3, 1)),  # noqa: DTZ001
        ("string", "a\0b"), ("string", "a\rb"), ("string", "a\x1bb"), ("string", "a\x7fb"), ("string", "a\x85b"),
        ("string", "a\u202eb"), ("string", "a\u2066b"), ("string", "\ufeffa"), ("string", "\ud800"),
    ],
)  # fmt: skip
def test_values_that_do_not_fit_are_refused(kind, value):
    assert refused([(value,)], (kind,)) == "E_TABLE"


def test_rows_of_another_width_are_refused():
    assert refused([("a", "b")], ("string",)) == "E_TABLE"
    assert refused([("a", "b"), ("a",)], ("string", "string")) == "E_TABLE"


def test_a_required_cell_cannot_be_empty():
    for rows in ([(None,)], [("",)]):
        encoder = CsvEncoder(Table("t", (TableField("a", "string", "A", True),), ("a",), rows), Silent())
        with pytest.raises(PackageError) as caught:
            list(encoder)
        assert caught.value.code == "E_TABLE"
        assert "a is empty" in caught.value.detail


@pytest.mark.parametrize(
    ("name", "columns", "key"),
    [
        ("T", ("a",), ()), ("t", ("A",), ()), ("t", ("a", "a"), ()), ("t", (), ()), ("t", ("a",), ("b",)),
        ("../t", ("a",), ()), ("t" * 42, ("a",), ()),
    ],
)  # fmt: skip
def test_shapes_that_make_no_sense_are_refused(name, columns, key):
    fields = tuple(TableField(column, "string", "Cột") for column in columns)
    with pytest.raises(PackageError) as caught:
        CsvEncoder(Table(name, fields, key, ()), Silent())
    assert caught.value.code == "E_TABLE"


def test_limits_hold_at_writing():
    limits = Limits(field=100, row=250, rows=2)
    assert encode([("a" * 100,)], ("string",), limits)[1] == 1
    assert refused([("a" * 101,)], ("string",), limits) == "E_LIMIT"
    assert refused([("ế" * 34,)], ("string",), limits) == "E_LIMIT"
    assert encode([("ế" * 33,)], ("string",), limits)[1] == 1
    assert refused([("a" * 90,) * 3], ("string",) * 3, limits) == "E_LIMIT"
    assert refused([("a",)] * 3, ("string",), limits) == "E_LIMIT"


@pytest.mark.parametrize(
    ("limits", "data"),
    [
        (Limits(package=400), random.Random(1).randbytes(500)),
        (Limits(unpacked=400), bytes(500)),
        (Limits(entry=400), bytes(500)),
        (Limits(entries=1), b""),
        (Limits(manifest=100), b""),
        (Limits(ratio_floor=1000), bytes(200_000)),
    ],
)
def test_a_container_beyond_its_limits_is_not_written(limits, data):
    def write():
        writer = ContainerWriter(io.BytesIO(), limits)
        writer.add("data/t.csv", [data], "text/csv")
        writer.finish(lambda _: b"seal")

    with pytest.raises(PackageError) as caught:
        write()
    assert caught.value.code == "E_LIMIT"


def test_a_container_takes_no_name_twice_and_no_other_name():
    writer = ContainerWriter(io.BytesIO())
    writer.add("data/t.csv", [b"a"], "text/csv")
    for name in ("data/t.csv", "../t.csv", "data/T.csv", "readme.txt"):
        with pytest.raises(PackageError):
            writer.add(name, [b"a"], "text/csv")


def test_a_container_beyond_its_limits_is_not_read():
    file = io.BytesIO()
    writer = ContainerWriter(file)
    writer.add("data/t.csv", [bytes(50_000)], "text/csv")
    writer.add("datapackage.json", [b"{}"], "application/json")
    writer.finish(lambda _: b"seal")
    for limits, code in (
        (Limits(package=500), "E_ZIP_TOO_BIG"),
        (Limits(entries=4), "E_ZIP_TOO_MANY"),
        (Limits(entry=40_000), "E_ZIP_SIZE"),
        (Limits(unpacked=40_000), "E_ZIP_BOMB"),
        (Limits(ratio_floor=1000), "E_ZIP_BOMB"),
        (Limits(name=10), "E_ZIP_LAYOUT"),
        (Limits(name=18), "E_ZIP_NAME"),
    ):
        with pytest.raises(PackageError) as caught:
            StrictZip(file, limits)
        assert caught.value.code == code
    assert len(StrictZip(file).entries) == 5


def test_values_are_told_apart_as_they_stand_in_the_file():
    good = {"integer": "-5", "boolean": "true", "date": "2024-02-29", "datetime": "2026-01-01T00:00:00Z", "string": "x"}
    bad = {"integer": "05", "boolean": "True", "date": "2026-02-29", "datetime": "2026-01-01T00:00:00+07:00"}
    assert all(is_value(kind, text) for kind, text in good.items())
    assert not any(is_value(kind, text) for kind, text in bad.items())


@pytest.mark.parametrize(
    "text",
    [
        "", "05", "0500ff", "050100", "3000ff", "30800000", "30810130", "3082000100", "0102ffff", "010101", "0200",
        "02020001", "0202ff80", "1f0100", "240400000000", "10020500", "0000", "30020500" + "00", "30850000000001",
        "300205",
    ],
)  # fmt: skip
def test_what_is_not_der_is_refused(text):
    with pytest.raises(PackageError) as caught:
        check_der(bytes.fromhex(text))
    assert caught.value.code == "E_SIG_NOT_DER"


def test_nesting_without_end_is_refused():
    data = b"\x05\x00"
    for _ in range(30):
        data = b"\x30" + bytes([len(data)]) + data
    with pytest.raises(PackageError):
        check_der(data)
    check_der(bytes.fromhex("300a02010502020080010100"))


def test_every_code_has_its_sentence_and_every_sentence_its_use():
    text = "\n".join(path.read_text("utf-8") for path in SOURCES.glob("*.py") if path.name != "codes.py")
    assert set(re.findall(r'"(E_[A-Z0-9_]+)"', text)) == codes.REFUSALS.keys()
    assert set(re.findall(r'"(W_[A-Z0-9_]+)"', text)) == codes.WARNINGS.keys()
    for what, action in codes.REFUSALS.values():
        assert what.endswith(".")
        assert action.endswith(".")


def test_a_refusal_speaks_in_the_shape_of_all_errors():
    error = codes.refusal("E_DIGEST", "data/areas.csv")
    assert str(error) == f"{error.what} {error.safe} {error.do} [E_DIGEST]"
    assert "data/areas.csv" not in str(error)


def test_the_encoder_counts_in_batches():
    seen = []

    class Counting:
        def step(self, done: int, total: int | None = None, label: str = "") -> None:
            seen.append(done)

    rows = ((f"a{number}", None, 1, None, None, None) for number in range(4500))
    encoder = CsvEncoder(table(rows), Counting())
    assert b"".join(encoder).count(b"\r\n") == 4501
    assert seen == [2000, 4000, 4500]


def test_a_table_that_breaks_its_own_key_is_not_written(tmp_path, province):
    twice = [("a1", "Một", 1, None, None, None), ("a2", None, 2, None, None, None), ("a1", "Hai", 3, None, None, None)]
    apart = [("a\u1ec7", None, None, None, None, None), ("ae\u0323\u0302", None, None, None, None, None)]
    far = [(f"a{number % 5000}", None, None, None, None, None) for number in range(5001)]
    for rows, detail in ((twice, "key is repeated"), (apart, "key is repeated"), (far, "key is repeated")):
        with pytest.raises(PackageError) as caught:
            seal(tmp_path, [table(rows)], identity(), province.signer, signing_time=NOW)
        assert (caught.value.code, caught.value.detail.endswith(detail)) == ("E_TABLE", True)
    assert list(tmp_path.glob("*.antq*")) == []
