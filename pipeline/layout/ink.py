"""Where there is ink on a clean page."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray


def threshold(grey: NDArray[np.uint8]) -> int:
    """Grey value below which a pixel counts as ink: Otsu's, kept within what print can be."""
    value, _ = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    return int(min(190, max(90, value)))


def ink_mask(grey: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """1 where there is ink, 0 elsewhere."""
    return np.asarray(grey < threshold(grey), np.uint8)
