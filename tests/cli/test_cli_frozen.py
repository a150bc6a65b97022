"""Fixed denominators at a terminal: what was fixed, and what the registers hold."""

from commands import Shell


def test_a_frozen_figure_is_told_with_the_households_on_record(shell: Shell) -> None:
    area = shell.area()
    for name in ("An", "Bé"):
        shell.household(f"Nguyễn Văn {name}", "đông hạ", "organizations=HND")
    shell("add", "declared_figure", "year=2026", "households=77", "basis=frozen", f"area={area}")
    said = shell("indicators", "--year", 2026, "--drill", "I1", "--area", area).done
    lines = {(one["id"], one["scope"]): one for one in said["indicators"]}
    of_area, whole = lines["I1", area], lines["I1", "commune"]
    assert (of_area["denominator"], of_area["frozen"], of_area["counted"]) == (77, 77, 2)
    assert (whole["denominator"], whole["frozen"], whole["counted"]) == (77, None, 2)
    assert (len(said["denominator_ids"]), said["note"]) == (2, "đã chốt 77, có hồ sơ 2")
    assert "đã chốt 77, có hồ sơ 2" in shell.text("indicators", "--year", 2026).out
