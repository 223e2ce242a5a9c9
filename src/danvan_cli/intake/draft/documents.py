"""The documents that a plan cites: type, number with symbol, date, issuer; each once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from danvan_cli.domain.draft import DocumentDraft
from danvan_cli.domain.text import clean, fold
from danvan_cli.intake import lexicon
from danvan_cli.intake.due.written import day_pattern, written_day
from danvan_cli.intake.letters import LOWER

_BY_SYMBOL = {
    "NQLT": "Nghị quyết liên tịch",
    "TTLT": "Thông tư liên tịch",
    "NQ": "Nghị quyết",
    "NĐ": "Nghị định",
    "QĐ": "Quyết định",
    "CT": "Chỉ thị",
    "KH": "Kế hoạch",
    "TT": "Thông tư",
    "TB": "Thông báo",
    "KL": "Kết luận",
    "QĐI": "Quy định",
    "QĐi": "Quy định",
    "HD": "Hướng dẫn",
    "CTR": "Chương trình",
    "BC": "Báo cáo",
    "TTR": "Tờ trình",
    "CV": "Công văn",
    "ĐA": "Đề án",
    "QC": "Quy chế",
    "QH": "Luật",
    "CĐ": "Công điện",
}
# Small letters that a line in capitals spoils: "17-CTR/TU" is 17-CTr/TU.
_SPELLED = {"CTR": "CTr", "TTR": "TTr", "TTG": "TTg", "QĐI": "QĐi", "CTRPH": "CTrPH", "CTRHĐ": "CTrHĐ"}
_TYPE = "|".join(lexicon.document_types())
# The capitals are meant even where the pattern around ignores case: "8 - tháng 9" is no number.
NUMBER = (
    r"\d{1,5}[a-z]?\s?(?:/\s?\d{4}\s?)?[-/–]\s?(?-i:[A-ZĐ])[\wĐđ.&]{0,15}"
    r"(?:\s?[-/–]\s?(?-i:[A-ZĐ])[\wĐđ.&]{0,20}){0,4}"
)
# A number without a sign before a capital is no document's.
_HAS_SYMBOL = re.compile(r"[-/–]\s?[A-ZĐ]")
_CITED = re.compile(
    rf"(?:(?P<type>(?i:{_TYPE}))(?:\s+liên\s+tịch)?\s+)?(?:(?i:số)\s*:?\s*)?(?<![\w/.,])(?P<number>{NUMBER})"
    rf"(?:\s?,?\s*(?:ban hành\s+)?(?:ngày\s+){day_pattern('d')})?(?P<of>\s*,?\s*của\s+)?"
)
# Words that begin what the document is about; the issuer ends before them.
_AFTER_ISSUER = re.compile(
    rf"\s*(?:[,;:.()“”\"/]|(?:và(?=\s+(?:[{LOWER}]|số\s|{_TYPE}))|về|[Vv]/v|ban hành|thực hiện|quy định|phê duyệt"
    rf"|triển khai|trên địa bàn|tổ chức|tiếp tục|tăng cường"
    r"|đẩy mạnh|giai đoạn|năm \d|sửa đổi|hướng dẫn|công bố|thông qua|khóa|khoá|nhiệm kỳ|đã|được|để|theo|thì|là"
    r"|xây dựng|nâng cao"
    r"|một số|kèm theo|trong|cho|với|tại)(?=\s|$|[,;:.]))"
)
_MAX_ISSUER = 90


def cited_documents(passages: Iterable[tuple[str, bool]]) -> tuple[DocumentDraft, ...]:
    """Collects the documents cited in (text, is a basis) passages, in reading order.

    The same number is one document, unless two different dates say otherwise.
    """
    found: list[DocumentDraft] = []
    for text, is_basis in passages:
        for document in _in_text(text, is_basis):
            _add(found, document)
    return tuple(found)


def spelled_symbol(symbol: str) -> str:
    """Writes a symbol, or a number with its symbol, in the letters that it has: "KH-CTR" is never right."""
    if symbol and symbol == symbol.lower():
        symbol = symbol.upper()
    return re.sub(r"[A-ZĐ]+", lambda found: _SPELLED.get(found[0], found[0]), symbol)


def issuer_before(text: str) -> tuple[str | None, str]:
    """Splits "Ban Dân vận Huyện ủy về kỷ niệm …" into who issued a document and what it is about."""
    stop = _AFTER_ISSUER.search(text.lower() if text.isupper() else text, lexicon.usual_end(text))
    end = stop.start() if stop else len(text)
    return clean(text[:end]) or None, text[end:]


def _in_text(text: str, is_basis: bool) -> Iterable[DocumentDraft]:
    if not _HAS_SYMBOL.search(text):
        return
    before: str | None = None
    for match in _CITED.finditer(text):
        number = spelled_symbol(re.sub(r"\s", "", match["number"]).replace("–", "-").rstrip(".&"))
        kind = match["type"] or _type_of(number) or before
        if kind is None or not re.search(r"\d[-/]?[A-ZĐ]|/", number):
            continue
        before = match["type"]
        day = written_day(match, "d")
        issuer = _issuer(text[match.end() :]) if match["of"] else None
        yield DocumentDraft(_sentence(kind), number, day.on(None) if day else None, issuer, is_basis)


def _type_of(number: str) -> str | None:
    symbol = re.split(r"[-/]", re.sub(r"^\d+[a-z]?(?:/\d{4})?[-/]", "", number))[0]
    return (
        _BY_SYMBOL.get(symbol) or _BY_SYMBOL.get(symbol.upper()) or ("Luật" if re.fullmatch(r"QH\d+", symbol) else None)
    )


def _sentence(kind: str) -> str:
    return kind[:1].upper() + kind[1:].lower()


def _issuer(after: str) -> str | None:
    stop = _AFTER_ISSUER.search(after[:_MAX_ISSUER], lexicon.usual_end(after))
    name = clean(after[: stop.start()] if stop else after[:_MAX_ISSUER])
    # A name cut in the middle of a word by the limit would be worse than none.
    return name if name and (stop or len(after) <= _MAX_ISSUER) else None


def _add(found: list[DocumentDraft], document: DocumentDraft) -> None:
    for index, other in enumerate(found):
        same_number = fold(other.number) == fold(document.number)
        if same_number and (other.issued_on == document.issued_on or None in (other.issued_on, document.issued_on)):
            found[index] = replace(
                other,
                issued_on=other.issued_on or document.issued_on,
                issuer=other.issuer or document.issuer,
                is_basis=other.is_basis or document.is_basis,
            )
            return
    found.append(document)
