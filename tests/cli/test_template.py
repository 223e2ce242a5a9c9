"""An office's own words: exported, changed, checked, used by reports and letters, from the option and the setting."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from tests.cli.conftest import Said

Danvan = Callable[..., Said]


@pytest.fixture
def folder(danvan: Danvan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    said = danvan("report", "template", "export", "mẫu riêng")
    assert (0, "Đã ghi 9 tệp mẫu") == (said.code, said.out[:16])
    return tmp_path / "mẫu riêng"


def changed(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8-sig")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8-sig")


def report(danvan: Danvan, *words: str) -> str:
    said = danvan("report", "export", "--format", "md", "-o", "-", *words)
    assert 0 == said.code, said.err
    return said.out


def test_what_was_exported_is_right_and_says_what_the_program_says(danvan: Danvan, folder: Path) -> None:
    checked = danvan("report", "template", "check", str(folder), "--json")
    assert (0, []) == (checked.code, json.loads(checked.out)["faults"])
    for kind in ("annual", "brief", "register", "targets"):
        assert report(danvan, "--kind", kind) == report(danvan, "--kind", kind, "--template", str(folder))
    again = danvan("report", "template", "export", str(folder))
    assert (4, True) == (again.code, "--force" in again.err)
    assert 0 == danvan("report", "template", "export", str(folder), "--force").code


def test_an_office_s_words_order_and_kinds_stand_in_its_reports_and_the_figures_stay(
    danvan: Danvan, folder: Path
) -> None:
    before = json.loads(danvan("report", "export", "--json").out)
    changed(
        folder / "sentences.toml",
        "Đã hoàn thành {done}/{due} nhiệm vụ đến hạn{share}",
        "Trong {due} việc tới hạn đã xong {done}{share}",
    )
    changed(folder / "annual.toml", "Đánh giá chung", "Nhận định theo Nghị quyết số 25-NQ/TW ngày 03/6/2013")
    (folder / "quy.toml").write_text(
        'names = ["báo cáo quý"]\nabstract = "Việc {period}"\n[[section]]\ntitle = "Trả lời"\nfill = ["answer"]\n',
        encoding="utf-8",
    )
    own = report(danvan, "--template", str(folder))
    assert "Trong 1 việc tới hạn đã xong 0 (0%); 01 nhiệm vụ quá hạn chưa hoàn thành" in own
    assert "V. Nhận định theo Nghị quyết số 25-NQ/TW ngày 03/6/2013" in own
    assert "I. Trả lời" in report(danvan, "--kind", "báo cáo quý", "--template", str(folder))

    for wrong in ("mẫu", r"\\máy khác\mẫu", "//máy khác/mẫu"):
        refused = danvan("config", "set", "report_template", wrong)
        assert (2, True) == (refused.code, "đường dẫn đầy đủ" in refused.err)
    assert 0 == danvan("config", "set", "mẫu báo cáo", str(folder)).code
    assert "Trong 1 việc tới hạn đã xong 0 (0%)" in report(danvan)
    after = json.loads(danvan("report", "export", "--json").out)
    assert before["totals"] == after["totals"]
    assert "Trong 1 việc tới hạn" in danvan("report", "preview").out


def test_a_letter_speaks_in_the_office_s_words(danvan: Danvan, folder: Path, tmp_path: Path) -> None:
    changed(
        folder / "letter.toml",
        "Đề nghị {units} khẩn trương thực hiện {rows}.",
        "Trân trọng đề nghị {units} sớm hoàn tất {rows}.",
    )
    danvan("config", "set", "report_template", str(folder))
    said = danvan("remind", "--export", str(tmp_path / "cong-van"), "--yes")
    assert 0 == said.code, said.err
    letters = [docx.Document(io.BytesIO(path.read_bytes())) for path in (tmp_path / "cong-van").glob("*.docx")]
    assert letters
    assert any("Trân trọng đề nghị" in paragraph.text for letter in letters for paragraph in letter.paragraphs)


def test_records_are_told_in_the_office_s_words_with_the_same_figures_in_every_format(
    danvan: Danvan, folder: Path, tmp_path: Path
) -> None:
    told = ("--kind", "receptions", "--unit", "VP", "nơi tiếp=lãnh đạo")
    assert 0 == danvan("record", "add", *told, "--period", "2022-Q3", "lượt=12", "người=15", "vụ=2").code
    assert 0 == danvan("record", "add", *told, "--period", "2023-Q3", "lượt=9", "người=16", "vụ=3").code
    own = report(danvan, "--template", str(folder))
    assert "Tiếp 09 lượt với 16 người; có 03 vụ việc." in own
    assert own == report(danvan)
    records = folder / "records.toml"
    changed(records, "Tiếp {visits} lượt với {people} người", "Thủ trưởng đã tiếp {people} người trong {visits} lượt")
    changed(records, "có {cases} vụ việc", "có {cases} vụ")
    changed(records, "Kết quả tiếp công dân", "Công tác tiếp công dân")
    changed(folder / "sentences.toml", "So với cùng kỳ năm trước ({period})", "Đối chiếu {period}")
    assert 0 == danvan("report", "template", "check", str(folder)).code
    said = report(danvan, "--template", str(folder))
    assert "Thủ trưởng đã tiếp 16 người trong 09 lượt; có 03 vụ." in said
    assert "Đối chiếu năm 2022: người tăng 1 (từ 15 lên 16); lượt giảm 3 (từ 12 xuống 9)." in said
    assert ("Công tác tiếp công dân" in said, "Kết quả tiếp công dân" in said) == (True, False)
    files = [tmp_path / name for name in ("a.docx", "a.html", "a.md")]
    out = danvan(
        "report", "export", "--kind", "năm", "--template", str(folder), *(w for f in files for w in ("-o", str(f)))
    )
    assert 0 == out.code, out.err
    word = "\n".join(paragraph.text for paragraph in docx.Document(str(files[0])).paragraphs)
    for text in (word, *(file.read_text(encoding="utf-8") for file in files[1:])):
        assert "Thủ trưởng đã tiếp 16 người trong 09 lượt; có 03 vụ." in text
    assert json.loads(danvan("report", "export", "--json").out)["records"][0]["total"]["values"]["visits"] == 9


def test_a_slip_is_told_with_file_line_and_the_nearest_name_and_nothing_is_written(
    danvan: Danvan, folder: Path, tmp_path: Path
) -> None:
    changed(folder / "sentences.toml", "{of} không có nhiệm vụ nào được tính.", "{fo} không có 3 nhiệm vụ nào.")
    checked = danvan("report", "template", "check", str(folder), "--json")
    faults: list[dict[str, Any]] = json.loads(checked.out)["faults"]
    assert (6, [("sentences.toml", 5, "Có phải {of}?"), ("sentences.toml", 5, "Số")]) == (
        checked.code, [(one["file"], one["line"], one["hint"] if "phải" in one["hint"] else one["hint"][:2]) for one in faults]
    )  # fmt: skip
    refused = danvan("report", "export", "-o", "x.html", "--template", str(folder))
    assert (7, "Lỗi: Tệp sentences.toml, dòng 5: không có chỗ “{fo}”.") == (refused.code, refused.err.splitlines()[0])
    assert not (tmp_path / "x.html").exists()
    gone = danvan("report", "export", "-o", "x.html", "--template", str(tmp_path / "không có"))
    assert (3, True) == (gone.code, "report template export" in gone.err)
    (folder / "annual.toml").write_bytes(b"\xff\xfe\x00")
    assert 7 == danvan("report", "export", "-o", "x.html", "--template", str(folder)).code
