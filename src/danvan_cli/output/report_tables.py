"""The tables of reports: the register, what is late or near, targets, documents. Units by name, codes only if asked."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from danvan_cli.domain.comparing import Beside
from danvan_cli.domain.coverage import goal_text
from danvan_cli.domain.dates import short
from danvan_cli.domain.documents import Registered
from danvan_cli.domain.figures import Coverage
from danvan_cli.domain.lazy_lists import LazyMapped, LazyRepeated
from danvan_cli.domain.model import Deadline, Measurement
from danvan_cli.domain.numbers import ratio_words
from danvan_cli.domain.report_periods import named_period
from danvan_cli.domain.reporting import RegisterLine, ReportExtension, ReportFigures, YearBefore
from danvan_cli.domain.words import PeriodRule, Stage, State
from danvan_cli.output import labels
from danvan_cli.output.columns import moved_words
from danvan_cli.output.comparing import signed, value_cell
from danvan_cli.output.progress import actual_cell, met_text, percent_cell
from danvan_cli.output.tables import Cell, Column, Table, brief, number, without_empty

# A page for the leaders has room for so many letters of a task, its product and a name, and so many units in a line.
_BRIEF_LETTERS, _PRODUCT_LETTERS, _NAME_LETTERS, _MOST_UNITS = 70, 30, 30, 2
_HEAD = "Thủ trưởng"


def period_name(name: str) -> str:
    """Tells a row's period in words: "2023-Q1" is "quý I năm 2023"; other words stay."""
    year, _, part = name.partition("-")
    known = year.isdigit() and len(year) == 4 and (not part or part in _PARTS or part.isdigit())
    return named_period(int(year), part.lower(), PeriodRule.CALENDAR).words if known else name


_PARTS = ("Q1", "Q2", "Q3", "Q4", "H1", "H2")


def _names(figures: ReportFigures, codes: Collection[str]) -> str:
    return ", ".join(map(figures.unit_name, codes))


# Of these a reader asks why; the reason of any other step is between the Office and the unit.
_APART: dict[str, str] = {Stage.PAUSED: "tạm hoãn", Stage.CANCELLED: "thôi thực hiện"}


def result_words(row: Deadline) -> str | None:
    """Writes a row's result as its unit wrote it, and why it rests, is given up or was late for no fault of its own."""
    apart = f"{_APART[row.stage]}: {row.reason}" if row.reason and row.stage in _APART else None
    excuse = f"trễ khách quan: {row.exempt_reason}" if row.exempt_reason else None
    return "; ".join(filter(None, [row.result, apart, excuse])) or None


def proof_words(row: Deadline) -> str | None:
    """Lists a row's evidence, or says why there is none."""
    without = f"không có minh chứng: {row.no_evidence_reason}" if row.no_evidence_reason else None
    return "; ".join([*row.evidence, *filter(None, [without])]) or None


_CONTENT = Column("Nội dung nhiệm vụ", wide=True)
_REGISTER = (
    Column("Mã"), _CONTENT, Column("Đơn vị chủ trì"), Column("Đơn vị phối hợp"), Column("Sản phẩm"), Column("Kỳ"),
    Column("Thời hạn như đã ghi"), Column("Ngày cuối"), Column("Gia hạn"), Column("Ngày nộp"), number("Số ngày trễ"),
    number("Tiến độ (%)"), Column("Trạng thái"), Column("Kết quả", wide=True), Column("Minh chứng"),
)  # fmt: skip


def _leads(figures: ReportFigures, line: RegisterLine) -> str:
    return figures.unit_name(line.row.unit) if line.row else _names(figures, line.leads) or figures.unit_name(None)


def _register_cells(figures: ReportFigures, line: RegisterLine) -> tuple[Cell, ...]:
    supports = _names(figures, line.supports) if line.supports else None
    head = (line.code, line.content)
    if (row := line.row) is None:
        blank = (None,) * 7
        return (*head, _leads(figures, line), supports, line.product, *blank, State(line.state), None, None)
    return (
        *head, _leads(figures, line), supports, line.product, period_name(row.period) if row.period else None,
        row.due_text, row.due_on, moved_words(row, with_years=True), row.submitted_on, row.days_late or None,
        row.progress, State(row.state), result_words(row), proof_words(row),
    )  # fmt: skip


# On paper there is no room for all: these say what a reader of the register asks, two at a time.
_PRINTED = (
    Column("Mã"), _CONTENT, Column("Chủ trì; phối hợp"), Column("Sản phẩm"), Column("Ngày cuối"), Column("Trạng thái"),
    Column("Kết quả; minh chứng", wide=True),
)  # fmt: skip


def _printed_cells(figures: ReportFigures, line: RegisterLine, first: int) -> tuple[Cell, ...]:
    """Makes a line of the register on paper; ``first`` is the number of the task's first line, 0 in that line itself.

    A long text is printed once; the other units' and periods' lines lead to it.
    """
    row = line.row
    period = f" ({period_name(row.period)})" if row is not None and row.period else ""
    lead = _leads(figures, line)
    return (
        line.code, f"{f'Như số {first}' if first else line.content}{period}",
        f"{lead}; phối hợp: {_names(figures, line.supports)}" if line.supports else lead, line.product,
        row.due_on if row else None, State(line.state), _outcome(row) if row else None,
    )  # fmt: skip


def _outcome(row: Deadline) -> str | None:
    return "; ".join(filter(None, [result_words(row), proof_words(row)])) or None


def register(figures: ReportFigures, *, codes: bool, printed: bool) -> Table:
    """Lists every task with each of its leads' rows; ``printed`` leaves the columns out that paper has no room for."""
    shown = slice(None) if codes else slice(1, None)

    def rows() -> Iterator[tuple[Cell, ...]]:
        task, first = "", 0
        for place, line in enumerate(figures.register, start=1):
            if not printed:
                yield place, *_register_cells(figures, line)[shown]
                continue
            if line.code != task:
                task, first = line.code, 0
            yield place, *_printed_cells(figures, line, first)[shown]
            first = first or place

    chosen: tuple[Column, ...] = _PRINTED if printed else _REGISTER
    columns = (number("TT"), *chosen[shown])
    listed = LazyRepeated(len(figures.register), rows, is_redated=False)
    return Table("", columns, listed, empty="Kế hoạch không có nhiệm vụ.", name="Sổ theo dõi")


def _listed_rows(figures: ReportFigures, rows: Collection[Deadline], last: Column, name: str, empty: str) -> Table:
    def cells(row: Deadline) -> tuple[Cell, ...]:
        left = row.days_late if last.alarm else (row.due_on - figures.cut_off).days if row.due_on else None
        period = period_name(row.period) if row.period else None
        return (
            row.content, figures.unit_name(row.unit), period, row.due_text, row.due_on, left, row.progress,
            row.reminders or None, result_words(row),
        )  # fmt: skip

    columns = (
        Column("Nội dung nhiệm vụ", wide=True), Column("Đơn vị chủ trì"), Column("Kỳ"), Column("Thời hạn như đã ghi"),
        Column("Ngày cuối"), last, number("Tiến độ (%)"), number("Số lần đôn đốc"), Column("Kết quả, lý do"),
    )  # fmt: skip
    return Table("", columns, LazyMapped(rows, cells), empty=empty, name=name)


def overdue(figures: ReportFigures) -> Table:
    """Lists what is late, the longest first."""
    days = number("Số ngày trễ")._replace(alarm=True)
    return _listed_rows(figures, figures.status.overdue, days, "Quá hạn", "Không có nhiệm vụ quá hạn.")


def due_soon(figures: ReportFigures) -> Table:
    """Lists what falls due next."""
    empty = f"Không có nhiệm vụ đến hạn trong {figures.status.soon_days} ngày tới."
    return _listed_rows(figures, figures.status.due_soon, number("Số ngày còn lại"), "Sắp đến hạn", empty)


def going(figures: ReportFigures) -> Table:
    """Lists what else is open: not late, and due later or never."""
    rows = [
        line.row
        for line in figures.register
        if line.row is not None and line.row.state in (State.IN_TIME, State.UNDATED)
    ]
    return _listed_rows(figures, rows, number("Số ngày còn lại"), "Đang thực hiện", "Không còn nhiệm vụ nào khác.")


def targets(figures: ReportFigures) -> Table:
    """Lists the targets with what was reached, by which proof, and who has not reported."""
    columns = (
        number("TT"), Column("Chỉ tiêu", wide=True), Column("Mục tiêu"), number("Thực hiện"), number("Tỷ lệ"),
        Column("Đánh giá"), Column("Minh chứng"), Column("Đơn vị chưa có số liệu"),
    )  # fmt: skip
    rows = tuple(
        (
            place, line.target.statement, goal_text(line.target), actual_cell(line), percent_cell(line), met_text(line),
            _proofs(figures, line), _missing(figures, line),
        )
        for place, line in enumerate(figures.status.coverage, start=1)
    )  # fmt: skip
    note = (
        "Tỷ lệ là số thực hiện chia cho mẫu số đã báo; chỉ tiêu tính theo đơn vị thì chia cho số đơn vị; chỉ tiêu số "
        "lượng, mức bình quân thì chia cho mục tiêu."
        if rows
        else ""
    )
    return Table("", columns, rows, empty="Kế hoạch không có chỉ tiêu.", note=note, name="Chỉ tiêu")


def beside(lines: Iterable[Beside], figures: ReportFigures, before: YearBefore, title: str, name: str) -> Table:
    """Lists figures of this year and of the same period one year earlier, with the signed difference."""
    year = figures.status.plan.year
    columns = (
        Column(title, wide=True), number(f"{year} (đến {short(figures.cut_off)})"),
        number(f"{before.plan.year} (đến {short(before.as_of)})"), number("Tăng (+), giảm (-)"),
    )  # fmt: skip
    rows = tuple(
        (
            line.label,
            value_cell(line.now, is_rate=line.is_rate),
            value_cell(line.before, is_rate=line.is_rate),
            signed(line),
        )
        for line in lines
    )
    above = f"So với cùng kỳ năm {before.plan.year} (số liệu đến {short(before.as_of)})"
    return Table(above, columns, rows, name=name, note="Tỷ lệ tăng, giảm tính bằng điểm phần trăm.")


def _proofs(figures: ReportFigures, line: Coverage) -> str | None:
    proofs = [proof for figure in figures.measurements.get(line.target.code, ()) for proof in figure.evidence]
    return "; ".join(dict.fromkeys(proofs)) or None


def _missing(figures: ReportFigures, line: Coverage) -> str | None:
    if len(line.missing) > 1 and not line.units_reported:
        return f"cả {line.units_total} đơn vị"
    return _names(figures, line.missing) or None


def target_details(figures: ReportFigures) -> Table:
    """Lists every figure that was reported for a target, by unit and day; one that a newer one replaced is marked."""
    columns = (
        number("TT"), Column("Chỉ tiêu", wide=True), Column("Đơn vị báo"), Column("Ngày"), Column("Tử số/mẫu số"),
        number("Giá trị"), Column("Được tính"), Column("Minh chứng"),
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = []
    for place, line in enumerate(figures.status.coverage, start=1):
        own = figures.measurements.get(line.target.code, ())
        counted = figures.counted.get(line.target.code, ())
        rows += [
            (place, line.target.statement, *_figure_cells(figures, figure, is_counted=figure in counted))
            for figure in own
        ]
    return Table("", columns, rows, empty="Chưa có số liệu chỉ tiêu nào được ghi.", name="Số liệu chỉ tiêu")


def _figure_cells(figures: ReportFigures, figure: Measurement, *, is_counted: bool) -> tuple[Cell, ...]:
    who = figures.unit_name(figure.unit) if figure.unit else labels.WHOLE_AGENCY
    ratio = ratio_words(figure.numerator, figure.denominator) if figure.numerator is not None else None
    value: Decimal | None = figure.value
    return (who, figure.as_of, ratio, value, labels.COUNTED[is_counted], "; ".join(figure.evidence) or None)


def _shortened(content: str, *, printed: bool) -> str:
    """Is a task's text beside its day and letter: on paper its beginning, for the register there has it whole."""
    return brief(content, 110) if printed else content


def reminders(figures: ReportFigures, *, printed: bool) -> Table:
    """Lists every reminder with its day and letter."""
    columns = (
        number("TT"), Column("Ngày"), Column("Đơn vị"), Column("Nội dung nhiệm vụ", wide=True), number("Lần"),
        Column("Hình thức"), Column("Văn bản"),
    )  # fmt: skip
    rows = tuple(
        (
            place, line.sent_on, line.name, _shortened(line.content, printed=printed), line.number,
            labels.REMINDER_KIND[line.kind], line.document,
        )
        for place, line in enumerate(figures.reminders, start=1)
    )  # fmt: skip
    found = Table("", columns, rows, empty="Chưa có lần đôn đốc nào.", name="Đôn đốc")
    return without_empty(found) if printed and rows else found


def extensions(figures: ReportFigures, *, printed: bool) -> Table:
    """Lists every request for an extension with its reason and answer; on paper several of these share a column."""
    if printed and figures.extensions:
        return _printed_extensions(figures)
    columns = (
        number("TT"), Column("Nội dung nhiệm vụ", wide=True), Column("Đơn vị"), Column("Hạn cũ"), Column("Đề nghị"),
        Column("Hạn mới"), Column("Quyết định"), Column("Lý do"), Column("Văn bản"),
    )  # fmt: skip
    rows = tuple(
        (
            place, line.content, figures.unit_name(line.unit), line.old_due_on, line.asked_due_on,
            line.new_due_on, labels.DECISION[line.decision], line.reason, line.document,
        )
        for place, line in enumerate(figures.extensions, start=1)
    )  # fmt: skip
    return Table("", columns, rows, empty="Không có đề nghị gia hạn.", name="Gia hạn")


def _printed_extensions(figures: ReportFigures) -> Table:
    columns = (
        number("TT"), Column("Nội dung nhiệm vụ", wide=True), Column("Đơn vị"), Column("Hạn cũ"), Column("Hạn mới"),
        Column("Lý do; quyết định", wide=True),
    )  # fmt: skip

    def answer(line: ReportExtension) -> str:
        asked = line.asked_due_on if line.new_due_on not in (None, line.asked_due_on) else None
        said = labels.DECISION[line.decision] + (f" (đề nghị đến {short(asked)})" if asked else "")
        document = f"văn bản {line.document}" if line.document else ""
        return "; ".join(filter(None, (line.reason.rstrip(". "), said, document)))

    rows = tuple(
        (
            place, _shortened(line.content, printed=True), figures.unit_name(line.unit), line.old_due_on,
            line.new_due_on or (line.asked_due_on if line.decision is None else None), answer(line),
        )
        for place, line in enumerate(figures.extensions, start=1)
    )  # fmt: skip
    return Table("", columns, rows, name="Gia hạn")


def documents(figures: ReportFigures) -> Table:
    """Lists what the plan rests on or cites and what was issued under it, letters and sent reports among it."""
    columns = (
        number("TT"), Column("Loại văn bản"), Column("Số, ký hiệu"), Column("Ngày ban hành"),
        Column("Cơ quan ban hành", wide=True), Column("Trích yếu", wide=True), Column("Nơi nhận", wide=True),
        Column("Vai trò"),
    )  # fmt: skip
    rows = tuple(
        (
            place, line.type, line.number, line.issued_on, line.issuer, line.subject,
            "; ".join(line.recipients) or None, _role_words(line),
        )
        for place, line in enumerate(figures.documents, start=1)
    )  # fmt: skip
    found = Table("", columns, rows, empty="Kế hoạch không viện dẫn văn bản nào.", name="Văn bản")
    return without_empty(found) if rows else found


def _role_words(line: Registered) -> str:
    role = labels.RELATION[line.relation] or ("nêu trong nhiệm vụ" if line.tasks else "")
    return "; ".join(filter(None, [role, f"đã thay bằng số {line.replaced_by}" if line.replaced_by else ""]))


def late_briefly(figures: ReportFigures, most: int, *, is_whole: bool = False) -> Table:
    """Lists the first late tasks: whose, by how many days, which product is missing and who has to decide.

    The units that are late with a task since one day share a line. ``is_whole`` cuts no text.
    """
    cut = _uncut if is_whole else brief
    products = {task.code: task.product for task in figures.late}
    lines: dict[tuple[str, str, date | None], list[Deadline]] = {}
    for row in figures.status.overdue:
        line = (row.task, row.period, row.due_on)
        if line not in lines and len(lines) == most:
            break
        lines.setdefault(line, []).append(row)
    rows = tuple(
        (
            _first_names(figures, own, cut), cut(own[0].content, _BRIEF_LETTERS), max(row.days_late for row in own),
            cut(products.get(task) or "", _PRODUCT_LETTERS) or None, _deciders(figures, own),
        )
        for (task, _, _), own in lines.items()
    )  # fmt: skip
    columns = (
        Column("Đơn vị"), Column("Nhiệm vụ", wide=True), number("Chậm (ngày)"), Column("Sản phẩm còn thiếu"),
        Column("Chờ ai quyết định"),
    )  # fmt: skip
    left = figures.status.rows.overdue - sum(map(len, lines.values()))
    note = f"Và {left} phần việc quá hạn khác, xem sổ theo dõi." if left > 0 else ""
    found = Table("Quá hạn chưa hoàn thành", columns, rows, empty="Không có nhiệm vụ quá hạn.", note=note)
    return without_empty(found) if rows else found


def _uncut(words: str, _: int) -> str:
    return words


def _first_names(figures: ReportFigures, rows: Sequence[Deadline], cut: Callable[[str, int], str]) -> str:
    names = list(dict.fromkeys(figures.unit_name(row.unit) for row in rows))
    more = f" và {len(names) - _MOST_UNITS} đơn vị khác" if len(names) > _MOST_UNITS else ""
    return f"{', '.join(cut(name, _NAME_LETTERS) for name in names[:_MOST_UNITS])}{more}"


def _deciders(figures: ReportFigures, rows: Sequence[Deadline]) -> str:
    """Names who has to decide; the heads of several units as that."""
    found = list(dict.fromkeys(_decider(figures, row) for row in rows))
    if len(found) > 1 and all(words.startswith(_HEAD) for words in found):
        return f"{_HEAD} các đơn vị"
    return "; ".join(brief(words, _BRIEF_LETTERS) for words in found[:_MOST_UNITS])


def _decider(figures: ReportFigures, row: Deadline) -> str:
    if row.asked_due_on is not None:
        return f"Lãnh đạo: đề nghị gia hạn đến {short(row.asked_due_on)}"
    if row.unit is None:
        return "Lãnh đạo: giao đơn vị chủ trì"
    if row.submitted_on is not None:
        return f"Bộ phận theo dõi: xác nhận kết quả nộp ngày {short(row.submitted_on)}"
    return f"{_HEAD} {figures.unit_name(row.unit)}"
