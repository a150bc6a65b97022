"""The grammar of the command line: commands, options, Vietnamese help."""

import argparse
from collections.abc import Callable
from typing import Any, NoReturn

from antq_desktop.domain.errors import UsageError

Add = Callable[..., argparse.ArgumentParser]


class Grammar(argparse.ArgumentParser):
    """A parser that raises the program's own error instead of ending the process."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the command."""
        raise UsageError(f"Lệnh chưa đúng: {message}.", do=f"Xem {self.prog} --help.")


def grammar() -> Grammar:
    """Every command of this version."""
    shared = Grammar(add_help=False, argument_default=argparse.SUPPRESS)
    shared.add_argument("--data", metavar="THƯ_MỤC", help="thư mục dữ liệu")
    shared.add_argument("--json", action="store_true", help="in đúng một đối tượng JSON")
    shared.add_argument("--officer", metavar="TÊN", help="tên đăng nhập")
    shared.add_argument("--password-stdin", action="store_true", help="đọc mật khẩu từ dòng đầu của đầu vào")
    top = Grammar(
        prog="antq", description="Sổ phong trào Toàn dân bảo vệ an ninh Tổ quốc, không cần mạng.", parents=[shared]
    )
    commands = top.add_subparsers(dest="command", metavar="LỆNH", required=True, parser_class=Grammar)

    def add(name: str, help_: str, **more: Any) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=help_, description=help_, parents=[shared], **more)

    for part in (_store, _records, _households, _sheets, _figures, _trust, _packages, _upkeep):
        part(add)
    return top


def _nested(parser: argparse.ArgumentParser, dest: str) -> Add:
    inner = parser.add_subparsers(dest=dest, metavar="VIỆC", required=True, parser_class=Grammar)

    def add(name: str, help_: str) -> argparse.ArgumentParser:
        shared = Grammar(add_help=False, argument_default=argparse.SUPPRESS)
        for option in ("--data", "--officer"):
            shared.add_argument(option, help=argparse.SUPPRESS)
        for option in ("--json", "--password-stdin"):
            shared.add_argument(option, action="store_true", help=argparse.SUPPRESS)
        return inner.add_parser(name, help=help_, description=help_, parents=[shared])

    return add


def _store(add: Add) -> None:
    init = add("init", "thiết lập đơn vị và cán bộ đầu tiên")
    init.add_argument("--unit", required=True, metavar="MÃ")
    init.add_argument("--unit-name", required=True, metavar="TÊN")
    init.add_argument("--profile", choices=("commune", "receiver"), default="commune")
    init.add_argument("--office", choices=("police", "front"), default="police")
    init.add_argument("--officer-name", default="Cán bộ", metavar="HỌ_TÊN")
    init.add_argument("--recovery", metavar="THƯ_MỤC", help="nơi ghi hai nửa mã phục hồi")
    officer = _nested(add("officer", "cán bộ sử dụng"), "act")
    new = officer("add", "thêm cán bộ; mật khẩu mới đọc từ ANTQ_NEW_PASSWORD")
    new.add_argument("login")
    new.add_argument("--name", required=True)
    new.add_argument("--role", action="append", required=True)
    new.add_argument("--office", choices=("police", "front"), default="police")
    role = officer("role", "đổi vai trò")
    role.add_argument("login")
    role.add_argument("--role", action="append", required=True)
    officer("password", "đổi mật khẩu; mật khẩu mới đọc từ ANTQ_NEW_PASSWORD").add_argument("login")
    officer("remove", "ngừng cho sử dụng").add_argument("login")
    officer("list", "danh sách cán bộ")
    recover = add("recover", "mở bằng hai nửa mã phục hồi và đặt mật khẩu mới (ANTQ_NEW_PASSWORD)")
    recover.add_argument("--half", action="append", required=True, metavar="TỆP_HOẶC_CHỮ_SỐ")
    recover.add_argument("--login", required=True)
    recover.add_argument("--backup", metavar="TỆP")
    demo = add("demo", "tạo xã mẫu để dùng thử")
    demo.add_argument("--size", choices=("S", "M", "L"), default="S")
    demo.add_argument("--seed", type=int, default=2026)


def _records(add: Add) -> None:
    add("registers", "các sổ và các ô của từng sổ")
    new = add("add", "thêm một dòng")
    new.add_argument("register")
    new.add_argument("values", nargs="*", metavar="ô=giá_trị")
    edit = add("edit", "sửa một dòng")
    edit.add_argument("register")
    edit.add_argument("id")
    edit.add_argument("values", nargs="+", metavar="ô=giá_trị")
    remove = add("remove", "xóa một dòng (có thể hoàn tác)")
    remove.add_argument("register")
    remove.add_argument("id")
    remove.add_argument("--reason", required=True)
    show = add("show", "xem một dòng hoặc cả sổ")
    show.add_argument("register")
    show.add_argument("id", nargs="?")
    show.add_argument("--as-of", metavar="NGÀY")
    show.add_argument("--limit", type=int, default=100_000)
    find = add("find", "tìm trong mọi sổ, gõ không dấu cũng được")
    find.add_argument("text")
    find.add_argument("--register")
    find.add_argument("--limit", type=int, default=50)
    history = add("history", "lịch sử của một dòng")
    history.add_argument("register")
    history.add_argument("id")
    add("undo", "hoàn tác một thao tác").add_argument("operation", nargs="?")
    add("redo", "làm lại thao tác vừa hoàn tác")


def _households(add: Add) -> None:
    act = _nested(add("household", "vòng đời của hộ"), "act")
    arrive = act("arrive", "hộ chuyển đến")
    arrive.add_argument("values", nargs="+", metavar="ô=giá_trị")
    texts = {"leave": "hộ chuyển đi", "gone": "không còn hộ", "move": "chuyển khu dân cư", "back": "hộ trở lại"}
    parsers = {"arrive": arrive}
    for name, help_ in texts.items():
        parsers[name] = act(name, help_)
        parsers[name].add_argument("id")
    for name in ("move", "back"):
        parsers[name].add_argument("--area", required=True)
    parsers["move"].add_argument("--address")
    parsers["split"] = act("split", "tách hộ; cam kết ở lại hộ gốc")
    parsers["split"].add_argument("id")
    parsers["split"].add_argument("values", nargs="+", metavar="ô=giá_trị")
    parsers["merge"] = act("merge", "nhập hộ vào hộ khác")
    parsers["merge"].add_argument("id")
    parsers["merge"].add_argument("--into", required=True)
    parsers["head"] = act("head", "đổi chủ hộ")
    parsers["head"].add_argument("id")
    parsers["head"].add_argument("--name", required=True)
    for parser in parsers.values():
        parser.add_argument("--on", required=True, metavar="NGÀY")


def _sheets(add: Add) -> None:
    bring = add("import", "nhập hộ và cam kết từ Excel")
    bring.add_argument("file")
    bring.add_argument("--register", default="pledge")
    bring.add_argument("--year", type=int)
    bring.add_argument("--new-areas", choices=("create", "refuse", "ask"))
    bring.add_argument("--mapping", metavar="TỆP", help="JSON: số cột (từ 0) → ô")
    bring.add_argument("--dry-run", action="store_true")
    bring.add_argument("--rows", action="store_true")
    bring.add_argument("--errors", metavar="TỆP")
    bring.add_argument("--workbook-password")
    bring.add_argument("--phone-consent", metavar="NGÀY")
    sheet = add("sheet", "kết xuất một sổ ra Excel")
    sheet.add_argument("register")
    sheet.add_argument("--out", required=True)
    sheet.add_argument("--reason")


def _figures(add: Add) -> None:
    figures = add("indicators", "chỉ tiêu và các hộ đứng sau mỗi con số")
    when = figures.add_mutually_exclusive_group(required=True)
    when.add_argument("--year", type=int)
    when.add_argument("--period")
    figures.add_argument("--drill", metavar="CHỈ_TIÊU")
    figures.add_argument("--area")
    report = add("report", "in biểu giấy ra PDF")
    report.add_argument("kind")
    report.add_argument("--period", required=True)
    report.add_argument("--out", required=True)
    report.add_argument("--reason")
    report.add_argument("--from-page", type=int, default=1)


def _trust(add: Add) -> None:
    key = _nested(add("key", "khóa niêm phong của máy này"), "act")
    key("request", "làm yêu cầu cấp chứng thư").add_argument("--out", required=True)
    install = key("install", "cài trả lời của tỉnh")
    install.add_argument("file")
    install.add_argument("--pin", help="dấu vân của tỉnh đọc qua điện thoại")
    key("status", "tình trạng khóa").add_argument("--certificate", metavar="TỆP", help="ghi chứng thư ra tệp")
    trust = _nested(add("trust", "gói tin cậy"), "act")
    bundle = trust("install", "cài gói tin cậy mới")
    bundle.add_argument("file")
    bundle.add_argument("--pin")
    trust("show", "đang tin cậy ai")
    authority = _nested(add("authority", "cơ quan cấp chứng thư của tỉnh"), "act")
    init = authority("init", "lập cơ quan; mật khẩu từ ANTQ_AUTHORITY_PASSPHRASE")
    init.add_argument("--out", required=True)
    init.add_argument("--name", default="Tỉnh Mẫu")
    init.add_argument("--unit", default="99")
    init.add_argument("--training", action="store_true", help="cơ quan mẫu, chỉ cho dữ liệu mẫu")
    issue = authority("issue", "trả lời một yêu cầu")
    issue.add_argument("request")
    issue.add_argument("--authority", default=".", metavar="THƯ_MỤC")
    issue.add_argument("--out", required=True)
    make = authority("bundle", "làm gói tin cậy")
    make.add_argument("--authority", default=".", metavar="THƯ_MỤC")
    make.add_argument("--out", required=True)


def _packages(add: Add) -> None:
    export = add("export", "niêm phong một gói dữ liệu")
    export.add_argument("--content", default="numbers")
    export.add_argument("--period", required=True)
    export.add_argument("--to", metavar="NƠI_NHẬN")
    export.add_argument("--reason")
    export.add_argument("--out", required=True)
    verify = add("verify", "kiểm tra gói; không cần mở khóa dữ liệu")
    verify.add_argument("files", nargs="+")
    verify.add_argument("--trust", metavar="TỆP")
    unpack = add("unpack", "kiểm tra rồi mở gói ra thư mục mới")
    unpack.add_argument("file")
    unpack.add_argument("--out", required=True)
    unpack.add_argument("--trust", metavar="TỆP")
    add("outbox", "các gói đã niêm phong")


def _upkeep(add: Add) -> None:
    add("backup", "sao lưu và kiểm tra bản sao").add_argument("--to", metavar="THƯ_MỤC")
    add("restore", "phục hồi từ bản sao lưu").add_argument("file")
    add("check", "kiểm tra dữ liệu")
    add("state-hash", "mã băm của nội dung các sổ")
    erase = add("erase", "xóa dữ liệu cá nhân theo yêu cầu")
    erase.add_argument("register")
    erase.add_argument("id")
    erase.add_argument("--reason", required=True)
