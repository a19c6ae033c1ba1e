"""Page image -> blocks and lines in reading order; stamps, seals and codes as objects."""

from pipeline.layout.analyse import analyse

__all__ = ["analyse"]
