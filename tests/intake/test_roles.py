"""Who leads, who supports and whom the words only mean together, in a cell or field and in a sentence."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan_cli.domain.model import Unit
from danvan_cli.intake.people.headings import read_heading
from danvan_cli.intake.people.responsible import read_names, read_parts, read_responsible, read_roles
from danvan_cli.intake.people.unit_names import UnitNames

UNITS = (
    Unit("VP", "Văn phòng Sở", aliases=("Văn phòng",)),
    Unit("TTr", "Thanh tra", aliases=("Thanh tra Sở",)),
    Unit("CU", "Chi ủy"),
)


@pytest.fixture
def names() -> UnitNames:
    return UnitNames(UNITS, [], "Sở Khoa học và Công nghệ")


CELLS: list[tuple[str, list[str], list[str], list[str]]] = [
    # Who works along stands in a bracket.
    ("Phòng Tổ chức (cùng Xí nghiệp Cơ điện)", ["Phòng Tổ chức"], ["Xí nghiệp Cơ điện"], []),
    # First letters that are the second half of an office's name.
    ("Chi cục Trồng trọt và BVTV", ["Chi cục Trồng trọt và BVTV"], [], []),
    ("Phòng Quản lý nhà và TTBĐS; Văn phòng", ["Phòng Quản lý nhà và TTBĐS", "Văn phòng"], [], []),
    ("Phòng Khảo thí và CA", ["Phòng Khảo thí", "CA"], [], []),
    ("Phòng Kinh tế xây dựng", ["Phòng Kinh tế xây dựng"], [], []),
    ("P. Khảo thí và ĐBCL", ["P. Khảo thí và ĐBCL"], [], []),
    ("Tổ Văn phòng", ["Tổ Văn phòng"], [], []),
    ("Nhà Văn hóa Lao động tỉnh", ["Nhà Văn hóa Lao động tỉnh"], [], []),
    ("TT Thông tin - Thư viện", ["TT Thông tin - Thư viện"], [], []),
    ("Phòng Pháp chế, Phòng Tài chính – Kế toán", ["Phòng Pháp chế", "Phòng Tài chính – Kế toán"], [], []),
    # A mark before each name is that name's.
    ("(CT) Văn phòng Sở, (PH) Thanh tra", ["Văn phòng Sở"], ["Thanh tra"], []),
    ("(PH) Văn phòng Sở, (CT) Thanh tra", ["Thanh tra"], ["Văn phòng Sở"], []),
    # Roles behind the names.
    ("Sở Nội vụ chủ trì, phối hợp Sở Tài chính", ["Sở Nội vụ"], ["Sở Tài chính"], []),
    ("Sở Nội vụ chủ trì phối hợp với Sở Tài chính và Sở Y tế", ["Sở Nội vụ"], ["Sở Tài chính", "Sở Y tế"], []),
    ("Sở Y tế (chủ trì); Sở Tài chính (phối hợp)", ["Sở Y tế"], ["Sở Tài chính"], []),
    ("VP (CT), TTr (PH)", ["VP"], ["TTr"], []),
    ("VP (ct) - TTr (ph)", ["VP"], ["TTr"], []),
    ("Thanh tra (chủ trì), Văn phòng Sở, Chi ủy (phối hợp)", ["Thanh tra"], ["Văn phòng Sở", "Chi ủy"], []),
    ("Văn phòng Sở chủ trì, Thanh tra phối hợp", ["Văn phòng Sở"], ["Thanh tra"], []),
    ("Văn phòng Sở chủ trì; Thanh tra, Chi ủy cùng phối hợp thực hiện", ["Văn phòng Sở"], ["Thanh tra", "Chi ủy"], []),
    ("Văn phòng Sở là đơn vị chủ trì; Thanh tra là đơn vị phối hợp", ["Văn phòng Sở"], ["Thanh tra"], []),
    ("Văn phòng Sở: chủ trì; Thanh tra: phối hợp", ["Văn phòng Sở"], ["Thanh tra"], []),
    ("Văn phòng Sở – chủ trì, Thanh tra – phối hợp", ["Văn phòng Sở"], ["Thanh tra"], []),
    ("Văn phòng Sở phối hợp Thanh tra", ["Văn phòng Sở"], ["Thanh tra"], []),
    ("Văn phòng Sở phối hợp với các phòng liên quan", ["Văn phòng Sở"], [], ["các phòng liên quan"]),
    ("(Văn phòng Sở chủ trì; Thanh tra phối hợp)", ["Văn phòng Sở"], ["Thanh tra"], []),
    ("Giao Văn phòng Sở chủ trì, Thanh tra phối hợp", ["Văn phòng Sở"], ["Thanh tra"], []),
    ("Giao cho Thanh tra, Chi ủy phối hợp", ["Thanh tra"], ["Chi ủy"], []),
    ("do Văn phòng Sở chủ trì", ["Văn phòng Sở"], [], []),
    ("Do Thanh tra chủ trì, có sự phối hợp của Văn phòng Sở", ["Thanh tra"], ["Văn phòng Sở"], []),
    ("Văn phòng Sở đầu mối; các phòng phối hợp", ["Văn phòng Sở"], [], ["các phòng"]),
    # Roles before the names.
    ("Chủ trì: Sở Tư pháp.\nPhối hợp: Sở Nội vụ, Sở Tài chính.", ["Sở Tư pháp"], ["Sở Nội vụ", "Sở Tài chính"], []),
    ("- Chủ trì: Văn phòng Sở\n- Phối hợp: Thanh tra", ["Văn phòng Sở"], ["Thanh tra"], []),
    ("Chủ trì: Văn phòng Sở. Phối hợp: Thanh tra, Chi ủy", ["Văn phòng Sở"], ["Thanh tra", "Chi ủy"], []),
    ("CT: VP; PH: TTr, Chi ủy", ["VP"], ["TTr", "Chi ủy"], []),
    ("Đơn vị chủ trì: Phòng Nội vụ; đơn vị phối hợp: Công an xã", ["Phòng Nội vụ"], ["Công an xã"], []),
    ("Cơ quan chủ trì: Phòng Kinh tế\nCơ quan phối hợp: Các ấp", ["Phòng Kinh tế"], [], ["Các ấp"]),
    ("Chủ trì:\n- Văn phòng Sở\nPhối hợp:\n- Thanh tra\n- Chi ủy", ["Văn phòng Sở"], ["Thanh tra", "Chi ủy"], []),
    ("Chủ trì: Văn phòng Sở\nThanh tra phối hợp", ["Văn phòng Sở"], ["Thanh tra"], []),
    ("Phối hợp: Thanh tra\nChủ trì: Văn phòng Sở", ["Văn phòng Sở"], ["Thanh tra"], []),
    ("Chủ trì Văn phòng Sở, phối hợp Thanh tra", ["Văn phòng Sở"], ["Thanh tra"], []),
    ("+ Chủ trì: Công an xã;\n+ Phối hợp: Ban Chỉ huy Quân sự xã.", ["Công an xã"], ["Ban Chỉ huy Quân sự xã"], []),
    # No roles: all lead.
    ("Văn phòng Sở/Thanh tra", ["Văn phòng Sở", "Thanh tra"], [], []),
    ("Văn phòng Sở / Thanh tra", ["Văn phòng Sở", "Thanh tra"], [], []),
    ("VP + CA xã", ["VP", "CA xã"], [], []),
    ("Văn phòng Sở & Thanh tra cùng thực hiện", ["Văn phòng Sở", "Thanh tra"], [], []),
    ("Văn phòng Sở và Thanh tra", ["Văn phòng Sở", "Thanh tra"], [], []),
    ("UBND xã; VPĐU", ["UBND xã", "VPĐU"], [], []),
    ("UBND xã, VPĐU, BCH Quân sự xã", ["UBND xã", "VPĐU", "BCH Quân sự xã"], [], []),
    ("CQ TT BCĐ 57", ["CQ TT BCĐ 57"], [], []),
    ("Văn phòng\nPhòng Kinh tế\nĐoàn Thanh niên", ["Văn phòng", "Phòng Kinh tế", "Đoàn Thanh niên"], [], []),
    ("- Văn phòng\n- Công an xã", ["Văn phòng", "Công an xã"], [], []),
    ("1. Văn phòng\n2. Công an xã\n3. Các thôn", ["Văn phòng", "Công an xã"], [], ["Các thôn"]),
    ("• Văn phòng; • Công an xã", ["Văn phòng", "Công an xã"], [], []),
    ("Phòng Văn hóa -\nXã hội", ["Phòng Văn hóa - Xã hội"], [], []),
    ("Sở Văn hóa, Thể thao\nvà Du lịch", ["Sở Văn hóa, Thể thao và Du lịch"], [], []),
    ("Văn phòng HĐND và\nUBND xã", ["Văn phòng HĐND và UBND xã"], [], []),
    ("phòng kinh tế", ["phòng kinh tế"], [], []),
    ("công an xã, trạm y tế", ["công an xã", "trạm y tế"], [], []),
    ("VP/Kinh tế", ["VP"], [], ["Kinh tế"]),
    ("Toàn thể cán bộ", [], [], ["Toàn thể cán bộ"]),
    ("Văn phòng Sở, anh Ba", ["Văn phòng Sở"], [], ["anh Ba"]),
    # Lists.
    ("Các Sở: Nội vụ, Tài chính và Y tế", ["Sở Nội vụ", "Sở Tài chính", "Sở Y tế"], [], []),
    ("Các sở Nội vụ, Tài chính", ["Sở Nội vụ", "Sở Tài chính"], [], []),
    ("UBND các xã An Phú, An Hòa", ["UBND xã An Phú", "UBND xã An Hòa"], [], []),
    ("UBND các xã: An Phú, An Hòa và Tân Lập", ["UBND xã An Phú", "UBND xã An Hòa", "UBND xã Tân Lập"], [], []),
    (
        "Công an các phường 1, 2, Hiệp Ninh",
        ["Công an phường 1", "Công an phường 2", "Công an phường Hiệp Ninh"],
        [],
        [],
    ),
    ("các phòng Kinh tế, Văn hóa - Xã hội", ["Phòng Kinh tế", "Phòng Văn hóa - Xã hội"], [], []),
    ("Phòng Nội vụ, Tài chính - Kế hoạch", ["Phòng Nội vụ", "Phòng Tài chính - Kế hoạch"], [], []),
    ("Sở Nội vụ, Tài chính, Tư pháp", ["Sở Nội vụ", "Sở Tài chính", "Sở Tư pháp"], [], []),
    ("Phòng Kế hoạch - Tài chính", ["Phòng Kế hoạch - Tài chính"], [], []),
    ("Sở Văn hóa, Thể thao và Du lịch, Sở Nội vụ", ["Sở Văn hóa, Thể thao và Du lịch", "Sở Nội vụ"], [], []),
    ("Sở Nông nghiệp và Môi trường và Sở Y tế", ["Sở Nông nghiệp và Môi trường", "Sở Y tế"], [], []),
    ("Phòng Kinh tế, Hạ tầng và Đô thị", ["Phòng Kinh tế, Hạ tầng và Đô thị"], [], []),
    ("Phòng Lao động, Thương binh và Xã hội huyện", ["Phòng Lao động, Thương binh và Xã hội huyện"], [], []),
    (
        "Các Sở: Văn hóa, Thể thao và Du lịch; Giáo dục và Đào tạo",
        ["Sở Văn hóa, Thể thao và Du lịch", "Sở Giáo dục và Đào tạo"],
        [],
        [],
    ),
    ("Các phòng: Kinh tế, Nội vụ; Công an xã", ["Phòng Kinh tế", "Phòng Nội vụ", "Công an xã"], [], []),
    ("Ban Tuyên giáo và Dân vận, Ban Tổ chức", ["Ban Tuyên giáo và Dân vận", "Ban Tổ chức"], [], []),
    ("Các ban Đảng: Tổ chức, Dân vận", ["Ban Tổ chức", "Ban Dân vận"], [], []),
    ("Hội Nông dân, Cựu chiến binh, Phụ nữ xã", ["Hội Nông dân", "Hội Cựu chiến binh", "Hội Phụ nữ xã"], [], []),
    ("UBND các xã, thị trấn", [], [], ["UBND các xã, thị trấn"]),
    ("Các phòng, ban, đơn vị", [], [], ["Các phòng, ban, đơn vị"]),
    ("Các phòng, đơn vị thuộc Sở; Công đoàn", ["Công đoàn"], [], ["Các phòng, đơn vị thuộc Sở"]),
    # Posts.
    ("Phó Chủ tịch UBND xã", [], [], ["Phó Chủ tịch UBND xã"]),
    ("Đ/c Nguyễn Văn A - Chánh Văn phòng", [], [], ["Đ/c Nguyễn Văn A - Chánh Văn phòng"]),
    ("đồng chí Bí thư Đảng ủy", [], [], ["Bí thư Đảng ủy"]),
    ("công chức Văn hóa - Xã hội", [], [], ["công chức Văn hóa - Xã hội"]),
    ("Trưởng phòng Nội vụ", [], [], ["Trưởng phòng Nội vụ"]),
    ("Chánh Văn phòng Sở", [], [], ["Chánh Văn phòng Sở"]),
    ("Lãnh đạo Sở", [], [], ["Lãnh đạo Sở"]),
    ("Văn phòng Sở; đ/c Trần Thị B", ["Văn phòng Sở"], [], ["đ/c Trần Thị B"]),
    ("Ông Lê Văn C, Trưởng phòng Kinh tế", [], [], ["Ông Lê Văn C, Trưởng phòng Kinh tế"]),
    ("Giám đốc Trung tâm Y tế chủ trì, Công an xã phối hợp", [], ["Công an xã"], ["Giám đốc Trung tâm Y tế"]),
    ("Bí thư Đoàn xã", [], [], ["Bí thư Đoàn xã"]),
    ("Trưởng Công an xã", [], [], ["Trưởng Công an xã"]),
    # Bodies of every sort.
    ("Công ty TNHH Hoa Sen; HTX Nông nghiệp Tân Tiến", ["Công ty TNHH Hoa Sen", "HTX Nông nghiệp Tân Tiến"], [], []),
    ("Trường Tiểu học Tân Lập, Trường THCS An Hiệp", ["Trường Tiểu học Tân Lập", "Trường THCS An Hiệp"], [], []),
    ("Trạm Y tế, Điện lực, Bưu điện, Kho bạc", ["Trạm Y tế", "Điện lực", "Bưu điện", "Kho bạc"], [], []),
    ("Hải quan cửa khẩu; Thư viện tỉnh; Hạt Kiểm lâm", ["Hải quan cửa khẩu", "Thư viện tỉnh", "Hạt Kiểm lâm"], [], []),
    ("Viettel Tây Ninh, VNPT", ["Viettel Tây Ninh", "VNPT"], [], []),
    (
        "Ban Quản trị chợ, Ban nhân dân ấp 3, Chi bộ ấp 3",
        ["Ban Quản trị chợ", "Ban nhân dân ấp 3", "Chi bộ ấp 3"],
        [],
        [],
    ),
    (
        "Tổ Công nghệ số cộng đồng; Đoàn Thanh niên; Hội LHPN",
        ["Tổ Công nghệ số cộng đồng", "Đoàn Thanh niên", "Hội LHPN"],
        [],
        [],
    ),
    ("Quân sự xã, Hội CCB, ĐTN", ["Quân sự xã", "Hội CCB", "ĐTN"], [], []),
    # Further notations.
    ("UBND xã (Công chức VH-XH)", ["UBND xã"], [], ["Công chức VH-XH"]),
    ("Văn phòng; các phòng, ban, ngành, đoàn thể xã", ["Văn phòng"], [], ["các phòng, ban, ngành, đoàn thể xã"]),
    ("- Phòng VH-XH: chủ trì\n- Công an: phối hợp", ["Phòng VH-XH"], ["Công an"], []),
    ("Phòng KT chủ trì p/h với Phòng VH-XH", ["Phòng KT"], ["Phòng VH-XH"], []),
    ("PCT UBND xã", [], [], ["PCT UBND xã"]),
    ("Các ban HĐND xã", [], [], ["Các ban HĐND xã"]),
    ("Văn phòng HĐND - UBND", ["Văn phòng HĐND - UBND"], [], []),
    ("Chủ trì - Văn phòng; Phối hợp - Thanh tra", ["Văn phòng"], ["Thanh tra"], []),
    ("Phòng Nội vụ chủ trì - Công an xã phối hợp", ["Phòng Nội vụ"], ["Công an xã"], []),
    ("Phòng Kinh tế (chủ trì)\nPhòng VH-XH\nCông an xã", ["Phòng Kinh tế"], ["Phòng VH-XH", "Công an xã"], []),
    ("Phòng Kinh tế, Phòng Văn hóa - Xã hội (đồng chủ trì)", ["Phòng Kinh tế", "Phòng Văn hóa - Xã hội"], [], []),
    ("Văn phòng Sở đồng chủ trì với Thanh tra", ["Văn phòng Sở", "Thanh tra"], [], []),
    ("P. Nội vụ, P. Tài chính", ["P. Nội vụ", "P. Tài chính"], [], []),
    ("Bí thư Chi bộ, Trưởng ấp", [], [], ["Bí thư Chi bộ", "Trưởng ấp"]),
    ("Đảng ủy - UBND xã", ["Đảng ủy", "UBND xã"], [], []),
    ("VP - TTr", ["VP", "TTr"], [], []),
    ("VP(CT)+TTr(PH)", ["VP"], ["TTr"], []),
    ("Theo dõi: Văn phòng", [], [], ["Văn phòng (theo dõi)"]),
    ("Văn phòng (theo dõi), Thanh tra (chủ trì)", ["Thanh tra"], [], ["Văn phòng (theo dõi)"]),
    ("Chỉ đạo: Đ/c Chủ tịch; Thực hiện: Văn phòng", ["Văn phòng"], [], ["Chủ tịch (theo dõi)"]),
    ("Thực hiện: Văn phòng Sở; Phối hợp: Thanh tra", ["Văn phòng Sở"], ["Thanh tra"], []),
    ("UBND huyện Châu Thành, thành phố Tây Ninh", ["UBND huyện Châu Thành", "UBND thành phố Tây Ninh"], [], []),
    ("UBND xã An Phú, An Hòa", ["UBND xã An Phú", "UBND xã An Hòa"], [], []),
    ("Công an xã Tân Lập, Tư pháp", ["Công an xã Tân Lập"], [], ["Tư pháp"]),
    ("UBND các huyện, thành phố: Châu Thành, Tây Ninh", [], [], ["UBND các huyện, thành phố: Châu Thành, Tây Ninh"]),
    ("Các trường: Tiểu học A, THCS B", ["Trường Tiểu học A", "Trường THCS B"], [], []),
    ("Các trường TH, THCS trên địa bàn", [], [], ["Các trường TH, THCS trên địa bàn"]),
    ("các đơn vị: Văn phòng, Thanh tra", ["Văn phòng", "Thanh tra"], [], []),
    ("Ban Chỉ huy\nQuân sự xã", ["Ban Chỉ huy Quân sự xã"], [], []),
    ("Phòng Văn hóa\n- Xã hội", ["Phòng Văn hóa - Xã hội"], [], []),
    ("Ủy ban\nMTTQ Việt Nam xã", ["Ủy ban MTTQ Việt Nam xã"], [], []),
    ("Trung tâm Phục vụ\nhành chính công", ["Trung tâm Phục vụ hành chính công"], [], []),
    ("Chủ trì\nVăn phòng Sở\nPhối hợp\nThanh tra", ["Văn phòng Sở"], ["Thanh tra"], []),
    ("Phòng Kinh tế (phối hợp với Công an xã)", ["Phòng Kinh tế"], ["Công an xã"], []),
    ("Phòng Kinh tế chủ trì (phối hợp Phòng VH-XH)", ["Phòng Kinh tế"], ["Phòng VH-XH"], []),
    ("Văn phòng (chính), Thanh tra (hỗ trợ)", ["Văn phòng"], ["Thanh tra"], []),
    ("Văn phòng và Thanh tra phối hợp thực hiện", ["Văn phòng", "Thanh tra"], [], []),
    (
        "Sở Nội vụ (cơ quan chủ trì), các Sở: Tài chính, Tư pháp (cơ quan phối hợp)",
        ["Sở Nội vụ"],
        ["Sở Tài chính", "Sở Tư pháp"],
        [],
    ),
    ("Đoàn TN, Hội PN, ND, CCB", ["Đoàn TN", "Hội PN", "Hội ND", "Hội CCB"], [], []),
    ("Phòng Kế hoạch - Thanh tra", ["Phòng Kế hoạch - Thanh tra"], [], []),
    ("Phòng Thanh tra, pháp chế", ["Phòng Thanh tra, pháp chế"], [], []),
    ("Phòng Kinh tế tham mưu ban hành văn bản", ["Phòng Kinh tế"], [], ["tham mưu ban hành văn bản"]),
    ("Theo Kế hoạch", [], [], ["Theo Kế hoạch"]),
    ("-", [], [], []),
]

SENTENCES: list[tuple[str, list[str], list[str], list[str]]] = [
    ("Trung tâm Kiểm soát thanh toán: tổng hợp số liệu", ["Trung tâm Kiểm soát thanh toán"], [], []),
    ("Ban Quản lý dự án đầu tư xây dựng: lập hồ sơ", ["Ban Quản lý dự án đầu tư xây dựng"], [], []),
    ("Trung tâm Phục vụ hành chính công: tiếp nhận hồ sơ", ["Trung tâm Phục vụ hành chính công"], [], []),
    ("Phòng Kiểm tra, giám sát và thi hành án: rà soát", ["Phòng Kiểm tra, giám sát và thi hành án"], [], []),
    ("Trung tâm Ứng dụng tiến bộ khoa học: chuyển giao", ["Trung tâm Ứng dụng tiến bộ khoa học"], [], []),
    ("Chi cục Quản lý thị trường: kiểm tra các chợ", ["Chi cục Quản lý thị trường"], [], []),
    ("Phòng Khai thác và Vận hành: bảo trì", ["Phòng Khai thác và Vận hành"], [], []),
    ("Văn phòng Sở tham mưu các nội dung: lịch họp, tài liệu", ["Văn phòng Sở"], [], []),
    ("Thanh tra kiểm tra: hồ sơ, sổ sách", ["Thanh tra"], [], []),
    ("Công an xã kiểm tra: nhà trọ, quán ăn", ["Công an xã"], [], []),
    ("Các Sở: Nội vụ, Tài chính và Y tế chủ trì xây dựng đề án", ["Sở Nội vụ", "Sở Tài chính", "Sở Y tế"], [], []),
    ("UBND các xã An Phú, An Hòa tổ chức đối thoại", ["UBND xã An Phú", "UBND xã An Hòa"], [], []),
    ("Phòng học: sửa chữa 5 phòng", [], [], []),
    ("Ban đêm: tuần tra", [], [], []),
    ("Tổ chức: kiện toàn bộ máy", [], [], []),
    ("Hội trường: trang trí", [], [], []),
    ("Đoàn kết: giữ vững", [], [], []),
    ("Phòng chống dịch: phun thuốc", [], [], []),
    ("Hội thi: tổ chức vòng sơ khảo", [], [], []),
    ("Sở thích: tìm hiểu nhu cầu", [], [], []),
    ("Phòng cháy chữa cháy: tập huấn cho dân", [], [], []),
    ("Khoa học công nghệ: nhân rộng mô hình", [], [], []),
    ("Đội ngũ cán bộ: rà soát, bồi dưỡng", [], [], []),
    ("Báo cáo: gửi trước ngày 15/6", [], [], []),
    ("Chánh Văn phòng Sở theo dõi, đôn đốc", [], [], ["Chánh Văn phòng Sở"]),
    ("Phó Chủ tịch UBND xã phụ trách khối chỉ đạo thực hiện", [], [], ["Phó Chủ tịch UBND xã phụ trách khối"]),
    ("Trưởng phòng Nội vụ chịu trách nhiệm tổng hợp", [], [], ["Trưởng phòng Nội vụ"]),
    ("Ra quân dọn vệ sinh đường làng (Công an xã).", ["Công an xã"], [], []),
    ("Rà soát hộ nghèo (Văn phòng, Công an xã)", ["Văn phòng", "Công an xã"], [], []),
    ("Tập huấn chuyển đổi số (Văn phòng chủ trì, Thanh tra phối hợp).", ["Văn phòng"], ["Thanh tra"], []),
    ("Gửi báo cáo về UBND huyện (Phòng Nội vụ).", [], [], []),
    ("Nộp hồ sơ tại Sở Nội vụ (Phòng Tổ chức).", [], [], []),
    ("Công ty Điện lực Tây Ninh bảo đảm nguồn điện", ["Công ty Điện lực Tây Ninh"], [], []),
    ("HTX Tân Tiến thu mua nông sản", ["HTX Tân Tiến"], [], []),
    ("Trường Tiểu học An Phú tổ chức ngày hội", ["Trường Tiểu học An Phú"], [], []),
    ("VPĐU tham mưu, tổng hợp", ["VPĐU"], [], []),
    ("CCHC được đẩy mạnh", [], [], []),
    ("Văn phòng Sở chủ trì, Thanh tra và Chi ủy phối hợp kiểm tra", ["Văn phòng Sở"], ["Thanh tra", "Chi ủy"], []),
    ("Giao Văn phòng Sở chủ trì, Thanh tra phối hợp xây dựng quy chế", ["Văn phòng Sở"], ["Thanh tra"], []),
    ("Kiểm tra các xã do Thanh tra chủ trì", ["Thanh tra"], [], []),
    ("Sở Nội vụ: Chủ trì, phối hợp với Sở Tài chính rà soát", ["Sở Nội vụ"], ["Sở Tài chính"], []),
    ("Các phòng: Rà soát thủ tục", [], [], ["Các phòng"]),
    ("Trung tâm Kiểm soát thanh toán tổng hợp số liệu", ["Trung tâm Kiểm soát thanh toán"], [], []),
    ("Chủ trì phối hợp Công an xã", [], ["Công an xã"], []),
    (
        "Đào tạo nghề (Trung tâm Dịch vụ việc làm chủ trì, phối hợp Hội Phụ nữ)",
        ["Trung tâm Dịch vụ việc làm"],
        ["Hội Phụ nữ"],
        [],
    ),
    ("Phối hợp với UBND xã (Công an xã)", [], ["UBND xã"], []),
    ("Chủ tịch UBND xã chỉ đạo chung, giao Công an xã tuần tra", ["Công an xã"], [], ["Chủ tịch UBND xã"]),
    ("Giao đồng chí Chánh Văn phòng theo dõi", [], [], ["Chánh Văn phòng"]),
    ("Giao Giám đốc Sở Nội vụ chịu trách nhiệm", [], [], ["Giám đốc Sở Nội vụ"]),
    ("Quân sự hóa lực lượng", [], [], []),
    ("Trường học tổ chức lễ khai giảng", [], [], []),
    # A subject is cut off from its verb by a comma only before what it leads or helps.
    ("Văn phòng Sở, chủ trì rà soát", ["Văn phòng Sở"], [], []),
    ("Văn phòng Sở, phối hợp với Thanh tra rà soát", ["Văn phòng Sở"], ["Thanh tra"], []),
    ("Văn phòng Sở, rà soát hồ sơ", [], [], []),
    (
        "Trạm Y tế xã cấp thuốc trước 01/6, có sự phối hợp của Hội Chữ thập đỏ xã.",
        ["Trạm Y tế xã"],
        ["Hội Chữ thập đỏ xã"],
        [],
    ),
    (
        "Kiện toàn Ban Chỉ huy Phòng thủ dân sự xã: giao Văn phòng HĐND và UBND chủ trì, phối hợp với Công an xã.",
        ["Văn phòng HĐND và UBND"],
        ["Công an xã"],
        [],
    ),
    ("Trạm Y tế xã phối hợp với Tổ Văn phòng khám sức khỏe cho trẻ.", ["Trạm Y tế xã"], ["Tổ Văn phòng"], []),
    ("Số hóa băng. Phòng Kỹ thuật và Công nghệ phối hợp.", [], ["Phòng Kỹ thuật và Công nghệ"], []),
    ("Tuyển sinh lớp 10 - Tổ Văn phòng chủ trì.", ["Tổ Văn phòng"], [], []),
    ("Tuyển sinh lớp 10 - Đội Công an chủ trì.", ["Đội Công an"], [], []),
]

HEADINGS: list[tuple[str, list[str], list[str], list[str]]] = [
    ("1. Văn phòng Sở", ["Văn phòng Sở"], [], []),
    ("a) Thanh tra:", ["Thanh tra"], [], []),
    ("Giao Công an xã:", ["Công an xã"], [], []),
    ("Đối với Phòng Kinh tế", ["Phòng Kinh tế"], [], []),
    ("Trách nhiệm của Phòng Văn hóa - Xã hội", ["Phòng Văn hóa - Xã hội"], [], []),
    ("Trách nhiệm của các phòng, đơn vị", [], [], ["các phòng, đơn vị"]),
    ("Văn phòng Sở (chủ trì)", ["Văn phòng Sở"], [], []),
    ("Văn phòng Sở, Thanh tra có trách nhiệm:", ["Văn phòng Sở", "Thanh tra"], [], []),
    ("Công tác tuyên truyền, vận động", [], [], []),
    ("Phòng, chống tham nhũng", [], [], []),
    ("Tổ chức bộ máy", [], [], []),
    (
        "1. Phòng Quản lý vận tải và an toàn giao thông",
        ["Phòng Quản lý vận tải và an toàn giao thông"],
        [],
        [],
    ),
    ("Về kinh phí: giao Sở Tài chính", ["Sở Tài chính"], [], []),
]


def shown(found: object) -> tuple[list[str], list[str], list[str]]:
    return found.units("leads"), found.units("supports"), list(found.groups())  # type: ignore[attr-defined]


@pytest.mark.parametrize(("text", "leads", "supports", "groups"), CELLS)
def test_a_cell_tells_who_leads_and_who_supports(
    names: UnitNames, text: str, leads: list[str], supports: list[str], groups: list[str]
) -> None:
    assert (leads, supports, groups) == shown(read_roles(text, names))


@pytest.mark.parametrize(("text", "leads", "supports", "groups"), SENTENCES)
def test_a_sentence_tells_who_leads_and_who_supports(
    names: UnitNames, text: str, leads: list[str], supports: list[str], groups: list[str]
) -> None:
    assert (leads, supports, groups) == shown(read_responsible(text, names))


@pytest.mark.parametrize(("text", "leads", "supports", "groups"), HEADINGS)
def test_a_heading_tells_whom_it_puts_in_charge(
    names: UnitNames, text: str, leads: list[str], supports: list[str], groups: list[str]
) -> None:
    assert (leads, supports, groups) == shown(read_heading(text, names))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Các phòng rà soát hồ sơ. Các phòng báo cáo kết quả.", 1),
        ("Các phòng rà soát hồ sơ. Các ấp báo cáo kết quả.", 2),
        ("Lãnh đạo Sở tiếp công dân. lãnh đạo Sở đối thoại.", 1),
        ("Trưởng phòng Nội vụ rà soát. Trưởng phòng Kinh tế báo cáo.", 2),
    ],
)
def test_work_of_the_same_group_stays_one_part(names: UnitNames, text: str, count: int) -> None:
    assert count == len(read_parts(text, names))


def test_a_person_who_leads_offers_the_body_that_he_heads(names: UnitNames) -> None:
    found = read_roles("Chánh Văn phòng Sở; Trưởng phòng Nội vụ; Đ/c Nguyễn Văn A", names)
    assert ([], ("Văn phòng Sở", "Phòng Nội vụ")) == (found.units("leads"), found.offered(names))


def test_names_alone_are_read_as_the_same_names_with_a_role(names: UnitNames) -> None:
    assert read_names("VP; Công an xã, anh Ba", names) == read_roles("Chủ trì: VP; Công an xã, anh Ba", names).leads


NAME = st.sampled_from(
    ["Văn phòng Sở", "Sở Văn hóa, Thể thao và Du lịch", "các phòng, ban", "Phó Chủ tịch UBND xã", "VPĐU", "anh Ba", "Kinh tế",
     "UBND các xã An Phú, An Hòa", "Đ/c Lê A - Chánh Văn phòng", "Công ty Hoa Sen", "trước 15/6", "xong (2 lần)",
     "tổ dân phố", "các đơn vị liên quan", "Trưởng ấp 3", "Sở Nội vụ (Phòng Một)"]
)  # fmt: skip
ROLE = st.sampled_from(["", "Chủ trì: ", "Phối hợp: ", "phối hợp với ", "giao ", "- ", "1. "])
BEHIND = st.sampled_from(
    ["", " chủ trì", " (PH)", " phối hợp", ": chủ trì", " cùng thực hiện", " (chủ trì)", " (theo dõi)"]
)
BETWEEN = st.sampled_from([", ", "; ", "\n", " và ", " + ", "/", ". ", " - "])
SAID = re.compile(
    r"chủ trì|phối hợp|cùng thực hiện|theo dõi|cùng với|\b(?:PH|CT|giao|và|với|cùng|các|1|Sở|UBND|xã)\b", re.IGNORECASE
)


@given(st.lists(st.tuples(ROLE, NAME, BEHIND, BETWEEN), min_size=1, max_size=5))
def test_no_word_of_a_cell_is_lost(parts: list[tuple[str, str, str, str]]) -> None:
    text = "".join(f"{role}{name}{behind}{between}" for role, name, behind, between in parts)
    found = read_roles(text, UnitNames(UNITS, [], None))
    kept = " ".join(m.text for m in (*found.leads, *found.supports)).casefold()
    missing = [w for w in re.findall(r"\w+", SAID.sub(" ", text)) if w.casefold() not in kept]
    assert [] == missing, (text, found)


@pytest.mark.parametrize(
    "piece", ["Văn phòng Sở, ", "các ", "(", "Chủ trì: ", "phối hợp ", "Phòng\n", "- ", "a/b ", "Sở và "]
)
def test_time_grows_with_the_cell(piece: str) -> None:
    def taken(count: int) -> float:
        names = UnitNames(UNITS, [], None)
        start = time.perf_counter()
        read_roles(piece * count, names)
        return time.perf_counter() - start

    taken(10)
    assert taken(1600) < 200 * max(taken(200), 0.0005)
