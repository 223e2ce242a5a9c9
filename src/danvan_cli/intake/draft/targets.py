"""The numbers in a target: which they are, how they bind, what they count; a compound one is several."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import islice, pairwise

from danvan_cli.domain.text import clean
from danvan_cli.domain.words import TargetKind
from danvan_cli.intake import lexicon
from danvan_cli.intake.draft.quantities import FIGURE, Quantity, number_in, read_quantities
from danvan_cli.intake.spans import Reason, Span, SpanKind

UNUSED_FIGURE = "có con số giống chỉ tiêu chưa dùng vào đâu"
_ZERO = re.compile(r"^(?:\W*)(?:không (?:có|để|xảy ra|còn)|không phát sinh)\b", re.IGNORECASE)
# A further goal of none: "…; không có đơn vượt cấp", "…, không để xảy ra điểm nóng".
_ZERO_FOLLOWS = re.compile(
    r"(?:^\W*không (?:có|để|xảy ra|còn|phát sinh)\b[^;]{0,200};\s+|;\s+(?=không (?:có|để|xảy ra|còn|phát sinh))"
    r"|,\s+(?:và\s+)?(?=không (?:để (?:xảy ra|phát sinh|tồn đọng)|xảy ra|phát sinh)))",
    re.IGNORECASE,
)
_EACH = re.compile(r"\b(?:mỗi|từng|một)\s+(?!năm|tháng|quý|tuần|ngày|lần)[^\W\d_]+", re.IGNORECASE)
_ALL_HAVE = re.compile(r"100\s?%[^;.]*\b(?:có|xây dựng|đăng ký)\s+(?:ít nhất|tối thiểu)[^;.]*$", re.IGNORECASE)
_APART = re.compile(r"[;,]\s+|\s+và\s+|\.\s+")
_BRACKETS = re.compile(r"\([^()]*\)")
_BINDING = re.compile(
    r"(?:ít nhất|tối thiểu|tối đa|không quá|trên|dưới|đạt|từ|phấn đấu|có|vận động|xây dựng|tổ chức|giúp|trị giá|tổng|mở"
    r"|đăng ký|kết nạp|ra mắt|nhân rộng|thành lập|hỗ trợ|tặng|trao|phát|đăng|cấp|in|biên soạn|trồng|sửa chữa|thăm|khám"
    r"|tuyên truyền|phát triển|hoàn thành|làm|tiếp|đối thoại|kiểm tra|giám sát|duy trì|công nhận|giải quyết|tiếp nhận"
    r"|huy động|quyên góp|ủng hộ|đào tạo|bồi dưỡng|tập huấn|giới thiệu|tư vấn|lắp đặt|thu hút|thực hiện|viết|≥|>|<|≤)"
    r"\s*(?:[^\W\d_]+\s+){0,3}$",
    re.IGNORECASE,
)
_STRIVES = re.compile(
    r"(?:phấn đấu|chỉ tiêu|mục tiêu)\b(?:[^.;]|\.(?=\d)){0,80}?\d(?:[^.;]|\.(?=\d))*"
    # "cân đo trẻ, bảo đảm 98% trẻ trong độ tuổi được cân"
    r"|(?<=[,;]\s)(?:bảo đảm|đảm bảo)\s(?:(?:từ|trên|ít nhất|tối thiểu)\s)?\d[\d.,]*\s?%[^.;,()]{3,80}",
    re.IGNORECASE,
)
# "Đôn đốc thu nộp đạt 100% số thuế ghi thu", "thời gian chờ khám không quá 30 phút"; days and hours may be deadlines.
_REACHES = re.compile(
    r"(?<!chưa )(?<!đã )(?<!mới )(?<!không )\b(?:đạt|không quá|không dưới|tối thiểu|ít nhất)\s+"
    r"(?:(?:từ|trên|ít nhất|tối thiểu|tỷ lệ)\s+){0,2}\d[\d.,]{0,8}\s?(?:%|phút)(?:[^.;,()]|\.(?=\d)){0,80}",
    re.IGNORECASE,
)
_CLAUSE_START = re.compile(r"[.;:(]\s|\(")
# "Đến 31/3 toàn xã giải ngân đạt 11,8% kế hoạch" is how it stands.
_SO_FAR = re.compile(r"\W*(?:tính\s)?đến\s[^,;]{2,30}?(?:,|\stoàn\s|\scả\s)", re.IGNORECASE)
_DOCUMENT = re.compile(
    r"báo cáo|kế hoạch|văn bản|quyết định|tờ trình|thông báo|chương trình|biên bản|công văn", re.IGNORECASE
)
_BARE_GOAL = re.compile(
    r"(?:phấn đấu|tối thiểu|ít nhất|trên|từ|đảm bảo|bảo đảm|có|duy trì)?\s*(?:đạt\s+)?(?:từ\s+|trên\s+)?"
    rf"(?:{FIGURE})\s?%",
    re.IGNORECASE,
)
# Words that say how a number binds and nothing of what it counts.
_COMPARES = re.compile(
    r"\b(?:phấn đấu|tối thiểu|ít nhất|tối đa|không (?:quá|dưới)|trên|dưới|từ|đến|đạt|trở lên|trở xuống|là|có"
    r"|hằng năm|tỷ lệ|năm)\b"
    r"|[≥≤<>%:+–-]",
    re.IGNORECASE,
)
_FEW_WORDS = 5
# A statement is a sentence or two; what goes beyond these limits is not read.
_MOST_FIGURES = 12
_NEAR = 400
_MOST_GOALS = 20
_LEVEL = re.compile(
    r"mức độ|chỉ số|hài lòng|thứ hạng|xếp hạng|xếp loại|duy trì|danh hiệu|tỷ lệ|tỉ lệ|chất lượng", re.IGNORECASE
)
_SHARE = "chỉ tiêu viết bằng phân số, cần nhập con số"
# "100% Đoàn xã, phường có ít nhất 01 công trình": the comma parts those of whom one thing is said.
_SUBJECT = re.compile(
    r"\s+(?P<who>[^,;.:()\d]{2,40}),\s+(?!(?:mỗi|từng|các|mọi|riêng)\b)(?P<more>[^,;.:()\d]{2,30}?)\s"
    r"(?:có|đạt|tổ chức|xây dựng|thực hiện|duy trì)\s+(?:ít nhất |tối thiểu |từ )?",
    re.IGNORECASE,
)
_SAYS_MORE = re.compile(r"(?<!\w)(?:có|đạt|được|là|biết|không|họp|và|giảm|tăng)(?!\w)", re.IGNORECASE)
# What there should be less of.
_HARM = re.compile(
    r"(?<!thuộc )(?<!cho )(?<!của )\b(?:hộ (?:cận )?nghèo(?!\s+(?:có|được|tham gia|tiếp cận|vay|thoát|mới thoát))"
    r"|nghèo đa chiều|tội phạm|phạm pháp|vi phạm|tai nạn|số vụ|tồn đọng|trễ hạn|quá hạn|chậm"
    r"|thời gian (?:chờ|giải quyết|xử lý)|suy dinh dưỡng|thất nghiệp|sinh con thứ|bỏ học|tảo hôn|khiếu kiện"
    r"|vượt cấp|thất thoát|hao hụt|thiệt hại|tử vong|mắc bệnh|nghiện|tái phạm|sai sót|nợ đọng|lưu ban)\b",
    re.IGNORECASE,
)
_PROMISED_FALL = re.compile(r"\b(?:giảm|thoát nghèo|kéo giảm|xóa|giải quyết đúng|trước hạn|đúng hạn)\b", re.IGNORECASE)
_WHICH_WAY = "trước là {}, kế hoạch là {}: phải đạt ít nhất hay không được quá con số này?"
# A number is read with what it counts.
_ANYTHING = "điểm"
_SEVERAL = "chỉ tiêu có nhiều con số, đã lấy số đầu tiên"


@dataclass(frozen=True, slots=True)
class Goal:
    """What a target's words promise; ``doubt`` says why a person must look.

    ``at`` is where its number stands in the text that was read, as ``find_quantities`` gives it; None without one.
    """

    kind: TargetKind
    operator: str | None = None
    number: Decimal | None = None
    unit_of_measure: str | None = None
    doubt: str | None = None
    statement: str = ""
    per_unit: bool = False
    at: tuple[int, int] | None = None


def read_goal(statement: str, year: int | None) -> Goal:
    """Reads the first goal of a statement; past results, years and document numbers are no goals."""
    return read_goals(statement, year)[0]


def read_goals(statement: str, year: int | None, above: str = "") -> list[Goal]:
    """Reads every goal of a statement with the words that are its own; one without a number where there is none.

    ``above`` is the text that the statement stands below: a goal that does not say what it counts takes its words.
    """
    goals: list[Goal] = []
    start = 0
    for cut in [*(m.end() for m in islice(_ZERO_FOLLOWS.finditer(statement), _MOST_GOALS)), len(statement)]:
        piece = statement[start:cut]
        goals += _goals(piece.rstrip(" ,;") if cut < len(statement) else piece, year, start)
        start = cut
    return [_below(goal, above) for goal in goals]


def goal_of_cells(statement: str, figure: str, measure: str, before: str) -> Goal | None:
    """Makes the goal of a row whose ``figure`` stands in a cell of its own; None for what is no number.

    ``measure`` is what is counted, ``before`` how far it was; empty where no cell says it. Without a sign the figure
    is the least to reach; of what does harm ("Tỷ lệ hộ nghèo") it is the most there may be (our rule), but a fall
    that is promised ("Giảm hộ nghèo") is to be reached. Where the figure before lies on the other side, a person is
    asked.
    """
    unit = "%" if figure.endswith("%") else measure
    numbers = read_quantities(figure if figure.endswith("%") else f"{figure} {unit or _ANYTHING}", None)
    number = numbers[0].number if len(numbers) == 1 else None
    if number is None:
        return None
    so_far = number_in(before.rstrip(" %"))
    is_harm = bool(_HARM.search(statement)) and not _PROMISED_FALL.search(statement)
    is_odd = so_far is not None and (so_far < number if is_harm else so_far > number)
    operator = "<=" if is_harm and not numbers[0].bound else numbers[0].operator
    doubt = _WHICH_WAY.format(before, figure) if is_odd and not numbers[0].bound else None
    kind = TargetKind.RATIO if unit == "%" else TargetKind.COUNT
    return Goal(kind, operator, number, unit or None, doubt, statement, at=(0, len(statement)))


def find_quantities(text: str, year: int | None) -> tuple[Span, ...]:
    """Finds every number that could be a goal, in order, with the reason where its words rule that out."""
    return tuple(
        Span(q.start, q.end, SpanKind.QUANTITY, text[q.start : q.end], q.aside) for q in read_quantities(text, year)
    )


def _goals(statement: str, year: int | None, offset: int) -> list[Goal]:
    everything = read_quantities(statement, year)
    # A number whose words do not say what it counts is no goal; it stays for a person.
    figures = [q for q in everything if q.aside is None and q.unit is not None][:_MOST_FIGURES]
    if not figures:
        kind = TargetKind.LEVEL if _LEVEL.search(statement) else TargetKind.MILESTONE
        zero = Goal(TargetKind.COUNT, "=", Decimal(0)) if _ZERO.match(statement) else Goal(kind)
        return [replace(zero, statement=clean(statement))]
    subjects = [q.start for q in everything if q.aside == Reason.DESCRIBED and not q.bound]
    groups = _by_clause(statement, figures)
    starts = [0]
    for before, group in pairwise(groups):
        between = statement[before[-1].end : group[0].start]
        is_shared = before[-1].kind == TargetKind.RATIO and _is_subject(between)
        starts.append(starts[-1] if is_shared else _cut(statement, before[-1].end, group[0].start, starts[-1]))
    goals: list[Goal] = []
    for index, group in enumerate(groups):
        start, first = starts[index], group[0]
        # Two goals of one clause both have all of its words; whether each unit has its own stands before the next.
        end = next((s for s in starts[index + 1 :] if s > start), len(statement))
        until = min(end, groups[index + 1][0].start) if index + 1 < len(groups) else end
        is_each = _is_each(statement[start:until], statement[:until], [s for s in subjects if start <= s < first.start])
        goals.append(_goal(group, statement[start:end], offset, is_each=is_each))
    return goals


def _is_each(words: str, so_far: str, subjects: Sequence[int]) -> bool:
    return bool(_EACH.search(words) or _ALL_HAVE.search(so_far[-_NEAR:]) or subjects)


def _goal(group: Sequence[Quantity], words: str, offset: int, *, is_each: bool) -> Goal:
    """Takes the first figure of a clause; another that counts something else there is doubted."""
    first = group[0]
    at = (first.start + offset, first.end + offset)
    statement = clean(words).strip(" ,;.")
    if first.number is None:
        return Goal(first.kind, doubt=_SHARE, statement=statement, at=at)
    doubt = _SEVERAL if {q.unit for q in group} - {first.unit} else None
    each = is_each and first.kind == TargetKind.COUNT
    return Goal(first.kind, first.operator, first.number, first.unit, doubt, statement, each, at)


def _by_clause(text: str, figures: Sequence[Quantity]) -> list[list[Quantity]]:
    """Groups the figures by clause.

    A further goal stands behind a comma, a semicolon or "và" and binds by itself, or says that it compares.
    """
    groups = [[figures[0]]]
    for before, figure in pairwise(figures):
        between = text[before.end : figure.start]
        is_apart = ";" in between or (bool(_APART.search(between)) and _binds(between, figure)) or figure.bound
        if is_apart and (between.count("(") == between.count(")") or figure.bound):
            groups.append([figure])
        else:
            groups[-1].append(figure)
    return groups


def _is_subject(between: str) -> bool:
    """True where no verb stands before the comma: it parts two of whom the same is said."""
    found = _SUBJECT.fullmatch(between)
    return found is not None and not any(
        _SAYS_MORE.search(words) or lexicon.verb_pattern().search(words) for words in (found["who"], found["more"])
    )


def _binds(between: str, figure: Quantity) -> bool:
    return figure.kind == TargetKind.RATIO or bool(_BINDING.search(between))


def _flat(text: str) -> str:
    """Covers what stands in brackets: a comma there parts no clauses."""
    return _BRACKETS.sub(lambda found: "_" * len(found[0]), text)


def _cut(text: str, after: int, figure: int, start: int) -> int:
    """Finds where the clause of a figure begins: behind the nearest separator, else where the clause before did.

    Behind a full stop or a semicolon a comma stands within the clause.
    """
    found = list(_APART.finditer(_flat(text)[:figure], after))
    ends = [m.end() for m in found if m[0][0] in ".;"]
    return max(ends or [m.end() for m in found], default=start)


def _below(goal: Goal, above: str) -> Goal:
    """Gives a goal that does not say what it counts the words above it: "Hồ sơ đúng hạn: cấp xã 98%"."""
    subject = clean(above).strip(" ,;.:-+")
    if not subject or goal.number is None:
        return goal
    own = [word for word in _COMPARES.sub(" ", goal.statement).split() if not word[0].isdigit()]
    return goal if len(own) >= _FEW_WORDS else replace(goal, statement=f"{subject}: {goal.statement}")


def goals_in_work(text: str, year: int | None) -> list[Goal]:
    """Reads the goals that a piece of work sets itself: "phấn đấu đạt 1.500 ha", "tiêm chủng, đạt từ 98% trở lên"."""
    found = [*islice(_STRIVES.finditer(text), _MOST_GOALS)]
    taken = [one.span() for one in found]
    pieces = [(one.start(), one[0]) for one in found]
    for one in islice(_REACHES.finditer(text), _MOST_GOALS):
        start = _clause_start(text, one.start())
        if any(s < one.end() and start < e for s, e in taken) or _SO_FAR.match(text, start, one.start()):
            continue
        taken.append((start, one.end()))
        pieces.append((start, text[start : one.end()]))
    goals = [_moved(goal, start) for start, words in sorted(pieces) for goal in read_goals(words, year)]
    return [goal for goal in goals if goal.number is not None]


def _clause_start(text: str, goal: int) -> int:
    """Finds where the clause of a goal begins; with what a comma parts from it, for that is what it counts."""
    start = max((m.end() for m in _CLAUSE_START.finditer(text, max(0, goal - _NEAR), goal)), default=0)
    return start or (max(0, text.rfind(" ", 0, goal - _NEAR) + 1) if goal > _NEAR else 0)


def product_goals(product: str, year: int | None) -> list[Goal]:
    """Reads the goals in a product ("01 hội nghị, tối thiểu 80 đại biểu"); one document is a product and no goal."""
    if not product or not re.search(r"\d", product):
        return []
    goals: list[Goal] = []
    start = 0
    for cut in [*(m.end() for m in re.finditer(r"[;,]\s+(?=(?:\D{0,20})\d)", product)), len(product)]:
        read = read_goals(product[start:cut], year)
        goals += [_moved(g, start) for g in read if g.number is not None and not _is_document(g)]
        start = cut
    return goals


def goals_of_field(name: str, words: str, year: int | None, content: str) -> list[Goal]:
    """Reads the goals that work sets in its "target", "product" or "content"; "≥ 95%" in the first is its content's."""
    if not words:
        return []
    if name == "target":
        return read_goals(words, year, content)
    return product_goals(words, year) if name == "product" else goals_in_work(words, year)


def _moved(goal: Goal, by: int) -> Goal:
    return replace(goal, at=(goal.at[0] + by, goal.at[1] + by)) if goal.at else goal


def _is_document(goal: Goal) -> bool:
    return goal.number == 1 and bool(_DOCUMENT.match(goal.unit_of_measure or ""))


def is_bare_goal(text: str) -> bool:
    """True for a goal without an act ("100% hồ sơ được giải quyết đúng hạn"), which is no work."""
    return bool(_BARE_GOAL.match(text))


def has_number(statement: str) -> bool:
    """True for a target with a number, False for a general aim."""
    return read_goal(statement, None).number is not None
