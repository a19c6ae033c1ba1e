"""Guessing tokens is made slow: after a few wrong ones an address has to wait, longer each time."""

from __future__ import annotations

import datetime as dt
import threading
from collections import OrderedDict
from dataclasses import dataclass, field

FREE = 5
"""Wrong tokens that cost nothing: people mistype."""
FIRST_SECONDS, MOST_SECONDS = 15, 900
FORGOTTEN = dt.timedelta(hours=1)
MOST_KNOWN = 10_000


@dataclass
class Throttle:
    """Wrong tokens by address. The wait doubles with each further one and is forgotten after an hour."""

    _wrong: OrderedDict[str, tuple[int, dt.datetime]] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def wait(self, address: str, now: dt.datetime) -> int:
        """Seconds that the address has to wait before its next token is looked at; 0: none."""
        with self._lock:
            count, last = self._wrong.get(address, (0, now))
        if count < FREE or now - last > FORGOTTEN:
            return 0
        seconds = min(MOST_SECONDS, FIRST_SECONDS << min(count - FREE, 10))
        return max(0, seconds - int((now - last).total_seconds()))

    def wrong(self, address: str, now: dt.datetime) -> None:
        """Count a wrong token."""
        with self._lock:
            count, last = self._wrong.pop(address, (0, now))
            self._wrong[address] = ((1 if now - last > FORGOTTEN else count + 1), now)
            while len(self._wrong) > MOST_KNOWN:
                self._wrong.popitem(last=False)

    def right(self, address: str) -> None:
        """Forget wrong ones after a right one."""
        with self._lock:
            self._wrong.pop(address, None)
