"""The choices that an office may make: what each is for, its default, how it is typed.

A key that ``read_value`` does not name is a number of days; ``report_symbol``, ``report_template`` and those that begin
with ``letter_`` are texts.
"""

from pathlib import PurePosixPath, PureWindowsPath
from typing import NamedTuple

from danvan_cli.domain.errors import UsageError
from danvan_cli.domain.text import clean, fold
from danvan_cli.domain.words import PeriodRule, YesNo, parse_word

_MOST_DAYS = 3660
_MOST_MEGABYTES = 2000


class Settings(NamedTuple):
    """All choices with their values; days are calendar days, but for ``answer_days``, which are working days."""

    soon_days: int = 7
    warning_days: tuple[int, ...] = (7, 3, 1)
    stale_days: int = 90
    answer_days: int = 10
    before_is_inclusive: bool = False
    report_periods: PeriodRule = PeriodRule.ND09
    report_symbol: str = ""
    report_template: str = ""
    letter_symbol: str = ""
    letter_authority: str = ""
    letter_signer_title: str = ""
    letter_signer: str = ""
    letter_office: str = ""
    letter_copies: str = ""
    evidence_file_mb: int = 20


MEANING = {
    "soon_days": "Số ngày trước ngày cuối mà một việc được coi là sắp đến hạn.",
    "warning_days": "Những ngày trước ngày cuối có nhắc và báo thức lịch, ví dụ 7,3,1.",
    "stale_days": "Số ngày không cập nhật thì việc không thời hạn bị coi là lâu chưa cập nhật.",
    "answer_days": "Số ngày làm việc để trả lời ý kiến, kiến nghị, kể từ ngày nhận.",
    "before_is_inclusive": "“Trước ngày 25/10” có tính cả ngày 25/10 hay không (có/không).",
    "report_periods": "Kỳ báo cáo theo Nghị định 09/2019/NĐ-CP (nđ09: năm từ 15/12 đến 14/12) hay dương lịch.",
    "report_symbol": "Ký hiệu báo cáo của cơ quan, ví dụ BC-SKHCN.",
    "report_template": "Thư mục mẫu báo cáo, công văn của cơ quan (danvan report template), ghi đủ đường dẫn.",
    "letter_symbol": "Ký hiệu công văn của cơ quan, ví dụ SKHCN-VP.",
    "letter_authority": "Quyền hạn người ký công văn, ví dụ TL. GIÁM ĐỐC.",
    "letter_signer_title": "Chức vụ người ký công văn, ví dụ CHÁNH VĂN PHÒNG.",
    "letter_signer": "Họ tên người ký công văn.",
    "letter_office": "Mã đơn vị soạn công văn, nhận trả lời và không tự gửi cho mình; trống là Văn phòng.",
    "letter_copies": "Nơi nhận thêm của công văn đôn đốc, cách nhau bằng dấu chấm phẩy.",
    "evidence_file_mb": "Cỡ lớn nhất, tính bằng MB, của một tệp minh chứng được giữ cạnh dữ liệu; 0 là chỉ giữ mã băm.",
}
# What a choice is called when it is set, besides its own word; by the first it is told.
_NAMES = {
    "soon_days": "sắp đến hạn|số ngày sắp đến hạn",
    "warning_days": "ngày nhắc|ngày báo trước",
    "stale_days": "lâu chưa cập nhật",
    "answer_days": "hạn trả lời ý kiến|số ngày trả lời ý kiến|ngày trả lời",
    "before_is_inclusive": "trước ngày có tính ngày đó|tính cả trước ngày",
    "report_periods": "kỳ báo cáo",
    "report_symbol": "ký hiệu báo cáo",
    "report_template": "mẫu báo cáo|thư mục mẫu",
    "letter_symbol": "ký hiệu công văn",
    "letter_authority": "quyền hạn ký|quyền hạn người ký",
    "letter_signer_title": "chức vụ người ký|chức vụ ký",
    "letter_signer": "người ký|người ký công văn",
    "letter_office": "đơn vị soạn công văn|văn phòng",
    "letter_copies": "nơi nhận|nơi nhận công văn",
    "evidence_file_mb": "cỡ tệp minh chứng|cỡ tệp",
}
_TEXTS = tuple(key for key in MEANING if key.startswith(("letter_", "report_s", "report_t")))


def known_key(key: str) -> str:
    """Finds the choice meant, however its word is cased or joined. Raises UsageError for one there is not."""
    wanted = fold(key).replace("-", "_")
    if wanted not in MEANING:
        spoken = fold(key).replace("-", " ").replace("_", " ").strip()
        for name, words in _NAMES.items():
            if spoken in map(fold, words.split("|")):
                return name
        raise UsageError(f"Không có thiết lập “{key}”.", f"Các thiết lập: {', '.join(map(spoken_key, MEANING))}.")
    return wanted


def spoken_key(key: str) -> str:
    """Calls a choice by its Vietnamese name."""
    return _NAMES[key].split("|")[0]


def stored_value(key: str, text: str) -> str:
    """Checks a value as typed and writes it as it is stored; UsageError says what is accepted."""
    return written(read_value(key, text))


def read_value(key: str, text: str) -> int | bool | str | tuple[int, ...]:
    """Reads the value of a choice, as typed or as stored; UsageError as in ``stored_value``."""
    if key == "report_template":
        return _folder(clean(text))
    if key in _TEXTS:
        return clean(text)
    if key == "before_is_inclusive":
        return parse_word(YesNo, text) is YesNo.YES
    if key == "report_periods":
        return parse_word(PeriodRule, text)
    if key == "evidence_file_mb":
        return _megabytes(text)
    if key == "warning_days":
        days = {_days(part, key) for part in text.replace(";", ",").split(",") if part.strip()}
        if not days:
            raise _refused(key, text)
        return tuple(sorted(days, reverse=True))
    return _days(text, key)


def _folder(text: str) -> str:
    """Takes a folder by its full path; none of another machine, which a login could make others' machines call."""
    is_full = PurePosixPath(text).is_absolute() or PureWindowsPath(text).is_absolute()
    if text and (not is_full or text.replace("\\", "/").startswith("//")):
        raise UsageError(
            f"“{text}” không phải đường dẫn đầy đủ của một thư mục trên máy này.",
            "Ghi từ gốc, ví dụ /home/thu/mau hoặc C:\\mau; thư mục dùng chung thì gắn thành ổ đĩa trước.",
        )
    return text


def written(value: object) -> str:
    """Writes a value as it is typed and stored."""
    if isinstance(value, PeriodRule):
        return value.value
    if isinstance(value, bool):
        return (YesNo.YES if value else YesNo.NO).spoken
    return ",".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _days(text: str, key: str) -> int:
    word = text.strip()
    if not word.isascii() or not word.isdigit() or len(word) > len(str(_MOST_DAYS)) or int(word) > _MOST_DAYS:
        raise _refused(key, text)
    return int(word)


def _megabytes(text: str) -> int:
    word = fold(text).removesuffix("mb").strip()
    if not word.isascii() or not word.isdigit() or len(word) > len(str(_MOST_MEGABYTES)) or int(word) > _MOST_MEGABYTES:
        raise UsageError(
            f"Giá trị “{text}” của evidence_file_mb không hợp lệ.", f"Ghi số MB từ 0 đến {_MOST_MEGABYTES}."
        )
    return int(word)


def _refused(key: str, text: str) -> UsageError:
    example = "một hay nhiều số ngày, ví dụ 7,3,1" if key == "warning_days" else f"số ngày từ 0 đến {_MOST_DAYS}"
    return UsageError(f"Giá trị “{text}” của {key} không hợp lệ.", f"Ghi {example}.")
