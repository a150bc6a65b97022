"""Sealing the numbers and checking them: nothing but counts leaves, every number comes once, trust is earned."""

import csv
import io
from pathlib import Path

import pytest
from tests.conftest import CHEAP, RESOURCES, Clock

from antq_desktop.domain.errors import RejectedRecord, RoleRefused, StorageError, UsageError
from antq_desktop.packages.codes import REFUSALS
from antq_desktop.services import records, setup
from antq_desktop.services.handover import authorities, enrolment, handing_over
from antq_desktop.services.office import Environment, Office, OfficerInSession

CANARY = "Chim Hoàng Yến"


@pytest.fixture
def busy(office: Office) -> Office:
    """A commune with a household whose every personal value is a canary."""
    area = records.save(office, "residential_area", {"name": "Thôn Đông", "note": CANARY}).uid
    values = {
        "head_name": CANARY,
        "area": area,
        "address": CANARY,
        "note": CANARY,
        "phone": "0912345678",
        "phone_consent_on": "01/03/2026",
        "organizations": "HND",
    }
    household = records.save(office, "household", values).uid
    campaign = records.suggestions(office, "pledge_campaign", "")[0][0]
    pledge = {"household": household, "campaign": campaign, "year": 2026, "area": area, "signed_on": "01/02/2026"}
    records.save(office, "pledge", {**pledge, "paper_ref": CANARY})
    for name, count in (("Thôn Đông", 2), ("Thôn Đoài", 3)):
        where = records.suggestions(office, "residential_area", name)
        uid = where[0][0] if where else records.save(office, "residential_area", {"name": name}).uid
        records.save(office, "refusal_count", {"campaign": campaign, "area": uid, "households": count})
    return office


def sealed(office: Office, folder: Path) -> handing_over.Exported:
    return handing_over.export(office, "numbers", office.catalogues.period("2026"), folder)


def own_trust(office: Office, folder: Path):
    path = folder / "own.pem"
    path.write_bytes(enrolment.status(office).certificate)
    return handing_over.read_trust(path)


def test_no_name_note_phone_or_uid_of_a_household_is_in_a_package_of_numbers(busy: Office, tmp_path: Path) -> None:
    done = sealed(busy, tmp_path)
    handing_over.unpack(done.path, tmp_path / "open", busy.clock(), own_trust(busy, tmp_path))
    content = b"".join(path.read_bytes() for path in (tmp_path / "open").rglob("*") if path.is_file())
    household = records.suggestions(busy, "household", "")[0][0]
    for secret in (CANARY, "0912345678", str(household), household.hex, str(busy.officer.uid), busy.officer.name):
        assert secret.encode() not in content
    assert set(done.rows) == {
        *("areas", "pledge_counts", "indicators"),
        *("model_types", "model_points", "clubs", "group_months", "group_stock"),
    }


def test_refusals_below_three_are_hidden_in_the_package_too(busy: Office, tmp_path: Path) -> None:
    done = sealed(busy, tmp_path)
    handing_over.unpack(done.path, tmp_path / "open", busy.clock(), own_trust(busy, tmp_path))
    text = (tmp_path / "open" / "data" / "pledge_counts.csv").read_text(encoding="utf-8")
    rows = [row for row in csv.DictReader(io.StringIO(text)) if row["organization"] == "ALL"]
    assert sorted(row["refusals"] for row in rows) == ["", "3"]


def test_small_counts_of_two_campaigns_do_not_add_up_to_one_that_is_shown(busy: Office, tmp_path: Path) -> None:
    template = records.suggestions(busy, "pledge_template", "")[0][0]
    second = records.save(busy, "pledge_campaign", {"year": 2026, "template": template, "name": "Đợt hai"}).uid
    for name, count in (("Thôn Đông", 2), ("Thôn Đoài", 4)):
        area = records.suggestions(busy, "residential_area", name)[0][0]
        records.save(busy, "refusal_count", {"campaign": second, "area": area, "households": count})
    done = sealed(busy, tmp_path)
    handing_over.unpack(done.path, tmp_path / "open", busy.clock(), own_trust(busy, tmp_path))
    text = (tmp_path / "open" / "data" / "pledge_counts.csv").read_text(encoding="utf-8")
    rows = [row for row in csv.DictReader(io.StringIO(text)) if row["organization"] == "ALL"]
    assert sorted(row["refusals"] for row in rows) == ["", "7"]


def test_packages_are_numbered_and_each_names_the_one_before(busy: Office, tmp_path: Path) -> None:
    first, second = sealed(busy, tmp_path), sealed(busy, tmp_path)
    assert (first.sequence, second.sequence) == (1, 2)
    found = handing_over.verify([second.path], busy.clock(), own_trust(busy, tmp_path))[0]
    assert found.descriptor is not None
    assert found.descriptor.identity.previous == first.identity
    assert [line.sequence for line in handing_over.outbox_lines(busy)] == [2, 1]
    assert {line.state for line in handing_over.outbox_lines(busy)} == {"sealed"}


def test_a_place_that_cannot_be_written_uses_up_no_number(busy: Office, unwritable: Path, tmp_path: Path) -> None:
    with pytest.raises(StorageError):
        sealed(busy, unwritable / "antq")
    assert handing_over.outbox_lines(busy) == []
    assert sealed(busy, tmp_path).sequence == 1


def test_a_laptop_not_enrolled_is_untrusted_until_its_certificate_is_given(busy: Office, tmp_path: Path) -> None:
    done = sealed(busy, tmp_path)
    assert not done.enrolled
    assert handing_over.verify([done.path], busy.clock(), None)[0].code == "E_CERT_UNTRUSTED"
    assert handing_over.verify([done.path], busy.clock(), own_trust(busy, tmp_path))[0].accepted


def test_one_changed_bit_is_refused_with_its_code(busy: Office, tmp_path: Path) -> None:
    done = sealed(busy, tmp_path)
    data = bytearray(done.path.read_bytes())
    data[len(data) // 2] ^= 1
    changed = tmp_path / "changed.asice"
    changed.write_bytes(data)
    found = handing_over.verify([changed], busy.clock(), own_trust(busy, tmp_path))[0]
    assert not found.accepted
    assert found.code in REFUSALS


def store(folder: Path, unit: str) -> Office:
    terms = setup.Setup(
        unit_code=unit, unit_name="Xã Mẫu", login="mau", officer_name="Cán Bộ Mẫu", password="mat-khau-mau"
    )
    return setup.create(folder, terms, Environment(RESOURCES, Clock(), CHEAP)).office


def test_the_demo_authority_enrols_the_sample_commune_and_no_other(tmp_path: Path) -> None:
    real = store(tmp_path / "that", "10001")
    with pytest.raises(UsageError, match="xã mẫu"):
        authorities.demo_answer(real, tmp_path / "a", tmp_path / "b")
    setup.lock(real)
    sample = store(tmp_path / "mau", "99001")
    groups = enrolment.request(sample, tmp_path / "request")
    holder, asked = authorities.asked(tmp_path / "request")
    assert (holder.unit, holder.unit_name, asked) == ("99001", "Xã Mẫu", groups)
    authorities.demo_answer(sample, tmp_path / "request", tmp_path / "answer")
    assert enrolment.install(sample, tmp_path / "answer").enrolled
    assert enrolment.trust(sample) is not None
    done = handing_over.export(sample, "numbers", sample.catalogues.period("2026"), tmp_path / "usb", to="duty")
    assert done.path.name.endswith(".asice.age")
    authorities.bundle(
        authorities.demo_folder(sample), tmp_path / "bundle", sample.clock(), authorities.DEMO_PASSPHRASE
    )
    assert enrolment.trust_install(sample, tmp_path / "bundle").version == 2
    assert enrolment.install(sample, tmp_path / "answer").enrolled
    known = enrolment.trust(sample)
    assert known is not None
    assert known.version == 2, "the newer bundle stays"
    setup.lock(sample)


def test_a_viewer_hands_nothing_over_and_an_unknown_recipient_is_refused(busy: Office, tmp_path: Path) -> None:
    guest = busy.as_officer(OfficerInSession(busy.officer.uid, "xem", "Người Xem", frozenset({"viewer"})))
    with pytest.raises(RoleRefused):
        sealed(guest, tmp_path)
    with pytest.raises(UsageError, match="nơi nhận"):
        handing_over.export(busy, "numbers", busy.catalogues.period("2026"), tmp_path, to="huyen")


@pytest.mark.parametrize("code", ["ALL", "all", " All "])
def test_no_organization_takes_the_code_of_all_households(office: Office, code: str) -> None:
    with pytest.raises(RejectedRecord, match="dành cho dòng tổng"):
        records.save(office, "member_organization", {"code": code, "name": "Hội Tất Cả", "short_name": "Tất cả"})
