"""Lines -> words with boxes and confidences; engines behind one small interface, voting by word."""

from pipeline.ocr.debug import write_debug
from pipeline.ocr.engines import engine_name, open_engines
from pipeline.ocr.read import read_page

__all__ = ["engine_name", "open_engines", "read_page", "write_debug"]
