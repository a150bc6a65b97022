"""The help that ships with the program: one page for each place, and a section for each code of an error."""

from dataclasses import dataclass
from pathlib import Path

from antq_desktop.domain.text import fold

ERRORS = "errors"
_SECTION = "\n## "
_TITLE_FROM = " · "


@dataclass(frozen=True, slots=True)
class HelpPage:
    """One page.

    Attributes:
        key: of the place it is about; the name of its file.
        title: its heading.
        text: all of it, in Markdown.
    """

    key: str
    title: str
    text: str


class HelpBook:
    """The pages of a folder.

    Args:
        folder: with one `.md` file for each page.
    """

    def __init__(self, folder: Path):
        self._pages = {page.key: page for page in (_read(path) for path in sorted(folder.glob("*.md")))}

    def pages(self) -> list[HelpPage]:
        """Every page by title, the codes of errors last."""
        return sorted(self._pages.values(), key=lambda page: (page.key == ERRORS, fold(page.title)))

    def page(self, key: str) -> HelpPage | None:
        """The page of a place, if there is one."""
        return self._pages.get(key)

    def about(self, code: str) -> HelpPage | None:
        """What is said about the code of an error: under itself, or under the beginning of it.

        Args:
            code: for example `ANTQ-2005` or `E_ZIP_CRC`, which stands under `E_ZIP`.
        """
        whole = self._pages.get(ERRORS)
        parts = [] if whole is None else whole.text.split(_SECTION)[1:]
        for part in parts:
            codes, _, title = part.partition("\n")[0].partition(_TITLE_FROM)
            if any(code == known or code.startswith(f"{known}_") for known in codes.split(", ")):
                return HelpPage(ERRORS, title, f"# {code} · {title}\n{part.partition(chr(10))[2]}")
        return None

    def find(self, text: str) -> list[HelpPage]:
        """Pages with all of the words, typed with or without marks; those with them in the title first."""
        words = fold(text).split()
        found = [page for page in self.pages() if all(word in fold(page.text) for word in words)]
        return sorted(found, key=lambda page: not all(word in fold(page.title) for word in words))


def _read(path: Path) -> HelpPage:
    text = path.read_text(encoding="utf-8")
    return HelpPage(path.stem, text.partition("\n")[0].removeprefix("# "), text)
