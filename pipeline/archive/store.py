"""The files of the archive, addressed by content: originals as they came, and what was derived."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import fsspec
from fsspec.implementations.local import LocalFileSystem

from pipeline.errors import Changed

_CHUNK = 1 << 20
_SUFFIX = {
    "application/pdf": ".pdf",
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/tiff": ".tif",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}


class Store:
    """Files under one fsspec address (`archive/`, `s3://bucket/letters`, `memory://x`).

    A file is written beside its name and renamed, so a name never holds half a file; object
    stores do that by themselves.
    """

    def __init__(self, address: str) -> None:
        """Open the folder at `address`."""
        self.address = address
        self._fs, self._root = fsspec.core.url_to_fs(address)
        self._local = isinstance(self._fs, LocalFileSystem)

    def original_name(self, sha256: str, media_type: str | None) -> str:
        """Where the original with this content lies."""
        return f"originals/{sha256[:2]}/{sha256}{_SUFFIX.get(media_type or '', '')}"

    @staticmethod
    def derived_name(sha256: str, options_key: str, what: str) -> str:
        """Where something derived from a content under certain options lies."""
        return f"derived/{sha256[:2]}/{sha256}/{options_key}/{what}"

    def has(self, name: str) -> bool:
        """Whether the file is there."""
        return bool(self._fs.exists(self._at(name)))

    def read(self, name: str) -> bytes:
        """The bytes of a file."""
        data: bytes = self._fs.cat_file(self._at(name))
        return data

    def write(self, name: str, content: bytes) -> None:
        """Write a file so that it is there completely or not at all."""
        target = self._at(name)
        if not self._local:
            self._fs.pipe_file(target, content)
            return
        path = Path(target)
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f".{path.name}.{os.getpid()}.part")
        try:
            with beside.open("wb") as out:
                out.write(content)
                out.flush()
                os.fsync(out.fileno())
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)

    def keep_original(self, content: bytes, sha256: str, media_type: str | None) -> None:
        """Keep the original; what is kept is what was hashed, or nothing.

        Raises:
            Changed: the bytes are not those that were entered.
        """
        name = self.original_name(sha256, media_type)
        if hashlib.sha256(content).hexdigest() != sha256:
            raise Changed(name)
        if not self.has(name):
            self.write(name, content)

    def digest(self, name: str) -> str | None:
        """SHA-256 of a file as it lies there now; None when it is gone."""
        if not self.has(name):
            return None
        digest = hashlib.sha256()
        with self._fs.open(self._at(name), "rb") as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
        return digest.hexdigest()

    def leftovers(self) -> Iterator[str]:
        """Half-written files of a process that was killed."""
        if self._local and Path(self._root).is_dir():
            yield from (str(p) for p in Path(self._root).rglob(".*.part"))

    def sweep(self) -> int:
        """Remove the half-written files of processes that are gone; returns how many."""
        dead = [Path(name) for name in self.leftovers() if not Path(f"/proc/{name.split('.')[-2]}").exists()]
        for path in dead:
            path.unlink(missing_ok=True)
        return len(dead)

    def local_path(self, name: str) -> Path | None:
        """The path of a file on this machine; None for a remote store."""
        return Path(self._at(name)) if self._local else None

    def delete(self, name: str) -> None:
        """Remove one derived file (originals are never removed by the archive itself)."""
        if name.startswith("derived/") and self.has(name):
            self._fs.rm_file(self._at(name))

    def _at(self, name: str) -> str:
        return f"{self._root}/{name}"
