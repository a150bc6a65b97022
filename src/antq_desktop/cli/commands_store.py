"""Commands about the store: set-up, officers, recovery, backups, soundness, erasure, the sample commune."""

from argparse import Namespace
from pathlib import Path
from typing import Any

from antq_desktop.cli.session import Answer, Session
from antq_desktop.cli.telling import table
from antq_desktop.domain.dates import show_moment
from antq_desktop.domain.errors import StorageError, StoreDamaged, UsageError
from antq_desktop.domain.text import clean
from antq_desktop.services import officers, restoring, setup, upkeep
from antq_desktop.services.lists import open_list
from antq_desktop.services.papers.recovery_pages import digits_of, save_pages, try_folder
from antq_desktop.services.samples import demo

DEFAULT_LOGIN = "canbo"
SAMPLE = "xa-mau"
TRAINING = (
    "Đây là dữ liệu TẬP HUẤN (mã đơn vị 99…): giấy in có chữ MẪU, gói không nơi nhận thật nào nhận."
    " Đừng nhập dữ liệu thật; cài thật thì dùng mã của xã."
)
NO_HALVES = (
    "CHƯA CÓ mã phục hồi trên giấy: quên mật khẩu là mất dữ liệu."
    " Mở chương trình, vào Cài đặt › Bảo mật, chọn “Lập hai tờ mới…” và in trước khi nhập dữ liệu."
)
REPAIRED = "Đã tính lại phần chương trình tự tính ra; dữ liệu nguyên vẹn."


def init(session: Session, args: Namespace) -> Answer:
    """Set a store up."""
    terms = setup.Setup(
        unit_code=args.unit,
        unit_name=args.unit_name,
        profile=args.profile,
        office_kind=args.office,
        login=session.login or DEFAULT_LOGIN,
        officer_name=args.officer_name,
        password=session.password(),
    )
    if args.recovery:
        try_folder(Path(args.recovery))
    with session.alone():
        created = setup.create(session.folder, terms, session.environment)
        try:
            pages = save_pages(Path(args.recovery), created.office, created.halves) if args.recovery else []
        finally:
            setup.lock(created.office)
    said: dict[str, Any] = {
        "data": str(session.folder),
        "unit": terms.unit_code,
        "login": terms.login,
        "officer": str(created.office.officer.uid),
        "recovery": [str(path) for path in pages],
        "training": created.office.training,
    }
    lines = [
        f"Đã thiết lập {args.unit_name} trong {session.folder.absolute()}.",
        f"Tên đăng nhập của {args.officer_name}: {terms.login}",
    ]
    if created.office.training:
        lines.append(TRAINING)
    lines.append(
        f"Hai nửa mã phục hồi: {', '.join(said['recovery'])}; in ra, giao hai người giữ, rồi xóa hai tệp."
        if pages
        else NO_HALVES
    )
    return Answer(said, lines)


def demo_(session: Session, args: Namespace) -> Answer:
    """Make the sample commune: in the folder named, or under the user's own data, never in their place."""
    if not session.is_named:
        session.folder /= SAMPLE
    with session.alone():
        office = demo.build(session.folder, session.environment, args.size, args.seed, session.progress)
        households = open_list(office, "household").count
        setup.lock(office)
    said = {
        "data": str(session.folder),
        "login": demo.LOGIN,
        "password": demo.PASSWORD,
        "unit": demo.UNIT,
        "households": households,
    }
    lines = [f"Đã tạo {demo.UNIT_NAME}, {households} hộ, trong {session.folder}.", f"Mật khẩu: {demo.PASSWORD}"]
    return Answer(said, lines)


def officer(session: Session, args: Namespace) -> Answer:
    """Officers: add, role, password, remove, list."""
    with session.office(writes=args.act != "list") as office:
        if args.act == "add":
            new = officers.NewOfficer(args.login, args.name, session.new_password(), frozenset(args.role), args.office)
            officers.add(office, new, session.password())
        elif args.act == "role":
            officers.set_roles(office, args.login, args.role)
        elif args.act == "password":
            officers.change_password(office, args.login, session.new_password(), session.password())
        elif args.act == "remove":
            officers.remove(office, args.login, session.password())
        known = officers.listed(office)
        lacking = {one.login for one in officers.without_password(office)}
    data = [
        {
            "id": str(o.uid),
            "login": o.login,
            "name": o.name,
            "roles": sorted(o.roles),
            "active": o.active,
            "has_password": o.active and o.login not in lacking,
        }
        for o in known
    ]
    rows = [
        (
            *(o.login, o.name, ", ".join(sorted(o.roles))),
            "chưa có mật khẩu" if o.login in lacking else "có" if o.active else "không",
        )
        for o in known
    ]
    return Answer({"officers": data}, table(("Đăng nhập", "Họ tên", "Vai trò", "Đang dùng"), rows))


def recover(session: Session, args: Namespace) -> Answer:
    """Open by the two halves and set a new password."""
    if len(args.half) != 2:
        raise UsageError("Cần đúng hai nửa mã phục hồi.", do="Dùng --half hai lần.")
    first, second = (_half(text) for text in args.half)
    password = session.environ.get("ANTQ_NEW_PASSWORD") or session.password()
    source = Path(args.backup) if args.backup else None
    with session.alone():
        office = restoring.recover(session.folder, (first, second), args.login, password, session.environment, source)
        try:
            lacking = [f"{one.name} ({one.login})" for one in officers.without_password(office)]
            said: dict[str, Any] = {"data": str(session.folder), "login": args.login}
            said |= {"state_hash": upkeep.state_hash(office), "without_password": lacking}
        finally:
            setup.lock(office)
    lines = [f"Đã mở được dữ liệu; mật khẩu mới của {args.login} đã đặt."]
    if lacking:
        lines.append(f"Chưa có mật khẩu: {', '.join(lacking)}. Quản trị đặt cho từng người: antq officer password.")
    return Answer(said, lines)


def _half(text: str) -> str:
    """Digits of a half: as typed, or those in the file of a page."""
    if not any(letter.isalpha() for letter in text):
        return text
    return digits_of(Path(text).read_text(encoding="utf-8", errors="replace"))


def backup(session: Session, args: Namespace) -> Answer:
    """Make a verified backup."""
    with session.office() as office:
        made = upkeep.backup(office, Path(args.to) if args.to else None)
    return Answer(
        {"path": str(made.path), "size": made.size, "verified": True}, [f"Đã sao lưu và kiểm tra: {made.path}"]
    )


def restore(session: Session, args: Namespace) -> Answer:
    """Put a backup in the place of the database."""
    was_there = setup.exists(session.folder)
    with session.alone():
        office = restoring.restore(
            session.folder, Path(args.file), session.login, session.password(), session.environment
        )
        try:
            counted = {key: open_list(office, key).count for key in ("household", "pledge")}
            said: dict[str, Any] = {"state_hash": upkeep.state_hash(office), "records": counted}
        finally:
            setup.lock(office)
    made = upkeep.backup_time(Path(args.file))
    when = f" lúc {show_moment(made)}" if made else ""
    kept = " Dữ liệu trước đó được giữ bên cạnh với đuôi .before-restore." if was_there else ""
    there = f"{counted['household']} hộ đang cư trú, {counted['pledge']} bản cam kết"
    said["made_at"] = made.isoformat() if made else None
    return Answer(said, [f"Đã phục hồi từ bản sao lưu{when}: {there}.{kept}"])


def check(session: Session, args: Namespace) -> Answer:
    """Check the database; make anew what the program derives from it if asked."""
    with session.office(writes=args.repair) as office:
        before = upkeep.check(office)
        found = upkeep.repair(office) if args.repair else before
        overlaps = upkeep.overlaps(office)
        unused = upkeep.unused_files(office)
    said: dict[str, Any] = {
        "sound": found.is_sound,
        "pages": list(found.pages),
        "links": list(found.links),
        "journal": list(found.chains),
        "projections": list(found.projections),
        "search": list(found.search),
        "files": list(found.files),
        "unused_files": unused,
    }
    said["overlaps"] = [{"register": o.register, "id": str(o.uid), "title": o.title, "in": o.spells} for o in overlaps]
    told = [f"Lưu ý: {o.title}: hai dòng “{o.spells}” trùng thời gian; mở hộ đó và sửa ngày." for o in overlaps]
    if unused:
        kept = "vẫn được giữ trong dữ liệu mã hóa cho việc hoàn tác"
        never = f"tệp chưa lưu vào dòng nào tự bỏ sau {upkeep.FORGOTTEN_DAYS} ngày"
        told.append(f"Có {unused} tệp minh chứng không dòng nào dùng, {kept}; {never}.")
    said["repaired"] = found.is_sound and not before.is_sound
    line = REPAIRED if said["repaired"] else upkeep.verdict(found)
    if found.is_sound:
        return Answer(said, [line, *told])
    error = StoreDamaged if found.needs_backup else StorageError
    said["error"] = {"code": error.code, "message": line}
    return Answer(said, [line, *told], error.exit_code)


def state_hash(session: Session, _args: Namespace) -> Answer:
    """Hash of the registers' content."""
    with session.office(writes=False) as office:
        text = upkeep.state_hash(office)
    return Answer({"state_hash": text}, [text])


def erase(session: Session, args: Namespace) -> Answer:
    """Erase personal values on request."""
    with session.office() as office:
        uid = upkeep.find_erasable(office, args.register, args.id)
        done = upkeep.erase(office, args.register, uid, clean(args.reason), session.password())
    said = {"values": done.values, "backups": done.backups, "beyond_reach": list(done.beyond_reach)}
    lines = [
        f"Đã xóa {done.values} giá trị, viết lại {done.backups} bản sao lưu.",
        "Không với tới:",
        *done.beyond_reach,
    ]
    return Answer(said, lines)
