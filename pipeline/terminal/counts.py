"""Numbers with their word, as the messages say them."""

from __future__ import annotations


def counted(number: int, one: str, many: str = "") -> str:
    """A number and its word in singular or plural (with -s where `many` is empty).

    Example:
        >>> counted(1, "letter"), counted(3, "letter"), counted(0, "copy", "copies")
        ('1 letter', '3 letters', '0 copies')
    """
    return f"{number} {one if number == 1 else many or one + 's'}"
