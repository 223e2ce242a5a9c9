"""A letter as an e-mail that waits to be sent (.eml): mail programs open it as a draft, the letter attached."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from danvan_cli.domain.reminders import Letter
from danvan_cli.domain.text import clean, strip_controls
from danvan_cli.output.letter_words import abstract
from danvan_cli.output.messages import text_to

# With the library's own length an encoded word may have one letter more than the 75 of RFC 2047.
_POLICY = SMTP.clone(max_line_length=76)
_WORD = ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document")


def draft(letter: Letter, content: bytes, name: str, created: datetime) -> bytes:
    """Writes the draft (RFC 5322): to the addressees' mailboxes, the short text, ``content`` attached as ``name``.

    Without any mailbox it has no recipient. Who sends it is the mail program's matter: a draft has no sender yet.
    The same letter and ``created`` (UTC where it names no zone) give the same bytes.
    """
    message = EmailMessage(policy=_POLICY)
    message["X-Unsent"] = "1"
    message["Date"] = format_datetime(created if created.tzinfo else created.replace(tzinfo=UTC))
    boxes = {box.email.casefold(): box for one in letter.addressees for box in one.mailboxes}
    if boxes:
        message["To"] = [Address(clean(box.name), addr_spec=box.email) for box in boxes.values()]
    number = f"Công văn số {letter.printed_number}: " if letter.printed_number else ""
    message["Subject"] = clean(f"{number}{abstract(letter)}")
    text = f"{text_to(letter.addressees, letter.reply_by)}\n\nKèm theo: {name}\n"
    # Base64 keeps every line short and every letter whole, whichever servers it passes.
    message.set_content(strip_controls(text), cte="base64")
    message.add_attachment(content, *_WORD, filename=name)
    message.set_boundary(f"danvan-{hashlib.sha256(content).hexdigest()[:32]}")
    return message.as_bytes()
