"""Evidence files at the command line: brought with a record, told of, let out one by one."""

from argparse import Namespace
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from antq_desktop.cli.session import Answer, Session
from antq_desktop.domain.fields import Record, Register
from antq_desktop.services import leaving, records
from antq_desktop.services.groups import evidence
from antq_desktop.services.leaving import Grounds
from antq_desktop.services.office import Office
from antq_desktop.storage.attachments import AttachmentSize, file_fields, names

SHOWN = 16


def brought(
    session: Session, office: Office, args: Namespace, given: Mapping[str, object], uid: UUID | None = None
) -> dict[str, tuple[str, ...]]:
    """Files taken in for a record, as the value of its field; nothing where none were brought.

    They come after those it has, or in their place if its field was emptied by the same command.

    Raises:
        UsageError: the register keeps no files.
        EvidenceRefused: a file cannot be kept; none was.
    """
    if not args.file:
        return {}
    key = evidence.field_of(records.register_of(args.register))
    had = () if uid is None or key in given else names(getattr(records.get(office, args.register, uid).record, key))
    return {key: tuple(dict.fromkeys((*had, *taken_in(session, office, args.file))))}


def taken_in(session: Session, office: Office, files: Sequence[str]) -> tuple[str, ...]:
    """Files as they are kept, for a field of evidence.

    Raises:
        EvidenceRefused: a file cannot be kept; none was.
    """
    return tuple(evidence.take_in(office, [Path(file) for file in files], session.progress))


def files_told(office: Office, register: Register, record: Record) -> tuple[dict[str, Any], list[str]]:
    """Files of a record: for scripts as `<field>_files`, for people a line each."""
    data: dict[str, Any] = {}
    lines: list[str] = []
    for key in file_fields(register):
        named = names(getattr(record, key))
        known = evidence.sizes(office, named)
        data[f"{key}_files"] = [_told(known.get(sha256), sha256) for sha256 in named]
        lines += [f"  Tệp {place}: {_words(known.get(sha256), sha256)}" for place, sha256 in enumerate(named, 1)]
    return data, lines


def _told(size: AttachmentSize | None, sha256: str) -> dict[str, Any]:
    return {"sha256": sha256, "media": size and size.media, "bytes": size and size.size}


def _words(size: AttachmentSize | None, sha256: str) -> str:
    return f"{evidence.words_of(size) if size else 'không còn trong dữ liệu'}, mã {sha256[:SHOWN]}"


def attachment(session: Session, args: Namespace) -> Answer:
    """Write one file out, with a reason."""
    place = Path(args.out)
    with session.office() as office:
        sha256 = evidence.find(office, args.sha)
        evidence.save_to(office, sha256, place, Grounds(args.reason, session.password()))
        words = leaving.synced(office, place)
    said = {"path": args.out, "sha256": sha256, "warnings": [words] if words else []}
    return Answer(said, [f"Đã ghi tệp minh chứng: {args.out}", *(f"Lưu ý: {words}" for words in said["warnings"])])
