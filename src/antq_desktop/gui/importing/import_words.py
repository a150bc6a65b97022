"""What a plan of an import says, in words and rows of texts."""

from collections import Counter
from collections.abc import Mapping

from antq_desktop.domain.collation import sort_key
from antq_desktop.domain.percent import show_count
from antq_desktop.gui.importing.import_rows import NUMBER, OUTCOME, REASON, key_of
from antq_desktop.services.imports.import_group_rows import ends_in
from antq_desktop.services.imports.import_plan import DECISION_KEY, HouseholdRow, ImportPlan, Outcome, PlannedRow
from antq_desktop.services.imports.import_registry import kind_of
from antq_desktop.services.imports.importing import reason_of

TYPED, DOUBTFUL = "typed", "doubtful"
SHOWN_ROWS = 2_000
SAMPLES = 3
NEW, KNOWN = "new", "known"
STATES: Mapping[str, str] = {
    NEW: "Hộ mới",
    KNOWN: "Hộ đã có",
    Outcome.ACCEPTED: "Nhận",
    Outcome.ALREADY: "Đã có, bỏ qua",
    Outcome.UPDATED: "Cập nhật",
    Outcome.REJECTED: "Không nhận",
    Outcome.DECISION: "Cần quyết định",
    Outcome.SKIPPED: "Bỏ qua",
}
"""What becomes of a row: its outcome, of households that are taken whether the register has them already."""
SAVED_ROW = "Đã lưu"
IGNORED = {
    "title": "dòng tiêu đề",
    "header": "dòng tên cột",
    "column_numbers": "dòng số cột",
    "group": "dòng tên nhóm",
    "subtotal": "dòng cộng",
    "footer": "dòng cuối bảng",
    "empty": "dòng trống",
}
ALL_ROWS, TYPED_ROWS, DOUBTFUL_ROWS = "Mọi dòng", "Đã sửa, đã trả lời", "Có thể trùng"
WAITING_FIRST = (
    Outcome.REJECTED,
    Outcome.DECISION,
    NEW,
    KNOWN,
    Outcome.ACCEPTED,
    Outcome.UPDATED,
    Outcome.ALREADY,
    Outcome.SKIPPED,
)
SAME_NAME = "hộ mới cùng tên với hộ khác trong khu ở địa chỉ khác; được nhập là hộ mới."
SAME_PLACE = "hộ mới cùng tên, cùng địa chỉ với hộ ở khu khác"
SKIPPED = "Không ghi dòng này. F9 để lấy lại."
IF_ANOTHER_AREA = "Nếu là khu khác: đến dòng đó rồi F7 để tạo khu ấy."
IMPORTED_BEFORE = "Tệp này đã được nhập trước đây. Các dòng giống hệt được bỏ qua, không ghi hai lần."


def summary_of(plan: ImportPlan, saved: int = 0) -> str:
    """One sentence with the number of rows of every state.

    Args:
        plan: of the rows.
        saved: how many of those that are there already were saved from these rows a moment ago.
    """
    counts = Counter(map(state_of, plan.rows))
    counts[Outcome.ALREADY] -= saved
    told = ((SAVED_ROW, saved), *((said, counts[state]) for state, said in STATES.items()))
    parts = [f"{said.lower()}: {show_count(count)}" for said, count in told if count]
    return f"{show_count(len(plan.rows))} dòng – " + ", ".join(parts) if parts else "Tệp không có dòng nào."


def views_of(plan: ImportPlan) -> list[tuple[str | None, str]]:
    """What of a plan can be looked at alone, as `rows_to_show` takes it, in words with the number of rows."""
    counts = Counter(map(state_of, plan.rows))
    never = {Outcome.ACCEPTED} if plan.households else {NEW, KNOWN}
    views: list[tuple[str | None, str, int]] = [(None, ALL_ROWS, len(plan.rows))]
    views += [(state, STATES[state], counts[state]) for state in WAITING_FIRST if state not in never]
    if plan.households:
        views.append((DOUBTFUL, DOUBTFUL_ROWS, sum(row.doubtful for row in plan.rows)))
    views.append((TYPED, TYPED_ROWS, len(_typed_rows(plan))))
    return [(view, f"{words} ({show_count(count)})") for view, words, count in views]


def notes_of(plan: ImportPlan) -> list[str]:
    """Sentences about what is left out and how the file was read."""
    notes = [
        f"Cột “{column.header}” không được phép nhập; nội dung không chép đi đâu." for column in plan.refused_columns
    ]
    wanted = kind_of(plan.choices.register).words.heading
    notes += [f"Bảng “{name}” không có cột {wanted} nên không đọc." for name in plan.skipped_sheets]
    if plan.other_year:
        notes.append(
            f"{show_count(plan.other_year)} dòng có ngày ký ngoài năm {plan.year}; kiểm tra lại năm cam kết đã chọn."
        )
    ignored = [f"{show_count(count)} {IGNORED.get(kind, kind)}" for kind, count in plan.ignored.items() if count]
    if ignored:
        notes.append(f"Bỏ qua {', '.join(ignored)}.")
    cells = plan.encodings.get("cells")
    if isinstance(cells, Mapping):
        old = {name: count for name, count in cells.items() if name != "unicode" and count}
        if old:
            said = ", ".join(f"{show_count(count)} ô {name.upper()}" for name, count in old.items())
            notes.append(f"Đã chuyển chữ từ phông cũ: {said}.")
    return notes


def _pairs(areas: Mapping[str, str]) -> str:
    """The first few areas as the file calls them, each with the one of the register it goes to."""
    listed = list(areas.items())
    pairs = "; ".join(f"“{told}” vào “{name}”" for told, name in listed[:SAMPLES])
    more = f" và {show_count(len(listed) - SAMPLES)} tên khác" if len(listed) > SAMPLES else ""
    return f"{pairs}{more}"


def samples_of(plan: ImportPlan) -> dict[str, str]:
    """The first few texts of every mapped field."""
    found: dict[str, list[str]] = {}
    for planned in plan.rows[:40]:
        for key, text in planned.raw.items():
            texts = found.setdefault(key, [])
            if text and text not in texts and len(texts) < SAMPLES:
                texts.append(text)
    return {key: " · ".join(texts) for key, texts in found.items()}


def rows_to_show(plan: ImportPlan, only: str | None = None) -> list[PlannedRow]:
    """Rows of one view, or all; those that need a person come first, then those that may be known, then the typed."""
    first = {Outcome.REJECTED: 0, Outcome.DECISION: 1}
    typed = _typed_rows(plan)
    if only == TYPED:
        wanted = [planned for planned in plan.rows if key_of(planned) in typed]
    elif only == DOUBTFUL:
        wanted = [planned for planned in plan.rows if planned.doubtful]
    else:
        wanted = [planned for planned in plan.rows if only in {None, state_of(planned)}]

    def order(planned: PlannedRow) -> tuple[int, str, int]:
        taken = 2 if planned.doubtful else 3 if key_of(planned) in typed else 4
        rank = first.get(planned.outcome, taken)
        return rank, planned.sheet or "", planned.row_no

    wanted.sort(key=order)
    return wanted[:SHOWN_ROWS]


def _typed_rows(plan: ImportPlan) -> set[tuple[str | None, int]]:
    """Rows that somebody corrected or answered, also for all rows of an area."""
    found = set(plan.choices.corrected)
    found.update(key_of(row) for row in plan.rows if row.decision)
    for name in plan.choices.areas:
        found.update(key_of(row) for row in plan.naming(name))
    return found


def row_words(planned: PlannedRow, key: str) -> str:
    """Text of a row in a column of `gui.importing.import_rows`."""
    if key == NUMBER:
        return str(planned.row_no)
    if key == OUTCOME:
        return STATES[state_of(planned)]
    if key == DECISION_KEY:
        return planned.decision
    return _reasons(planned) if key == REASON else planned.shown(key)


def state_of(planned: PlannedRow) -> str:
    """What becomes of a row, as one of `STATES`."""
    if planned.outcome is Outcome.ACCEPTED and isinstance(planned, HouseholdRow):
        return NEW if planned.new_household else KNOWN
    return planned.outcome


def _reasons(planned: PlannedRow) -> str:
    if planned.outcome is Outcome.SKIPPED:
        return SKIPPED
    waits = planned.outcome in {Outcome.REJECTED, Outcome.DECISION}
    reasons = [reason_of(planned) if waits else planned.edits]
    reasons.extend(warning for warning in planned.warnings if warning not in reasons)
    return " ".join(reason for reason in reasons if reason)


def areas_to_make(plan: ImportPlan) -> str:
    """That areas will be made, and which."""
    names = ", ".join(list(plan.new_areas.values())[:8])
    return f"Khu dân cư sẽ được tạo: {names}{'…' if len(plan.new_areas) > 8 else ''}"


def cautions_of(plan: ImportPlan) -> list[str]:
    """What an officer should know before the list is written."""
    found = []
    if ends := ends_in(plan.rows):
        found.append(f"{show_count(ends)} mô hình, câu lạc bộ sẽ được ghi là giải thể hoặc tạm ngừng.")
    if plan.new_areas:
        found.append(areas_to_make(plan))
    if plan.answered_areas:
        found.append(f"Khu dân cư đã trả lời: {_pairs(plan.answered_areas)}.")
    if plan.renamed_areas:
        found.append(f"Khu dân cư ghi khác loại: {_pairs(plan.renamed_areas)}. {IF_ANOTHER_AREA}")
    here = sum(not double.areas for double in plan.duplicates)
    if here:
        found.append(f"{show_count(here)} {SAME_NAME} Xem lại: “Chỉ xem”, “{DOUBTFUL_ROWS}”.")
    elsewhere = elsewhere_of(plan)
    return [*found, elsewhere] if elsewhere else found


def elsewhere_of(plan: ImportPlan) -> str:
    """How many new households have name and address of one of another area, and of which ones; empty if none has."""
    found = [double.areas for double in plan.duplicates if double.areas]
    if not found:
        return ""
    areas = sorted({area for areas in found for area in areas}, key=sort_key)
    listed = f"{', '.join(areas[:SAMPLES])}{'…' if len(areas) > SAMPLES else ''}"
    return f"{show_count(len(found))} {SAME_PLACE} ({listed}); xem có phải hộ ấy không."


def deeds_of(plan: ImportPlan) -> str:
    """What saving pasted rows does, each with its number: pledges kept, households put right or without a day."""
    updated = plan.count(Outcome.UPDATED)
    counted = (
        ("lưu {} bản cam kết", plan.new_pledges),
        ("sửa {} hộ đã có", updated),
        ("thêm {} hộ chưa ký", len(plan.to_write) - plan.new_pledges - updated),
    )
    return ", ".join(words.format(show_count(count)) for words, count in counted if count)
