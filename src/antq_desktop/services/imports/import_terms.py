"""What the lines of a list are called."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """What the lines of a list are called in questions and answers.

    Attributes:
        noun: of one of them.
        heading: what a sheet must have a column of.
        new: the answer that a row means a new one.
        nowhere: said of one whose place is not known.
        answer: heading of the column of answers.
    """

    noun: str
    heading: str
    new: str
    nowhere: str
    answer: str = "Quyết định"
