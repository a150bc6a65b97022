"""Setting a store up, unlocking and locking it."""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from antq_desktop.domain.choices import Role
from antq_desktop.domain.clock import VIETNAM
from antq_desktop.domain.errors import AntqError, KeysOutdated, PasswordRefused, StoreDamaged, StoreMissing, UsageError
from antq_desktop.domain.ids import new_uid, seeded_uid
from antq_desktop.domain.logins import EXAMPLE, LONGEST, RULE, is_login, login_of
from antq_desktop.domain.registers.officer import OFFICERS, Officer
from antq_desktop.domain.rules import NAME_LIMIT, person_name_fault
from antq_desktop.domain.text import clean, is_unit_name
from antq_desktop.services.office import Environment, Office, OfficerInSession
from antq_desktop.services.seeding import FirstUnit, add_model_types, sow
from antq_desktop.storage import backups, catalogues, reserve, rows, schema, settings, vault
from antq_desktop.storage import device as devices
from antq_desktop.storage import store as stores
from antq_desktop.storage.drafts import Drafts
from antq_desktop.storage.places import StorePaths, refuse_network
from antq_desktop.storage.recovery import RecoveryHalf
from antq_desktop.storage.schema import SCHEMA
from antq_desktop.storage.store import Actor, Intent, Store
from antq_desktop.storage.vault import Unlocked

PROFILES = ("commune", "receiver")
ROLES = {"police": Role.POLICE, "front": Role.FRONT}
TRAINING_PROVINCE = "99"
GENERATION = "key_generation"
KINDS = {5: ("xã", "phường", "thị trấn", "đặc khu"), 2: ("tỉnh", "thành phố")}
EXAMPLES = {5: "Xã Vạn Thắng", 2: "Tỉnh Khánh Hòa"}
SEEDED = "seeded_schema"
PROGRAM = Actor(None, Role.ADMIN)
WITH_MODEL_TYPES = 2


def is_training(unit_code: str) -> bool:
    """Whether a unit is made up, for trying out: its papers are watermarked, no real store takes its packages."""
    return unit_code.startswith(TRAINING_PROVINCE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """What the first-run steps ask for.

    Attributes:
        unit_code: official code; codes of province 99 are made up, for trying out.
        unit_name: with its kind word ("Xã Vạn Thắng").
        profile: `commune` or `receiver`.
        office_kind: `police` or `front`: where the first officer works.
        login: short name typed at the lock screen.
        officer_name: full name.
        password: at least 10 characters.
    """

    unit_code: str
    unit_name: str
    profile: str = "commune"
    office_kind: str = "police"
    login: str
    officer_name: str
    password: str

    @property
    def training(self) -> bool:
        """Made-up units hold training data: watermarked, never taken by a real store."""
        return is_training(self.unit_code)


@dataclass(frozen=True, slots=True)
class Created:
    """A store just set up: open, with the halves to print or keep."""

    office: Office
    halves: tuple[RecoveryHalf, RecoveryHalf]


def exists(folder: Path) -> bool:
    """Whether a folder holds a store."""
    return StorePaths.in_folder(folder).database.exists()


def create(folder: Path, terms: Setup, environment: Environment) -> Created:
    """Make a store: keys, database, first rows, first officer (administrator and his office's role).

    Raises:
        UsageError: a store is there, or the unit's code, name or profile makes no sense.
        PasswordRefused: the password is too weak.
        StorageError: the place does not take it.
    """
    _check(folder, terms)
    paths = StorePaths.in_folder(folder)
    officer = new_uid(environment.clock())
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as reason:
        raise UsageError(f"Không tạo được thư mục {folder.name}.", do="Chọn thư mục khác.") from reason
    unlocked, halves = vault.create(paths, clean(terms.login), officer, terms.password, environment.kdf_cost)
    stores.create(paths, unlocked.key)
    device = devices.load_or_create(paths, unlocked.key)
    store = Store(paths, unlocked.key, device.uid, environment.clock)
    known = catalogues.load(environment.resources)
    unit = FirstUnit(
        terms.unit_code,
        clean(terms.unit_name),
        next((seed for seed in known.units if seed.code == terms.unit_code), None),
    )
    with store.settling() as connection:
        for key, value in _description(terms, unlocked).items():
            settings.write(connection, key, value)
    intent = Intent(title="Thiết lập ban đầu", actor=Actor(officer, Role.ADMIN))
    with store.operation(intent) as (writing, _):
        offices = sow(writing, known, unit, environment.clock().astimezone(VIETNAM).date())
        row = Officer(
            uid=officer,
            login=clean(terms.login),
            name=clean(terms.officer_name),
            roles=frozenset({str(Role.ADMIN), str(ROLES[terms.office_kind])}),
            office=offices[terms.office_kind],
        )
        writing.add(row, OFFICERS)
    reserve.keep(paths)
    return Created(_office(store, unlocked, environment), halves)


def _check(folder: Path, terms: Setup) -> None:
    refuse_network(folder)
    if exists(folder):
        raise UsageError(
            "Thư mục này đã có dữ liệu.", do="Mở khóa dữ liệu đang có, hoặc chọn thư mục trống để thiết lập mới."
        )
    if StorePaths.in_folder(folder).keys.exists():
        raise UsageError(
            "Thư mục này có tệp khóa nhưng không có tệp dữ liệu.",
            do="Khôi phục từ một bản sao lưu; hoặc chọn thư mục trống để thiết lập mới.",
        )
    if terms.profile not in PROFILES or terms.office_kind not in ROLES:
        raise UsageError("Loại đơn vị hoặc cơ quan không đúng.", do="Dùng commune hoặc receiver; police hoặc front.")
    code = terms.unit_code
    if unsound := unit_code_fault(code):
        raise UsageError(f"Mã đơn vị “{code[:20]}” không đúng.", do=unsound)
    for wrong in (unit_name_fault(terms.unit_name, code), officer_name_fault(terms.officer_name)):
        if wrong:
            raise UsageError(wrong, do="Gõ lại tên đó.")
    new_login(terms.login)


def unit_code_fault(code: str) -> str:
    """What is wrong with the code of a unit, in words; empty for nothing."""
    sound = code.isascii() and code.isdecimal() and len(code) in KINDS
    return "" if sound else "Mã xã có 5 chữ số, mã tỉnh có 2 chữ số."


def unit_name_fault(name: str, code: str) -> str:
    """What is wrong with the name of a unit, in words; empty for nothing.

    Papers carry it as it is written here, with the word for its kind, which only a sound code tells.
    """
    said = clean(name)
    kinds = () if unit_code_fault(code) else KINDS[len(code)]
    if not said:
        return "Chưa ghi tên đơn vị."
    if len(said) > NAME_LIMIT:
        return f"Tên đơn vị dài {len(said)} ký tự; tối đa {NAME_LIMIT}."
    if kinds and not any(said.casefold().startswith(f"{kind} ") for kind in kinds):
        return f"Tên đơn vị “{said[:60]}” thiếu chữ {' hoặc '.join(kinds)}; ví dụ: {EXAMPLES[len(code)]}."
    return "" if is_unit_name(said) else f"Tên đơn vị “{said[:60]}” có ký tự không dùng trong tên."


def officer_name_fault(name: str) -> str:
    """What is wrong with the name of an officer, in words; empty for nothing."""
    return person_name_fault(clean(name)) if clean(name) else "Chưa ghi họ và tên cán bộ."


def new_login(text: str) -> str:
    """A login name that is given now; those given before this rule go on opening.

    Raises:
        UsageError: it is not written as logins are; the error offers how.
    """
    said = clean(text)
    if is_login(said):
        return said
    words = f"Tên đăng nhập “{said[:LONGEST]}” chưa dùng được: {RULE}, tối đa {LONGEST} ký tự."
    raise UsageError(words, do=f"Dùng “{login_of(said) or EXAMPLE}”.")


def _description(terms: Setup, unlocked: Unlocked) -> dict[str, str]:
    return {
        "unit_code": terms.unit_code,
        "unit_name": clean(terms.unit_name),
        "profile": terms.profile,
        "training": "1" if terms.training else "0",
        "database": unlocked.database.hex,
        GENERATION: str(unlocked.generation),
        SEEDED: str(SCHEMA),
    }


def logins(folder: Path) -> list[str]:
    """Login names to offer at the lock screen.

    Raises:
        StoreMissing, StoreDamaged: the key file.
    """
    return vault.logins(StorePaths.in_folder(folder))


def rehearse(folder: Path, first: str, second: str) -> bool:
    """Try two recovery halves without changing anything.

    Raises:
        PasswordRefused: a group is mistyped, or the halves are not of this store.
    """
    return vault.rehearse(StorePaths.in_folder(folder), first, second)


def unlock(folder: Path, login: str | None, password: str, environment: Environment) -> Office:
    """Open a store with a password; brings an older database up to date after a backup.

    Raises:
        PasswordRefused: wrong password or unknown login.
        StoreMissing, StoreDamaged, StoreTooNew, StoreBusy: in words.
    """
    paths = StorePaths.in_folder(folder)
    unlocked = vault.unlock(paths, login, password)
    return open_unlocked(paths, unlocked, environment)


def open_unlocked(paths: StorePaths, unlocked: Unlocked, environment: Environment) -> Office:
    """Open a store whose key is known.

    Raises:
        StoreMissing, StoreDamaged, StoreTooNew, StoreBusy: in words.
        KeysOutdated: an old key file was put back.
        PasswordRefused: the officer was removed.
    """
    refuse_network(paths.folder)
    if not paths.database.exists():
        raise StoreMissing(
            f"Có tệp khóa nhưng thiếu cơ sở dữ liệu {paths.database.name}.",
            safe="Tệp khóa còn nguyên.",
            do="Tìm lại tệp .antq, hoặc phục hồi từ bản sao lưu.",
        )
    now = environment.clock()
    schema.bring_up(paths.database, unlocked.key, lambda: _ignore(backups.make(paths, unlocked.key, "migration", now)))
    device = devices.load_or_create(paths, unlocked.key)
    store = Store(paths, unlocked.key, device.uid, environment.clock)
    try:
        _check_generation(store, unlocked)
        office = _office(store, unlocked, environment)
        _catch_up(office)
    except AntqError:
        store.close()
        raise
    return office


def _catch_up(office: Office) -> None:
    """Give a store that began with an earlier version the first rows of later ones."""
    with office.store.reading() as connection:
        seeded = int(settings.read(connection, SEEDED) or 1)
    if seeded < WITH_MODEL_TYPES:
        with office.store.operation(Intent(title="Bổ sung danh mục loại mô hình", actor=PROGRAM)) as (writing, _):
            add_model_types(writing, office.catalogues)
        with office.store.settling() as connection:
            settings.write(connection, SEEDED, str(SCHEMA))


def _ignore(_: object) -> None:
    return None


def _check_generation(store: Store, unlocked: Unlocked) -> None:
    """Notice an old key file put back; a newer one is remembered."""
    with store.reading() as connection:
        known = int(settings.read(connection, GENERATION) or 0)
        database = settings.read(connection, "database")
    if database != unlocked.database.hex:
        raise StoreDamaged("Tệp khóa và cơ sở dữ liệu không cùng một bộ.", do="Tìm đúng tệp .keys đi kèm tệp .antq.")
    if unlocked.generation < known:
        raise KeysOutdated(
            "Tệp khóa cũ hơn dữ liệu: có người đã chép đè tệp .keys cũ.", do="Dùng tệp .keys hoặc .keys.bak mới nhất."
        )
    if unlocked.generation > known:
        remember_generation(store, unlocked.generation)


def remember_generation(store: Store, generation: int) -> None:
    """Repeat the key file's generation inside the database."""
    with store.settling() as connection:
        settings.write(connection, GENERATION, str(generation))


def _office(store: Store, unlocked: Unlocked, environment: Environment) -> Office:
    officer = officer_in(store, unlocked)
    with store.reading() as connection:
        said = settings.everything(connection)
    return Office(
        store=store,
        drafts=Drafts(store.paths.drafts, store.key),
        catalogues=catalogues.load(environment.resources),
        environment=environment,
        officer=officer,
        unit_code=said.get("unit_code") or "",
        unit_name=said.get("unit_name") or "",
        profile=said.get("profile") or "commune",
        training=said.get("training") == "1",
    )


def officer_in(store: Store, unlocked: Unlocked) -> OfficerInSession:
    """Who unlocked, as a database knows him.

    Raises:
        PasswordRefused: the officer was removed.
    """
    with store.reading() as connection:
        line = None if unlocked.officer is None else rows.get(connection, OFFICERS, unlocked.officer)
    return _session(line, unlocked.officer)


def _session(line: rows.Line | None, uid: UUID | None) -> OfficerInSession:
    if line is None or not isinstance(line.record, Officer):
        if uid is None:
            return OfficerInSession(seeded_uid("officer", "recovery"), "", "Phục hồi", frozenset({Role.ADMIN}))
        raise PasswordRefused("Cán bộ này không còn trong danh sách sử dụng.", do="Nhờ quản trị thêm lại.")
    record = line.record
    if line.deleted or not record.active:
        raise PasswordRefused("Cán bộ này đã ngừng sử dụng.", do="Nhờ quản trị mở lại.")
    return OfficerInSession(
        record.uid, record.login, record.name, record.roles, record.office, record.password_reset_on
    )


def lock(office: Office) -> None:
    """Close everything and drop the key as far as Python can."""
    office.drafts.close()
    office.store.close()
