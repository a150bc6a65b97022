"""Encrypted packages: who can open them, and what damage leaves behind."""

import random
import tempfile

import pytest
from package_stories import NOW, ROWS, identity, table

from antq_desktop.domain.errors import PackageError
from antq_desktop.packages.encryption import Recipient, decrypted, generate_age_key
from antq_desktop.packages.sealing import seal
from antq_desktop.packages.unpacking import unpack
from antq_desktop.packages.verification import verify

DUTY, ESCROW = generate_age_key(), generate_age_key()
RECIPIENTS = [Recipient("duty", DUTY.public), Recipient("escrow", ESCROW.public)]


@pytest.fixture(scope="module")
def closed(province, tmp_path_factory):
    """An encrypted package of more than one age chunk."""
    noise = random.Random(5)
    rows = [(f"a{number}", noise.randbytes(30).hex(), number, None, True, NOW) for number in range(4000)]
    return seal(
        tmp_path_factory.mktemp("closed"),
        [table(rows)],
        identity(kind="register"),
        province.signer,
        signing_time=NOW,
        recipients=RECIPIENTS,
    )


def test_either_recipient_opens_it_alone(province, closed):
    for pair in (DUTY, ESCROW):
        found = verify(closed.path, province.trust, NOW, [pair.secret])
        assert (found.accepted, found.encrypted, found.warnings) == (True, True, ())
        assert found.identity == closed.identity


def test_the_file_tells_neither_unit_nor_number(closed):
    assert closed.path.name == f"antq-{closed.identity[:8]}.asice.age"
    assert closed.encrypted
    assert b"96001" not in closed.path.read_bytes()


def test_nobody_else_opens_it(province, closed):
    for keys in ([], [generate_age_key().secret]):
        found = verify(closed.path, province.trust, NOW, keys)
        assert (found.accepted, found.code, found.identity) == (False, "E_DECRYPT_NO_KEY", None)
    assert verify(closed.path, province.trust, NOW, ["AGE-SECRET-KEY-1QQ"]).code == "E_KEY"


def test_age_itself_opens_it(closed, outside, tmp_path):
    (tmp_path / "key").write_text(DUTY.secret)
    done = outside("age", "-d", "-i", tmp_path / "key", "-o", tmp_path / "open.asice", closed.path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "open.asice").read_bytes()[30:38] == b"mimetype"


def test_what_age_encrypted_opens_here(province, sealed, outside, tmp_path):
    target = tmp_path / "x.asice.age"
    assert outside("age", "-r", DUTY.public, "-o", target, sealed.path).returncode == 0
    found = verify(target, province.trust, NOW, [DUTY.secret])
    assert (found.accepted, found.warnings) == (True, ("W_NOT_ADDRESSED",))


def test_a_package_passed_on_to_somebody_else_warns(province, closed, outside, tmp_path):
    (tmp_path / "key").write_text(DUTY.secret)
    outside("age", "-d", "-i", tmp_path / "key", "-o", tmp_path / "open.asice", closed.path)
    stranger = generate_age_key()
    found = verify(tmp_path / "open.asice", province.trust, NOW, [stranger.secret])
    assert (found.accepted, found.warnings) == (True, ("W_NOT_ADDRESSED",))
    assert verify(tmp_path / "open.asice", province.trust, NOW, [DUTY.secret]).warnings == ()


def damages(data):
    noise = random.Random(11)
    yield b"", "E_ZIP_TRUNCATED"
    for size in (30, 120, 300, 66_000, len(data) - 1):
        yield data[:size], "E_DECRYPT_DAMAGED"
    yield data + b"\0", "E_DECRYPT_DAMAGED"
    for place in (25, 60, 150, 330, 400, 500, 70_000, len(data) - 5, *noise.sample(range(22, len(data)), 40)):
        yield data[:place] + bytes([data[place] ^ 1 << noise.randrange(8)]) + data[place + 1 :], None


def test_damage_is_refused_and_leaves_no_file_behind(province, closed, tmp_path, monkeypatch):
    private = tmp_path / "private"
    private.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(private))
    monkeypatch.setattr("antq_desktop.packages.encryption._IN_MEMORY", 1000)
    broken, out = tmp_path / "broken.asice.age", tmp_path / "out"
    for data, expected in damages(closed.path.read_bytes()):
        broken.write_bytes(data)
        found = verify(broken, province.trust, NOW, [DUTY.secret])
        assert not found.accepted
        assert found.code in ({expected} if expected else {"E_DECRYPT_DAMAGED", "E_DECRYPT_NO_KEY"})
        with pytest.raises(PackageError):
            unpack(broken, out, province.trust, NOW, [DUTY.secret])
        assert sorted(path.name for path in tmp_path.iterdir()) == ["broken.asice.age", "private"]
        assert list(private.iterdir()) == []


def test_the_plain_file_is_gone_when_the_reader_fails(closed, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with closed.path.open("rb") as file, pytest.raises(RuntimeError), decrypted(file, [DUTY.secret]):
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []


def test_a_wrong_recipient_seals_nothing(province, tmp_path):
    with pytest.raises(PackageError) as caught:
        seal(
            tmp_path, [table(ROWS)], identity(), province.signer, signing_time=NOW,
            recipients=[Recipient("duty", "age1qqqqqqqqqqqqqqqq")],
        )  # fmt: skip
    assert caught.value.code == "E_RECIPIENT"
    assert list(tmp_path.iterdir()) == []
