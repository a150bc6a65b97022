"""Texts that a spreadsheet would take for formulas."""

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def is_dangerous(text: str) -> bool:
    """Whether a spreadsheet might take a text for a formula."""
    return text.startswith(_DANGEROUS) or text.lstrip().startswith(_DANGEROUS)


def harmless(text: str) -> str:
    """A text for places that have no cell formats: one that might be taken for a formula is quoted."""
    return f"'{text}" if is_dangerous(text) else text
