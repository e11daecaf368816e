"""Writes the names of units and currencies that Unicode CLDR has into the language files.

    npm pack cldr-units-full cldr-numbers-full cldr-core      # and unpack each into a folder of its name
    python3 tools/units/from_cldr.py FOLDER

FOLDER holds `cldr-units-full/package` and so on. Of each language file in crates/languages/data the part between the
lines `# <cldr>` and `# </cldr>` is written anew: for each unit in UNITS every form that CLDR gives (plurals and cases),
and for each currency in use, and some of the past, its names. In a currency's name a word that the file's own
`[units.nouns]` or `[units.money]` lists is written `<dollar>`, so that every inflected form of it counts, and an
adjective of a language that inflects them is cut to its stem (`канадск* <dollar>`).

CLDR is published under the Unicode License V3 (see NOTICE).
"""

import json
import pathlib
import re
import sys
import tomllib

HERE = pathlib.Path(__file__).resolve().parents[2]
LANGUAGES = {
    "de": ["de"], "en": ["en", "en-GB"], "es": ["es"], "fr": ["fr"], "it": ["it"], "nl": ["nl"], "pl": ["pl"],
    "pt": ["pt", "pt-PT"], "ru": ["ru"], "sv": ["sv"], "uk": ["uk"],
}
# CLDR's units that statements use, with their names in crates/expressions/data/units.toml.
UNITS = {
    "duration-millisecond": "millisecond", "duration-second": "second", "duration-minute": "minute",
    "duration-hour": "hour", "duration-day": "day", "duration-night": "night", "duration-week": "week",
    "duration-fortnight": "fortnight", "duration-month": "month", "duration-quarter": "quarter",
    "duration-year": "year", "duration-decade": "decade", "duration-century": "century",
    "length-kilometer": "kilometre", "length-meter": "metre", "length-decimeter": "decimetre",
    "length-centimeter": "centimetre", "length-millimeter": "millimetre", "length-micrometer": "micrometre",
    "length-nanometer": "nanometre", "length-picometer": "picometre", "length-mile": "mile", "length-yard": "yard",
    "length-foot": "foot", "length-inch": "inch", "length-light-year": "light year",
    "length-nautical-mile": "nautical mile", "length-mile-scandinavian": "Scandinavian mile",
    "area-square-kilometer": "square kilometre", "area-square-meter": "square metre",
    "area-square-centimeter": "square centimetre", "area-square-mile": "square mile", "area-square-foot": "square foot",
    "area-square-yard": "square yard", "area-square-inch": "square inch", "area-hectare": "hectare",
    "area-acre": "acre", "area-dunam": "dunam",
    "volume-cubic-kilometer": "cubic kilometre", "volume-cubic-meter": "cubic metre",
    "volume-cubic-centimeter": "cubic centimetre", "volume-cubic-foot": "cubic foot", "volume-cubic-mile": "cubic mile",
    "volume-liter": "litre", "volume-hectoliter": "hectolitre", "volume-deciliter": "decilitre",
    "volume-centiliter": "centilitre", "volume-milliliter": "millilitre", "volume-megaliter": "megalitre",
    "volume-gallon": "gallon", "volume-pint": "pint", "volume-quart": "quart", "volume-barrel": "barrel",
    "volume-bushel": "bushel", "volume-cup": "cup", "volume-tablespoon": "tablespoon", "volume-teaspoon": "teaspoon",
    "mass-tonne": "tonne", "mass-ton": "ton", "mass-kilogram": "kilogram", "mass-gram": "gram",
    "mass-milligram": "milligram", "mass-microgram": "microgram", "mass-pound": "pound-weight", "mass-ounce": "ounce",
    "mass-stone": "stone", "mass-carat": "carat",
    "speed-kilometer-per-hour": "kilometre per hour", "speed-meter-per-second": "metre per second",
    "speed-mile-per-hour": "mile per hour", "speed-knot": "knot",
    "energy-kilowatt-hour": "kilowatt-hour", "energy-joule": "joule", "energy-kilojoule": "kilojoule",
    "energy-calorie": "calorie", "energy-kilocalorie": "kilocalorie", "energy-electronvolt": "electronvolt",
    "power-watt": "watt", "power-kilowatt": "kilowatt", "power-megawatt": "megawatt", "power-gigawatt": "gigawatt",
    "power-milliwatt": "milliwatt", "power-horsepower": "horsepower",
    "digital-bit": "bit", "digital-byte": "byte", "digital-kilobit": "kilobit", "digital-kilobyte": "kilobyte",
    "digital-megabit": "megabit", "digital-megabyte": "megabyte", "digital-gigabit": "gigabit",
    "digital-gigabyte": "gigabyte", "digital-terabit": "terabit", "digital-terabyte": "terabyte",
    "digital-petabyte": "petabyte",
    "temperature-celsius": "degree Celsius", "temperature-fahrenheit": "degree Fahrenheit",
    "temperature-kelvin": "kelvin", "angle-degree": "degree", "angle-radian": "radian",
    "frequency-hertz": "hertz", "frequency-kilohertz": "kilohertz", "frequency-megahertz": "megahertz",
    "frequency-gigahertz": "gigahertz", "electric-volt": "volt", "electric-ampere": "ampere", "electric-ohm": "ohm",
    "pressure-hectopascal": "hectopascal", "pressure-pascal": "pascal",
    "pressure-atmosphere": "atmosphere", "energy-becquerel": "becquerel", "energy-sievert": "sievert",
    "concentr-percent": "percent", "concentr-permille": "per mille",     "concentr-part-per-1e6": "part per million",
}
# Symbols in Latin letters are the same in all languages and stand in units.toml; other short forms ("dec", "sem") are too
# often other words.
CYRILLIC = ["ru", "uk"]
SHORT = re.compile("(length|area|mass|speed|energy|frequency|power-(?!milli)|volume-(?!mega)|digital-.*byte)")
# Symbols that are commoner as little words, and one that is no word.
PREPOSITIONS = ["fw", "в", "а", "к", "с", "о", "б"]
PAST = "DEM FIM NLG ITL FRF ESP PTE ATS BEF GRD IEP EEK LVL LTL SKK SIT HRK BGN CYP MTL DDM CSK YUM SUR".split()
# What an adjective ends in where they are cut to their stems.
ENDINGS = {
    "ru": r"(ий|ый|ой|ая|яя|ое|ее|ые|ие|ых|их|ого|его)$",
    "uk": r"(ий|ій|а|я|е|є|і|ї|их|іх|їх|ого|ої)$",
    "pl": r"(iego|ego|iej|ej|ich|ych|ie|i|y|a|e)$",
    "de": r"(er|es|en|em|e)$",
    "sv": r"(a|t)$",
}


def words(text):
    return re.findall(r"[\w€]+", text.lower().replace("\u00ad", ""))


def commas(text):
    return [part.strip() for part in text.split(",") if part.strip()]


def unit_forms(data, unit, language):
    """Every word or phrase that CLDR puts after a number for a unit."""
    forms = set()
    for width in ["long", "short"] if language in CYRILLIC and SHORT.match(unit) else ["long"]:
        for key, pattern in data[width].get(unit, {}).items():
            if key in ("gender", "perUnitPattern") or not isinstance(pattern, str):
                continue
            text = pattern if "{0}" in pattern else None
            if text is None or not text.startswith("{0}"):
                continue
            text = text.removeprefix("{0}").strip()
            if re.search(r"[^\w\s.'’\-]|\d|[²³]", text):
                continue
            form = " ".join(words(text))
            if form and form not in PREPOSITIONS:
                forms.add(form)
    return forms


def placeholder_of(written):
    found = {}
    for table in ("nouns", "money"):
        for key, forms in written[table].items():
            for form in commas(forms):
                if " " not in form and "<" not in form and "*" not in form:
                    found.setdefault(form, key)
    return found


def currency_pattern(name, placeholders, language):
    parts = []
    for word in words(re.sub(r"\(.*?\)", " ", name)):
        if word in placeholders:
            parts.append(f"<{placeholders[word]}>")
        elif language in ENDINGS and len(word) > 4 and (stem := re.sub(ENDINGS[language], "", word)) != word and len(stem) > 3:
            parts.append(stem + "*")
        else:
            parts.append(word)
    if not any(part.startswith("<") for part in parts):
        # The noun itself is listed nowhere: its forms stand as they are.
        return " ".join(words(re.sub(r"\(.*?\)", " ", name)))
    return " ".join(parts)


def currencies_in_use(folder):
    supplement = json.loads((folder / "cldr-core/package/supplemental/currencyData.json").read_text())
    codes = set(PAST)
    for region in supplement["supplemental"]["currencyData"]["region"].values():
        for entry in region:
            for code, when in entry.items():
                if "_to" not in when and when.get("_tender") != "false":
                    codes.add(code)
    return codes - {"XXX"}


def section(language, folder, written):
    placeholders = placeholder_of(written)
    own = {form for forms in written["measures"].values() for form in commas(forms)}
    units, money = {}, {}
    for locale in LANGUAGES[language]:
        data = json.loads((folder / f"cldr-units-full/package/main/{locale}/units.json").read_text())
        for unit, name in UNITS.items():
            units.setdefault(name, set()).update(unit_forms(data["main"][locale]["units"], unit, language) - own)
        data = json.loads((folder / f"cldr-numbers-full/package/main/{locale}/currencies.json").read_text())
        for code in currencies_in_use(folder):
            entry = data["main"][locale]["numbers"]["currencies"].get(code, {})
            for key, name in entry.items():
                if key.startswith("displayName") and not re.fullmatch(r"[A-Z]{3}", name):
                    pattern = currency_pattern(name, placeholders, language)
                    # A shared noun alone names no country's money.
                    if not re.fullmatch(r"<[^>]*>", pattern):
                        money.setdefault(code, set()).add(pattern)
    lines = ["[units.cldr_measures]"]
    for name, forms in units.items():
        if forms:
            key = name if re.fullmatch(r"[\w-]+", name) else f'"{name}"'
            lines.append(f'{key} = "{", ".join(sorted(forms))}"')
    lines += ["", "[units.cldr_money]"]
    lines += [f'{code} = "{", ".join(sorted(money[code]))}"' for code in sorted(money)]
    return "\n".join(lines)


def english_names(folder):
    """The table of currencies: code = "singular | plural"."""
    data = json.loads((folder / "cldr-numbers-full/package/main/en/currencies.json").read_text())
    names = data["main"]["en"]["numbers"]["currencies"]
    lines = ["# Currencies by ISO 4217 code: their English name, singular | plural. Made by tools/units/from_cldr.py from Unicode",
             "# CLDR 48.2 (Unicode License V3, see NOTICE)."]
    for code in sorted(currencies_in_use(folder)):
        entry = names.get(code, {})
        one = entry.get("displayName-count-one", entry.get("displayName"))
        other = entry.get("displayName-count-other", one)
        if one:
            lines.append(f'{code} = "{one} | {other}"')
    return "\n".join(lines) + "\n"


def main():
    folder = pathlib.Path(sys.argv[1])
    (HERE / "crates/expressions/data/currencies.toml").write_text(english_names(folder))
    for language in LANGUAGES:
        path = HERE / f"crates/languages/data/{language}.toml"
        text = path.read_text()
        before, rest = text.split("# <cldr>", 1)
        head, after = rest.split("\n", 1)[0], rest.split("# </cldr>", 1)[1]
        written = tomllib.loads(text)["units"]
        path.write_text(f"{before}# <cldr>{head}\n{section(language, folder, written)}\n# </cldr>{after}")


if __name__ == "__main__":
    main()
