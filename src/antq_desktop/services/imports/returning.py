"""Exported lists that come back from Excel: look first, then write it as one operation, after a backup.

A workbook changes only cells that say something else than the register did when it was written. Where the register
was edited since and the cell too, the register's value stays and the cell is told, for a person to decide. Cells that
break a rule are told one by one; nothing is written as long as there are any, unless only good rows are wanted.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any
from uuid import UUID

from antq_desktop.domain.decode import decode
from antq_desktop.domain.errors import SheetError, UsageError
from antq_desktop.domain.fields import Kind, Problem, Record, Register, values_of
from antq_desktop.domain.ids import new_uid
from antq_desktop.domain.progress import Progress, Silent
from antq_desktop.services import upkeep
from antq_desktop.services.by_hand import expect_by_hand
from antq_desktop.services.imports.moved import expect_unmoved, seen
from antq_desktop.services.imports.return_plan import BadCell, CellTold, Returned, ReturnPlan
from antq_desktop.services.lists import listed
from antq_desktop.services.meaning import Names, OfficeLookup
from antq_desktop.services.office import Office
from antq_desktop.services.records import add_with_parts, change_with_parts, register_of
from antq_desktop.services.repeating import is_void, repeated, repetition, unique_key
from antq_desktop.services.stamping import withdraw_confirmations
from antq_desktop.services.withholding import WITHHELD, leaving_texts
from antq_desktop.sheets.cells import error_value, shown
from antq_desktop.sheets.own_list import OwnList, OwnRow, own_register, read_own_list
from antq_desktop.storage import rows
from antq_desktop.storage.codec import from_json
from antq_desktop.storage.former_names import FormerNames
from antq_desktop.storage.since import Edits, edited_since

BATCH = 500
NOT_CORRECTED: Mapping[tuple[int, str], str] = MappingProxyType({})
SAME_CODE = "Trùng mã ẩn với dòng {}. Nếu là dòng mới, chép riêng các ô, đừng chép cả dòng."
FORMULA = "formula"
A_FORMULA = "Ô này là công thức ra “{}”: đúng thì lấy kết quả đó, không thì gõ giá trị."
CODE_FORMULA = "Mã ẩn của dòng này là công thức nên không biết là dòng nào; chép riêng các ô sang dòng mới."
_PLAIN = frozenset({Kind.INTEGER, Kind.DATE})


def refuse_own_list(path: Path) -> None:
    """Refuse a list of this program where a list of somebody else is asked for.

    Raises:
        UsageError: naming what takes it.
    """
    key = own_register(path)
    if key is not None:
        register = register_of(key)
        raise UsageError(
            f"Tệp {path.name} là danh sách “{register.title}” do chương trình kết xuất, có mã ẩn của từng dòng.",
            do=f"Dùng antq sheet {key} --take-back TỆP, hoặc nút “Nhận lại từ Excel…” ở trang {register.title}.",
        )


def preview(
    office: Office,
    register_key: str,
    path: Path,
    progress: Progress | None = None,
    corrected: Mapping[tuple[int, str], str] = NOT_CORRECTED,
) -> ReturnPlan:
    """Read a workbook and find out what it would change; nothing is written.

    Args:
        office: where it would go.
        register_key: whose list it should be.
        path: the .xlsx.
        progress: told rows.
        corrected: what was typed over cells, by row and field.

    Raises:
        SheetError: it is not a list of this program and register, of another unit, or older than the registers here.
        UsageError: a register that the program manages itself, or that only deeds write.
        RoleRefused: the role may not import.
    """
    office.require("import")
    register = listed(register_key)
    expect_by_hand(register)
    own = read_own_list(path)
    if own is None or own.meta.get("register") != register.key:
        raise SheetError(
            f"{path.name} không phải danh sách “{register.title}” do chương trình kết xuất.",
            do=f"Kết xuất “{register.title}” ra Excel, sửa rồi nhận lại.",
        )
    if own.meta.get("unit") != office.unit_code:
        raise SheetError("Danh sách này của đơn vị khác.", do="Chọn đúng tệp của đơn vị mình.")
    own = _typed_over(own, corrected)
    end = seen(office)
    with office.store.reading() as connection:
        edited = edited_since(connection, register, own.meta.get("journal", "?"))
        if edited is None:
            raise SheetError(
                "Sổ ở máy này không phải sổ đã kết xuất danh sách đó, hoặc đã phục hồi về bản cũ hơn.",
                do="Kết xuất lại danh sách rồi sửa.",
            )
        former = FormerNames(connection, register, own.meta.get("journal", "?"))
        return _Reading(office, register, own, edited, former.of).plan(end, progress or Silent())


def _typed_over(own: OwnList, corrected: Mapping[tuple[int, str], str]) -> OwnList:
    texts: dict[int, dict[str, str | None]] = {}
    for (number, key), text in corrected.items():
        texts.setdefault(number, {})[key] = text.strip() or None
    return replace(own, rows=tuple(_row_typed_over(row, texts.get(row.number, {})) for row in own.rows))


def _row_typed_over(row: OwnRow, texts: Mapping[str, str | None]) -> OwnRow:
    """What was typed over a formula is what its cell says."""
    if not texts:
        return row
    formulas = {key: error for key, error in row.formulas.items() if key not in texts}
    return replace(row, values={**row.values, **texts}, formulas=formulas)


def results_of_formulas(plan: ReturnPlan) -> dict[tuple[int, str], str]:
    """Results of the formulas at fault, as corrections of their cells; those without a result are left out."""
    return {(cell.row, cell.field): cell.file for cell in plan.bad if cell.code == FORMULA and cell.file}


def save(office: Office, plan: ReturnPlan, *, good_only: bool = False) -> Returned:
    """Carry a plan out as one operation, after a backup.

    Args:
        office: where.
        plan: from `preview`.
        good_only: take the good rows although others are at fault.

    Raises:
        RejectedRecord: cells break a rule, and not only good rows were asked for.
        EditedElsewhere: somebody wrote since; nothing was written.
        RoleRefused: the role may not import.
        StorageError: nothing was written.
    """
    office.require("import")
    if plan.bad and not good_only:
        raise plan.rejection
    if plan.added or plan.changed:
        upkeep.backup_before(office, "import")
    title = f"Nhận lại danh sách {plan.register.title}"
    with office.store.operation(office.intent(title)) as (writing, outcome):
        expect_unmoved(writing, plan.end)
        for line, record in plan.records:
            if line is None:
                add_with_parts(writing, plan.register, record, office)
            elif line.record != record:
                change_with_parts(writing, plan.register, line, record, line.version, office)
        withdraw_confirmations(writing)
    return Returned(outcome.changes, plan)


class _Reading:
    """One workbook on its way to a plan."""

    def __init__(self, office: Office, register: Register, own: OwnList, edited: dict[UUID, Edits], former: Names):
        self._office = office
        self._register = register
        self._own = own
        self._edited = edited
        self._former = former
        self._bad: list[BadCell] = []
        self._lines = self._find_lines()
        self._cells: list[CellTold] = []
        self._conflicts: list[CellTold] = []
        self._of_rows: list[tuple[OwnRow, rows.Line | None, Record, bool]] = []

    def plan(self, end: str | None, progress: Progress) -> ReturnPlan:
        """Read every row."""
        lookup = OfficeLookup(self._office)
        for start in range(0, len(self._own.rows), BATCH):
            progress.step(start, len(self._own.rows), "Đọc danh sách")
            part = self._own.rows[start : start + BATCH]
            known = [self._lines[row.code].record for row in part if row.code in self._lines]
            now = _texts(self._office, self._register, known)
            then = _texts(self._office, self._register, [self._as_it_was(record) for record in known], self._former)
            for row in part:
                if row.code and row.code not in self._lines:
                    continue  # told already
                self._read(row, lookup, now, then)
        self._find_repeated()
        bad = {cell.row for cell in self._bad}
        written = self._own.meta.get("rows", "")
        left = len({row.code for row in self._own.rows if row.code})
        return ReturnPlan(
            register=self._register,
            records=tuple((line, record) for row, line, record, _ in self._of_rows if row.number not in bad),
            cells=tuple(cell for cell in self._cells if cell.row not in bad),
            conflicts=tuple(cell for cell in self._conflicts if cell.row not in bad),
            bad=tuple(sorted(self._bad, key=lambda cell: cell.row)),
            gone=max(0, int(written) - left) if written.isdecimal() else 0,
            end=end,
        )

    def _read(
        self, row: OwnRow, lookup: OfficeLookup, now: dict[UUID, dict[str, str]], then: dict[UUID, dict[str, str]]
    ) -> None:
        line = self._lines.get(row.code)
        row = self._without_formulas(row, now[line.record.uid] if line else {})
        if line is None:
            given = {key: self._typed(key, value) for key, value in self._told(row).items() if value not in {None, ""}}
            title = self._title(row)
            self._cells.append(CellTold(row.number, None, title, "", "Dòng mới", "", title))
        else:
            given = self._changed(row, line, now[line.record.uid], then[line.record.uid])
            if not given:
                self._keep(row, line, line.record, touched=False)
                return
        uid = line.record.uid if line else new_uid(self._office.clock())
        base = line.record if line else None
        record, wrong = decode(self._register, given, uid, lookup, self._office.today(), base)
        self._tell_bad(row, (one for one in wrong if not one.warning and one.field not in row.formulas))
        if record is not None:
            self._keep(row, line, record, touched=True)

    def _without_formulas(self, row: OwnRow, known: Mapping[str, str]) -> OwnRow:
        """Tell the formulas of a row, whose results nobody has seen, and leave them out.

        Args:
            row: as it is in the file.
            known: what the register says; a formula that says the same takes nothing.
        """
        told = self._told(row)
        left: dict[str, str] = {}
        for key, error in row.formulas.items():
            result, spec = shown(row.values.get(key)), self._register.fields.get(key)
            if key and (key not in told or (result and result == known.get(key))):
                continue
            left[key] = error
            why = (
                CODE_FORMULA if not key else A_FORMULA.format(result) if result else error_value(error, "").error or ""
            )
            label = key if spec is None else spec.label
            code = "cell_error" if error else FORMULA
            self._bad.append(BadCell(row.number, self._title(row), key, label, error or result, why, code))
        values = {key: value for key, value in row.values.items() if key not in left}
        return replace(row, values=values, formulas=left) if left else row

    def _keep(self, row: OwnRow, line: rows.Line | None, record: Record, *, touched: bool) -> None:
        self._of_rows.append((row, line, record, touched))

    def _title(self, row: OwnRow) -> str:
        return shown(row.values.get(self._register.heading[0]))

    def _tell_bad(self, row: OwnRow, problems: Iterable[Problem]) -> None:
        for problem in problems:
            spec = self._register.fields.get(problem.field)
            key = problem.field if spec is not None and problem.field in row.values else ""
            label = "" if spec is None else spec.label
            text = shown(row.values[key]) if key else ""
            self._bad.append(BadCell(row.number, self._title(row), key, label, text, problem.message, problem.code))

    def _as_it_was(self, record: Record) -> Record:
        """A record with the stored values it had when the list was written."""
        edits = self._edited.get(record.uid, Edits())
        values: dict[str, Any] = {
            key: from_json(self._register.fields[key], value) for key, value in edits.before.items()
        }
        return replace(record, **values)

    def _changed(self, row: OwnRow, line: rows.Line, now: dict[str, str], then: dict[str, str]) -> dict[str, object]:
        """Cells that were edited in the workbook; those of fields edited here meanwhile are told as conflicts."""
        known, edits = values_of(line.record), self._edited.get(line.record.uid, Edits())
        title = now[self._register.heading[0]]
        found: dict[str, object] = {}
        for key, value in self._told(row).items():
            text, spec = shown(value), self._register.fields.get(key)
            if value == known.get(key) or text == now.get(key, "") or (not text and now.get(key) == WITHHELD):
                continue
            label = key if spec is None else spec.label
            told = CellTold(row.number, line.record.uid, title, key, label, now.get(key, ""), text)
            if key not in edits.fields and text == then.get(key):
                continue
            if key in edits.fields:
                if key not in edits.before or text != then.get(key, ""):
                    self._conflicts.append(told)
                continue
            self._cells.append(told)
            found[key] = self._typed(key, value)
        return found

    def _told(self, row: OwnRow) -> dict[str, Any]:
        """Cells of a row that say something: not what the program writes, nor numbers of files, nor what is covered."""
        specs = self._register.fields.values()
        typed = {spec.key for spec in specs if spec.typed and spec.kind is not Kind.ATTACHMENTS}
        told = {key: value for key, value in row.values.items() if key in typed or key not in self._register.fields}
        return {key: value for key, value in told.items() if value != WITHHELD}

    def _typed(self, key: str, value: object) -> object:
        """Numbers and dates stay what they are only in fields of numbers and dates."""
        spec = self._register.fields.get(key)
        if value is None or isinstance(value, str) or (spec is not None and spec.kind in _PLAIN):
            return value
        return shown(value)

    def _find_repeated(self) -> None:
        """Rows that repeat a record of the register, or one another."""
        together = {record.uid for _, _, record, _ in self._of_rows}
        for row, _, record, touched in self._of_rows:
            if touched:
                self._tell_bad(row, repeated(self._office, self._register, record, together))
        for keys in self._register.unique:
            first: dict[tuple[Any, ...], tuple[OwnRow, bool]] = {}
            for row, _, record, touched in self._of_rows:
                if is_void(record):
                    continue
                other, other_touched = first.setdefault(unique_key(record, keys), (row, touched))
                if other is not row and (touched or other_touched):
                    problem = repetition(self._register, keys)
                    words = f"{problem.message[:-1]} ở dòng {other.number}."
                    self._tell_bad(row, [replace(problem, message=words)])

    def _find_lines(self) -> dict[str, rows.Line]:
        """Records the codes stand for; a code that is unknown, or stands twice, is a fault of its row."""
        seen_at: dict[str, int] = {}
        codes: dict[str, UUID] = {}
        for row in self._own.rows:
            if not row.code:
                continue
            if row.code in seen_at:
                self._tell_bad(row, [Problem("", SAME_CODE.format(seen_at[row.code]), "same_code")])
            seen_at.setdefault(row.code, row.number)
            with suppress(ValueError):
                codes[row.code] = UUID(row.code)
        with self._office.store.reading() as connection:
            stored = rows.many(connection, self._register, codes.values())
        lines = {code: stored[uid] for code, uid in codes.items() if uid in stored and not stored[uid].deleted}
        for row in self._own.rows:
            if row.code and row.code not in lines:
                self._tell_bad(row, [Problem("", f"Không còn {self._register.noun} này trong sổ.", "gone")])
        return lines


def _texts(
    office: Office, register: Register, records: Sequence[Record], former: Names | None = None
) -> dict[UUID, dict[str, str]]:
    texts = leaving_texts(office, register, records, former)
    return {
        record.uid: dict(zip(register.fields, text, strict=True)) for record, text in zip(records, texts, strict=True)
    }
