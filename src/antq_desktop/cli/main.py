"""The entry of the command line: one command, one answer, an exit code, never a traceback."""

import os
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any, TextIO

from antq_desktop import __version__
from antq_desktop.cli import commands_evidence as evidence
from antq_desktop.cli import commands_groups as group_commands
from antq_desktop.cli import commands_import as imports
from antq_desktop.cli import commands_packages as packages
from antq_desktop.cli import commands_records as record_commands
from antq_desktop.cli import commands_store as store
from antq_desktop.cli import commands_work as work
from antq_desktop.cli.arguments import grammar
from antq_desktop.cli.faults import STOPPED, end_in_words
from antq_desktop.cli.grammar import HelpAsked, wants_json
from antq_desktop.cli.progress_line import watched
from antq_desktop.cli.saying import details, file_error, say, say_failure, words_of
from antq_desktop.cli.session import Answer, Session, data_folder
from antq_desktop.domain.clock import fixed_clock
from antq_desktop.domain.errors import AntqError, UsageError
from antq_desktop.domain.progress import Cancelled
from antq_desktop.services.office import Environment
from antq_desktop.storage.key_slots import STRONG, KdfCost
from antq_desktop.storage.places import resources_folder

NOBODY_READS = 141
LONGEST_WORD = 4_000
_FIELD = re.compile(r"[a-z_]+=")
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
        "attachment": evidence.attachment,
        "find": record_commands.find,
        "history": record_commands.history,
        "undo": record_commands.undo_,
        "redo": record_commands.redo,
        "household": record_commands.household,
        "group": group_commands.group,
        "activity": group_commands.activity,
        "import": imports.import_,
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


def _machine_clock() -> datetime:
    return datetime.now().astimezone()


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
    as_json = wants_json(arguments)
    out = stdout if as_json else stderr
    try:
        answer = _answer(arguments, environ, streams, cost)
    except HelpAsked as asked:
        answer = Answer({"help": str(asked), "version": __version__}, [str(asked).rstrip()])
    except AntqError as error:
        say_failure((error.code, words_of(error, as_json=as_json)), out, as_json=as_json, more=details(error))
        return error.exit_code
    except OSError as reason:
        refused = file_error(reason)
        say_failure((refused.code, refused.message), out, as_json=as_json)
        return refused.exit_code
    except (Cancelled, KeyboardInterrupt):
        stopped = "Đã dừng theo yêu cầu; việc dở dang chưa ghi gì vào sổ."
        say_failure(("ANTQ-9998", stopped), out, as_json=as_json)
        return STOPPED
    say(answer.data, answer.lines, stdout, as_json=as_json)
    return answer.exit_code


def _answer(
    arguments: Sequence[str], environ: Mapping[str, str], streams: tuple[TextIO, TextIO, TextIO], cost: KdfCost
) -> Answer:
    _refuse_broken_text(arguments)
    chosen = grammar().parse_args(arguments)
    named = getattr(chosen, "data", None)
    with watched(streams[2], quiet=wants_json(arguments)) as progress:
        session = Session(
            folder=data_folder(named, environ),
            login=getattr(chosen, "officer", None),
            environ=environ,
            stdin=streams[0],
            stderr=streams[2],
            progress=progress,
            environment=Environment(resources_folder(), fixed_clock(environ) or _machine_clock, cost),
            from_stdin=getattr(chosen, "password_stdin", False),
            is_named=named is not None,
        )
        return COMMANDS[chosen.command](session, chosen)


def _refuse_broken_text(arguments: Sequence[str]) -> None:
    """Refuse words that are no text in the terminal's encoding, and pages of text outside a field.

    Raises:
        UsageError: naming where.
    """
    for place, word in enumerate(arguments, 1):
        is_field = _FIELD.match(word) is not None
        if any("\ud800" <= letter <= "\udfff" for letter in word) or ("\0" in word and not is_field):
            raise UsageError(f"Từ thứ {place} của lệnh có chữ không đọc được.", do="Đặt cửa sổ dòng lệnh dùng UTF-8.")
        if len(word) > LONGEST_WORD and not is_field:
            raise UsageError(f"Từ thứ {place} của lệnh dài {len(word)} ký tự; tối đa {LONGEST_WORD}.")


def run() -> int:
    """Run with the process's own arguments; a fault of the program itself is noted without values of records."""
    sys.excepthook = end_in_words
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        code = main(sys.argv[1:], os.environ, (sys.stdin, sys.stdout, sys.stderr))
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return NOBODY_READS
    return code


if __name__ == "__main__":
    sys.exit(run())
