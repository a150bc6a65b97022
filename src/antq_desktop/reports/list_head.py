"""What the printed lists of names have in common: who issues them, when, and who signs."""

from dataclasses import dataclass
from datetime import date

from antq_desktop.reports.table_paper import SignatureBlock


@dataclass(frozen=True, slots=True)
class ListHead:
    """The office's part of a list.

    Attributes:
        issuers: superior and issuing body, for the top left corner.
        author: the issuing body in running text, for the bottom line and the file's properties.
        made_on: day of printing.
        subtitle: lines under the title, for example the period or the place of a meeting.
        signatures: who signs, from left to right.
        watermark: large grey words under every page.
    """

    issuers: tuple[str, ...]
    author: str
    made_on: date
    subtitle: tuple[str, ...] = ()
    signatures: tuple[SignatureBlock, ...] = ()
    watermark: str | None = None

    def footer(self, title: str) -> str:
        """The bottom line of a list."""
        return f"{title} - {self.author} - in ngày {self.made_on:%d/%m/%Y}"
