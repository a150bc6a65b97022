"""Reading the data files of `resources/`: CSV in UTF-8 with a header row, dates in ISO form."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from antq_desktop.domain.catalogue import (
    Catalogues,
    FileKind,
    ModelTypeSeed,
    OfferedReason,
    OrganizationSeed,
    PasswordTerm,
    TemplateSeed,
    UnitSeed,
)
from antq_desktop.domain.choices import Choice
from antq_desktop.domain.errors import StoreMissing
from antq_desktop.domain.indicators import Target
from antq_desktop.domain.percent import Threshold
from antq_desktop.domain.periods import PeriodRule

LISTS = ("area_kinds", "model_fields", "model_scales", "activity_kinds", "activity_results", "group_file_kinds")
_TITLE_CHANGE = date(2025, 7, 1)
_TITLE_LAST = date(2025, 6, 30)


def load(resources: Path) -> Catalogues:
    """Read every data file.

    Raises:
        StoreMissing: the program's own files are not complete.
    """
    lists = resources / "lists"
    try:
        return Catalogues(
            lists={key: tuple(_choice(row) for row in _rows(lists / f"{key}.csv")) for key in LISTS},
            targets=tuple(_target(row) for row in _rows(lists / "targets.csv")),
            period_rules=tuple(_period_rule(row) for row in _rows(lists / "report_periods.csv")),
            organizations=tuple(_organization(row) for row in _rows(lists / "member_organizations.csv")),
            units=tuple(_unit(row) for row in _rows(resources / "units" / "units.csv")),
            templates=tuple(_template(row) for row in _rows(lists / "pledge_templates.csv")),
            sensitive_words=tuple(row["word"] for row in _rows(lists / "sensitive_words.csv")),
            synced_folders=tuple((row["begins"], row["service"]) for row in _rows(lists / "synced_folders.csv")),
            model_types=tuple(_model_type(row) for row in _rows(lists / "model_types.csv")),
            file_kinds=tuple(
                FileKind(row["code"], _parts(row["required_of"])) for row in _rows(lists / "group_file_kinds.csv")
            ),
            offered_reasons=tuple(_reason(row) for row in _rows(lists / "leaving_reasons.csv")),
            password_terms=tuple(_password_term(row) for row in _rows(lists / "password_terms.csv")),
        )
    except FileNotFoundError as reason:
        raise StoreMissing(
            f"Thiếu tệp dữ liệu kèm chương trình: {Path(str(reason.filename)).name}.", do="Cài lại chương trình."
        ) from reason


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split("|") if part)


def _choice(row: dict[str, str]) -> Choice:
    return Choice(row["code"], row["name"], _parts(row["aliases"]))


def _target(row: dict[str, str]) -> Target:
    threshold = Threshold.of(row["op"], row["value"])
    return Target(row["indicator"], int(row["year_from"]), int(row["year_to"]), threshold, row["source"])


def _period_rule(row: dict[str, str]) -> PeriodRule:
    return PeriodRule(int(row["closing_day"]), _day(row["valid_from"]), _day(row["valid_to"]), row["source"])


def _reason(row: dict[str, str]) -> OfferedReason:
    return OfferedReason(row["reason"], _parts(row["papers"]), _day(row["valid_from"]), _day(row["valid_to"]))


def _password_term(row: dict[str, str]) -> PasswordTerm:
    return PasswordTerm(row["leaving"], int(row["minutes"]), _day(row["valid_from"]), _day(row["valid_to"]))


def _organization(row: dict[str, str]) -> OrganizationSeed:
    titles = (
        (row["title_until_2025-06-30"], None, _TITLE_LAST),
        (row["title_from_2025-07-01"], _TITLE_CHANGE, None),
    )
    return OrganizationSeed(
        row["code"],
        row["name"],
        row["short_name"],
        tuple(title for title in titles if title[0]),
        _parts(row["aliases"]),
        _day(row["valid_from"]),
        _day(row["valid_to"]),
        row["source"],
    )


def _model_type(row: dict[str, str]) -> ModelTypeSeed:
    return ModelTypeSeed(
        row["code"],
        row["name"],
        row["field"],
        row["usual_lead"],
        row["sensitive"] == "1",
        _parts(row["outputs"]),
        row["source"],
    )


def _unit(row: dict[str, str]) -> UnitSeed:
    return UnitSeed(
        row["code"],
        row["level"],
        row["kind"],
        row["name"],
        row["parent"] or None,
        _day(row["valid_from"]),
        _day(row["valid_to"]),
    )


def _template(row: dict[str, str]) -> TemplateSeed:
    undertakings = row["undertakings"].replace("|", "\n")
    return TemplateSeed(row["code"], row["name"], undertakings, row["legal_basis"], _day(row["valid_from"]))
