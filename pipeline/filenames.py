"""Names of files as they are told: whatever bytes they are made of, they can be printed and written down."""

from __future__ import annotations

import os
import unicodedata


def shown(name: str) -> str:
    r"""A file name as it can be printed: composed, without broken bytes or signs that steer the output.

    Example:
        >>> shown("gia\u0302\u0301y\nmoi.pdf")
        'giấy␊moi.pdf'
    """
    plain = os.fsencode(name).decode("utf-8", "replace")
    return "".join(
        chr(0x2400 + ord(c)) if ord(c) < 32 else c
        for c in unicodedata.normalize("NFC", plain)
        if ord(c) < 32 or unicodedata.category(c) not in ("Cc", "Cf")
    )
