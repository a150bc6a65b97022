"""The strip at the window's foot that shows running work and stops it."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QWidget

from antq_desktop.gui.running.tasks import Task, Tasks
from antq_desktop.gui.widgets.icons import Icons
from antq_desktop.gui.widgets.pieces import Push, button, label, row

QUIET = "Đang làm nốt việc dài…"


class ProgressStrip(QFrame):
    """Visible while work runs."""

    def __init__(self, tasks: Tasks, icons: Icons, parent: QWidget | None = None):
        super().__init__(parent)
        self.setProperty("cls", "strip")
        self._task: Task | None = None
        self._quiet = False
        self._waiting: list[Task] = []
        self._words = label("", "strong")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("Tiến độ")
        self._bar.setFixedWidth(260)
        self._stop = button(icons, Push("Dừng", self.stop, "x"))
        inside: QHBoxLayout = row(self._words, self._bar, None, self._stop, spacing=14, margins=(24, 6, 24, 6))
        self.setLayout(inside)
        self.hide()
        tasks.started.connect(self._add)

    @property
    def words(self) -> str:
        """What is shown now."""
        return self._words.text()

    def say_nothing(self, *, quiet: bool) -> None:
        """Show only that something runs: the window is locked, and who stands there may be anybody."""
        self._quiet = quiet
        self._show_stop()
        if self._task is not None:
            self._tell(f"{self._task.title}…")

    def _show_stop(self) -> None:
        self._stop.setVisible(not self._quiet and self._task is not None and not self._task.entrance)

    def _tell(self, words: str) -> None:
        self._words.setText(QUIET if self._quiet else words)

    def stop(self) -> None:
        """Ask the running work to stop."""
        if self._task is not None:
            self._task.cancel()
            self._tell(f"Đang dừng: {self._task.title}…")
            self._stop.setEnabled(False)

    def _add(self, task: Task) -> None:
        task.progressed.connect(self._show_step)
        task.set_aside.connect(self._next)
        task.finished.connect(self._next)
        self._waiting.append(task)
        if self._task is None:
            self._take()

    def _take(self) -> None:
        self._task = self._waiting.pop(0)
        self._tell(f"{self._task.title}…")
        self._bar.setRange(0, 0)
        self._stop.setEnabled(True)
        self._show_stop()
        self.show()

    def _show_step(self, done: int, total: int | None, words: str) -> None:
        if self._task is None or self.sender() is not self._task or not self._stop.isEnabled():
            return
        self._tell(words or f"{self._task.title}…")
        if total:
            self._bar.setRange(0, 1000)
            self._bar.setValue(min(1000, done * 1000 // total))
        else:
            self._bar.setRange(0, 0)

    def _next(self) -> None:
        ended = self.sender()
        if ended is not self._task:
            self._waiting = [task for task in self._waiting if task is not ended]
            return
        self._task = None
        if self._waiting:
            self._take()
        else:
            self.hide()
