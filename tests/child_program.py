"""The program in a process of its own: for what it loads when, and for what is left when it is killed."""

import sys
from pathlib import Path

from antq_desktop.services.samples import demo

SHOWN = """
import sys
from pathlib import Path
from antq_desktop.app import Program, make_application
from antq_desktop.gui.widgets.theme import Theme
from antq_desktop.storage.places import resources_folder
theme = Theme("light", resources_folder())
application = make_application(theme)
program = Program(Path(sys.argv[1]), theme, sample=True)
program.frame.show()
"""
"""The lock screen stands there; nothing else has begun."""

UNLOCKED = (
    SHOWN
    + """
sys.path.append(sys.argv[4])
program.frame.tasks.rested.connect(application.exit)
program.start(); application.exec()
program.unlock(sys.argv[2], sys.argv[3]); application.exec()
"""
)
"""The officer of the sample commune has come in; what tests share can be imported."""


def command(code: str, folder: Path) -> list[str]:
    """What starts `code`, which begins with one of the above, on the store of a folder."""
    return [sys.executable, "-c", code, str(folder), demo.LOGIN, demo.PASSWORD, str(Path(__file__).parent)]
