"""A workbook with a password opens with it, and says what is missing without it."""

import io
from pathlib import Path

import msoffcrypto
import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from antq_desktop.domain.errors import SheetError
from antq_desktop.sheets.table import Chosen
from workbooks import tables_of

SAMPLE = Path(__file__).resolve().parents[1] / "data" / "imports" / "mau1_gon_gang.xlsx"


@pytest.fixture
def protected(tmp_path: Path) -> Path:
    """The tidy sample, encrypted as Excel does it."""
    path = tmp_path / "co-mat-khau.xlsx"
    inside = io.BytesIO(SAMPLE.read_bytes())
    with path.open("wb") as file:
        OOXMLFile(inside).encrypt("mật khẩu", file)
    assert msoffcrypto.OfficeFile(io.BytesIO(path.read_bytes())).is_encrypted()
    return path


def test_the_right_password_opens_it(protected: Path) -> None:
    assert len(tables_of(protected, chosen=Chosen(password="mật khẩu")).tables[0].rows) == 12


@pytest.mark.parametrize(
    ("password", "said"), [(None, "được đặt mật khẩu"), ("sai", "không mở được bằng mật khẩu này")]
)
def test_without_it_or_with_a_wrong_one_the_file_is_refused_in_words(protected: Path, password, said: str) -> None:
    with pytest.raises(SheetError, match=said) as refused:
        tables_of(protected, chosen=Chosen(password=password))
    assert refused.value.code == "ANTQ-3003"
