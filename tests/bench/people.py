"""Made-up households in any number, the same ones each time."""

from collections.abc import Iterator
from random import Random

from antq_desktop.services.demo_names import person

STREETS = ("ngõ {0}", "đường Làng", "đường 19/8", "hẻm {0}", "ngách {0}", "phố Chợ")


def people(count: int, seed: int = 7) -> Iterator[tuple[str, str]]:
    """Name and address of each household."""
    random = Random(seed)
    pool = [person(random) for _ in range(min(count, 40_000))]
    for number in range(count):
        name = pool[random.randrange(len(pool))] if number >= len(pool) else pool[number]
        yield name, f"Số {random.randrange(1, 400)}, {random.choice(STREETS).format(random.randrange(1, 60))}"
