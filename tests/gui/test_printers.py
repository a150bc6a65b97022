"""Which printer papers go to: chosen in the settings, remembered on this machine, the system's own when it is away."""

from antq_desktop.gui.printing.printers import usual_printer
from antq_desktop.gui.screens.printer_settings import AWAY, SYSTEM, PrinterCard
from antq_desktop.storage import looks
from antq_desktop.storage.looks import Looks
from hands import show


def shown(qtbot, view, tasks, names):
    card = PrinterCard(view, lambda: names)
    show(qtbot, card)
    qtbot.waitUntil(lambda: tasks.at_rest)
    return card


def test_a_printer_chosen_in_the_settings_is_remembered_on_this_machine(qtbot, view, tasks):
    card = shown(qtbot, view, tasks, ["HP chung", "Canon"])
    box = card.printers
    assert box.currentText() == SYSTEM
    box.setCurrentIndex(1)
    box.activated.emit(1)
    assert looks.read_printer(view.office.paths) == "HP chung"
    looks.write(view.office.paths, Looks("dark"))
    assert shown(qtbot, view, tasks, ["Canon", "HP chung"]).printers.currentText() == "HP chung"


def test_a_printer_that_is_away_stays_chosen_and_papers_go_to_the_systems_own_meanwhile(qtbot, view, tasks):
    looks.write_printer(view.office.paths, "HP chung")
    assert shown(qtbot, view, tasks, ["Canon"]).printers.currentText() == AWAY.format("HP chung")
    assert usual_printer(view.office.paths).printerName() != "HP chung"
