"""An office's own words: outlines and sentences as files of text, what they may hold, and what is wrong in them.

A template is a folder of TOML files: one outline for each kind of report, ``sentences.toml``, ``records.toml`` and
``letter.toml`` for sentences. What a file does not say stays as the program says it. Text is only ever filled, never
run; figures come from the data alone, so a sentence may have none of its own (our rule).
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from danvan_cli.domain.codes import nearest
from danvan_cli.domain.phrases import KEPT, LETTER, OWN_LETTER, OWN_REPORT, PLACE, REPORT, Phrases
from danvan_cli.domain.record_phrases import sentences_of
from danvan_cli.domain.reporting import OF_RECORDS, PROGRESS, PROVINCE, Outline, outline_of
from danvan_cli.domain.text import clean, fold

SENTENCES, LETTERS, RECORDS = "sentences.toml", "letter.toml", "records.toml"
if TYPE_CHECKING:
    from danvan_cli.domain.record_kinds import RecordKind

MOST_FILES, MOST_BYTES = 40, 200_000
_LONGEST, _MOST_SECTIONS = 1000, 12
# What an outline's texts may name, and what it means.
PLACES = {
    "subject": "nội dung của kế hoạch",
    "plan_named": "kế hoạch, gọi đủ số, ngày, cơ quan ban hành",
    "plan": "tên kế hoạch",
    "period": "kỳ báo cáo",
    "cut_off": "ngày chốt số liệu",
    "issuer": "cơ quan báo cáo",
    "unit": "đơn vị báo cáo",
}
# What fills a section, by the name that outlines call it by.
QUERIES = {
    "ahead": "nhiệm vụ còn phải thực hiện",
    "answer": "câu trả lời: đã hoàn thành bao nhiêu nhiệm vụ đến hạn",
    "assessment": "ưu điểm, hạn chế, nguyên nhân, bài học",
    "chart": "biểu đồ tiến độ theo đơn vị",
    "chart_briefly": "biểu đồ của các đơn vị nhiều việc nhất",
    "cross_table": "bảng tổng hợp theo đơn vị",
    "decisions": "việc cần lãnh đạo quyết định",
    "document_list": "danh mục văn bản",
    "documents": "văn bản căn cứ, viện dẫn",
    "due_soon": "nhiệm vụ sắp đến hạn",
    "going": "nhiệm vụ đang thực hiện",
    "groups": "kết quả theo từng mục của kế hoạch",
    "late_briefly": "những việc quá hạn lâu nhất",
    "overall": "tình hình chung",
    "overdue": "nhiệm vụ quá hạn",
    "oversight": "đôn đốc, gia hạn",
    "owed": "chỉ tiêu đơn vị chưa báo số liệu",
    "proposals": "kiến nghị, đề xuất",
    "record_forms": "biểu mẫu chính thức của các loại phiếu số liệu",
    "records_year_before": "các loại phiếu số liệu so với cùng kỳ năm trước",
    "register": "sổ theo dõi nhiệm vụ",
    "target_details": "số liệu chỉ tiêu của từng đơn vị",
    "score_table": "bảng tự chấm điểm",
    "scores": "kết quả tự chấm điểm",
    "targets": "kết quả chỉ tiêu, có bảng",
    "targets_briefly": "kết quả chỉ tiêu, một câu",
    "targets_year_before": "chỉ tiêu so với năm trước",
    "year_before": "nhiệm vụ so với năm trước",
}
# What fills a section of the report on all agencies.
AGENCY_QUERIES = {
    "agency_chart": "biểu đồ tiến độ theo cơ quan",
    "agency_late": "việc quá hạn của từng cơ quan",
    "agency_progress": "tiến độ chung, chỉ tiêu, điểm tự chấm",
    "agency_reports": "cơ quan đã, chưa gửi báo cáo",
    "agency_table": "bảng tổng hợp các cơ quan",
    "agency_targets": "chỉ tiêu chung của nhiều cơ quan",
}
_TEXTS = ("type", "abstract", "opening", "closing")
_KEYS = {
    "": ("names", "file", *_TEXTS, "official", "sideways", "unit", "section", "appendix"),
    "section": ("title", "fill", "gap", "sideways", "unless", "optional"),
    "appendix": ("title", "fill", "gap", "sideways", "unless", "optional"),
}
_KIND = re.compile(r"[a-z0-9][a-z0-9-]{0,40}")

# Numbers that are the name of something: a law, an article, a document with its day, a programme. Behind a bare one the
# name goes on or ends: "Đề án 06 của Chính phủ", never "kế hoạch 20 nhiệm vụ".
_DAY = r"(?:,? ngày \d{1,2}(?:/\d{1,2}/\d{4}| tháng \d{1,2} năm \d{4}))?"
_ENDS = r"(?=\s*(?:$|[,.;:)”\"]|(?:của|kèm|ban hành|và|theo|tại|về|Điều|Khoản|Nghị|Luật|Quy)\b))"
_NAMED_NUMBERS = re.compile(
    r"(?:số )?\d+(?:/\d{4})?[/-][A-ZĐ][A-ZĐa-zđ]*(?:[/-][A-ZĐ&\d]+[A-ZĐa-zđ]*)*" + _DAY + "|"
    r"(?:nghị định|nghị quyết|chỉ thị|thông tư|quyết định|kết luận|quy định|kế hoạch|hướng dẫn|đề án|chương trình) "
    r"(?:số )?\d+(?:/\d{4})?" + _DAY + _ENDS + "|"
    r"(?:điều|khoản|chương|phụ lục|mẫu|biểu)(?: số)? \d+[a-zđ]?" + _ENDS + "|"
    r"biểu (?:số )?[IVX]+\.\d+[a-zđ]?(?:/[A-ZĐ]+)*|"
    r"(?:bộ )?luật [^.;,\d]{3,80} năm \d{4}\b|\b[A-ZĐ]+-\d+\b",
    re.IGNORECASE,
)
# Figures in words, before what a report counts; "một" and "năm" are words of their own, too.
_COUNTED_IN_WORDS = re.compile(
    r"\b(?:hai|ba|bốn|sáu|bảy|tám|chín|mười|mươi|mốt|lăm|trăm|nghìn|triệu"
    r"|(?:mười|mươi|trăm|linh|lẻ|nghìn) (?:một|tư|năm)) "
    r"(?:nhiệm vụ|phần việc|chỉ tiêu|phần trăm|điểm|lượt|hồ sơ|cuộc|đơn vị)\b"
)


class Fault(NamedTuple):
    """What is wrong in which line of a template's file (from 1), and what to do."""

    file: str
    line: int
    message: str
    hint: str


class Template(NamedTuple):
    """The outlines of all kinds of reports, and the sentences of reports and letters."""

    outlines: tuple[Outline, ...]
    report: Phrases = OWN_REPORT
    letter: Phrases = OWN_LETTER
    records: Mapping[str, str] = MappingProxyType({})


def read_template(
    files: Mapping[str, str], own: Iterable[Outline], kinds: Iterable[RecordKind] = ()
) -> tuple[Template, list[Fault]]:
    """Reads a template's files, by name, over the program's ``own`` outlines; every fault of every file is listed.

    ``kinds`` are those of records, which a template's file of their sentences is read against.
    """
    outlines = {outline.kind: outline for outline in own}
    records = sorted(
        {
            name
            for outline in outlines.values()
            for part in (*outline.sections, *outline.appendices)
            for name in part.fill
            if name.startswith(OF_RECORDS)
        }
    )
    phrases = {SENTENCES: dict(REPORT), LETTERS: dict(LETTER), RECORDS: sentences_of(kinds)}
    faults: list[Fault] = []
    brought: dict[str, int] = {}
    for name, text in sorted(files.items()):
        reader = _File(name, text, records)
        if name in phrases:
            phrases[name] |= reader.phrases(phrases[name])
        elif (outline := reader.outline()) is not None:
            outlines[outline.kind] = outline
            brought[outline.kind] = reader.line_of_names()
        faults += reader.faults
    faults += _shared_names(outlines, brought)
    report, letter = Phrases(phrases[SENTENCES]), Phrases(phrases[LETTERS])
    return Template(tuple(outlines.values()), report, letter, phrases[RECORDS]), faults


def _shared_names(outlines: Mapping[str, Outline], brought: Mapping[str, int]) -> Iterator[Fault]:
    """Names the words by which two kinds of report would be asked for: only one of them would be found."""
    for kind, line in brought.items():
        others = {fold(name): one.kind for one in outlines.values() if one.kind != kind for name in one.names}
        for name in outlines[kind].names:
            if other := others.get(fold(name)):
                hint = "Mỗi tên chỉ thuộc một loại báo cáo: đổi tên này."
                yield Fault(f"{kind}.toml", line, f"Tên “{name}” đã là của loại {other}.", hint)


class _File:
    """One file of a template, with the faults found in it; ``records`` are what outlines may ask of records."""

    def __init__(self, name: str, text: str, records: Sequence[str]) -> None:
        self._records = records
        self.faults: list[Fault] = []
        self._name = name
        self._written = text.split("\n")
        self._lines = _lines_of_keys(self._written)
        try:
            self._data: dict[str, Any] = tomllib.loads(text)
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            found = re.search(r"at line (\d+)", str(error))
            self._data = {}
            self._fault(
                int(found[1]) if found else len(self._written),
                "Dòng này không đúng dạng TOML.",
                'Ghi tên = "câu chữ" trên một dòng; dấu ngoặc kép trong câu thì dùng “ ”.',
            )

    def line_of_names(self) -> int:
        """The line of the words by which an outline is asked for."""
        return self._line("", 0, "names")

    def phrases(self, known: Mapping[str, str]) -> dict[str, str]:
        """Reads sentences: each topic is a table, each sentence a key of it."""
        found: dict[str, str] = {}
        for topic, told in self._data.items():
            if not isinstance(told, dict):
                self._fault(self._line("", 0, topic), f"“{topic}” đứng ngoài các mục.", "Ghi câu dưới [mục] của nó.")
                continue
            for key, text in told.items():
                name, line = f"{topic}.{key}", self._line(topic, 0, key)
                if name not in known:
                    self._unknown(line, "câu", name, known)
                elif self._is_text(line, text, known=PLACE.findall(known[name])):
                    # All that a sentence on records has places for are figures.
                    kept = KEPT if self._name != RECORDS else PLACE.findall(known[name])
                    lost = [
                        place for place in PLACE.findall(known[name]) if place in kept and f"{{{place}}}" not in text
                    ]
                    if lost:
                        what = ", ".join(f"{{{place}}}" for place in dict.fromkeys(lost))
                        self._fault(line, f"Câu {name} bỏ mất {what}.", "Giữ các chỗ có số liệu; lời quanh nó tùy ý.")
                    found[name] = _tidy(text)
        return found

    def outline(self) -> Outline | None:
        """Reads an outline; None for a file of which nothing can be made."""
        kind = self._name.removesuffix(".toml")
        if kind == PROGRESS or not _KIND.fullmatch(kind):
            why = (
                "Báo cáo tiến độ không có đề cương riêng." if kind == PROGRESS else f"Tên tệp “{self._name}” không hợp."
            )
            self._fault(1, why, "Bỏ tệp này; tên loại báo cáo gồm chữ thường không dấu, số, gạch nối.")
            return None
        if not self._data:
            return None
        self._keys("", 0, self._data)
        if "abstract" not in self._data:
            self._fault(1, "Đề cương thiếu abstract (trích yếu).", 'Thêm abstract = "Kết quả {subject} {period}".')
        for table in ("section", "appendix"):
            self._parts(table)
        if self.faults:
            return None
        for key in _TEXTS:
            if key in self._data:
                self._data[key] = _tidy(self._data[key])
        return outline_of(kind, self._data)

    def _parts(self, table: str) -> None:
        parts = self._data.get(table, [])
        if not isinstance(parts, list) or not all(isinstance(part, dict) for part in parts):
            self._fault(self._line("", 0, table), f"{table} phải là các mục [[{table}]].", f"Ghi [[{table}]].")
            return
        if len(parts) > _MOST_SECTIONS:
            line = self._line(table, _MOST_SECTIONS, "")
            self._fault(line, f"Quá {_MOST_SECTIONS} mục [[{table}]].", "Gộp bớt các mục.")
        for place, part in enumerate(parts):
            self._keys(table, place, part)

    def _keys(self, table: str, place: int, told: Mapping[str, Any]) -> None:
        for key, value in told.items():
            line = self._line(table, place, key)
            if key not in _KEYS[table]:
                self._unknown(line, "mục", key, _KEYS[table])
            elif key in (*_TEXTS, "title", "gap"):
                self._is_text(line, value, known=PLACES)
            elif key == "file" and not (isinstance(value, str) and _KIND.fullmatch(value)):
                self._fault(line, "Phần đầu tên tệp không hợp.", "Chỉ dùng chữ thường không dấu, số, gạch nối.")
            elif key == "unless" and f"{OF_RECORDS}{value}" not in self._records:
                self._unknown(line, "loại phiếu", str(value), [name.removeprefix(OF_RECORDS) for name in self._records])
            elif key in ("official", "sideways", "unit", "optional") and not isinstance(value, bool):
                self._fault(line, f"{key} chỉ nhận true hoặc false.", f"Ghi {key} = true, không có ngoặc kép.")
            elif key in ("names", "fill"):
                self._names(line, key, value)

    def _names(self, line: int, key: str, value: object) -> None:
        if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
            self._fault(line, f"{key} là một dãy tên.", f'Ghi {key} = ["…", "…"].')
            return
        for name in value if key == "fill" else ():
            known = AGENCY_QUERIES if self._name == f"{PROVINCE}.toml" else [*QUERIES, *self._records]
            if name not in known:
                own = next((n for n, text in enumerate(self._written[line - 1 :], line) if f'"{name}"' in text), line)
                self._unknown(own, "phần", name, known)

    def _is_text(self, line: int, value: object, known: Iterable[str]) -> bool:
        """Checks one text: that it is one, names only places there are, and types no figure."""
        if not isinstance(value, str) or not value.strip() or len(value) > _LONGEST:
            self._fault(line, f"Chỗ này phải là câu chữ, không quá {_LONGEST} chữ.", 'Ghi trong dấu ngoặc kép: "…".')
            return False
        before = len(self.faults)
        for place in PLACE.findall(value):
            if place not in known:
                self._unknown(line, "chỗ", f"{{{place}}}", [f"{{{name}}}" for name in known])
        bare = PLACE.sub(" ", clean(value))
        if "{" in bare or "}" in bare:
            self._fault(line, "Dấu { } không khép.", "Ghi {tên} cho mỗi chỗ, hoặc bỏ dấu ngoặc.")
        if typed := _typed_figure(bare):
            self._fault(
                line, f"Câu có số gõ tay: “{typed}”.",
                "Số liệu chỉ lấy từ dữ liệu: thay bằng chỗ như {total}; số văn bản thì ghi đủ, ví dụ số 25-NQ/TW.",
            )  # fmt: skip
        return len(self.faults) == before

    def _unknown(self, line: int, what: str, name: str, known: Iterable[str]) -> None:
        names = list(known)
        near = nearest(name, names)
        listed = f"Có: {', '.join(names)}." if len(names) <= _MOST_SECTIONS else ""
        hint = f"Có phải {near}?" if near else listed if names else "Câu này không có chỗ nào."
        self._fault(line, f"Không có {what} “{clean(name)}”.", hint or "Xem tệp mẫu: danvan report template export.")

    def _line(self, table: str, place: int, key: str) -> int:
        return self._lines.get((table, place, key)) or self._lines.get((table, place, "")) or 1

    def _fault(self, line: int, message: str, hint: str) -> None:
        self.faults.append(Fault(self._name, line, message, hint))


def _lines_of_keys(lines: Iterable[str]) -> dict[tuple[str, int, str], int]:
    """Finds the line of every key by its table, which one of that name it is (from 0), and itself; of tables by ""."""
    found: dict[tuple[str, int, str], int] = {}
    seen: Counter[str] = Counter()
    table = ""
    for number, line in enumerate(lines, start=1):
        if heading := re.match(r"\s*\[\[?\s*([\w-]+)\s*\]", line):
            table = heading[1]
            seen[table] += 1
            found.setdefault((table, seen[table] - 1, ""), number)
        elif key := re.match(r"\s*[\"']?([\w-]+)[\"']?\s*=", line):
            found.setdefault((table, max(0, seen[table] - 1), key[1]), number)
    return found


def _typed_figure(text: str) -> str:
    """Finds a figure that is typed in a text, in digits or words; empty where there is none."""
    rest = _NAMED_NUMBERS.sub(" ", text)
    word = next((word for word in rest.split() if any(letter.isnumeric() for letter in word)), "")
    if word:
        return word
    counted = _COUNTED_IN_WORDS.search(rest.casefold())
    return counted[0] if counted else ""


def _tidy(text: str) -> str:
    """Cleans a text; blanks at its ends stay, for sentences are joined by them."""
    front, back = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{' ' if front else ''}{clean(text)}{' ' if back else ''}"


def template_files(outlines: Mapping[str, str], kinds: Iterable[RecordKind] = ()) -> dict[str, str]:
    """Writes the program's own words as a template's files; ``outlines`` are its outline files by name."""
    places = "\n".join(f"#   {{{name}}}: {words}" for name, words in PLACES.items())
    queries = "\n".join(f"#   {name}: {words}" for name, words in QUERIES.items())
    head = (
        "# Đề cương báo cáo. Sửa tiêu đề, câu chữ, thứ tự các mục; thêm, bớt mục; lưu lại dạng UTF-8.\n"
        "# Xem đã đúng chưa: danvan report template check THƯ_MỤC. Số liệu do chương trình điền, không gõ vào đây.\n"
        f"# Các chỗ được điền trong câu:\n{places}\n# Các phần của fill, theo thứ tự in ra:\n{queries}\n"
        "# gap là điều người viết phải bổ sung, in trong ngoặc vuông.\n\n"
    )
    made = {
        name: head + "\n".join(line for line in text.split("\n") if not line.startswith("#")).lstrip("\n")
        for name, text in outlines.items()
        if name != f"{PROGRESS}.toml"
    }
    records = sentences_of(kinds)
    return made | {
        SENTENCES: _phrase_file("báo cáo", REPORT),
        LETTERS: _phrase_file("công văn đôn đốc", LETTER),
        RECORDS: _phrase_file("báo cáo về từng loại phiếu số liệu; câu không có dấu chấm cuối", records),
    }


def _phrase_file(of: str, phrases: Mapping[str, str]) -> str:
    return "\n".join(_phrase_lines(of, phrases)) + "\n"


def _phrase_lines(of: str, phrases: Mapping[str, str]) -> Iterator[str]:
    yield f"# Câu chữ của {of}. Mỗi {{chỗ}} do chương trình điền: đổi lời quanh nó, không gõ số, không bỏ chỗ có số."
    yield "# Câu nào xóa đi thì dùng lại câu của chương trình."
    topic = ""
    for name, text in phrases.items():
        own, _, key = name.partition(".")
        if own != topic:
            topic = own
            yield f"\n[{topic}]"
        yield f'{key} = "{text}"'


def spoken(fault: Fault) -> str:
    """Tells a fault in one sentence, with where it stands."""
    return f"Tệp {fault.file}, dòng {fault.line}: {fault.message[:1].lower()}{fault.message[1:]}"


def is_template_file(name: str) -> bool:
    """Tells the files of a template from others in its folder."""
    return name.endswith(".toml") and fold(name) == name
