"""Pages in the browser and the REST interface: inbox, review beside the scan, search, contests, register."""

from __future__ import annotations

from pipeline.web.app import close, create_app
from pipeline.web.safety import Access

__all__ = ["Access", "close", "create_app"]
