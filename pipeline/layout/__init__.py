"""Page image -> blocks and lines in reading order; stamps, seals and codes as objects."""

from pipeline.layout.analyse import analyse
from pipeline.layout.codes import find_codes

__all__ = ["analyse", "find_codes"]
