"""Reading rows back: typed when right, refused by name when wrong."""

import pytest
from package_stories import CSV, FIELDS, NOW, identity, table

from antq_desktop.domain.errors import PackageError
from antq_desktop.packages.cades import seal_detached
from antq_desktop.packages.container import ContainerWriter
from antq_desktop.packages.descriptor import Descriptor, Resource, render
from antq_desktop.packages.rows import read_rows
from antq_desktop.packages.sealing import seal
from antq_desktop.packages.verification import Checks, Verification, opened, verify

HEADING = b"id,name,signed,on,active,at\r\n"
GOOD = b"a1,T\xc3\xaan,1,2026-03-01,true,2026-03-01T00:00:00Z\r\n"


def rows_of(path, trust):
    found = Verification()
    with opened(path, Checks(trust, NOW), found) as container:
        return list(read_rows(container, found.descriptor.resources[0]))


def carrying(csv, signer, path, rows=1):
    """Seal a package around CSV bytes that its writer would never have made."""
    with path.open("w+b") as file:
        writer = ContainerWriter(file)
        sums = writer.add(CSV, [csv], "text/csv")
        resource = Resource("areas", sums.size, sums.sha256, rows, FIELDS, ("id",))
        writer.add("datapackage.json", [render(Descriptor(identity(), (resource,)))], "application/json")
        writer.finish(lambda listing: seal_detached(listing, signer, NOW))
    return path


def test_rows_come_back_as_they_went_in(province, sealed):
    assert rows_of(sealed.path, province.trust) == [
        ("a1", "Tổ dân phố số 1", 83, "2026-03-01", True, "2026-11-22T09:30:00Z"),
        ("a2", 'Thôn "Đồi Mây", xã Mẫu', 0, "2026-04-30", False, "2026-05-01T07:00:00Z"),
        ("a3", None, None, None, None, None),
    ]


def test_many_rows_come_back_in_order(province, tmp_path):
    rows = [(f"a{number}", "một\nhai, 'ế'" * (number % 3), number, None, None, None) for number in range(9001)]
    made = seal(tmp_path, [table(rows)], identity(), province.signer, signing_time=NOW)
    read = rows_of(made.path, province.trust)
    assert [(row[0], row[1] or "", row[2]) for row in read] == [row[:3] for row in rows]


def test_an_empty_table_has_no_rows(province, tmp_path):
    made = seal(tmp_path, [table(())], identity(), province.signer, signing_time=NOW)
    assert rows_of(made.path, province.trust) == []


@pytest.mark.parametrize(
    ("csv", "rows", "rule"),
    [
        (HEADING.replace(b"id,name", b"name,id") + GOOD, 1, "heading"),
        (HEADING + GOOD.replace(b"a1,", b"a1,,", 1), 1, "width"),
        (HEADING + GOOD.replace(b",1,", b",01,"), 1, "signed: integer"),
        (HEADING + GOOD.replace(b"2026-03-01,", b"2026-02-30,"), 1, "on: date"),
        (HEADING + GOOD.replace(b"true", b"yes"), 1, "active: boolean"),
        (HEADING + GOOD.replace(b"T00:00:00Z", b""), 1, "at: datetime"),
        (HEADING + GOOD[2:], 1, "id: required"),
        (HEADING + GOOD.replace(b"\r\n", b"\n"), 1, "line ends"),
        (HEADING + GOOD.replace(b"T\xc3", b"\r\xc3"), 1, "carriage return"),
        (HEADING + GOOD.replace(b"T\xc3\xaa", b"T\xc3"), 1, "UTF-8"),
        (HEADING + GOOD.replace(b"\xc3\xaa", b"e\xcc\x82"), 1, "not NFC"),
        (HEADING + GOOD.replace(b"T", b"\0", 1), 1, "control character"),
        (HEADING + GOOD.replace(b"T", b"\xe2\x80\xae", 1), 1, "control character"),
        (HEADING + GOOD.replace(b"T\xc3\xaan", b'"T"x'), 1, "quotes"),
        (HEADING + GOOD.replace(b"T\xc3\xaan", b"T" * 66_000), 1, "name: size"),
        (HEADING + GOOD + GOOD[:-2], 1, "last line"),
        (HEADING + GOOD + GOOD, 2, "key: repeated"),
    ],
)
def test_rows_that_break_a_rule_are_named(province, tmp_path, csv, rows, rule):
    path = carrying(csv, province.signer, tmp_path / "p", rows)
    assert verify(path, province.trust, NOW).accepted
    told = verify(path, province.trust, NOW, rows=True)
    assert (told.accepted, told.code) == (False, "E_ROW")
    with pytest.raises(PackageError) as caught:
        rows_of(path, province.trust)
    assert caught.value.code == "E_ROW"
    assert caught.value.detail.endswith(rule)
    assert caught.value.detail.startswith("areas row ")
