"""danvan search: where words stand, in all that was entered."""

from __future__ import annotations

from typing import Annotated

import typer

from danvan_cli.commands.shared import Run, finding
from danvan_cli.commands.verbs import Noun
from danvan_cli.output.result import CommandResult

noun = Noun()


@noun.verb("search")
def search(
    run: Run,
    words: Annotated[list[str], typer.Argument(metavar="CHỮ...", help="Một hay nhiều chữ, có dấu hay không.")],
    limit: Annotated[
        int, typer.Option("--limit", metavar="SỐ", min=1, max=1_000_000, help="Số dòng hiện ra của mỗi loại.")
    ] = 20,
    closed_too: Annotated[bool, typer.Option("--all", help="Cả những kế hoạch đã kết thúc.")] = False,
) -> CommandResult:
    """Tìm chữ trong nhiệm vụ, kết quả, chỉ tiêu, ghi chú, minh chứng, văn bản, phiếu số liệu, đơn vị.

    Có dấu hay không, hoa hay thường đều được; nhiều chữ thì đoạn tìm thấy có đủ các chữ ấy. Chữ bắt đầu bằng dấu gạch
    thì đứng sau hai gạch. Cả các năm đã kết thúc: danvan search "45/BC" --all.
    """
    from danvan_cli.services.finding import search_texts

    found = search_texts(run.request, " ".join(words), limit, closed_too=closed_too)
    left = found.total - sum(map(len, found.hits.values()))
    return CommandResult(
        lambda: finding.search_data(found),
        lambda: finding.search_report(found),
        found.plans[0] if found.plans else None,
        run.request.as_of,
        hints=(f"Còn {left} chỗ không hiện; tăng --limit để xem thêm.",) if left else (),
        plans=found.plans,
    )
