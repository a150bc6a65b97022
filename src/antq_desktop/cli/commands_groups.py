"""Commands about models and clubs: their life, their board, their stock, their dossier, what they did."""

from argparse import Namespace
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from datetime import date
from typing import Any
from uuid import UUID

from antq_desktop.cli.commands_evidence import taken_in
from antq_desktop.cli.commands_records import change_data, changed
from antq_desktop.cli.session import Answer, Session
from antq_desktop.cli.telling import pairs, table
from antq_desktop.domain.choices import GroupDeed
from antq_desktop.domain.dates import show_date
from antq_desktop.domain.errors import RecordGone, UsageError
from antq_desktop.domain.group_life import Balance
from antq_desktop.services import records
from antq_desktop.services.groups import activities, dossiers, group_board, group_map, group_stock, groups, lineage
from antq_desktop.services.groups.activities import Entry
from antq_desktop.services.groups.dossiers import Dossier
from antq_desktop.services.groups.group_board import GroupLine
from antq_desktop.services.groups.group_map import Cell
from antq_desktop.services.groups.groups import KEYS, Grounds
from antq_desktop.services.groups.lineage import Branch
from antq_desktop.services.office import Office

DEEDS = {
    "suspend": GroupDeed.SUSPENDED,
    "resume": GroupDeed.RESUMED,
    "consolidate": GroupDeed.CONSOLIDATED,
    "merge": GroupDeed.MERGED,
    "dissolve": GroupDeed.DISSOLVED,
}
STOCKS = {"types": "loại mô hình", "points": "điểm mô hình", "teams": "tổ", "clubs": "câu lạc bộ"}


def group(session: Session, args: Namespace) -> Answer:
    """A decision about models or clubs, or a look at them."""
    if args.act in DEEDS:
        return _deed(session, args)
    with session.office(writes=False) as office:
        return LOOKS[args.act](office, args)


def _deed(session: Session, args: Namespace) -> Answer:
    on = session.day(args.on)
    decided = session.day(args.decision_on) if args.decision_on else None
    grounds = Grounds(on, args.decision or "", decided, args.reason or "")
    with session.office() as office:
        found = [_group(office, text) for text in args.ids]
        keys = {key for key, _ in found}
        if len(keys) > 1:
            raise UsageError("Mô hình và câu lạc bộ không làm chung một việc.", do="Chạy lệnh hai lần.")
        key = keys.pop()
        into = None if args.act != "merge" else records.resolve(office, key, args.into)
        deed = (office, DEEDS[args.act], key, [uid for _, uid in found], grounds, into)
        warned = [problem.message for problem in groups.warnings(*deed)]
        answer = changed(groups.act(*deed))
    return Answer({**answer.data, "warnings": warned}, [*answer.lines, *(f"Lưu ý: {words}" for words in warned)])


def _group(office: Office, text: str) -> tuple[str, UUID]:
    """The model point or club a text means.

    Raises:
        RecordGone: neither.
        UsageError: several.
    """
    for key in KEYS:
        try:
            return key, records.resolve(office, key, text)
        except RecordGone:
            continue
    raise RecordGone(f"Không có mô hình, câu lạc bộ nào là “{text[:60]}”.", do="Tìm bằng antq find.")


def _board(office: Office, args: Namespace) -> Answer:
    period = office.catalogues.period(args.period or str(office.today().year))
    every = group_board.board(office, period)
    lines = [line for line in every if line.is_silent or not args.idle]
    lately = group_board.lately(every)
    rows = [_row(line) for line in lines]
    told = table(("Tên", "Nơi", "Hoạt động cuối", "Kỳ đã có/phải có", "Hoạt động", "Có minh chứng"), rows)
    until = show_date(period.cut_off(office.today()))
    days = f"{group_board.IDLE_DAYS} ngày đến {until}"
    note = f"Tham khảo: {lately.proven}/{lately.points} điểm có minh chứng trong {days}."
    data: dict[str, Any] = {
        "period": period.key,
        "groups": [_told(line) for line in lines],
        "lately": asdict(lately),
    }
    return Answer(data, [*told, note])


def _row(line: GroupLine) -> tuple[str, ...]:
    last = show_date(line.last) or "chưa có"
    return (line.name, line.where, last, group_board.due_words(line), str(line.activities), str(line.proven))


def _told(line: GroupLine) -> dict[str, Any]:
    said = {**asdict(line), "id": str(line.uid), "register": line.key, "idle_days": line.idle, "is_idle": line.is_idle}
    said["is_unheard"] = line.is_unheard
    said["last"] = None if line.last is None else line.last.isoformat()
    return {key: value for key, value in said.items() if key not in {"uid", "key", "idle"}}


def _stock(office: Office, args: Namespace) -> Answer:
    period = office.catalogues.period(args.period or str(office.today().year))
    found = group_stock.stock(office, period)
    balances: dict[str, Balance] = {key: getattr(found, key) for key in STOCKS}
    rows = [
        (STOCKS[key], *map(str, (each.opening, each.new, each.ended, each.closing))) for key, each in balances.items()
    ]
    data = {"period": period.key, "from": period.start.isoformat(), "to": period.end.isoformat()}
    counted = {key: asdict(each) for key, each in balances.items()}
    return Answer({**data, "stock": counted}, table(("", "Đầu kỳ", "Tăng", "Giảm", "Cuối kỳ"), rows))


def _dossier(office: Office, args: Namespace) -> Answer:
    key, uid = _group(office, args.id)
    period = office.catalogues.period(args.period or str(office.today().year))
    found = dossiers.dossier(office, key, uid, period)
    return Answer(_dossier_told(office, found), _dossier_lines(office, found))


def _dossier_told(office: Office, found: Dossier) -> dict[str, Any]:
    return {
        "register": found.key,
        "id": str(found.group.uid),
        "name": found.group.name,
        "type": found.type,
        "field": found.field,
        "lead": found.lead,
        "where": found.where,
        "status": found.status,
        "members": found.members,
        "teams": found.team_count,
        "life": [dossiers.status_words(office, found.group, status) for status in found.statuses],
        "gaps": found.gaps,
        "inspections": [dossiers.inspection_words(office, each) for each in found.inspections],
        "due": found.due,
        "met": found.met,
        "months": [
            {"month": f"{month.first:%Y-%m}", "activities": len(month.done), "gap": month.is_gap}
            for month in found.months
        ],
        "results": [{"kind": kind, "amount": amount} for kind, amount in found.results],
        "origin": list(found.origin),
        "copies": list(found.copies),
    }


def _dossier_lines(office: Office, found: Dossier) -> list[str]:
    life = [dossiers.status_words(office, found.group, status) for status in found.statuses]
    gaps = [str(month.first.month) for month in found.months if month.is_gap]
    lines = [
        f"{found.group.name} ({', '.join(part for part in (found.type, found.where, found.lead) if part)})",
        *life,
        f"Hoạt động {found.period.title}: {len(found.done)}; kỳ đã có/phải có: {found.met}/{found.due}.",
    ]
    lines += [f"Kiểm tra {dossiers.inspection_words(office, each)}." for each in found.inspections]
    lines += [f"Tháng không có hoạt động: {', '.join(gaps)}."] if gaps else []
    return lines + ([f"Hồ sơ còn thiếu: {'; '.join(found.gaps)}."] if found.gaps else [])


def _map(office: Office, args: Namespace) -> Answer:
    period = office.catalogues.period(args.period or str(office.today().year))
    found = group_map.map_of(group_board.board(office, period))
    rows = [
        (field, *(_cell(found.cells.get((field, lead))) for lead in found.leads), str(found.of_field(field)))
        for field in found.fields
    ]
    cells = [
        {"field": field, "lead": lead, "groups": cell.groups, "idle": cell.idle}
        for (field, lead), cell in found.cells.items()
    ]
    return Answer({"period": period.key, "cells": cells}, table(("Lĩnh vực", *found.leads, "Tổng"), rows))


def _cell(cell: Cell | None) -> str:
    if cell is None:
        return "-"
    return f"{cell.groups} ({cell.idle} không hoạt động)" if cell.idle else str(cell.groups)


def _lineage(office: Office, _args: Namespace) -> Answer:
    found = lineage.lineage(office)
    lines = [line for family in found.families for line in _family_lines(family, 0)]
    told = [*lines, f"Điểm đứng riêng: {found.alone}."]
    return Answer({"families": [_family(family) for family in found.families], "alone": found.alone}, told)


def _family(branch: Branch) -> dict[str, Any]:
    return {
        "id": str(branch.uid),
        "name": branch.name,
        "where": branch.where,
        "since": branch.since,
        "status": branch.status,
        "last": None if branch.last is None else branch.last.isoformat(),
        "copies": [_family(copy) for copy in branch.copies],
    }


def _family_lines(branch: Branch, depth: int) -> list[str]:
    said = ", ".join(part for part in (branch.where, branch.since and f"từ {branch.since}") if part)
    below = [line for copy in branch.copies for line in _family_lines(copy, depth + 1)]
    return [f"{'  ' * depth}{branch.name} ({said})", *below]


LOOKS: dict[str, Callable[[Office, Namespace], Answer]] = {
    "board": _board,
    "stock": _stock,
    "dossier": _dossier,
    "map": _map,
    "lineage": _lineage,
}


def activity(session: Session, args: Namespace) -> Answer:
    """Enter an activity of one or several groups, or confirm what the other office entered."""
    if args.act == "confirm":
        with session.office() as office:
            return changed(activities.confirm(office, [records.resolve(office, "activity", text) for text in args.ids]))
    days = dict.fromkeys(session.day(text) for text in args.on)
    with session.office() as office:
        results = _results(office, args.result)
        found = dict.fromkeys(_group(office, text) for text in args.of)
        teams = {group: activities.team_called(office, *group, args.team) for group in found if args.team}
        entries = [
            Entry((group,), {**_values(args, day), "team": teams.get(group)}, results)
            for day in days
            for group in found
        ]
        told = activities.problems(office, entries)
        if args.file and all(each.problem.warning for each in told):
            files = taken_in(session, office, args.file)
            entries = [replace(entry, values={**entry.values, "evidence": files}) for entry in entries]
        done = activities.record(office, entries)
    warned = [f"{each.group}: {each.problem.message}" for each in told]
    data = {**change_data(done.changes), "ids": [str(uid) for uid in done.uids], "warnings": warned}
    return Answer(data, [f"{done.changes.title}: đã ghi.", *(f"Lưu ý: {words}" for words in warned)])


def _values(args: Namespace, on: date) -> dict[str, object]:
    given = {"kind": args.kind, "attendance": args.attendance, "invited": args.invited, "content": args.content}
    values: dict[str, object] = {key: value for key, value in given.items() if value is not None}
    if args.paper is not None:
        values |= {"from_paper": True, "paper_ref": args.paper}
    return {**values, "happened_on": on}


def _results(office: Office, given: Sequence[str]) -> dict[str, int]:
    found = {}
    for text, amount in pairs(given).items():
        code = office.catalogues.find("activity_results", text)
        if code is None or not amount.isdecimal():
            known = ", ".join(choice.code for choice in office.catalogues.choices("activity_results"))
            raise UsageError(f"Không hiểu kết quả “{text[:40]}={amount[:20]}”.", do=f"Ghi mã=số, mã là: {known}.")
        found[code] = int(amount)
    return found
