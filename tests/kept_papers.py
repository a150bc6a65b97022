"""Lists on paper as officers keep them: looked at in memory, then written where they want them."""

from pathlib import Path
from typing import Any

from antq_desktop.services.lists import ListQuery
from antq_desktop.services.office import Office
from antq_desktop.services.papers import list_papers, proofs


def keep_list(office: Office, register: str, path: Path, query: ListQuery | None = None, **how: Any) -> int:
    """Make a list and keep it; returns the number of its lines."""
    proof = list_papers.proof_of_list(office, register, query, **how)
    proofs.save(office, proof, path)
    return proof.count
