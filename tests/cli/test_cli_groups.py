"""A year of a point at the command line: founded, replicated, active, resting, consolidated, dissolved."""

from pathlib import Path

from commands import Shell
from evidence_files import photo, picture


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


def test_an_activity_of_a_team_comes_with_its_files_and_is_written_once(shell: Shell, tmp_path: Path) -> None:
    image = tmp_path / "họp tổ.jpg"
    image.write_bytes(photo(picture((900, 700))))
    first, second = point(shell, "Kẻng Đông"), point(shell, "Kẻng Tây")
    for owner in (first, second):
        assert shell("add", "model_team", f"point={owner}", "name=Tổ 1").done
    of_team = ("activity", "add", "--of", "Kẻng Đông", "--of", first, "--team", "tổ 1", "--file", str(image))
    done = shell(*of_team, "--on", "10/05/2026", "--on", "10/05/2026").done
    assert len(done["ids"]) == 1
    (record,) = shell("show", "activity", done["ids"][0]).done["records"]
    assert (record["team_title"], len(record["evidence"])) == ("Tổ 1", 1)
    again = shell("activity", "add", "--of", "Kẻng Đông", "--on", "10/05/2026").done
    assert any("đã có hoạt động ngày 10/05/2026" in words for words in again["warnings"])
    nobody = shell.text("activity", "add", "--of", "Kẻng Đông", "--team", "Tổ 9", "--on", "11/05/2026")
    assert "Không có tổ nào là “Tổ 9” ở “Kẻng Đông”. " in nobody.err
    assert "Các tổ đang có: Tổ 1." in nobody.err
    both = shell("activity", "add", "--of", first, "--of", second, "--team", "Tổ 1", "--on", "11/05/2026").done
    assert len(both["ids"]) == 2
    absent = shell("activity", "add", "--of", first, "--on", "12/05/2026", "--file", str(tmp_path / "không có.jpg"))
    assert absent.code != 0
    assert shell("show", "activity").done["total"] == 4


def test_a_rest_that_begins_before_an_activity_is_told(shell: Shell) -> None:
    point(shell, "Kẻng Đông")
    assert shell("activity", "add", "--of", "Kẻng Đông", "--on", "10/05/2026").done
    done = shell("group", "suspend", "Kẻng Đông", "--on", "01/05/2026", "--reason", "mưa lũ").done
    assert any("hoạt động ngày 10/05/2026" in words for words in done["warnings"])


def test_a_status_is_not_typed(shell: Shell) -> None:
    uid = point(shell, "Kẻng Đông")
    grounds = ("--decision", "9/QĐ", "--decision-on", "30/10/2026")
    assert shell("group", "dissolve", uid, "--on", "01/11/2026", *grounds).done
    (status,) = (one for one in shell("show", "group_status").done["records"] if one["deed"] == "dissolved")
    for command in (("edit", "group_status", status["id"], "decision_on="), ("edit", "group_status", status["id"],
                    "status=active"), ("remove", "group_status", status["id"], "--reason", "x")):  # fmt: skip
        assert shell(*command).code in {2, 3}
    assert shell("show", "model_point", uid).done["records"][0]["status"] == "dissolved"


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


def test_what_is_written_freely_of_a_sensitive_group_is_told_of_one_record_only(shell: Shell) -> None:
    uid = point(shell, "Kẻng Đông", "lead_name=nhà Hoàng Canh Giữ")
    member = shell("add", "group_member", f"point={uid}", "full_name=Đinh Kín Đáo").done["id"]
    shell("add", "model_team", f"point={uid}", "name=Tổ Hoàng Canh Giữ")
    told = ("content=Hoàng Canh Giữ nói", "team=Tổ Hoàng Canh Giữ")
    activity = shell("add", "activity", f"point={uid}", "happened_on=10/05/2026", *told).done["id"]
    refused = shell.text("edit", "model_type", "Tiếng kẻng an ninh", "sensitive=có")
    assert "1 điểm, ví dụ “Kẻng Đông”, còn 1 thành viên ghi tên" in refused.err
    assert shell("remove", "group_member", member, "--reason", "chỉ ghi số lượng").done
    assert shell("edit", "model_type", "Tiếng kẻng an ninh", "sensitive=có").done
    looks = [("show", key) for key in ("activity", "model_point", "model_team")]
    looks += [("find", text) for text in ("Kẻng Đông", "Canh Giữ")]
    looks += [("history", "model_point", uid), ("history", "activity", activity)]
    for words in looks:
        for said in (str(shell(*words).done), shell.text(*words).out):
            assert not any(secret in said for secret in ("Canh Giữ", "Kín Đáo")), words
    (record,) = shell("show", "activity").done["records"]
    assert (record["content"], record["content_title"]) == (None, "(không đưa ra)")
    assert shell("show", "activity", activity).done["records"][0]["content"] == "Hoàng Canh Giữ nói"
