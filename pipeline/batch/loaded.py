"""What workers need, loaded: imported once by the process that they are forked from."""

from __future__ import annotations

import gc
from contextlib import suppress

from pipeline.batch import stages
from pipeline.errors import CongvanError

with suppress(CongvanError):  # a part that is missing is told by the letter that needs it
    stages.load()
gc.collect()
gc.freeze()  # what is loaded stays: neither looked through by each worker's collector nor copied for it
