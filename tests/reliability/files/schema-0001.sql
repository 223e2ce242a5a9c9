PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO alembic_version VALUES('0001');
CREATE TABLE document (
	id INTEGER NOT NULL, 
	type VARCHAR, 
	number VARCHAR NOT NULL, 
	issued_on DATE, 
	issuer VARCHAR, 
	subject VARCHAR, 
	CONSTRAINT pk_document PRIMARY KEY (id), 
	CONSTRAINT ck_document_issued_on_is_a_day CHECK (issued_on IS date(issued_on, '+0 days')), 
	CONSTRAINT ck_document_number_not_blank CHECK (length(trim(number)) > 0)
);
INSERT INTO document VALUES(1,'Kế hoạch','765/KH-UBND','2023-03-20','UBND tỉnh',NULL);
INSERT INTO document VALUES(2,'Kết luận','114-KL/TW','2015-07-14','Ban Bí thư',NULL);
INSERT INTO document VALUES(3,'Quyết định','23-QĐ/TW','2021-07-30','Ban Chấp hành Trung ương',NULL);
INSERT INTO document VALUES(4,'Chỉ thị','33/CT-TTg','2021-11-26','Thủ tướng Chính phủ',NULL);
INSERT INTO document VALUES(5,'Chỉ thị','25-CT/TU','2021-02-25','Ban Thường vụ Tỉnh ủy',NULL);
INSERT INTO document VALUES(6,'Nghị quyết','76/NQ-CP','2021-07-15','Chính phủ',NULL);
INSERT INTO document VALUES(7,'Chỉ thị','23/CT-TTg','2021-09-02','Thủ tướng chính phủ',NULL);
INSERT INTO document VALUES(8,'Nghị định','04/2015/NĐ-CP','2015-01-09','Chính phủ',NULL);
INSERT INTO document VALUES(9,'Quyết định','01/QĐ-UBND','2023-01-07','UBND tỉnh',NULL);
INSERT INTO document VALUES(10,'Quyết định','02/QĐ-UBND','2022-01-07','UBND tỉnh',NULL);
INSERT INTO document VALUES(11,'Quyết định','217-QĐ/TW','2013-12-12','Bộ Chính trị',NULL);
INSERT INTO document VALUES(12,'Quyết định','218-QĐ/TW','2013-12-12','Bộ Chính trị',NULL);
CREATE TABLE journal_group (
	id INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	actor VARCHAR NOT NULL, 
	command VARCHAR NOT NULL, 
	program_version VARCHAR NOT NULL, 
	CONSTRAINT pk_journal_group PRIMARY KEY (id), 
	CONSTRAINT ck_journal_group_actor_not_blank CHECK (length(trim(actor)) > 0), 
	CONSTRAINT ck_journal_group_command_not_blank CHECK (length(trim(command)) > 0)
);
INSERT INTO journal_group VALUES(1,'2026-11-24 07:51:10.836892','thu','plan import','0.1.0');
INSERT INTO journal_group VALUES(2,'2026-11-24 07:51:13.018596','thu','task progress','0.1.0');
INSERT INTO journal_group VALUES(3,'2026-11-24 07:51:14.416049','thu','task done','0.1.0');
INSERT INTO journal_group VALUES(4,'2026-11-24 07:51:15.713909','thu','task cancel','0.1.0');
INSERT INTO journal_group VALUES(5,'2026-11-24 07:51:17.173475','thu','target record','0.1.0');
INSERT INTO journal_group VALUES(6,'2026-11-24 07:51:18.591501','thu','task note','0.1.0');
CREATE TABLE IF NOT EXISTS "plan" (
	id INTEGER NOT NULL, 
	code VARCHAR NOT NULL, 
	title VARCHAR NOT NULL, 
	year INTEGER NOT NULL, 
	type VARCHAR, 
	number VARCHAR, 
	symbol VARCHAR, 
	issuer VARCHAR, 
	governing_body VARCHAR, 
	place VARCHAR, 
	issued_on DATE, 
	authority VARCHAR, 
	signer_title VARCHAR, 
	signer VARCHAR, 
	recipients VARCHAR NOT NULL, 
	source_name VARCHAR, 
	source_sha256 VARCHAR, 
	imported_at DATETIME, 
	CONSTRAINT pk_plan PRIMARY KEY (id), 
	CONSTRAINT ck_plan_issued_on_is_a_day CHECK (issued_on IS date(issued_on, '+0 days')), 
	CONSTRAINT ck_plan_code_not_blank CHECK (length(trim(code)) > 0), 
	CONSTRAINT ck_plan_title_not_blank CHECK (length(trim(title)) > 0), 
	CONSTRAINT ck_plan_year_plausible CHECK (year BETWEEN 1945 AND 2200), 
	CONSTRAINT uq_plan_code UNIQUE (code)
);
INSERT INTO "plan" VALUES(1,'KH-2023','Thực hiện công tác Dân vận chính quyền năm 2023',2023,'Kế hoạch',NULL,'KH-KHCN','Sở Khoa học và Công nghệ',NULL,'Tây Ninh','2023-03-22','KT. GIÁM ĐỐC','PHÓ GIÁM ĐỐC',NULL,'["Sở Nội vụ", "Các phòng, đơn vị (th/h)", "Tổ Kiểm tra Công vụ", "Ban Thanh tra Nhân dân", "Lưu: VT, VP"]','ke-hoach-dan-van-2023.txt','7ca9ab42ade3de16c4c42bf1468b4e27654b9953d1ce9d74a6207d48550381ab','2026-11-24 07:51:10.836892');
CREATE TABLE setting (
	id INTEGER NOT NULL, 
	"key" VARCHAR NOT NULL, 
	value VARCHAR NOT NULL, 
	CONSTRAINT pk_setting PRIMARY KEY (id), 
	CONSTRAINT uq_setting_key UNIQUE ("key")
);
INSERT INTO setting VALUES(1,'current_plan','KH-2023');
CREATE TABLE unit (
	id INTEGER NOT NULL, 
	code VARCHAR NOT NULL, 
	code_key VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	parent_id INTEGER, 
	headcount INTEGER, 
	valid_from DATE, 
	valid_to DATE, 
	successor_id INTEGER, 
	CONSTRAINT pk_unit PRIMARY KEY (id), 
	CONSTRAINT ck_unit_kind_known CHECK (kind IN ('department', 'subordinate', 'team', 'organisation', 'external')), 
	CONSTRAINT ck_unit_valid_from_is_a_day CHECK (valid_from IS date(valid_from, '+0 days')), 
	CONSTRAINT ck_unit_valid_to_is_a_day CHECK (valid_to IS date(valid_to, '+0 days')), 
	CONSTRAINT ck_unit_headcount_not_negative CHECK (headcount >= 0), 
	CONSTRAINT ck_unit_code_not_blank CHECK (length(trim(code)) > 0), 
	CONSTRAINT ck_unit_name_not_blank CHECK (length(trim(name)) > 0), 
	CONSTRAINT ck_unit_valid_in_order CHECK (valid_to IS NULL OR valid_from IS NULL OR valid_from <= valid_to), 
	CONSTRAINT fk_unit_parent_id FOREIGN KEY(parent_id) REFERENCES unit (id), 
	CONSTRAINT fk_unit_successor_id FOREIGN KEY(successor_id) REFERENCES unit (id), 
	CONSTRAINT uq_unit_code_key UNIQUE (code_key)
);
INSERT INTO unit VALUES(1,'VP','vp','Văn phòng Sở','department',NULL,NULL,NULL,NULL,NULL);
INSERT INTO unit VALUES(2,'TTr','ttr','Thanh tra','department',NULL,NULL,NULL,NULL,NULL);
INSERT INTO unit VALUES(3,'CCTĐC','cctdc','Chi cục Tiêu chuẩn Đo lường Chất lượng','subordinate',NULL,NULL,NULL,NULL,NULL);
INSERT INTO unit VALUES(4,'TTKHCN','ttkhcn','Trung tâm Khoa học và Công nghệ','subordinate',NULL,NULL,NULL,NULL,NULL);
INSERT INTO unit VALUES(5,'TKTCV','tktcv','Tổ Kiểm tra Công vụ','team',NULL,NULL,NULL,NULL,NULL);
INSERT INTO unit VALUES(6,'BTTND','bttnd','Ban Thanh tra Nhân dân','team',NULL,NULL,NULL,NULL,NULL);
INSERT INTO unit VALUES(7,'CU','cu','Chi ủy','organisation',NULL,NULL,NULL,NULL,NULL);
INSERT INTO unit VALUES(8,'SNV','snv','Sở Nội vụ','external',NULL,NULL,NULL,NULL,NULL);
CREATE TABLE journal_entry (
	id INTEGER NOT NULL, 
	group_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	table_name VARCHAR NOT NULL, 
	row_id INTEGER NOT NULL, 
	plan_id INTEGER, 
	code VARCHAR NOT NULL, 
	"before" VARCHAR, 
	"after" VARCHAR, 
	CONSTRAINT pk_journal_entry PRIMARY KEY (id), 
	CONSTRAINT fk_journal_entry_group_id FOREIGN KEY(group_id) REFERENCES journal_group (id), 
	CONSTRAINT uq_journal_entry_group_id_position UNIQUE (group_id, position)
);
INSERT INTO journal_entry VALUES(1,1,1,'plan',1,1,'KH-2023',NULL,'{"id": 1, "code": "KH-2023", "title": "Thực hiện công tác Dân vận chính quyền năm 2023", "year": 2023, "type": "Kế hoạch", "number": null, "symbol": "KH-KHCN", "issuer": "Sở Khoa học và Công nghệ", "governing_body": null, "place": "Tây Ninh", "issued_on": "2023-03-22", "authority": "KT. GIÁM ĐỐC", "signer_title": "PHÓ GIÁM ĐỐC", "signer": null, "recipients": "[\"Sở Nội vụ\", \"Các phòng, đơn vị (th/h)\", \"Tổ Kiểm tra Công vụ\", \"Ban Thanh tra Nhân dân\", \"Lưu: VT, VP\"]", "source_name": "ke-hoach-dan-van-2023.txt", "source_sha256": "7ca9ab42ade3de16c4c42bf1468b4e27654b9953d1ce9d74a6207d48550381ab", "imported_at": "2026-11-24T07:51:10+00:00"}');
INSERT INTO journal_entry VALUES(2,1,2,'unit',1,NULL,'VP',NULL,'{"id": 1, "code": "VP", "code_key": "vp", "name": "Văn phòng Sở", "kind": "department", "parent_id": null, "headcount": null, "valid_from": null, "valid_to": null, "successor_id": null}');
INSERT INTO journal_entry VALUES(3,1,3,'unit_alias',1,NULL,'Văn phòng',NULL,'{"id": 1, "unit_id": 1, "alias": "Văn phòng", "alias_key": "van phong"}');
INSERT INTO journal_entry VALUES(4,1,4,'unit_alias',2,NULL,'VP Sở',NULL,'{"id": 2, "unit_id": 1, "alias": "VP Sở", "alias_key": "vp so"}');
INSERT INTO journal_entry VALUES(5,1,5,'unit',2,NULL,'TTr',NULL,'{"id": 2, "code": "TTr", "code_key": "ttr", "name": "Thanh tra", "kind": "department", "parent_id": null, "headcount": null, "valid_from": null, "valid_to": null, "successor_id": null}');
INSERT INTO journal_entry VALUES(6,1,6,'unit_alias',3,NULL,'Thanh tra Sở',NULL,'{"id": 3, "unit_id": 2, "alias": "Thanh tra Sở", "alias_key": "thanh tra so"}');
INSERT INTO journal_entry VALUES(7,1,7,'unit',3,NULL,'CCTĐC',NULL,'{"id": 3, "code": "CCTĐC", "code_key": "cctdc", "name": "Chi cục Tiêu chuẩn Đo lường Chất lượng", "kind": "subordinate", "parent_id": null, "headcount": null, "valid_from": null, "valid_to": null, "successor_id": null}');
INSERT INTO journal_entry VALUES(8,1,8,'unit_alias',4,NULL,'Chi cục TĐC',NULL,'{"id": 4, "unit_id": 3, "alias": "Chi cục TĐC", "alias_key": "chi cuc tdc"}');
INSERT INTO journal_entry VALUES(9,1,9,'unit_alias',5,NULL,'Chi cục TCĐLCL',NULL,'{"id": 5, "unit_id": 3, "alias": "Chi cục TCĐLCL", "alias_key": "chi cuc tcdlcl"}');
INSERT INTO journal_entry VALUES(10,1,10,'unit',4,NULL,'TTKHCN',NULL,'{"id": 4, "code": "TTKHCN", "code_key": "ttkhcn", "name": "Trung tâm Khoa học và Công nghệ", "kind": "subordinate", "parent_id": null, "headcount": null, "valid_from": null, "valid_to": null, "successor_id": null}');
INSERT INTO journal_entry VALUES(11,1,11,'unit_alias',6,NULL,'Trung tâm KH&CN',NULL,'{"id": 6, "unit_id": 4, "alias": "Trung tâm KH&CN", "alias_key": "trung tam kh&cn"}');
INSERT INTO journal_entry VALUES(12,1,12,'unit_alias',7,NULL,'TT KH&CN',NULL,'{"id": 7, "unit_id": 4, "alias": "TT KH&CN", "alias_key": "tt kh&cn"}');
INSERT INTO journal_entry VALUES(13,1,13,'unit',5,NULL,'TKTCV',NULL,'{"id": 5, "code": "TKTCV", "code_key": "tktcv", "name": "Tổ Kiểm tra Công vụ", "kind": "team", "parent_id": null, "headcount": null, "valid_from": null, "valid_to": null, "successor_id": null}');
INSERT INTO journal_entry VALUES(14,1,14,'unit_alias',8,NULL,'Tổ Kiểm tra',NULL,'{"id": 8, "unit_id": 5, "alias": "Tổ Kiểm tra", "alias_key": "to kiem tra"}');
INSERT INTO journal_entry VALUES(15,1,15,'unit',6,NULL,'BTTND',NULL,'{"id": 6, "code": "BTTND", "code_key": "bttnd", "name": "Ban Thanh tra Nhân dân", "kind": "team", "parent_id": null, "headcount": null, "valid_from": null, "valid_to": null, "successor_id": null}');
INSERT INTO journal_entry VALUES(16,1,16,'unit_alias',9,NULL,'Ban TTND',NULL,'{"id": 9, "unit_id": 6, "alias": "Ban TTND", "alias_key": "ban ttnd"}');
INSERT INTO journal_entry VALUES(17,1,17,'unit',7,NULL,'CU',NULL,'{"id": 7, "code": "CU", "code_key": "cu", "name": "Chi ủy", "kind": "organisation", "parent_id": null, "headcount": null, "valid_from": null, "valid_to": null, "successor_id": null}');
INSERT INTO journal_entry VALUES(18,1,18,'unit_alias',10,NULL,'Chi ủy Sở',NULL,'{"id": 10, "unit_id": 7, "alias": "Chi ủy Sở", "alias_key": "chi uy so"}');
INSERT INTO journal_entry VALUES(19,1,19,'unit',8,NULL,'SNV',NULL,'{"id": 8, "code": "SNV", "code_key": "snv", "name": "Sở Nội vụ", "kind": "external", "parent_id": null, "headcount": null, "valid_from": null, "valid_to": null, "successor_id": null}');
INSERT INTO journal_entry VALUES(20,1,20,'section',1,1,'I',NULL,'{"id": 1, "plan_id": 1, "parent_id": null, "path": "I", "marker": "I", "title": "MỤC ĐÍCH, YÊU CẦU", "position": 1}');
INSERT INTO journal_entry VALUES(21,1,21,'section',2,1,'I.1',NULL,'{"id": 2, "plan_id": 1, "parent_id": 1, "path": "I.1", "marker": "1", "title": "Mục đích", "position": 2}');
INSERT INTO journal_entry VALUES(22,1,22,'section',3,1,'I.2',NULL,'{"id": 3, "plan_id": 1, "parent_id": 1, "path": "I.2", "marker": "2", "title": "Yêu cầu", "position": 3}');
INSERT INTO journal_entry VALUES(23,1,23,'section',4,1,'II',NULL,'{"id": 4, "plan_id": 1, "parent_id": null, "path": "II", "marker": "II", "title": "NỘI DUNG THỰC HIỆN", "position": 4}');
INSERT INTO journal_entry VALUES(24,1,24,'section',5,1,'II.1',NULL,'{"id": 5, "plan_id": 1, "parent_id": 4, "path": "II.1", "marker": "1", "title": "Tuyên truyền, quán triệt các Chỉ thị, Nghị quyết của Đảng, chính sách, pháp luật của Nhà nước về công tác dân vận nhằm nâng cao nhận thức của công chức, viên chức và người lao động trong cơ quan về vai trò và vị trí của công tác dân vận trong tình hình mới.", "position": 5}');
INSERT INTO journal_entry VALUES(25,1,25,'section',6,1,'II.2',NULL,'{"id": 6, "plan_id": 1, "parent_id": 4, "path": "II.2", "marker": "2", "title": "Gắn thực hiện công tác dân vận chính quyền với đẩy mạnh cải cách hành chính; nâng cao đạo đức công vụ, tinh thần trách nhiệm, ý thức phục vụ Nhân dân của công chức, viên chức và người lao động trong cơ quan.", "position": 6}');
INSERT INTO journal_entry VALUES(26,1,26,'section',7,1,'II.3',NULL,'{"id": 7, "plan_id": 1, "parent_id": 4, "path": "II.3", "marker": "3", "title": "Gắn thực hiện công tác dân vận chính quyền với thực hiện Quy chế dân chủ ở cơ sở", "position": 7}');
INSERT INTO journal_entry VALUES(27,1,27,'section',8,1,'II.4',NULL,'{"id": 8, "plan_id": 1, "parent_id": 4, "path": "II.4", "marker": "4", "title": "Phát động các phong trào thi đua yêu nước, thực hiện có hiệu quả các chương trình phát triển kinh tế - xã hội, đảm bảo quốc phòng – an ninh", "position": 8}');
INSERT INTO journal_entry VALUES(28,1,28,'section',9,1,'II.5',NULL,'{"id": 9, "plan_id": 1, "parent_id": 4, "path": "II.5", "marker": "5", "title": "Phối hợp chặt chẽ với Mặt trận Tổ quốc Việt Nam và các tổ chức chính trị - xã hội, các hội quần chúng trong công tác vận động quần chúng", "position": 9}');
INSERT INTO journal_entry VALUES(29,1,29,'section',10,1,'III',NULL,'{"id": 10, "plan_id": 1, "parent_id": null, "path": "III", "marker": "III", "title": "MỘT SỐ CHỈ TIÊU CỤ THỂ NĂM 2023", "position": 10}');
INSERT INTO journal_entry VALUES(30,1,30,'section',11,1,'IV',NULL,'{"id": 11, "plan_id": 1, "parent_id": null, "path": "IV", "marker": "IV", "title": "TỔ CHỨC THỰC HIỆN", "position": 11}');
INSERT INTO journal_entry VALUES(31,1,31,'document',1,NULL,'765/KH-UBND',NULL,'{"id": 1, "type": "Kế hoạch", "number": "765/KH-UBND", "issued_on": "2023-03-20", "issuer": "UBND tỉnh", "subject": null}');
INSERT INTO journal_entry VALUES(32,1,32,'plan_document',1,1,'765/KH-UBND',NULL,'{"id": 1, "plan_id": 1, "document_id": 1, "relation": "basis"}');
INSERT INTO journal_entry VALUES(33,1,33,'document',2,NULL,'114-KL/TW',NULL,'{"id": 2, "type": "Kết luận", "number": "114-KL/TW", "issued_on": "2015-07-14", "issuer": "Ban Bí thư", "subject": null}');
INSERT INTO journal_entry VALUES(34,1,34,'plan_document',2,1,'114-KL/TW',NULL,'{"id": 2, "plan_id": 1, "document_id": 2, "relation": "cited"}');
INSERT INTO journal_entry VALUES(35,1,35,'document',3,NULL,'23-QĐ/TW',NULL,'{"id": 3, "type": "Quyết định", "number": "23-QĐ/TW", "issued_on": "2021-07-30", "issuer": "Ban Chấp hành Trung ương", "subject": null}');
INSERT INTO journal_entry VALUES(36,1,36,'plan_document',3,1,'23-QĐ/TW',NULL,'{"id": 3, "plan_id": 1, "document_id": 3, "relation": "cited"}');
INSERT INTO journal_entry VALUES(37,1,37,'document',4,NULL,'33/CT-TTg',NULL,'{"id": 4, "type": "Chỉ thị", "number": "33/CT-TTg", "issued_on": "2021-11-26", "issuer": "Thủ tướng Chính phủ", "subject": null}');
INSERT INTO journal_entry VALUES(38,1,38,'plan_document',4,1,'33/CT-TTg',NULL,'{"id": 4, "plan_id": 1, "document_id": 4, "relation": "cited"}');
INSERT INTO journal_entry VALUES(39,1,39,'document',5,NULL,'25-CT/TU',NULL,'{"id": 5, "type": "Chỉ thị", "number": "25-CT/TU", "issued_on": "2021-02-25", "issuer": "Ban Thường vụ Tỉnh ủy", "subject": null}');
INSERT INTO journal_entry VALUES(40,1,40,'plan_document',5,1,'25-CT/TU',NULL,'{"id": 5, "plan_id": 1, "document_id": 5, "relation": "cited"}');
INSERT INTO journal_entry VALUES(41,1,41,'document',6,NULL,'76/NQ-CP',NULL,'{"id": 6, "type": "Nghị quyết", "number": "76/NQ-CP", "issued_on": "2021-07-15", "issuer": "Chính phủ", "subject": null}');
INSERT INTO journal_entry VALUES(42,1,42,'plan_document',6,1,'76/NQ-CP',NULL,'{"id": 6, "plan_id": 1, "document_id": 6, "relation": "cited"}');
INSERT INTO journal_entry VALUES(43,1,43,'document',7,NULL,'23/CT-TTg',NULL,'{"id": 7, "type": "Chỉ thị", "number": "23/CT-TTg", "issued_on": "2021-09-02", "issuer": "Thủ tướng chính phủ", "subject": null}');
INSERT INTO journal_entry VALUES(44,1,44,'plan_document',7,1,'23/CT-TTg',NULL,'{"id": 7, "plan_id": 1, "document_id": 7, "relation": "cited"}');
INSERT INTO journal_entry VALUES(45,1,45,'document',8,NULL,'04/2015/NĐ-CP',NULL,'{"id": 8, "type": "Nghị định", "number": "04/2015/NĐ-CP", "issued_on": "2015-01-09", "issuer": "Chính phủ", "subject": null}');
INSERT INTO journal_entry VALUES(46,1,46,'plan_document',8,1,'04/2015/NĐ-CP',NULL,'{"id": 8, "plan_id": 1, "document_id": 8, "relation": "cited"}');
INSERT INTO journal_entry VALUES(47,1,47,'document',9,NULL,'01/QĐ-UBND',NULL,'{"id": 9, "type": "Quyết định", "number": "01/QĐ-UBND", "issued_on": "2023-01-07", "issuer": "UBND tỉnh", "subject": null}');
INSERT INTO journal_entry VALUES(48,1,48,'plan_document',9,1,'01/QĐ-UBND',NULL,'{"id": 9, "plan_id": 1, "document_id": 9, "relation": "cited"}');
INSERT INTO journal_entry VALUES(49,1,49,'document',10,NULL,'02/QĐ-UBND',NULL,'{"id": 10, "type": "Quyết định", "number": "02/QĐ-UBND", "issued_on": "2022-01-07", "issuer": "UBND tỉnh", "subject": null}');
INSERT INTO journal_entry VALUES(50,1,50,'plan_document',10,1,'02/QĐ-UBND',NULL,'{"id": 10, "plan_id": 1, "document_id": 10, "relation": "cited"}');
INSERT INTO journal_entry VALUES(51,1,51,'document',11,NULL,'217-QĐ/TW',NULL,'{"id": 11, "type": "Quyết định", "number": "217-QĐ/TW", "issued_on": "2013-12-12", "issuer": "Bộ Chính trị", "subject": null}');
INSERT INTO journal_entry VALUES(52,1,52,'plan_document',11,1,'217-QĐ/TW',NULL,'{"id": 11, "plan_id": 1, "document_id": 11, "relation": "cited"}');
INSERT INTO journal_entry VALUES(53,1,53,'document',12,NULL,'218-QĐ/TW',NULL,'{"id": 12, "type": "Quyết định", "number": "218-QĐ/TW", "issued_on": "2013-12-12", "issuer": "Bộ Chính trị", "subject": null}');
INSERT INTO journal_entry VALUES(54,1,54,'plan_document',12,1,'218-QĐ/TW',NULL,'{"id": 12, "plan_id": 1, "document_id": 12, "relation": "cited"}');
INSERT INTO journal_entry VALUES(55,1,55,'task',1,1,'II.1-1',NULL,'{"id": 1, "plan_id": 1, "section_id": 5, "code": "II.1-1", "position": 1, "content": "Tiếp tục tuyên truyền, triển khai đến công chức, viên chức, người lao động trong cơ quan, đơn vị các văn bản như: Kết luận số 114-KL/TW, ngày 14/7/2015 của Ban Bí thư (khóa XI) về nâng cao hiệu quả công tác dân vận của các cơ quan nhà nước các cấp; Quyết định số 23-QĐ/TW ngày 30/7/2021 của Ban Chấp hành Trung ương về việc ban hành Quy chế công tác dân vận của hệ thống chính trị; Chỉ thị số 33/CT-TTg, ngày 26/11/2021 của Thủ tướng Chính phủ về tiếp tục tăng cường và đổi mới công tác dân vận của cơ quan hành chính nhà nước, chính quyền các cấp trong tình hình mới; Chỉ thị số 25-CT/TU ngày 25/02/2021 của Ban Thường vụ Tỉnh ủy về việc tăng cường sự lãnh đạo của Đảng đối với công tác dân vận trong tình hình mới và các văn bản chỉ đạo của UBND tỉnh về thực hiện công tác dân vận chính quyền.", "kind": "ongoing", "priority": "normal", "product": null, "source": "Mục II.1, gạch đầu dòng 1, dòng 31", "groups": "[]", "removed_at": null}');
INSERT INTO journal_entry VALUES(56,1,56,'task',2,1,'II.1-2',NULL,'{"id": 2, "plan_id": 1, "section_id": 5, "code": "II.1-2", "position": 2, "content": "Gắn công tác tuyên truyền, phổ biến các văn bản về công tác dân vận của Đảng, Nhà nước với việc “Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh” trong cơ quan, đơn vị.", "kind": "ongoing", "priority": "normal", "product": null, "source": "Mục II.1, gạch đầu dòng 2, dòng 33", "groups": "[]", "removed_at": null}');
INSERT INTO journal_entry VALUES(57,1,57,'task',3,1,'II.1-3',NULL,'{"id": 3, "plan_id": 1, "section_id": 5, "code": "II.1-3", "position": 3, "content": "Thực hiện nghiêm quy định phân công lãnh đạo phụ trách công tác dân vận và chỉ đạo thực hiện các quy định của pháp luật về quy chế dân chủ ở cơ sở.", "kind": "ongoing", "priority": "normal", "product": null, "source": "Mục II.1, gạch đầu dòng 3, dòng 35", "groups": "[]", "removed_at": null}');
INSERT INTO journal_entry VALUES(58,1,58,'task',4,1,'II.2-1',NULL,'{"id": 4, "plan_id": 1, "section_id": 6, "code": "II.2-1", "position": 4, "content": "Tiếp tục triển khai, thực hiện có hiệu quả Chương trình tổng thể cải cách hành chính nhà nước giai đoạn 2021-2030 theo Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ; Chỉ thị số 23/CT-TTg ngày 02/9/2021 của Thủ tướng chính phủ về việc đẩy mạnh thực hiện Chương trình tổng thể cải cách hành chính nhà nước giai đoạn 2021-2030; thực hiện có hiệu quả chương trình hành động của UBND tỉnh thực hiện Nghị quyết Đại hội Đảng bộ tỉnh Tây Ninh lần thứ XI về cải cách hành chính giai đoạn 2021-2025 trên địa bàn tỉnh, Kế hoạch cải cách hành chính giai đoạn 2021-2030 và năm 2023 của UBND tỉnh.", "kind": "ongoing", "priority": "normal", "product": null, "source": "Mục II.2, gạch đầu dòng 1, dòng 39", "groups": "[]", "removed_at": null}');
INSERT INTO journal_entry VALUES(59,1,59,'task',5,1,'II.2-2',NULL,'{"id": 5, "plan_id": 1, "section_id": 6, "code": "II.2-2", "position": 5, "content": "Tăng cường công tác tuyên truyền, vận động, hỗ trợ, hướng dẫn người dân, doanh nghiệp sử dụng dịch vụ công trực tuyến, thanh toán trực tuyến nhằm từng bước nâng cao các chỉ số cải cách hành chính của Sở KH&CN góp phần nâng cao chỉ số cải cách hành chính và các chỉ số khác của tỉnh. Công khai, minh bạch các thủ tục hành chính; giải quyết hồ sơ thủ tục hành chính theo đúng thời gian quy định.", "kind": "ongoing", "priority": "normal", "product": null, "source": "Mục II.2, gạch đầu dòng 2, dòng 41", "groups": "[]", "removed_at": null}');
INSERT INTO journal_entry VALUES(60,1,60,'task',6,1,'II.2-3',NULL,'{"id": 6, "plan_id": 1, "section_id": 6, "code": "II.2-3", "position": 6, "content": "Tăng cường ứng dụng công nghệ thông tin trong hoạt động quản lý, điều hành tạo thuận lợi cho tổ chức, công dân trong giải quyết thủ tục hành chính tại cơ quan, đơn vị. Tiếp tục sử dụng có hiệu quả các cơ sở dữ liệu, phục vụ phát triển chính quyền điện tử, chính quyền số theo quy định.", "kind": "ongoing", "priority": "normal", "product": null, "source": "Mục II.2, gạch đầu dòng 3, dòng 43", "groups": "[]", "removed_at": null}');
INSERT INTO journal_entry VALUES(61,1,61,'task',7,1,'II.2-4',NULL,'{"id": 7, "plan_id": 1, "section_id": 6, "code": "II.2-4", "position": 7, "content": "Tiếp tục rà soát, kiện toàn cơ cấu tổ chức theo quy định. Thực hiện tốt công tác tuyển dụng, quản lý, đánh giá, quy hoạch, đào tạo, bố trí, sử dụng, điều động, luân chuyển công chức, viên chức, người lao động đáp ứng yêu cầu nhiệm vụ trong tình hình mới.", "kind": "ongoing", "priority": "normal", "product": null, "source": "Mục II.2, gạch đầu dòng 4, dòng 45", "groups": "[]", "removed_at": null}');
INSERT INTO journal_entry VALUES(62,1,62,'task',8,1,'II.2-5',NULL,'{"id": 8, "plan_id": 1, "section_id": 6, "code": "II.2-5", "position": 8, "content": "Thực hiện nghiêm các quy định về đạo đức công vụ, văn hoá công sở, Quy chế làm việc của cơ quan, phát huy vai trò trách nhiệm, gương mẫu của người đứng đầu, công chức, viên chức. Tăng cường công tác kiểm tra công vụ, xử lý nghiêm công chức, viên chức có hành vi cửa quyền, gây phiền hà cho nhân dân.", "kind": "ongoing", "priority": "normal", "product": null, "source": "Mục II.2, gạch đầu dòng 5, dòng 47", "groups": "[]", "removed_at": null}');
INSERT INTO journal_entry VALUES(63,1,63,'task',9,1,'II.3-1',NULL,'{"id": 9, "plan_id": 1, "section_id": 7, "code": "II.3-1", "position": 9, "content": "Tiếp tục triển khai thực hiện tốt quy chế dân chủ cơ sở theo quy định tại Nghị định số 04/2015/NĐ-CP ngày 09/01/2015 của Chính phủ về thực hiện dân chủ trong hoạt động của cơ quan hành chính nhà nước và đơn vị sự nghiệp. Triển khai thực hiện có hiệu quả Luật Thực hiện dân chủ ở cơ sở (có hiệu lực từ 01/7/2023) theo quy định.", "kind": "ongoing", "priority": "normal", "product": null, "source": "Mục II.3, gạch đầu dòng 1, dòng 51", "groups": "[]", "removed_at": null}');
INSERT INTO journal_entry VALUES(64,1,64,'task',10,1,'II.3-2',NULL,'{"id": 10, "plan_id": 1, "section_id": 7, "code": "II.3-2", "position": 10, "content": "Thực hiện tốt các quy định trong công tác tiếp công dân và giải quyết đơn thư khiếu nại, tố cáo liên quan đến hoạt động KH&CN.", "kind": "ongoing", "priority": "normal", "product": null, "source": "Mục II.3, gạch đầu dòng 2, dòng 53", "groups": "[]", "removed_at": null}');
INSERT INTO journal_entry VALUES(65,1,65,'task',11,1,'II.3-3',NULL,'{"id": 11, "plan_id": 1, "section_id": 7, "code": "II.3-3", "position": 11, "content": "Thực hiện tự kiểm tra công tác tổ chức, thu chi tài chính góp phần nâng cao hiệu lực, hiệu quả quản lý nhà nước; bảo vệ quyền lợi ích hợp pháp của công chức, viên chức và người lao động trong cơ quan.", "kind": "ongoing", "priority": "normal", "product": null, "source": "Mục II.3, gạch đầu dòng 3, dòng 55", "groups": "[]", "removed_at": null}');
INSERT INTO journal_entry VALUES(66,1,66,'task',12,1,'II.4-1',NULL,'{"id": 12, "plan_id": 1, "section_id": 8, "code": "II.4-1", "position": 12, "content": "Chi uỷ phối hợp chính quyền, đoàn thể phát động các phong trào thi đua yêu nước trong công chức, viên chức và người lao động gắn với việc “Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh”; vận động công chức, viên chức và người lao động thực hiện tốt các phong trào thi đua: phong trào thi đua “Dân vận khéo”, “Tây Ninh chung sức xây dựng nông thôn mới”, phong trào “Toàn dân bảo vệ an ninh Tổ quốc”.", "kind": "ongoing", "priority": "normal", "product": null, "source": "Mục II.4, gạch đầu dòng 1, dòng 59", "groups": "[\"chính quyền, đoàn thể\"]", "removed_at": null}');
INSERT INTO journal_entry VALUES(67,1,67,'task',13,1,'II.4-2',NULL,'{"id": 13, "plan_id": 1, "section_id": 8, "code": "II.4-2", "position": 13, "content": "Phân đầu hoàn thành các nhiệm vụ được giao tại Quyết định số 01/QĐ-UBND ngày 07/01/2023 của UBND tỉnh về việc ban hành những nhiệm vụ, giải pháp chủ yếu thực hiện kế hoạch phát triển kinh tế - xã hội tỉnh Tây Ninh năm 2023; Quyết định số 02/QĐ-UBND ngày 07/01/2022 của UBND tỉnh ban hành Chương trình công tác của Ủy ban nhân dân tỉnh năm 2023.", "kind": "ongoing", "priority": "normal", "product": null, "source": "Mục II.4, gạch đầu dòng 2, dòng 61", "groups": "[]", "removed_at": null}');
INSERT INTO journal_entry VALUES(68,1,68,'task',14,1,'II.5-1',NULL,'{"id": 14, "plan_id": 1, "section_id": 9, "code": "II.5-1", "position": 14, "content": "Phối hợp, tạo điều kiện để Ủy ban Mặt trận Tổ quốc Việt Nam và các tổ chức chính trị - xã hội và Nhân dân tham gia quản lý nhà nước, quản lý xã hội; giám sát, phản biện xã hội, góp ý xây dựng Đảng, xây dựng chính quyền theo Quyết định số 217-QĐ/TW ngày 12/12/2013 của Bộ Chính trị khoá XI về việc ban hành Quy chế giám sát và phản biện xã hội của Mặt trận Tổ quốc Việt Nam và các Tổ chức chính trị - xã hội, Quyết định số 218-QĐ/TW ngày 12/12/2013 của Bộ Chính trị khoá XI về việc Mặt trận Tổ quốc Việt Nam, các đoàn thể chính trị - xã hội và Nhân dân tham gia góp ý xây dựng Đảng, xây dựng chính quyền.", "kind": "ongoing", "priority": "normal", "product": null, "source": "Mục II.5, gạch đầu dòng 1, dòng 65", "groups": "[]", "removed_at": null}');
INSERT INTO journal_entry VALUES(69,1,69,'task',15,1,'II.5-2',NULL,'{"id": 15, "plan_id": 1, "section_id": 9, "code": "II.5-2", "position": 15, "content": "Thường xuyên lắng nghe và giải quyết kịp thời ý kiến Ủy ban Mặt trận Tổ quốc Việt Nam và các đoàn thể phản ánh, kiến nghị của nhân dân đối với hoạt động quản lý về KH&CN.", "kind": "ongoing", "priority": "normal", "product": null, "source": "Mục II.5, gạch đầu dòng 2, dòng 67", "groups": "[]", "removed_at": null}');
INSERT INTO journal_entry VALUES(70,1,70,'task',16,1,'IV-1',NULL,'{"id": 16, "plan_id": 1, "section_id": 11, "code": "IV-1", "position": 16, "content": "Lãnh đạo các phòng, đơn vị thuộc Sở có trách nhiệm quán triệt, triển khai nội dung của Kế hoạch đến công chức, viên chức, người lao động thuộc quyền quản lý. Tiếp nhận và giải quyết hồ sơ liên quan đến thủ tục hành chính đúng quy định, đồng thời báo cáo kết quả thực hiện theo chức năng nhiệm vụ được giao về Văn phòng Sở khi có yêu cầu.", "kind": "ongoing", "priority": "normal", "product": null, "source": "Mục IV, gạch đầu dòng 1, dòng 81", "groups": "[\"các phòng, đơn vị thuộc Sở\"]", "removed_at": null}');
INSERT INTO journal_entry VALUES(71,1,71,'task',17,1,'IV-2',NULL,'{"id": 17, "plan_id": 1, "section_id": 11, "code": "IV-2", "position": 17, "content": "Tổ Kiểm tra Công vụ phối hợp Ban Thanh tra Nhân dân thực hiện kiểm tra, giám sát việc thực hiện nội quy, quy chế của cơ quan; kịp thời phát hiện, báo cáo lãnh đạo Sở xử lý nghiêm, đúng quy định những hành vi vi phạm các quy chế, quy định về công tác dân vận, về thực hiện dân chủ tại cơ quan.", "kind": "ongoing", "priority": "normal", "product": null, "source": "Mục IV, gạch đầu dòng 2, dòng 83", "groups": "[]", "removed_at": null}');
INSERT INTO journal_entry VALUES(72,1,72,'task',18,1,'IV-3',NULL,'{"id": 18, "plan_id": 1, "section_id": 11, "code": "IV-3", "position": 18, "content": "Thanh tra thực hiện việc tiếp công dân, giải quyết khiếu nại, tố cáo đảm bảo kịp thời, đúng quy định của pháp luật.", "kind": "ongoing", "priority": "normal", "product": null, "source": "Mục IV, gạch đầu dòng 3, dòng 85", "groups": "[]", "removed_at": null}');
INSERT INTO journal_entry VALUES(73,1,73,'task',19,1,'IV-4',NULL,'{"id": 19, "plan_id": 1, "section_id": 11, "code": "IV-4", "position": 19, "content": "Chi cục Tiêu chuẩn Đo lường Chất lượng, Trung tâm Khoa học và Công nghệ tổ chức triển khai Kế hoạch này tại đơn vị, định kỳ năm báo cáo kết quả thực hiện về Sở KH&CN (qua Văn phòng) trước ngày 25/10/2023.", "kind": "recurring", "priority": "normal", "product": null, "source": "Mục IV, gạch đầu dòng 4, dòng 87", "groups": "[]", "removed_at": null}');
INSERT INTO journal_entry VALUES(74,1,74,'task',20,1,'IV-5',NULL,'{"id": 20, "plan_id": 1, "section_id": 11, "code": "IV-5", "position": 20, "content": "Văn phòng Sở theo dõi, đôn đốc việc triển khai thực hiện Kế hoạch; thực hiện tự đánh giá, chấm điểm thi đua thực hiện công tác dân vận chính quyền và báo cáo định kỳ năm qua Sở Nội vụ trước ngày 31/10/2023.", "kind": "recurring", "priority": "normal", "product": null, "source": "Mục IV, gạch đầu dòng 5, dòng 89", "groups": "[]", "removed_at": null}');
INSERT INTO journal_entry VALUES(75,1,75,'assignment',1,1,'II.4-1 CU',NULL,'{"id": 1, "task_id": 12, "unit_id": 7, "role": "lead"}');
INSERT INTO journal_entry VALUES(76,1,76,'assignment',2,1,'IV-2 TKTCV',NULL,'{"id": 2, "task_id": 17, "unit_id": 5, "role": "lead"}');
INSERT INTO journal_entry VALUES(77,1,77,'assignment',3,1,'IV-2 BTTND',NULL,'{"id": 3, "task_id": 17, "unit_id": 6, "role": "support"}');
INSERT INTO journal_entry VALUES(78,1,78,'assignment',4,1,'IV-3 TTr',NULL,'{"id": 4, "task_id": 18, "unit_id": 2, "role": "lead"}');
INSERT INTO journal_entry VALUES(79,1,79,'assignment',5,1,'IV-4 CCTĐC',NULL,'{"id": 5, "task_id": 19, "unit_id": 3, "role": "lead"}');
INSERT INTO journal_entry VALUES(80,1,80,'assignment',6,1,'IV-4 TTKHCN',NULL,'{"id": 6, "task_id": 19, "unit_id": 4, "role": "lead"}');
INSERT INTO journal_entry VALUES(81,1,81,'assignment',7,1,'IV-5 VP',NULL,'{"id": 7, "task_id": 20, "unit_id": 1, "role": "lead"}');
INSERT INTO journal_entry VALUES(82,1,82,'deadline',1,1,'II.1-1',NULL,'{"id": 1, "task_id": 1, "plan_id": 1, "unit_id": null, "period": "", "start_on": null, "due_kind": "none", "due_rule": null, "due_certain": true, "due_text": null, "due_on": null, "original_due_on": null, "stage": "not_started", "stage_since": null, "stage_reason": null, "progress": 0, "submitted_on": null, "completed_on": null, "confirmed_by": null, "exempt": false, "result": null, "last_update": null}');
INSERT INTO journal_entry VALUES(83,1,83,'deadline',2,1,'II.1-2',NULL,'{"id": 2, "task_id": 2, "plan_id": 1, "unit_id": null, "period": "", "start_on": null, "due_kind": "none", "due_rule": null, "due_certain": true, "due_text": null, "due_on": null, "original_due_on": null, "stage": "not_started", "stage_since": null, "stage_reason": null, "progress": 0, "submitted_on": null, "completed_on": null, "confirmed_by": null, "exempt": false, "result": null, "last_update": null}');
INSERT INTO journal_entry VALUES(84,1,84,'deadline',3,1,'II.1-3',NULL,'{"id": 3, "task_id": 3, "plan_id": 1, "unit_id": null, "period": "", "start_on": null, "due_kind": "none", "due_rule": null, "due_certain": true, "due_text": null, "due_on": null, "original_due_on": null, "stage": "not_started", "stage_since": null, "stage_reason": null, "progress": 0, "submitted_on": null, "completed_on": null, "confirmed_by": null, "exempt": false, "result": null, "last_update": null}');
INSERT INTO journal_entry VALUES(85,1,85,'deadline',4,1,'II.2-1',NULL,'{"id": 4, "task_id": 4, "plan_id": 1, "unit_id": null, "period": "", "start_on": null, "due_kind": "none", "due_rule": null, "due_certain": true, "due_text": null, "due_on": null, "original_due_on": null, "stage": "not_started", "stage_since": null, "stage_reason": null, "progress": 0, "submitted_on": null, "completed_on": null, "confirmed_by": null, "exempt": false, "result": null, "last_update": null}');
INSERT INTO journal_entry VALUES(86,1,86,'deadline',5,1,'II.2-2',NULL,'{"id": 5, "task_id": 5, "plan_id": 1, "unit_id": null, "period": "", "start_on": null, "due_kind": "none", "due_rule": null, "due_certain": true, "due_text": null, "due_on": null, "original_due_on": null, "stage": "not_started", "stage_since": null, "stage_reason": null, "progress": 0, "submitted_on": null, "completed_on": null, "confirmed_by": null, "exempt": false, "result": null, "last_update": null}');
INSERT INTO journal_entry VALUES(87,1,87,'deadline',6,1,'II.2-3',NULL,'{"id": 6, "task_id": 6, "plan_id": 1, "unit_id": null, "period": "", "start_on": null, "due_kind": "none", "due_rule": null, "due_certain": true, "due_text": null, "due_on": null, "original_due_on": null, "stage": "not_started", "stage_since": null, "stage_reason": null, "progress": 0, "submitted_on": null, "completed_on": null, "confirmed_by": null, "exempt": false, "result": null, "last_update": null}');
INSERT INTO journal_entry VALUES(88,1,88,'deadline',7,1,'II.2-4',NULL,'{"id": 7, "task_id": 7, "plan_id": 1, "unit_id": null, "period": "", "start_on": null, "due_kind": "none", "due_rule": null, "due_certain": true, "due_text": null, "due_on": null, "original_due_on": null, "stage": "not_started", "stage_since": null, "stage_reason": null, "progress": 0, "submitted_on": null, "completed_on": null, "confirmed_by": null, "exempt": false, "result": null, "last_update": null}');
INSERT INTO journal_entry VALUES(89,1,89,'deadline',8,1,'II.2-5',NULL,'{"id": 8, "task_id": 8, "plan_id": 1, "unit_id": null, "period": "", "start_on": null, "due_kind": "none", "due_rule": null, "due_certain": true, "due_text": null, "due_on": null, "original_due_on": null, "stage": "not_started", "stage_since": null, "stage_reason": null, "progress": 0, "submitted_on": null, "completed_on": null, "confirmed_by": null, "exempt": false, "result": null, "last_update": null}');
INSERT INTO journal_entry VALUES(90,1,90,'deadline',9,1,'II.3-1',NULL,'{"id": 9, "task_id": 9, "plan_id": 1, "unit_id": null, "period": "", "start_on": null, "due_kind": "none", "due_rule": null, "due_certain": true, "due_text": null, "due_on": null, "original_due_on": null, "stage": "not_started", "stage_since": null, "stage_reason": null, "progress": 0, "submitted_on": null, "completed_on": null, "confirmed_by": null, "exempt": false, "result": null, "last_update": null}');
INSERT INTO journal_entry VALUES(91,1,91,'deadline',10,1,'II.3-2',NULL,'{"id": 10, "task_id": 10, "plan_id": 1, "unit_id": null, "period": "", "start_on": null, "due_kind": "none", "due_rule": null, "due_certain": true, "due_text": null, "due_on": null, "original_due_on": null, "stage": "not_started", "stage_since": null, "stage_reason": null, "progress": 0, "submitted_on": null, "completed_on": null, "confirmed_by": null, "exempt": false, "result": null, "last_update": null}');
INSERT INTO journal_entry VALUES(92,1,92,'deadline',11,1,'II.3-3',NULL,'{"id": 11, "task_id": 11, "plan_id": 1, "unit_id": null, "period": "", "start_on": null, "due_kind": "none", "due_rule": null, "due_certain": true, "due_text": null, "due_on": null, "original_due_on": null, "stage": "not_started", "stage_since": null, "stage_reason": null, "progress": 0, "submitted_on": null, "completed_on": null, "confirmed_by": null, "exempt": false, "result": null, "last_update": null}');
INSERT INTO journal_entry VALUES(93,1,93,'deadline',12,1,'II.4-1 CU',NULL,'{"id": 12, "task_id": 12, "plan_id": 1, "unit_id": 7, "period": "", "start_on": null, "due_kind": "none", "due_rule": null, "due_certain": true, "due_text": null, "due_on": null, "original_due_on": null, "stage": "not_started", "stage_since": null, "stage_reason": null, "progress": 0, "submitted_on": null, "completed_on": null, "confirmed_by": null, "exempt": false, "result": null, "last_update": null}');
INSERT INTO journal_entry VALUES(94,1,94,'deadline',13,1,'II.4-2',NULL,'{"id": 13, "task_id": 13, "plan_id": 1, "unit_id": null, "period": "", "start_on": null, "due_kind": "none", "due_rule": null, "due_certain": true, "due_text": null, "due_on": null, "original_due_on": null, "stage": "not_started", "stage_since": null, "stage_reason": null, "progress": 0, "submitted_on": null, "completed_on": null, "confirmed_by": null, "exempt": false, "result": null, "last_update": null}');
INSERT INTO journal_entry VALUES(95,1,95,'deadline',14,1,'II.5-1',NULL,'{"id": 14, "task_id": 14, "plan_id": 1, "unit_id": null, "period": "", "start_on": null, "due_kind": "none", "due_rule": null, "due_certain": true, "due_text": null, "due_on": null, "original_due_on": null, "stage": "not_started", "stage_since": null, "stage_reason": null, "progress": 0, "submitted_on": null, "completed_on": null, "confirmed_by": null, "exempt": false, "result": null, "last_update": null}');
INSERT INTO journal_entry VALUES(96,1,96,'deadline',15,1,'II.5-2',NULL,'{"id": 15, "task_id": 15, "plan_id": 1, "unit_id": null, "period": "", "start_on": null, "due_kind": "none", "due_rule": null, "due_certain": true, "due_text": null, "due_on": null, "original_due_on": null, "stage": "not_started", "stage_since": null, "stage_reason": null, "progress": 0, "submitted_on": null, "completed_on": null, "confirmed_by": null, "exempt": false, "result": null, "last_update": null}');
INSERT INTO journal_entry VALUES(97,1,97,'deadline',16,1,'IV-1',NULL,'{"id": 16, "task_id": 16, "plan_id": 1, "unit_id": null, "period": "", "start_on": null, "due_kind": "none", "due_rule": null, "due_certain": true, "due_text": "khi có yêu cầu", "due_on": null, "original_due_on": null, "stage": "not_started", "stage_since": null, "stage_reason": null, "progress": 0, "submitted_on": null, "completed_on": null, "confirmed_by": null, "exempt": false, "result": null, "last_update": null}');
INSERT INTO journal_entry VALUES(98,1,98,'deadline',17,1,'IV-2 TKTCV',NULL,'{"id": 17, "task_id": 17, "plan_id": 1, "unit_id": 5, "period": "", "start_on": null, "due_kind": "none", "due_rule": null, "due_certain": true, "due_text": null, "due_on": null, "original_due_on": null, "stage": "not_started", "stage_since": null, "stage_reason": null, "progress": 0, "submitted_on": null, "completed_on": null, "confirmed_by": null, "exempt": false, "result": null, "last_update": null}');
INSERT INTO journal_entry VALUES(99,1,99,'deadline',18,1,'IV-3 TTr',NULL,'{"id": 18, "task_id": 18, "plan_id": 1, "unit_id": 2, "period": "", "start_on": null, "due_kind": "none", "due_rule": null, "due_certain": true, "due_text": null, "due_on": null, "original_due_on": null, "stage": "not_started", "stage_since": null, "stage_reason": null, "progress": 0, "submitted_on": null, "completed_on": null, "confirmed_by": null, "exempt": false, "result": null, "last_update": null}');
INSERT INTO journal_entry VALUES(100,1,100,'deadline',19,1,'IV-4 CCTĐC 2023',NULL,'{"id": 19, "task_id": 19, "plan_id": 1, "unit_id": 3, "period": "2023", "start_on": null, "due_kind": "recurring", "due_rule": null, "due_certain": true, "due_text": "trước ngày 25/10/2023", "due_on": "2023-10-24", "original_due_on": "2023-10-24", "stage": "not_started", "stage_since": null, "stage_reason": null, "progress": 0, "submitted_on": null, "completed_on": null, "confirmed_by": null, "exempt": false, "result": null, "last_update": null}');
INSERT INTO journal_entry VALUES(101,1,101,'deadline',20,1,'IV-4 TTKHCN 2023',NULL,'{"id": 20, "task_id": 19, "plan_id": 1, "unit_id": 4, "period": "2023", "start_on": null, "due_kind": "recurring", "due_rule": null, "due_certain": true, "due_text": "trước ngày 25/10/2023", "due_on": "2023-10-24", "original_due_on": "2023-10-24", "stage": "not_started", "stage_since": null, "stage_reason": null, "progress": 0, "submitted_on": null, "completed_on": null, "confirmed_by": null, "exempt": false, "result": null, "last_update": null}');
INSERT INTO journal_entry VALUES(102,1,102,'deadline',21,1,'IV-5 VP 2023',NULL,'{"id": 21, "task_id": 20, "plan_id": 1, "unit_id": 1, "period": "2023", "start_on": null, "due_kind": "recurring", "due_rule": null, "due_certain": true, "due_text": "trước ngày 31/10/2023", "due_on": "2023-10-30", "original_due_on": "2023-10-30", "stage": "not_started", "stage_since": null, "stage_reason": null, "progress": 0, "submitted_on": null, "completed_on": null, "confirmed_by": null, "exempt": false, "result": null, "last_update": null}');
INSERT INTO journal_entry VALUES(103,1,103,'task_document',1,1,'II.1-1 114-KL/TW',NULL,'{"id": 1, "task_id": 1, "document_id": 2}');
INSERT INTO journal_entry VALUES(104,1,104,'task_document',2,1,'II.1-1 23-QĐ/TW',NULL,'{"id": 2, "task_id": 1, "document_id": 3}');
INSERT INTO journal_entry VALUES(105,1,105,'task_document',3,1,'II.1-1 33/CT-TTg',NULL,'{"id": 3, "task_id": 1, "document_id": 4}');
INSERT INTO journal_entry VALUES(106,1,106,'task_document',4,1,'II.1-1 25-CT/TU',NULL,'{"id": 4, "task_id": 1, "document_id": 5}');
INSERT INTO journal_entry VALUES(107,1,107,'task_document',5,1,'II.2-1 76/NQ-CP',NULL,'{"id": 5, "task_id": 4, "document_id": 6}');
INSERT INTO journal_entry VALUES(108,1,108,'task_document',6,1,'II.2-1 23/CT-TTg',NULL,'{"id": 6, "task_id": 4, "document_id": 7}');
INSERT INTO journal_entry VALUES(109,1,109,'task_document',7,1,'II.3-1 04/2015/NĐ-CP',NULL,'{"id": 7, "task_id": 9, "document_id": 8}');
INSERT INTO journal_entry VALUES(110,1,110,'task_document',8,1,'II.4-2 01/QĐ-UBND',NULL,'{"id": 8, "task_id": 13, "document_id": 9}');
INSERT INTO journal_entry VALUES(111,1,111,'task_document',9,1,'II.4-2 02/QĐ-UBND',NULL,'{"id": 9, "task_id": 13, "document_id": 10}');
INSERT INTO journal_entry VALUES(112,1,112,'task_document',10,1,'II.5-1 217-QĐ/TW',NULL,'{"id": 10, "task_id": 14, "document_id": 11}');
INSERT INTO journal_entry VALUES(113,1,113,'task_document',11,1,'II.5-1 218-QĐ/TW',NULL,'{"id": 11, "task_id": 14, "document_id": 12}');
INSERT INTO journal_entry VALUES(114,1,114,'target',1,1,'CT1',NULL,'{"id": 1, "plan_id": 1, "section_id": 10, "code": "CT1", "position": 1, "statement": "100% công chức, viên chức, người lao động thuộc Sở KH&CN được học tập, quán triệt các Chỉ thị, Nghị quyết, chính sách của Đảng và Nhà nước về công tác dân vận", "kind": "ratio", "operator": ">=", "goal": "100", "unit_of_measure": "%", "baseline": null, "roll_up": "sum", "per_unit": false, "source": "Mục III, ý 1, dòng 71"}');
INSERT INTO journal_entry VALUES(115,1,115,'target',2,1,'CT2',NULL,'{"id": 2, "plan_id": 1, "section_id": 10, "code": "CT2", "position": 2, "statement": "Xây dựng và tổ chức triển khai có hiệu quả Kế hoạch thực hiện công tác dân vận chính quyền tại Sở và đơn vị trực thuộc Sở.", "kind": "milestone", "operator": null, "goal": null, "unit_of_measure": null, "baseline": null, "roll_up": "sum", "per_unit": false, "source": "Mục III, ý 2, dòng 73"}');
INSERT INTO journal_entry VALUES(116,1,116,'target',3,1,'CT3',NULL,'{"id": 3, "plan_id": 1, "section_id": 10, "code": "CT3", "position": 3, "statement": "100% đơn vị thuộc Sở tiếp tục triển khai thực hiện tốt Quy chế dân chủ theo quy định tại Nghị định số 04/2015/NĐ-CP ngày 09/01/2015 của Chính phủ về thực hiện dân chủ trong hoạt động của cơ quan hành chính nhà nước và đơn vị sự nghiệp", "kind": "ratio", "operator": ">=", "goal": "100", "unit_of_measure": "%", "baseline": null, "roll_up": "sum", "per_unit": false, "source": "Mục III, ý 3, dòng 75"}');
INSERT INTO journal_entry VALUES(117,1,117,'target',4,1,'CT4',NULL,'{"id": 4, "plan_id": 1, "section_id": 10, "code": "CT4", "position": 4, "statement": "Tăng cường chỉ đạo, đôn đốc việc triển khai thực hiện các nhiệm vụ cải cách hành chính thuộc phạm vi quản lý của Sở, tiếp tục duy trì mức độ hài lòng của cá nhân, tổ chức đối với sự phục vụ của cơ quan hành chính nhà nước theo lộ trình, mức độ của Chương trình Cải cách hành chính giai đoạn 2021-2030 nhằm góp phần nâng cao chỉ số cải cách hành chính của Sở hàng năm theo đánh giá, xếp hạng của UBND tỉnh.", "kind": "level", "operator": null, "goal": null, "unit_of_measure": null, "baseline": null, "roll_up": "sum", "per_unit": false, "source": "Mục III, ý 4, dòng 77"}');
INSERT INTO journal_entry VALUES(118,1,118,'setting',1,NULL,'current_plan',NULL,'{"id": 1, "key": "current_plan", "value": "KH-2023"}');
INSERT INTO journal_entry VALUES(119,2,1,'deadline',21,1,'IV-5 VP 2023','{"stage": "not_started", "stage_since": null, "progress": 0, "result": null, "last_update": null}','{"stage": "in_progress", "stage_since": "2023-05-02", "progress": 30, "result": "đang làm", "last_update": "2023-05-02"}');
INSERT INTO journal_entry VALUES(120,3,1,'evidence',1,1,'IV-4 CCTĐC 2023',NULL,'{"id": 1, "deadline_id": 19, "measurement_id": null, "kind": "document", "text": "45/BC-CCTĐC ngày 25/10/2023", "number": "45/BC-CCTĐC", "issued_on": "2023-10-25", "sha256": null}');
INSERT INTO journal_entry VALUES(121,3,2,'deadline',19,1,'IV-4 CCTĐC 2023','{"stage": "not_started", "stage_since": null, "submitted_on": null, "completed_on": null, "confirmed_by": null, "last_update": null}','{"stage": "completed", "stage_since": "2023-10-25", "submitted_on": "2023-10-25", "completed_on": "2023-10-25", "confirmed_by": "thu", "last_update": "2023-10-26"}');
INSERT INTO journal_entry VALUES(122,4,1,'deadline',18,1,'IV-3 TTr','{"stage": "not_started", "stage_since": null, "stage_reason": null, "last_update": null}','{"stage": "cancelled", "stage_since": "2023-10-27", "stage_reason": "không còn", "last_update": "2023-10-27"}');
INSERT INTO journal_entry VALUES(123,5,1,'measurement',1,1,'CT1 VP',NULL,'{"id": 1, "target_id": 1, "unit_id": 1, "as_of": "2023-10-28", "numerator": "9", "denominator": "9", "value": null}');
INSERT INTO journal_entry VALUES(124,6,1,'note',1,1,'IV-5',NULL,'{"id": 1, "task_id": 20, "text": "ghi chú", "actor": "thu", "at": "2026-11-24T07:51:18+00:00"}');
CREATE TABLE plan_document (
	id INTEGER NOT NULL, 
	plan_id INTEGER NOT NULL, 
	document_id INTEGER NOT NULL, 
	relation VARCHAR NOT NULL, 
	CONSTRAINT pk_plan_document PRIMARY KEY (id), 
	CONSTRAINT ck_plan_document_relation_known CHECK (relation IN ('basis', 'cited')), 
	CONSTRAINT fk_plan_document_document_id FOREIGN KEY(document_id) REFERENCES document (id), 
	CONSTRAINT fk_plan_document_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id) ON DELETE CASCADE, 
	CONSTRAINT uq_plan_document_plan_id_document_id UNIQUE (plan_id, document_id)
);
INSERT INTO plan_document VALUES(1,1,1,'basis');
INSERT INTO plan_document VALUES(2,1,2,'cited');
INSERT INTO plan_document VALUES(3,1,3,'cited');
INSERT INTO plan_document VALUES(4,1,4,'cited');
INSERT INTO plan_document VALUES(5,1,5,'cited');
INSERT INTO plan_document VALUES(6,1,6,'cited');
INSERT INTO plan_document VALUES(7,1,7,'cited');
INSERT INTO plan_document VALUES(8,1,8,'cited');
INSERT INTO plan_document VALUES(9,1,9,'cited');
INSERT INTO plan_document VALUES(10,1,10,'cited');
INSERT INTO plan_document VALUES(11,1,11,'cited');
INSERT INTO plan_document VALUES(12,1,12,'cited');
CREATE TABLE section (
	id INTEGER NOT NULL, 
	plan_id INTEGER NOT NULL, 
	parent_id INTEGER, 
	path VARCHAR NOT NULL, 
	marker VARCHAR NOT NULL, 
	title VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	CONSTRAINT pk_section PRIMARY KEY (id), 
	CONSTRAINT ck_section_path_not_blank CHECK (length(trim(path)) > 0), 
	CONSTRAINT fk_section_parent_id FOREIGN KEY(parent_id) REFERENCES section (id), 
	CONSTRAINT fk_section_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id) ON DELETE CASCADE, 
	CONSTRAINT uq_section_plan_id_path UNIQUE (plan_id, path)
);
INSERT INTO section VALUES(1,1,NULL,'I','I','MỤC ĐÍCH, YÊU CẦU',1);
INSERT INTO section VALUES(2,1,1,'I.1','1','Mục đích',2);
INSERT INTO section VALUES(3,1,1,'I.2','2','Yêu cầu',3);
INSERT INTO section VALUES(4,1,NULL,'II','II','NỘI DUNG THỰC HIỆN',4);
INSERT INTO section VALUES(5,1,4,'II.1','1','Tuyên truyền, quán triệt các Chỉ thị, Nghị quyết của Đảng, chính sách, pháp luật của Nhà nước về công tác dân vận nhằm nâng cao nhận thức của công chức, viên chức và người lao động trong cơ quan về vai trò và vị trí của công tác dân vận trong tình hình mới.',5);
INSERT INTO section VALUES(6,1,4,'II.2','2','Gắn thực hiện công tác dân vận chính quyền với đẩy mạnh cải cách hành chính; nâng cao đạo đức công vụ, tinh thần trách nhiệm, ý thức phục vụ Nhân dân của công chức, viên chức và người lao động trong cơ quan.',6);
INSERT INTO section VALUES(7,1,4,'II.3','3','Gắn thực hiện công tác dân vận chính quyền với thực hiện Quy chế dân chủ ở cơ sở',7);
INSERT INTO section VALUES(8,1,4,'II.4','4','Phát động các phong trào thi đua yêu nước, thực hiện có hiệu quả các chương trình phát triển kinh tế - xã hội, đảm bảo quốc phòng – an ninh',8);
INSERT INTO section VALUES(9,1,4,'II.5','5','Phối hợp chặt chẽ với Mặt trận Tổ quốc Việt Nam và các tổ chức chính trị - xã hội, các hội quần chúng trong công tác vận động quần chúng',9);
INSERT INTO section VALUES(10,1,NULL,'III','III','MỘT SỐ CHỈ TIÊU CỤ THỂ NĂM 2023',10);
INSERT INTO section VALUES(11,1,NULL,'IV','IV','TỔ CHỨC THỰC HIỆN',11);
CREATE TABLE unit_alias (
	id INTEGER NOT NULL, 
	unit_id INTEGER NOT NULL, 
	alias VARCHAR NOT NULL, 
	alias_key VARCHAR NOT NULL, 
	CONSTRAINT pk_unit_alias PRIMARY KEY (id), 
	CONSTRAINT ck_unit_alias_alias_not_blank CHECK (length(trim(alias)) > 0), 
	CONSTRAINT fk_unit_alias_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id) ON DELETE CASCADE, 
	CONSTRAINT uq_unit_alias_unit_id_alias_key UNIQUE (unit_id, alias_key)
);
INSERT INTO unit_alias VALUES(1,1,'Văn phòng','van phong');
INSERT INTO unit_alias VALUES(2,1,'VP Sở','vp so');
INSERT INTO unit_alias VALUES(3,2,'Thanh tra Sở','thanh tra so');
INSERT INTO unit_alias VALUES(4,3,'Chi cục TĐC','chi cuc tdc');
INSERT INTO unit_alias VALUES(5,3,'Chi cục TCĐLCL','chi cuc tcdlcl');
INSERT INTO unit_alias VALUES(6,4,'Trung tâm KH&CN','trung tam kh&cn');
INSERT INTO unit_alias VALUES(7,4,'TT KH&CN','tt kh&cn');
INSERT INTO unit_alias VALUES(8,5,'Tổ Kiểm tra','to kiem tra');
INSERT INTO unit_alias VALUES(9,6,'Ban TTND','ban ttnd');
INSERT INTO unit_alias VALUES(10,7,'Chi ủy Sở','chi uy so');
CREATE TABLE target (
	id INTEGER NOT NULL, 
	plan_id INTEGER NOT NULL, 
	section_id INTEGER, 
	code VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	statement VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	operator VARCHAR, 
	goal TEXT, 
	unit_of_measure VARCHAR, 
	baseline TEXT, 
	roll_up VARCHAR NOT NULL, 
	per_unit BOOLEAN NOT NULL, 
	source VARCHAR, 
	CONSTRAINT pk_target PRIMARY KEY (id), 
	CONSTRAINT ck_target_kind_known CHECK (kind IN ('ratio', 'count', 'level', 'milestone')), 
	CONSTRAINT ck_target_operator_known CHECK (operator IN ('>=', '>', '<=', '<', '=')), 
	CONSTRAINT ck_target_roll_up_known CHECK (roll_up IN ('sum', 'latest', 'average')), 
	CONSTRAINT ck_target_goal_with_operator CHECK ((operator IS NULL) = (goal IS NULL)), 
	CONSTRAINT ck_target_code_not_blank CHECK (length(trim(code)) > 0), 
	CONSTRAINT ck_target_statement_not_blank CHECK (length(trim(statement)) > 0), 
	CONSTRAINT fk_target_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id) ON DELETE CASCADE, 
	CONSTRAINT fk_target_section_id FOREIGN KEY(section_id) REFERENCES section (id), 
	CONSTRAINT uq_target_plan_id_code UNIQUE (plan_id, code)
);
INSERT INTO target VALUES(1,1,10,'CT1',1,'100% công chức, viên chức, người lao động thuộc Sở KH&CN được học tập, quán triệt các Chỉ thị, Nghị quyết, chính sách của Đảng và Nhà nước về công tác dân vận','ratio','>=','100','%',NULL,'sum',0,'Mục III, ý 1, dòng 71');
INSERT INTO target VALUES(2,1,10,'CT2',2,'Xây dựng và tổ chức triển khai có hiệu quả Kế hoạch thực hiện công tác dân vận chính quyền tại Sở và đơn vị trực thuộc Sở.','milestone',NULL,NULL,NULL,NULL,'sum',0,'Mục III, ý 2, dòng 73');
INSERT INTO target VALUES(3,1,10,'CT3',3,'100% đơn vị thuộc Sở tiếp tục triển khai thực hiện tốt Quy chế dân chủ theo quy định tại Nghị định số 04/2015/NĐ-CP ngày 09/01/2015 của Chính phủ về thực hiện dân chủ trong hoạt động của cơ quan hành chính nhà nước và đơn vị sự nghiệp','ratio','>=','100','%',NULL,'sum',0,'Mục III, ý 3, dòng 75');
INSERT INTO target VALUES(4,1,10,'CT4',4,'Tăng cường chỉ đạo, đôn đốc việc triển khai thực hiện các nhiệm vụ cải cách hành chính thuộc phạm vi quản lý của Sở, tiếp tục duy trì mức độ hài lòng của cá nhân, tổ chức đối với sự phục vụ của cơ quan hành chính nhà nước theo lộ trình, mức độ của Chương trình Cải cách hành chính giai đoạn 2021-2030 nhằm góp phần nâng cao chỉ số cải cách hành chính của Sở hàng năm theo đánh giá, xếp hạng của UBND tỉnh.','level',NULL,NULL,NULL,NULL,'sum',0,'Mục III, ý 4, dòng 77');
CREATE TABLE task (
	id INTEGER NOT NULL, 
	plan_id INTEGER NOT NULL, 
	section_id INTEGER, 
	code VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	content VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	priority VARCHAR NOT NULL, 
	product VARCHAR, 
	source VARCHAR, 
	groups VARCHAR NOT NULL, 
	removed_at DATETIME, 
	CONSTRAINT pk_task PRIMARY KEY (id), 
	CONSTRAINT ck_task_kind_known CHECK (kind IN ('once', 'recurring', 'ongoing')), 
	CONSTRAINT ck_task_priority_known CHECK (priority IN ('low', 'normal', 'high')), 
	CONSTRAINT ck_task_code_not_blank CHECK (length(trim(code)) > 0), 
	CONSTRAINT ck_task_content_not_blank CHECK (length(trim(content)) > 0), 
	CONSTRAINT fk_task_plan_id FOREIGN KEY(plan_id) REFERENCES "plan" (id) ON DELETE CASCADE, 
	CONSTRAINT fk_task_section_id FOREIGN KEY(section_id) REFERENCES section (id), 
	CONSTRAINT uq_task_id_plan_id UNIQUE (id, plan_id), 
	CONSTRAINT uq_task_plan_id_code UNIQUE (plan_id, code)
);
INSERT INTO task VALUES(1,1,5,'II.1-1',1,'Tiếp tục tuyên truyền, triển khai đến công chức, viên chức, người lao động trong cơ quan, đơn vị các văn bản như: Kết luận số 114-KL/TW, ngày 14/7/2015 của Ban Bí thư (khóa XI) về nâng cao hiệu quả công tác dân vận của các cơ quan nhà nước các cấp; Quyết định số 23-QĐ/TW ngày 30/7/2021 của Ban Chấp hành Trung ương về việc ban hành Quy chế công tác dân vận của hệ thống chính trị; Chỉ thị số 33/CT-TTg, ngày 26/11/2021 của Thủ tướng Chính phủ về tiếp tục tăng cường và đổi mới công tác dân vận của cơ quan hành chính nhà nước, chính quyền các cấp trong tình hình mới; Chỉ thị số 25-CT/TU ngày 25/02/2021 của Ban Thường vụ Tỉnh ủy về việc tăng cường sự lãnh đạo của Đảng đối với công tác dân vận trong tình hình mới và các văn bản chỉ đạo của UBND tỉnh về thực hiện công tác dân vận chính quyền.','ongoing','normal',NULL,'Mục II.1, gạch đầu dòng 1, dòng 31','[]',NULL);
INSERT INTO task VALUES(2,1,5,'II.1-2',2,'Gắn công tác tuyên truyền, phổ biến các văn bản về công tác dân vận của Đảng, Nhà nước với việc “Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh” trong cơ quan, đơn vị.','ongoing','normal',NULL,'Mục II.1, gạch đầu dòng 2, dòng 33','[]',NULL);
INSERT INTO task VALUES(3,1,5,'II.1-3',3,'Thực hiện nghiêm quy định phân công lãnh đạo phụ trách công tác dân vận và chỉ đạo thực hiện các quy định của pháp luật về quy chế dân chủ ở cơ sở.','ongoing','normal',NULL,'Mục II.1, gạch đầu dòng 3, dòng 35','[]',NULL);
INSERT INTO task VALUES(4,1,6,'II.2-1',4,'Tiếp tục triển khai, thực hiện có hiệu quả Chương trình tổng thể cải cách hành chính nhà nước giai đoạn 2021-2030 theo Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ; Chỉ thị số 23/CT-TTg ngày 02/9/2021 của Thủ tướng chính phủ về việc đẩy mạnh thực hiện Chương trình tổng thể cải cách hành chính nhà nước giai đoạn 2021-2030; thực hiện có hiệu quả chương trình hành động của UBND tỉnh thực hiện Nghị quyết Đại hội Đảng bộ tỉnh Tây Ninh lần thứ XI về cải cách hành chính giai đoạn 2021-2025 trên địa bàn tỉnh, Kế hoạch cải cách hành chính giai đoạn 2021-2030 và năm 2023 của UBND tỉnh.','ongoing','normal',NULL,'Mục II.2, gạch đầu dòng 1, dòng 39','[]',NULL);
INSERT INTO task VALUES(5,1,6,'II.2-2',5,'Tăng cường công tác tuyên truyền, vận động, hỗ trợ, hướng dẫn người dân, doanh nghiệp sử dụng dịch vụ công trực tuyến, thanh toán trực tuyến nhằm từng bước nâng cao các chỉ số cải cách hành chính của Sở KH&CN góp phần nâng cao chỉ số cải cách hành chính và các chỉ số khác của tỉnh. Công khai, minh bạch các thủ tục hành chính; giải quyết hồ sơ thủ tục hành chính theo đúng thời gian quy định.','ongoing','normal',NULL,'Mục II.2, gạch đầu dòng 2, dòng 41','[]',NULL);
INSERT INTO task VALUES(6,1,6,'II.2-3',6,'Tăng cường ứng dụng công nghệ thông tin trong hoạt động quản lý, điều hành tạo thuận lợi cho tổ chức, công dân trong giải quyết thủ tục hành chính tại cơ quan, đơn vị. Tiếp tục sử dụng có hiệu quả các cơ sở dữ liệu, phục vụ phát triển chính quyền điện tử, chính quyền số theo quy định.','ongoing','normal',NULL,'Mục II.2, gạch đầu dòng 3, dòng 43','[]',NULL);
INSERT INTO task VALUES(7,1,6,'II.2-4',7,'Tiếp tục rà soát, kiện toàn cơ cấu tổ chức theo quy định. Thực hiện tốt công tác tuyển dụng, quản lý, đánh giá, quy hoạch, đào tạo, bố trí, sử dụng, điều động, luân chuyển công chức, viên chức, người lao động đáp ứng yêu cầu nhiệm vụ trong tình hình mới.','ongoing','normal',NULL,'Mục II.2, gạch đầu dòng 4, dòng 45','[]',NULL);
INSERT INTO task VALUES(8,1,6,'II.2-5',8,'Thực hiện nghiêm các quy định về đạo đức công vụ, văn hoá công sở, Quy chế làm việc của cơ quan, phát huy vai trò trách nhiệm, gương mẫu của người đứng đầu, công chức, viên chức. Tăng cường công tác kiểm tra công vụ, xử lý nghiêm công chức, viên chức có hành vi cửa quyền, gây phiền hà cho nhân dân.','ongoing','normal',NULL,'Mục II.2, gạch đầu dòng 5, dòng 47','[]',NULL);
INSERT INTO task VALUES(9,1,7,'II.3-1',9,'Tiếp tục triển khai thực hiện tốt quy chế dân chủ cơ sở theo quy định tại Nghị định số 04/2015/NĐ-CP ngày 09/01/2015 của Chính phủ về thực hiện dân chủ trong hoạt động của cơ quan hành chính nhà nước và đơn vị sự nghiệp. Triển khai thực hiện có hiệu quả Luật Thực hiện dân chủ ở cơ sở (có hiệu lực từ 01/7/2023) theo quy định.','ongoing','normal',NULL,'Mục II.3, gạch đầu dòng 1, dòng 51','[]',NULL);
INSERT INTO task VALUES(10,1,7,'II.3-2',10,'Thực hiện tốt các quy định trong công tác tiếp công dân và giải quyết đơn thư khiếu nại, tố cáo liên quan đến hoạt động KH&CN.','ongoing','normal',NULL,'Mục II.3, gạch đầu dòng 2, dòng 53','[]',NULL);
INSERT INTO task VALUES(11,1,7,'II.3-3',11,'Thực hiện tự kiểm tra công tác tổ chức, thu chi tài chính góp phần nâng cao hiệu lực, hiệu quả quản lý nhà nước; bảo vệ quyền lợi ích hợp pháp của công chức, viên chức và người lao động trong cơ quan.','ongoing','normal',NULL,'Mục II.3, gạch đầu dòng 3, dòng 55','[]',NULL);
INSERT INTO task VALUES(12,1,8,'II.4-1',12,'Chi uỷ phối hợp chính quyền, đoàn thể phát động các phong trào thi đua yêu nước trong công chức, viên chức và người lao động gắn với việc “Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh”; vận động công chức, viên chức và người lao động thực hiện tốt các phong trào thi đua: phong trào thi đua “Dân vận khéo”, “Tây Ninh chung sức xây dựng nông thôn mới”, phong trào “Toàn dân bảo vệ an ninh Tổ quốc”.','ongoing','normal',NULL,'Mục II.4, gạch đầu dòng 1, dòng 59','["chính quyền, đoàn thể"]',NULL);
INSERT INTO task VALUES(13,1,8,'II.4-2',13,'Phân đầu hoàn thành các nhiệm vụ được giao tại Quyết định số 01/QĐ-UBND ngày 07/01/2023 của UBND tỉnh về việc ban hành những nhiệm vụ, giải pháp chủ yếu thực hiện kế hoạch phát triển kinh tế - xã hội tỉnh Tây Ninh năm 2023; Quyết định số 02/QĐ-UBND ngày 07/01/2022 của UBND tỉnh ban hành Chương trình công tác của Ủy ban nhân dân tỉnh năm 2023.','ongoing','normal',NULL,'Mục II.4, gạch đầu dòng 2, dòng 61','[]',NULL);
INSERT INTO task VALUES(14,1,9,'II.5-1',14,'Phối hợp, tạo điều kiện để Ủy ban Mặt trận Tổ quốc Việt Nam và các tổ chức chính trị - xã hội và Nhân dân tham gia quản lý nhà nước, quản lý xã hội; giám sát, phản biện xã hội, góp ý xây dựng Đảng, xây dựng chính quyền theo Quyết định số 217-QĐ/TW ngày 12/12/2013 của Bộ Chính trị khoá XI về việc ban hành Quy chế giám sát và phản biện xã hội của Mặt trận Tổ quốc Việt Nam và các Tổ chức chính trị - xã hội, Quyết định số 218-QĐ/TW ngày 12/12/2013 của Bộ Chính trị khoá XI về việc Mặt trận Tổ quốc Việt Nam, các đoàn thể chính trị - xã hội và Nhân dân tham gia góp ý xây dựng Đảng, xây dựng chính quyền.','ongoing','normal',NULL,'Mục II.5, gạch đầu dòng 1, dòng 65','[]',NULL);
INSERT INTO task VALUES(15,1,9,'II.5-2',15,'Thường xuyên lắng nghe và giải quyết kịp thời ý kiến Ủy ban Mặt trận Tổ quốc Việt Nam và các đoàn thể phản ánh, kiến nghị của nhân dân đối với hoạt động quản lý về KH&CN.','ongoing','normal',NULL,'Mục II.5, gạch đầu dòng 2, dòng 67','[]',NULL);
INSERT INTO task VALUES(16,1,11,'IV-1',16,'Lãnh đạo các phòng, đơn vị thuộc Sở có trách nhiệm quán triệt, triển khai nội dung của Kế hoạch đến công chức, viên chức, người lao động thuộc quyền quản lý. Tiếp nhận và giải quyết hồ sơ liên quan đến thủ tục hành chính đúng quy định, đồng thời báo cáo kết quả thực hiện theo chức năng nhiệm vụ được giao về Văn phòng Sở khi có yêu cầu.','ongoing','normal',NULL,'Mục IV, gạch đầu dòng 1, dòng 81','["các phòng, đơn vị thuộc Sở"]',NULL);
INSERT INTO task VALUES(17,1,11,'IV-2',17,'Tổ Kiểm tra Công vụ phối hợp Ban Thanh tra Nhân dân thực hiện kiểm tra, giám sát việc thực hiện nội quy, quy chế của cơ quan; kịp thời phát hiện, báo cáo lãnh đạo Sở xử lý nghiêm, đúng quy định những hành vi vi phạm các quy chế, quy định về công tác dân vận, về thực hiện dân chủ tại cơ quan.','ongoing','normal',NULL,'Mục IV, gạch đầu dòng 2, dòng 83','[]',NULL);
INSERT INTO task VALUES(18,1,11,'IV-3',18,'Thanh tra thực hiện việc tiếp công dân, giải quyết khiếu nại, tố cáo đảm bảo kịp thời, đúng quy định của pháp luật.','ongoing','normal',NULL,'Mục IV, gạch đầu dòng 3, dòng 85','[]',NULL);
INSERT INTO task VALUES(19,1,11,'IV-4',19,'Chi cục Tiêu chuẩn Đo lường Chất lượng, Trung tâm Khoa học và Công nghệ tổ chức triển khai Kế hoạch này tại đơn vị, định kỳ năm báo cáo kết quả thực hiện về Sở KH&CN (qua Văn phòng) trước ngày 25/10/2023.','recurring','normal',NULL,'Mục IV, gạch đầu dòng 4, dòng 87','[]',NULL);
INSERT INTO task VALUES(20,1,11,'IV-5',20,'Văn phòng Sở theo dõi, đôn đốc việc triển khai thực hiện Kế hoạch; thực hiện tự đánh giá, chấm điểm thi đua thực hiện công tác dân vận chính quyền và báo cáo định kỳ năm qua Sở Nội vụ trước ngày 31/10/2023.','recurring','normal',NULL,'Mục IV, gạch đầu dòng 5, dòng 89','[]',NULL);
CREATE TABLE assignment (
	id INTEGER NOT NULL, 
	task_id INTEGER NOT NULL, 
	unit_id INTEGER NOT NULL, 
	role VARCHAR NOT NULL, 
	CONSTRAINT pk_assignment PRIMARY KEY (id), 
	CONSTRAINT ck_assignment_role_known CHECK (role IN ('lead', 'support', 'watch')), 
	CONSTRAINT fk_assignment_task_id FOREIGN KEY(task_id) REFERENCES task (id) ON DELETE CASCADE, 
	CONSTRAINT fk_assignment_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT uq_assignment_task_id_unit_id UNIQUE (task_id, unit_id)
);
INSERT INTO assignment VALUES(1,12,7,'lead');
INSERT INTO assignment VALUES(2,17,5,'lead');
INSERT INTO assignment VALUES(3,17,6,'support');
INSERT INTO assignment VALUES(4,18,2,'lead');
INSERT INTO assignment VALUES(5,19,3,'lead');
INSERT INTO assignment VALUES(6,19,4,'lead');
INSERT INTO assignment VALUES(7,20,1,'lead');
CREATE TABLE deadline (
	id INTEGER NOT NULL, 
	task_id INTEGER NOT NULL, 
	plan_id INTEGER NOT NULL, 
	unit_id INTEGER, 
	period VARCHAR NOT NULL, 
	start_on DATE, 
	due_kind VARCHAR NOT NULL, 
	due_rule VARCHAR, 
	due_certain BOOLEAN NOT NULL, 
	due_text VARCHAR, 
	due_on DATE, 
	original_due_on DATE, 
	stage VARCHAR NOT NULL, 
	stage_since DATE, 
	stage_reason VARCHAR, 
	progress INTEGER NOT NULL, 
	submitted_on DATE, 
	completed_on DATE, 
	confirmed_by VARCHAR, 
	exempt BOOLEAN NOT NULL, 
	result VARCHAR, 
	last_update DATE, 
	CONSTRAINT pk_deadline PRIMARY KEY (id), 
	CONSTRAINT ck_deadline_completed_has_a_day CHECK ((stage = 'completed') = (completed_on IS NOT NULL)), 
	CONSTRAINT ck_deadline_completed_on_is_a_day CHECK (completed_on IS date(completed_on, '+0 days')), 
	CONSTRAINT ck_deadline_start_on_is_a_day CHECK (start_on IS date(start_on, '+0 days')), 
	CONSTRAINT ck_deadline_due_kind_known CHECK (due_kind IN ('fixed', 'period', 'recurring', 'relative', 'event', 'none')), 
	CONSTRAINT ck_deadline_due_on_is_a_day CHECK (due_on IS date(due_on, '+0 days')), 
	CONSTRAINT ck_deadline_last_update_is_a_day CHECK (last_update IS date(last_update, '+0 days')), 
	CONSTRAINT ck_deadline_original_due_on_is_a_day CHECK (original_due_on IS date(original_due_on, '+0 days')), 
	CONSTRAINT ck_deadline_awaiting_has_a_submission_day CHECK (stage != 'awaiting_confirmation' OR submitted_on IS NOT NULL), 
	CONSTRAINT ck_deadline_stage_known CHECK (stage IN ('not_started', 'in_progress', 'awaiting_confirmation', 'paused', 'cancelled', 'completed')), 
	CONSTRAINT ck_deadline_stage_since_is_a_day CHECK (stage_since IS date(stage_since, '+0 days')), 
	CONSTRAINT ck_deadline_submitted_on_is_a_day CHECK (submitted_on IS date(submitted_on, '+0 days')), 
	CONSTRAINT ck_deadline_progress_is_a_percentage CHECK (progress BETWEEN 0 AND 100), 
	CONSTRAINT ck_deadline_submitted_before_completed CHECK (submitted_on <= completed_on), 
	CONSTRAINT fk_deadline_task_id_plan_id FOREIGN KEY(task_id, plan_id) REFERENCES task (id, plan_id) ON DELETE CASCADE, 
	CONSTRAINT fk_deadline_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT uq_deadline_task_id_unit_id_period UNIQUE (task_id, unit_id, period)
);
INSERT INTO deadline VALUES(1,1,1,NULL,'',NULL,'none',NULL,1,NULL,NULL,NULL,'not_started',NULL,NULL,0,NULL,NULL,NULL,0,NULL,NULL);
INSERT INTO deadline VALUES(2,2,1,NULL,'',NULL,'none',NULL,1,NULL,NULL,NULL,'not_started',NULL,NULL,0,NULL,NULL,NULL,0,NULL,NULL);
INSERT INTO deadline VALUES(3,3,1,NULL,'',NULL,'none',NULL,1,NULL,NULL,NULL,'not_started',NULL,NULL,0,NULL,NULL,NULL,0,NULL,NULL);
INSERT INTO deadline VALUES(4,4,1,NULL,'',NULL,'none',NULL,1,NULL,NULL,NULL,'not_started',NULL,NULL,0,NULL,NULL,NULL,0,NULL,NULL);
INSERT INTO deadline VALUES(5,5,1,NULL,'',NULL,'none',NULL,1,NULL,NULL,NULL,'not_started',NULL,NULL,0,NULL,NULL,NULL,0,NULL,NULL);
INSERT INTO deadline VALUES(6,6,1,NULL,'',NULL,'none',NULL,1,NULL,NULL,NULL,'not_started',NULL,NULL,0,NULL,NULL,NULL,0,NULL,NULL);
INSERT INTO deadline VALUES(7,7,1,NULL,'',NULL,'none',NULL,1,NULL,NULL,NULL,'not_started',NULL,NULL,0,NULL,NULL,NULL,0,NULL,NULL);
INSERT INTO deadline VALUES(8,8,1,NULL,'',NULL,'none',NULL,1,NULL,NULL,NULL,'not_started',NULL,NULL,0,NULL,NULL,NULL,0,NULL,NULL);
INSERT INTO deadline VALUES(9,9,1,NULL,'',NULL,'none',NULL,1,NULL,NULL,NULL,'not_started',NULL,NULL,0,NULL,NULL,NULL,0,NULL,NULL);
INSERT INTO deadline VALUES(10,10,1,NULL,'',NULL,'none',NULL,1,NULL,NULL,NULL,'not_started',NULL,NULL,0,NULL,NULL,NULL,0,NULL,NULL);
INSERT INTO deadline VALUES(11,11,1,NULL,'',NULL,'none',NULL,1,NULL,NULL,NULL,'not_started',NULL,NULL,0,NULL,NULL,NULL,0,NULL,NULL);
INSERT INTO deadline VALUES(12,12,1,7,'',NULL,'none',NULL,1,NULL,NULL,NULL,'not_started',NULL,NULL,0,NULL,NULL,NULL,0,NULL,NULL);
INSERT INTO deadline VALUES(13,13,1,NULL,'',NULL,'none',NULL,1,NULL,NULL,NULL,'not_started',NULL,NULL,0,NULL,NULL,NULL,0,NULL,NULL);
INSERT INTO deadline VALUES(14,14,1,NULL,'',NULL,'none',NULL,1,NULL,NULL,NULL,'not_started',NULL,NULL,0,NULL,NULL,NULL,0,NULL,NULL);
INSERT INTO deadline VALUES(15,15,1,NULL,'',NULL,'none',NULL,1,NULL,NULL,NULL,'not_started',NULL,NULL,0,NULL,NULL,NULL,0,NULL,NULL);
INSERT INTO deadline VALUES(16,16,1,NULL,'',NULL,'none',NULL,1,'khi có yêu cầu',NULL,NULL,'not_started',NULL,NULL,0,NULL,NULL,NULL,0,NULL,NULL);
INSERT INTO deadline VALUES(17,17,1,5,'',NULL,'none',NULL,1,NULL,NULL,NULL,'not_started',NULL,NULL,0,NULL,NULL,NULL,0,NULL,NULL);
INSERT INTO deadline VALUES(18,18,1,2,'',NULL,'none',NULL,1,NULL,NULL,NULL,'cancelled','2023-10-27','không còn',0,NULL,NULL,NULL,0,NULL,'2023-10-27');
INSERT INTO deadline VALUES(19,19,1,3,'2023',NULL,'recurring',NULL,1,'trước ngày 25/10/2023','2023-10-24','2023-10-24','completed','2023-10-25',NULL,0,'2023-10-25','2023-10-25','thu',0,NULL,'2023-10-26');
INSERT INTO deadline VALUES(20,19,1,4,'2023',NULL,'recurring',NULL,1,'trước ngày 25/10/2023','2023-10-24','2023-10-24','not_started',NULL,NULL,0,NULL,NULL,NULL,0,NULL,NULL);
INSERT INTO deadline VALUES(21,20,1,1,'2023',NULL,'recurring',NULL,1,'trước ngày 31/10/2023','2023-10-30','2023-10-30','in_progress','2023-05-02',NULL,30,NULL,NULL,NULL,0,'đang làm','2023-05-02');
CREATE TABLE measurement (
	id INTEGER NOT NULL, 
	target_id INTEGER NOT NULL, 
	unit_id INTEGER, 
	as_of DATE NOT NULL, 
	numerator TEXT, 
	denominator TEXT, 
	value TEXT, 
	CONSTRAINT pk_measurement PRIMARY KEY (id), 
	CONSTRAINT ck_measurement_as_of_is_a_day CHECK (as_of IS date(as_of, '+0 days')), 
	CONSTRAINT ck_measurement_ratio_whole CHECK ((numerator IS NULL) = (denominator IS NULL)), 
	CONSTRAINT ck_measurement_value_or_ratio CHECK ((value IS NULL) != (numerator IS NULL)), 
	CONSTRAINT ck_measurement_denominator_positive CHECK (CAST(denominator AS NUMERIC) > 0), 
	CONSTRAINT ck_measurement_numerator_not_negative CHECK (CAST(numerator AS NUMERIC) >= 0), 
	CONSTRAINT ck_measurement_value_not_negative CHECK (CAST(value AS NUMERIC) >= 0), 
	CONSTRAINT fk_measurement_target_id FOREIGN KEY(target_id) REFERENCES target (id) ON DELETE CASCADE, 
	CONSTRAINT fk_measurement_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT uq_measurement_target_id_unit_id_as_of UNIQUE (target_id, unit_id, as_of)
);
INSERT INTO measurement VALUES(1,1,1,'2023-10-28','9','9',NULL);
CREATE TABLE note (
	id INTEGER NOT NULL, 
	task_id INTEGER NOT NULL, 
	text VARCHAR NOT NULL, 
	actor VARCHAR NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_note PRIMARY KEY (id), 
	CONSTRAINT ck_note_text_not_blank CHECK (length(trim(text)) > 0), 
	CONSTRAINT fk_note_task_id FOREIGN KEY(task_id) REFERENCES task (id) ON DELETE CASCADE
);
INSERT INTO note VALUES(1,20,'ghi chú','thu','2026-11-24 07:51:18.591501');
CREATE TABLE target_task (
	id INTEGER NOT NULL, 
	target_id INTEGER NOT NULL, 
	task_id INTEGER NOT NULL, 
	CONSTRAINT pk_target_task PRIMARY KEY (id), 
	CONSTRAINT fk_target_task_target_id FOREIGN KEY(target_id) REFERENCES target (id) ON DELETE CASCADE, 
	CONSTRAINT fk_target_task_task_id FOREIGN KEY(task_id) REFERENCES task (id) ON DELETE CASCADE, 
	CONSTRAINT uq_target_task_target_id_task_id UNIQUE (target_id, task_id)
);
CREATE TABLE target_unit (
	id INTEGER NOT NULL, 
	target_id INTEGER NOT NULL, 
	unit_id INTEGER NOT NULL, 
	goal TEXT, 
	CONSTRAINT pk_target_unit PRIMARY KEY (id), 
	CONSTRAINT fk_target_unit_target_id FOREIGN KEY(target_id) REFERENCES target (id) ON DELETE CASCADE, 
	CONSTRAINT fk_target_unit_unit_id FOREIGN KEY(unit_id) REFERENCES unit (id), 
	CONSTRAINT uq_target_unit_target_id_unit_id UNIQUE (target_id, unit_id)
);
CREATE TABLE task_document (
	id INTEGER NOT NULL, 
	task_id INTEGER NOT NULL, 
	document_id INTEGER NOT NULL, 
	CONSTRAINT pk_task_document PRIMARY KEY (id), 
	CONSTRAINT fk_task_document_document_id FOREIGN KEY(document_id) REFERENCES document (id), 
	CONSTRAINT fk_task_document_task_id FOREIGN KEY(task_id) REFERENCES task (id) ON DELETE CASCADE, 
	CONSTRAINT uq_task_document_task_id_document_id UNIQUE (task_id, document_id)
);
INSERT INTO task_document VALUES(1,1,2);
INSERT INTO task_document VALUES(2,1,3);
INSERT INTO task_document VALUES(3,1,4);
INSERT INTO task_document VALUES(4,1,5);
INSERT INTO task_document VALUES(5,4,6);
INSERT INTO task_document VALUES(6,4,7);
INSERT INTO task_document VALUES(7,9,8);
INSERT INTO task_document VALUES(8,13,9);
INSERT INTO task_document VALUES(9,13,10);
INSERT INTO task_document VALUES(10,14,11);
INSERT INTO task_document VALUES(11,14,12);
CREATE TABLE evidence (
	id INTEGER NOT NULL, 
	deadline_id INTEGER, 
	measurement_id INTEGER, 
	kind VARCHAR NOT NULL, 
	text VARCHAR NOT NULL, 
	number VARCHAR, 
	issued_on DATE, 
	sha256 VARCHAR, 
	CONSTRAINT pk_evidence PRIMARY KEY (id), 
	CONSTRAINT ck_evidence_issued_on_is_a_day CHECK (issued_on IS date(issued_on, '+0 days')), 
	CONSTRAINT ck_evidence_kind_known CHECK (kind IN ('document', 'link', 'file', 'statement')), 
	CONSTRAINT ck_evidence_of_one_thing CHECK ((deadline_id IS NULL) != (measurement_id IS NULL)), 
	CONSTRAINT ck_evidence_text_not_blank CHECK (length(trim(text)) > 0), 
	CONSTRAINT fk_evidence_deadline_id FOREIGN KEY(deadline_id) REFERENCES deadline (id) ON DELETE CASCADE, 
	CONSTRAINT fk_evidence_measurement_id FOREIGN KEY(measurement_id) REFERENCES measurement (id) ON DELETE CASCADE
);
INSERT INTO evidence VALUES(1,19,NULL,'document','45/BC-CCTĐC ngày 25/10/2023','45/BC-CCTĐC','2023-10-25',NULL);
CREATE TABLE extension (
	id INTEGER NOT NULL, 
	deadline_id INTEGER NOT NULL, 
	asked_on DATE, 
	asked_due_on DATE NOT NULL, 
	old_due_on DATE NOT NULL, 
	new_due_on DATE, 
	decision VARCHAR, 
	reason VARCHAR NOT NULL, 
	decided_on DATE, 
	decided_by VARCHAR, 
	CONSTRAINT pk_extension PRIMARY KEY (id), 
	CONSTRAINT ck_extension_asked_due_on_is_a_day CHECK (asked_due_on IS date(asked_due_on, '+0 days')), 
	CONSTRAINT ck_extension_asked_on_is_a_day CHECK (asked_on IS date(asked_on, '+0 days')), 
	CONSTRAINT ck_extension_decided_on_is_a_day CHECK (decided_on IS date(decided_on, '+0 days')), 
	CONSTRAINT ck_extension_decision_known CHECK (decision IN ('granted', 'shortened', 'refused')), 
	CONSTRAINT ck_extension_new_due_on_is_a_day CHECK (new_due_on IS date(new_due_on, '+0 days')), 
	CONSTRAINT ck_extension_old_due_on_is_a_day CHECK (old_due_on IS date(old_due_on, '+0 days')), 
	CONSTRAINT ck_extension_reason_not_blank CHECK (length(trim(reason)) > 0), 
	CONSTRAINT fk_extension_deadline_id FOREIGN KEY(deadline_id) REFERENCES deadline (id) ON DELETE CASCADE
);
CREATE TABLE reminder (
	id INTEGER NOT NULL, 
	deadline_id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	sent_on DATE NOT NULL, 
	content VARCHAR, 
	document VARCHAR, 
	CONSTRAINT pk_reminder PRIMARY KEY (id), 
	CONSTRAINT ck_reminder_kind_known CHECK (kind IN ('remind', 'criticise', 'review')), 
	CONSTRAINT ck_reminder_sent_on_is_a_day CHECK (sent_on IS date(sent_on, '+0 days')), 
	CONSTRAINT ck_reminder_number_positive CHECK (number > 0), 
	CONSTRAINT fk_reminder_deadline_id FOREIGN KEY(deadline_id) REFERENCES deadline (id), 
	CONSTRAINT uq_reminder_deadline_id_number UNIQUE (deadline_id, number)
);
CREATE UNIQUE INDEX uq_document_number_issued_on ON document (number, issued_on);
CREATE INDEX ix_journal_entry_plan_id_code ON journal_entry (plan_id, code);
CREATE INDEX ix_assignment_unit_id ON assignment (unit_id);
CREATE INDEX ix_deadline_open ON deadline (plan_id, due_on, unit_id) WHERE stage NOT IN ('completed', 'cancelled');
CREATE INDEX ix_deadline_plan_id_unit_id ON deadline (plan_id, unit_id);
CREATE UNIQUE INDEX uq_deadline_unassigned ON deadline (task_id, period) WHERE unit_id IS NULL;
CREATE UNIQUE INDEX uq_measurement_whole_agency ON measurement (target_id, as_of) WHERE unit_id IS NULL;
CREATE INDEX ix_note_task_id ON note (task_id);
CREATE INDEX ix_evidence_deadline_id ON evidence (deadline_id);
CREATE INDEX ix_evidence_measurement_id ON evidence (measurement_id);
CREATE INDEX ix_extension_deadline_id ON extension (deadline_id);
CREATE TRIGGER journal_group_no_update BEFORE UPDATE ON journal_group BEGIN SELECT RAISE(ABORT, 'journal_group is append-only'); END;
CREATE TRIGGER journal_group_no_delete BEFORE DELETE ON journal_group BEGIN SELECT RAISE(ABORT, 'journal_group is append-only'); END;
CREATE TRIGGER journal_entry_no_update BEFORE UPDATE ON journal_entry BEGIN SELECT RAISE(ABORT, 'journal_entry is append-only'); END;
CREATE TRIGGER journal_entry_no_delete BEFORE DELETE ON journal_entry BEGIN SELECT RAISE(ABORT, 'journal_entry is append-only'); END;
CREATE TRIGGER reminder_no_update BEFORE UPDATE ON reminder BEGIN SELECT RAISE(ABORT, 'reminder is append-only'); END;
CREATE TRIGGER reminder_no_delete BEFORE DELETE ON reminder BEGIN SELECT RAISE(ABORT, 'reminder is append-only'); END;
COMMIT;

PRAGMA application_id=1147235926;
