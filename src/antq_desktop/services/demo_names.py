"""Made-up names for the sample commune, weighted roughly as surnames are in Viet Nam.

Source: weights from the surname list at hoten.org; given names are common words. No real person is meant.
"""

from random import Random

SURNAMES = (
    "Nguyễn:384 Trần:121 Lê:95 Phạm:70 Hoàng:30 Huỳnh:21 Phan:45 Vũ:20 Võ:19 Đặng:21 Bùi:20 Đỗ:14 Hồ:13 Ngô:13"
    " Dương:10 Lý:5 Đinh:9 Đoàn:8 Trịnh:8 Mai:7 Lương:7 Cao:6 Tạ:4 Châu:3 Tô:3 Hà:5 Lâm:5 Đào:6 Trương:10 Thái:3"
    " Quách:2 Vương:3 Nông:3 Giàng:2 Sùng:2 Kiều:2"
)
MIDDLE_MEN = "Văn Hữu Đức Công Quang Minh Đình Xuân Ngọc Thanh Quốc Duy Bá Viết Trọng Tiến".split()
MIDDLE_WOMEN = ("Thị", "Thị Thu", "Thị Thanh", "Thị Ngọc", "Thị Hồng", "Thị Kim", "Thị Mỹ", "Thị Bích")
GIVEN_MEN = (
    "An Anh Bảo Bình Cảnh Chính Cường Danh Dũng Duy Đạt Định Đông Đức Hải Hào Hậu Hiếu Hòa Hoàng Hùng Huy Hưng Khải"
    " Khang Khánh Khoa Khôi Kiên Lâm Long Lộc Lợi Mạnh Minh Nam Nghĩa Nhân Phong Phú Phúc Quân Quang Quý Sơn Tài Tâm"
    " Thành Thắng Thịnh Thông Tiến Tín Toàn Trí Trung Trường Tú Tuấn Tùng Việt Vinh Vũ"
).split()
GIVEN_WOMEN = (
    "Ánh Bích Châu Chi Cúc Diễm Diệp Dung Đào Giang Hà Hạnh Hằng Hân Hiền Hoa Huệ Huyền Hương Lan Liên Linh Loan Lụa"
    " Mai My Nga Ngân Ngọc Nguyệt Nhàn Nhung Oanh Phương Phượng Quyên Quỳnh Thảo Thắm Thoa Thơ Thu Thủy Thúy Thư Trang"
    " Trâm Trinh Tuyết Uyên Vân Vy Xuân Yến Ý"
).split()
AREA_NAMES = (
    "Đông Hạ|Đoài Thượng|Trại Giữa|Cẩm Khê|Yên Phú|Bình Lộc|Tân Lập|Hòa Bình|Phú Mỹ|Bình Minh|Trường Sơn|Thống Nhất"
    "|Quyết Thắng|An Phú|Đoàn Kết|Đồng Tâm|Hưng Thịnh|Vĩnh Lộc|Cẩm Sơn|Long Thành|Mỹ Đức|Xuân Trường|Tiền Phong"
    "|Yên Định|Đại Lộc|Suối Ngọc|Long Sơn|Nà Lốc|Khe Cát|Đồi Chè|Bến Tre|Gò Vấp|Cầu Đá|Chợ Mới|Đình Làng|Giếng Nước"
    "|Hồ Sen|Kênh Ba|Lò Gạch|Miếu Đôi"
).split("|")


def person(random: Random) -> str:
    """Draw a full name."""
    pairs = [part.split(":") for part in SURNAMES.split()]
    surname = random.choices([name for name, _ in pairs], [int(weight) for _, weight in pairs])[0]
    if random.random() < 0.6:
        return f"{surname} {random.choice(MIDDLE_MEN)} {random.choice(GIVEN_MEN)}"
    return f"{surname} {random.choice(MIDDLE_WOMEN)} {random.choice(GIVEN_WOMEN)}"


def area_name(place: int) -> str:
    """Name of the n-th residential area, counted from 0."""
    base = AREA_NAMES[place % len(AREA_NAMES)]
    round_ = place // len(AREA_NAMES)
    word = ("Thôn", "Xóm", "Tổ dân phố")[place % 3 if place % 5 == 0 else 0]
    return f"{word} {base}" if round_ == 0 else f"{word} {base} {round_ + 1}"
