"""Names printed in capitals, as a sentence writes them: "SỞ Y TẾ TỈNH AN BÌNH" is "Sở Y tế tỉnh An Bình"."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from danvan_cli.domain.text import clean, tone_key

# What a body is called, in its own capitals; a field, a place or another body follows.
_KINDS = """
Ủy ban nhân dân, Hội đồng nhân dân, Ủy ban Mặt trận Tổ quốc, Mặt trận Tổ quốc, Ủy ban MTTQ, Ủy ban Kiểm tra, Ủy ban,
Ban Chấp hành, Ban Thường vụ, Ban Thường trực, Ban Chỉ đạo, Ban Chỉ đạo thực hiện, Ban Chỉ huy, Ban Chỉ huy Quân sự,
Bộ Chỉ huy Quân sự, Ban Giám đốc, Ban Giám hiệu, Ban Quản lý, Ban Quản lý dự án đầu tư xây dựng, Xã đoàn, Phường đoàn,
Ban Tổ chức, Ban Tuyên giáo, Ban Dân vận, Ban Nội chính, Ban An toàn, Bộ Chỉ huy, Bộ Chỉ huy Bộ đội Biên phòng, Bộ Tư
lệnh, Bộ Tham mưu, Bộ đội Biên phòng, Đồn Biên phòng, Hải đội Biên phòng, Tỉnh ủy, Thành ủy, Huyện ủy, Thị ủy, Quận
ủy, Đảng ủy, Chi ủy, Đảng bộ, Chi bộ, Đảng đoàn, Ban cán sự đảng, Tỉnh đoàn, Thành đoàn, Huyện đoàn, Thị đoàn, Quận
đoàn, Đoàn, Công đoàn, Công đoàn ngành, Công đoàn Viên chức, Liên đoàn Lao động, Tổng Liên đoàn Lao động, Tòa án nhân
dân, Viện kiểm sát nhân dân, Bảo hiểm xã hội, Kho bạc Nhà nước, Ngân hàng Nhà nước, Ngân hàng Chính sách xã hội, Ngân
hàng, Công an, Thanh tra, Văn phòng, Văn phòng Đăng ký đất đai, Sở, Phòng, Ban, Bộ, Cục, Tổng cục, Vụ, Viện, Học viện,
Trung tâm, Chi cục, Trường, Trường Đại học, Trường Cao đẳng, Trường Trung cấp, Trường Tiểu học, Trường Mầm non, Trường
Mẫu giáo, Trường Chính trị, Trường Phổ thông, Đại học, Bệnh viện, Trạm, Đội, Hạt, Hội, Hội đồng, Liên hiệp, Liên minh,
Hiệp hội, Công ty, Tổng công ty, Tập đoàn, Báo, Đài, Quỹ, Tổ, Khối, Thư viện, Bảo tàng, Hợp tác xã, Hội Liên hiệp, Hội
Liên hiệp Phụ nữ, Hội Liên hiệp Thanh niên, Hội Nông dân, Hội Cựu chiến binh, Hội Chữ thập đỏ, Hội Người cao tuổi, Hội
Khuyến học, Đoàn đại biểu, Đoàn đại biểu Quốc hội, Đoàn Thanh niên, Đoàn Thanh niên Cộng sản, Đoàn Khối, Đảng ủy Khối,
Thường trực, Tòa án, Viện kiểm sát, Chính phủ, Nhà Thiếu nhi
"""
# Fields of work: the first letter is a capital where the field begins ("Phòng Kinh tế", "phát triển kinh tế").
_FIELDS = """
khoa học, công nghệ, nông nghiệp, môi trường, phát triển, nông thôn, giáo dục, đào tạo, tài nguyên, văn hóa, thể thao,
du lịch, thông tin, truyền thông, lao động, thương binh, xã hội, kế hoạch, đầu tư, giao thông, vận tải, giao thông vận
tải, xây dựng, nội vụ, ngoại vụ, tư pháp, tài chính, y tế, dân tộc, tôn giáo, dân vận, tuyên giáo, tổ chức, kiểm tra,
nội chính, kinh tế, hạ tầng, đô thị, quản lý, đất đai, dự án, đầu tư xây dựng, khu kinh tế, khu công nghiệp, khu công
nghệ cao, kiểm lâm, thủy lợi, thủy sản, chăn nuôi, thú y, trồng trọt, bảo vệ, thực vật, khuyến nông, tiêu chuẩn, đo
lường, chất lượng, thuế, hải quan, thống kê, quản lý thị trường, dự trữ, bảo hiểm, chính sách, tín dụng, phục vụ, hành
chính, hành chính công, công vụ, cải cách, dịch vụ, dịch vụ công, việc làm, tiếp công dân, pháp lý, trợ giúp, đăng ký,
giao dịch, kiểm soát, bệnh tật, dự phòng, đa khoa, phụ sản, phục hồi, chức năng, cổ truyền, y học, y dược, dân số,
chăm sóc, sức khỏe, an toàn, thực phẩm, vệ sinh, phổ thông, kỹ thuật, sư phạm, bách khoa, nghề, thường xuyên, chuyên,
nghiên cứu, ứng dụng, chuyển đổi số, chuyển giao, thanh tra, tổng hợp, nghiệp vụ, nhân sự, cán bộ, viên chức, công
chức, thanh niên, thiếu niên, thiếu nhi, nhi đồng, phụ nữ, nông dân, cựu chiến binh, người cao tuổi, khuyến học, chữ
thập đỏ, văn học, nghệ thuật, nhà báo, luật gia, doanh nghiệp, doanh nhân, công nghiệp, thương mại, xúc tiến, năng
lượng, điện lực, viễn thông, bưu điện, cấp nước, thoát nước, phát thanh, truyền hình, truyền thanh, xuất bản, in, lưu
trữ, quân sự, quốc phòng, an ninh, biên phòng, phòng cháy, chữa cháy, cứu hộ, cứu nạn, phòng chống, thiên tai, thi
đua, khen thưởng, thực hiện, quy chế, dân chủ, cơ sở, quỹ đất, phát triển quỹ đất, nhà ở, quy hoạch, kiến trúc, giám
định, kiểm định, bồi dưỡng, chính trị, hợp tác, đối ngoại, hữu nghị, đường bộ, đường thủy, đăng kiểm, bảo trì, bảo
trợ, trẻ em, cai nghiện, người có công, di tích, di sản, bảo tồn, vườn quốc gia, rừng, phòng hộ, đặc dụng, cơ yếu, tài
liệu, tin học, hộ tịch, công chứng, đấu giá, tài sản, nhà nước, cơ quan, đơn vị, chính quyền, sự nghiệp, trực thuộc,
liên ngành, điều hành, tư vấn, quản trị, thiết bị, vật tư, công tác, học sinh, sinh viên, điện tử, khảo thí, bảo đảm,
đảm bảo, kế toán, tài vụ, ngoại ngữ, hợp tác quốc tế, điều dưỡng, xét nghiệm, hồi sức, cấp cứu, nhiễm khuẩn, dinh
dưỡng, vận hành, kinh doanh, sản xuất, cơ điện, thí nghiệm, pháp chế, đối ngoại, thư ký, biên tập, phóng viên
"""
# Names that have their capitals wherever they stand.
_NAMES = """
Việt Nam, Tổ quốc, Trung ương, Quốc hội, Hồ Chí Minh, Cộng sản, Công Thương, Phụ nữ, Viên chức, Quân khu, Nhà nước,
Thường vụ, Đăng ký đất đai, Đo lường Chất lượng, Lao động, Biên phòng, Cao đài, Phật giáo, Mặt trận
"""
_SMALL = "các của cho về và ở tại thuộc cấp số trong"
_LEVELS = """
thành phố, thị xã, thị trấn, tỉnh, huyện, quận, xã, phường, đặc khu, khu vực, thôn, ấp, bản, buôn, khu phố, liên
huyện, liên xã, vùng
"""
_ABBREVIATION_LIST = """
UBND HĐND MTTQ MTTQVN UBMTTQ ĐBQH LHPN LĐLĐ TNCS THPT THCS THCN GDTX GDNN CHQS BCH BTV BCĐ BHXH BHYT CNTT KHCN PTNT NN
NV TP TX TT HU TU ĐU CĐ CĐVC CĐCS KCN KKT QLDA TNHH MTV HTX PCCC PCCCR VN TW QG XHCN CLB DTNT PTDTNT PTDTBT
"""
_ABBREVIATIONS = frozenset(_ABBREVIATION_LIST.split())
_ROMAN = re.compile(r"[IVXL]+")
_ODD = re.compile(r"[\d&./]")
_VOWELS = re.compile(r"[AEIOUYÀ-ỹ]", re.IGNORECASE)
_TOKEN = re.compile(r"[,;()\-–“”\"]|[^\s,;()\-–“”\"]+")
_MOST_WORDS = 10


def normal_capitals(name: str) -> str:
    """Writes a name that is all capitals as running text would; any other name stays as it is."""
    if not name.isupper():
        return name
    return _normal(clean(name))


@functools.lru_cache(maxsize=4096)
def _normal(name: str) -> str:
    words = _TOKEN.findall(name)
    written: list[str] = []
    begins, in_place = True, False
    at = 0
    while at < len(words):
        kind, length = _known(words, at, begins=begins, in_place=in_place)
        piece = words[at : at + length]
        written += _cased(kind, piece, begins=begins, is_first=at == 0, after=words[at + length : at + length + 1])
        begins = kind in ("kind", "mark") or (kind == "small" and piece[0] == "VÀ" and not in_place)
        in_place = kind == "level" or (in_place and kind in ("word", "odd"))
        at += length
    return _joined(name, words, written)


def _known(words: Sequence[str], at: int, *, begins: bool, in_place: bool) -> tuple[str, int]:
    """Finds what stands here and over how many words: the longest entry of the lists wins."""
    if not re.search(r"\w", words[at]):
        return "mark", 1
    table = _table()
    for length in range(min(_MOST_WORDS, len(words) - at), 0, -1):
        kind = table.get(tone_key(" ".join(words[at : at + length])))
        if kind is None or (kind == "kind" and length == 1 and not begins):
            continue
        # "XÃ AN NINH", "PHƯỜNG HỘI AN": a place may be spelled like a field.
        if in_place and kind in ("field", "name", "small"):
            continue
        return kind, length
    return ("odd" if _is_abbreviation(words[at]) else "word"), 1


def _is_abbreviation(word: str) -> bool:
    return word.strip(".") in _ABBREVIATIONS or bool(_ODD.search(word)) or not _VOWELS.search(word)


def _cased(kind: str, words: Sequence[str], *, begins: bool, is_first: bool, after: Sequence[str]) -> list[str]:
    if kind in ("kind", "name"):
        pattern = _written()[tone_key(" ".join(words))].split()
        return [_as(word, model) for word, model in zip(words, pattern, strict=True)]
    if kind == "level":
        # Units that only have a number are written with a capital: "Phường 5".
        is_numbered = bool(after) and after[0].isdecimal() and len(words) == 1
        return [_first_capital(words[0]) if is_first or is_numbered else words[0].lower(), *map(str.lower, words[1:])]
    if kind in ("field", "small"):
        capital = is_first or (begins and kind == "field")
        return [_first_capital(words[0]) if capital else words[0].lower(), *map(str.lower, words[1:])]
    if kind == "word" and not (_ROMAN.fullmatch(words[0]) and not is_first):
        return [_first_capital(words[0])]
    return [_place_mark(words[0])]


def _as(word: str, model: str) -> str:
    if word.strip(".") in _ABBREVIATIONS:
        return word
    return _first_capital(word) if model[0].isupper() else word.lower()


def _first_capital(word: str) -> str:
    return word[:1].upper() + word[1:].lower()


def _place_mark(word: str) -> str:
    """Writes "TP.TÂN" as "TP.Tân"; an abbreviation stays."""
    head, point, rest = word.partition(".")
    return f"{head}.{_first_capital(rest)}" if point and len(rest) > 1 and _VOWELS.search(rest) else word


def _joined(name: str, words: Sequence[str], written: Sequence[str]) -> str:
    """Puts the words back between the blanks that the name has."""
    result, at = "", 0
    for word, new in zip(words, written, strict=True):
        start = name.index(word, at)
        result += name[at:start] + new
        at = start + len(word)
    return result + name[at:]


@functools.cache
def _table() -> dict[str, str]:
    """Maps the key of every listed phrase to its list."""
    table: dict[str, str] = {}
    for kind, phrases in (("field", _FIELDS), ("name", _NAMES), ("kind", _KINDS), ("level", _LEVELS)):
        table |= {tone_key(phrase): kind for phrase in _phrases(phrases)}
    return table | dict.fromkeys(map(tone_key, _SMALL.split()), "small")


@functools.cache
def _written() -> dict[str, str]:
    return {tone_key(phrase): phrase for phrases in (_NAMES, _KINDS) for phrase in _phrases(phrases)}


def _phrases(text: str) -> list[str]:
    return [clean(phrase) for phrase in text.replace("\n", " ").split(",") if phrase.strip()]
