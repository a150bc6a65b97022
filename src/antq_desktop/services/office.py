"""The open office: store, catalogues and the officer at work. Small, frozen, handed to every service."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from antq_desktop.domain.catalogue import Catalogues
from antq_desktop.domain.choices import Role
from antq_desktop.domain.clock import VIETNAM
from antq_desktop.domain.errors import RoleRefused
from antq_desktop.services.confirmed import Confirmed
from antq_desktop.storage.drafts import Drafts
from antq_desktop.storage.key_slots import STRONG, KdfCost
from antq_desktop.storage.places import StorePaths
from antq_desktop.storage.store import Actor, Intent, Store


@dataclass(frozen=True, slots=True)
class Environment:
    """What surrounds the program, given once by the composition root.

    Attributes:
        resources: folder of fonts, lists and units.
        clock: aware current time.
        kdf_cost: price of a password guess.
    """

    resources: Path
    clock: Callable[[], datetime]
    kdf_cost: KdfCost = STRONG


@dataclass(frozen=True, slots=True)
class OfficerInSession:
    """Who unlocked the store."""

    uid: UUID
    login: str
    name: str
    roles: frozenset[str]
    office: UUID | None = None
    password_reset_on: date | None = None

    @property
    def role(self) -> str:
        """The role an operation is journalled under: the most specific one held."""
        for role in (Role.POLICE, Role.FRONT, Role.ADMIN, Role.VIEWER):
            if role in self.roles:
                return role
        return Role.VIEWER

    def may(self, permission: str) -> bool:
        """Whether one of the officer's roles allows something."""
        return bool(PERMISSIONS[permission] & self.roles)

    def require(self, permission: str) -> None:
        """Refuse what no role of the officer allows.

        Raises:
            RoleRefused: naming what was tried.
        """
        if not self.may(permission):
            raise RoleRefused(
                f"Vai trò của {self.name} không được {_SAID[permission]}.",
                do="Nhờ cán bộ có quyền thực hiện, hoặc đề nghị quản trị đổi vai trò.",
            )


WORKING = frozenset({Role.POLICE, Role.FRONT, Role.ADMIN})
PERMISSIONS: dict[str, frozenset[Role]] = {
    "view": frozenset(Role),
    "edit": WORKING,
    "import": WORKING,
    "export": WORKING,
    "print": WORKING,
    "package": WORKING,
    "backup": WORKING,
    "officers": frozenset({Role.ADMIN}),
    "restore": frozenset({Role.ADMIN}),
    "erase": frozenset({Role.ADMIN}),
    "trust": frozenset({Role.ADMIN}),
}
_SAID = {
    "view": "xem",
    "edit": "sửa sổ",
    "import": "nhập từ Excel",
    "export": "kết xuất danh sách",
    "print": "in danh sách",
    "package": "xuất gói dữ liệu",
    "backup": "sao lưu",
    "officers": "quản lý cán bộ sử dụng",
    "restore": "phục hồi dữ liệu",
    "erase": "xóa theo yêu cầu",
    "trust": "thay đổi tin cậy",
}


@dataclass(frozen=True, slots=True)
class Office:
    """An unlocked store with who is at work in it; `confirmed` knows whether he typed his password again lately."""

    store: Store
    drafts: Drafts
    catalogues: Catalogues
    environment: Environment
    officer: OfficerInSession
    unit_code: str
    unit_name: str
    profile: str
    training: bool
    confirmed: Confirmed = field(default_factory=Confirmed, repr=False, compare=False)

    @property
    def paths(self) -> StorePaths:
        """Files of the store."""
        return self.store.paths

    @property
    def resources(self) -> Path:
        """Folder of fonts, lists and units."""
        return self.environment.resources

    def clock(self) -> datetime:
        """Aware current time."""
        return self.environment.clock()

    def today(self) -> date:
        """Today's date in Viet Nam, whatever zone the machine is set to."""
        return self.clock().astimezone(VIETNAM).date()

    @property
    def actor(self) -> Actor:
        """Who the journal will name."""
        return Actor(self.officer.uid, self.officer.role)

    def may(self, permission: str) -> bool:
        """Whether one of the officer's roles allows something."""
        return self.officer.may(permission)

    def require(self, permission: str) -> None:
        """Refuse what no role of the officer allows.

        Raises:
            RoleRefused: naming what was tried.
        """
        self.officer.require(permission)

    def intent(self, title: str, reason: str | None = None, *, keep_empty: bool = False) -> Intent:
        """An operation of this officer."""
        return Intent(title=title, actor=self.actor, reason=reason, keep_empty=keep_empty)

    def as_officer(self, officer: OfficerInSession) -> "Office":
        """The same store with another officer at work."""
        return replace(self, officer=officer)
