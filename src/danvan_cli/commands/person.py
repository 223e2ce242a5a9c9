"""danvan person: the officers to call, and who is in charge."""

from __future__ import annotations

from typing import Annotated

import typer

from danvan_cli.commands import suggestions
from danvan_cli.commands.options import UnitOption, naming_units
from danvan_cli.commands.shared import Run, changed_result, contract, default_unit, finding
from danvan_cli.commands.verbs import Noun
from danvan_cli.output.result import CommandResult

noun = Noun()

OfficerArgument = Annotated[
    str,
    typer.Argument(
        metavar="NGƯỜI", help="Họ tên, hoặc số ở danvan person list.", autocompletion=suggestions.officer_names
    ),
]
PostOption = Annotated[
    str | None, typer.Option("--post", metavar="CHỮ", help="Chức vụ, chức danh.", show_default=False)
]
PhoneOption = Annotated[str | None, typer.Option("--phone", metavar="SỐ", help="Điện thoại.", show_default=False)]
EmailOption = Annotated[str | None, typer.Option("--email", metavar="THƯ", help="Thư điện tử.", show_default=False)]
OwnUnitOption = Annotated[str | None, naming_units("-u", "--unit", what="Đơn vị của cán bộ.")]


@noun.verb("add")
def add(
    run: Run,
    name: Annotated[str, typer.Argument(metavar="HỌ_TÊN")],
    unit: OwnUnitOption = None,
    post: PostOption = None,
    phone: PhoneOption = None,
    email: EmailOption = None,
) -> CommandResult:
    """Thêm một cán bộ.

    Lãnh đạo cơ quan thì bỏ --unit: danvan person add "Trần Văn Bình" --post "Phó Giám đốc". Giao phụ trách một nhiệm vụ
    bằng danvan task edit MÃ --person NGƯỜI.
    """
    from danvan_cli.services import people

    return changed_result(run, people.add_officer(run.request, people.OfficerChange(name, post, phone, email, unit)))


@noun.verb("list")
def list_(run: Run, unit: UnitOption = None) -> CommandResult:
    """Danh sách cán bộ: đơn vị, điện thoại, việc phụ trách.

    Chỉ của một đơn vị: danvan person list --unit VP.
    """
    from danvan_cli.services.finding import list_officers

    found = list_officers(run.request, default_unit(unit))
    return CommandResult(
        lambda: contract.listed("officers", [contract.fields(one) for one in found]),
        lambda: finding.officer_list(found),
    )


@noun.verb("edit")
def edit(
    run: Run,
    officer: OfficerArgument,
    name: Annotated[str | None, typer.Option("--name", metavar="TÊN", help="Họ tên mới.", show_default=False)] = None,
    unit: OwnUnitOption = None,
    post: PostOption = None,
    phone: PhoneOption = None,
    email: EmailOption = None,
) -> CommandResult:
    """Sửa họ tên, đơn vị, chức vụ, điện thoại, thư.

    Chữ trống thì xóa: danvan person edit 2 --email "".
    """
    from danvan_cli.services import people

    change = people.OfficerChange(name, post, phone, email, unit)
    return changed_result(run, people.edit_officer(run.request, officer, change))


@noun.verb("remove")
def remove(run: Run, officer: OfficerArgument) -> CommandResult:
    """Bỏ một cán bộ khỏi danh sách và khỏi mọi việc đang phụ trách.

    Không hỏi lại: danvan person remove 2 --yes. Lấy lại bằng danvan undo.
    """
    from danvan_cli.services import people

    run.confirm_change(lambda request: people.remove_officer(request, officer), "Bỏ cán bộ này?")
    return changed_result(run, people.remove_officer(run.request, officer))
