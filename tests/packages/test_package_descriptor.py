"""Manifests and descriptors that are well sealed but say something wrong."""

import pytest
from package_stories import CSV, LISTING, NOW, code_of, identity, repack, resealed, table

from antq_desktop.packages import strict_json
from antq_desktop.packages.cades import seal_detached
from antq_desktop.packages.container import ContainerWriter
from antq_desktop.packages.sealing import seal
from antq_desktop.packages.verification import verify

MANIFESTS = {
    "a document type": (
        lambda m: m.replace(b"?>\r\n", b'?>\r\n<!DOCTYPE x [<!ENTITY a "b">]>\r\n', 1), "E_MANIFEST_XML",
    ),
    "an entity bomb": (
        lambda m: m.replace(
            b"?>\r\n",
            b'?>\r\n<!DOCTYPE x [<!ENTITY a "' + b"a" * 99 + b'"><!ENTITY b "' + b"&a;" * 99 + b'">]>\r\n', 1,
        ), "E_MANIFEST_XML",
    ),
    "a processing instruction": (lambda m: m.replace(b"?>\r\n", b"?><?php x?>\r\n", 1), "E_MANIFEST_XML"),
    "a comment": (lambda m: m.replace(b"?>\r\n", b"?><!-- x -->\r\n", 1), "E_MANIFEST_XML"),
    "text between": (lambda m: m.replace(b"/>\r\n", b"/>text\r\n", 1), "E_MANIFEST_XML"),
    "an unknown element": (lambda m: m.replace(b"</asic:ASiC", b"<asic:X/></asic:ASiC"), "E_MANIFEST_XML"),
    "an unknown attribute": (lambda m: m.replace(b" MimeType=", b' X="1" MimeType=', 1), "E_MANIFEST_XML"),
    "another namespace": (lambda m: m.replace(b"v1.2.1#", b"v1.2.2#"), "E_MANIFEST_XML"),
    "not well formed": (lambda m: m[:-9], "E_MANIFEST_XML"),
    "nothing at all": (lambda _: b"", "E_MANIFEST_XML"),
    "another encoding": (lambda m: m.decode().encode("utf-16"), "E_MANIFEST_XML"),
    "another seal": (lambda m: m.replace(b"signature.p7s", b"signature2.p7s"), "E_MANIFEST_SIGREF"),
    "SHA-512 announced": (lambda m: m.replace(b"xmlenc#sha256", b"xmlenc#sha512"), "E_MANIFEST_DIGEST_ALG"),
    "a file that is not there": (lambda m: m.replace(b"areas.csv", b"other.csv"), "E_UNSIGNED_FILE"),
    "a short digest": (lambda m: m.replace(b"=</ds", b"</ds", 1), "E_MANIFEST_XML"),
    "no digest method": (lambda m: m.replace(b"<ds:DigestMethod", b"<ds:DigestMethud"), "E_MANIFEST_XML"),
    "no root file": (lambda m: m.replace(b' Rootfile="true"', b""), "E_MANIFEST_XML"),
    "a root file that is none": (lambda m: m.replace(b'Rootfile="true"', b'Rootfile="no"'), "E_MANIFEST_XML"),
    "one file twice": (
        lambda m: m.replace(
            b"</asic:ASiC", m[m.index(b"<asic:Data") : m.index(b"</asic:Data") + 28] + b"</asic:ASiC"
        ), "E_MANIFEST_DUPLICATE",
    ),
}  # fmt: skip


@pytest.mark.parametrize("story", MANIFESTS)
def test_manifests_that_are_well_sealed_but_wrong(province, files, tmp_path, story):
    change, code = MANIFESTS[story]
    path = repack(resealed(files, change(files[LISTING]), province.signer), tmp_path / "p")
    assert code_of(path, province.trust) == code


def described(files, signer, path, change, csv=None):
    """Seal a package whose descriptor says whatever a story needs."""
    value = strict_json.load(files["datapackage.json"], 1 << 20, "E_DESCRIPTOR")
    changed = change(value)
    data = changed if isinstance(changed, bytes) else strict_json.dump(value)
    with path.open("w+b") as file:
        writer = ContainerWriter(file)
        writer.add(CSV, [csv or files[CSV]], "text/csv")
        writer.add("datapackage.json", [data], "application/json")
        writer.finish(lambda listing: seal_detached(listing, signer, NOW))
    return path


def put(key, value):
    return lambda whole: whole.__setitem__(key, value)


def put_in_table(key, value):
    return lambda whole: whole["resources"][0].__setitem__(key, value)


DESCRIPTORS = {
    "a future profile": (put("antq:profile", "antq-package/2"), "E_VERSION"),
    "a future reader": (put("antq:minReader", 2), "E_VERSION"),
    "another profile": (put("antq:profile", "zip"), "E_DESCRIPTOR"),
    "no profile": (lambda whole: whole.__delitem__("antq:profile"), "E_DESCRIPTOR"),
    "an unknown kind": (put("antq:kind", "full"), "E_DESCRIPTOR"),
    "an unknown stream": (put("antq:stream", "down"), "E_DESCRIPTOR"),
    "no epoch": (lambda whole: whole.__delitem__("antq:epoch"), "E_DESCRIPTOR"),
    "a number for a flag": (put("antq:training", 1), "E_DESCRIPTOR"),
    "a flag for a number": (put("antq:sequence", True), "E_DESCRIPTOR"),
    "a period that ends before it begins": (
        put("antq:period", {"key": "2026", "from": "2026-12-31", "to": "2026-01-01"}), "E_DESCRIPTOR",
    ),
    "a day that does not exist": (
        put("antq:period", {"key": "2026", "from": "2026-02-30", "to": "2026-12-31"}), "E_DESCRIPTOR",
    ),
    "a moment without zone": (put("created", "2026-11-22T09:30:00"), "E_DESCRIPTOR"),
    "a repeated key": (
        lambda whole: strict_json.dump(whole).replace(b'"version": "1.0.0"', b'"version": "1.0.0", "version": "1"'),
        "E_DESCRIPTOR",
    ),
    "not a number": (lambda whole: strict_json.dump(whole).replace(b": 17", b": NaN"), "E_DESCRIPTOR"),
    "a fraction": (lambda whole: strict_json.dump(whole).replace(b": 17", b": 17.0"), "E_DESCRIPTOR"),
    "a huge number": (lambda whole: strict_json.dump(whole).replace(b": 17", b": " + b"9" * 5000), "E_DESCRIPTOR"),
    "a list": (lambda whole: b"[]", "E_DESCRIPTOR"),
    "half a pair": (lambda whole: strict_json.dump(whole).replace(b'"1.0.0"', b'"\\ud800"'), "E_DESCRIPTOR"),
    "not UTF-8": (lambda whole: b'{"a": "\xff"}', "E_DESCRIPTOR"),
    "too deep": (lambda whole: b'{"a":' + b"[" * 20 + b"]" * 20 + b"}", "E_DESCRIPTOR"),
    "ten thousand deep": (lambda whole: b'{"a":' + b"[" * 10_000 + b"]" * 10_000 + b"}", "E_DESCRIPTOR"),
    "a wrong size": (put_in_table("bytes", 5), "E_RESOURCE"),
    "a wrong digest": (put_in_table("hash", "sha256:" + "0" * 64), "E_RESOURCE"),
    "a wrong count": (put_in_table("antq:rows", 4), "E_RESOURCE"),
    "another table": (lambda whole: whole["resources"][0].update(name="b", path="data/b.csv"), "E_RESOURCE"),
    "a path elsewhere": (put_in_table("path", "http://example.vn/a.csv"), "E_DESCRIPTOR"),
    "no table": (put("resources", []), "E_RESOURCE"),
    "one table twice": (lambda whole: whole.update(resources=whole["resources"] * 2), "E_DESCRIPTOR"),
    "no columns": (lambda whole: whole["resources"][0]["schema"].update(fields=[]), "E_DESCRIPTOR"),
    "an unknown type": (
        lambda whole: whole["resources"][0]["schema"]["fields"][0].update(type="any"), "E_DESCRIPTOR",
    ),
    "a key that is no column": (
        lambda whole: whole["resources"][0]["schema"].update(primaryKey=["x"]), "E_DESCRIPTOR",
    ),
    "another unit": (put("antq:unit", "96002"), "E_CERT_UNIT"),
}  # fmt: skip


@pytest.mark.parametrize("story", DESCRIPTORS)
def test_descriptors_that_are_well_sealed_but_wrong(province, files, tmp_path, story):
    change, code = DESCRIPTORS[story]
    path = described(files, province.signer, tmp_path / "p", change)
    assert code_of(path, province.trust) == code


def test_a_newer_package_ends_with_its_own_exit_code(province, files, tmp_path):
    path = described(files, province.signer, tmp_path / "p", put("antq:minReader", 2))
    assert verify(path, province.trust, NOW).exit_code == 7
    path = described(files, province.signer, tmp_path / "p", put("antq:kind", "full"))
    assert verify(path, province.trust, NOW).exit_code == 4


def test_what_a_later_version_adds_is_kept_aside_and_told(province, files, tmp_path):
    def change(whole):
        whole["antq:later"] = {"a": 1}
        whole["resources"][0]["schema"]["fields"][1]["constraints"] = {"maxLength": 5}

    found = verify(described(files, province.signer, tmp_path / "p", change), province.trust, NOW)
    assert (found.accepted, found.warnings) == (True, ("W_UNKNOWN_FIELD",))
    assert found.descriptor.unknown == ("antq:later", "name.maxLength")


def test_a_line_end_inside_quotes_is_no_row(province, tmp_path):
    rows = [("a1", 'một\n"hai"', 1, None, None, None), ("a2", "ba\nbốn\n", 1, None, None, None)]
    made = seal(tmp_path, [table(rows)], identity(), province.signer, signing_time=NOW)
    found = verify(made.path, province.trust, NOW)
    assert (found.accepted, found.descriptor.resources[0].rows) == (True, 2)
