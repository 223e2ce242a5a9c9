"""Any body does any work at any time, however the sentence puts it: what is read is right, or asked about.

Add a body, a piece of work, a time or a way to say it to the lists; each is tried with some of the others.
"""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from danvan_cli.domain.draft import PlanDraft
from danvan_cli.intake.files.opening import open_bytes
from danvan_cli.intake.plan import read_plan

Read = Callable[..., PlanDraft]
HEAD = (
    "UBND XÃ TÂN AN\nSố: 1/KH-UBND\nTân An, ngày 10 tháng 01 năm 2026\n\nKẾ HOẠCH\nCông tác năm 2026\n\nI. NHIỆM VỤ\n"
)
BODIES = (
    "Phòng Kinh tế, Hạ tầng và Đô thị", "Trung tâm Phục vụ hành chính công phường", "Ban Quản lý dự án đầu tư xây dựng",
    "Đội Quản lý trật tự xây dựng và đô thị", "Ban Thường trực Ủy ban MTTQ Việt Nam xã", "Hội đồng Đội",
    "Văn phòng HĐND và UBND xã", "Ủy ban Kiểm tra Đảng ủy", "Trung tâm Giám sát điều hành thông minh", "Công an xã",
    "Hiệp hội Doanh nghiệp tỉnh", "Trường Tiểu học Kim Đồng", "Phòng Chăm sóc khách hàng", "Tổ Bảo vệ", "Trạm Vận hành",
    "Câu lạc bộ Liên thế hệ tự giúp nhau", "Phòng Kiểm tra giám sát", "Ban Thi đua khen thưởng", "Tổ Điều hành",
    "Hội Bảo vệ quyền lợi người tiêu dùng", "Công ty TNHH MTV Khai thác công trình thủy lợi", "Viện Kiểm nghiệm",
    "Ban Chỉ đạo thực hiện Quy chế dân chủ ở cơ sở", "Hội đồng Phối hợp phổ biến, giáo dục pháp luật", "Đội dân phòng",
    "Tổ công tác Đề án 06", "Tổ bảo vệ an ninh, trật tự", "Khoa Hồi sức tích cực - Chống độc", "Tổ Toán - Tin",
    "Liên hiệp các Hội Khoa học và Kỹ thuật tỉnh", "Trung tâm Xúc tiến đầu tư, thương mại và du lịch", "Ban Nữ công",
)  # fmt: skip
WORKS = (
    "rà soát, cập nhật danh sách hộ nghèo", "tổ chức 02 hội nghị đối thoại với nhân dân", "kiểm tra 12 cơ sở sản xuất",
    "tổ chức lớp tập huấn kỹ năng số cho 60 cán bộ", "xây dựng quy chế phối hợp", "ban hành kế hoạch kiểm tra",
    "tham mưu UBND xã ban hành quyết định kiện toàn Ban Chỉ đạo", "tổng hợp, báo cáo kết quả thực hiện",
    "sửa chữa 05 km đường liên thôn", "đăng tải tin, bài trên trang thông tin điện tử", "diễn tập phương án chữa cháy",
    "giám sát việc thực hiện dân chủ ở cơ sở", "khảo sát mức độ hài lòng của người dân", "thu gom rác thải ven kênh",
    "hướng dẫn hội viên cài đặt ứng dụng VNeID", "đánh giá, xếp loại mô hình dân vận khéo", "số hóa hồ sơ hộ tịch",
)  # fmt: skip
TIMES = {
    "trước ngày 20/5": ["2026-05-19"],
    "trước thời điểm 15/6/2026": ["2026-06-14"],
    "chậm nhất ngày 30/6": ["2026-06-30"],
    "trong tháng 4": ["2026-04-30"],
    "hoàn thành trong quý III": ["2026-09-30"],
    "từ ngày 05/5 đến ngày 20/5": ["2026-05-20"],
    "đến hết tháng 10": ["2026-10-31"],
    "trước ngày 31/3 và trước ngày 30/9": ["2026-03-30", "2026-09-29"],
}
# {L} leads, {S} helps, {w} or {W} is done at the time {t} or {T}.
SAID = (
    "{L} chủ trì, phối hợp với {S} {w} {t}.",
    "{L} phối hợp với {S} {w} {t}.",
    "Giao {L} chủ trì, phối hợp với {S} {w} {t}.",
    "{W}. Đơn vị chủ trì: {L}; đơn vị phối hợp: {S}; thời gian: {t}.",
    "{W} ({L} chủ trì, {S} phối hợp), {t}.",
    "{W} {t} ({L} chủ trì, phối hợp với {S}).",
    "{W}: {L} chủ trì, {S} phối hợp, {t}.",
    "{T}, {L} phối hợp với {S} {w}.",
    "{L} có trách nhiệm {w} {t}; {S} phối hợp thực hiện.",
    "Đề nghị {L} phối hợp với {S} {w} {t}.",
    "{W} - {L} (chủ trì), {S} (phối hợp) - {t}.",
    "{L}: {W}, phối hợp với {S}, {t}.",
    "{W} do {L} chủ trì, {S} phối hợp thực hiện {t}.",
    "{W} {t}; giao {L} thực hiện, {S} phối hợp.",
    "{L} chủ trì {w} {t}, có sự phối hợp của {S}.",
    "{W} {t}. {L} chủ trì, phối hợp {S}.",
    "{L} {w} {t}. {S} phối hợp.",
    "{L} ({S} phối hợp) {w} {t}.",
    "{L} {w} {t}.",
    "Giao {L} {w} {t}.",
    "{W} {t} ({L}).",
    "{W}: {L}, {t}.",
    "{W}. {L} thực hiện {t}.",
    "{T}, {L} {w}.",
    "{L} tiếp tục {w} {t}.",
)
# Two bodies with a piece of work each in one sentence or two.
JOINED = (
    "{}, {}.",
    "{}, và {}.",
    "{} và {}.",
    "{}, còn {}.",
    "{}, riêng {}.",
    "{}, đồng thời {}.",
    "{}; {}.",
    "{}. {}.",
)
FIRST = (
    "{L} {w} {t}",
    "Giao {L} {w} {t}",
    "{L} chủ trì {w} {t}",
    "{W} {t} do {L} thực hiện",
    "{L} có trách nhiệm {w} {t}",
)
# Several pieces of work in one paragraph: who leads, who helps, which work, which time; "" for none.
PARAGRAPHS = {
    "{W1} ({A}, {t1}); {w2} ({B}, {t2}).": ("A  w1 t1", "B  w2 t2"),
    "{W1} là việc của {A}, {t1}; {w2} là việc của {B}, {t2}.": ("A  w1 t1", "B  w2 t2"),
    "{A} {w1} {t1}, {B} {w2} {t2}, {C} {w3} {t3}.": ("A  w1 t1", "B  w2 t2", "C  w3 t3"),
    "Giao {A} {w1}, {B} {w2}, {C} {w3}; tất cả xong trước ngày 20/5.": ("A  w1 t0", "B  w2 t0", "C  w3 t0"),
    "{A} {w1}. {B} có trách nhiệm phối hợp. Thời hạn: 20/5.": ("A B w1 t5",),
    "{A} {w1} {t1}. {B} {w2}. Thời hạn: 20/5.": ("A  w1 t1", "B  w2 t5"),
    "Cùng với {B}, {A} {w1} {t1}.": ("A B w1 t1",),
    "Với sự hỗ trợ của {B}, {A} {w1} {t1}.": ("A B w1 t1",),
    "{A} có {B} giúp sức {w1} {t1}.": ("A B w1 t1",),
    "{A} {w1} {t1} để {B} {w2} {t2}.": ("A  w1 t1",),
    "Hội nghị thống nhất giao {A} {w1} {t1}, {B} phối hợp.": ("A B w1 t1",),
    "Ngoài ra, {A} còn {w1} {t1}.": ("A  w1 t1",),
    "Thống nhất: {A} {w1} ({t1}), {B} {w2} ({t2}).": ("A  w1 t1", "B  w2 t2"),
    "{A} chịu trách nhiệm {w1}. Kinh phí lấy từ nguồn chi thường xuyên. Hoàn thành {t1}.": ("A  w1 t1",),
    "Không để quá ngày 20/5, {A} {w1}.": ("A  w1 t5",),
}
# A second body may only help so: that is read as help.
MAY_HELP = ("giám sát", "hướng dẫn")
TRIES = 24
TITLES = {
    "content": ("Nội dung công việc", "Nhiệm vụ", "Hoạt động", "Đầu việc", "Nội dung triển khai"),
    "lead": ("Đơn vị chủ trì", "Cơ quan thực hiện", "Phụ trách", "Trách nhiệm thực hiện", "Đơn vị tham mưu"),
    "support": ("Đơn vị phối hợp", "Phối hợp", "Cơ quan, đơn vị phối hợp"),
    "due": ("Thời gian", "Tiến độ", "Hạn hoàn thành", "Thời gian dự kiến hoàn thành", "Mốc thời gian"),
    "other": ("Ghi chú", "Sản phẩm", "Kết quả, sản phẩm", "Kinh phí"),
}
CELLS = {
    "20/5/2026": ["2026-05-20"],
    "Trước ngày 20/5": ["2026-05-19"],
    "Quý II": ["2026-06-30"],
    "Tháng 3 - tháng 5": ["2026-05-31"],
    "30/6 và 30/11": ["2026-06-30", "2026-11-30"],
    "Thường xuyên": [],
}
OTHERS = {"Ghi chú": "", "Sản phẩm": "Văn bản", "Kết quả, sản phẩm": "Quyết định", "Kinh phí": "15.000.000"}


def _not_right(plan: PlanDraft, work: str, leads: list[str], supports: list[str], days: list[str]) -> list[str]:
    """Lists the fields of the tasks that do a piece of work that are neither right nor asked about."""
    named = {unit.code: unit.name for unit in plan.units}
    own = [task for task in plan.tasks if work[1:] in task.content]
    codes = {task.code for task in own}
    asked = {doubt.field for doubt in plan.unresolved if doubt.task in codes}
    found = {
        "leads": sorted({named[code] for task in own for code in task.leads}),
        "supports": sorted({named[code] for task in own for code in task.supports}),
        "due_on": sorted({str(row.due_on) for task in own for row in task.rows() if row.due_on}),
    }
    expected = {"leads": sorted(leads), "supports": sorted(supports), "due_on": days}
    return [f"{field}: {found[field]}" for field in found if found[field] != expected[field] and field not in asked]


@pytest.mark.parametrize("said", SAID)
def test_no_sentence_loses_who_or_when_in_silence(read_words: Read, said: str) -> None:
    chance = random.Random(said)
    told = []
    for _ in range(TRIES):
        lead, support = chance.sample(BODIES, 2)
        work, time = chance.choice(WORKS), chance.choice(list(TIMES))
        sentence = said.format(
            L=lead, S=support, w=work, W=work[0].upper() + work[1:], t=time, T=time[0].upper() + time[1:]
        )
        plan = read_words(f"{HEAD}1. {sentence}\n2. Thanh tra báo cáo UBND xã trước ngày 30/11.\n")
        wrong = _not_right(plan, work, [lead], [support] if "{S}" in said else [], TIMES[time])
        told += [f"{sentence} → {one}" for one in wrong]
    assert [] == told


@pytest.mark.parametrize("joined", JOINED)
def test_two_bodies_in_a_sentence_lose_nothing_in_silence(read_words: Read, joined: str) -> None:
    chance = random.Random(joined)
    told = []
    for _ in range(TRIES):
        one, two = chance.sample(BODIES, 2)
        work, more = chance.sample([work for work in WORKS if not work.startswith(MAY_HELP)], 2)
        time, later = chance.sample([time for time, days in TIMES.items() if len(days) == 1], 2)
        first = chance.choice(FIRST).format(L=one, w=work, W=work[0].upper() + work[1:], t=time)
        sentence = joined.format(first, f"{two} {more} {later}")
        plan = read_words(f"{HEAD}1. {sentence}\n2. Thanh tra báo cáo UBND xã trước ngày 30/11.\n")
        wrong = [*_not_right(plan, work, [one], [], TIMES[time]), *_not_right(plan, more, [two], [], TIMES[later])]
        told += [f"{sentence} → {field}" for field in wrong]
    assert [] == told


@pytest.mark.parametrize("said", PARAGRAPHS)
def test_no_paragraph_of_several_pieces_of_work_loses_any_in_silence(read_words: Read, said: str) -> None:
    chance = random.Random(said)
    told = []
    for _ in range(TRIES):
        names = dict(zip("ABC", chance.sample(BODIES, 3), strict=True)) | {"": ""}
        does = [work for work in WORKS if not work.startswith(MAY_HELP)]
        works = dict(zip(("w1", "w2", "w3"), chance.sample(does, 3), strict=True))
        single = [time for time, days in TIMES.items() if len(days) == 1]
        times = dict(zip(("t1", "t2", "t3"), chance.sample(single, 3), strict=True))
        days = {key: TIMES[time] for key, time in times.items()} | {
            "t0": ["2026-05-19"],
            "t5": ["2026-05-20"],
            "t8": ["2026-08-12"],
        }
        first = works["w1"]
        paragraph = said.format_map({**names, **works, **times, "W1": first[0].upper() + first[1:]})
        plan = read_words(f"{HEAD}1. {paragraph}\n2. Thanh tra báo cáo UBND xã trước ngày 30/11.\n")
        for lead, helper, work, time in (one.split(" ") for one in PARAGRAPHS[said]):
            wrong = _not_right(plan, works[work], [names[lead]], [names[helper]] if helper else [], days[time])
            told += [f"{paragraph} → {one}" for one in wrong]
    assert [] == told


@pytest.mark.parametrize("number", range(TRIES))
def test_no_table_loses_who_or_when_in_silence(number: int) -> None:
    chance = random.Random(number)
    titles = {kind: chance.choice(words) for kind, words in TITLES.items()}
    kinds = ["content", *chance.sample(["lead", "support", "due", "other"], 4)]
    rows, expected = [], []
    for work in chance.sample(WORKS, 5):
        lead, *supports = chance.sample(BODIES, chance.choice((1, 2, 3)))
        time = chance.choice(list(CELLS))
        cells = {
            "content": work[0].upper() + work[1:], "lead": lead, "support": chance.choice("\n;,").join(supports),
            "due": time, "other": OTHERS[titles["other"]],
        }  # fmt: skip
        rows.append("\t".join(f'"{cells[kind]}"' for kind in kinds))
        expected.append((work, [lead], supports, CELLS[time]))
    header = "\t".join(titles[kind] for kind in kinds)
    table = "\n".join([HEAD.replace("\n\n", "\n").rstrip().removesuffix("I. NHIỆM VỤ"), header, *rows])
    plan = read_plan(open_bytes(table.encode(), "kế hoạch.tsv"), lambda _: ())
    assert [] == [told for one in expected for told in _not_right(plan, *one)]
