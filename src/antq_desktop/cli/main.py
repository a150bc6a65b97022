"""The entry of the command line: one command, one answer, an exit code, never a traceback."""

import json
import logging
import os
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, TextIO

from antq_desktop.cli import commands_packages as packages
from antq_desktop.cli import commands_records as record_commands
from antq_desktop.cli import commands_store as store
from antq_desktop.cli import commands_work as work
from antq_desktop.cli.arguments import grammar
from antq_desktop.cli.grammar import HelpAsked
from antq_desktop.cli.session import Answer, Session, clock_of, data_folder, quiet_or_shown
from antq_desktop.domain.errors import AntqError, UsageError
from antq_desktop.domain.progress import Cancelled
from antq_desktop.services.office import Environment
from antq_desktop.storage.key_slots import STRONG, KdfCost
from antq_desktop.storage.places import resources_folder

STOPPED = 130
NOBODY_READS = 141
UNEXPECTED = "ANTQ-9999"
COMMANDS: Mapping[str, Callable[[Session, Any], Answer]] = MappingProxyType(
    {
        "init": store.init,
        "officer": store.officer,
        "recover": store.recover,
        "demo": store.demo_,
        "registers": record_commands.registers,
        "add": record_commands.add,
        "edit": record_commands.edit,
        "remove": record_commands.remove,
        "show": record_commands.show,
        "find": record_commands.find,
        "history": record_commands.history,
        "undo": record_commands.undo_,
        "redo": record_commands.redo,
        "household": record_commands.household,
        "import": work.import_,
        "sheet": work.sheet,
        "indicators": work.indicators_,
        "report": work.report,
        "key": packages.key,
        "trust": packages.trust,
        "authority": packages.authority,
        "export": packages.export,
        "verify": packages.verify,
        "unpack": packages.unpack,
        "outbox": packages.outbox,
        "backup": store.backup,
        "restore": store.restore,
        "check": store.check,
        "state-hash": store.state_hash,
        "erase": store.erase,
    }
)


def main(
    arguments: Sequence[str],
    environ: Mapping[str, str],
    streams: tuple[TextIO, TextIO, TextIO],
    cost: KdfCost = STRONG,
) -> int:
    """Run one command.

    Args:
        arguments: words after the program's name.
        environ: environment variables.
        streams: standard input, output and error.
        cost: price of a password guess for new slots.

    Returns:
        The exit code.
    """
    _, stdout, stderr = streams
    as_json = "--json" in arguments
    try:
        answer = _answer(arguments, environ, streams, cost)
    except HelpAsked as asked:
        answer = Answer({"help": str(asked)}, [str(asked).rstrip()])
    except AntqError as error:
        _say_failure(error.code, error.message, stdout if as_json else stderr, as_json=as_json)
        return error.exit_code
    except (Cancelled, KeyboardInterrupt):
        _say_failure("ANTQ-9998", "Đã dừng theo yêu cầu; chưa ghi gì.", stdout if as_json else stderr, as_json=as_json)
        return STOPPED
    if as_json:
        stdout.write(json.dumps(answer.data, ensure_ascii=False) + "\n")
    else:
        stdout.write("\n".join(answer.lines) + "\n")
    return answer.exit_code


def _answer(
    arguments: Sequence[str], environ: Mapping[str, str], streams: tuple[TextIO, TextIO, TextIO], cost: KdfCost
) -> Answer:
    _refuse_broken_text(arguments)
    chosen = grammar().parse_args(arguments)
    quiet = getattr(chosen, "json", False)
    session = Session(
        folder=data_folder(getattr(chosen, "data", None), environ),
        login=getattr(chosen, "officer", None),
        environ=environ,
        stdin=streams[0],
        progress=quiet_or_shown(streams[2], quiet=quiet),
        environment=Environment(resources_folder(), clock_of(environ), cost),
        from_stdin=getattr(chosen, "password_stdin", False),
    )
    return COMMANDS[chosen.command](session, chosen)


def _refuse_broken_text(arguments: Sequence[str]) -> None:
    """Refuse words that are no text in the terminal's encoding.

    Raises:
        UsageError: naming where.
    """
    for place, word in enumerate(arguments, 1):
        if any("\ud800" <= letter <= "\udfff" for letter in word):
            raise UsageError(f"Từ thứ {place} của lệnh có chữ không đọc được.", do="Đặt cửa sổ dòng lệnh dùng UTF-8.")


def _say_failure(code: str, message: str, out: TextIO, *, as_json: bool) -> None:
    if as_json:
        out.write(json.dumps({"error": {"code": code, "message": message}}, ensure_ascii=False) + "\n")
    else:
        out.write(f"{message} [{code}]\n")


def run() -> int:
    """Run with the process's own arguments; a fault of the program itself is noted without values of records."""
    sys.excepthook = _note_fault
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    try:
        code = main(sys.argv[1:], os.environ, (sys.stdin, sys.stdout, sys.stderr))
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return NOBODY_READS
    return code


def _note_fault(kind: type[BaseException], _fault: BaseException, trace: Any) -> None:
    """Write where it happened, never what it was about, and end with a sentence."""
    places = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]
    folder = _folder_named(sys.argv[1:])
    note = f"{kind.__name__} at {' < '.join(reversed(places))}\n"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / "antq.log").open("a", encoding="utf-8") as log:
            log.write(note)
    except OSError:
        logging.getLogger(__name__).warning("fault could not be noted")
    out = sys.stdout if "--json" in sys.argv else sys.stderr
    message = f"Chương trình gặp lỗi ngoài dự kiến ({kind.__name__}). Dữ liệu đã lưu không bị ảnh hưởng."
    _say_failure(UNEXPECTED, message, out, as_json="--json" in sys.argv)
    out.flush()
    os._exit(6)


def _folder_named(words: Sequence[str]) -> Path:
    """The data folder of a command that may not have been understood."""
    for place, word in enumerate(words):
        if word.startswith("--data="):
            return Path(word.removeprefix("--data="))
        if word == "--data" and place + 1 < len(words):
            return Path(words[place + 1])
    return data_folder(None, os.environ)


if __name__ == "__main__":
    sys.exit(run())
