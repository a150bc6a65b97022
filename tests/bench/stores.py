"""Stores to measure on: a small office, and one table of very many households.

The very large one is written straight into the household table and the search entries, without journal and dated
rows: searching and listing read nothing else.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from uuid import UUID

from tests.bench.measure import ROOT, WORK
from tests.bench.people import people

from antq_desktop.domain.registers.household import HOUSEHOLDS
from antq_desktop.services import setup
from antq_desktop.services.office import Environment, Office
from antq_desktop.storage.key_slots import KdfCost
from antq_desktop.storage.order import order_key
from antq_desktop.storage.search import entry_texts

PASSWORD = "do-toc-do-chay"
AREAS = 100


def environment() -> Environment:
    """Real clock, cheap password."""
    return Environment(ROOT / "resources", lambda: datetime.now().astimezone(), KdfCost(8, 1, 1))


def new_office(name: str) -> Office:
    """An empty office in a fresh folder."""
    folder = WORK / name
    shutil.rmtree(folder, ignore_errors=True)
    terms = setup.Setup(unit_code="99001", unit_name="Xã Mẫu", login="do", officer_name="Đo Tốc Độ", password=PASSWORD)
    return setup.create(folder, terms, environment()).office


def open_office(name: str) -> Office:
    """An office made before."""
    return setup.unlock(WORK / name, "do", PASSWORD, environment())


@contextmanager
def many_households(count: int) -> Iterator[Office]:
    """An office with very many households; kept between runs."""
    name = f"many-{count}"
    if not (WORK / name / "ready").exists():
        office = new_office(name)
        fill(office, count)
        setup.lock(office)
        (WORK / name / "ready").touch()
    office = open_office(name)
    try:
        yield office
    finally:
        setup.lock(office)


def fill(office: Office, count: int) -> None:
    """Write households and their search entries, nothing else."""
    uid = lambda number: UUID(int=(7 << 76 | 2 << 62 | number)).bytes  # noqa: E731 - a formula
    with office.store.settling() as connection:
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        areas = [(place + 1, uid(1 << 50 | place), b"", f"Thôn {place + 1}") for place in range(AREAS)]
        connection.exec_driver_sql("INSERT INTO residential_area(id, uid, sk, name) VALUES(?, ?, ?, ?)", areas)
        rows, entries = [], []
        for number, (head, address) in enumerate(people(count)):
            values = {"head_name": head, "address": address}
            rows.append((uid(number), order_key(HOUSEHOLDS, values), head, number % AREAS + 1, address))
            entries.append(("household", uid(number), *(entry_texts(HOUSEHOLDS, values) or ("", ""))))
            if len(rows) == 20_000 or number == count - 1:
                connection.exec_driver_sql(
                    "INSERT INTO household(uid, sk, head_name, area, address, residing) VALUES(?, ?, ?, ?, ?, 1)", rows
                )
                connection.exec_driver_sql("INSERT INTO search_entry(register, uid, f, x) VALUES(?, ?, ?, ?)", entries)
                rows, entries = [], []


def database(office: Office) -> Path:
    """The office's database file."""
    return office.paths.database
