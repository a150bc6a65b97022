"""The printer of this machine: the one used or chosen last, as long as it is there."""

from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from antq_desktop.storage import looks
from antq_desktop.storage.places import StorePaths


def names() -> list[str]:
    """Printers the system knows now; asking may take a moment where one is away."""
    return list(QPrinterInfo.availablePrinterNames())


def usual_printer(paths: StorePaths) -> QPrinter:
    """The printer remembered for this machine, else the system's own."""
    made = QPrinter(QPrinter.PrinterMode.HighResolution)
    name = looks.read_printer(paths)
    if name and not QPrinterInfo.printerInfo(name).isNull():
        made.setPrinterName(name)
    return made
