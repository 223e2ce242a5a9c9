"""danvan score: self-scoring by a province's set of criteria, from its table to the official one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from danvan_cli.commands import suggestions
from danvan_cli.commands.options import UnitOption, choice
from danvan_cli.commands.shared import Run, changed_result, contract, criteria, default_unit, scores
from danvan_cli.commands.verbs import Noun
from danvan_cli.domain.errors import UsageError
from danvan_cli.domain.model import Changed
from danvan_cli.domain.words import RuleKind
from danvan_cli.output.result import CommandResult

if TYPE_CHECKING:
    from danvan_cli.services.score_steps import Place

noun = Noun()

SetOption = Annotated[
    str | None,
    typer.Option(
        "--set", metavar="BỘ", help="Mã bộ tiêu chí; bỏ trống là bộ của năm kế hoạch.", show_default=False,
        autocompletion=suggestions.criteria_sets,
    ),
]  # fmt: skip
CriterionArgument = Annotated[
    str,
    typer.Argument(
        metavar="TIÊU_CHÍ", help="Mã tiêu chí, ví dụ II.1.", autocompletion=suggestions.criterion_codes
    ),
]  # fmt: skip


def _place(set_words: str | None, unit: str | None) -> Place:
    from danvan_cli.services.score_steps import Place

    return Place(set_words, default_unit(unit))


@noun.verb("import")
def import_(
    run: Run,
    file: Annotated[Path, typer.Argument(metavar="TỆP", help="Bảng tiêu chí .xlsx, .docx…, hoặc .toml.")],
    unit: UnitOption = None,
    set_words: SetOption = None,
    year: Annotated[
        int | None,
        typer.Option("--year", metavar="NĂM", min=1945, max=2200, help="Năm của bộ, nếu bảng không ghi.",
                     show_default=False),
    ] = None,
    replaces: Annotated[bool, typer.Option("--replace", help="Thay bộ đã có cùng năm, cùng tên.")] = False,
) -> CommandResult:  # fmt: skip
    """Nhập bộ tiêu chí từ bảng của tỉnh; bảng đã chấm thì nhập cả điểm, của toàn cơ quan hay của --unit.

    Điểm tối đa phải cộng khớp từ dòng lên nhóm, lên tổng; không khớp thì nói rõ ô và không ghi gì. Cách tính không đọc
    được thì liệt kê để người xem, không đoán. Tổng ghi sẵn trong bảng đã chấm được cộng lại và nói chỗ chênh.
    """
    from danvan_cli.services import scoring

    incoming = scoring.read_file(run.input_file(file), year)
    done = scoring.import_set(
        run.request, incoming, unit=default_unit(unit), set_words=set_words, replaces=replaces
    )  # fmt: skip
    result = changed_result(run, done)
    scored = incoming.scored._replace(code=done.code)
    unread = [{"where": where, "text": words, "why": why} for where, words, why in incoming.unread]
    return result._replace(
        data=lambda: {**contract.changed_data(done), "set": criteria.set_data(scored), "unresolved": unread,
                      "notes": list(done.notes)}
    )  # fmt: skip


@noun.verb("sets")
def sets(
    run: Run,
    code: Annotated[
        str | None,
        typer.Argument(metavar="[BỘ]", help="Xem một bộ: cách tính, xếp loại, điều kiện khống chế.",
                       show_default=False, autocompletion=suggestions.criteria_sets),
    ] = None,
) -> CommandResult:  # fmt: skip
    """Các bộ tiêu chí đã nhập; một bộ với cách tính từng dòng."""
    from danvan_cli.services import score_views

    if code is not None:
        scored = score_views.one_set(run.request, code)
        return CommandResult(lambda: {"set": criteria.set_data(scored)}, lambda: criteria.set_report(scored))
    found = score_views.sets(run.request)
    return CommandResult(
        lambda: contract.listed("sets", [{**criteria.set_data(one), "sheets": number} for one, number in found]),
        lambda: criteria.set_list(found),
    )


@noun.verb("show")
def show(
    run: Run,
    code: Annotated[
        str | None,
        typer.Argument(metavar="[TIÊU_CHÍ]", help="Một tiêu chí: cách tính, điểm đề xuất lấy từ đâu.",
                       show_default=False, autocompletion=suggestions.criterion_codes),
    ] = None,
    unit: UnitOption = None,
    set_words: SetOption = None,
) -> CommandResult:  # fmt: skip
    """Bảng chấm: kê khai, điểm đề xuất, tự chấm, thẩm định hai lần, giải trình, tổng và xếp loại.

    Ô trống chưa phải là 0: còn ô trống thì chưa có tổng.
    """
    from danvan_cli.services import score_views

    found = score_views.show(run.request, set_words, default_unit(unit))
    if code is None:
        return CommandResult(lambda: scores.sheet_data(found), lambda: scores.sheet_report(found))
    row = found.scored.find(code)
    line = next(line for line in found.lines if line.row.code == row.code)
    return CommandResult(
        lambda: {"criterion": scores.line_data(line)}, lambda: scores.criterion_report(found, line)
    )  # fmt: skip


@noun.verb("set", of_now=True)
def set_(
    run: Run,
    code: CriterionArgument,
    points: Annotated[
        str | None, typer.Argument(metavar="[ĐIỂM]", help="Như 1,75; - là xóa điểm.", show_default=False)
    ] = None,
    declared: Annotated[
        str | None,
        typer.Option("--declared", metavar="SỐ_LIỆU", show_default=False,
                     help="Kê khai: 35/40, 87,5%, 3, có, không, không phát sinh, nhẹ=2."),
    ] = None,
    applies: Annotated[
        bool | None, typer.Option("--applicable/--na", help="Có áp dụng, hay không áp dụng.", show_default=False)
    ] = None,
    proposed: Annotated[bool, typer.Option("--proposed", help="Lấy điểm đề xuất.")] = False,
    responsible: Annotated[
        str | None,
        typer.Option("--by", metavar="ĐƠN_VỊ", help="Đơn vị phụ trách tiêu chí này.", show_default=False,
                     autocompletion=suggestions.unit_codes),
    ] = None,
    officer: Annotated[
        str | None,
        typer.Option("--officer", metavar="NGƯỜI", help="Người phụ trách tiêu chí này.", show_default=False,
                     autocompletion=suggestions.officer_names),
    ] = None,
    evidence: Annotated[
        list[str] | None,
        typer.Option("--evidence", metavar="VĂN_BẢN", help="Minh chứng; ghi nhiều lần được.", show_default=False),
    ] = None,
    drop_evidence: Annotated[
        list[str] | None,
        typer.Option("--drop-evidence", metavar="VĂN_BẢN", help="Bỏ minh chứng: chữ hoặc số thứ tự.",
                     show_default=False),
    ] = None,
    unit: UnitOption = None,
    set_words: SetOption = None,
) -> CommandResult:  # fmt: skip
    """Tự chấm một tiêu chí: điểm, số liệu kê khai, minh chứng, người phụ trách."""
    from danvan_cli.services import score_steps

    said = score_steps.ScoreInput(
        points, declared, applies, proposed, responsible, officer, evidence or (), drop_evidence or ()
    )
    if said == score_steps.ScoreInput():
        raise UsageError("Chưa ghi gì cho tiêu chí này.", "Ghi điểm, --declared, --evidence, --na hoặc --proposed.")
    if points is not None and (proposed or applies is False):
        raise UsageError("Điểm không đi cùng --proposed hay --na.", "Giữ một trong các cách ấy.")
    return changed_result(run, score_steps.set_points(run.request, code, said, _place(set_words, unit)))


@noun.verb("propose", of_now=True)
def propose(run: Run, unit: UnitOption = None, set_words: SetOption = None) -> CommandResult:
    """Ghi điểm đề xuất cho mọi tiêu chí chưa có điểm mà cách tính và số liệu cho biết."""
    from danvan_cli.services import score_steps

    return changed_result(run, score_steps.take_proposals(run.request, _place(set_words, unit)))


@noun.verb("verify", of_now=True)
def verify(
    run: Run,
    code: CriterionArgument,
    points: Annotated[str, typer.Argument(metavar="ĐIỂM", help="Điểm thẩm định; - là xóa.")],
    number: Annotated[
        int | None,
        typer.Option("--round", metavar="LẦN", min=1, max=2, show_default=False,
                     help="Lần 1 hoặc 2; mặc định lần 2 khi lần 1 đã được giải trình."),
    ] = None,
    unit: UnitOption = None,
    set_words: SetOption = None,
) -> CommandResult:  # fmt: skip
    """Ghi điểm thẩm định của cấp trên, bên cạnh điểm tự chấm."""
    from danvan_cli.services import score_steps

    return changed_result(run, score_steps.verify(run.request, code, points, _place(set_words, unit), number))


@noun.verb("explain", of_now=True)
def explain(
    run: Run,
    code: CriterionArgument,
    text: Annotated[str, typer.Argument(metavar="GIẢI_TRÌNH", help="Lời giải trình; - là bỏ.")],
    unit: UnitOption = None,
    set_words: SetOption = None,
) -> CommandResult:
    """Giải trình một tiêu chí: vì sao không có minh chứng, hoặc trả lời điểm thẩm định lần 1."""
    from danvan_cli.services import score_steps

    return changed_result(run, score_steps.explain(run.request, code, text, _place(set_words, unit)))


@noun.verb("disqualify", of_now=True)
def disqualify(
    run: Run,
    number: Annotated[int, typer.Argument(metavar="SỐ", help="Số của điều kiện, như ở danvan score sets BỘ.")],
    reason: Annotated[
        str | None, typer.Option("--reason", metavar="LÝ_DO", help="Việc gì đã xảy ra.", show_default=False)
    ] = None,
    lift: Annotated[bool, typer.Option("--lift", help="Không áp dụng nữa.")] = False,
    unit: UnitOption = None,
    set_words: SetOption = None,
) -> CommandResult:
    """Áp dụng một điều kiện khống chế của bộ tiêu chí: chặn mức xếp loại, hoặc không xếp loại."""
    from danvan_cli.services import score_steps

    if lift == (reason is not None):
        raise UsageError("Điều kiện khống chế cần lý do.", "Ghi --reason, hoặc --lift để bỏ.")
    return changed_result(run, score_steps.strike(run.request, number, reason, _place(set_words, unit)))


@noun.verb("rule", of_now=True)
def rule(
    run: Run,
    code: CriterionArgument,
    kind: Annotated[RuleKind | None, choice(RuleKind, "--kind", what="Loại cách tính")] = None,
    option: Annotated[
        list[str] | None,
        typer.Option("--option", metavar="MỨC=ĐIỂM", help="Một mức, như “từ 90% trở lên=2”; ghi nhiều lần.",
                     show_default=False),
    ] = None,
    rate: Annotated[
        list[str] | None,
        typer.Option("--rate", metavar="LỖI=ĐIỂM", help="Trừ mỗi lần, như 0,5 hay “nhẹ=0,5”; ghi nhiều lần.",
                     show_default=False),
    ] = None,
    each: Annotated[
        str | None, typer.Option("--each", metavar="ĐIỂM", help="Điểm mỗi cái, với loại đếm.", show_default=False)
    ] = None,
    cap: Annotated[
        str | None, typer.Option("--cap", metavar="ĐIỂM", help="Tối đa, với loại đếm.", show_default=False)
    ] = None,
    floor: Annotated[
        str | None, typer.Option("--floor", metavar="%", help="Tỷ lệ dưới mức này thì 0 điểm.", show_default=False)
    ] = None,
    full_when_none: Annotated[
        bool, typer.Option("--full-when-none", help="Không phát sinh thì đạt điểm tối đa.")
    ] = False,
    source: Annotated[
        str | None,
        typer.Option("--source", metavar="NGUỒN", show_default=False,
                     help="Lấy số từ: nhiệm vụ, chỉ tiêu, báo cáo, phiếu:LOẠI:MỤC; chữ trống là thôi."),
    ] = None,
    set_words: SetOption = None,
) -> CommandResult:  # fmt: skip
    """Ghi cách tính mà chương trình chưa đọc được từ bảng, và số liệu lấy từ đâu."""
    from danvan_cli.services import score_rules

    said = score_rules.typed_rule(kind, option or (), rate or (), (each, cap, floor), full_when_none, source)
    return changed_result(run, score_rules.settle_rule(run.request, code, said, set_words))


@noun.verb("close", of_now=True)
def close(run: Run, unit: UnitOption = None, set_words: SetOption = None) -> CommandResult:
    """Khóa bảng tự chấm: điểm không sửa được nữa, còn thẩm định và giải trình thì vẫn ghi được.

    Còn tiêu chí chưa có điểm thì không khóa; thiếu minh chứng và giải trình thì hỏi lại.
    """
    from danvan_cli.services import score_steps

    def change(sure: bool) -> Changed:
        return score_steps.close(run.request, _place(set_words, unit), sure=sure)

    return changed_result(run, run.doubted(change))


@noun.verb("reopen", of_now=True)
def reopen(run: Run, unit: UnitOption = None, set_words: SetOption = None) -> CommandResult:
    """Mở lại bảng tự chấm đã khóa hoặc đã qua ngày khóa."""
    from danvan_cli.services import score_steps

    return changed_result(run, score_steps.reopen(run.request, _place(set_words, unit)))


@noun.verb("rank")
def rank(run: Run, set_words: SetOption = None) -> CommandResult:
    """So các đơn vị chấm theo cùng một bộ: tổng, xếp loại, thứ hạng."""
    from danvan_cli.services import score_views

    scored, found = score_views.ranking(run.request, set_words)
    return CommandResult(
        lambda: {"set": scored.code, **contract.listed("sheets", scores.rank_data(found))},
        lambda: scores.rank_report(scored, found),
    )


@noun.verb("compare")
def compare(
    run: Run,
    other: Annotated[
        str | None,
        typer.Argument(metavar="[NĂM]", help="Năm hoặc mã bộ để so; bỏ trống là năm trước.", show_default=False,
                       autocompletion=suggestions.criteria_sets),
    ] = None,
    unit: UnitOption = None,
    set_words: SetOption = None,
) -> CommandResult:  # fmt: skip
    """So từng tiêu chí với năm trước: điểm tối đa, điểm, tăng giảm."""
    from danvan_cli.services import score_views

    found = score_views.compare(run.request, set_words, other, default_unit(unit))
    return CommandResult(lambda: scores.compared_data(found), lambda: scores.compared_report(found))


@noun.verb("export")
def export(
    run: Run,
    output: Annotated[
        list[Path],
        typer.Option("-o", "--output", metavar="TỆP", readable=False,
                     help="Tệp .xlsx, .docx, .pdf, .md, .csv; .toml là bộ tiêu chí; ghi nhiều lần được."),
    ],
    blank: Annotated[bool, typer.Option("--blank", help="Biểu trống, chưa có điểm.")] = False,
    example: Annotated[bool, typer.Option("--example", help="Bộ tiêu chí mẫu đi kèm chương trình.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Ghi đè tệp đã có.")] = False,
    unit: UnitOption = None,
    set_words: SetOption = None,
) -> CommandResult:  # fmt: skip
    """Bảng chấm điểm chính thức, đúng thứ tự và cột của bảng gốc; trong Excel các tổng là công thức."""
    from danvan_cli.commands.score_files import write_files

    return write_files(run, output, set_words, default_unit(unit), blank=blank, example=example, force=force)


@noun.verb("remove", of_now=True)
def remove(
    run: Run,
    code: Annotated[
        str, typer.Argument(metavar="BỘ", help="Mã bộ tiêu chí.", autocompletion=suggestions.criteria_sets)
    ],
) -> CommandResult:
    """Bỏ một bộ tiêu chí cùng mọi điểm chấm theo nó; lấy lại bằng danvan undo."""
    from danvan_cli.services import scoring

    run.confirm_change(lambda request: scoring.remove_set(request, code), "Bỏ bộ tiêu chí này?")
    return changed_result(run, scoring.remove_set(run.request, code))
