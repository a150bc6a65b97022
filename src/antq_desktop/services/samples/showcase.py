"""The main job on the sample commune from beginning to end, for a machine without a screen.

Registers, papers, workbook, enrolment with the demo authority, a sealed package, and its verification by nothing but
the file and the trust bundle.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from antq_desktop.domain.percent import show_count
from antq_desktop.domain.progress import Progress, Silent
from antq_desktop.packages.verification import claims
from antq_desktop.services import indicators, list_sheets, setup
from antq_desktop.services.handover import authorities, enrolment, handing_over
from antq_desktop.services.leaving import Grounds
from antq_desktop.services.office import Environment, Office
from antq_desktop.services.papers import papers
from antq_desktop.services.samples import demo

GROUNDS = Grounds("chạy thử trên xã mẫu", demo.PASSWORD)


@dataclass(frozen=True, slots=True)
class Showcase:
    """What was done: the open office, and lines to print."""

    office: Office
    lines: tuple[str, ...]


def run(folder: Path, environment: Environment, size: str = "S", progress: Progress | None = None) -> Showcase:
    """Do the main job in a folder; a sample commune that is there is used again.

    Args:
        folder: everything is left under it.
        environment: resources and clock.
        size: of the sample commune.
        progress: told by every long step.

    Raises:
        AntqError: any step, in words.
    """
    watcher = progress or Silent()
    office = open_sample(folder / "xa-mau", environment, size, watcher)
    return Showcase(office, tuple(_steps(office, folder, watcher)))


def open_sample(folder: Path, environment: Environment, size: str, progress: Progress) -> Office:
    """The sample commune of a folder, made if it is not there."""
    if setup.exists(folder):
        return setup.unlock(folder, demo.LOGIN, demo.PASSWORD, environment)
    return demo.build(folder, environment, size, progress=progress)


def _steps(office: Office, folder: Path, progress: Progress) -> Iterator[str]:
    period = office.catalogues.period(str(office.today().year))
    counted = indicators.figures(office, period)
    households = counted.measures[1].denominator
    yield f"Xã mẫu: {len(counted.areas)} khu dân cư, {show_count(households)} hộ, số liệu {period.label}."
    for line in counted.measures[:2]:
        yield f"{line.id} {line.title}: {line.numerator}/{line.denominator} = {line.shown}, {line.verdict}."
    for paper in papers.KINDS.values():
        if paper.group != "must":
            path = papers.make(office, paper.key, period, folder / "giay", grounds=GROUNDS, progress=progress)
            yield f"{paper.title}: {path}"
    workbook = folder / "danh-sach-ho.xlsx"
    count = list_sheets.export_list(office, "household", workbook, grounds=GROUNDS, progress=progress)
    yield f"Danh sách {show_count(count)} hộ: {workbook}"
    yield from _hand_over(office, folder, progress)


def _hand_over(office: Office, folder: Path, progress: Progress) -> Iterator[str]:
    period = office.catalogues.period(str(office.today().year))
    handed = folder / "ban-giao"
    handed.mkdir(parents=True, exist_ok=True)
    if not enrolment.status(office).enrolled:
        request, answer = handed / "yeu-cau.antq-request", handed / "tra-loi.antq-answer"
        enrolment.request(office, request)
        authorities.demo_answer(office, request, answer)
        enrolment.install(office, answer)
    bundle = handed / "tin-cay.antq-trust"
    authorities.bundle(authorities.demo_folder(office), bundle, office.clock(), authorities.DEMO_PASSPHRASE)
    exported = handing_over.export(office, "numbers", period, handed, progress=progress)
    yield f"Gói số liệu đã niêm phong số {exported.sequence}: {exported.path}"
    trusted = handing_over.read_trust(bundle)
    found = handing_over.verify([exported.path], office.clock(), trusted)[0]
    yield "Kiểm tra độc lập: " + ("chấp nhận" if found.accepted else f"từ chối ({found.code})")
    yield from (f"  {line}" for line in claims(found))
    opened = handed / f"noi-dung-goi-{exported.sequence:04}"
    handing_over.unpack(exported.path, opened, office.clock(), trusted)
    yield f"Nội dung gói để kiểm tra bằng openssl và frictionless: {opened}"
