"""Tests mirror pipeline/: one folder a stage, one file a field."""
