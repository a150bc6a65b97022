"""Commands about packages and trust: enrolment, authority, export, verification, outbox."""

from argparse import Namespace
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

from antq_desktop.cli.session import Answer, Session
from antq_desktop.cli.telling import table
from antq_desktop.domain.dates import show_moment
from antq_desktop.domain.errors import AntqError, PackageError, PasswordRefused, UsageError
from antq_desktop.packages.trust import TrustStore
from antq_desktop.packages.verification import Verification, claims, warning_sentences
from antq_desktop.services import setup
from antq_desktop.services.handover import authorities, enrolment, handing_over

NOT_ENROLLED = (
    "Lưu ý: máy này chưa được tỉnh cấp chứng thư, nơi nhận chưa tin được gói này. Chạy antq key request rồi gửi tỉnh."
)
PIN = "Dấu vân của tỉnh, đọc cho xã qua điện thoại"
CONTENTS = MappingProxyType({"numbers": "số liệu tổng hợp", "register": "sổ có tên", "exchange": "trao đổi hai máy"})
STATES = MappingProxyType(
    {
        "draft": "nháp",
        "sealed": "đã niêm phong, chưa giao",
        "handed_over": "đã giao",
        "delivered": "đã đến nơi nhận",
        "acknowledged": "nơi nhận đã xác nhận",
        "returned": "bị trả lại",
    }
)


def key(session: Session, args: Namespace) -> Answer:
    """The device's key: request, install, status."""
    with session.office() as office:
        if args.act == "request":
            enrolment.request(office, Path(args.out))
        elif args.act == "install":
            enrolment.install(office, Path(args.file), args.pin)
        elif args.certificate:
            enrolment.save_certificate(office, Path(args.certificate))
        known = enrolment.status(office)
    said = {
        "device": known.device,
        "fingerprint": known.fingerprint,
        "groups": list(known.groups),
        "enrolled": known.enrolled,
        "issuer": known.issuer,
        "not_after": known.not_after.isoformat(),
    }
    until = f", dùng đến {show_moment(known.not_after)}"
    state = (
        f"đã được {known.issuer} cấp chứng thư{until}" if known.enrolled else "chưa đăng ký với tỉnh (chứng thư tự lập)"
    )
    lines = [f"Máy {known.device}: {state}.", f"Dấu vân: {' '.join(known.groups)}"]
    if args.act == "request":
        said["path"] = args.out
        lines.append(f"Đã ghi {Path(args.out).absolute()}: gửi tỉnh, đọc dấu vân qua điện thoại; tệp không có bí mật.")
        lines.append("Có tệp trả lời của tỉnh thì chạy: antq key install TỆP.")
    elif args.act == "status" and args.certificate:
        lines.append(f"Đã ghi chứng thư của máy này: {Path(args.certificate).absolute()}")
    return Answer(said, lines)


def trust(session: Session, args: Namespace) -> Answer:
    """The trust bundle: install, show."""
    with session.office(writes=args.act == "install") as office:
        if args.act == "install":
            enrolment.trust_install(office, Path(args.file), args.pin)
        known = enrolment.trust(office)
    if known is None:
        return Answer({"version": 0, "name": None}, ["Chưa cài gói tin cậy."])
    said = {
        "version": known.version,
        "name": known.name,
        "unit": known.unit,
        "issued": known.issued.isoformat() if known.issued else None,
        "expires": known.expires.isoformat() if known.expires else None,
        "recipients": [recipient.id for recipient in known.recipients],
        "revoked": len(known.revoked),
        "training": known.training,
    }
    return Answer(
        said, [f"Gói tin cậy phiên bản {known.version} của {known.name}, hết hạn {show_moment(known.expires)}."]
    )


def authority(session: Session, args: Namespace) -> Answer:
    """The province's authority: init, issue, bundle; a wrong or weak passphrase ends as a wrong password does."""
    try:
        return _authority_act(session, args, session.passphrase(typed=args.passphrase_stdin))
    except PackageError as error:
        if not error.code.startswith("E_PASSPHRASE"):
            raise
        raise PasswordRefused(error.what, do=error.do, code=error.code) from error


def _authority_act(session: Session, args: Namespace, passphrase: str) -> Answer:
    now = session.environment.clock()
    if args.act == "init":
        training = args.training or args.unit.startswith(setup.TRAINING_PROVINCE)
        made = authorities.found(Path(args.out), args.name, args.unit, now, passphrase, training=training)
        pin = authorities.own_groups(made.folder)
        lines = [
            f"Đã lập cơ quan cấp chứng thư {made.name}{' (TẬP HUẤN)' if training else ''}: {made.folder.absolute()}",
            f"{PIN}: {' '.join(pin)}",
            "Giữ thư mục này và mật khẩu của nó ở hai nơi; có yêu cầu của xã thì chạy antq authority issue.",
        ]
        said = {"path": args.out, "unit": made.unit, "name": made.name, "training": training, "pin": list(pin)}
        return Answer(said, lines)
    folder = _authority_folder(session, args)
    if args.act == "issue":
        return _issued(folder, args, now, passphrase)
    version = authorities.bundle(folder, Path(args.out), now, passphrase)
    pin = authorities.own_groups(folder)
    lines = [f"Gói tin cậy phiên bản {version}: {Path(args.out).absolute()}", f"{PIN}: {' '.join(pin)}"]
    return Answer({"path": args.out, "version": version, "pin": list(pin)}, lines)


def _issued(folder: Path, args: Namespace, now: datetime, passphrase: str) -> Answer:
    holder, groups = authorities.asked(Path(args.request))
    authorities.issue(folder, Path(args.request), Path(args.out), now, passphrase)
    pin = authorities.own_groups(folder)
    said = {"path": args.out, "groups": list(groups), "unit": holder.unit, "unit_name": holder.unit_name}
    lines = [
        f"Yêu cầu của {holder.unit_name} (đơn vị {holder.unit}), máy {holder.device}.",
        f"Dấu vân của máy đó: {' '.join(groups)}; đối chiếu với xã qua điện thoại rồi mới gửi trả lời.",
        f"{PIN}: {' '.join(pin)}",
        f"Đã ghi {Path(args.out).absolute()}: gửi lại xã, xã chạy antq key install.",
    ]
    return Answer({**said, "pin": list(pin)}, lines)


def _authority_folder(session: Session, args: Namespace) -> Path:
    """The folder named; else this one, the one of `--data`, or one below it."""
    usual = [Path(), session.folder, session.folder / "authority", session.folder / "tinh-mau"]
    tried = [Path(args.authority)] if args.authority else usual
    for folder in tried:
        if authorities.is_authority(folder):
            return folder
    raise UsageError(
        "Không thấy thư mục cơ quan cấp chứng thư.", do="Dùng --authority THƯ_MỤC đã tạo bằng authority init."
    )


def export(session: Session, args: Namespace) -> Answer:
    """Seal a package."""
    with session.office() as office:
        period = office.catalogues.period(args.period)
        out = Path(args.out).absolute()  # the outbox shows it long after, from elsewhere
        done = handing_over.export(office, args.content, period, out, to=args.to, progress=session.progress)
    said = {
        "path": str(done.path),
        "identity": done.identity,
        "content": done.content,
        "sequence": done.sequence,
        "rows": dict(done.rows),
        "enrolled": done.enrolled,
    }
    lines = [f"Đã niêm phong gói số {done.sequence}: {done.path}", f"Mã gói: {done.identity}"]
    if not done.enrolled:
        lines.append(NOT_ENROLLED)
    return Answer(said, lines)


def verify(session: Session, args: Namespace) -> Answer:
    """Verify packages; needs no unlocked store."""
    trusted = _trusted(session, args)
    now = session.environment.clock()
    results = handing_over.verify([Path(name) for name in args.files], now, trusted, session.progress)
    said: dict[str, Any] = {"files": [_result_told(*pair) for pair in zip(args.files, results, strict=True)]}
    refused = [found for found in results if not found.accepted]
    if refused:
        said["error"] = {"code": refused[0].code, "message": refused[0].message}
    lines = []
    for name, found in zip(args.files, results, strict=True):
        verdict = "chấp nhận" if found.accepted else f"từ chối [{found.code}] {found.message}"
        lines.append(f"{name}: {verdict}")
        lines += [f"  {line}" for line in (*(claims(found) if found.accepted else ()), *warning_sentences(found))]
    return Answer(said, lines, max((found.exit_code for found in results), default=0))


def unpack(session: Session, args: Namespace) -> Answer:
    """Verify a package and write its files into a new folder; one nobody here vouches for is said to be so."""
    now = session.environment.clock()
    found = handing_over.unpack(Path(args.file), Path(args.out), now, _trusted(session, args))
    lines = [f"Đã mở vào {args.out}", *warning_sentences(found)]
    if not found.accepted:
        lines.insert(0, f"CHƯA TIN ĐƯỢC gói này [{found.code}]: {found.message} Mở chỉ để xem.")
    return Answer({**_result_told(args.file, found), "out": args.out, "entries": list(found.entries)}, lines)


def _trusted(session: Session, args: Namespace) -> TrustStore | None:
    """What `--trust` names; else what the store has installed, where a password opens it."""
    if args.trust:
        return handing_over.read_trust(Path(args.trust))
    if not session.has_password or not setup.exists(session.folder):
        return None
    try:
        with session.office(writes=False) as office:
            return enrolment.trust(office)
    except AntqError:
        if session.is_named:
            raise
        return None


def _result_told(name: str, found: Verification) -> dict[str, Any]:
    return {
        "path": name,
        "accepted": found.accepted,
        "code": found.code,
        "message": found.message,
        "warnings": list(found.warnings),
        "signer": found.signer,
        "unit": found.unit,
        "signing_time": found.signing_time.isoformat() if found.signing_time else None,
        "identity": found.identity,
        "device": found.device,
        "training": found.training,
    }


def outbox(session: Session, _args: Namespace) -> Answer:
    """Packages that left."""
    with session.office(writes=False) as office:
        lines = handing_over.outbox_lines(office)
    data = [
        {
            "identity": line.identity,
            "sequence": line.sequence,
            "state": line.state,
            "content": line.content,
            "period": line.period,
            "sealed_at": line.sealed_at.isoformat(),
            "path": line.path,
        }
        for line in lines
    ]
    rows = [
        (
            *(line.sequence, CONTENTS.get(line.content, line.content), line.period),
            *(show_moment(line.sealed_at), STATES.get(line.state, line.state), line.path),
        )
        for line in lines
    ]
    return Answer({"packages": data}, table(("Số", "Loại", "Kỳ", "Niêm phong lúc", "Trạng thái", "Tệp"), rows))
