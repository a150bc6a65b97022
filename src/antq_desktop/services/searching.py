"""Finding anything by what was typed: without marks, with marks, by prefix, by initials."""

from dataclasses import dataclass
from uuid import UUID

from antq_desktop.domain.progress import Progress, Silent
from antq_desktop.domain.registers import REGISTERS
from antq_desktop.services.departures import departures
from antq_desktop.services.meaning import with_ending
from antq_desktop.services.office import Office
from antq_desktop.services.records import register_of
from antq_desktop.services.withholding import leaving_texts
from antq_desktop.storage import naming, rows, search

_SEARCHED = tuple(key for key, register in REGISTERS.items() if register.search and register.group != "parts")


@dataclass(frozen=True, slots=True)
class FoundRecord:
    """A found record.

    Attributes:
        register: its register.
        uid: the record.
        title: what it is called.
        detail: its other list fields in words.
    """

    register: str
    uid: UUID
    title: str
    detail: str


@dataclass(frozen=True, slots=True)
class Found:
    """Result of a search: how many in all, and the first of them."""

    total: int
    hits: tuple[FoundRecord, ...]


@dataclass(frozen=True, slots=True)
class FoundGroup:
    """What one register holds of a search: how many in all, and the first of them."""

    register: str
    total: int
    hits: tuple[FoundRecord, ...]


def find(office: Office, text: str, register_key: str | None = None, limit: int = 20) -> Found:
    """Search one register or all of them.

    Args:
        office: where.
        text: as typed; nothing is found for a text without letters and digits.
        register_key: only this register, or None for all.
        limit: how many records to describe.
    """
    register = None if register_key is None else register_of(register_key)
    with office.store.reading() as connection:
        total = search.count(connection, text, register)
        hits = search.find(connection, text, register, limit)
    return Found(total, tuple(_described(office, hits)))


def find_grouped(office: Office, text: str, each: int = 5, progress: Progress | None = None) -> list[FoundGroup]:
    """Search every register, so that many households do not hide the one area of that name.

    Args:
        office: where.
        text: as typed.
        each: how many records of a register to describe.
        progress: asked before each register whether anybody still waits.

    Returns:
        Registers in which something was found, those officers work in first.
    """
    watcher = progress or Silent()
    found = []
    for place, key in enumerate(sorted(_SEARCHED, key=_nearness)):
        watcher.step(place, len(_SEARCHED))
        here = find(office, text, key, each)
        if here.total:
            found.append(FoundGroup(key, here.total, here.hits))
    return found


def describe(office: Office, places: list[tuple[str, UUID]]) -> tuple[FoundRecord, ...]:
    """What known records are called now; those removed since are left out.

    Args:
        office: where.
        places: register and uid of each.
    """
    live = []
    for key, uid in places:
        with office.store.reading() as connection:
            line = rows.get(connection, register_of(key), uid)
        if line is not None and not line.deleted:
            live.append(search.Hit(key, uid))
    return tuple(_described(office, live))


def _nearness(key: str) -> tuple[bool, bool]:
    group = REGISTERS[key].group
    return group == "settings", group != "registers"


def _described(office: Office, hits: list[search.Hit]) -> list[FoundRecord]:
    by_register: dict[str, list[UUID]] = {}
    for hit in hits:
        by_register.setdefault(hit.register, []).append(hit.uid)
    described: dict[UUID, FoundRecord] = {}
    for key, uids in by_register.items():
        register = REGISTERS[key]
        with office.store.reading() as connection:
            titles = naming.headings(connection, register, uids)
            lines = rows.many(connection, register, uids)
            gone = departures(connection, [line.record for line in lines.values()])
        order = [uid for uid in uids if uid in lines]
        texts = leaving_texts(office, register, [lines[uid].record for uid in order])
        shown = [place for place, spec in enumerate(register.fields.values()) if spec.in_list]
        for uid, text in zip(order, texts, strict=True):
            said = with_ending(register, lines[uid].record, text)
            told = [gone.get(uid, ""), *(said[place] for place in shown)]
            detail = " · ".join(words for words in told if words and words not in titles[uid])
            described[uid] = FoundRecord(key, uid, titles[uid], detail)
    return [described[hit.uid] for hit in hits if hit.uid in described]
