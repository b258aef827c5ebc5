"""A reader of OpenEXR by the layout of its files (openexr.com) alone: it shares nothing with what writes them."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_FLOAT, _ZIP, _LINES = 2, 3, 16


def read(path: Path) -> tuple[dict[str, bytes], dict[str, NDArray[np.float32]]]:
    """Give the attributes of a scan-line picture, undecoded, and its channels by name, shape (h, w) each."""
    data = path.read_bytes()
    assert data[:4] == b"\x76\x2f\x31\x01" and data[4] == 2
    attributes, at = _attributes(data, 8)
    left, top, right, bottom = struct.unpack("<4i", attributes["dataWindow"])
    width, height = right - left + 1, bottom - top + 1
    names = _channels(attributes["channels"])
    assert attributes["compression"] == bytes([_ZIP]) and attributes["lineOrder"] == b"\0"
    picture = np.empty((height, len(names), width), np.float32)
    blocks = -(-height // _LINES)
    for offset in struct.unpack(f"<{blocks}Q", data[at : at + 8 * blocks]):
        line, size = struct.unpack("<2i", data[offset : offset + 8])
        lines = min(_LINES, height - (line - top))
        raw = data[offset + 8 : offset + 8 + size]
        whole = 4 * width * lines * len(names)
        values = np.frombuffer(raw if size == whole else _unpacked(raw), "<f4")
        picture[line - top : line - top + lines] = values.reshape(lines, len(names), width)
    return attributes, {name: picture[:, k] for k, name in enumerate(names)}


def _attributes(data: bytes, at: int) -> tuple[dict[str, bytes], int]:
    found = {}
    while data[at]:
        name, kind, rest = data[at : at + 600].split(b"\0", 2)
        at += len(name) + len(kind) + 2
        (size,) = struct.unpack("<i", data[at : at + 4])
        found[name.decode()] = data[at + 4 : at + 4 + size]
        at += 4 + size
        assert rest is not None
    return found, at + 1


def _channels(data: bytes) -> list[str]:
    names, at = [], 0
    while data[at]:
        end = data.index(0, at)
        kind, _, across, down = struct.unpack("<4i", data[end + 1 : end + 17])
        assert (kind, across, down) == (_FLOAT, 1, 1)
        names.append(data[at:end].decode())
        at = end + 17
    return names


def _unpacked(data: bytes) -> bytes:
    """Undo ZIP: each byte is told by its difference to the one before; the first half are the even bytes."""
    steps = np.frombuffer(zlib.decompress(data), np.uint8).astype(np.int64)
    steps[1:] -= 128
    plain = (np.cumsum(steps) % 256).astype(np.uint8)
    half = (len(plain) + 1) // 2
    found = np.empty(len(plain), np.uint8)
    found[0::2], found[1::2] = plain[:half], plain[half:]
    return found.tobytes()
