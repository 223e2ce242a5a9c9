"""The values of a record: how each is typed, kept and told. Empty is not nought."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple, Protocol

from danvan_cli.domain.codes import nearest
from danvan_cli.domain.dates import short
from danvan_cli.domain.errors import UsageError
from danvan_cli.domain.numbers import format_number, parse_number
from danvan_cli.domain.periods import period_words
from danvan_cli.domain.record_kinds import FieldType, KindField, RecordKind, find_field, listed_words
from danvan_cli.domain.states import Row
from danvan_cli.domain.text import clean, fold
from danvan_cli.domain.validation import is_figure, required_text

Value = Decimal | date | str
# Of a record: by the field's key; a field that is empty is not in it.
Values = Mapping[str, Value]


class Standing(NamedTuple):
    """How a record stands at a day: the word of its state, and of one that is followed its days and its delay.

    ``state`` is that of a followed record's own row ("overdue"), else None.
    """

    word: str
    state: str | None = None
    due_on: date | None = None
    days_late: int = 0
    submitted_on: date | None = None
    completed_on: date | None = None
    proofs: tuple[str, ...] = ()


class Remedy(NamedTuple):
    """The row of a followed record as stored: what its state follows from, how often it was moved, what proves it.

    ``asked_due_on`` is the day that an undecided request for an extension asks for, ``result`` what came of it,
    ``no_evidence_reason`` why nothing proves it, where that was said.
    """

    row: Row
    extensions: int = 0
    proofs: tuple[str, ...] = ()
    asked_due_on: date | None = None
    result: str | None = None
    no_evidence_reason: str | None = None


class KeptRecord(NamedTuple):
    """One record as kept. ``first_day`` and ``last_day`` are those of its period; of a day both are that day.

    ``as_of`` is the day that its figures are of: before it there is no such record. ``given_by`` is who gave it,
    ``form`` the form by which it came. ``of`` is the code of the record that it belongs to, ``remedy`` the row of one
    that is followed; ``standing`` is worked out for the day asked about.
    """

    code: str
    kind: str
    unit: str | None
    period: str | None
    first_day: date
    last_day: date
    as_of: date
    values: Values
    given_by: str | None = None
    form: str | None = None
    note: str | None = None
    evidence: tuple[str, ...] = ()
    of: str | None = None
    remedy: Remedy | None = None
    standing: Standing | None = None

    @property
    def when(self) -> str:
        """Names its period or day: "2023-Q3", "25/10/2023"."""
        return self.period or short(self.last_day)

    @property
    def when_words(self) -> str:
        """Tells its period or day inside a sentence: "quý III/2023", "15/12/2022–14/09/2023"."""
        if self.period and ".." in self.period:
            return f"{short(self.first_day)}–{short(self.last_day)}"
        words = period_words(self.period or "")
        return words[0].lower() + words[1:] if words else short(self.last_day)


class DayReader(Protocol):
    """Reads a typed day; without a year the nearest one past, or with ``ahead`` the next to come."""

    def __call__(self, text: str, *, ahead: bool = False) -> date:
        """Gives the day; UsageError for what is none."""


def read_values(kind: RecordKind, typed: Sequence[str], read_day: DayReader) -> dict[str, Value | None]:
    """Reads "field=value" of each; an empty value empties the field (None).

    UsageError for what is not of that form, for a field that is given twice, and as in ``read_value``.
    """
    found: dict[str, Value | None] = {}
    for words in typed:
        name, sign, text = words.partition("=")
        if not sign:
            example = kind.fields[0].word
            raise UsageError(f"“{words}” không có dấu “=”.", f'Ghi mục=giá trị, như "{example}=…".')
        field = find_field(kind, clean(name))
        if field.key in found:
            raise UsageError(f"Mục “{field.word}” được ghi hai lần.", "Ghi mỗi mục một lần.")
        found[field.key] = read_value(field, text, read_day)
    return found


def read_value(field: KindField, text: str, read_day: DayReader) -> Value | None:
    """Reads a value as its field's type has it, None for an empty one; UsageError that names the field otherwise."""
    words = clean(text)
    if not words:
        return None
    if field.is_number:
        return _number(field, words)
    if field.type is FieldType.DATE:
        return read_day(words, ahead=field.ahead)
    if field.type is FieldType.CHOICE:
        return read_choice(field, words)
    if field.pattern and not re.fullmatch(field.pattern, words):
        raise UsageError(f"{_named(field)}: “{words}” không đúng dạng.", f"Ghi như {field.example}.")
    return required_text(words, _named(field))


def _named(field: KindField) -> str:
    return field.word[0].upper() + field.word[1:]


def _number(field: KindField, words: str) -> Decimal:
    bare = words.replace("\u2212", "-").lstrip()
    if bare.startswith("-"):
        raise UsageError(f"{_named(field)} là {bare}; số liệu không được âm.", "Kiểm tra lại số đã gõ.")
    measured = bare.removesuffix(field.measure).rstrip() if field.measure else bare
    try:
        number = parse_number(measured)
    except UsageError as error:
        raise UsageError(f"{_named(field)}: {error.message[0].lower()}{error.message[1:]}", error.hint) from None
    if field.type is FieldType.INTEGER and number != number.to_integral_value():
        raise UsageError(f"{_named(field)} là {words}; mục này là số nguyên.", "Ghi số không có phần lẻ.")
    if field.most is not None and number > field.most:
        raise UsageError(
            f"{_named(field)} là {format_number(number)}, quá {format_number(field.most)}.", "Kiểm tra lại số đã gõ."
        )
    return number.to_integral_value() if field.type is FieldType.INTEGER else number


def read_choice(field: KindField, words: str) -> str:
    """Finds the key of what is chosen by its key or its words, however these are spelt; UsageError for others."""
    wanted = fold(words).replace("-", " ").replace("_", " ")
    called = {
        key: (key.replace("_", " "), fold(word), _initials(word), _initials(word.removeprefix("Hội ")))
        for key, word in field.choices.items()
    }
    exact = [key for key, names in called.items() if wanted in names]
    # A part of a choice's words is enough where only one has it.
    found = exact or [key for key, names in called.items() if any(f" {wanted} " in f" {name} " for name in names)]
    if len(found) == 1:
        return found[0]
    begun = [field.choices[key] for key, names in called.items() if any(wanted.startswith(f"{n} ") for n in names if n)]
    near = begun[0] if len(begun) == 1 else nearest(words, field.choices.values())
    hint = f"Có phải “{near}”? " if near else ""
    raise UsageError(
        f"{_named(field)}: “{words}” không nằm trong các giá trị.",
        f"{hint}Ghi một trong: {', '.join(field.choices.values())}.",
    )


def _initials(words: str) -> str:
    """Gives the letters that a name is known by ("MTTQ" of Mặt trận Tổ quốc); two or fewer may be anything."""
    letters = "".join(word[0] for word in fold(words).split())
    return letters if len(letters) > 2 else ""


def is_of_type(field: KindField, value: Value) -> bool:
    """True for a value that the field could have been given."""
    if field.is_number:
        return isinstance(value, Decimal) and is_figure(value) and value >= 0
    if field.type is FieldType.DATE:
        return isinstance(value, date)
    return isinstance(value, str) and (value in field.choices if field.choices else True)


def value_words(field: KindField | None, value: Value | None) -> str:
    """Writes a value for people: Vietnamese numbers and days, a choice by its word; empty for none."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return format_number(value) + (f" {field.measure}" if field and field.measure else "")
    if isinstance(value, date):
        return short(value)
    return field.choices.get(value, value) if field else value


def missing(kind: RecordKind, values: Values) -> str | None:
    """Names the fields that must be filled and are not; None where all are."""
    keys = [field.key for field in kind.fields if field.required and field.key not in values]
    return listed_words(kind, keys) or None


def typed_values(kind: RecordKind, values: Values) -> str:
    """Writes a record's values in one line, in the kind's order: "lượt 12; người 15"."""
    told = [f"{field.word} {value_words(field, values[field.key])}" for field in kind.fields if field.key in values]
    return "; ".join(told)
