"""Vietnamese letters for patterns (a range from À to ỹ would hold both kinds), and what stands before names."""

from __future__ import annotations

LOWER = "a-zàáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
UPPER = LOWER.upper()
# How a person is addressed before the name, each a part of a pattern.
PERSON = r"đồng chí|đ/c|đ\.c|ông|bà|thầy|cô|anh|chị|bác sĩ"
# "Phòng Kinh tế → Văn phòng": from whom work goes to whom.
ARROW = r"(?:→|⇒|⇨|➔|=>|->)"
# Stands, while a plan is read, for a full stop that ends no sentence: that of "BS." before a name.
NO_STOP = "\N{ONE DOT LEADER}"
