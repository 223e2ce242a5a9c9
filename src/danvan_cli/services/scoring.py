"""Sets of criteria written: brought in from a table or a .toml file, and a filled table scored."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from danvan_cli.db import tables
from danvan_cli.db.journal import Transaction
from danvan_cli.db.reads.plans import find_plan
from danvan_cli.db.reads.scores import all_sets, sheets_of
from danvan_cli.db.removing import branch_of, remove
from danvan_cli.domain.errors import ConflictError, DanvanError, FileRefusedError, NotFoundError, UsageError
from danvan_cli.domain.model import Changed
from danvan_cli.domain.numbers import format_number
from danvan_cli.domain.scoring import CriteriaSet, Criterion, Rule, Score, Span
from danvan_cli.domain.scoring_files import set_of
from danvan_cli.domain.scoring_kept import bands_text, columns_text, disqualifiers_text, rule_text
from danvan_cli.domain.text import clean, fold
from danvan_cli.domain.words import ScorePart
from danvan_cli.services.request import Request, data_file
from danvan_cli.services.score_book import ScoreBook, criterion_rows, set_row
from danvan_cli.services.score_figures import source_of
from danvan_cli.services.score_views import chosen_set
from danvan_cli.services.writing import acting_unit_row, changed, row_key, writing

_MOST_TOLD = 30


@dataclass(frozen=True, slots=True)
class Incoming:
    """A set as a file has it, with the points that it is filled with, what nobody could read, and what to tell."""

    scored: CriteriaSet
    scores: tuple[Score, ...]
    unread: tuple[tuple[str, str, str], ...]
    notes: tuple[str, ...]
    sha256: str


def read_file(path: Path, year: int | None = None) -> Incoming:
    """Reads a table (Excel, Word …) or a .toml file; FileRefusedError with the place for what cannot be used."""
    from danvan_cli.intake.files.opening import read_bytes  # only a file needs the readers

    return read_content(path.name, read_bytes(path), year)


def read_content(name: str, data: bytes, year: int | None = None) -> Incoming:
    """Reads a file's content; errors as in ``read_file``."""
    if not name.casefold().endswith(".toml"):
        from danvan_cli.intake.scoring.reading import read_table

        read = read_table(name, data, year)
        return Incoming(read.scored, read.scores, read.unread, read.notes, read.sha256)
    try:
        made = set_of(tomllib.loads(data.decode("utf-8-sig"), parse_float=Decimal), year)
        for row in made.rows:
            source_of(row.source or "")
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, TypeError, AttributeError, ValueError) as error:
        raise FileRefusedError(
            f"Tệp “{clean(name)}” không đọc được theo dạng TOML: {clean(str(error))[:150]}.",
            "Sửa dòng ấy rồi nhập lại.",
        ) from None
    except DanvanError as error:
        raise FileRefusedError(f"Tệp “{clean(name)}”: {error.message}", error.hint) from None
    made = made._replace(source_name=clean(name))
    return Incoming(made, (), (), (), hashlib.sha256(data).hexdigest())


def import_set(
    request: Request, incoming: Incoming, *, unit: str | None = None, set_words: str | None = None,
    replaces: bool = False,
) -> Changed:  # fmt: skip
    """Stores a set, or fills the sheet of the one that stands already; all of it or nothing.

    ConflictError for a set of the same year and title whose rows differ, unless it ``replaces`` that one, and where
    the sheet is locked.
    """
    with writing(request, may_begin=True) as work:
        year = incoming.scored.year or _year(work, request)
        scored = incoming.scored._replace(year=year)
        notes = [] if incoming.scored.year else [f"Tệp không ghi năm: lấy năm {year}; sai thì nhập lại với --year."]
        standing = _standing(work, request, scored, set_words)
        if standing is None:
            code = _new_code(work, scored)
            scored = scored._replace(code=code)
            _store(work, scored, incoming.sha256)
            said = f"Đã nhập bộ tiêu chí {code}: {_about(scored)}."
        else:
            scored = scored._replace(code=standing.code)
            said = f"Bộ tiêu chí {standing.code} đã có, không đổi."
            has_other_frame = bool(incoming.scored.bands) and _frame(standing) != _frame(scored)
            if has_other_frame and not replaces and not _differs(standing, scored):
                notes.append(
                    f"Xếp loại, điều kiện khống chế, làm tròn hay ngày khóa trong tệp khác bộ {standing.code}: giữ như "
                    "bộ đã có; muốn theo tệp thì nhập lại với --replace."
                )
            if _differs(standing, scored) or (replaces and _frame(standing) != _frame(scored)):
                _replace(work, standing, scored, replaces=replaces)
                said = f"Đã thay bộ tiêu chí {standing.code}: {_about(scored)}."
            else:
                scored = standing
        told = _to_settle(incoming, scored) if scored is not standing else []
        filled = _fill(work, request, scored, incoming.scores, unit)
    said += f" {filled}" if filled else ""
    return changed(request, work, said, scored.code, notes=(*notes, *incoming.notes, *told))


def _year(work: Transaction, request: Request) -> int:
    with suppress(NotFoundError, UsageError):
        return find_plan(work.reader, request.plan).year
    return request.today.year


def _standing(work: Transaction, request: Request, scored: CriteriaSet, words: str | None) -> CriteriaSet | None:
    if words is not None:
        return chosen_set(work.reader, request, words)
    own = [one for one in all_sets(work.reader) if one.year == scored.year]
    alike = [one for one in own if fold(one.title) == fold(scored.title) or not _differs(one, scored)]
    return alike[0] if alike else None


def _differs(one: CriteriaSet, other: CriteriaSet) -> bool:
    """Tells whether the rows are others; how they are counted may have been settled by hand since."""
    told = [[(row.code, fold(row.text), row.maximum, row.part) for row in of.rows] for of in (one, other)]
    return told[0] != told[1]


def _frame(one: CriteriaSet) -> tuple[object, ...]:
    """What a set says besides its rows."""
    return (
        one.bands, one.disqualifiers, one.step, one.rounding, one.bonus, one.deduction, one.lock_on, one.converts
    )  # fmt: skip


def _about(scored: CriteriaSet) -> str:
    leaves = scored.leaves(ScorePart.MAIN)
    groups = [row for row in scored.rows if row.parent is None and row.part is ScorePart.MAIN]
    parts = [f"{len(leaves)} tiêu chí trong {len(groups)} nhóm, thang {format_number(scored.scale)} điểm"]
    for part, word in ((ScorePart.BONUS, "thưởng"), (ScorePart.DEDUCTION, "trừ")):
        if scored.leaves(part):
            parts.append(f"{word} tối đa {format_number(scored.most(part))}")
    if scored.bands:
        parts.append(f"{len(scored.bands)} mức xếp loại")
    return ", ".join(parts)


def _new_code(work: Transaction, scored: CriteriaSet) -> str:
    taken = {one.code for one in all_sets(work.reader)}
    codes = (f"BTC-{scored.year}{'' if n == 1 else f'-{n}'}" for n in range(1, 1000))
    return next(code for code in codes if code not in taken)


def _store(work: Transaction, scored: CriteriaSet, sha256: str) -> None:
    made = tables.CriteriaSet(agency_id=work.agency, code=scored.code, title=scored.title, year=scored.year)
    _set_columns(made, scored)
    made.source_sha256 = sha256
    work.session.add(made)
    work.session.flush()
    for position, row in enumerate(scored.rows, 1):
        work.session.add(_criterion(row, row_key(made.id), position))
    work.session.flush()


def _set_columns(row: tables.CriteriaSet, scored: CriteriaSet) -> None:
    for name in ("number", "step", "bonus", "deduction", "lock_on", "converts", "source_name"):
        setattr(row, name, getattr(scored, name))
    row.rounding = str(scored.rounding)
    row.bands, row.columns = bands_text(scored.bands), columns_text(scored.columns)
    row.disqualifiers = disqualifiers_text(scored.disqualifiers)


def _criterion(row: Criterion, key: int, position: int, into: tables.Criterion | None = None) -> tables.Criterion:
    made = into or tables.Criterion(
        criteria_set_id=key, code=row.code, position=position, number=row.number, text=row.text, part=str(row.part),
        maximum=row.maximum,
    )  # fmt: skip
    made.position, made.number, made.text, made.part = position, row.number, row.text, str(row.part)
    made.maximum, made.parent, made.method, made.proof = row.maximum, row.parent, row.method, row.proof
    made.step, made.source = row.step, source_of(row.source or "") if row.source else None
    _put_rule(made, row.rule)
    return made


def _put_rule(row: tables.Criterion, rule: Rule | None) -> None:
    row.rule = str(rule.kind) if rule is not None else None
    row.details = rule_text(rule) if rule is not None else "{}"


def _replace(work: Transaction, standing: CriteriaSet, scored: CriteriaSet, *, replaces: bool) -> None:
    """Changes a standing set to the one that comes in; a row that has points already must stay as it is."""
    if not replaces:
        raise ConflictError(
            f"Bộ tiêu chí {standing.code} năm {standing.year} đã có, các dòng khác với tệp này.",
            "Thêm --replace để thay bộ đã có, hoặc đổi tên bộ trong tệp để nhập thành bộ thứ hai.",
        )
    new = {row.code: row for row in scored.rows}
    used = {
        code
        for sheet in sheets_of(work.reader, standing.code)
        for code, score in sheet.scores.items()
        if score != Score(code, score.maximum)
    }
    old = {row.code: row for row in standing.rows}
    lost = [code for code in used if code not in new or new[code].maximum != old[code].maximum]
    if lost:
        raise ConflictError(
            f"Không thay được: tiêu chí {', '.join(sorted(lost)[:10])} đã có điểm, bộ mới bỏ hoặc đổi điểm tối đa.",
            "Xóa điểm các tiêu chí ấy bằng danvan score set MÃ - rồi nhập lại.",
        )
    row = set_row(work, standing.code)
    row.title = scored.title
    _set_columns(row, scored)
    stored = criterion_rows(work, row)
    for position, incoming in enumerate(scored.rows, 1):
        before = old.get(incoming.code)
        # A rule that a person wrote for words that nobody could read stays while the words do.
        criterion = incoming
        if before is not None and incoming.rule is None and incoming.method == before.method:
            criterion = incoming._replace(rule=before.rule, source=before.source)
        work.session.add(_criterion(criterion, row_key(row.id), position, stored.pop(criterion.code, None)))
    work.session.flush()
    if gone := [row_key(one.id) for one in stored.values()]:
        remove(work, branch_of(work, "criterion", gone), work.today)


def _fill(work: Transaction, request: Request, scored: CriteriaSet, scores: Sequence[Score], unit: str | None) -> str:
    if unit is not None:
        acting_unit_row(work, unit, work.today)
    if not scores:
        return ""
    book = ScoreBook(work, request, scored, unit)
    for score in scores:
        book.take(score)
    filled = sum(score.own is not None for score in scores)
    if not filled:
        return f"Đã ghi những gì bảng nói về {len(scores)} tiêu chí của {book.whose}; bảng chưa có điểm."
    return f"Đã ghi {filled} điểm tự chấm của {book.whose}."


def _to_settle(incoming: Incoming, scored: CriteriaSet) -> list[str]:
    """Lists what a person must settle: rules in words that were not understood, then those that say nothing."""
    told = [f"Cần người xem – {where}: “{words}” ({why})." for where, words, why in incoming.unread[:_MOST_TOLD]]
    if len(incoming.unread) > _MOST_TOLD:
        told.append(f"Còn {len(incoming.unread) - _MOST_TOLD} chỗ khác cần người xem.")
    if any(where in {row.code for row in scored.rows} for where, _, _ in incoming.unread):
        told.append("Ghi cách tính bằng danvan score rule MÃ …; chưa ghi thì tiêu chí ấy không có điểm đề xuất.")
    silent = [row.code for row in scored.leaves() if row.rule is None and not row.method]
    if silent:
        told.append(
            f"Bảng không ghi cách tính của {len(silent)} tiêu chí ({', '.join(silent[:10])}): người chấm tự định."
        )
    return told


def span_of_words(words: str) -> Span:
    """Reads the figures that a level is for, as the reader of tables does."""
    from danvan_cli.intake.scoring.rule_words import span_of

    return span_of(words)


def example_set() -> CriteriaSet:
    """Reads the example that comes with the program; no province uses it."""
    content = data_file("scoring/vi-du.toml").read_text(encoding="utf-8")
    return set_of(tomllib.loads(content, parse_float=Decimal))


def remove_set(request: Request, words: str) -> Changed:
    """Takes a set out with all that was scored by it; ``undo`` brings it back."""
    with writing(request) as work:
        scored = chosen_set(work.reader, request, words)
        remove(work, branch_of(work, "criteria_set", [row_key(set_row(work, scored.code).id)]), work.today)
    return changed(request, work, f"Đã bỏ bộ tiêu chí {scored.code} và mọi điểm chấm theo nó.", scored.code)
