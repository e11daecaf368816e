#!/usr/bin/env python3
"""Measures copies and near-copies beside rensa (MinHash with LSH, in Rust) on the same short texts in one run.

usage: reuse.py --texts target/release/examples/reuse_texts FILE_OF_LINES...

The lines of the files, and perturbed copies of them (equal, a twelfth of the words replaced, cut to 70 %, some in capitals)
up to 36,000, are the texts. Prints Markdown, CPU seconds of one process each. Needs: pip install rensa
Build first: cargo build --release -p standpoint-reuse --examples

The other measures need no peer: `reuse_texts answers FILE.csv` on Clough and Stevenson's short answers (in the repository
clips/pattern: test/corpora/plagiarism-clough&stevenson.csv), `reuse_texts crowd COUNT WORDS` for large collections, and
`reuse_translations FOLDER [--apart] LANGUAGE...` on NTREX-128 (in the repository MicrosoftTranslator/NTREX).
"""
import argparse, os, random, re, resource, subprocess, sys, tempfile, time

COUNT, SEED, PERMUTATIONS = 36_000, 7, 128


def perturbed(lines):
    chosen = random.Random(SEED)
    texts = list(lines)
    while len(texts) < COUNT:
        words = chosen.choice(lines).split()
        way = chosen.random()
        if way > 0.66:
            words = words[: max(4, int(len(words) * 0.7))]
        elif way > 0.33:
            for _ in range(max(1, len(words) // 12)):
                words[chosen.randrange(len(words))] = f"zzz{chosen.randrange(999)}"
        text = " ".join(words)
        texts.append(text.upper() if chosen.random() < 0.2 else text)
    chosen.shuffle(texts)
    return texts[:COUNT]


def peer(texts):
    """CPU seconds that rensa takes, and how many texts it takes for copies of an earlier one."""
    import rensa

    started, word = time.process_time(), re.compile(r"\w+")
    index = rensa.RMinHashLSH(threshold=0.6, num_perm=PERMUTATIONS, num_bands=32)
    known, copies = [], 0
    for number, text in enumerate(texts):
        words = word.findall(text.lower())
        sketch = rensa.RMinHash(num_perm=PERMUTATIONS, seed=42)
        sketch.update([" ".join(words[at : at + 3]) for at in range(max(1, len(words) - 2))])
        copies += any(known[other].jaccard(sketch) >= 0.6 for other in index.query(sketch))
        index.insert(number, sketch)
        known.append(sketch)
    return time.process_time() - started, copies


def ours(program, texts):
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
        file.write("\n".join(texts) + "\n")
        file.flush()
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        said = subprocess.run([program, "lines", file.name], check=True, capture_output=True, text=True).stdout
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, said.splitlines()[0]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--texts", required=True)
    parser.add_argument("files", nargs="+")
    arguments = parser.parse_args()
    lines = []
    for path in arguments.files:
        with open(path, encoding="utf-8") as file:
            lines += [line.strip() for line in file if line.strip()]
    texts = perturbed(lines)
    seconds, said = ours(arguments.texts, texts)
    print(f"| | CPU s | |\n|---|---|---|\n| standpoint | {seconds:.2f} | {said} |")
    seconds, copies = peer(texts)
    print(f"| rensa, {PERMUTATIONS} permutations | {seconds:.2f} | {copies} like an earlier one |")


if __name__ == "__main__":
    main()
