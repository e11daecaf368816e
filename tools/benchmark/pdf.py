#!/usr/bin/env python3
"""Measures how PDF files are read, on folders of files that you have.

usage: tools/benchmark/pdf.py READER guides FOLDER [LANGUAGE...]   PDF beside its text (`de.pdf`, `de.txt`)
       tools/benchmark/pdf.py READER sentences FOLDER HTML [LANGUAGE...]   and HTML/de/*.html with the same sentences
       tools/benchmark/pdf.py READER papers FOLDER                 any PDF files, against pdfium (pip install pypdfium2)
       tools/benchmark/pdf.py READER damage FOLDER COPIES [SEED]   damaged copies of them: none may break the reader
       tools/benchmark/pdf.py READER speed FOLDER                  beside pdftotext

READER is the built example `content` of the crate standpoint-ingest, which prints what each file is read as. Words are
counted as bags, without regard to case; F1 is the harmonic mean of precision and recall, averaged over the files. The
guides are those of Debian's package installation-guide-amd64, unpacked; the papers the test files of pdfplumber.
"""
import collections
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import time

WORD = re.compile(r"[^\W_]+")


def words(text):
    return collections.Counter(word.lower() for word in WORD.findall(text))


def tokens(text):
    """Words as they stand between spaces, so that a hyphen too many or a lost one counts."""
    stripped = (token.strip("\"'“”„»«()[].,;:!?…*•-–—‘’|+=_") for token in text.split())
    return collections.Counter(token.lower() for token in stripped if token)


def f1(got, wanted):
    same = sum((got & wanted).values())
    if not same:
        return 0.0
    precision, recall = same / sum(got.values()), same / sum(wanted.values())
    return 2 * precision * recall / (precision + recall)


def read(reader, paths, timeout=1200):
    lines = []
    for start in range(0, len(paths), 200):
        batch = [str(p) for p in paths[start:start + 200]]
        out = subprocess.run([reader, *batch], capture_output=True, timeout=timeout, check=True).stdout
        lines += [json.loads(line) for line in out.splitlines()]
    return lines


def mean(numbers):
    return sum(numbers) / max(1, len(numbers))


def decoded(data):
    for encoding in ("utf-8", "koi8-r"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            pass
    return data.decode("latin-1")


def without_contents(text):
    """A text without the runs of numbered lines that are tables of contents."""
    kept, run, numbered = [], [], 0
    for line in text.split("\n") + ["."]:
        entry = re.match(r"\s*(\d+|[A-Z])(\.\d+)*\. \S", line)
        if entry or run and (not line.strip() or line.startswith("    ")):
            run.append(line)
            numbered += bool(entry and entry[2])
            continue
        kept += run * (numbered < 3) + [line]
        run, numbered = [], 0
    return "\n".join(kept)


def guides(reader, folder, *languages):
    """F1 of all words, and of those in the passages, against the text; tables of contents are in no passage."""
    paths = [p for p in sorted(pathlib.Path(folder).glob("*.pdf")) if not languages or p.stem in languages]
    rows = []
    for path, got in zip(paths, read(reader, paths)):
        if "error" in got:
            print(path.stem, got["message"])
            rows.append((0,) * 5)
            continue
        wanted = decoded(path.with_suffix(".txt").read_bytes())
        inside = " ".join(text for _, text in got["passages"])
        row = [f1(count(text), count(wanted)) for count in (words, tokens) for text in (got["text"], inside)]
        row.append(f1(words(inside), words(without_contents(wanted))))
        rows.append(row)
        print(path.stem, *(f"{n:.4f}" for n in row))
        if len(languages) == 1:
            lost, more = words(wanted) - words(inside), words(inside) - words(wanted)
            print("  lost", lost.most_common(60), "\n  more", more.most_common(60))
    print("mean: words in text, in passages; tokens in text, in passages; words in passages, contents aside:", *(f"{mean(c):.4f}" for c in zip(*rows)))


def plain(text):
    """A sentence with one kind of apostrophe: the PDF sets others than the HTML."""
    return " ".join(text.translate({0x2019: "'", 0x2018: "'", 0x60: "'"}).split())


def sentences(reader, folder, html, *languages):
    """The share of the sentences of the HTML that are exactly one passage of the PDF."""
    for language in languages or ("de", "en", "fr", "ru", "es"):
        wanted = set()
        with tempfile.TemporaryDirectory() as place:
            pages = []
            for page in sorted(pathlib.Path(html, language).glob("*.html")):
                # Footnotes are in no passage of the PDF.
                running = re.sub(r'<div class="footnotes">.*?(?=<div class="navfooter">)', "", page.read_text(), flags=re.S)
                pages.append(pathlib.Path(place, page.name))
                pages[-1].write_text(running)
            for got in read(reader, pages):
                wanted |= {plain(text) for kind, text in got.get("passages", []) if kind == "sentence"}
        # The HTML writes out what the PDF only refers to ("4.2.1, „Where …“"), and has marks of notes in brackets.
        wanted = {re.sub(r"\[\d+\]", "", s) for s in wanted if not re.search(r"\d, [„“”\"«»]|#", s)}
        wanted = {s for s in wanted if len(s.split()) >= 5 and s[-1:] in ".!?"}
        paper = read(reader, [pathlib.Path(folder, language + ".pdf")])[0]
        found = collections.Counter(plain(text) for _, text in paper.get("passages", []))
        hits = [s for s in wanted if s in found]
        bare = {re.sub(r"\W", "", s) for s in found}
        near = [s for s in wanted if re.sub(r"\W", "", s) in bare]
        print(f"{language}: {len(hits)} of {len(wanted)} sentences are one passage: {len(hits) / max(1, len(wanted)):.4f}"
              f" ({len(near) / max(1, len(wanted)):.4f} marks and spaces aside)")
        if len(languages) == 1:
            for sentence in sorted(wanted - set(near))[:400]:
                print("  -", sentence)


def papers(reader, folder):
    """F1 of the words against pdfium."""
    import pypdfium2
    rows = []
    paths = sorted(pathlib.Path(folder).glob("*.pdf"))
    for path, got in zip(paths, read(reader, paths)):
        try:
            document = pypdfium2.PdfDocument(path)
            wanted = words(" ".join(page.get_textpage().get_text_range() for page in document))
        except pypdfium2.PdfiumError as error:
            print(f"{path.name}: pdfium: {error}; here: {got.get('error', 'read')}")
            continue
        if not wanted:
            print(f"{path.name}: no words; here: {got.get('error', 'read')}")
            continue
        inside = " ".join(text for _, text in got.get("passages", []))
        row = f1(words(got.get("text", "")), wanted), f1(words(inside), wanted)
        rows.append(row)
        print(f"{path.name}: {row[0]:.3f} {row[1]:.3f} {got.get('message', '')}")
        if row[0] < 0.95:
            all_words = words(got.get("text", ""))
            print("  lost", (wanted - all_words).most_common(12), "more", (all_words - wanted).most_common(12))
    print(f"{len(rows)} files, mean in text, in passages:", *(f"{mean(c):.4f}" for c in zip(*rows)))


def damaged(data, chance):
    """A copy with bits flipped, an end cut off, a piece taken out, pieces swapped."""
    data = bytearray(data)
    kind = chance.randrange(5)
    if kind == 0:
        for _ in range(chance.choice((1, 10, 100, 1000))):
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    elif kind == 1:
        del data[chance.randrange(len(data)):]
    elif kind == 2:
        start = chance.randrange(len(data))
        del data[start:start + chance.randrange(1, 20000)]
    elif kind == 3:
        size = chance.randrange(1, max(2, len(data) // 3))
        a, b = sorted(chance.randrange(len(data) - size + 1) for _ in range(2))
        if b >= a + size:
            data[a:a + size], data[b:b + size] = data[b:b + size], data[a:a + size]
    else:
        # Numbers are what a file says of itself.
        found = list(re.finditer(rb"\d+", data))
        for spot in sorted(chance.sample(found, min(len(found), chance.choice((1, 5, 50)))), key=lambda m: -m.start()):
            data[spot.start():spot.end()] = str(chance.choice((0, 1, -1, 7, 65535, 2 ** 31, 2 ** 63, 10 ** 12))).encode()
    return bytes(data)


def breaks(reader, path, name):
    """Whether a copy breaks the reader; then it is kept."""
    try:
        read(reader, [path], timeout=100)
        return False
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        kept = pathlib.Path(tempfile.gettempdir(), f"{name}-{path.name}")
        kept.write_bytes(path.read_bytes())
        print(f"{kept}: {error}")
        return True


def damage(reader, folder, copies, seed="1"):
    chance = random.Random(int(seed))
    originals = [p.read_bytes() for p in sorted(pathlib.Path(folder).glob("*.pdf")) if 0 < p.stat().st_size < 400_000]
    outcomes, slowest, broken, left = collections.Counter(), 0.0, 0, int(copies)
    while left > 0:
        count = min(left, 50)
        left -= count
        with tempfile.TemporaryDirectory() as place:
            paths = []
            for number in range(count):
                paths.append(pathlib.Path(place, f"{number}.pdf"))
                paths[-1].write_bytes(damaged(chance.choice(originals), chance))
            start = time.time()
            try:
                got = read(reader, paths, timeout=300)
            except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
                broken += sum(breaks(reader, path, f"broken-{seed}-{left}") for path in paths)
                continue
            slowest = max(slowest, time.time() - start)
            outcomes.update(line.get("error", "read") for line in got)
    print(f"{copies} copies: {broken} broke the reader; {dict(outcomes)}; slowest 50: {slowest:.1f} s")
    sys.exit(bool(broken))


def speed(reader, folder):
    paths = sorted(pathlib.Path(folder).glob("*.pdf"))
    size = sum(p.stat().st_size for p in paths) / 1e6
    start = time.time()
    read(reader, paths)
    ours = time.time() - start
    start = time.time()
    for path in paths:
        subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=False)
    theirs = time.time() - start
    print(f"{len(paths)} files, {size:.1f} MB: {ours:.1f} s ({size / ours:.1f} MB/s); pdftotext {theirs:.1f} s")


if __name__ == "__main__":
    tasks = {"guides": guides, "sentences": sentences, "papers": papers, "damage": damage, "speed": speed}
    if len(sys.argv) < 4 or sys.argv[2] not in tasks:
        sys.exit(__doc__)
    tasks[sys.argv[2]](sys.argv[1], *sys.argv[3:])
