"""The options and arguments that many commands take, and the common ones that every command has."""

from typing import Annotated, Any

import typer

from danvan_cli.commands import suggestions

DbOption = Annotated[
    str | None,
    typer.Option(
        "--db",
        metavar="TỆP",
        help="Tệp dữ liệu, hoặc postgresql://… của máy chủ (hoặc biến DANVAN_DB).",
        show_default=False,
    ),
]
AgencyOption = Annotated[
    str | None,
    typer.Option(
        "--agency",
        metavar="MÃ",
        help="Cơ quan, khi dữ liệu có nhiều (hoặc biến DANVAN_AGENCY).",
        show_default=False,
        autocompletion=suggestions.agency_codes,
    ),
]
PlanOption = Annotated[
    str | None,
    typer.Option(
        "--plan",
        metavar="MÃ",
        help="Kế hoạch (hoặc biến DANVAN_PLAN).",
        show_default=False,
        autocompletion=suggestions.plan_codes,
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Trả lời bằng JSON.")]
AsOfOption = Annotated[
    str | None, typer.Option("--as-of", metavar="NGÀY", help="Tính trạng thái đến hết ngày này.", show_default=False)
]
KnownOption = Annotated[
    str | None,
    typer.Option(
        "--as-known-on", metavar="NGÀY", help="Chỉ tính những gì đã nhập đến hết ngày này.", show_default=False
    ),
]
NoColorOption = Annotated[bool, typer.Option("--no-color", help="Không tô màu (hoặc biến NO_COLOR).")]
QuietOption = Annotated[bool, typer.Option("-q", "--quiet", help="Chỉ in mã hoặc dữ liệu.")]
YesOption = Annotated[bool, typer.Option("-y", "--yes", help="Đồng ý mọi câu hỏi.")]
DryRunOption = Annotated[bool, typer.Option("-n", "--dry-run", help="Chạy thử, không ghi gì.")]
DebugOption = Annotated[bool, typer.Option("--debug", help="In chi tiết lỗi của chương trình.", hidden=True)]


def naming_units(*names: str, what: str) -> Any:
    """Makes an option that takes a unit, or several, by code, name or alias."""
    return typer.Option(*names, metavar="ĐƠN_VỊ", help=what, show_default=False, autocompletion=suggestions.unit_codes)


UnitOption = Annotated[str | None, naming_units("-u", "--unit", what="Mã, tên hoặc tên khác của đơn vị.")]
UnitsOption = Annotated[list[str] | None, naming_units("-u", "--unit", what="Đơn vị chủ trì; ghi nhiều lần được.")]

TaskArgument = Annotated[
    str, typer.Argument(metavar="MÃ", help="Mã nhiệm vụ, ví dụ IV-4.", autocompletion=suggestions.task_codes)
]
# A list stops at a screenful; how much is left is said beside it.
LIMIT = 50
LimitOption = Annotated[int, typer.Option("--limit", metavar="SỐ", min=1, max=1_000_000, help="Số dòng hiện ra.")]
AllOption = Annotated[bool, typer.Option("--all", help="Hiện tất cả.")]

COMMON: dict[str, Any] = {
    "db": DbOption,
    "agency": AgencyOption,
    "plan": PlanOption,
    "json": JsonOption,
    "as_of": AsOfOption,
    "as_known_on": KnownOption,
    "no_color": NoColorOption,
    "quiet": QuietOption,
    "yes": YesOption,
    "dry_run": DryRunOption,
    "debug": DebugOption,
}
DEFAULTS: dict[str, Any] = {"db": None, "agency": None, "plan": None, "as_of": None, "as_known_on": None}
