"""The grammar of the command line: commands, options, Vietnamese help."""

import argparse
from collections.abc import Callable

from antq_desktop.cli.grammar import Grammar, Version, count, given

Add = Callable[..., Grammar]


ABOUT = "Sổ phong trào Toàn dân bảo vệ an ninh Tổ quốc, không cần mạng."
MORE = """Biến môi trường:
  ANTQ_PASSWORD              mật khẩu của cán bộ
  ANTQ_NEW_PASSWORD          mật khẩu sắp đặt (officer add, officer password, recover)
  ANTQ_AUTHORITY_PASSPHRASE  mật khẩu của cơ quan cấp chứng thư
  ANTQ_DATA                  thư mục dữ liệu, khi không có --data
  ANTQ_NOW                   cố định đồng hồ, ví dụ 2026-05-20T08:00:00 (không ghi múi giờ là giờ Việt Nam)

Mã kết thúc: 0 xong, 2 lệnh chưa đúng, 3 dữ liệu không hợp lệ, 4 niêm phong hoặc toàn vẹn, 5 đang được dùng,
6 đĩa hoặc tệp, 7 phiên bản mới hơn, 8 cần người quyết định, 9 mật khẩu hoặc vai trò."""


def grammar() -> Grammar:
    """Every command of this version."""
    shared = Grammar(add_help=False, heading="Dùng chung", argument_default=argparse.SUPPRESS)
    shared.add_argument("--data", metavar="THƯ_MỤC", type=given, help="thư mục dữ liệu")
    shared.add_argument("--json", action="store_true", help="in đúng một đối tượng JSON")
    shared.add_argument("--officer", metavar="TÊN", type=given, help="tên đăng nhập")
    shared.add_argument("--password-stdin", action="store_true", help="đọc mật khẩu từ dòng đầu của đầu vào")
    top = Grammar(prog="antq", description=ABOUT, epilog=MORE, parents=[shared])
    top.add_argument("--version", action=Version, nargs=0, help="xem phiên bản", default=argparse.SUPPRESS)
    commands = top.add_subparsers(dest="command", metavar="LỆNH", required=True, parser_class=Grammar, title="Các lệnh")

    def add(name: str, help_: str) -> Grammar:
        return commands.add_parser(name, help=help_, description=help_, parents=[shared])

    for part in (_store, _records, _households, _groups, _sheets, _figures, _trust, _packages, _upkeep):
        part(add)
    return top


def _nested(parser: Grammar, dest: str) -> Add:
    inner = parser.add_subparsers(dest=dest, metavar="VIỆC", required=True, parser_class=Grammar, title="Các việc")

    def add(name: str, help_: str) -> Grammar:
        shared = Grammar(add_help=False, heading="Dùng chung", argument_default=argparse.SUPPRESS)
        for option in ("--data", "--officer"):
            shared.add_argument(option, type=given, help=argparse.SUPPRESS)
        for option in ("--json", "--password-stdin"):
            shared.add_argument(option, action="store_true", help=argparse.SUPPRESS)
        return inner.add_parser(name, help=help_, description=help_, parents=[shared])

    return add


def _store(add: Add) -> None:
    init = add("init", "thiết lập đơn vị và cán bộ đầu tiên")
    init.explained("--unit", required=True)
    init.explained("--unit-name", required=True)
    init.explained("--profile", choices=("commune", "receiver"), default="commune")
    init.explained("--office", choices=("police", "front"), default="police")
    init.explained("--officer-name", default="Cán bộ")
    init.explained("--recovery")
    officer = _nested(add("officer", "cán bộ sử dụng"), "act")
    new = officer("add", "thêm cán bộ; mật khẩu mới đọc từ ANTQ_NEW_PASSWORD")
    new.explained("login")
    new.explained("--name", required=True)
    new.explained("--role", action="append", required=True)
    new.explained("--office", choices=("police", "front"), default="police")
    role = officer("role", "đổi vai trò")
    role.explained("login")
    role.explained("--role", action="append", required=True)
    officer("password", "đổi mật khẩu; mật khẩu mới đọc từ ANTQ_NEW_PASSWORD").explained("login")
    officer("remove", "ngừng cho sử dụng").explained("login")
    officer("list", "danh sách cán bộ")
    recover = add("recover", "mở bằng hai nửa mã phục hồi và đặt mật khẩu mới (ANTQ_NEW_PASSWORD)")
    recover.explained("--half", action="append", required=True)
    recover.explained("--login", required=True)
    recover.explained("--backup")
    demo = add("demo", "tạo xã mẫu để dùng thử")
    demo.explained("--size", choices=("S", "M", "L"), default="S")
    demo.explained("--seed", type=count, default=2026)


def _records(add: Add) -> None:
    add("registers", "các sổ và các ô của từng sổ")
    new = add("add", "thêm một dòng")
    new.explained("register")
    new.explained("values", nargs="*")
    new.explained("--file", action="append", default=[])
    edit = add("edit", "sửa một dòng")
    edit.explained("register")
    edit.explained("id")
    edit.explained("values", nargs="*")
    edit.explained("--file", action="append", default=[])
    remove = add("remove", "xóa một dòng (có thể hoàn tác)")
    remove.explained("register")
    remove.explained("id")
    remove.explained("--reason", required=True)
    show = add("show", "xem một dòng hoặc cả sổ")
    show.explained("register")
    show.explained("id", nargs="?")
    show.explained("--as-of")
    show.explained("--limit", type=count)
    find = add("find", "tìm trong mọi sổ, gõ không dấu cũng được")
    find.explained("text")
    find.explained("--register")
    find.explained("--limit", type=count, default=50)
    attachment = add("attachment", "ghi một tệp minh chứng ra ngoài")
    attachment.explained("sha")
    attachment.explained("--out", required=True)
    attachment.explained("--reason", required=True)
    history = add("history", "lịch sử của một dòng")
    history.explained("register")
    history.explained("id")
    back = add("undo", "hoàn tác một thao tác; không ghi mã thì việc gần nhất, hỏi lại trước")
    back.explained("operation", nargs="?")
    back.explained("--yes", action="store_true")
    add("redo", "làm lại thao tác vừa hoàn tác")


def _households(add: Add) -> None:
    act = _nested(add("household", "vòng đời của hộ"), "act")
    arrive = act("arrive", "hộ mới chuyển đến; ghi MÃ thay cho các ô thì là hộ đã đi nay trở lại")
    arrive.explained("values", nargs="+")
    arrive.explained("--area")
    texts = {"leave": "hộ chuyển đi", "gone": "không còn hộ", "move": "chuyển khu dân cư", "back": "hộ trở lại"}
    parsers = {"arrive": arrive}
    for name, help_ in texts.items():
        parsers[name] = act(name, help_)
        parsers[name].explained("id")
    for name in ("move", "back"):
        parsers[name].explained("--area", required=True)
    parsers["move"].explained("--address")
    parsers["split"] = act("split", "tách hộ; cam kết ở lại hộ gốc")
    parsers["split"].explained("id")
    parsers["split"].explained("values", nargs="+")
    parsers["merge"] = act("merge", "nhập hộ vào hộ khác")
    parsers["merge"].explained("id")
    parsers["merge"].explained("--into", required=True)
    for name, help_ in (("join", "hộ có hội viên của một tổ chức"), ("quit", "hộ thôi hội viên của một tổ chức")):
        parsers[name] = act(name, help_)
        parsers[name].explained("id")
        parsers[name].explained("--organization", required=True)
    parsers["head"] = act("head", "đổi chủ hộ")
    parsers["head"].explained("id")
    parsers["head"].explained("--name", required=True)
    for parser in parsers.values():
        parser.explained("--on", required=True)


def _groups(add: Add) -> None:
    act = _nested(add("group", "mô hình, câu lạc bộ: theo dõi, quyết định"), "act")
    deeds = {
        "suspend": "tạm ngừng",
        "resume": "hoạt động lại",
        "consolidate": "củng cố, kiện toàn theo quyết định",
        "merge": "nhập vào nơi khác theo quyết định",
        "dissolve": "giải thể theo quyết định",
    }
    for name, help_ in deeds.items():
        parser = act(name, help_)
        parser.explained("ids", nargs="+")
        parser.explained("--on", required=True)
        parser.explained("--decision")
        parser.explained("--decision-on")
        parser.explained("--reason")
        if name == "merge":
            parser.explained("--into-group", required=True, dest="into")
    board = act("board", "hoạt động gần nhất, số kỳ đã có và phải có")
    board.explained("--period")
    board.explained("--idle", action="store_true")
    act("stock", "đầu kỳ, tăng, giảm, cuối kỳ").explained("--period")
    act("map", "đếm theo lĩnh vực và nơi chủ trì").explained("--period")
    act("lineage", "điểm nào nhân rộng từ mô hình nào")
    dossier = act("dossier", "hồ sơ một mô hình hoặc câu lạc bộ")
    dossier.explained("id")
    dossier.explained("--period")
    entered = _nested(add("activity", "hoạt động của mô hình, câu lạc bộ"), "act")
    new = entered("add", "ghi một hoạt động, của một hoặc nhiều nơi")
    new.explained("--of", action="append", required=True)
    new.explained("--on", action="append", required=True)
    new.explained("--what", dest="kind")
    new.explained("--attendance", type=int)
    new.explained("--invited", type=int)
    new.explained("--text", dest="content")
    new.explained("--team")
    new.explained("--paper")
    new.explained("--file", action="append", default=[])
    new.explained("--result", action="append", default=[])
    entered("confirm", "xác nhận hoạt động do cơ quan kia ghi").explained("ids", nargs="+")


def _sheets(add: Add) -> None:
    bring = add("import", "nhập hộ và cam kết từ Excel")
    bring.explained("file")
    bring.explained("--register", default="pledge")
    bring.explained("--year", type=count)
    bring.explained("--new-areas", choices=("create", "refuse", "ask"))
    bring.explained("--make-area", action="append", default=[])
    bring.explained("--mapping")
    bring.explained("--header-row", type=int)
    bring.explained("--dry-run", action="store_true")
    bring.explained("--rows", action="store_true")
    bring.explained("--errors")
    bring.explained("--workbook-password")
    bring.explained("--phone-consent")
    sheet = add("sheet", "kết xuất một sổ ra Excel hoặc CSV; hộ thì chỉ hộ đang cư trú; nhận lại danh sách đã sửa")
    sheet.explained("register")
    sheet.explained("--all", action="store_true")
    sheet.explained("--columns")
    sheet.explained("--out")
    sheet.explained("--take-back")
    sheet.explained("--good-rows", action="store_true")
    sheet.explained("--formula-results", action="store_true")
    sheet.explained("--dry-run", action="store_true")
    sheet.explained("--reason")


def _figures(add: Add) -> None:
    figures = add("indicators", "chỉ tiêu và các hộ đứng sau mỗi con số")
    when = figures.add_mutually_exclusive_group(required=True)
    figures.explained("--year", group=when, type=int)
    figures.explained("--period", group=when)
    figures.explained("--drill")
    figures.explained("--area")
    report = add("report", "in biểu giấy ra PDF, hoặc bảng ra Excel")
    report.explained("kind")
    report.explained("--period", required=True)
    report.explained("--out", required=True)
    report.explained("--reason")
    report.explained("--from-page", type=count, default=1)
    report.explained("--area", action="append", help="mã hoặc tên khu dân cư; dùng nhiều lần được")
    report.explained("--organization")
    report.explained("--group")
    report.explained("--excel", action="store_true")


def _trust(add: Add) -> None:
    key = _nested(add("key", "khóa niêm phong của máy này"), "act")
    key("request", "làm yêu cầu cấp chứng thư").explained("--out", required=True)
    install = key("install", "cài trả lời của tỉnh")
    install.explained("file")
    install.explained("--pin")
    key("status", "tình trạng khóa").explained("--certificate")
    trust = _nested(add("trust", "gói tin cậy"), "act")
    bundle = trust("install", "cài gói tin cậy mới")
    bundle.explained("file")
    bundle.explained("--pin")
    trust("show", "đang tin cậy ai")
    authority = _nested(add("authority", "cơ quan cấp chứng thư của tỉnh"), "act")
    init = authority("init", "lập cơ quan; mật khẩu từ ANTQ_AUTHORITY_PASSPHRASE")
    init.explained("--out", required=True)
    init.explained("--name", default="Tỉnh Mẫu")
    init.explained("--unit", default="99")
    init.explained("--training", action="store_true")
    issue = authority("issue", "trả lời một yêu cầu")
    issue.explained("request")
    issue.explained("--authority")
    issue.explained("--out", required=True)
    make = authority("bundle", "làm gói tin cậy")
    make.explained("--authority")
    make.explained("--out", required=True)
    for parser in (init, issue, make):
        parser.explained("--passphrase-stdin", action="store_true")


def _packages(add: Add) -> None:
    export = add("export", "niêm phong một gói dữ liệu")
    export.explained("--content", default="numbers")
    export.explained("--period", required=True)
    export.explained("--to")
    export.explained("--reason")
    export.explained("--out", required=True)
    verify = add("verify", "kiểm tra gói; không cần mở khóa dữ liệu")
    verify.explained("files", nargs="+")
    verify.explained("--trust")
    unpack = add("unpack", "kiểm tra rồi mở gói ra thư mục mới")
    unpack.explained("file")
    unpack.explained("--out", required=True)
    unpack.explained("--trust")
    add("outbox", "các gói đã niêm phong")


def _upkeep(add: Add) -> None:
    add("backup", "sao lưu và kiểm tra bản sao").explained("--to")
    add("restore", "phục hồi từ bản sao lưu").explained("file")
    check = add("check", "kiểm tra dữ liệu")
    check.explained("--repair", action="store_true")
    add("state-hash", "mã băm của nội dung các sổ")
    erase = add("erase", "xóa dữ liệu cá nhân theo yêu cầu")
    erase.explained("register")
    erase.explained("id")
    erase.explained("--reason", required=True)
