#!/usr/bin/env python3
"""Writes crates/meaning/tests/reference.json with the reference's own software.

    python3 tools/encoder/make_reference.py --wheel FILE

The texts are made up: organisations that do not exist, on a local matter that
does not either, and input that is meant to be awkward. The vectors are the 512
f32 numbers, little-endian, in base64. Needs what reference.py needs.
"""
import argparse
import base64
import json
import tempfile

from make_asset import NAME, ROOT, SHA256
from reference import Reference
from reference_texts import AWKWARD, SENTENCES


def main():
    parser = argparse.ArgumentParser(description="Makes the test's reference.")
    parser.add_argument("--wheel", required=True)
    texts = SENTENCES + AWKWARD
    with tempfile.TemporaryDirectory() as folder:
        reference = Reference(parser.parse_args().wheel, folder)
        tokens = [reference.tokens(text) for text in texts]
        filled = [found for found in tokens if found]
        vectors = iter(reference.vectors(filled).astype("<f4"))
    entries = [{"text": text, "tokens": found,
                "vector": base64.b64encode(next(vectors)).decode() if found else None}
               for text, found in zip(texts, tokens)]
    lines = ",\n".join(json.dumps(entry) for entry in entries)
    head = json.dumps({"encoder": NAME, "sha256": SHA256})[:-1]
    path = ROOT / "crates/meaning/tests/reference.json"
    path.write_text(f'{head}, "texts": [\n{lines}\n]}}\n', encoding="utf-8")
    print(f"{path}: {len(entries)} texts")


if __name__ == "__main__":
    main()
