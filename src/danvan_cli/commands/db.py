"""danvan db: upgrade."""

from __future__ import annotations

from danvan_cli.commands.rendering import exports
from danvan_cli.commands.shared import Noun, Run
from danvan_cli.output.answer import Answer

noun = Noun()


@noun.verb("upgrade")
def upgrade(run: Run) -> Answer:
    """Nâng tệp dữ liệu của danvan bản cũ lên bản này; sao lưu trước, nói bản sao lưu ở đâu."""
    from danvan_cli.services.upgrading import upgrade_data

    copy = None if run.request.dry_run else upgrade_data(run.request)
    told = f"Đã nâng cấp tệp dữ liệu; bản trước khi nâng cấp: {copy}." if copy else "Tệp dữ liệu không cần nâng cấp."
    if run.request.dry_run:
        told = "Chạy thử: chưa nâng cấp gì."
    return Answer(lambda: {"backup": None if copy is None else str(copy)}, lambda: exports.told(told))
