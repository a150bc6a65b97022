"""A year of a point at the command line: founded, replicated, active, resting, consolidated, dissolved."""

from commands import Shell


def point(shell: Shell, name: str, *more: str) -> str:
    said = shell("add", "model_point", f"name={name}", "type=tieng-keng-an-ninh", *more)
    return str(said.done["id"])


def test_a_year_of_a_point(shell: Shell) -> None:
    area = shell.area("Thôn Đông")
    first = point(shell, "Kẻng Đông", "established_on=2024", f"areas={area}", "frequency=monthly", "member_count=12")
    copy = point(shell, "Kẻng Tây", "established_on=02/2026", f"replicated_from={first}", "frequency=monthly")
    for month in (3, 4, 5):
        assert shell("activity", "add", "--of", "Kẻng Tây", "--on", f"10/{month:02}/2026", "--attendance", 8,
              "--result", "patrols=2", "--what", "tuần tra").done  # fmt: skip
    done = shell("activity", "add", "--of", first, "--of", copy, "--on", "11/05/2026", "--attendance", 15).done
    assert len(done["ids"]) == 2
    assert any("12 thành viên" in words for words in done["warnings"])
    assert shell("group", "suspend", "Kẻng Tây", "--on", "01/06/2026", "--reason", "mưa lũ").done
    assert shell("group", "resume", copy, "--on", "01/08/2026").done
    assert shell(
        "group", "consolidate", copy, "--on", "01/09/2026", "--decision", "4/QĐ", "--decision-on", "30/08/2026"
    ).done
    refused = shell.text("group", "dissolve", copy, "--on", "01/11/2026")
    assert refused.code == 3
    assert "cần số quyết định" in refused.err
    assert shell(
        "group", "dissolve", copy, "--on", "01/11/2026", "--decision", "9/QĐ", "--decision-on", "30/10/2026"
    ).done

    found = shell("group", "dossier", copy, "--period", "2026").done
    assert (found["status"], found["origin"]) == ("dissolved", ["Kẻng Đông"])
    assert [month["activities"] for month in found["months"]] == [0, 0, 1, 1, 2, 0, 0, 0, 0, 0, 0, 0]
    assert found["results"] == [{"kind": "lượt tuần tra", "amount": 6}]
    assert len(found["life"]) == 5
    stock = shell("group", "stock", "--period", "2026").done["stock"]
    assert stock["points"] == {"opening": 1, "new": 1, "ended": 1, "closing": 1}
    assert stock["types"]["closing"] == 1
    board = shell("group", "board", "--period", "2026").done
    assert [line["name"] for line in board["groups"]] == ["Kẻng Đông"]
    assert board["groups"][0]["is_idle"]
    assert shell("group", "board", "--idle").done["groups"]
    cells = shell("group", "map", "--period", "2026").done["cells"]
    crime = "phòng, chống tội phạm và tệ nạn xã hội"
    assert cells == [{"field": crime, "lead": "Chưa ghi", "groups": 1, "idle": 1}]
    families = shell("group", "lineage").done["families"]
    assert [(family["name"], [copy["status"] for copy in family["copies"]]) for family in families] == [
        ("Kẻng Đông", ["dissolved"])
    ]
    assert "  Kẻng Tây (toàn xã, từ 02/2026)" in shell.text("group", "lineage").out


def test_the_days_of_a_month_are_entered_at_once(shell: Shell) -> None:
    point(shell, "Kẻng Đông")
    days = ("--on", "05/05/2026", "--on", "12/05/2026", "--on", "19/05/2026")
    done = shell("activity", "add", "--of", "Kẻng Đông", *days, "--attendance", 6, "--paper", "Sổ 2, trang 4").done
    assert len(done["ids"]) == 3
    assert done["title"] == "Ghi 3 hoạt động"
    assert shell("undo", "--yes").done
    assert shell("show", "activity").done["total"] == 0


def test_what_is_said_is_read_by_people_too(shell: Shell) -> None:
    point(shell, "Kẻng Đông", "established_on=2024", "frequency=quarterly")
    said = shell.text("group", "dossier", "Kẻng Đông")
    assert "thành lập 2024" in said.out
    assert "Hồ sơ còn thiếu: báo cáo khảo sát" in said.out
    assert "Cuối kỳ" in shell.text("group", "stock").out
    assert "Tham khảo: 0/1 điểm có minh chứng" in shell.text("group", "board").out


def test_bad_words_are_explained(shell: Shell) -> None:
    point(shell, "Kẻng Đông")
    said = shell.text("activity", "add", "--of", "Kẻng Đông", "--on", "10/05/2026", "--result", "lung tung=2")
    assert said.code == 2
    assert "patrols" in said.err
    nobody = shell.text("activity", "add", "--of", "Không Có", "--on", "10/05/2026")
    assert "Không có mô hình, câu lạc bộ nào là “Không Có”" in nobody.err
    own = shell("activity", "add", "--of", "Kẻng Đông", "--on", "10/05/2026").done["ids"][0]
    refused = shell.text("activity", "confirm", own)
    assert "cơ quan kia xác nhận" in refused.err


def test_members_are_in_no_list_search_or_sheet(shell: Shell, tmp_path) -> None:
    uid = point(shell, "Kẻng Đông")
    assert shell("add", "group_member", f"point={uid}", "full_name=Hoàng Canh Giữ", "role=head").done
    assert shell("find", "Hoàng Canh").done["total"] == 0
    for words in (("show", "group_member"), ("sheet", "group_member", "--out", tmp_path / "a.xlsx", "--reason", "họp")):
        refused = shell.text(*words)
        assert refused.code == 2
        assert "không có danh sách riêng" in refused.err
