"""Bodies of all sectors and levels are known by their names, wherever in a sentence these stand; topics are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from danvan_cli.intake.people.mentions import Mention, MentionKind
from danvan_cli.intake.people.responsible import Part, read_names, read_parts
from danvan_cli.intake.people.unit_names import UnitNames

BODIES = Path(__file__).with_name("bodies")


def lines(name: str) -> list[str]:
    return (BODIES / name).read_text("utf-8").splitlines()


def parts(text: str, *passages: str) -> list[Part]:
    return read_parts(text, UnitNames((), [text, *passages], None))


def led(text: str, *passages: str) -> list[tuple[Mention, ...]]:
    return [part.who.leads for part in parts(text, *passages)]


def unit(name: str) -> Mention:
    return Mention(MentionKind.UNIT, name)


@pytest.mark.parametrize("form", ["{} chủ trì rà soát 12 hồ sơ.", "Rà soát 12 hồ sơ: {}.", "Rà soát 12 hồ sơ. {}."])
@pytest.mark.parametrize("name", lines("names.txt"))
def test_a_body_leads_whether_it_stands_before_or_behind_the_work(name: str, form: str) -> None:
    assert [(unit(name),)] == led(form.format(name))


@pytest.mark.parametrize("line", lines("subjects.txt"))
def test_a_name_ends_where_its_work_begins(line: str) -> None:
    name, work = line.split(" | ")
    assert [(unit(name),)] == led(f"{name} {work}")


@pytest.mark.parametrize("topic", lines("topics.txt"))
def test_a_topic_is_no_body(topic: str) -> None:
    assert [()] == led(topic)


@pytest.mark.parametrize(
    ("text", "leads", "supports"),
    [
        ("Phòng Nội vụ lập sổ, Văn phòng phối hợp, xong 28/2.", ["Phòng Nội vụ"], ["Văn phòng"]),
        ("Rà soát hồ sơ: Phòng Nội vụ (phối hợp: Văn phòng, Thanh tra).", ["Phòng Nội vụ"], ["Văn phòng", "Thanh tra"]),
        ("Bưu điện huyện (phối hợp: Tổ Thu) chi trả lương hưu.", ["Bưu điện huyện"], ["Tổ Thu"]),
        ("Ra quân tại xã Tân Khang; 25/4; Bưu điện huyện (phối hợp: Tổ Thu)", ["Bưu điện huyện"], ["Tổ Thu"]),
        ("Báo cáo Công an thành phố. Tổ Tổng hợp. 05/12", ["Tổ Tổng hợp"], []),
        ("Tuyên truyền. Tổ Phòng chống tội phạm, 15-20/5.", ["Tổ Phòng chống tội phạm"], []),
    ],
)
def test_roles_are_read_in_every_place(text: str, leads: list[str], supports: list[str]) -> None:
    assert [(leads, supports)] == [(p.who.units("leads"), p.who.units("supports")) for p in parts(text)]


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("Phòng Nội vụ lập hồ sơ. Lớp Mầm Xanh dọn vườn xong 20/5.", [(unit("Phòng Nội vụ"),), ()]),
        ("Phòng Nội vụ lập hồ sơ. Hoàn thành trước 20/5.", [(unit("Phòng Nội vụ"),)]),
        ("Phòng Nội vụ lập hồ sơ. Phối hợp Nhà trọ Hoa rà soát xong 20/5.", [(unit("Phòng Nội vụ"),)]),
    ],
)
def test_a_stranger_with_a_day_of_its_own_does_not_work_for_the_body_before(
    text: str, leads: list[tuple[Mention, ...]]
) -> None:
    assert leads == led(text)


def test_behind_a_bracket_another_body_begins_its_own_work() -> None:
    text = "Phòng Nội vụ lập sổ (xong 28/02), Văn phòng thay biển tên (xong 01/7)."
    assert [(unit("Phòng Nội vụ"),), (unit("Văn phòng"),)] == led(text)


def test_a_body_whose_work_cannot_be_read_does_not_go_to_the_body_behind() -> None:
    assert [(), (unit("Văn phòng"),)] == led("Phòng Tổ chức, vận động tổ chức hội nghị; Văn phòng chuẩn bị kinh phí.")


def test_a_body_to_which_something_is_done_does_not_lead() -> None:
    assert [()] == led("Trạm Y tế được sửa chữa trước 30/6.")
    assert [(unit("Trạm Y tế"),)] == led("Trạm Y tế được giao tiêm chủng trước 30/6.")


@pytest.mark.parametrize(
    ("passage", "short", "full"),
    [
        ("Từ viết tắt: P.KHTH: Phòng Kế hoạch tổng hợp; TCX: Tổ Chống xói.", "P.KHTH", "Phòng Kế hoạch tổng hợp"),
        ("Từ viết tắt: P.KHTH: Phòng Kế hoạch tổng hợp; TCX: Tổ Chống xói.", "TCX", "Tổ Chống xói"),
        ("Ký hiệu: PTX - Ban Phong trào; TTR - Ban Thanh tra. Dấu x: hoàn thành.", "TTR", "Ban Thanh tra"),
        ("Ban công tác Mặt trận (BCTMT) thôn thống nhất.", "BCTMT", "Ban công tác Mặt trận"),
    ],
)
def test_an_abbreviation_is_the_name_that_the_plan_explains_it_with(passage: str, short: str, full: str) -> None:
    names = UnitNames((), [passage], None)
    assert names.key(full) == names.key(short)
    assert [(Mention(MentionKind.UNIT, short),)] == led(f"{short} lập hồ sơ.", passage)


@pytest.mark.parametrize("work", ["khuông khuông bàn ghế", "thuổng lại 12 hố", "nghiêng ngó cây cầu"])
@pytest.mark.parametrize("name", ["Phòng Hành chính", "Trường Tiểu học Tân Thạnh A", "Văn phòng Công đoàn"])
def test_an_unknown_verb_is_never_a_part_of_the_name(name: str, work: str) -> None:
    assert led(f"{name} {work}: 20/7.") in ([()], [(unit(name),)])
    assert led(f"{name} {work} (hoàn thành 25/3).") in ([()], [(unit(name),)])


@pytest.mark.parametrize(
    ("group", "supports"),
    [
        ("các Sở: Tư pháp, Xây dựng", ["Sở Tư pháp", "Sở Xây dựng"]),
        ("các Sở, ngành: Tư pháp, Nội vụ", ["Sở Tư pháp", "Sở Nội vụ"]),
        ("các phòng: Kinh tế, Văn hóa - Xã hội", ["Phòng Kinh tế", "Phòng Văn hóa - Xã hội"]),
        ("các đơn vị liên quan: Sở Tư pháp, Thanh tra tỉnh", ["Sở Tư pháp", "Thanh tra tỉnh"]),
        ("các ban, ngành, đoàn thể: Hội Nông dân, Đoàn Thanh niên", ["Hội Nông dân", "Đoàn Thanh niên"]),
    ],
)
def test_behind_its_colon_a_group_is_the_bodies_that_are_named(group: str, supports: list[str]) -> None:
    found = parts(f"Công an tỉnh chủ trì, phối hợp với {group} làm sạch dữ liệu.")[0].who
    assert (["Công an tỉnh"], supports) == (found.units("leads"), found.units("supports"))


def test_a_group_before_what_is_done_stays_a_group() -> None:
    found = parts("Công an tỉnh chủ trì, phối hợp với các đơn vị thực hiện các nội dung: rà soát, thống kê.")[0].who
    assert [] == found.units("supports")


def test_who_takes_part_in_the_work_supports_it() -> None:
    text = "Trạm Y tế xã khám sức khỏe với sự tham gia của Hội Người cao tuổi xã, hoàn thành ngày 25/9."
    assert [(["Trạm Y tế xã"], ["Hội Người cao tuổi xã"])] == [
        (p.who.units("leads"), p.who.units("supports")) for p in parts(text)
    ]


def test_behind_a_dash_stands_whose_an_inner_office_is() -> None:
    name = "Khoa Dược - Trung tâm Y tế huyện"
    assert (unit(name),) == read_names(name, UnitNames((), [], None))


def test_a_topic_before_the_sentence_is_no_work_of_its_own() -> None:
    assert [(unit("Văn phòng"),)] == led("Cơ sở vật chất. Văn phòng sửa chữa hội trường.")
    assert [(unit("Văn phòng"),)] == led("Rà soát hồ sơ. Văn phòng lập danh mục trước 15/3.")
    assert [(), (unit("Văn phòng"),)] == led("Rà soát hồ sơ trước 15/3. Văn phòng sửa chữa hội trường trước 15/4.")


@pytest.mark.parametrize("name", ["Trạm Cấp nước Đồng Văn", "Phòng Kiểm tra số 2", "Đoạn Quản lý đường bộ I"])
def test_a_proper_name_or_a_number_ends_a_name_before_a_verb_that_nobody_knows(name: str) -> None:
    assert [(unit(name),)] == led(f"{name} nhoay nhoáy bể chứa trước 15/3.")
