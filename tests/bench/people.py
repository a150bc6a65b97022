"""Made-up households in any number, the same ones each time."""

from collections.abc import Iterator
from random import Random

from antq_desktop.services.samples.demo_names import AREA_NAMES, person


def people(count: int, seed: int = 7) -> Iterator[tuple[str, str]]:
    """Name and address of each household."""
    random = Random(seed)
    pool = [person(random) for _ in range(min(count, 40_000))]
    for number in range(count):
        name = pool[random.randrange(len(pool))] if number >= len(pool) else pool[number]
        part = f"{random.choice(('Tổ', 'Thôn'))} {random.randrange(1, 15)} {random.choice(AREA_NAMES)}"
        yield name, f"Số {random.randrange(1, 400)}, {part}"
