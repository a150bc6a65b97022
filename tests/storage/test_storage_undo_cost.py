"""What taking back looks at: the changes of its records, however long the journal is."""

from sqlalchemy import event
from store_stories import HOUSEHOLDS, add, area, household, operation, redo, undo

from antq_desktop.storage.store import Store


def test_taking_back_looks_through_no_whole_journal(store: Store) -> None:
    here = area()
    add(store, here)
    uid = add(store, *household("Nguyễn Văn An", here.uid))
    for address in ("Số 1", "Số 2"):
        with operation(store) as writing:
            writing.change(HOUSEHOLDS, uid, {"address": address})
    asked: list[tuple[str, tuple]] = []
    with store.reading() as connection:
        event.listen(connection.engine, "before_cursor_execute", lambda *said: asked.append((said[2], said[3])))
    undo(store)
    assert redo(store) is not None
    with store.reading() as connection:
        of_journal = [(sql, bound) for sql, bound in tuple(asked) if "FROM change" in sql and sql.startswith("SELECT")]
        plans = [
            [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", b)] for sql, b in of_journal
        ]
    assert plans
    assert not [step for plan in plans for step in plan if step.startswith(("SCAN change", "SCAN c ", "SCAN k "))]
