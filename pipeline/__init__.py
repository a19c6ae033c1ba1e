"""congvan: from a scanned Vietnamese official letter to a record that people can trust."""

__version__ = "0.1.0"
