"""danvan doc: the register of documents that the plan cites and the office issues."""

from __future__ import annotations

from typing import Annotated

import typer

from danvan_cli.commands import suggestions
from danvan_cli.commands.options import choice
from danvan_cli.commands.shared import Run, changed_result, contract, register
from danvan_cli.commands.verbs import Noun
from danvan_cli.domain.words import DocumentRole
from danvan_cli.output.result import CommandResult

noun = Noun()

NumberArgument = Annotated[
    str,
    typer.Argument(
        metavar="SỐ",
        help='Số, ký hiệu; trùng số thì ghi cả ngày: "15/KH-UBND ngày 2/3/2023".',
        autocompletion=suggestions.document_numbers,
    ),
]
KindOption = Annotated[
    str | None,
    typer.Option(
        "--type", metavar="LOẠI", help="Loại văn bản, tên hay viết tắt: kế hoạch, CV, QĐ…", show_default=False
    ),
]
OnOption = Annotated[str | None, typer.Option("--on", metavar="NGÀY", help="Ngày ban hành.", show_default=False)]
IssuerOption = Annotated[
    str | None, typer.Option("--issuer", metavar="CƠ_QUAN", help="Cơ quan ban hành.", show_default=False)
]
SubjectOption = Annotated[
    str | None, typer.Option("--subject", metavar="CHỮ", help="Trích yếu nội dung.", show_default=False)
]
RoleOption = Annotated[DocumentRole | None, choice(DocumentRole, "--role", what="Vai trò trong kế hoạch")]
TaskOption = Annotated[
    list[str] | None,
    typer.Option(
        "--task", metavar="MÃ", help="Nhiệm vụ liên quan; ghi nhiều lần được.", show_default=False,
        autocompletion=suggestions.task_codes,
    ),
]  # fmt: skip


@noun.verb("list")
def list_(
    run: Run,
    role: RoleOption = None,
    kind: KindOption = None,
    text: Annotated[
        str | None, typer.Option("--text", metavar="CHỮ", help="Có chữ này trong số, trích yếu.", show_default=False)
    ] = None,
) -> CommandResult:
    """Sổ văn bản: căn cứ, viện dẫn của kế hoạch; văn bản, công văn đôn đốc, báo cáo cơ quan đã ban hành.

    Công văn của danvan remind, báo cáo của danvan report sent tự có trong sổ. Một kế hoạch: thêm --plan MÃ.
    """
    from danvan_cli.services import documents

    found = documents.list_documents(run.request, role, kind, text)
    return CommandResult(
        lambda: contract.listed("documents", [contract.fields(one) for one in found]),
        lambda: register.register_list(found),
        run.request.plan,
        run.request.as_of,
    )


@noun.verb("show")
def show(run: Run, document: NumberArgument) -> CommandResult:
    """Một văn bản: ở kế hoạch, nhiệm vụ nào, là minh chứng của gì, thay thế và bị thay thế bởi văn bản nào."""
    from danvan_cli.output.proofs import proof_data
    from danvan_cli.services import documents

    found = documents.show_document(run.request, document)
    return CommandResult(
        lambda: {
            "document": contract.fields(found.document),
            "plans": [contract.fields(place) for place in found.places],
            "evidence": [proof_data(proof) for proof in found.proofs],
            "replaces": list(found.replaces),
        },
        lambda: register.document_sheet(found),
        None,
        run.request.as_of,
    )


@noun.verb("add")
def add(
    run: Run,
    number: Annotated[str, typer.Argument(metavar="SỐ", help="Số, ký hiệu, ví dụ 15/KH-SKHCN.")],
    kind: KindOption = None,
    on: OnOption = None,
    issuer: IssuerOption = None,
    subject: SubjectOption = None,
    role: RoleOption = None,
    task: TaskOption = None,
    replaces: Annotated[
        list[str] | None,
        typer.Option("--replaces", metavar="SỐ", help="Thay thế văn bản này; ghi nhiều lần được.", show_default=False),
    ] = None,
) -> CommandResult:
    """Ghi một văn bản vào sổ và gắn với kế hoạch, nhiệm vụ.

    Không ghi --issuer là văn bản của cơ quan mình (vai trò ban hành), có ghi là viện dẫn. Loại văn bản đọc từ ký hiệu
    khi không ghi --type.
    """
    from danvan_cli.services import documents

    new = documents.DocumentChange(
        number, kind, run.day(on), issuer, subject, replaces=replaces or (), role=role, tasks=task or ()
    )
    return changed_result(run, documents.add_document(run.request, new))


@noun.verb("edit")
def edit(
    run: Run,
    document: NumberArgument,
    number: Annotated[
        str | None, typer.Option("--number", metavar="SỐ", help="Số, ký hiệu đúng.", show_default=False)
    ] = None,
    kind: KindOption = None,
    on: OnOption = None,
    issuer: IssuerOption = None,
    subject: SubjectOption = None,
    role: RoleOption = None,
    replaced_by: Annotated[
        str | None,
        typer.Option(
            "--replaced-by", metavar="SỐ", help='Văn bản thay thế nó; "" là bỏ ghi thay thế.', show_default=False
        ),
    ] = None,
) -> CommandResult:
    """Sửa một văn bản trong sổ; ghi văn bản nào đã thay thế nó.

    Công văn, báo cáo, kế hoạch thì sửa ở nơi ghi ra chúng.
    """
    from danvan_cli.services import documents

    change = documents.DocumentChange(number, kind, run.day(on), issuer, subject, replaced_by, role=role)
    return changed_result(run, documents.edit_document(run.request, document, change))


@noun.verb("link")
def link(
    run: Run,
    document: NumberArgument,
    tasks: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[MÃ...]",
            help="Mã nhiệm vụ, một hay nhiều; bỏ trống là cả kế hoạch.",
            show_default=False,
            autocompletion=suggestions.task_codes,
        ),
    ] = None,
    role: RoleOption = None,
    remove: Annotated[bool, typer.Option("--remove", help="Bỏ gắn.")] = False,
) -> CommandResult:
    """Gắn một văn bản với nhiệm vụ, hoặc ghi vai trò của nó trong kế hoạch."""
    from danvan_cli.services import documents

    return changed_result(run, documents.link_document(run.request, document, tasks or (), role, unlink=remove))


@noun.verb("remove")
def remove(run: Run, document: NumberArgument) -> CommandResult:
    """Bỏ một văn bản ghi nhầm cùng các chỗ gắn của nó; lấy lại bằng danvan undo."""
    from danvan_cli.services import documents

    run.confirm_change(lambda request: documents.remove_document(request, document), "Bỏ văn bản này?")
    return changed_result(run, documents.remove_document(run.request, document))
