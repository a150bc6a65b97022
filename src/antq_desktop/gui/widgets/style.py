"""The style sheet with its colours and sizes left open; `theme` fills them in."""

from string import Template

SHEET = Template(
    """
QMainWindow, QDialog, QWidget[cls=page] { background: $bg; }
QWidget { color: $text; }
QLabel { background: transparent; }
QLabel[cls=h1] { font-size: $h1; font-weight: 700; }
QLabel[cls=h2] { font-size: $h2; font-weight: 600; }
QLabel[cls=h3] { font-size: $h3; font-weight: 600; }
QLabel[cls=figure] { font-size: $figure; font-weight: 700; }
QLabel[cls=strong] { font-weight: 600; }
QLabel[cls=muted] { color: $muted; }
QLabel[cls=small] { color: $muted; font-size: $small; }
QLabel[cls=problem] { color: $bad; font-size: $small; font-weight: 500; }
QLabel[cls=fine] { color: $good; font-size: $small; font-weight: 500; }
QLabel[cls=caution] { color: $warn; font-size: $small; font-weight: 500; }
QLabel[cls=pill_good] { color: $good; background: $soft; border-radius: 9px; padding: 2px 10px; font-weight: 600; }
QLabel[cls=pill_warn] { color: $warn; background: $warn_bg; border-radius: 9px; padding: 2px 10px; font-weight: 600; }
QLabel[cls=pill_bad] { color: $bad; background: $bad_bg; border-radius: 9px; padding: 2px 10px; font-weight: 600; }
QLabel[cls=pill] { color: $muted; background: $track; border-radius: 9px; padding: 2px 10px; font-weight: 600; }
QLabel[cls=key] { background: $surface; border: 1px solid $line; border-radius: 5px; padding: 1px 7px;
    font-size: $small; font-weight: 600; }
QLabel[cls=step] { color: $muted; background: $track; border-radius: 13px; font-weight: 600; }
QLabel[cls=step_now] { color: $on_accent; background: $accent; border-radius: 13px; font-weight: 600; }
QLabel[cls=step_done] { color: $good; background: $soft; border-radius: 13px; font-weight: 600; }
QLabel[cls=code] { background: $surface2; border: 1px solid $line; border-radius: 7px; padding: 10px 12px;
    font-family: "DejaVu Sans Mono", "Consolas", monospace; }

QFrame[cls=card] { background: $surface; border: 1px solid $line; border-radius: 10px; }
QFrame[cls=line] { background: $line; max-height: 1px; border: none; }
QFrame[cls=banner] { background: $warn_bg; border: 1px solid $gold; border-radius: 8px; }
QFrame[cls=banner] QLabel { color: $warn; }
QFrame[cls=bad_banner] { background: $bad_bg; border: 1px solid $bad; border-radius: 8px; }
QFrame[cls=bad_banner] QLabel { color: $bad; }
QFrame[cls=good_banner] { background: $soft; border: 1px solid $accent; border-radius: 8px; }
QFrame[cls=top] { background: $surface; border: none; border-bottom: 1px solid $line; }
QFrame[cls=strip] { background: $surface; border: none; border-top: 1px solid $line; }
QFrame[cls=notice] { background: $rail; border: 1px solid $edge; border-radius: 8px; }
QFrame[cls=notice] QLabel { color: $rail_text; font-weight: 500; }
QFrame[cls=notice] QPushButton { background: transparent; border: none; color: #FFFFFF; font-weight: 600;
    text-decoration: underline; padding: 4px 8px; min-height: 0; }
QFrame[cls=notice] QPushButton:focus { border: 2px solid #FFFFFF; border-radius: 5px; }

QPushButton, QToolButton[cls=plain] { background: $surface; border: 1px solid $line; border-radius: 7px;
    padding: 5px 13px; font-weight: 600; min-height: $field; }
QPushButton:hover, QToolButton[cls=plain]:hover { background: $surface2; border-color: $edge; }
QPushButton:pressed { background: $track; }
QPushButton:focus, QToolButton[cls=plain]:focus { border: 2px solid $accent; padding: 4px 12px; }
QPushButton:disabled, QToolButton[cls=plain]:disabled { color: $edge; background: $surface2; }
QToolButton[cls=plain][bare=true] { padding: 5px 9px; }
QToolButton[cls=plain][bare=true]:focus { padding: 4px 8px; }
QToolButton[cls=sign] { background: transparent; border: 1px solid transparent; border-radius: 7px;
    padding: 4px 8px; font-weight: 500; min-height: $field; }
QToolButton[cls=sign]:hover { background: $surface2; border-color: $line; }
QToolButton[cls=sign]:focus { border: 2px solid $accent; padding: 3px 7px; }
QToolButton[cls=sign]::menu-indicator { image: none; }
QPushButton[cls=primary] { background: $accent; border: 1px solid $accent; color: $on_accent; }
QPushButton[cls=primary]:hover { background: $accent_over; }
QPushButton[cls=primary]:focus { border: 2px solid $text; }
QPushButton[cls=primary]:disabled { background: $track; border-color: $track; color: $edge; }
QPushButton[cls=quiet] { background: transparent; border: 1px solid transparent; color: $accent; padding: 5px 4px; }
QPushButton[cls=quiet]:hover { background: $soft; }
QPushButton[cls=quiet]:focus { border: 2px solid $accent; padding: 4px 3px; }
QPushButton[cls=quiet]:disabled { color: $edge; }

QLineEdit, QComboBox, QPlainTextEdit, QListWidget[cls=checks] { background: $surface;
    border: 1px solid $edge; border-radius: 7px; selection-background-color: $accent;
    selection-color: $on_accent; }
QLineEdit, QComboBox { padding: 5px 10px; min-height: $field; }
QPlainTextEdit { padding: 4px 8px; }
QLineEdit:focus, QComboBox:focus, QPlainTextEdit:focus, QListWidget[cls=checks]:focus {
    border: 2px solid $accent; }
QLineEdit:focus, QComboBox:focus { padding: 4px 9px; }
QLineEdit[wrong=true], QComboBox[wrong=true], QPlainTextEdit[wrong=true], QListWidget[wrong=true] {
    border: 2px solid $bad; }
QLineEdit:disabled, QComboBox:disabled, QPlainTextEdit:disabled { background: $surface2; color: $muted;
    border-color: $line; }
QLineEdit:read-only { background: $surface2; }
QComboBox { combobox-popup: 0; qproperty-maxVisibleItems: 12; }
QComboBox[cls=long] { qproperty-maxVisibleItems: 20; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: url("$arrow"); width: 14px; height: 14px; }
QComboBox QAbstractItemView, QAbstractItemView[cls=popup] { background: $surface; border: 1px solid $edge;
    selection-background-color: $soft; selection-color: $text; outline: none; }
QComboBox QAbstractItemView::item, QAbstractItemView[cls=popup]::item { padding: 4px 8px; min-height: 22px; }

QTableView, QTreeView, QListView { background: $surface; alternate-background-color: $surface2;
    selection-background-color: $soft; selection-color: $text; gridline-color: $line; outline: none; }
QTableView, QTreeView { border: none; }
QTableView::item { padding: 0 8px; border-bottom: 1px solid $line; }
QTableView::item:selected { background: $soft; color: $text; }
QHeaderView { background: $surface; border: none; }
QHeaderView::section { background: $surface; color: $muted; font-weight: 600; font-size: $small; border: none;
    border-bottom: 1px solid $line; padding: 8px 11px; }
QHeaderView::section:hover { color: $text; background: $surface2; }
QTableCornerButton::section { background: $surface; border: none; }
QFrame[cls=table] { background: $surface; border: 1px solid $line; border-radius: 10px; }
QFrame[cls=table] QTableView { border-radius: 9px; }

QFrame[cls=evidence] { background: $surface2; border: 1px dashed $edge; border-radius: 7px; }
QFrame[cls=evidence][over=true] { background: $soft; border: 2px solid $accent; }
QFrame[cls=evidence][wrong=true] { border: 2px solid $bad; }
QListWidget[cls=evidence_row] { background: transparent; border: 2px solid transparent; border-radius: 7px; }
QListWidget[cls=evidence_row]:focus { border: 2px solid $accent; }
QListWidget[cls=evidence_row]::item { border-radius: 7px; padding: 4px; }
QListWidget[cls=evidence_row]::item:selected { background: $soft; color: $text; }
QScrollArea { border: none; background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 11px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 11px; margin: 0; }
QScrollBar::handle { background: $edge; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 30px; }
QScrollBar::handle:horizontal { min-width: 30px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QWidget[cls=rail] { background: $rail; }
QWidget[cls=rail] QLabel { color: $rail_text; }
QWidget[cls=rail] QScrollBar:vertical { width: 5px; }
QWidget[cls=rail] QScrollBar::handle { background: $rail_muted; border-radius: 2px; margin: 0; }
QWidget[cls=rail] QLabel[cls=rail_title] { color: #FFFFFF; font-size: $h2; font-weight: 700; }
QWidget[cls=rail] QLabel[cls=rail_small] { color: $rail_muted; font-size: $small; }
QToolButton[cls=rail_group] { background: transparent; border: 2px solid transparent; border-radius: 6px;
    color: $rail_muted; padding: 2px 6px 0px 2px; text-align: left; font-size: $small; font-weight: 600; }
QToolButton[cls=rail_group]:hover { color: $rail_text; }
QToolButton[cls=rail_group]:focus { border: 2px solid $gold; }
QToolButton[cls=rail] { background: transparent; border: 2px solid transparent; border-radius: 7px;
    color: $rail_text; padding: 0px 8px; text-align: left; font-weight: 500; }
QToolButton[cls=rail]:hover { background: $rail_over; }
QToolButton[cls=rail]:checked { background: $rail_chosen; color: #FFFFFF; font-weight: 600; }
QToolButton[cls=rail]:focus { border: 2px solid $gold; }

QWidget[cls=rail] QLabel[cls=badge_dot] { background: $gold; border-radius: 4px; }
QWidget[cls=rail] QLabel[cls=badge] { background: $gold; color: #1A1400; border-radius: 8px; padding: 1px 7px;
    font-size: $small; font-weight: 700; }

QProgressBar { background: $track; border: none; border-radius: 4px; height: 8px; text-align: center; }
QProgressBar::chunk { background: $accent; border-radius: 4px; }
QToolTip { background: $surface; color: $text; border: 1px solid $edge; padding: 4px 6px; }
QTabWidget::pane { border: none; }
QTabBar { qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; color: $muted; padding: 7px 14px; font-weight: 600;
    border-bottom: 2px solid $line; }
QTabBar::tab:selected { color: $text; border-bottom: 2px solid $accent; }
QTabBar::tab:focus { color: $accent; }
QMenu { background: $surface; border: 1px solid $edge; padding: 4px; }
QMenu::item { padding: 6px 22px 6px 12px; border-radius: 5px; }
QMenu::icon { padding-left: 10px; }
QMenu::item:selected { background: $soft; color: $text; }
QMenu::item:disabled { color: $edge; }
QCheckBox, QRadioButton { spacing: 8px; background: transparent; }
QCheckBox::indicator, QListView::indicator, QTableView::indicator, QRadioButton::indicator { width: 16px; height: 16px;
    background: $surface; border: 1px solid $edge; border-radius: 4px; }
QRadioButton::indicator { border-radius: 9px; }
QRadioButton::indicator:checked { width: 8px; height: 8px; border: 5px solid $accent; }
QCheckBox::indicator:checked, QListView::indicator:checked, QTableView::indicator:checked {
    background: $accent; border-color: $accent; image: url("$tick"); }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border-color: $accent; }
QCheckBox:focus, QRadioButton:focus { color: $accent; font-weight: 600; }
QCheckBox::indicator:disabled, QListView::indicator:disabled, QRadioButton::indicator:disabled {
    background: $surface2; border-color: $line; }
QListWidget[cls=checks]::item { padding: 0 4px; border-radius: 5px; }
QListWidget[cls=results] { border: none; }
QListWidget[cls=results]::item { padding: 5px 10px; border-bottom: 1px solid $line; }
QListWidget[cls=results]::item:disabled { color: $muted; background: $surface2; font-weight: 600; padding: 4px 10px; }
QListWidget[cls=results]::item:selected { background: $soft; color: $text; }
QListWidget[cls=checks]::item:selected { background: $soft; color: $text; }
QWidget[cls=inset] { background: $surface; }
QListWidget[cls=pages] { border: 1px solid $line; border-radius: 10px; padding: 4px; }
QListWidget[cls=pages]:focus { border: 2px solid $accent; padding: 3px; }
QListWidget[cls=pages]::item { padding: 4px 8px; border-radius: 5px; }
QListWidget[cls=pages]::item:selected { background: $soft; color: $text; }
QTextBrowser[cls=help] { background: $surface; border: 1px solid $line; border-radius: 10px; padding: 6px 14px; }
QTextBrowser[cls=help]:focus { border: 2px solid $accent; padding: 5px 13px; }
QFrame[cls=sample] { background: $warn_bg; border: none; border-bottom: 1px solid $gold; }
QFrame[cls=sample] QLabel { color: $warn; font-weight: 500; }
"""
)
