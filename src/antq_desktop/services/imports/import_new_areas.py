"""How the areas that a list brings are spelled, and which of its names belong to one that is to be made."""

from collections import Counter
from collections.abc import Iterable, Mapping

from antq_desktop.domain.text import fold, has_marks
from antq_desktop.services.imports.import_plan import NEW_WORDS
from antq_desktop.storage import naming


class NewAreas:
    """The areas of one list as it spells them.

    An area is spelled as somebody chose it to be made, else with marks rather than without, else as most rows do.

    Args:
        names: every area that the rows name, as often as they do.
        said: what a person said is meant by areas, as `ImportChoices.areas`.
        open_to_all: whether areas are made without being asked for.
    """

    def __init__(self, names: Iterable[str], said: Mapping[str, str], *, open_to_all: bool):
        self._count = Counter(names)
        self._open = open_to_all
        self._made: dict[tuple[str, bool], tuple[str, str]] = {}
        self._named: dict[str, list[str]] = {}
        for name in self._count:
            self._named.setdefault(naming.area_key(name), []).append(name)
        self._chosen: dict[str, list[str]] = {}
        for name, answer in said.items():
            if fold(answer) in NEW_WORDS:
                self._chosen.setdefault(naming.area_key(name), []).append(name)

    def chosen(self, name: str, key: str, *, registered: bool) -> str | None:
        """The area somebody chose to have made to which a name belongs.

        Args:
            name: as the list has it.
            key: its comparison key.
            registered: whether an area of this key is registered, so that only the same kind is meant.
        """
        found = self._chosen.get(key)
        if not found:
            return None
        same = [one for one in found if fold(one) == fold(name)]
        kind = naming.area_kind(name)
        if registered:
            same += [one for one in found if kind and naming.area_kind(one) == kind]
        else:
            same += [one for one in found if not differs(name, one)]
            same += [] if self._open else found
        return same[0] if same else None

    def made(self, name: str, key: str, *, registered: bool) -> tuple[str, str]:
        """Comparison key and spelling of the area to be made for a name; arguments as of `chosen`."""
        asked = (name, registered)
        if asked not in self._made:
            self._made[asked] = self._spell(name, key, registered=registered)
        return self._made[asked]

    def _spell(self, name: str, key: str, *, registered: bool) -> tuple[str, str]:
        chosen = self.chosen(name, key, registered=registered)
        named = self._named.get(key, [])
        if chosen is not None or registered:
            said = chosen or name
            own = fold(said)
            if chosen in self._count:
                return own, said
            return own, self._best([*(one for one in named if fold(one) == own), said])
        return key, self._best([one for one in named if self.chosen(one, key, registered=False) is None] or [name])

    def _best(self, names: list[str]) -> str:
        return max(names, key=lambda name: (has_marks(name), self._count[name]))


def differs(name: str, other: str) -> bool:
    """Whether two names of areas say two kinds."""
    kinds = {naming.area_kind(name), naming.area_kind(other)} - {""}
    return len(kinds) > 1
