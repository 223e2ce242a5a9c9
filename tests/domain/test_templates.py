"""What an office may write in a template, and what a slip in it is answered with: file, line, the nearest name."""

from __future__ import annotations

import pytest

from danvan_cli.domain.phrases import LETTER, PLACE, REPORT, fill
from danvan_cli.domain.record_phrases import reworded, sentences_of
from danvan_cli.domain.reporting import outline_of
from danvan_cli.domain.templates import LETTERS, QUERIES, RECORDS, SENTENCES, read_template, template_files
from danvan_cli.output.report_parts import QUERIES as ANSWERED
from danvan_cli.services.record_kinds import all_kinds
from danvan_cli.services.templates import own_files, own_outlines

OUTLINE = 'abstract = "Kết quả {subject}"\n'


def faults_of(**files: str) -> list[tuple[str, int, str]]:
    named = {f"{name}.toml": text for name, text in files.items()}
    return [(fault.file, fault.line, fault.message) for fault in read_template(named, (), all_kinds())[1]]


def test_the_program_s_own_words_are_a_template_without_faults_that_changes_nothing() -> None:
    template, faults = read_template(own_files(), own_outlines(), all_kinds())
    assert ([], tuple(own_outlines())) == (faults, template.outlines)
    assert list(all_kinds()) == [reworded(kind, template.records) for kind in all_kinds()]
    assert (REPORT, LETTER) == (dict(template.report.texts), dict(template.letter.texts))


def test_a_template_knows_the_queries_that_there_are() -> None:
    assert set(ANSWERED) == set(QUERIES)


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"sentences": '[due]\nnone = "Chưa có {totl} việc"\n'}, ("sentences.toml", 2, "Không có chỗ “{totl}”.")),
        ({"sentences": '[due]\n\nnon = "Chưa"\n'}, ("sentences.toml", 3, "Không có câu “due.non”.")),
        ({"sentences": 'none = "Chưa"\n'}, ("sentences.toml", 1, "“none” đứng ngoài các mục.")),
        ({"sentences": "[due]\nnone = 5\n"}, ("sentences.toml", 2, "Chỗ này phải là câu chữ, không quá 1000 chữ.")),
        ({"sentences": '[due]\nall = "Xong {done}/{due}."\n'}, ("sentences.toml", 2, "Câu due.all bỏ mất {parts}, {missing}.")),
        ({"sentences": '[due]\nnone = "Chưa có\n'}, ("sentences.toml", 2, "Dòng này không đúng dạng TOML.")),
        ({"letter": '[step]\nremind = "{units.__class__} {rows} {units}"\n'}, ("letter.toml", 2, "Không có chỗ “{units.__class__}”.")),
        ({"letter": '[step]\nremind = "{units} {rows} {"\n'}, ("letter.toml", 2, "Dấu { } không khép.")),
        ({"nam": f'{OUTLINE}\n[[section]]\nfill = [\n  "overall",\n  "registr",\n]\n'}, ("nam.toml", 6, "Không có phần “registr”.")),
        ({"nam": f'{OUTLINE}[[section]]\ntitle = "Một"\n[[section]]\ntitel = "Hai"\n'}, ("nam.toml", 5, "Không có mục “titel”.")),
        ({"nam": f"{OUTLINE}official = 1\n"}, ("nam.toml", 2, "official chỉ nhận true hoặc false.")),
        ({"nam": f'{OUTLINE}file = "../x"\n'}, ("nam.toml", 2, "Phần đầu tên tệp không hợp.")),
        ({"nam": 'type = "Báo cáo"\n'}, ("nam.toml", 1, "Đề cương thiếu abstract (trích yếu).")),
        ({"nam": OUTLINE + '[[section]]\ntitle = "Một"\n' * 13}, ("nam.toml", 26, "Quá 12 mục [[section]].")),
        ({"nam": OUTLINE + "section = 5\n"}, ("nam.toml", 2, "section phải là các mục [[section]].")),
        ({"records": '[dossier]\ntitle = "Hồ sơ"\n'}, ("records.toml", 2, "Không có câu “dossier.title”.")),
        ({"records": '[receptions]\nsentence = "Tiếp {visits} lượt"\n'}, ("records.toml", 2, "Câu receptions.sentence bỏ mất {people}.")),
        ({"records": '[receptions]\n\nalso_cases = "{cases} vụ, {case} việc"\n'}, ("records.toml", 3, "Không có chỗ “{case}”.")),
        ({"records": '[receptions]\nsentence = "Tiếp 9 lượt, {visits}, {people}"\n'}, ("records.toml", 2, "Câu có số gõ tay: “9”.")),
        ({"records": '[receptions]\ntitle = "Tiếp {visits} lượt"\n'}, ("records.toml", 2, "Không có chỗ “{visits}”.")),
        ({"progress": OUTLINE}, ("progress.toml", 1, "Báo cáo tiến độ không có đề cương riêng.")),
    ],
)  # fmt: skip
def test_a_slip_is_told_with_file_and_line(files: dict[str, str], expected: tuple[str, int, str]) -> None:
    assert [expected] == faults_of(**files)


def test_a_misspelt_name_is_answered_with_the_nearest() -> None:
    found = read_template({SENTENCES: '[due]\nal = "x {don}"\n', "nam.toml": OUTLINE.replace("subject", "subjct")}, ())
    assert ["Có phải {subject}?", "Có phải due.all?"] == [fault.hint for fault in found[1]]


@pytest.mark.parametrize(
    "typed",
    [
        "Đã hoàn thành 20 nhiệm vụ", "đạt 95%", "kế hoạch 20 nhiệm vụ", "quyết định 3 việc", "½ số việc", "số ٣",
        "trong năm 2023", "tổng điểm 95", "mười hai nhiệm vụ", "hai đơn vị", "một trăm linh năm nhiệm vụ", "khoản 5 triệu đồng", "ngày 26/10/2023",
        "12/20 nhiệm vụ",
    ],
)  # fmt: skip
def test_no_figure_can_be_typed(typed: str) -> None:
    for file, text in (
        ("letter", f'[follows]\nremind = "{typed}, {{units}}"\n'),
        ("nam", f'{OUTLINE}\n[[section]]\ntitle = "{typed}"\n'),
        ("nam", f'abstract = "{typed}"\n'),
    ):
        assert [True] == [message.startswith("Câu có số gõ tay") for _, _, message in faults_of(**{file: text})]


@pytest.mark.parametrize(
    "named",
    [
        "Nghị quyết số 25-NQ/TW ngày 03/6/2013", "Nghị định số 04/2015/NĐ-CP ngày 09 tháng 01 năm 2015 của Chính phủ",
        "Điều 5, khoản 2 Điều 10 của Nghị định 30/2020/NĐ-CP", "Đề án 06 của Chính phủ", "Kế hoạch số 765/KH-UBND",
        "Luật Thực hiện dân chủ ở cơ sở năm 2022", "phòng, chống Covid-19", "Biểu số 2 kèm theo", "là một nhiệm vụ lớn",
        "Chỉ thị 33-CT/TW", "Kết luận số 114-KL/TW ngày 14/7/2015",
    ],
)  # fmt: skip
def test_a_law_or_a_document_keeps_its_number(named: str) -> None:
    assert [] == faults_of(nam=f'{OUTLINE}\n[[section]]\ntitle = "{named}"\n')


def test_a_place_is_filled_once_and_an_empty_one_takes_its_blank_along() -> None:
    assert "{b} và {0} {a.b}x" == fill("{a} và {0} {a.b}{c} x", {"a": "{b}", "b": "sai", "c": ""})


def test_sentences_that_are_left_out_stay_and_those_said_are_taken() -> None:
    text = '[due]\nnone = "Chưa nhiệm vụ nào tới hạn."\n'
    template, faults = read_template({SENTENCES: text, LETTERS: ""}, ())
    assert [] == faults
    assert REPORT | {"due.none": "Chưa nhiệm vụ nào tới hạn."} == dict(template.report.texts)


def test_a_kind_of_records_is_told_in_an_office_s_words_and_the_others_in_the_program_s() -> None:
    text = '[receptions]\nsentence = "Cơ quan đã tiếp {people} người, {visits} lượt."\nalso_cases = "về {cases} vụ"\n'
    template, faults = read_template({RECORDS: text}, (), all_kinds())
    assert [] == faults
    kinds = {kind.key: kind for kind in all_kinds()}
    told = reworded(kinds["receptions"], template.records).told
    assert told is not None
    # The program ends the sentence.
    assert "Cơ quan đã tiếp {people} người, {visits} lượt" == told.sentence
    own = kinds["receptions"].told
    assert own is not None
    assert (("về {cases} vụ", *own.also[1:]), own.parts) == (told.also, told.parts)
    assert kinds["dossiers"] == reworded(kinds["dossiers"], template.records)


def test_every_sentence_of_records_has_a_name_of_its_own_and_a_figure() -> None:
    texts = sentences_of(all_kinds())
    telling = [kind.told for kind in all_kinds() if kind.told]
    told = [text for one in telling for text in (one.sentence, *one.parts, *one.also, *one.lines)]
    assert len([text for text in told if text]) + len(all_kinds()) == len(texts)
    assert [] == [name for name, text in texts.items() if not name.endswith(".title") and not PLACE.findall(text)]


def test_a_file_of_an_office_s_own_kind_is_one_more_report() -> None:
    template, _ = read_template({"quy.toml": f'names = ["báo cáo quý"]\n{OUTLINE}'}, own_outlines())
    assert "quy" == next(one.kind for one in template.outlines if "báo cáo quý" in one.names)


def test_every_sentence_of_the_program_names_its_places_in_full() -> None:
    assert [] == [name for name, text in (REPORT | LETTER).items() if "{" in PLACE.sub("", text)]
    assert {SENTENCES, LETTERS, RECORDS, "nam.toml"} == set(template_files({"nam.toml": OUTLINE, "progress.toml": ""}))
    assert "nam" == outline_of("nam", {"abstract": "x"}).kind


def test_a_name_is_of_one_kind_of_report_alone() -> None:
    own = [outline_of("brief", {"names": ["tóm tắt"], "abstract": "x"})]
    _, faults = read_template({"nam.toml": 'abstract = "x"\nnames = ["Tóm tắt", "khác"]\n'}, own)
    assert [("nam.toml", 2, "Tên “Tóm tắt” đã là của loại brief.")] == [fault[:3] for fault in faults]
