"""Key slots: the database key wrapped for each person by a password, in one canonical JSON file.

A slot carries a short login name and the officer's uid, nothing else. Wrapping is Argon2id, then AES-256-GCM bound to
everything the slot says; the whole file carries an HMAC by a key derived from the database key, and a generation
number that the database repeats, so that an old file put back is noticed.
"""

import hmac
import json
import secrets
import time
import unicodedata
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw

from antq_desktop.domain.errors import PasswordRefused, StoreDamaged, StoreTooNew
from antq_desktop.storage.sealed_text import Unreadable, canonical_bytes, derive, from_text, seal, to_text, unseal

FORMAT = "antq-keys"
VERSION = 1
MINIMUM_PASSWORD = 10
_MAC_PURPOSE = "antq/keys-mac/1"
_RECOVERY_PURPOSE = "antq/recovery-check/1"
_RECOVERY_TEXT = b"antq recovery"
PASSWORD = "password"  # noqa: S105 - a kind of slot
RECOVERY = "recovery"


@dataclass(frozen=True, slots=True)
class KdfCost:
    """Price of one guess, at least.

    Attributes:
        memory: KiB.
        passes: over that memory.
        lanes: in parallel.
        seconds: passes are raised, up to four times, until a guess takes this long on the machine; 0 leaves them.
    """

    memory: int
    passes: int
    lanes: int
    seconds: float = 0.0


STRONG = KdfCost(65_536, 3, 1, 0.5)
_MOST_TIMES = 4


@dataclass(frozen=True, slots=True)
class Slot:
    """One way to the key.

    Attributes:
        data: everything the slot says, as the file has it, without the ciphertext.
        sealed: nonce and ciphertext of the key (of a check text, for recovery).
    """

    data: dict[str, Any]
    sealed: bytes

    @property
    def login(self) -> str:
        """Login name; empty for recovery."""
        return str(self.data["login"])

    @property
    def officer(self) -> UUID | None:
        """The officer's uid; None for recovery."""
        text = self.data["officer"]
        return None if text is None else UUID(hex=text)

    @property
    def kind(self) -> str:
        """`password` or `recovery`."""
        return str(self.data["type"])


@dataclass(frozen=True, slots=True)
class KeyFile:
    """All slots of a database.

    Attributes:
        database: its uid.
        generation: rises with every change of the file.
        slots: in the order they were made.
    """

    database: UUID
    generation: int
    slots: tuple[Slot, ...]


def normal_password(password: str) -> bytes:
    """The same bytes however an input method composed the letters."""
    return unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")


def refuse_weak(password: str) -> None:
    """Refuse a new password that is too short or all alike.

    Raises:
        PasswordRefused: saying what is missing.
    """
    normal = unicodedata.normalize("NFC", password)
    if len(normal) < MINIMUM_PASSWORD:
        raise PasswordRefused(
            f"Mật khẩu cần ít nhất {MINIMUM_PASSWORD} ký tự; đang có {len(normal)}.",
            do="Dùng một câu dễ nhớ, ví dụ bốn năm từ liền nhau.",
        )
    if len(set(normal)) < 4:
        raise PasswordRefused("Mật khẩu chỉ có vài ký tự lặp lại.", do="Dùng một câu dễ nhớ với nhiều chữ khác nhau.")


def make_slot(key: bytes, database: UUID, login: str, officer: UUID, password: str, cost: KdfCost) -> Slot:
    """Wrap the key for one person."""
    kdf = {
        "alg": "argon2id",
        "v": 19,
        "m": cost.memory,
        "t": _passes(cost),
        "p": cost.lanes,
        "salt": to_text(secrets.token_bytes(16)),
    }
    data = {"id": uuid4().hex, "login": login, "officer": officer.hex, "type": PASSWORD, "epoch": 1, "kdf": kdf}
    return Slot(data, seal(_wrapping_key(password, kdf), key, _context(database, data)))


def _passes(cost: KdfCost) -> int:
    """Passes that make a guess take as long as it should here, never fewer than the cost says."""
    if not cost.seconds:
        return cost.passes
    began = time.perf_counter()
    hash_secret_raw(b"", bytes(16), cost.passes, cost.memory, cost.lanes, 32, Type.ID)
    taken = time.perf_counter() - began
    wanted = min(cost.seconds / max(taken, 1e-6), _MOST_TIMES)
    return max(cost.passes, int(cost.passes * wanted))


def make_recovery_slot(key: bytes, database: UUID) -> Slot:
    """A slot by which two halves typed in can be recognised as the right ones."""
    data = {"id": uuid4().hex, "login": "", "officer": None, "type": RECOVERY, "epoch": 1, "kdf": None}
    return Slot(data, seal(derive(key, _RECOVERY_PURPOSE), _RECOVERY_TEXT, _context(database, data)))


def open_slot(slot: Slot, database: UUID, password: str) -> bytes:
    """Unwrap the key.

    Raises:
        Unreadable: wrong password, or the slot was changed.
    """
    kdf = slot.data["kdf"]
    if not isinstance(kdf, dict):
        raise Unreadable
    return unseal(_wrapping_key(password, kdf), slot.sealed, _context(database, slot.data))


def is_right_key(slot: Slot, database: UUID, key: bytes) -> bool:
    """Whether a key put together from halves is the one a recovery slot was made for."""
    try:
        return unseal(derive(key, _RECOVERY_PURPOSE), slot.sealed, _context(database, slot.data)) == _RECOVERY_TEXT
    except Unreadable:
        return False


def _wrapping_key(password: str, kdf: dict[str, Any]) -> bytes:
    try:
        memory, passes, lanes = (int(kdf[name]) for name in ("m", "t", "p"))
        if kdf["alg"] != "argon2id" or not (8 <= memory <= 4 << 20 and 1 <= passes <= 64 and 1 <= lanes <= 16):
            raise Unreadable
        return hash_secret_raw(normal_password(password), from_text(kdf["salt"]), passes, memory, lanes, 32, Type.ID)
    except (KeyError, TypeError, ValueError, OverflowError, HashingError) as reason:
        raise Unreadable from reason


def _context(database: UUID, data: dict[str, Any]) -> bytes:
    return canonical_bytes({"db": database.hex, **data})


def write_file(file: KeyFile, key: bytes) -> bytes:
    """The file's bytes with its HMAC."""
    body = {
        "format": FORMAT,
        "v": VERSION,
        "db": file.database.hex,
        "gen": file.generation,
        "slots": [{**slot.data, "ct": to_text(slot.sealed)} for slot in file.slots],
    }
    return canonical_bytes({**body, "mac": _mac(body, key)})


def _mac(body: dict[str, Any], key: bytes) -> str:
    return hmac.new(derive(key, _MAC_PURPOSE), canonical_bytes(body), "sha256").hexdigest()


def read_file(data: bytes) -> KeyFile:
    """Read slots; nothing is believed before a slot opens and `has_mac` agrees.

    Raises:
        StoreDamaged: not a key file.
        StoreTooNew: of a later form.
    """
    try:
        body = json.loads(data)
        slots = tuple(
            Slot({name: slot[name] for name in slot if name != "ct"}, from_text(slot["ct"])) for slot in body["slots"]
        )
        file = KeyFile(UUID(hex=body["db"]), int(body["gen"]), slots)
        ours, version = body["format"] == FORMAT, int(body["v"])
        canonical_bytes(body)
        for slot in slots:
            _ = (slot.login, slot.officer, slot.kind, slot.data["kdf"], slot.data["epoch"], slot.data["id"])
    except (ValueError, LookupError, TypeError, AttributeError, OverflowError, RecursionError, Unreadable) as reason:
        raise StoreDamaged(
            "Tệp khóa (.keys) bị hỏng.", do="Lấy tệp .keys trong bản sao lưu, hoặc mở bằng hai nửa mã phục hồi."
        ) from reason
    if ours and version > VERSION:
        raise StoreTooNew("Tệp khóa (.keys) do phiên bản mới hơn của chương trình ghi.", do="Cài phiên bản mới hơn.")
    if not ours or version != VERSION:
        raise StoreDamaged("Tệp khóa (.keys) không phải của chương trình này.", do="Tìm đúng tệp .keys.")
    return file


def has_mac(data: bytes, key: bytes) -> bool:
    """Whether the HMAC of a file that could be read is right, once the key is known."""
    body = json.loads(data)
    mac = body.pop("mac", "")
    return hmac.compare_digest(str(mac).encode("utf-8", "surrogatepass"), _mac(body, key).encode())
