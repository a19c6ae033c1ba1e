"""Fetches the handwriting fonts (SIL Open Font License 1.1) into a cache, as npm packages."""

from __future__ import annotations

import subprocess
import tarfile
from pathlib import Path

from fontTools.ttLib import TTFont

FAMILIES = (
    *("annie-use-your-telescope", "architects-daughter", "bad-script", "caveat", "cedarville-cursive"),
    *("covered-by-your-grace", "delicious-handrawn", "delius", "gaegu", "gloria-hallelujah", "gochi-hand"),
    *("handlee", "homemade-apple", "indie-flower", "itim", "kalam", "mansalva", "marck-script"),
    *("nanum-pen-script", "neucha", "patrick-hand", "reenie-beanie", "rock-salt", "schoolbell"),
    *("shadows-into-light", "short-stack", "sriracha", "sue-ellen-francisco", "swanky-and-moo-moo"),
)


def handwriting_fonts(cache: Path) -> list[Path]:
    """TrueType files of all families that npm can deliver, fetched once.

    A family that cannot be fetched is left out: training then has fewer hands to learn from.
    """
    cache.mkdir(parents=True, exist_ok=True)
    fonts = []
    for family in FAMILIES:
        target = cache / f"{family}.ttf"
        if not target.exists():
            _fetch(family, cache, target)
        if target.exists():
            fonts.append(target)
    return fonts


def _fetch(family: str, cache: Path, target: Path) -> None:
    done = subprocess.run(
        ["npm", "pack", "--silent", f"@fontsource/{family}"],
        cwd=cache,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        return
    package = cache / done.stdout.strip().splitlines()[-1]
    with tarfile.open(package) as archive:
        names = [n for n in archive.getnames() if n.endswith("-latin-400-normal.woff")]
        member = archive.extractfile(names[0]) if names else None
        if member is not None:
            font = TTFont(member)
            if all(ord(d) in font.getBestCmap() for d in "0123456789"):
                font.flavor = None
                font.save(target)
    package.unlink()
