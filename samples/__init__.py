"""Letters to try congvan on: invented people and contents, scanned and aged by `samples/make.py`."""
