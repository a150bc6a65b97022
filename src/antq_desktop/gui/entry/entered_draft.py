"""What a paper was about that was being entered: said with the offer to go on with it."""

from collections.abc import Mapping
from uuid import UUID

from antq_desktop.gui.forms.draft_bar import NAMED
from antq_desktop.services import meaning
from antq_desktop.services.office import Office


def about(office: Office, found: Mapping[str, object]) -> str:
    """The household of a draft, as far as it was chosen or typed; empty where nothing tells.

    Args:
        office: where households are known.
        found: what the draft holds.
    """
    name, uid, line = (found.get(key) for key in ("head_name", "household", "line"))
    if name:
        return NAMED.format(f"Hộ mới “{name}”")
    known = meaning.heading(office, "household", uid) if isinstance(uid, UUID) else ""
    if known:
        return NAMED.format(f"Hộ “{known}”")
    return NAMED.format(f"Tên đang gõ “{line}”") if line else ""
