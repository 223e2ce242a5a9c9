"""The words with which a predicate begins: a unit's name ends before them."""

from __future__ import annotations

import re

# Verbs of plans, in small letters.
_VERBS = (
    "chủ trì|chủ động|phối hợp|tham mưu|theo dõi|đôn đốc|triển khai|thực hiện|hướng dẫn|kiểm tra"
    "|giám sát|tổng hợp|báo cáo|tuyên truyền|vận động|phát động|đẩy mạnh|tăng cường|tiếp tục|căn cứ|chỉ đạo"
    "|quán triệt|bố trí|cân đối|ban hành|rà soát|cập nhật|đăng tải|đăng ký|cung cấp|giúp|được|cử|tiếp nhận"
    "|tiếp công dân|nâng cao|đảm bảo|bảo đảm|phân công|lồng ghép|chuẩn bị|đánh giá|chấm điểm|thẩm định|đề xuất"
    "|kịp thời|thường xuyên|định kỳ|hoàn thành|lựa chọn|duy trì|tích cực|nghiêm túc|phát huy|phát hiện|xem xét"
    "|bám sát|biên soạn|hỗ trợ|tạo điều kiện|ký kết|giải quyết|khảo sát|sơ kết|tổng kết|thông báo|nghiên cứu"
    "|cụ thể hóa|cụ thể hoá|sẽ|phải|có nhiệm vụ|có kế hoạch|đưa|mở|phổ biến|niêm yết|công khai|quản lý"
    "|phụ trách|đề nghị|thành lập|vận hành|chăm lo|nắm|phân tích|xử lý|khen thưởng|nhân rộng|đồng chủ trì"
    "|phân bổ|tiến hành|thống nhất|yêu cầu|bồi dưỡng|tập huấn|giới thiệu|tiếp thu|tư vấn|in ấn|phát hành"
    "|tham gia|treo|trồng|dọn|quyên góp|ủng hộ|thăm|tặng|trao|mời|họp|gặp|viết|soạn|chỉnh trang|phát quang"
    "|ra quân|tìm hiểu|ghi nhận|lắng nghe|nhắc nhở|trả lời|ra mắt|khắc phục|củng cố|kiện toàn|huy động"
    "|khuyến khích|động viên|góp ý|lấy ý kiến|công bố|chú trọng|quan tâm|tập trung|hoàn thiện|bổ sung|tháo gỡ"
    "|đổi mới|ứng dụng|thí điểm|nêu gương|gương mẫu|chấp hành|phòng ngừa|tuyển chọn|chi trả|tiếp xúc|đối thoại"
    "|tiếp dân|cấp phát|thu thập|xác minh|nhận diện|có văn bản|thực thi|ngăn chặn|đấu tranh"
    "|định hướng|chấn chỉnh|đề ra|khơi dậy|cam kết|giữ vững|rút kinh nghiệm|vận dụng|thúc đẩy|mở rộng|kết nối"
    "|kêu gọi|biểu dương|tôn vinh|tuyên dương|khởi công|khánh thành|bàn giao|nghiệm thu|áp dụng|khai thác|đề cao"
    "|coi trọng|siết chặt|giải phóng|tuần tra|trang bị|tuyển dụng|xét duyệt|công nhận|đối chiếu|thanh toán"
    "|quyết toán|lan tỏa|nhận đỡ đầu|chỉnh lý|số hóa|số hoá|ghi hình|phát sóng|đưa tin|tiếp sóng|nói chuyện|kiểm điểm"
)
# Words that are verbs only where they are no part of another word or of a name ("công trình", "đăng ký", "dự án").
_VERBS_WITH_CARE = (
    r"tổ chức(?!\s+(?:đảng|Đảng|chính trị|đoàn thể|xã hội|liên quan|thành viên|thuộc|có|trên|hội|cơ sở))",
    r"(?:có|chịu) trách nhiệm",
    r"(?<!công )(?<!độc )(?<!thành )lập",
    r"(?<!iệc )làm(?= )",
    r"là(?= )",
    r"(?<!tiền )gửi",
    r"(?<!công )(?<!chương )(?<!quy )(?<!tiến )(?<!quá )(?<!lộ )(?<!giáo )trình",
    r"(?<!ậu )cần(?= )",
    r"(?<!hòng )khám(?! phá)",
    r"giao(?! thông| dịch| tiếp| lưu| nhận)",
    r"h[ằà]ng(?= (?:năm|quý|tháng|tuần|ngày))",
    r"(?<!ăng )ký(?! túc)",
    r"(?<!trật )tự(?! quản)",
    r"cùng(?= tổ chức| thực hiện| phối hợp| tham gia)",
    r"đào tạo(?= cán| cho)",
    r"dự(?! án| báo| phòng| thảo| toán)",
    r"lưu(?= )",
    r"(?<!hường )trực(?= |$)",
    r"(?<!đầu tư )(?<!trật tự )xây dựng",
    r"sử dụng(?! đất)",
    r"(?<!tiếp )(?<!ghi )nhận(?! thức| định| diện)(?= )",
    r"cải cách(?! hành chính)",
    r"bình (?:chọn|xét)",
    r"theo(?= (?:chức năng|nhiệm vụ|thẩm quyền|quy định|phân công))",
    r"đăng(?= )",
    r"thường trực(?= tiếp| nắm)",
    r"bảo vệ(?= an ninh| rừng)",
)
PREDICATE = re.compile(rf"(?<!các )(?<!những )(?<!một số )(?<!\w)(?:{'|'.join(_VERBS_WITH_CARE)}|{_VERBS})(?!\w)")
# "Ban chỉ đạo", "Đoàn kiểm tra": what a body does is part of its name.
_NAMED_HEAD = re.compile(r"(?:Ban|Tổ|Đoàn|Đội|Hội đồng|Bộ phận|Nhóm|Tiểu ban|Phòng|Trung tâm|Quỹ|[UỦ][ỷy] ban)\s+$")
_IN_NAMES = frozenset(
    [
        "chỉ đạo",
        "quản lý",
        "giám sát",
        "kiểm tra",
        "giúp",
        "tổ chức",
        "tuyên truyền",
        "vận động",
        "đánh giá",
        "thẩm định",
        "khảo sát",
        "tiếp công dân",
        "tiếp dân",
        "tiếp nhận",
        "hỗ trợ",
        "đào tạo",
        "bồi dưỡng",
        "tư vấn",
        "bảo vệ",
    ]
)
# "Chi cục Giám định xây dựng chủ trì": a verb right before one of these ends the name before it.
_LAST_IN_NAMES = frozenset(
    ["xây dựng", "quản lý", "kiểm tra", "giám sát", "bảo vệ", "hỗ trợ", "đào tạo", "tuyên truyền", "vận động"]
)
_AFTER_A_NAME = re.compile(
    r"\s+(?:chủ trì|phối hợp|cùng|có trách nhiệm|chịu trách nhiệm|tham mưu|căn cứ|là|có nhiệm vụ)\b"
)

# "Ban Chỉ đạo thực hiện Quy chế dân chủ": what it steers belongs to its name.
_STEERING = re.compile(r"(?:Ban [Cc]hỉ đạo|BCĐ|Tổ [Gg]iúp việc|Tổ [Cc]ông tác)\s+$")
_STEERED = re.compile(r"\s+(?:Quy chế|QCDC|Chương trình|[Pp]hong trào|[Cc]uộc vận động|Nghị quyết|Đề án|[Cc]ông tác)\b")


def is_in_name(text: str, found: re.Match[str]) -> bool:
    """True for a verb that is part of a body's name, False for one that says what the body does."""
    before = text[: found.start()]
    # "Phòng Khảo thí và đánh giá chất lượng": behind "và" a name goes on.
    if before.endswith((" và ", " - ")) or (found[0] in _IN_NAMES and _NAMED_HEAD.search(before)):
        return True
    if _STEERING.search(before) and _STEERED.match(text, found.end()):
        return True
    return found[0] in _LAST_IN_NAMES and bool(_AFTER_A_NAME.match(text, found.end()))
