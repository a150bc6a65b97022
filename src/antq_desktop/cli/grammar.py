"""A parser of commands that asks, explains and refuses in Vietnamese."""

import argparse
import re
from collections.abc import Sequence
from types import MappingProxyType
from typing import Any, NoReturn

from antq_desktop import __version__
from antq_desktop.domain.errors import UsageError
from antq_desktop.services.papers.paper_kinds import KINDS

_MOST = 1_000_000
_LONGEST_SAID = 400
_SAID = (
    (r"the following arguments are required: (.*)", r"còn thiếu \1"),
    (r"one of the arguments (.*) is required", r"cần một trong: \1"),
    (r"unrecognized arguments: (.*)", r"không hiểu \1"),
    (r"argument (.*): not allowed with argument (.*)", r"\1 không dùng cùng \2"),
    (r"argument (.*): expected at least one argument", r"\1 cần ít nhất một giá trị"),
    (r"argument (.*): expected one argument", r"\1 cần một giá trị"),
    (r"argument (.*): ignored explicit argument (.*)", r"\1 không nhận giá trị \2"),
    (r"argument (.*): invalid int value: (.*)", r"\1 cần một số, không phải \2"),
    (r"argument (.*): invalid count value: (.*)", r"\1 cần một số từ 1 đến một triệu, không phải \2"),
    (r"argument (.*): invalid given value: (.*)", r"\1 để trống"),
    (r"argument (.*): invalid choice: (.*) \(choose from (.*)\)", r"\1 không có \2; chọn một trong \3"),
)
_WORDS = MappingProxyType(
    {
        "--unit": ("MÃ", "mã đơn vị: xã 5 chữ số, tỉnh 2 chữ số"),
        "--unit-name": ("TÊN", "tên đơn vị, cả loại: “Xã Mẫu”"),
        "--profile": (None, "commune: cấp xã; receiver: nơi nhận gói"),
        "--office": (None, "nơi công tác: police là Công an, front là Mặt trận"),
        "--officer-name": ("HỌ_TÊN", "họ tên cán bộ đầu tiên"),
        "--recovery": ("THƯ_MỤC", "nơi ghi hai nửa mã phục hồi"),
        "login": ("TÊN_ĐĂNG_NHẬP", "tên đăng nhập"),
        "--login": ("TÊN_ĐĂNG_NHẬP", "cán bộ được đặt mật khẩu mới"),
        "--name": ("TÊN", "họ tên, hoặc tên cơ quan"),
        "--role": ("VAI_TRÒ", "admin, police_officer, front_cadre, viewer; dùng nhiều lần được"),
        "--half": ("TỆP_HOẶC_CHỮ_SỐ", "một nửa mã phục hồi; dùng hai lần"),
        "--backup": ("TỆP", "bản sao lưu để dựng lại trên máy trống"),
        "--size": (None, "cỡ của xã mẫu"),
        "--seed": ("SỐ", "cùng số thì cùng dữ liệu"),
        "register": ("SỔ", "khóa của sổ, xem antq registers"),
        "--register": ("SỔ", "khóa của sổ, xem antq registers"),
        "id": ("MÃ", "mã (id), hoặc tên nếu không trùng"),
        "values": ("ô=giá_trị", 'các ô, ví dụ name="Thôn Đông"; ô= để xóa trắng'),
        "--file": ("TỆP", "ảnh hoặc PDF làm minh chứng, thêm vào các tệp đã có; dùng nhiều lần được"),
        "sha": ("MÃ_TỆP", "mã tệp như antq show kể; tám ký tự đầu là đủ nếu không trùng"),
        "--all": (None, "cả hộ đã chuyển đi, đã nhập, không còn; có cột đánh dấu"),
        "--reason": ("LÝ_DO", "lý do, được ghi vào nhật ký"),
        "--as-of": ("NGÀY", "như ngày đó: hộ đang cư trú, khu dân cư đang có"),
        "--limit": ("SỐ", "nhiều nhất bao nhiêu dòng"),
        "text": ("CHỮ", "chữ cần tìm"),
        "operation": ("MÃ_THAO_TÁC", "bỏ trống là thao tác cuối của mình"),
        "--area": ("KHU_DÂN_CƯ", "mã hoặc tên khu dân cư"),
        "--address": ("ĐỊA_CHỈ", "địa chỉ ở nơi mới; địa chỉ cũ không theo sang"),
        "--organization": ("TỔ_CHỨC", "mã hoặc tên tổ chức thành viên, ví dụ HND"),
        "--group": ("MÔ_HÌNH_HOẶC_CLB", "mã hoặc tên mô hình, câu lạc bộ"),
        "--excel": (None, "bảng tính Excel thay cho PDF"),
        "--into": ("MÃ_HỘ", "hộ nhận"),
        "--on": ("NGÀY", "ngày xảy ra"),
        "ids": ("MÃ", "các mã (id), hoặc tên nếu không trùng"),
        "--decision": ("SỐ", "số quyết định"),
        "--decision-on": ("NGÀY", "ngày quyết định"),
        "--into-group": ("MÃ", "mô hình hoặc câu lạc bộ nhận"),
        "--idle": (None, "chỉ nơi chưa có hoạt động, hoặc 90 ngày nay không có"),
        "--of": ("MÃ", "mô hình hoặc câu lạc bộ; dùng nhiều lần được"),
        "--what": ("VIỆC", "sinh hoạt, tuần tra, tuyên truyền …"),
        "--attendance": ("SỐ", "số thành viên dự"),
        "--invited": ("SỐ", "số khách mời"),
        "--text": ("CHỮ", "nội dung, không ghi họ tên người"),
        "--team": ("TỔ", "tổ của mô hình đã hoạt động: mã hoặc tên"),
        "--paper": ("SỔ_TRANG", "ghi lại từ sổ giấy: số sổ, trang"),
        "--result": ("MÃ=SỐ", "kết quả bằng số, ví dụ patrols=3; dùng nhiều lần được"),
        "file": ("TỆP", "tệp cần đọc"),
        "files": ("TỆP", "các tệp cần đọc"),
        "--year": ("NĂM", "năm dương lịch; khi nhập thì mặc định năm nay"),
        "--period": ("KỲ", "YYYY, YYYY-MM, YYYY-Qn, YYYY-H1, YYYY-9M hoặc NGÀY..NGÀY"),
        "--new-areas": (None, "khu dân cư chưa có: tạo, từ chối, hỏi"),
        "--make-area": ("TÊN", "tạo khu dân cư này của tệp, khu lạ khác theo --new-areas; dùng nhiều lần được"),
        "--mapping": ("TỆP", 'JSON ghép cột, đếm từ 0: {"1": "head_name"}'),
        "--header-row": ("SỐ", "dòng tiêu đề, đếm từ 1; 0 nếu tệp không có dòng tiêu đề"),
        "--dry-run": (None, "chỉ xem trước, không ghi"),
        "--rows": (None, "kể từng dòng đã đọc"),
        "--errors": ("TỆP", "ghi các dòng chưa nhận ra tệp Excel, có lý do"),
        "--workbook-password": ("MẬT_KHẨU", "mật khẩu mở tệp Excel"),
        "--phone-consent": ("NGÀY", "ngày các hộ đồng ý cho giữ số điện thoại"),
        "--out": ("NƠI_GHI", "tệp hoặc thư mục để ghi ra"),
        "--drill": ("CHỈ_TIÊU", "I1, I1b, I1.HND …: kể mã các hộ đứng sau"),
        "kind": ("LOẠI", ", ".join(KINDS)),
        "--from-page": ("TRANG", "in từ trang này"),
        "--certificate": ("TỆP", "ghi chứng thư của máy này ra tệp"),
        "--pin": ("DẤU_VÂN", "dấu vân của tỉnh nghe qua điện thoại"),
        "--training": (None, "cơ quan mẫu, chỉ cho dữ liệu mẫu"),
        "request": ("TỆP", "yêu cầu cấp chứng thư"),
        "--authority": ("THƯ_MỤC", "thư mục của cơ quan; mặc định tìm ở đây, rồi ở --data"),
        "--passphrase-stdin": (None, "đọc mật khẩu của cơ quan từ dòng đầu của đầu vào"),
        "--content": ("LOẠI", "numbers: số liệu tổng hợp, không tên"),
        "--to": ("NƠI", "nơi nhận trong gói tin cậy; khi sao lưu là thư mục hoặc USB"),
        "--take-back": ("TỆP", "nhận lại danh sách đã kết xuất rồi sửa trong Excel"),
        "--yes": (None, "đúng việc gần nhất, không hỏi lại"),
        "--good-rows": (None, "nhận lại các dòng đúng, kể ra các dòng sai; không có thì sai một ô là chưa ghi gì"),
        "--formula-results": (None, "lấy kết quả của các ô công thức; không có thì mỗi ô công thức là một ô sai"),
        "--columns": ("Ô,Ô…", "chỉ các cột này, theo thứ tự này; tên ô xem ở antq registers"),
        "--repair": (None, "tính lại phần chương trình tự tính ra, nếu chỉ phần đó sai"),
        "--trust": ("TỆP", "gói tin cậy hoặc một chứng thư được tin"),
    }
)


_GIVEN = frozenset({"TỆP", "THƯ_MỤC", "NƠI_GHI", "NƠI", "KHU_DÂN_CƯ", "TỔ_CHỨC", "MÔ_HÌNH_HOẶC_CLB"})
"""What is no place and no name when it is empty, as a variable of a script that was never set leaves it."""


class HelpAsked(Exception):
    """Help was asked for; the text is what to show."""


class _Help(argparse.Action):
    """`-h`: hands the text over instead of printing it and ending the process."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        _namespace: argparse.Namespace,
        _values: str | Sequence[Any] | None,
        _option: str | None = None,
    ) -> NoReturn:
        raise HelpAsked(parser.format_help())


class Version(argparse.Action):
    """`--version`: hands the program's number over in the same way."""

    def __call__(
        self,
        _parser: argparse.ArgumentParser,
        _namespace: argparse.Namespace,
        _values: str | Sequence[Any] | None,
        _option: str | None = None,
    ) -> NoReturn:
        """End the reading of the command here."""
        raise HelpAsked(f"antq {__version__}")


class _Layout(argparse.RawDescriptionHelpFormatter):
    """Help with Vietnamese headings."""

    def add_usage(self, usage: str | None, actions: Any, groups: Any, prefix: str | None = None) -> None:
        """Begin with the line that shows how the command is written."""
        super().add_usage(usage, actions, groups, "Cách dùng: " if prefix is None else prefix)


class Grammar(argparse.ArgumentParser):
    """A parser that raises the program's own error instead of ending the process; options are written in full."""

    def __init__(self, *, add_help: bool = True, heading: str = "Tùy chọn", **more: Any):
        super().__init__(add_help=False, allow_abbrev=False, formatter_class=_Layout, **more)
        self._reading = False
        self._positionals.title = "Tham số"
        self._optionals.title = heading
        if add_help:
            self.add_argument("-h", "--help", action=_Help, nargs=0, help="xem cách dùng", default=argparse.SUPPRESS)

    def explained(self, name: str, *, group: argparse._ActionsContainer | None = None, **more: Any) -> None:
        """Add a parameter or option, to a group of options if given, with the words this grammar has for its name."""
        metavar, help_ = _WORDS[name]
        if metavar is not None:
            more.setdefault("metavar", metavar)
        if metavar in _GIVEN:
            more.setdefault("type", given)
        (group or self).add_argument(name, **{"help": help_, **more})

    def parse_known_args(  # type: ignore[override] # every namespace here is a plain one
        self, args: Sequence[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> tuple[argparse.Namespace, list[str]]:
        """Read a command's words; options may stand between its parameters."""
        if self._subparsers is not None or self._reading:
            return super().parse_known_args(args, namespace)
        own = list(args or ())
        if {"-h", "--help"} & set(own):
            raise HelpAsked(self.format_help())
        self._reading = True
        try:
            return self.parse_known_intermixed_args(own, namespace)
        finally:
            self._reading = False

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the command.

        Raises:
            UsageError: always.
        """
        raise UsageError(f"Lệnh chưa đúng: {_in_vietnamese(message)}.", do=f"Xem {self.prog} --help.")


def _in_vietnamese(message: str) -> str:
    for pattern, said in _SAID:
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found:
            return found.expand(said)[:_LONGEST_SAID]
    return message[:_LONGEST_SAID]


def wants_json(words: Sequence[str]) -> bool:
    """Whether the answer shall be JSON, even if the rest of the command makes no sense."""
    return "--json" in (words[: words.index("--")] if "--" in words else words)


def given(text: str) -> str:
    """The text of an option that must not be empty.

    Raises:
        ValueError: it is.
    """
    if not text.strip():
        raise ValueError(text)
    return text


def count(text: str) -> int:
    """A number of an option: 1 to a million.

    Raises:
        ValueError: it is none.
    """
    if not (text.isascii() and text.isdecimal() and len(text) <= len(str(_MOST)) and 1 <= int(text) <= _MOST):
        raise ValueError(text[:20])
    return int(text)
