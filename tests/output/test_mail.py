from __future__ import annotations

import email
import re
from email.message import EmailMessage
from email.policy import default
from typing import Any

from tests.output.test_collective import CENTRE, INSPECTORATE, collective, told
from tests.output.test_dispatch import CREATED, UNIT, late, letter

from danvan_cli.domain.model import Unit
from danvan_cli.domain.reminders import Letter, Mailbox, UnitReminders
from danvan_cli.output.mail import draft

AN = Mailbox("Nguyễn Văn An", "an@skhcn.tayninh.gov.vn")
BINH = Mailbox("Trần, Thị Bình", "binh@skhcn.tayninh.gov.vn")
NAME = "don-doc-CCTĐC-2026-03-05.docx"


def addressed(*boxes: Mailbox, **changes: Any) -> Letter:
    return letter(addressees=(UnitReminders(Unit("CCTĐC", UNIT), (late(),), mailboxes=boxes),), **changes)


def read(made: Letter, content: bytes = b"PK-letter") -> EmailMessage:
    message = email.message_from_bytes(draft(made, content, NAME, CREATED), policy=default)
    assert isinstance(message, EmailMessage)
    return message


def test_a_draft_has_recipients_subject_text_and_the_letter_attached() -> None:
    message = read(addressed(AN, BINH))
    [attached] = message.iter_attachments()
    body = message.get_body()
    assert body is not None

    assert "1" == message["X-Unsent"]
    assert [tuple(AN), tuple(BINH)] == [(one.display_name, one.addr_spec) for one in message["To"].addresses]
    assert "Công văn số 12/SKHCN-VP: V/v đôn đốc thực hiện công tác Dân vận chính quyền năm 2026" == message["Subject"]
    assert "Thu, 05 Mar 2026 01:30:00 +0000" == message["Date"]
    assert (
        f"Kính gửi {UNIT}: đề nghị thực hiện và báo cáo kết quả các nội dung sau:\n"
        "- Báo cáo kết quả thực hiện Quy chế dân chủ: thời hạn 23/02/2026, đã quá hạn 10 ngày\n"
        "Báo cáo kết quả chậm nhất ngày 12/03/2026.\n"
        "Trân trọng.\n\n"
        f"Kèm theo: {NAME}\n"
    ) == body.get_content().replace("\r\n", "\n")
    assert (NAME, b"PK-letter") == (attached.get_filename(), attached.get_content())


def test_a_draft_to_nobody_known_has_no_recipient_and_one_without_a_number_no_number() -> None:
    message = read(addressed(number=None))

    assert (None, True) == (message["To"], message["Subject"].startswith("V/v đôn đốc"))


def test_one_to_several_units_goes_to_each_mailbox_once_and_names_whose_work_is_meant() -> None:
    shouted = Mailbox("An", AN.email.upper())
    several = collective(told(INSPECTORATE, late(), mailboxes=(AN,)), told(CENTRE, late(), mailboxes=(BINH, shouted)))
    message = read(several)
    body = message.get_body()
    assert body is not None

    assert 2 == len(message["To"].addresses)
    assert (True, True) == tuple(f"- {name}: Báo cáo" in body.get_content() for name in (INSPECTORATE, CENTRE))


def test_a_draft_is_plain_ascii_in_lines_that_every_server_takes() -> None:
    made = draft(addressed(AN, BINH), b"\x00\xff" * 5000, NAME, CREATED)
    lines = made.decode("ascii").split("\r\n")

    assert (True, []) == (max(map(len, lines)) <= 90, [line for line in lines if "\n" in line or "\r" in line])
    assert [] == [word for word in re.findall(r"=\?[^?]+\?[bq]\?[^?]*\?=", made.decode()) if len(word) > 75]


def test_a_line_end_in_a_name_makes_no_header() -> None:
    made = addressed(Mailbox("An\r\nBcc: x@y.vn", AN.email))
    message = read(made._replace(plan=made.plan._replace(title="Thực hiện\nBcc: x@y.vn")))

    assert None is message["Bcc"]


def test_the_same_letter_gives_the_same_draft() -> None:
    assert draft(addressed(AN), b"x", NAME, CREATED) == draft(addressed(AN), b"x", NAME, CREATED)
