"""Writes surfaces.json: values, gradients and Hessians of the landscapes at 40 points each, and their
critical points, as arithmetic with 50 digits gives them, rounded to the nearest double.

    pip install -r requirements.txt
    python3 surfaces.py

Of a corner, |u|, the derivative is taken as sign(u), and the second derivative as 0.
"""

import warnings

import numpy as np
import sympy
from mpmath import mp, mpf

from data import write
from landscapes import LANDSCAPES, X, Y, expression

mp.dps = 50
# Newton's method goes where a formula has no value; those starts are dropped.
warnings.filterwarnings("ignore", category=RuntimeWarning)

# At most so many of each kind are told, the lowest.
MOST = {"minimum": 40, "saddle": 40, "maximum": 20}
# Flatter than this in some direction: on a plateau, of no use to a test.
FLAT = 1e-3
# Minima of 0 that have no derivative, by the place.
KINKS = {"ackley": (0.0, 0.0), "bukin6": (-10.0, 1.0)}
# Minima on the edge of the box, by a place nearby; the slope along y is zero there.
EDGES = {"eggholder": (512.0, 404.23)}


class Formula:
    """Value, gradient and Hessian of a formula, with 50 digits and in double precision."""

    def __init__(self, known):
        value = expression(known)
        first = [value.diff(axis) for axis in (X, Y)]
        second = [first[0].diff(X), first[0].diff(Y), first[1].diff(Y)]
        all_six = [e.replace(sympy.DiracDelta, lambda *_: 0) for e in (value, *first, *second)]
        exact = sympy.lambdify([X, Y], all_six, "mpmath")
        quick = sympy.lambdify([X, Y], all_six[1:], "numpy", cse=True)
        self.exact = lambda x, y: exact(mpf(x), mpf(y))
        self.quick = lambda x, y: [v + 0 * x for v in quick(x, y)]


def rnn(x, y):
    """The recurrent neuron: h is 0.5 at first, and 50 times x·σ(h) + y; the loss is (σ(h) - 0.7)²."""
    x, y = mpf(x), mpf(y)
    h, (hx, hy), (hxx, hxy, hyy) = mpf(0.5), (mpf(0), mpf(0)), (mpf(0), mpf(0), mpf(0))

    def sigmoid():
        s = 1 / (1 + mp.exp(-h))
        a, b = s * (1 - s), s * (1 - s) * (1 - 2 * s)
        return (s, (a * hx, a * hy),
                (b * hx * hx + a * hxx, b * hx * hy + a * hxy, b * hy * hy + a * hyy))

    for _ in range(50):
        s, (sx, sy), (sxx, sxy, syy) = sigmoid()
        h, hx, hy = x * s + y, s + x * sx, x * sy + 1
        hxx, hxy, hyy = 2 * sx + x * sxx, sy + x * sxy, x * syy
    s, (sx, sy), (sxx, sxy, syy) = sigmoid()
    d = s - mpf("0.7")
    return (d * d, 2 * d * sx, 2 * d * sy,
            2 * (sx * sx + d * sxx), 2 * (sx * sy + d * sxy), 2 * (sy * sy + d * syy))


def points(index, known):
    """Forty points in the box, half of them in the view if there is one."""
    draw = np.random.default_rng(1000 + index)
    # Easom's well is hardly ever met in its box.
    wide = 8 if known["id"] == "easom" else 20
    out = []
    for k in range(40):
        x, y = (round(draw.uniform(*side), 4) for side in known["domain" if k < wide else "view"])
        if known["id"] == "rnn_cliff" and k >= 26:
            # Near the cliff, where h stays at 0.5.
            y = round(float(0.5 - x / (1 + np.exp(-0.5)) + 0.02 * draw.standard_normal()), 4)
        out.append([x, y])
    return out


def newton(formula, window):
    """Where Newton's method comes to rest in a window, from a dense grid of starts; in double precision."""
    x, y = (axis.ravel() for axis in np.meshgrid(*(np.linspace(*side, 301) for side in window)))
    for _ in range(60):
        gx, gy, a, b, c = formula.quick(x, y)
        det = a * c - b * b
        dx, dy = (c * gx - b * gy) / det, (a * gy - b * gx) / det
        size = np.hypot(dx, dy)
        # The smaller curvature is at least |det| / (|a| + |b| + |c|).
        steep = np.abs(det) / (np.abs(a) + np.abs(b) + np.abs(c))
        fine = np.isfinite(size)
        x, y, dx, dy, size, steep = (v[fine] for v in (x, y, dx, dy, size, steep))
        x, y = x - dx, y - dy
    span = max(high - low for low, high in window)
    rest = (size < 1e-9 * span) & (steep > FLAT / 4)
    return np.unique(np.round(np.stack([x[rest], y[rest]], 1) / span, 7), axis=0) * span


def polished(formula, x, y):
    """A critical point with 50 digits, or nothing."""
    x, y = mpf(x), mpf(y)
    for _ in range(12):
        _, gx, gy, a, b, c = formula.exact(x, y)
        det = a * c - b * b
        if det == 0:
            return None
        dx, dy = (c * gx - b * gy) / det, (a * gy - b * gx) / det
        x, y = x - dx, y - dy
        if mp.hypot(dx, dy) < mpf(10) ** -40 * max(1, mp.hypot(x, y)):
            return x, y
    return None


def eigenvalues(a, b, c):
    middle, apart = (a + c) / 2, mp.hypot((a - c) / 2, b)
    return [middle - apart, middle + apart]


def number(x):
    """The nearest double; what 50 digits leave of a zero is a zero."""
    return 0.0 if abs(x) < mpf(10) ** -30 else float(x)


def told(kind, x, y, formula):
    f, _, _, *second = formula.exact(x, y)
    return [kind, number(x), number(y), number(f), list(map(number, eigenvalues(*second)))]


def stationary(known, formula):
    """The critical points in the window, each kind by its height; and whether some were left out."""
    name, window = known["id"], known["window"]
    if name == "monkey_saddle":
        return [told("degenerate", mpf(0), mpf(0), formula)], False
    if name == "drop_wave":
        # -(1 + cos 12r) / (2 + r²/2) is -1 + 36.25r² + …; its other critical points are circles.
        return [["minimum", 0.0, 0.0, -1.0, [72.5, 72.5]]], False
    found = {}
    for x, y in newton(formula, window):
        p = polished(formula, x, y)
        if not p or any(not low <= v <= high for v, (low, high) in zip(p, window)):
            continue
        low, high = eigenvalues(*formula.exact(*p)[3:])
        if min(abs(low), abs(high)) >= FLAT:
            kind = "minimum" if low > 0 else "maximum" if high < 0 else "saddle"
            point = told(kind, *p, formula)
            # The same from another start.
            found[round(point[1], 9), round(point[2], 9)] = kind, point
    # Corners and edges stand among the minima.
    if name in KINKS:
        found["kink"] = "minimum", ["kink", *KINKS[name], 0.0, None]
    if name in EDGES:
        x, y = EDGES[name]
        y = mp.findroot(lambda y: formula.exact(x, y)[2], y)
        found["boundary"] = "minimum", told("boundary", mpf(x), y, formula)
    out, left_out = [], False
    for kind, most in MOST.items():
        of_kind = [point for of, point in found.values() if of == kind]
        # Equal heights by their place.
        of_kind.sort(key=lambda point: (round(point[3], 10), point[1:3]))
        left_out |= len(of_kind) > most
        out += of_kind[:most]
    return out, left_out


def surface(index, known):
    name = known["id"]
    formula = None if name == "rnn_cliff" else Formula(known)
    listed, left_out = stationary(known, formula) if formula else ([], False)
    xy = points(index, known)
    rows = [list(map(float, (formula.exact if formula else rnn)(*p))) for p in xy]
    shown = ("id", "formula", "knobs", "domain", "window", "smooth", "polynomial")
    return {key: known[key] for key in shown} | {
        "truncated": left_out, "stationary": listed, "xy": xy,
        "value": [row[0] for row in rows], "grad": [row[1:3] for row in rows],
        "hess": [row[3:] for row in rows],
    }


if __name__ == "__main__":
    made_with = "sympy 1.14.0 and mpmath 1.3.0 at 50 digits, rounded to the nearest double"
    write("surfaces.json", made_with, {"surfaces": [surface(*known) for known in enumerate(LANDSCAPES)]})
