"""Which lines officers may write by hand: not those the program keeps itself, nor those that only deeds bring about."""

from collections.abc import Collection

from antq_desktop.domain.errors import UsageError
from antq_desktop.domain.fields import Register

OF_SETTINGS = "Quản trị mở Cài đặt, phần Cán bộ sử dụng, hoặc dùng lệnh antq officer."
OF_DEEDS = "Chọn mô hình hoặc câu lạc bộ rồi chọn việc cần ghi, hoặc dùng lệnh antq group."


def expect_by_hand(register: Register, keys: Collection[str] | None = None) -> None:
    """Refuse to write lines of a register by hand.

    Args:
        register: which.
        keys: fields that are to be put right in a line that is there; None for lines that come, go or are sent whole.

    Raises:
        UsageError: the program manages the register, or only deeds write what is to be written.
    """
    if register.key_data:
        raise UsageError(f"{register.title} được quản lý ở phần cài đặt, không sửa trực tiếp ở đây.", do=OF_SETTINGS)
    if register.by_deed is None or (keys is not None and set(keys) <= set(register.by_deed)):
        return
    labels = ", ".join(register.fields[key].label.lower() for key in register.by_deed)
    raise UsageError(
        f"{register.title} được ghi bằng việc (tạm ngừng, hoạt động lại, củng cố, nhập, giải thể);"
        f" sửa tay chỉ được: {labels}.",
        do=OF_DEEDS,
    )
