"""What a plan of an import says, in words and rows of texts."""

from collections.abc import Mapping
from typing import Any

from antq_desktop.domain.percent import show_count
from antq_desktop.gui.import_rows import NUMBER, OUTCOME, REASON
from antq_desktop.services.import_plan import DECISION_KEY, ImportPlan, Outcome, PlannedRow
from antq_desktop.services.import_registry import kind_of
from antq_desktop.services.importing import IF_ANOTHER_AREA, reason_of

SHOWN_ROWS = 2_000
SAMPLES = 3
OUTCOMES = {
    Outcome.ACCEPTED: "Nhận",
    Outcome.ALREADY: "Đã có, bỏ qua",
    Outcome.UPDATED: "Cập nhật",
    Outcome.REJECTED: "Không nhận",
    Outcome.DECISION: "Cần quyết định",
}
IGNORED = {
    "title": "dòng tiêu đề",
    "header": "dòng tên cột",
    "column_numbers": "dòng số cột",
    "group": "dòng tên nhóm",
    "subtotal": "dòng cộng",
    "footer": "dòng cuối bảng",
    "empty": "dòng trống",
}
KINDS = (
    (None, "Mọi dòng"),
    (Outcome.REJECTED, "Không nhận"),
    (Outcome.DECISION, "Cần quyết định"),
    (Outcome.ACCEPTED, "Nhận"),
    (Outcome.UPDATED, "Cập nhật"),
    (Outcome.ALREADY, "Đã có, bỏ qua"),
)
IMPORTED_BEFORE = "Tệp này đã được nhập trước đây. Các dòng giống hệt được bỏ qua, không ghi hai lần."


def summary_of(plan: ImportPlan) -> str:
    """One sentence with the number of rows of every outcome."""
    parts = [
        f"{words.lower()}: {show_count(plan.count(outcome))}"
        for outcome, words in OUTCOMES.items()
        if plan.count(outcome)
    ]
    return f"{show_count(len(plan.rows))} dòng – " + ", ".join(parts) if parts else "Tệp không có dòng nào."


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
    ignored = [f"{count} {IGNORED.get(kind, kind)}" for kind, count in plan.ignored.items() if count]
    if ignored:
        notes.append(f"Bỏ qua {', '.join(ignored)}.")
    cells = plan.encodings.get("cells")
    if isinstance(cells, Mapping):
        old = {name: count for name, count in cells.items() if name != "unicode" and count}
        if old:
            said = ", ".join(f"{count} ô {name.upper()}" for name, count in old.items())
            notes.append(f"Đã chuyển chữ từ phông cũ: {said}.")
    return notes


def renamed_words(plan: ImportPlan) -> str:
    """Areas that the file calls by another kind than the register, and what to do if they are not the same."""
    listed = list(plan.renamed_areas.items())
    pairs = "; ".join(f"“{told}” vào “{name}”" for told, name in listed[:SAMPLES])
    more = f" và {show_count(len(listed) - SAMPLES)} tên khác" if len(listed) > SAMPLES else ""
    return f"Khu dân cư ghi khác loại: {pairs}{more}. {IF_ANOTHER_AREA}"


def samples_of(plan: ImportPlan) -> dict[str, str]:
    """The first few texts of every mapped field."""
    found: dict[str, list[str]] = {}
    for planned in plan.rows[:40]:
        for key, text in planned.raw.items():
            texts = found.setdefault(key, [])
            if text and text not in texts and len(texts) < SAMPLES:
                texts.append(text)
    return {key: " · ".join(texts) for key, texts in found.items()}


def rows_to_show(plan: ImportPlan, only: Any = None) -> list[PlannedRow]:
    """Rows with one outcome, or all; those that need a person come first."""
    first = {Outcome.REJECTED: 0, Outcome.DECISION: 1}
    wanted = [planned for planned in plan.rows if only is None or planned.outcome == only]
    wanted.sort(key=lambda planned: (first.get(planned.outcome, 2), planned.sheet or "", planned.row_no))
    return wanted[:SHOWN_ROWS]


def row_words(planned: PlannedRow, key: str) -> str:
    """Text of a row in a column of `gui.import_rows`."""
    if key == NUMBER:
        return str(planned.row_no)
    if key == OUTCOME:
        return OUTCOMES[planned.outcome]
    if key == DECISION_KEY:
        return planned.decision
    return _reasons(planned) if key == REASON else planned.shown(key)


def _reasons(planned: PlannedRow) -> str:
    reasons = [reason_of(planned)] if planned.outcome in {Outcome.REJECTED, Outcome.DECISION} else []
    reasons.extend(warning for warning in planned.warnings if warning not in reasons)
    return " ".join(reason for reason in reasons if reason)


def cautions_of(plan: ImportPlan) -> list[str]:
    """What an officer should know before the list is written."""
    found = []
    if plan.new_areas:
        names = ", ".join(list(plan.new_areas.values())[:8])
        found.append(f"Khu dân cư sẽ được tạo: {names}{'…' if len(plan.new_areas) > 8 else ''}")
    if plan.renamed_areas:
        found.append(renamed_words(plan))
    if plan.duplicates:
        count = show_count(len(plan.duplicates))
        found.append(f"{count} hộ mới trùng tên với hộ đã có ở địa chỉ khác; được nhập là hộ mới.")
    return found
