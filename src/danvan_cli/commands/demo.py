"""The first thing to try: the sample plan in a throw-away database."""

from __future__ import annotations

from datetime import date

from danvan_cli.commands.shared import Run, contract, day_screens
from danvan_cli.commands.verbs import Noun
from danvan_cli.output.nameless import throwaway_folder
from danvan_cli.output.result import CommandResult
from danvan_cli.services import planning, views
from danvan_cli.services.request import data_file, database_at

noun = Noun()

_SAMPLE = "ke-hoach-dan-van-2023.docx"
# The day after the sample plan's first deadline has passed and before its last one.
_DAY = date(2023, 10, 26)


@noun.verb("demo")
def demo(run: Run) -> CommandResult:
    """Nhập kế hoạch mẫu năm 2023 vào một tệp dữ liệu tạm rồi xem tình hình ngày 26/10/2023."""
    path = throwaway_folder() / "danvan.db"
    request = run.request._replace(
        database=database_at(str(path), {}), plan=None, today=_DAY, as_of=_DAY, dry_run=False
    )
    planning.import_plan(request, planning.read_draft(request, data_file(_SAMPLE)))
    found = views.status(request)
    return CommandResult(
        lambda: {**contract.status_data(found), "database": str(path)},
        lambda: day_screens.status_report(found, on_terminal=run.screen.is_read),
        found.plan.code,
        found.as_of,
        hints=(
            "",
            f"Dữ liệu thử nằm ở {path}; tệp tạm, xóa lúc nào cũng được. Thử tiếp:",
            f"  export DANVAN_DB={path} DANVAN_TODAY={_DAY.isoformat()}",
            "  danvan task show IV-4",
            "  danvan task done IV-4 --unit CCTĐC --on 25/10/2023 --evidence '45/BC-CCTĐC ngày 25/10/2023'",
            "  danvan target record CT1 --unit VP 30/30",
            "  danvan report export -o bao-cao.docx",
        ),
    )
