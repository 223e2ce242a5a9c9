"""Files in: bytes of any kind of file become lines or sheets of clean text, every failure one sentence."""
