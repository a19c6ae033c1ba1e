"""Closed lists the reader leans on; every row names its source."""
