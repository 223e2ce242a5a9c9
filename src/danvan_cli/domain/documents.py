"""The register of documents: what stands in it, what kinds there are, and which one is meant by a number."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from danvan_cli.domain.dates import short
from danvan_cli.domain.errors import ConflictError, NotFoundError, UsageError
from danvan_cli.domain.model import Proof
from danvan_cli.domain.text import clean, fold
from danvan_cli.domain.validation import LONGEST_NAME, required_text
from danvan_cli.domain.words import DocumentRole

# The kinds of administrative documents (NĐ 30/2020/NĐ-CP, Điều 7), each with its abbreviation in numbers (phụ lục III);
# behind them those that a plan rests on. A letter has no abbreviation: its number goes on with who wrote it.
_KINDS = {
    "Nghị quyết": "NQ", "Quyết định": "QĐ", "Chỉ thị": "CT", "Quy chế": "QC", "Quy định": "QyĐ", "Thông cáo": "TC",
    "Thông báo": "TB", "Hướng dẫn": "HD", "Chương trình": "CTr", "Kế hoạch": "KH", "Phương án": "PA", "Đề án": "ĐA",
    "Dự án": "DA", "Báo cáo": "BC", "Biên bản": "BB", "Tờ trình": "TTr", "Hợp đồng": "HĐ", "Công văn": "CV",
    "Công điện": "CĐ", "Bản ghi nhớ": "BGN", "Bản thỏa thuận": "BTT", "Giấy ủy quyền": "GUQ", "Giấy mời": "GM",
    "Giấy giới thiệu": "GGT", "Giấy nghỉ phép": "GNP", "Phiếu gửi": "PG", "Phiếu chuyển": "PC", "Phiếu báo": "PB",
    "Thư công": "", "Hiến pháp": "", "Luật": "", "Bộ luật": "", "Pháp lệnh": "PL", "Nghị định": "NĐ", "Thông tư": "TT",
    "Thông tư liên tịch": "TTLT", "Nghị quyết liên tịch": "NQLT", "Kết luận": "KL", "Lệnh": "L",
}  # fmt: skip
_LETTER = "Công văn"
_SYMBOL = re.compile(r"\d+[a-z]?(?:/\d{4})?[-/]([^\W\d_]+)")
_DAY = re.compile(r"\s*,?\s*(?:ngày\s+)?(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$")


class Registered(NamedTuple):
    """One document of the register. ``relation`` is its role in the plan, None where no plan has one for it.

    ``is_entered``: it stands there by itself, entered or found in a plan; else the program knows it from the plan, the
    letter or the report that it is. ``replaced_by`` is the number of the one in its place. ``tasks`` are codes, each
    with its plan's where that is not ``plan``.
    """

    type: str | None
    number: str
    issued_on: date | None
    issuer: str | None
    relation: str | None
    subject: str | None = None
    replaced_by: str | None = None
    plan: str | None = None
    tasks: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    is_entered: bool = True

    @property
    def name(self) -> str:
        """Names it as people do: "Báo cáo số 45/BC-VP ngày 25/10/2023"."""
        return " ".join(filter(None, [self.type or "Văn bản", "số", self.number, _on(self.issued_on)]))


def _on(day: date | None) -> str:
    return f"ngày {short(day)}" if day else ""


class DocumentDetail(NamedTuple):
    """A document with each plan that has it, the proofs that name it, and the documents that it took the place of."""

    document: Registered
    places: tuple[Registered, ...]
    proofs: tuple[Proof, ...]
    replaces: tuple[str, ...]


def known_kind(text: str) -> str:
    """Finds the kind meant, by its name or abbreviation in any case; UsageError that lists them for another."""
    key = fold(text).strip()
    by_name = [kind for kind in _KINDS if fold(kind) == key]
    # "QC", "qc" and "QĐ" are told apart by their own letters first.
    exact = [kind for kind, short_name in _KINDS.items() if short_name and short_name == text.strip()]
    loose = [kind for kind, short_name in _KINDS.items() if short_name and fold(short_name) == key]
    for found in (by_name, exact, loose):
        if len(found) == 1:
            return found[0]
    listed = ", ".join(kind.lower() for kind in _KINDS)
    raise UsageError(f"“{clean(text)}” không phải loại văn bản.", f"Ghi một trong: {listed}.")


def kind_of_number(number: str) -> str | None:
    """Tells a document's kind by the abbreviation in its number; one that begins with an office is a letter's."""
    found = _SYMBOL.match(number)
    if found is None:
        return None
    known = next((kind for kind, abbreviation in _KINDS.items() if abbreviation == found[1]), None)
    if known is not None:
        return known
    return _LETTER if re.fullmatch(r"\d+/[A-ZĐ]{3,}(?:-[\wĐđ&]+)+", number) else None


def document_number(text: str) -> str:
    """Cleans a number with its symbol, which has no blanks; UsageError for a text without a digit."""
    number = re.sub(r"\s+", "", required_text(text, "Số, ký hiệu văn bản", LONGEST_NAME)).replace("–", "-")
    number = re.sub(r"^số:?", "", number, flags=re.IGNORECASE)
    if not any(map(str.isdigit, number)):
        raise UsageError(f"“{number}” không có số văn bản.", "Ghi số và ký hiệu, ví dụ 15/KH-SKHCN.")
    return number


def number_key(number: str) -> str:
    """What two spellings of one number have in common."""
    return re.sub(r"\s+", "", fold(number)).replace("–", "-")


def parted_words(words: str) -> tuple[str, date | None]:
    """Parts "15/KH-SKHCN ngày 22/3/2023" in the number and the day; UsageError for a day that no calendar has."""
    text = clean(words)
    found = _DAY.search(text)
    if found is None or found.start() == 0:
        return document_number(text), None
    try:
        return document_number(text[: found.start()]), date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        raise UsageError(f"Ngày trong “{text}” không có trên lịch.", "Kiểm tra lại ngày văn bản.") from None


def find_document(known: Sequence[Registered], words: str) -> Registered:
    """Finds the document meant by its number, with its day where two have that number.

    NotFoundError that names alike ones; ConflictError where two could be meant.
    """
    number, day = parted_words(words)
    same = [one for one in known if number_key(one.number) == number_key(number)]
    found = [one for one in same if day is None or one.issued_on == day]
    if len(found) == 1:
        return found[0]
    if found:
        days = "; ".join(one.name for one in found)
        raise ConflictError(
            f"Có {len(found)} văn bản số {number}: {days}.", f'Ghi cả ngày, ví dụ "{number} ngày 2/3/2023".'
        )
    alike = same or [one for one in known if number_key(one.number).startswith(number_key(number))]
    hint = (
        f"Có: {'; '.join(one.name for one in alike[:3])}."
        if alike
        else "Xem danvan doc list; thêm bằng danvan doc add."
    )
    raise NotFoundError(f"Sổ văn bản không có số {number}{f' {_on(day)}' if day else ''}.", hint)


def same_document(known: Iterable[Registered], number: str, day: date | None) -> Registered | None:
    """Finds the document that a number and day name; one of the two may lack the day."""
    key = number_key(number)
    same = [one for one in known if number_key(one.number) == key]
    exact = next((one for one in same if one.issued_on == day), None)
    return exact or next((one for one in same if None in (one.issued_on, day)), None)


# Those that the office itself sent out.
OWN_ROLES = (DocumentRole.ISSUED, DocumentRole.PLAN, DocumentRole.LETTER, DocumentRole.REPORT)
