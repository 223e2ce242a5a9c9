"""danvan report: export, preview, check, what was sent."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from danvan_cli.commands import suggestions
from danvan_cli.commands.options import CompareOption, UnitOption, choice
from danvan_cli.commands.report_files import File, opened_report, places_of, prepared_report, with_size, written
from danvan_cli.commands.shared import Run, against, changed_result, contract, default_unit, exports, found_by_name
from danvan_cli.commands.verbs import Noun
from danvan_cli.domain.errors import CheckFailedError, FileRefusedError, UsageError
from danvan_cli.domain.reporting import BRIEF, PROVINCE
from danvan_cli.domain.words import Format, TemplateAct
from danvan_cli.output.files import is_stdout
from danvan_cli.output.result import CommandResult
from danvan_cli.output.screen import write_file_out
from danvan_cli.services import copying

noun = Noun()

_EXCEL = "CSV cho Excel tiếng Việt: dấu ; và BOM, dấu ' trước chữ mà Excel sẽ đổi (1/4, 007)."

KindOption = Annotated[
    str | None,
    typer.Option(
        "--kind", metavar="LOẠI",
        help="Loại báo cáo: năm, tiến độ, tóm tắt, đơn vị, sổ, chỉ tiêu, tỉnh.  [mặc định: năm; có --unit: đơn vị]",
        show_default=False, autocompletion=suggestions.report_kinds,
    ),
]  # fmt: skip
PeriodOption = Annotated[
    str | None,
    typer.Option(
        "--period", metavar="KỲ", help="Kỳ báo cáo: 2023, 2023-H1, 2023-9M, 2023-Q3, 2023-10, “quý III”, từ..đến.",
        show_default=False,
    ),
]  # fmt: skip
TemplateOption = Annotated[
    Path | None,
    typer.Option(
        "--template", metavar="THƯ_MỤC", help="Thư mục mẫu có đề cương, câu chữ của cơ quan.", show_default=False
    ),
]
OnOption = Annotated[
    str | None,
    typer.Option(
        "--on",
        metavar="NGÀY",
        help="Ngày ghi trên báo cáo, mặc định hôm nay; nhận xét lấy đến ngày ấy.",
        show_default=False,
    ),
]


@noun.verb("export")
def export(
    run: Run,
    kind: KindOption = None,
    period: PeriodOption = None,
    format_: Annotated[
        Format | None, choice(Format, "--format", what="Dạng tệp, bỏ trống thì theo đuôi của tệp ở -o")
    ] = None,
    output: Annotated[
        list[Path] | None,
        typer.Option(
            "-o", "--output", metavar="TỆP", readable=False, help="Tệp kết quả, ghi nhiều lần được; - là màn hình.",
            show_default=False,
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Ghi đè tệp đã có.")] = False,
    unit: UnitOption = None,
    on: OnOption = None,
    codes: Annotated[bool, typer.Option("--codes", help="Ghi cả mã nhiệm vụ, mã đơn vị vào văn bản.")] = False,
    draft: Annotated[bool, typer.Option("--draft", help="Bản dự thảo: để trống ngày ký.")] = False,
    excel: Annotated[bool, typer.Option("--excel", help=_EXCEL)] = False,
    compare: CompareOption = None,
    template: TemplateOption = None,
) -> CommandResult | None:  # fmt: skip
    """Báo cáo năm hoặc một kỳ, trình bày theo Nghị định 30/2020, ra tệp Word trong thư mục đang đứng.

    Ngày chốt số liệu là ngày cuối của kỳ, hôm nay nếu kỳ chưa hết, hoặc ngày ở --as-of; tóm tắt, sổ, báo cáo của đơn vị
    thì đến hôm nay nếu không ghi --period. Dạng ics là lịch các thời hạn, có báo thức, mở bằng Outlook, Google
    Calendar, Thunderbird. Dạng html là một trang tự đủ, mở bằng trình duyệt; png và txt là bản tóm tắt để gửi qua Zalo.
    """
    from danvan_cli.output.report_parts import Wish
    from danvan_cli.services.reporting import ReportOrder

    places = places_of(output or (), format_, as_json=run.screen.json)
    forms = {chosen for chosen, _ in places}
    if kind is None and forms.issubset(exports.BRIEF_FORMS):
        kind = BRIEF
    order = ReportOrder(
        kind, period, default_unit(unit), run.day(on), against(compare),
        is_briefed=bool(forms & {Format.HTML, *exports.BRIEF_FORMS}), template=template and found_by_name(template),
    )  # fmt: skip
    if excel and all(chosen is not Format.CSV for chosen, _ in places):
        raise UsageError("--excel chỉ dùng cho tệp .csv.", "Thêm -o với tệp .csv, hoặc bỏ --excel.")
    wish = Wish(codes=codes, draft=draft, excel=excel)
    copying.look_before_export(run.request)
    with prepared_report(run, order, wish, forms) as prepared:
        if is_stdout(places[0][1]) and places[0][1] is not None:
            # The data are let go of before the first line is shown: a reader that takes its time locks nobody out.
            made = exports.made_for_stdout(places[0][0], prepared.content(places[0][0]))
        else:
            made = None
            files = [File(chosen, path or prepared.own_path(), 0) for chosen, path in places]
            for file in files:
                run.files.check(file.path, force=force)
            try:
                files = [with_size(run, prepared, file, force=force) for file in files]
            except BaseException:
                if not force:  # what replaced another file cannot be taken back
                    run.files.take_back()
                raise
    if made is not None:
        write_file_out(made)
        return None
    return written(run, files, prepared)


@noun.verb("preview")
def preview(
    run: Run,
    kind: KindOption = None,
    period: PeriodOption = None,
    unit: UnitOption = None,
    on: OnOption = None,
    codes: Annotated[bool, typer.Option("--codes", help="Ghi cả mã nhiệm vụ, mã đơn vị.")] = False,
    template: TemplateOption = None,
) -> CommandResult | None:
    """Xem trước báo cáo trên màn hình, biểu đồ vẽ bằng chữ."""
    from danvan_cli.output.report_parts import Wish
    from danvan_cli.services.reporting import ReportOrder

    order = ReportOrder(
        kind, period, default_unit(unit), run.day(on), template=template and found_by_name(template)
    )  # fmt: skip
    with opened_report(run.request, order) as figures:
        document = exports.whole_document(figures, Wish(codes=codes))
        made = exports.screen_file(document, color=run.screen.color, plain=run.screen.plain)
    write_file_out(made)
    return None


@noun.verb("check")
def check(
    run: Run,
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="TỆP", help="Báo cáo Word, Excel, HTML đã xuất, để xem số liệu có đổi không.", show_default=False
        ),
    ] = None,
    kind: KindOption = None,
    period: PeriodOption = None,
    unit: UnitOption = None,
) -> CommandResult:
    """Còn thiếu gì trước khi gửi báo cáo: đơn vị im lặng, chỉ tiêu trống, việc thiếu minh chứng, chỗ trống.

    Có TỆP thì xem cả số liệu nào của nó nay đã khác. Còn thiếu thì kết thúc với mã 6.
    """
    from danvan_cli.domain.report_checks import missing
    from danvan_cli.output import report_answers
    from danvan_cli.output.report_document import gaps
    from danvan_cli.output.report_parts import Wish
    from danvan_cli.services import sent_reports
    from danvan_cli.services.reporting import ReportOrder

    kept = None if file is None else sent_reports.figures_in(run.input_file(file))
    request = run.request
    if file is not None:
        if kept is None:
            raise FileRefusedError(
                f"Tệp “{file.name}” không phải báo cáo Word, Excel, HTML do danvan xuất.",
                "Chọn tệp .docx, .xlsx, .html đã xuất.",
            )
        request = sent_reports.of_its_plan(request, kept, file)
        kind = PROVINCE if kind is None and kept.kind == PROVINCE else kind
    with opened_report(request, ReportOrder(kind, period, default_unit(unit))) as figures:
        found = missing(figures)
        found += map(report_answers.gap_missing, gaps(exports.whole_document(figures, Wish())))
        plan, cut_off = figures.plan_code, figures.cut_off
    if kept is not None:
        found = [*report_answers.changed_missing(sent_reports.changed_since(request, kept)), *found]
    failed = CheckFailedError(f"Báo cáo còn thiếu {len(found)} điểm.", "Bổ sung rồi kiểm tra lại.") if found else None
    return CommandResult(
        lambda: report_answers.missing_data(found),
        lambda: report_answers.missing_report(found),
        plan,
        cut_off,
        failed=failed,
    )


@noun.verb("template")
def template(
    run: Run,
    act: Annotated[TemplateAct, choice(TemplateAct, what="Việc cần làm", metavar="VIỆC")],
    folder: Annotated[Path, typer.Argument(metavar="THƯ_MỤC", help="Thư mục mẫu.")],
    force: Annotated[bool, typer.Option("--force", help="Ghi đè tệp đã có.")] = False,
) -> CommandResult:
    """Lời văn riêng của cơ quan: xuất mẫu ra một thư mục để sửa, hoặc kiểm tra thư mục đã sửa.

    Mẫu gồm đề cương từng loại báo cáo (các mục, thứ tự, tiêu đề) và câu chữ của báo cáo, của từng loại phiếu số liệu,
    của công văn đôn đốc; chỗ có số liệu ghi bằng {tên}. Dùng mẫu: report export --template THƯ_MỤC, hoặc đặt hẳn:
    config set report_template THƯ_MỤC. Mẫu còn sai thì kết thúc với mã 6.
    """
    from danvan_cli.output import report_answers
    from danvan_cli.services import templates

    if act is TemplateAct.CHECK:
        faults = templates.faults_of(found_by_name(folder))
        told = f"Mẫu còn {len(faults)} chỗ sai." if faults else ""
        return CommandResult(
            lambda: contract.listed("faults", [contract.fields(fault) for fault in faults]),
            lambda: report_answers.faults_report(faults),
            failed=CheckFailedError(told, "Sửa tệp rồi kiểm tra lại.") if told else None,
        )
    files = {folder / name: text for name, text in templates.own_files().items()}
    made = run.files.make_folder(folder)
    for path in files:
        run.files.check(path, force=force)
    for path, text in files.items():
        run.files.write(path, exports.text_file(text), force=force)
    done = "Chạy thử, chưa ghi" if run.request.dry_run else "Đã ghi"
    return CommandResult(
        lambda: {"folder": str(made), "files": [path.name for path in files], "dry_run": run.request.dry_run},
        lambda: exports.sentence_report(f"{done} {len(files)} tệp mẫu vào {made}."),
        brief=str(made),
    )


@noun.verb("sent")
def sent(
    run: Run,
    file: Annotated[Path, typer.Argument(metavar="TỆP", help="Tệp báo cáo đã gửi.")],
    number: Annotated[str, typer.Option("--number", metavar="SỐ", help="Số, ký hiệu, ví dụ 12/BC-SKHCN.")],
    on: Annotated[str | None, typer.Option("--on", metavar="NGÀY", help="Ngày gửi.", show_default=False)] = None,
    to: Annotated[str | None, typer.Option("--to", metavar="NƠI_NHẬN", help="Gửi ai.", show_default=False)] = None,
    task: Annotated[
        str | None,
        typer.Option(
            "--task", metavar="MÃ", help="Nhiệm vụ mà báo cáo này là minh chứng.", show_default=False,
            autocompletion=suggestions.task_codes,
        ),
    ] = None,
    period: PeriodOption = None,
) -> CommandResult:  # fmt: skip
    """Giữ báo cáo đã gửi với số liệu mà tệp mang theo, và ghi nó làm minh chứng của nhiệm vụ đòi đúng báo cáo ấy.

    Tệp Word, Excel, HTML do danvan xuất mang theo số liệu và ngày chốt. Tệp khác chỉ giữ được không kèm số liệu: ghi
    --as-of là ngày chốt của nó, --period là kỳ của nó, hoặc --yes.
    """
    from danvan_cli.services import sent_reports

    order = sent_reports.Sending(number, run.day(on) or run.request.today, to, task, period, bare=run.yes)
    return changed_result(run, sent_reports.keep_sent(run.request, run.input_file(file), order))


@noun.verb("list", of_now=True)
def list_(run: Run) -> CommandResult:
    """Các báo cáo đã gửi."""
    from danvan_cli.output import report_answers
    from danvan_cli.services import sent_reports

    plan, found = sent_reports.sent_reports(run.request)
    rows = [(r.number, r.sent_on, r.recipient, r.kept.period, r.file_name, r.kept.cut_off) for r in found]
    return CommandResult(
        lambda: contract.listed("reports", [contract.fields(report) for report in found]),
        lambda: report_answers.sent_report(rows),
        plan,
    )


@noun.verb("diff")
def diff(
    run: Run,
    first: Annotated[str, typer.Argument(metavar="SỐ", help="Báo cáo đã gửi, ví dụ 12/BC-SKHCN.")],
    second: Annotated[
        str | None,
        typer.Argument(metavar="SỐ_KHÁC", help="Báo cáo khác; bỏ trống là số liệu hiện nay.", show_default=False),
    ] = None,
) -> CommandResult:
    """Số liệu khác nhau giữa hai báo cáo đã gửi, hoặc giữa một báo cáo và dữ liệu hiện nay tính đến cùng ngày."""
    from danvan_cli.output import report_answers
    from danvan_cli.services import sent_reports

    found = sent_reports.compare(run.request, first, second)
    return CommandResult(
        lambda: {
            "before": found.before,
            "after": found.after,
            **contract.listed("differences", [contract.fields(line) for line in found.found]),
        },
        lambda: report_answers.differences_report(found.before, found.after, found.found),
        found.plan,
    )
