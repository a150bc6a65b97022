"""The command line of the window."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path


def read_arguments(arguments: Sequence[str] | None) -> Namespace:
    """What the program takes on its command line."""
    made = ArgumentParser(prog="antq-desktop", description="ANTQ Desktop")
    made.add_argument("--data", type=Path, help="thư mục dữ liệu")
    made.add_argument("--demo", type=Path, metavar="THƯ_MỤC", help="mở dữ liệu mẫu “Xã Mẫu” trong thư mục này")
    made.add_argument("--headless", action="store_true", help="không mở cửa sổ: làm trọn việc chính rồi thoát")
    return made.parse_args(arguments)
