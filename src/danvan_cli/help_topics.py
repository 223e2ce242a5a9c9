"""The pages of ``danvan help``: what many commands share, each said once. Imported only where one is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from danvan_cli.domain.text import fold
from danvan_cli.domain.typed_dates import DATE_FORMS
from danvan_cli.domain.words import Format, RollUp, RuleKind, State, TargetKind, spoken_words
from danvan_cli.usage import COMMON_OPTIONS

_WIDTH = 80


class Topic(NamedTuple):
    """A page: what it is about in a few words, and what writes it."""

    about: str
    text: Callable[[], str]


def page_of(words: str) -> str | None:
    """Writes the page meant, with or without diacritics and hyphens; None where none is."""
    wanted = _key(words)
    return next((_wrapped(topic.text().strip()) for name, topic in TOPICS.items() if _key(name) == wanted), None)


def _wrapped(text: str) -> str:
    """Breaks long lines as the help of commands does; what goes on is set in under its line."""
    import textwrap  # only a page needs it

    def broken(line: str) -> str:
        begins = len(line) - len(line.lstrip())
        column = line.find("  ", begins) if begins else -1
        while 0 < column < len(line) and line[column] == " ":
            column += 1
        indent = " " * (column if column > 0 else begins + 2 if line.startswith((" ", "- ")) else 0)
        return textwrap.fill(line, _WIDTH, subsequent_indent=indent, break_on_hyphens=False) if line else ""

    return "\n".join(map(broken, text.splitlines()))


def known_topics() -> str:
    """Lists the pages there are."""
    width = max(map(len, TOPICS))
    rows = [f"  {name:<{width}}  {topic.about}" for name, topic in TOPICS.items()]
    return "\n".join(["Xem một trang: danvan help CHỦ_ĐỀ, có dấu hay không.", "", *rows, "", _OF_A_COMMAND])


def _key(words: str) -> str:
    return fold(words).replace("-", " ")


_OF_A_COMMAND = "Hướng dẫn của một lệnh: danvan help task done, hay danvan task done --help."


def _dates() -> str:
    forms = "\n".join(f"  {form}" for form in DATE_FORMS.split(" · "))
    return f"""
Cách viết ngày, có dấu hay không:

{forms}

Thời hạn (--due) nhận thêm chữ của kế hoạch:

  trước ngày 25/10
  chậm nhất ngày 25/10
  6 tháng đầu năm
  trong 10 ngày kể từ ngày 20/4/2023
  ngày 25 hằng tháng

- Ngày trước, tháng sau; không đoán ngược lại. Không ghi năm thì là năm của kế hoạch.
- Tháng, quý là ngày cuối của tháng, quý. "Trước ngày 25/10" là đến hết ngày 24/10.
- "thứ Hai" ở --due, --to là thứ Hai tới; ở --on, --as-of là thứ Hai vừa qua. Nhiều chữ thì đặt trong ngoặc kép.
- --as-of tính theo ngày việc diễn ra; --as-known-on chỉ tính những gì đã nhập đến ngày đó.
"""


def _filters() -> str:
    return f"""
Lọc nhiệm vụ ở danvan task list; cùng các lựa chọn ấy chọn nhiều việc một lúc cho task done, extend, assign…:

  --unit CCTĐC         đơn vị, theo mã, tên hay tên khác
  --section II.2       một mục của kế hoạch
  --state "quá hạn"    trạng thái: {spoken_words(State)}
  --due-from, --due-to ngày cuối nằm trong khoảng
  --kind               loại việc
  --text "tập huấn"    chữ trong nội dung, có dấu hay không

Mã viết thế nào cũng được: IV-4, iv4, IV.4. Nhiều mã: IV-4 BS-1; một dãy: II.2-1..5.
Ghi nhiều lựa chọn thì việc phải khớp tất cả. Sửa hàng loạt luôn cho xem trước rồi mới hỏi.
"""


def _states() -> str:
    width = max(len(state.label) for state in State)
    rows = "\n".join(f"  {state.label:<{width}}  --state {_quoted(state.spoken)}" for state in State)
    return f"""
Trạng thái của một phần việc (một đơn vị chủ trì, một kỳ) tính đến một ngày, không lưu sẵn:

{rows}

- Chính ngày cuối vẫn là trong hạn. Đã nộp kết quả thì đúng hạn hay trễ tính theo ngày nộp.
- Nhiệm vụ nhiều đơn vị lấy theo phần việc chậm nhất; hoàn thành khi mọi đơn vị chủ trì hoàn thành.
- Tạm hoãn, thôi thực hiện đứng ngoài tổng số. "Trễ khách quan" (task exempt) vẫn ghi ngày trễ, tính là đúng hạn.
"""


def _targets() -> str:
    return f"""
Chỉ tiêu: danvan target add, ghi số liệu bằng danvan target record, xem mức độ đạt bằng danvan target coverage.

  Loại (--kind):         {spoken_words(TargetKind)}
  Mục tiêu (--goal):     100%, ">= 90%", "<= 5 vụ", 2 mô hình
  Cộng các đơn vị (--roll-up): {spoken_words(RollUp)}

  danvan target record CT1 28/30 --unit VP --on 30/6
  danvan target record CT2 12 --unit TTr

- Tỷ lệ ghi bằng tử số/mẫu số để cộng được nhiều đơn vị. Số viết kiểu Việt Nam: 1.200; 95,5.
- Đơn vị chưa báo thì không coi là 0; "chưa báo" được kể tên.
"""


def _reports() -> str:
    return f"""
Báo cáo: danvan report export viết báo cáo năm bằng Word vào thư mục đang đứng, không ghi đè.

  Dạng tệp (-o TÊN.dạng): {spoken_words(Format)}; ghi nhiều tệp một lần được
  Kỳ (--period):          2023-Q3, "quý III", 2023-9M, 2023-H1, 2023-10
  Một đơn vị:             --unit VP

  danvan report preview            xem trước trên màn hình
  danvan report export -o bao-cao.html   trang cho lãnh đạo: điện thoại, máy tính, in A4
  danvan report export -o tom-tat.png    bản tóm tắt để gửi qua Zalo; -o tom-tat.txt là bằng chữ
  danvan report template export THƯ_MỤC  lời văn riêng của cơ quan; dùng bằng --template
  danvan report check TỆP          so tệp đã sửa tay với số liệu
  danvan explain "quá hạn" CCTĐC   những dòng làm nên một con số
  danvan report sent TỆP --number 120/BC-SKHCN   lưu bản đã gửi

Đơn vị báo cáo theo đợt:

  danvan round open "quý III"      mở đợt, chốt danh sách đơn vị
  danvan form export --all         mỗi đơn vị một biểu Excel để điền
  danvan form import TỆP…          nhập các biểu gửi lại, một lần hoàn tác
  danvan round status              ai đã gửi, còn thiếu gì
"""


def _exit_codes() -> str:
    return """
Mã kết thúc, cho kịch bản chạy tự động:

    0  xong, cả khi danh sách trống
    1  lỗi ngoài dự kiến của chương trình
    2  sai cách dùng: lệnh, tùy chọn, ngày
    3  không tìm thấy: mã, đơn vị, kế hoạch
    4  mâu thuẫn với dữ liệu, hay người dùng dừng lại
    5  dữ liệu hay ổ đĩa: bị khóa, hỏng, hết chỗ
    6  kiểm tra thấy có việc: doctor, status --fail-on overdue
    7  tệp đưa vào bị từ chối, chưa ghi gì
  130  bị ngắt bằng Ctrl-C

Trong danvan shell đọc lệnh từ tệp, mã kết thúc là của lệnh hỏng sau cùng.
"""


def _files() -> str:
    return f"""
Tệp đọc vào: kế hoạch (plan import) là Word .docx, PDF, Excel .xlsx, HTML, chữ thường; .doc, .rtf, .odt cần LibreOffice.
Bảng làm việc (sheet import) là Excel .xlsx; danh mục đơn vị (unit import) là .csv.
Tệp viết ra: {spoken_words(Format)}.

- Không tệp nào bị ghi đè khi chưa có --force. Dấu - đọc từ đầu vào chuẩn hoặc viết ra đầu ra chuẩn.
- Tên có dấu cách thì đặt trong ngoặc kép: "Ke hoach 2023.docx".
- Dữ liệu: một tệp SQLite trong thư mục dữ liệu của người dùng, hoặc nơi ghi ở --db, DANVAN_DB; xem danvan doctor.
- Bản sao nằm ở thư mục sao-luu cạnh tệp dữ liệu; xem danvan backup list, lấy lại bằng danvan restore.
"""


def _options() -> str:
    shown = [option for option in COMMON_OPTIONS if not option.hidden]
    names = [", ".join(option.spellings) + (f" {option.metavar}" if option.metavar else "") for option in shown]
    width = max(map(len, names))
    rows = "\n".join(f"  {name:<{width}}  {option.help}" for name, option in zip(names, shown, strict=True))
    return f"""
Mọi lệnh đều có; đứng trước hay sau tên lệnh đều được:

{rows}
  {"-h, --help":<{width}}  Xem hướng dẫn của lệnh.
"""


def _quoted(words: str) -> str:
    return f'"{words}"' if " " in words else words


def _scores() -> str:
    rules = "\n".join(f"  {kind.spoken:<16} {words}" for kind, words in _RULES.items())
    return f"""
Tự chấm điểm: nhập bảng của tỉnh bằng danvan score import, chấm bằng danvan score set, xem bằng danvan score show.

Cách tính (danvan score sets BỘ; ghi bằng danvan score rule khi bảng không đọc được):

{rules}

Kê khai (--declared), để có điểm đề xuất:

  35/40            tỷ lệ, với cả hai số
  87,5%            tỷ lệ
  3                số lượng, số lần
  nhẹ=2, nặng=1    số lần theo từng mức trừ
  có, không        có vi phạm không; một trong hai mức
  không phát sinh  không có vụ việc nào
  không áp dụng    ra khỏi thang điểm, điểm quy đổi

- Ô trống chưa phải là 0: còn ô trống thì chưa có tổng. Điểm thưởng, điểm trừ để trống là không có.
- Thẩm định lần 1, giải trình, thẩm định lần 2 đứng cạnh điểm tự chấm; điểm có hiệu lực là lần mới nhất.
- Mức xếp loại có thể đòi điểm của một nhóm; điều kiện khống chế ghi bằng danvan score disqualify.
- Tệp .toml ghi được mọi quy tắc của bộ: danvan score export --example -o mau.toml.
"""


_RULES = {
    RuleKind.LEVEL: "mỗi mức một số điểm, theo chữ hay khoảng số liệu",
    RuleKind.PROPORTION: "tỷ lệ nhân điểm tối đa; có thể có mức sàn",
    RuleKind.DEDUCT: "mỗi lần trừ bao nhiêu, không dưới 0; một hay nhiều mức trừ",
    RuleKind.COUNT: "mỗi cái được bao nhiêu, có trần",
    RuleKind.BREACH: "có vi phạm thì mất cả tiêu chí",
    RuleKind.FULL: "không phát sinh thì đạt điểm tối đa",
    RuleKind.JUDGEMENT: "không đề xuất điểm",
}

TOPICS = {
    "ngày": Topic("Cách viết ngày và thời hạn.", _dates),
    "lọc": Topic("Chọn nhiệm vụ theo đơn vị, mục, trạng thái, ngày, chữ.", _filters),
    "trạng-thái": Topic("Các trạng thái và cách tính.", _states),
    "chỉ-tiêu": Topic("Loại chỉ tiêu, mục tiêu, số liệu.", _targets),
    "chấm-điểm": Topic("Tự chấm điểm: cách tính, kê khai, xếp loại.", _scores),
    "báo-cáo": Topic("Báo cáo: dạng tệp, kỳ, kiểm tra.", _reports),
    "mã-thoát": Topic("Mã kết thúc của chương trình.", _exit_codes),
    "tệp": Topic("Tệp đọc vào, viết ra; dữ liệu ở đâu.", _files),
    "tùy-chọn": Topic("Các tùy chọn mà lệnh nào cũng có.", _options),
}
