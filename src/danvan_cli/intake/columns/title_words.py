"""What the title of a column says that the column holds.

The words of titles are data: a meaning, the pattern of its titles (without tones), one title as an example.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from danvan_cli.domain.text import fold, tone_key

_LONGEST = 90
_REMEMBERED = 20_000
# "CT" and "PH" say who leads and who helps only where a word of bodies stands before or above them.
_WHO = r"(?:dv|cq|pb|don vi|co quan|bo phan|phong,? ban|phong,? don vi|phan cong|trach nhiem)\.?(?: thuc hien)?"
# The first that fits wins: what says more stands above what says less. A meaning is the name of a field of a row, or
# - due_span, due_year, due_month, handed: deadlines where no title says it better ("Thời gian thực hiện", "Ngày nộp")
# - executor, unit, person: who leads, where no title says "chủ trì"
# - replacing: what stands now for the column to its left ("Chủ trì | Thay bằng")
# - pace, outcome, symbol, abstract: what other columns and the cells decide
# - inspected: whom the work looks at, which says what the work is where no other column does
# - week: the deadline where only a month stands beside or above it
# - kept: what is said about a task and no field holds; criteria: no list of tasks at all
_BODIES = (
    r"(?:don vi|ca nhan|co quan|bo phan|phong|ban|khoa|doi|tram|to|chi cuc|trung tam|chi hoi|chi doan"
    r"|nganh|phan xuong|xuong|xi nghiep|chi nhanh|cum|hat|nha may|cua hang)"
)
_WHOEVER = r"(?:don vi|co quan|bo phan|ca nhan|to chuc|tap the|phong|to|nguoi)"
_DOES = r"(?:lam|lo|soan|thuc hien|xu ly|giai quyet|phu trach|tham muu|theo doi|chuan bi|chung tay|trien khai)"
# Who leads and who helps in the words of clerks: "Phòng đảm trách", "Tổ, trạm làm nòng cốt"; "Lực lượng kèm theo".
_LEADS = r"(?:dam trach|dam nhiem|dam nhan|lam nong cot|nong cot)"
# What a column of who answers for the work is called, where it tells the old one and the new one apart.
_ANSWERS = r"don vi|co quan|phong,? ban|bo phan|chu tri|phu trach|nguoi (?:thuc hien|phu trach|lam)|dau moi"
_HELPS = r"(?:ho tro|phu giup|tro giup|giup suc|giup viec|gop suc|kem theo|di cung|cung lam|phu(?! trach))"
_FORMER = r"\b(?:cu|ban dau|luc dau|goc|truoc day|truoc (?:khi )?(?:sap nhap|dieu chinh|thay doi))"
_PRESENT = r"\b(?:moi|hien nay|(?:sau(?: khi)? )?(?:sap nhap|dieu chinh|thay doi))"
TITLES: tuple[tuple[str, str, str], ...] = (
    ("number", r"(?:so )?(?:tt|stt)\.?|(?:so )?thu tu|so|#|no\.?|(?:so phieu|phieu so)", "STT"),
    (
        "code",
        r"(?:task |item )?id|ma(?: so| hieu)?(?: (?:nhiem vu|nv|cong viec|viec|chi tieu))?|ky hieu nhiem vu",
        "Mã nhiệm vụ",
    ),
    ("criteria", r"(?:diem|thang diem)(?: (?:toi da|chuan|tu cham|tu danh gia|tham dinh|cham|so))?", "Điểm tối đa"),
    (
        "evidence",
        r".*(?:minh chung|kiem chung|van ban ket qua|so van ban (?:ket qua|tra loi|bao cao)).*|giay to\b.*"
        r"|(?:ket qua|san pham|hoan thanh|bao cao)\b.*\bso,? (?:va )?ky hieu.*|tai lieu",
        "Minh chứng",
    ),
    ("due_span", r"(?:thoi gian|thoi diem|ngay)(?:,| va| -|/)? ?dia diem.*", "Thời gian, địa điểm"),
    ("content", r"(?:noi dung|cong viec|hoat dong)(?:,| va| -|/)? ?dia diem", "Nội dung, địa điểm"),
    (
        "content",
        r"(?:noi dung|(?:cong |nhiem |phan )?(?:viec|vu))(?:,| va| -|/| kem) ?(?:thoi )?(?:han|gian)\b.*"
        r"|(?:kiem tra|giam sat|thanh tra)(?: ve)? (?:viec |noi dung )?gi",
        "Việc và hạn xong",
    ),
    ("content", r"noi dung,? (?:chi dao|ket luan)\b.*", "Nội dung chỉ đạo"),
    (
        "inspected",
        r"(?:ten )?(?:don vi|co quan|co so|to chuc|doanh nghiep|dia phuong) (?:duoc|bi) (?:kiem tra|thanh tra|giam sat"
        r"|khao sat|kiem toan)|doi tuong (?:duoc )?(?:kiem tra|thanh tra|giam sat)",
        "Đơn vị được kiểm tra",
    ),
    (
        "executor",
        r"(?:don vi|noi|nguoi|bo phan|co quan|phong|to|ban|khoa|doi) (?:nhan|giu|lo|om|chay)"
        r" (?:viec|phan viec|nhiem vu)"
        r"|(?:bo phan|nguoi|phong|to|don vi) lo",
        "Đơn vị nhận việc",
    ),
    (
        "kept",
        r".*(?:nguoi giao|lanh dao|chi dao|nguoi duyet|kinh phi|du toan|nguon von|nguon luc|dia diem|dia ban).*"
        r"|ngay(?: thang)? (?:hop|ket luan|chi dao|giao|nhan|den|ban hanh|ky|van ban|vb|cong van)\b.*"
        r"|thoi (?:gian|diem) (?:giao|nhan)\b.*"
        r"|(?:van ban|vb|cong van|can cu|nguon)(?: (?:giao|den|di|chi dao|goc|yeu cau|lien quan|phap ly))?\b.*"
        r"|(?:co quan|don vi|cap|noi)(?: co tham quyen)? (?:giao|ban hanh|gui|tham dinh|phe duyet|theo doi|don doc|nhan"
        r"|quyet dinh)\b.*|cap trinh.*"
        r"|so (?:van ban|vb|cong van|den|di)(?: (?:den|di|giao))?|don vi tinh|dvt"
        r"|thanh phan(?! (?:lam|thuc hien)).*|doi tuong.*|hinh thuc.*"
        r"|(?:tb|qd|cv|vb|nq)(?: ket luan)? so|ma tieu chi"
        r"|(?:so |ngay )?(?:thong bao|ket luan|quyet dinh|nghi quyet|chi thi)(?: ket luan)?(?: so| ngay)?"
        r"|(?:nguoi|phong|bo phan|can bo|chuyen vien|to) (?:theo doi|kiem soat|giam sat|don doc|kiem tra)"
        r"|nien do.*|thoi ky (?:kiem tra|giam sat|thanh tra).*"
        r"|(?:moc|khoang|giai doan)(?: thoi gian)? (?:xem xet|kiem tra|giam sat|thanh tra)|thoi gian xem xet"
        r"|so luong|sl|noi (?:to chuc|thuc hien|dien ra|lam|hop|den|kiem tra)|(?:muc do )?uu tien|buoi|gio",
        "Ngày giao",
    ),
    (
        "kept",
        r"(?:so )?tien(?: (?:du tru|du toan|phai thu|phai nop|da nop|da thu|trieu|tr\.d))*|thanh tien"
        r"|(?:tong )?gia tri(?: (?:hd|hop dong|goi thau|thuc hien))?|(?:(?:ke hoach|kh|tong) )?von\b.*"
        r"|tong muc dau tu|tmdt"
        r"|(?:so|quy mo(?: so)?) (?:nguoi|lop|hoc vien|luot|ho|giay|trang)|hoc vien|nguoi hoc|quy mo(?: hoc vien)?"
        r"|khoi luong|thong so",
        "Thành tiền",
    ),
    (
        "kept",
        r"do luong|don gia.*|trong do\b.*|da nhac.*|ton tai neu\b.*|tieu chi"
        r"|(?:nq|nghi quyet) (?:thuong ky|chuyen de)|dieu,? khoan.*"
        r"|lop so|ma (?:tb|thiet bi|may)|so (?:hop dong|hd)|so,? (?:va )?(?:ngay|kh)(?: thang)?"
        r" (?:van ban|vb|cong van)\b.*",
        "Số, ngày văn bản giao",
    ),
    (
        "kept",
        r"(?:noi|to chuc,? ca nhan|co so|doi tuong) duoc (?:kiem tra|giam sat|thanh tra|khao sat)\b.*|o dau|dia chi"
        r"|(?:ban|co quan|don vi|cap)\b.* (?:tham tra|cho y kien)|(?:nguoi )?theo doi|kiem tra",
        "Nơi được giám sát",
    ),
    ("kept", r"(?:lan|ngay|ky)\b.* gan nhat|(?:ngay |thoi diem )?chot so lieu", "Lần gần nhất"),
    ("kept", r"priority", "Priority"),
    ("symbol", r"so,? (?:va )?ky hieu.*|so hieu|ky hieu", "Số, ký hiệu"),
    ("abstract", r"trich yeu.*|ve viec", "Trích yếu nội dung"),
    (
        "lead",
        rf"{_BODIES}(?: thuc hien| chu tri| duoc giao| phu trach| lam)?"
        r"(?:, ?| va |/| ?- ?)(?:thoi (?:gian|han|diem)|ngay|han|moc)\b.*",
        "Đơn vị, thời gian",
    ),
    (
        "content",
        r"noi dung(?: (?:nhiem vu|cong viec))? (?:duoc )?(?:phan cong|giao|thuc hien|ho tro|giup do)",
        "Nội dung được giao",
    ),
    ("result", r"(?:da|luy ke|ket qua|so lieu)\b.* den .*|den (?:nay|thoi diem .*)", "Đã làm đến 31/01"),
    (
        "old_lead",
        rf"(?!.*phoi hop)(?:{_ANSWERS})\b.*{_FORMER}",
        "Đơn vị chủ trì cũ",
    ),
    ("lead", rf"(?!.*phoi hop)(?:{_ANSWERS})\b.*{_PRESENT}", "Đơn vị chủ trì mới"),
    ("old_support", rf".*phoi hop\b.*{_FORMER}", "Đơn vị phối hợp cũ"),
    (
        "replacing",
        r"(?:nay )?(?:thay(?: the)?|dieu chinh|chuyen|doi|sua)(?: doi| lai| giao)* (?:bang|thanh|sang|cho)"
        r"|nay (?:la|giao(?: cho)?)|giao lai(?: cho)?",
        "Điều chỉnh thành",
    ),
    ("due", r".*(?:thoi han|thoi gian|\bhan)\b.*\b(?:cu|ban dau|goc|duoc giao)", "Thời hạn cũ"),
    ("extended_to", r"(?:cho )?(?:lui|doi|gian) (?:den|sang|toi|han)\b.*", "Cho lùi đến"),
    ("extended_to", r".*(?:gia han|han .*dieu chinh|thoi .*dieu chinh|dieu chinh (?:thoi|han)).*", "Gia hạn đến"),
    ("extended_to", r".*(?:thoi han|thoi gian|\bhan)\b.*\bmoi", "Thời hạn mới"),
    ("handed", r"(?:ngay|thoi (?:gian|diem))(?: thuc te)? (?:nop|gui|trinh|bao cao).*", "Thời gian trình"),
    (
        "completed_on",
        r"ngay(?: thang)?(?: thuc te)?(?: da)? (?:hoan thanh|ket thuc|xong|ht)\b.*"
        r"|(?:thoi (?:gian|diem) )?hoan thanh (?:ngay|thuc te|vao ngay).*|thoi (?:gian|diem) hoan thanh thuc te.*",
        "Ngày hoàn thành",
    ),
    ("progress", r".*(?:%|ty le|phan tram).*", "Tỷ lệ hoàn thành"),
    ("outcome", r"ket qua\W+(?:va )?san pham.*|san pham\W+(?:va )?ket qua.*", "Kết quả, sản phẩm"),
    (
        "stage",
        r"(?:tinh trang|trang thai|tinh hinh|hien trang).*|(?:lam )?(?:den|toi) dau(?: roi| chua)?|status",
        "Tình trạng",
    ),
    ("done", r"(?:da )?(?:hoan thanh|xong)|da (?:thuc hien|lam)", "Đã hoàn thành"),
    (
        "state",
        r"(?:chua|dang)\Z|(?:chua|dang) (?:hoan thanh|thuc hien|trien khai|xong|lam|xu ly).*"
        r"|(?:tam (?:dung|hoan)|qua han|trong han|dung han).*",
        "Chưa hoàn thành",
    ),
    (
        "result",
        r"ket qua.*(?:dat duoc|da dat|thuc hien|trien khai|den nay|den ngay|xu ly|theo doi).*",
        "Kết quả đạt được",
    ),
    (
        "note",
        r"(?:(?:ket qua|tien do|tinh hinh|san pham)\W+(?:va )?)?ghi chu.*|ghi(?: them)?|ket gi.*|y kien.*|luu y"
        r"|(?:kho khan|vuong mac|ton tai|kien nghi|de xuat|han che)"
        r"(?:,? (?:va )?(?:kho khan|vuong mac|kien nghi|de xuat|han che|nguyen nhan))*"
        r"|dieu chinh,? (?:va )?bo sung|bo sung|ly do(?: .*)?|(?:danh gia|nhan xet)(?: cua .*)?"
        r"|notes?|remarks?|comments?",
        "Ghi chú",
    ),
    ("lead", rf".*chu tri.*|{_WHO} ?c/?t|{_WHO} chinh|chu cong|(?:.* )?{_DOES} chinh|.*\b{_LEADS}", "Cơ quan chủ trì"),
    (
        "support",
        rf".*phoi hop.*|{_WHO} ?p/?h|"
        rf".*\b{_HELPS}|(?:{_BODIES}[, ]*)*(?:cung )?tham gia|(?:.* )?cung {_DOES}|(?:.* )?{_DOES} phu"
        r"|(?:don vi|co quan|khoa\W{0,2}phong|bo phan|phong,? ban) (?:co )?lien quan"
        r"|(?:can )?(?:ai|nguoi|noi|phong|to|don vi|co quan|luc luong|can bo|bo phan|ben|khoa|ban|doi)"
        r"(?: nao)? (?:giup|ho tro|phu(?! trach)|cung|tiep suc|do(?: mot tay)?\Z)\b.*"
        r"|(?:ai|nguoi|phong|to|don vi|bo phan|ben|khoa|ban|doi) (?:lam|lo|di|chay) (?:cung|chung|phu|kem)\b.*"
        r"|do (?:viec|dan|tay)|cung (?:voi|di)|nho va"
        r"|(?:cung |nho )(?:lam|them|giup)(?: them| voi)?(?: ai)?|lam (?:cung|chung)(?: voi)?|(?:giup|tro) (?:viec|suc)"
        r"|(?:don vi|bo phan|noi|ben|nguoi) (?:gop|dong gop|cung cap|cap) (?:so lieu|thong tin|tai lieu)"
        r"|ma (?:don vi|co quan) (?:ho tro|phoi hop)|(?:cac )?thanh vien(?: (?:doan|to|tham gia))?|support",
        "Đơn vị phối hợp",
    ),
    (
        "executor",
        r".*(?:(?:don vi|co quan|bo phan|phong,? ban|phong)(?: duoc)? (?:thuc hien|phu trach|duoc giao|tham muu|dau moi"
        r"|chiu trach nhiem|soan thao|xu ly|giai quyet|dang ky|de xuat|to chuc|dang cai"
        r"|(?:lap |gui )?bao cao)|dau moi).*"
        r"|(?:nguoi,? )?(?:don vi|co quan|bo phan|phong|phong,? ban)(?: duoc)? (?:soan|lap|lam|lo)(?: hoi nghi| viec)?"
        rf"|(?:{_WHOEVER}(?:, ?| va | hoac |/| ?- ?)){{1,2}}{_WHOEVER}(?: duoc giao| thuc hien| phu trach| lam"
        rf"| dam nhan)"
        rf"|(?:{_BODIES}(?:, ?| va |/| ?- ?)){{1,4}}{_BODIES}(?: duoc)? (?:thuc hien|giao|phu trach|lam|lo|dam nhan)"
        r"|(?:to|khoa,? phong|khoa|ban|doi|ap|khu pho|chi hoi|chi doan|phan xuong|xuong|nganh|tram|thon)"
        r"(?: duoc)? (?:thuc hien|duoc giao|dau moi|lam|lo)"
        r"|(?:phan cong )?trach nhiem(?: thuc hien)?"
        r"|phan cong(?: (?:nhiem vu|thuc hien|trach nhiem|to chuc thuc hien))*"
        r"|(?:giao|chuyen|phan)(?: viec)? cho|giao|thanh phan (?:lam|thuc hien)|(?:viec )?giao ai"
        r"|(?:giu|dung|cam|nhan|chiu|ganh) viec|dung ten(?: viec)?"
        r"|noi (?:giu|nhan|lo) ?(?:viec|phan viec)?|noi lam viec"
        r"|(?:nguoi|don vi)/(?:bo phan|don vi|to|phong|nguoi) (?:lam|lo|thuc hien|phu trach)"
        r"|(?:nguoi/)?(?:nguoi|ben|don vi|co quan|bo phan|phong|to|khoa|ban|doi)"
        r" (?:(?:dung|giu|cam|nhan|chiu|quan) (?:viec|phan viec|phan|trach nhiem)|lo|ganh|dung ra|dam nhan|dam trach)",
        "Trách nhiệm thực hiện",
    ),
    (
        "unit",
        rf"{_BODIES}(?:(?:, ?| va |/| ?- ?| ){_BODIES})*|ma (?:don vi|co quan)|(?:co quan|don vi) trinh.*",
        "Đơn vị",
    ),
    (
        "person",
        r"(?:dong chi|nguoi|can bo) (?:chuan bi|soan|bao cao|trinh bay|du thao)|.*(?:phu trach|nguoi thuc hien"
        r"|phan cong|chiu trach nhiem|can bo|chuyen vien|nguoi lam).*|ai\b.*"
        r"|truong (?:doan|nhom|ban|tieu ban)|(?:to|nhom|doi) truong|pic|p\.i\.c|owner|assignee|assigned to",
        "Người phụ trách",
    ),
    ("due_span", r"(?:.*\b)?tu\b.*\bden\b.*", "Từ ngày … đến ngày …"),
    (
        "start",
        r".*(?:bat dau|khoi cong|khoi dong|khoi dau|tu ngay|bat tay).*|(?:ngay )?vao viec|tu"
        r"|(?:thoi gian|ngay|tg) bd|start(?: date)?",
        "Từ ngày",
    ),
    ("rhythm", r"dinh ky.*|chu ky.*|tan suat.*|lap lai.*|ky(?: bao cao| gui| thuc hien)?", "Định kỳ"),
    ("due_year", r"nam (?:hoan thanh|thuc hien|ket thuc|ban hanh)|hoan thanh nam", "Năm hoàn thành"),
    (
        "due_month",
        r"(?:thang|quy|thang/quy|quy/thang)"
        r"(?: (?:phai )?(?:hoan thanh|thuc hien|trien khai|ket thuc|xong|lam|nop|ht))?",
        "Tháng",
    ),
    (
        "due",
        r".*(?:thoi han|(?:thoi gian|thoi diem)(?: (?:phai|can|du kien|de))* (?:hoan thanh|ket thuc|xong)|ket thuc"
        r"|\bhan (?!che|muc|ngach|kho|dien)[a-z]+(?: [a-z]+)?|den ngay|phai hoan thanh"
        r"|hoan thanh truoc|moc thoi gian).*|han(?: dinh)?|ky han"
        r"|(?:ngay )?thong qua|moc(?: (?:hoan thanh|thuc hien|xong))?|den|deadline"
        r"|hen(?: (?:nop|xong|tra|hoan thanh|ngay))?|han trong (?:thang|quy|tuan)|(?:bao gio|khi nao|luc nao"
        r"|chung nao|den luc nao)\b.*"
        r"|xong (?:truoc|ngay).*|(?:ket luan|bao cao|nghiem thu|ban giao|thong qua|trinh|nop|lam)(?: [a-z]+)? xong"
        r"|[^\d]*\b(?:cham|muon) nhat\b[^\d]*|ky(?: bao cao| gui)?,? (?:va )?ngay (?:gui|bao cao|nop)"
        r"|ngay (?:ra (?:san pham|hang|mat)|tra (?:viec|hang|san pham))"
        r"|(?:ngay |han )?phai (?:xong|nop|hoan thanh|trinh|ban giao|gui|bao cao)(?: truoc| vao)?(?: ngay)?"
        r"|t[gh] ?ht|thoi (?:gian|han) ht|(?:thoi gian|ngay|tg) kt|due(?: date)?|end(?: date)?",
        "Thời hạn",
    ),
    (
        "due_span",
        r".*(?:thoi gian|thoi diem).*|thu|lich(?: (?:hoan thanh|thuc hien|trien khai))?|(?:thu,? )?ngay(?:,? thang)?"
        r"(?: (?:thuc hien|kiem tra|to chuc|trien khai|dien ra|du kien))?",
        "Thời gian thực hiện",
    ),
    ("due_span", r"tuan (?:chuyen mon|thuc hien)", "Tuần chuyên môn"),
    ("week", r"tuan(?: thu)?", "Tuần"),
    ("pace", r"tien do.*", "Tiến độ"),
    (
        "product",
        r".*san pham.*|sp|ket qua (?:phai|can) \w+|(?:lam )?ra (?:cai )?gi|chi so dau ra"
        r"|ket qua.*(?:can dat|du kien|dau ra|yeu cau|mong).*|dau ra.*|du kien ket qua.*",
        "Sản phẩm",
    ),
    ("outcome", r"ket qua", "Kết quả"),
    ("target", r"chi tieu.*|muc tieu.*|muc (?:can|phai) dat", "Chỉ tiêu"),
    (
        "group",
        r"(?:nhom|linh vuc|mang|phan|muc)(?: (?:nhiem vu|cong viec|cong tac|noi dung))?"
        r"|(?:ten )?(?:cong trinh|du an|goi thau)(?:,? (?:va )?(?:cong trinh|du an|goi thau))*"
        r"|(?:nhom|loai|mang) viec|category|workstream",
        "Lĩnh vực",
    ),
    (
        "content",
        # "Trung tâm Hoạt động thanh thiếu nhi" is who does it.
        r"(?!(?:trung tam|nha|cau lac bo|chi cuc) [a-z])"
        r".*(?:noi dung|nhiem vu|cong viec|hoat dong|dau viec|viec (?:can|phai) lam|giai phap|bien phap|ten viec"
        r"|phan viec|cong tac trong).*|ten|chuong trinh|(?:phai )?lam gi|phai (?:lam|xong) (?:viec )?gi|cong tac"
        r"|(?:cong doan|buoc|khau|hang muc|dau muc)(?: (?:viec|cong viec|thuc hien|tien hanh|(?:phai|can) [a-z]+))?"
        r"|trong tam"
        r"|(?:cac )?viec(?: [a-z]+){0,3}|(?:cac )?van de(?: [a-z]+){0,4}|chu de(?: sinh hoat)?|tai lieu (?:phai"
        r"|can) \w+|(?:ten )?bao cao"
        r"|(?:ten )?(?:lop|khoa|cuoc|hoi|buoi|chuyen)"
        r"(?: (?:hoc|thi|nghi|thao|huan luyen|dao tao|tap huan|boi duong|tham quan))+"
        r"|ten (?:van ban|de an|de tai|du an|chuong trinh|ke hoach|mo hinh|cong trinh|su kien|cuoc|hoi nghi|lop)\b.*"
        r"|(?:ten|loai) bao cao|tasks?(?: name)?|work(?: item)?",
        "Nội dung công việc",
    ),
)
# Titles of narrow columns: "Bộ phận t.hiện", "C.viec".
_CUT = re.compile(r"(?<!\w)[a-z]{1,2}\. ?[a-z]{2,}")
_CUT_SHORT = {
    "t.hien": "thuc hien", "th.hien": "thuc hien", "t.gian": "thoi gian", "th.gian": "thoi gian", "t.han": "thoi han",
    "th.han": "thoi han", "c.tri": "chu tri", "ch.tri": "chu tri", "p.hop": "phoi hop", "ph.hop": "phoi hop",
    "n.dung": "noi dung", "n.vu": "nhiem vu", "c.viec": "cong viec", "d.vi": "don vi", "c.quan": "co quan",
    "k.qua": "ket qua", "s.pham": "san pham", "h.thanh": "hoan thanh", "t.do": "tien do", "g.chu": "ghi chu",
    "p.trach": "phu trach", "b.phan": "bo phan", "t.luong": "thoi luong", "c.mon": "chuyen mon",
}  # fmt: skip
_PATTERNS = tuple((name, re.compile(pattern)) for name, pattern, _ in TITLES)
# The syllables of titles: a second row of titles goes on with them ("Thời hạn" above "hoàn thành").
_SYLLABLES = frozenset(
    re.findall(
        r"\S+",
        "noi dung cong viec nhiem vu thoi gian han hoan thanh co quan don vi chu tri phoi hop ghi san pham "
        "ket qua tien do tinh trang trach thuc hien ngay thang nam quy bat dau du kien den tu gia trinh nop "
        "ban hanh so ky hieu van phan phu nguoi lanh dao chi tieu muc dat duoc can ra chung minh tt stt "
        "dieu chinh % ty le cu moi giao bao cao khai trien xu ly diem cuoi trong dang da chua linh vuc "
        "nhom kinh phi bd kt giup lam chinh lo ho tro ai them nho ben ganh khi nao chot sua lan luc ly do ",
    )
)
_ROMAN = {"i": "I", "ii": "II", "iii": "III", "iv": "IV", "1": "I", "2": "II", "3": "III", "4": "IV"}
_MONTHS = {str(number): str(number) for number in range(1, 13)}
_YEAR_BEHIND = r"(?:\s*[/.,-]\s*|\s+nam\s+|\s*\(\s*(?:nam\s+)?)(?P<year>20\d{2})\)?"
# "02/3-06/3", "Tuần 1 (02/3 - 06/3)": a week by its days.
_WEEK = re.compile(
    r"(?:tuan (?:thu )?\w{1,4}\s*[:(]?\s*)?(?:tu )?(?P<first>\d{1,2}(?:/\d{1,2}(?:/\d{4})?)?)\s*(?:-|–|den)\s*"
    r"(?P<last>\d{1,2}/\d{1,2}(?:/\d{4})?)\)?"
)
# "Tuần 2": of the month of the sheet or of the rows above.
_WEEK_OF_MONTH = re.compile(r"tuan (?:thu )?(?P<number>[1-5]|i{1,3}|iv)")
_QUARTER = re.compile(rf"(?:quy|q)\.?\s*(?P<number>i{{1,3}}|iv|[1-4])(?:{_YEAR_BEHIND})?")
_MONTH = re.compile(rf"(?:thang|th|t)\.?\s*(?P<number>0?[1-9]|1[0-2])(?:{_YEAR_BEHIND})?")
# "Tháng 1-3", "Quý III, IV"
_STRETCH = re.compile(
    r"(?:tu )?(?P<unit>thang|quy)\s*(?P<first>\d{1,2}|i{1,3}|iv)\s*(?:[-–,+&]|va|den)\s*(?:(?P=unit)\s*)?"
    rf"(?P<last>\d{{1,2}}|i{{1,3}}|iv)(?:{_YEAR_BEHIND})?"
)
_WORK_OF = re.compile(
    r"(?:nhiệm vụ|công việc|việc|hoạt động|kế hoạch|nội dung)\s+(?P<of>của\s+)?(?:trong\s+)?", re.IGNORECASE
)
_HALF = re.compile(rf"(?P<number>6|9) thang(?: (?P<half>dau|cuoi) nam)?(?:{_YEAR_BEHIND})?")
_YEAR = re.compile(r"nam (?P<year>20\d{2})")
_ROMAN_OF_WEEKS = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
# Columns beside those of quarters, ticked for work without a day of its own.
_ALWAYS = (
    ("cả năm", re.compile(r"(?:trong )?ca nam")),
    ("thường xuyên", re.compile(r"(?:lam |thuc hien )?(?:thuong xuyen|lien tuc)(?: trong nam| ca nam)?")),
    ("hằng tháng", re.compile(r"(?:hang|dinh ky hang|moi) thang")),
    ("hằng quý", re.compile(r"(?:hang|dinh ky hang|moi) quy")),
)
# Below "Kỳ báo cáo".
_EACH = {
    "tuan": "hằng tuần", "thang": "hằng tháng", "quy": "hằng quý", "nam": "hằng năm",
    **dict.fromkeys(("6t", "6 thang", "ban nien"), "6 tháng một lần"),
}  # fmt: skip
# "- Chủ trì: Văn phòng", "Đạt 35%": what stands below titles, whatever words it has.
_VALUE = re.compile(r"(?:\A|\n)\W*[^\n:()]{3,30}:\s*[^\W\d]{2}[^\n]{3,}|\d\s?%")
_DATED = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}")
# "Chủ trì / phối hợp", "Ai làm (ai giúp)", "Đầu mối (+ cùng làm)": who leads, and behind which sign who helps.
_TWO_PARTS = re.compile(r"(?P<first>[^/+;()]+?)\s*(?=[/+;(])\(?\s*(?P<sign>[/+;])?\s*(?P<second>[^/+;()]+)\)?")
# "Ghi chú (bộ phận làm, thời gian)": what the notes say.
_NOTED = re.compile(r"ghi chu\s*\((?P<what>[^()]+)\)")
# "Ai làm (chính / phụ)"
_SAID_APART = re.compile(
    r"\((?:lam )?(?:chinh|chu tri|dau moi)\s*(?P<sign>[/+;])\s*(?:lam )?(?:phu|phoi hop|giup|ho tro|cung lam)\)"
)
# "Nơi làm (CT: chủ trì; PH: phối hợp)"
_TELLS_ROLES = re.compile(r"\((?:ct|chu tri)\b[^()]*\b(?:ph|phoi hop)\b[^()]*\)")
_NO_WORK = re.compile(
    r"ho (?:va )?(?:ten|chu dem)\b|ngay sinh|chuc vu|nam sinh|don gia|thanh tien|\Aso tien\b"
    r"|\A(?:so )?(?:dien thoai|dt)\Z|\A(?:chu )?(?:viet )?tat\Z|\A(?:chu|ten|ky hieu) (?:viet )?tat\Z|\A(?:y )?nghia\Z"
)
_NAMED = re.compile(r"ho (?:va )?(?:ten|chu dem)\b")
_BORN = re.compile(r"(?:ngay|nam)(?:,? thang)?(?:,? nam)? sinh\b|sinh nam\b")
_IN_TITLE = re.compile(r"\bnam\s+(20\d{2})|\((20\d{2})\)|/(20\d{2})\b")


@lru_cache(maxsize=_REMEMBERED)
def meaning_of(title: str) -> str | None:
    """Tells what a title says that its column holds; None for words that are no known title."""
    if not title or len(title) > _LONGEST or tone_key(title).startswith(tone_key("công đoàn")):
        # Without its tones a union ("công đoàn") is a stage of work ("công đoạn").
        return None
    key = fold(title)
    if helpers_sign(title) or _TELLS_ROLES.search(key):
        return "lead"
    if (noted := _NOTED.fullmatch(key)) and (meaning := _meaning(noted["what"].strip())):
        return meaning
    key = key if "%" in key else re.sub(r"\s*\([^()]*\)", "", key).strip(" .:*") or key.strip(" ()")
    key = _CUT.sub(lambda found: _CUT_SHORT.get(found[0].replace(" ", ""), found[0]), re.sub(r"\s*/\s*", "/", key))
    if (found := re.search(r"\((cu|moi)\)|\b(?:truoc|sau) sap nhap\b", fold(title))) and found[0] not in key:
        key = f"{key} {found[0].strip('()')}"
    return _meaning(key) or (_meaning(key.removeprefix("cac ")) if key.startswith("cac ") else None)


@lru_cache(maxsize=_REMEMBERED)
def helpers_sign(title: str) -> str:
    """Tells behind which sign the cells name who helps: "/" for "Cơ quan chủ trì / phối hợp", "(" for brackets.

    "Giao cho (+ cùng làm)" says "+"; empty for a title that says nothing of it.
    """
    if told := _SAID_APART.search(fold(title)):
        return told["sign"]
    found = _TWO_PARTS.fullmatch(title)
    if found is None or meaning_of(found["second"]) != "support":
        return ""
    first = meaning_of(found["first"])
    # "Khoa/phòng phối hợp" and "Đơn vị (phối hợp)" are names for who helps.
    is_lead = first in ("lead", "executor") or (first == "person" and found["sign"] != "/")
    is_lead = is_lead or (first == "unit" and found["sign"] in ("+", ";"))
    return (found["sign"] or "(") if is_lead else ""


def _meaning(key: str) -> str | None:
    return next((name for name, pattern in _PATTERNS if pattern.fullmatch(key)), None)


@lru_cache(maxsize=_REMEMBERED)
def meaning_below(upper: str, lower: str) -> str | None:
    """Tells what a column holds whose title stands over two rows, the upper one perhaps over several columns."""
    below, above, whole = meaning_of(lower), meaning_of(upper), meaning_of(f"{upper} {lower}")
    if above == "kept":
        return above if below != "content" else below
    if above in ("outcome", "result") and fold(lower).strip(" .") == "ngay":
        # "Ngày" below "Kết quả": of the paper that tells it.
        return "completed_on"
    if below and whole == above and not (below == "done" and above not in ("stage", "result", "outcome", "pace")):
        # What only repeats the upper title says less than the lower one: "Nhiệm vụ được giao" above "Đơn vị".
        return below
    if below in ("lead", "support") and whole in ("executor", "unit", "person"):
        # "Phân công" above "Tham gia" is of those who help.
        return below
    return whole or below or above


@lru_cache(maxsize=_REMEMBERED)
def period_of(title: str, upper: str = "") -> str | None:
    """Tells the period that a column is for, in the words of a deadline: "T3" is "tháng 3"; None for other titles."""
    key, above = fold(title).strip(" .:"), fold(upper)
    if not key or len(key) > 30:
        return None
    if (each := _EACH.get(key)) and meaning_of(upper) == "rhythm":
        return each
    year = next((found for found in (*_IN_TITLE.findall(above), ())), ())
    behind = next((f"/{part}" for part in year if part), "")
    if key.isdecimal() or key in _ROMAN:
        word = "thang" if "thang" in above else "quy" if "quy" in above else ""
        word = word if above and meaning_of(upper) in (None, "due_span", "due_month", "due", "pace") else ""
        if not word and _YEAR.fullmatch(above.strip(" .:")) and len(key) < 4:
            # "1" to "12" below "Năm 2026" are its months, "I" to "IV" its quarters.
            word, behind = ("thang" if key.isdecimal() else "quy"), above.replace("nam ", "/").strip(" .:")
        if not word and key in _ROMAN and not key.isdecimal() and meaning_of(upper) in ("due_span", "due"):
            # "I" to "IV" below "Thời gian" are quarters.
            word = "quy"
        if len(key) == 4 and key.startswith("20") and re.search(r"\bnam\b|thoi gian|lo trinh", above):
            return f"năm {key}"
        key = f"{word} {key}" if word and not (word == "thang" and not key.isdecimal()) else ""
    if found := _WEEK.fullmatch(key):
        return f"từ {found['first']} đến {found['last']}"
    if found := _WEEK_OF_MONTH.fullmatch(key):
        month = _MONTH.fullmatch(above.strip(" .:"))
        of = f" tháng {int(month['number'])}{_behind(month['year'])}" if month else ""
        return f"tuần {_ROMAN_OF_WEEKS.get(found['number'], found['number'])}{of}"
    if found := _QUARTER.fullmatch(key):
        return f"quý {_ROMAN[found['number']]}{_behind(found['year']) or behind}"
    if found := _MONTH.fullmatch(key):
        return f"tháng {int(found['number'])}{_behind(found['year']) or behind}"
    if (found := _STRETCH.fullmatch(key)) and (said := _stretch(found)):
        return f"{said}{_behind(found['year']) or behind}"
    if found := _HALF.fullmatch(key):
        half = {"dau": " đầu năm", "cuoi": " cuối năm"}.get(found["half"] or "", "")
        return f"{found['number']} tháng{half}{(_behind(found['year']) or behind).replace('/', ' ')}"
    if found := _YEAR.fullmatch(key):
        return f"năm {found['year']}"
    return next((said for said, pattern in _ALWAYS if pattern.fullmatch(key)), None)


def work_of(title: str) -> str:
    """Finds whose work a title names: a period, "Nhiệm vụ quý I", or who: "Công việc của Văn phòng"; else nothing."""
    found = _WORK_OF.match(title)
    if found is None:
        return ""
    return period_of(title[found.end() :]) or (title[found.end() :] if found["of"] else "")


def _stretch(found: re.Match[str]) -> str:
    """Says a stretch of months or quarters as a deadline does; nothing where its last is not the later one."""
    word, numbers = ("tháng", _MONTHS) if found["unit"] == "thang" else ("quý", _ROMAN)
    first, last = (numbers.get(found[end].lstrip("0"), "") for end in ("first", "last"))
    at = list(numbers.values())
    is_stretch = bool(first and last) and at.index(first) < at.index(last)
    return f"từ {word} {first} đến {word} {last}" if is_stretch else ""


def _behind(year: str | None) -> str:
    return f"/{year}" if year else ""


def year_of(title: str) -> int | None:
    """Finds the year that a title gives to days below it without one: "Hạn (Năm 2026)"."""
    found = _IN_TITLE.search(fold(title))
    return int(next(part for part in found.groups() if part)) if found else None


def lists_no_work(titles: Iterable[str]) -> bool:
    """True for the titles of a list of people, of money or of what short names mean, whose rows are no work."""
    return any(map(_NO_WORK.search, map(fold, titles)))


def lists_people(titles: Iterable[str]) -> bool:
    """True for the titles of a list of people by name and birth, whatever task each of them has there."""
    keys = [fold(title) for title in titles]
    return any(map(_NAMED.match, keys)) and any(map(_BORN.match, keys))


def goes_on(text: str, *, is_spread: bool = False) -> bool:
    """True for words that can only go on with a title above them; below one over several columns they may be its parts.

    "hoàn thành" goes on with "Thời hạn"; "Ngày tháng" is a part of "Văn bản giao".
    """
    words = re.findall(r"[^\W\d_]+|%", fold(text))
    is_worded = bool(words) and len(words) < 6 and all(word in _SYLLABLES for word in words)
    return is_worded and (is_spread or text[:1].islower())


def is_titles(cells: Sequence[str], at_least: int = 2) -> bool:
    """True for a row with titles of several meanings; a quick look at any row of a table."""
    known: set[str] = set()
    other = 0
    for cell in reversed(cells):
        if cell:
            is_said = len(cell) < _LONGEST and not _VALUE.search(cell)
            name = meaning_of(cell) if is_said else None
            if name:
                known.add(name)
            elif len(cell) > _LONGEST or _DATED.search(cell):
                return False
            elif not period_of(cell):
                other += 1
    is_sure = "content" in known and bool(known & {"number", "unit", "lead", "executor", "due", "due_span"})
    return len(known) >= at_least and (len(known) > 2 or other < 2 or is_sure)
