"""Page image -> upright, straight, flat, coloured ink apart; every step on evidence only."""

from pipeline.cleanup.steps import clean

__all__ = ["clean"]
