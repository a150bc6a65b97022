"""Every refusal `E_…` and warning `W_…` of this room, with its sentence for officers."""

from types import MappingProxyType

from antq_desktop.domain.errors import PackageError, PackageTooNew, PackageUnreadable

_ASK_AGAIN = "Đề nghị nơi gửi chép lại tệp gói hoặc xuất gói mới."
_SUSPECT = "Không dùng tệp này; báo cho nơi gửi và lãnh đạo đơn vị."
_ASK_PROVINCE = "Liên hệ đầu mối cấp tỉnh để được cấp hoặc cập nhật chứng thư."
_FIX_SOURCE = "Sửa bản ghi được nêu rồi xuất lại."

REFUSALS: dict[str, tuple[str, str]] = {
    "E_READ": ("Không mở được tệp gói.", "Kiểm tra đường dẫn và ổ USB rồi thử lại."),
    "E_ZIP_TOO_BIG": ("Tệp gói lớn hơn mức cho phép.", _SUSPECT),
    "E_ZIP_TRUNCATED": ("Tệp gói bị cụt.", _ASK_AGAIN),
    "E_DECRYPT_NO_KEY": (
        "Gói đã mã hóa và máy này không có khóa để mở.",
        "Kiểm tra gói có gửi đúng nơi nhận không.",
    ),
    "E_DECRYPT_DAMAGED": ("Gói mã hóa bị hỏng hoặc bị sửa.", _ASK_AGAIN),
    "E_ZIP_NO_EOCD": ("Tệp không phải gói dữ liệu hoặc bị cụt ở cuối.", _ASK_AGAIN),
    "E_ZIP_COMMENT": ("Vỏ gói có phần ghi chú lạ.", _SUSPECT),
    "E_ZIP_MULTIDISK": ("Vỏ gói bị chia thành nhiều phần.", _SUSPECT),
    "E_ZIP_EMPTY": ("Gói không có tệp nào bên trong.", _ASK_AGAIN),
    "E_ZIP_TOO_MANY": ("Gói chứa quá nhiều tệp.", _SUSPECT),
    "E_ZIP_LAYOUT": ("Các phần trong vỏ gói không nối liền đúng thứ tự.", _SUSPECT),
    "E_ZIP_CD": ("Mục lục của vỏ gói bị hỏng.", _ASK_AGAIN),
    "E_ZIP_EXTRA": ("Vỏ gói có phần phụ lạ.", _SUSPECT),
    "E_ZIP_ENCRYPTED": ("Vỏ gói bị đặt mật khẩu theo cách không được phép.", _SUSPECT),
    "E_ZIP_FLAGS": ("Vỏ gói có cờ lạ.", _SUSPECT),
    "E_ZIP_METHOD": ("Vỏ gói dùng cách nén không được phép.", _SUSPECT),
    "E_ZIP_ZIP64": ("Vỏ gói dùng dạng mở rộng không được phép.", _SUSPECT),
    "E_ZIP_NAME": ("Gói chứa tệp có tên không được phép.", _SUSPECT),
    "E_ZIP_DUPLICATE": ("Gói chứa hai tệp trùng tên.", _SUSPECT),
    "E_ZIP_ATTR": ("Tệp trong gói có thuộc tính không được phép.", _SUSPECT),
    "E_ZIP_SIZE": ("Kích thước tệp trong gói không đúng như đã ghi.", _ASK_AGAIN),
    "E_ZIP_BOMB": ("Tệp trong gói bung ra quá lớn.", _SUSPECT),
    "E_ZIP_LOCAL_MISMATCH": ("Hai chỗ ghi về cùng một tệp trong vỏ gói khác nhau.", _SUSPECT),
    "E_ZIP_DATA": ("Dữ liệu nén trong gói bị hỏng.", _ASK_AGAIN),
    "E_ZIP_CRC": ("Dữ liệu trong gói bị hỏng.", _ASK_AGAIN),
    "E_MIMETYPE": ("Tệp không phải gói dữ liệu của chương trình.", "Kiểm tra đã chọn đúng tệp."),
    "E_MISSING": ("Gói thiếu tệp bắt buộc.", _ASK_AGAIN),
    "E_SIG_NOT_DER": ("Niêm phong của gói không đúng khuôn dạng.", _SUSPECT),
    "E_SIG_PARSE": ("Không đọc được niêm phong của gói.", _ASK_AGAIN),
    "E_SIG_NOT_DETACHED": ("Niêm phong của gói không đúng loại tách rời.", _SUSPECT),
    "E_SIG_NOT_ATTACHED": ("Tệp niêm phong không mang nội dung bên trong.", _ASK_AGAIN),
    "E_SIG_COUNT": ("Gói phải có đúng một niêm phong.", _SUSPECT),
    "E_SIG_EXTRA": ("Niêm phong mang phần phụ không được phép.", _SUSPECT),
    "E_SIG_ATTRS": ("Niêm phong thiếu hoặc lặp thuộc tính bắt buộc.", _SUSPECT),
    "E_SIG_ALG": ("Niêm phong dùng thuật toán không được phép.", _SUSPECT),
    "E_SIG_DIGEST": ("Bản kê của gói đã bị sửa sau khi niêm phong.", _SUSPECT),
    "E_SIG_NO_CERT": ("Không tìm thấy chứng thư của nơi niêm phong trong gói.", _SUSPECT),
    "E_SIG_ESS": ("Chứng thư kèm theo không phải chứng thư đã niêm phong.", _SUSPECT),
    "E_SIG_INVALID": ("Niêm phong không khớp: gói đã bị sửa hoặc bị giả.", _SUSPECT),
    "E_CERT_UNTRUSTED": (
        "Chưa tin được nơi niêm phong: chứng thư không thuộc danh sách tin cậy của máy này.",
        "Kiểm tra lại với nơi gửi, hoặc cài gói tin cậy của tỉnh rồi xác minh lại.",
    ),
    "E_CERT_USAGE": ("Chứng thư không được cấp để niêm phong.", _ASK_PROVINCE),
    "E_CERT_NOT_YET": (
        "Chứng thư của nơi niêm phong chưa đến ngày có hiệu lực.",
        "Kiểm tra ngày giờ của máy này.",
    ),
    "E_CERT_EXPIRED": ("Chứng thư của nơi niêm phong đã hết hạn.", _ASK_PROVINCE),
    "E_CERT_REVOKED": ("Chứng thư của nơi niêm phong đã bị thu hồi.", _SUSPECT),
    "E_CERT_UNIT": ("Đơn vị hoặc máy ghi trong gói khác với chứng thư niêm phong.", _SUSPECT),
    "E_MANIFEST_XML": ("Bản kê của gói không đúng khuôn dạng.", _SUSPECT),
    "E_MANIFEST_SIGREF": ("Bản kê không chỉ đúng tệp niêm phong.", _SUSPECT),
    "E_MANIFEST_DIGEST_ALG": ("Bản kê dùng thuật toán băm không được phép.", _SUSPECT),
    "E_MANIFEST_DUPLICATE": ("Bản kê ghi một tệp hai lần.", _SUSPECT),
    "E_UNSIGNED_FILE": ("Gói chứa tệp không được niêm phong.", _SUSPECT),
    "E_MISSING_FILE": ("Gói thiếu tệp đã ghi trong bản kê.", _ASK_AGAIN),
    "E_DIGEST": ("Nội dung tệp trong gói đã bị sửa sau khi niêm phong.", _SUSPECT),
    "E_DESCRIPTOR": ("Bản mô tả của gói không đúng khuôn dạng.", _SUSPECT),
    "E_VERSION": (
        "Gói do phiên bản chương trình mới hơn tạo ra.",
        "Cập nhật chương trình rồi mở lại gói.",
    ),
    "E_RESOURCE": ("Bảng trong gói không khớp với bản mô tả.", _SUSPECT),
    "E_ROW": ("Có dòng trong gói không hợp lệ.", "Báo nơi gửi kiểm tra dòng được nêu."),
    "E_OUT_EXISTS": (
        "Nơi ghi đã có tệp, chương trình không ghi đè.",
        "Chọn thư mục khác hoặc thư mục trống.",
    ),
    "E_TABLE": ("Dữ liệu đưa vào gói không hợp lệ.", _FIX_SOURCE),
    "E_LIMIT": ("Dữ liệu vượt giới hạn của một gói.", "Chia nhỏ nội dung rồi xuất lại."),
    "E_IDENTITY": ("Thông tin định danh của gói không hợp lệ.", "Báo người phụ trách chương trình."),
    "E_RECIPIENT": ("Khóa của nơi nhận không hợp lệ.", "Cài lại gói tin cậy của tỉnh."),
    "E_KEY": ("Khóa hoặc chứng thư của máy này không đọc được.", _ASK_PROVINCE),
    "E_PASSPHRASE": ("Cụm mật khẩu không đúng.", "Gõ lại cụm mật khẩu; kiểm tra bộ gõ UniKey."),
    "E_PASSPHRASE_WEAK": ("Cụm mật khẩu quá ngắn.", "Dùng cụm mật khẩu từ 10 ký tự trở lên."),
    "E_REQUEST": ("Tệp đề nghị cấp chứng thư không hợp lệ.", "Xuất lại tệp đề nghị trên máy của xã."),
    "E_ENROL": ("Tệp cấp chứng thư không hợp lệ.", _ASK_PROVINCE),
    "E_ENROL_KEY": (
        "Tệp cấp chứng thư này dành cho máy khác.",
        "Dùng đúng tệp trả lời cho đề nghị của máy này.",
    ),
    "E_AUTHORITY": ("Thư mục cấp chứng thư không hợp lệ.", "Kiểm tra lại thư mục đã chọn."),
    "E_TRUST": ("Gói tin cậy không đúng khuôn dạng.", _ASK_PROVINCE),
    "E_TRUST_KIND": (
        "Tệp này không phải gói tin cậy.",
        "Chọn gói tin cậy do tỉnh gửi; khi kiểm tra gói dữ liệu thì chọn được cả một chứng thư.",
    ),
    "E_TRUST_PIN": (
        "Gói tin cậy không do nơi đã được tin ban hành.",
        "Đối chiếu dấu vân tay với đầu mối cấp tỉnh qua điện thoại.",
    ),
    "E_TRUST_ROLLBACK": (
        "Gói tin cậy cũ hơn bản đang dùng trên máy này.",
        "Cài gói tin cậy mới nhất do tỉnh gửi trước, rồi thử lại tệp này.",
    ),
    "E_TRUST_FORK": (
        "Gói tin cậy trùng số phiên bản nhưng khác nội dung với bản đang dùng.",
        "Báo đầu mối cấp tỉnh.",
    ),
}

WARNINGS: dict[str, str] = {
    "W_TRAINING": "Gói mẫu để tập huấn, không phải số liệu thật.",
    "W_TIME_FUTURE": "Giờ niêm phong (theo máy gửi) muộn hơn giờ của máy này.",
    "W_TIME_ODD": "Giờ niêm phong (theo máy gửi) sớm hơn ngày chứng thư có hiệu lực.",
    "W_NOT_ADDRESSED": "Gói không ghi nơi nhận là đơn vị này.",
    "W_TRUST_EXPIRED": "Gói tin cậy trên máy này đã quá hạn, cần nhận bản mới.",
    "W_UNKNOWN_FIELD": "Gói có phần mà phiên bản này chưa biết; phần đó được để riêng.",
}


_KINDS = MappingProxyType({"E_VERSION": PackageTooNew, "E_READ": PackageUnreadable})


def refusal(code: str, detail: str = "") -> PackageError:
    """Make the error of one refusal.

    Args:
        code: a key of `REFUSALS`.
        detail: what exactly was found, for the log and for developers; never a cell's value.

    Returns:
        The error, ready to be raised.
    """
    what, action = REFUSALS[code]
    return _KINDS.get(code, PackageError)(code, what, do=action, detail=detail)
