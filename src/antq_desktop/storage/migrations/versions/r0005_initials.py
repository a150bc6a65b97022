"""Schema 5: places, organisations, models and clubs are found by initials too.

What each is called is read as it stood in the tables of this schema, so that later fields do not change this step.
How names are folded and shortened is not frozen: entries are derived, and those made here have to be found by the
search of whichever version runs this step. Who changes that makes all entries anew in a step of its own.
"""

from alembic import op

from antq_desktop.domain.text import fold, initials

revision = "r0005"
down_revision = "r0004"

CALLED = {
    "club": ("name",),
    "member_organization": ("name", "short_name"),
    "model_point": ("name",),
    "model_type": ("name",),
    "office": ("name",),
    "organization_title": ("title",),
    "pledge_campaign": ("name",),
    "pledge_template": ("code", "name"),
    "residential_area": ("name",),
    "unit": ("code", "name"),
}
MOST = 8


def upgrade() -> None:
    """Add initials to the search entries of these registers; whose entry has none is not searched for."""
    connection = op.get_bind()
    for register, columns in CALLED.items():
        names = ", ".join(f"t.{column}" for column in columns)
        sql = f"SELECT e.id, {names} FROM search_entry e JOIN {register} t ON t.uid = e.uid WHERE e.register = ?"
        added = [
            (" ".join(letters for name in called if name for letters in _initials(str(name))), entry)
            for entry, *called in connection.exec_driver_sql(sql, (register,)).fetchall()
        ]
        added = [(letters, entry) for letters, entry in added if letters]
        if added:
            connection.exec_driver_sql("UPDATE search_entry SET f = f || ' ' || ? WHERE id = ?", added)


def _initials(name: str) -> list[str]:
    """Those of the whole name, then those from each later word on but the last."""
    words = fold(name).split()
    begun = [initials(" ".join(words[place:]))[:MOST] for place in range(len(words) - 1)]
    return ["¤" + whole for whole in begun[:1]] + ["·" + later for later in dict.fromkeys(begun[1:])]
