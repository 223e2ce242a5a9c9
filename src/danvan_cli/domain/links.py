"""Whether a link has the shape of one; nobody asks the network whether it leads anywhere."""

from urllib.parse import urlsplit


def why_no_link(text: str) -> str | None:
    """Says what is wrong with the shape of an address on the web; None where nothing is."""
    if any(letter.isspace() for letter in text):
        return "liên kết có dấu cách"
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return "liên kết không đúng dạng"
    if parts.scheme not in ("http", "https"):
        return "liên kết không bắt đầu bằng http"
    if parts.username is not None:
        return "liên kết có tên người dùng hoặc mật khẩu"
    if "." not in host.strip(".") and host != "localhost" and ":" not in host:
        return "liên kết thiếu tên máy"
    return None
