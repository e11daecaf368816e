"""The cost of a library as it grows, as an SVG: one line for each cost over the number of passages, both axes logarithmic."""
import math

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 790, 420, 90, 260, 30, 50
LEAST, MOST = 1e-2, 1e4
# Each line with a mark of its own, so that colour says nothing alone.
LINES = [
    ("search, 95 of 100 below (ms)", "#0b5cad", "circle", lambda r: r["serve"]["search processor"]["p95"]),
    ("search, half below (ms)", "#4a90d9", "square", lambda r: r["serve"]["search processor"]["p50"]),
    ("matrix page (ms)", "#a3462a", "triangle", lambda r: r["serve"]["pages"]["/matrix"]["processor"]),
    ("timeline page (ms)", "#7a6a00", "diamond", lambda r: r["serve"]["pages"]["/timeline"]["processor"]),
    ("adding a passage (ms)", "#2c7a3f", "cross", lambda r: a_passage(r["add"])),
    ("adding it without encoder (ms)", "#5a5a5a", "bar", lambda r: a_passage(r["add words"])),
    ("adding one statement (ms)", "#6b3fa0", "plus", lambda r: 1e3 * r["add one"]["processor"]),
]


def a_passage(cost):
    """Nothing where it was not measured."""
    return 1e3 * cost["processor"] / cost["passages"] if cost else None


def mark(kind, x, y, colour):
    shapes = {
        "circle": f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4.5"/>',
        "square": f'<rect x="{x - 4:.1f}" y="{y - 4:.1f}" width="8" height="8"/>',
        "triangle": f'<path d="M{x:.1f} {y - 5:.1f}l5 9h-10z"/>',
        "diamond": f'<path d="M{x:.1f} {y - 6:.1f}l6 6l-6 6l-6-6z"/>',
        "cross": f'<path d="M{x - 4:.1f} {y - 4:.1f}l8 8m0-8l-8 8" fill="none" stroke="{colour}" stroke-width="2.5"/>',
        "bar": f'<rect x="{x - 6:.1f}" y="{y - 2:.1f}" width="12" height="4"/>',
        "plus": f'<path d="M{x:.1f} {y - 5:.1f}v10m-5-5h10" fill="none" stroke="{colour}" stroke-width="2.5"/>',
    }
    return f'<g fill="{colour}">{shapes[kind]}</g>'


def svg(results):
    sizes = sorted(results, key=lambda size: results[size]["passages"])
    passages = [results[size]["passages"] for size in sizes]
    low, high = math.log10(min(passages)), math.log10(max(passages))

    def place(count, cost):
        across = LEFT + (math.log10(count) - low) / max(high - low, 1e-9) * (WIDTH - LEFT - RIGHT)
        cost = min(max(cost, LEAST), MOST)
        down = TOP + (math.log10(MOST) - math.log10(cost)) / math.log10(MOST / LEAST) * (HEIGHT - TOP - BOTTOM)
        return across, down

    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" font-family="sans-serif" font-size="13">',
           "<title>Processor time over the number of passages in a library</title>",
           f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>']
    for power in range(int(math.log10(LEAST)), int(math.log10(MOST)) + 1):
        _, y = place(passages[0], 10.0**power)
        out.append(f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="#ddd"/>'
                   f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{10.0**power:g} ms</text>')
    for count in passages:
        x, _ = place(count, 1)
        out.append(f'<text x="{x:.1f}" y="{HEIGHT - BOTTOM + 20}" text-anchor="middle">{count:,}</text>')
    out.append(f'<text x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 8}" text-anchor="middle">passages in the library</text>')
    labels = []
    for label, colour, kind, cost in LINES:
        costs = [(results[size]["passages"], cost(results[size])) for size in sizes]
        points = [place(*one) for one in costs if one[1] is not None]
        out.append(f'<path d="M{" L".join(f"{x:.1f} {y:.1f}" for x, y in points)}" fill="none" stroke="{colour}" stroke-width="2"/>')
        out += [mark(kind, x, y, colour) for x, y in points]
        labels.append([points[-1][1], label, colour, kind])
    # Labels that would lie on each other are moved apart.
    labels.sort()
    for above, below in zip(labels, labels[1:]):
        below[0] = max(below[0], above[0] + 17)
    for y, label, colour, kind in labels:
        out.append(mark(kind, WIDTH - RIGHT + 18, y, colour))
        out.append(f'<text x="{WIDTH - RIGHT + 28}" y="{y + 4:.1f}" fill="#222">{label}</text>')
    return "\n".join(out + ["</svg>"]) + "\n"
