"""Vietnamese capitals and small letters for patterns: a range from À to ỹ would hold both kinds."""

from __future__ import annotations

LOWER = "a-zàáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
UPPER = LOWER.upper()
# Stands, while a plan is read, for a full stop that ends no sentence: that of "BS." before a name.
NO_STOP = "\N{ONE DOT LEADER}"
