"""Tesseract's Vietnamese network, trained on: `python -m training.tesseract`."""
