"""What the workers' server loads before it forks them."""

from __future__ import annotations

import json
import os
import subprocess
import sys

TOLD = """
import json, os
from pipeline.batch import loaded
from pipeline.diacritics import candidates
from pipeline.extract import ner
from pipeline.ocr import engines
print(json.dumps({
    "readers": sorted(engines._open.engines),
    "names": ner._model.cache_info().currsize,
    "words": candidates.load.cache_info().currsize,
    "threads": len(os.listdir("/proc/self/task")),
}))
"""


def test_everything_is_open_and_no_thread_runs() -> None:
    """A thread would not be there any more in the workers that are forked."""
    alone = dict.fromkeys(("OMP_THREAD_LIMIT", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")
    done = subprocess.run(
        [sys.executable, "-c", TOLD], capture_output=True, text=True, check=True, env=os.environ | alone
    )
    assert json.loads(done.stdout) == {
        "readers": ["Vietnamese", "vie", "vie_letters"],
        "names": 1,
        "words": 1,
        "threads": 1,
    }
