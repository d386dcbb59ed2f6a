"""Prints the numbers that tests/verdicts, tests/explain, tests/formulas/captions.rs and surfaces.rs hold the
program against: stability limits and drops of the loss in closed form, and when the signs of convergence
light.

    pip install -r requirements.txt
    python3 limits.py
"""

from math import exp

import numpy as np
from mpmath import mp
from numpy.linalg import eigvalsh, norm

from lessons import HOURS, PASSED, descend, line, sigmoid, title, told


def limits():
    title("verdicts/limits.rs, verdicts/lamps.rs, explain/main.rs, reference/surfaces.rs")

    def rosenbrock(x, y):
        return [[2 - 400 * (y - 3 * x * x), -400 * x], [-400 * x, 200]]

    told("Rosenbrock: 2/λmax at the minimum and at (-1.2, 1)",
         *(2 / eigvalsh(rosenbrock(*p))[1] for p in ((1, 1), (-1.2, 1))))
    x, y = -1.2, 1.0
    g = np.array([-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)])
    model = 1e-3 * g @ g - 1e-6 / 2 * g @ rosenbrock(x, y) @ g
    (u, v), loss = (x, y) - 1e-3 * g, (1 - x) ** 2 + 100 * (y - x * x) ** 2
    actual = loss - (1 - u) ** 2 - 100 * (v - u * u) ** 2
    told("its first step, η = 0.001: drop to first order, of the model, actual, their ratio",
         1e-3 * g @ g, model, actual, actual / model)

    # x² + y² - 2 exp(-((x - 1)² + y²)/0.2) - 3 exp(-((x + 1)² + y²)/0.2): the slope along x is zero
    # where this halving of an interval ends, and both curvatures are those along the axes.
    wells = ((2, 1), (3, -1))

    def slope(x):
        return 2 * x + sum(10 * depth * (x - at) * exp(-((x - at) ** 2) / 0.2) for depth, at in wells)

    def curvatures(x):
        deep = [(10 * depth * exp(-((x - at) ** 2) / 0.2), (x - at) ** 2) for depth, at in wells]
        return [2 + sum(d * (1 - 10 * r) for d, r in deep), 2 + sum(d for d, _ in deep)]

    for low, high in [(-1.1, -0.8), (0.8, 1.1)]:
        for _ in range(60):
            middle = (low + high) / 2
            low, high = (low, middle) if slope(middle) > 0 else (middle, high)
        told("two wells: minimum, 2/λmax", low, 2 / max(curvatures(low)))


def lamps():
    title("verdicts/lamps.rs: when the three lamps light, as src/run/verdict/lamps.rs defines them")

    def lit(name, f, slope, start, lr, steps, lowest):
        path = descend(slope, start, lr, steps)
        losses = np.array([f(p) for p in path])
        sizes = np.array([norm(slope(p)) for p in path])
        # The steps after five small changes in a row.
        little = np.abs(np.diff(losses)) <= 1e-6 * (1 + np.abs(losses[:-1]))
        running = [k for k in range(5, steps + 1) if little[k - 5:k].all()]
        small = np.flatnonzero(sizes <= 1e-4 * sizes[0])
        low = np.flatnonzero(losses - lowest <= 1e-3 * (losses[0] - lowest))
        # The first step of each; nan for never.
        told(name, *(at[0] if len(at) else float("nan") for at in (small, running, low)))

    steep = np.array([1.0, 25.0])
    for lr, steps in [(1 / 13, 200), (0.08, 500)]:
        lit(f"bowl, η = {lr:.4g}", lambda p: steep @ (p * p) / 2, lambda p: steep * p, (-9, 2), lr, steps, 0)
    lit("saddle", lambda p: p[0] ** 2 / 2 + p[1] ** 4 / 4 - p[1] ** 2 / 2,
        lambda p: np.array([p[0], p[1] ** 3 - p[1]]), (1, 0), 0.1, 250, -0.25)
    a = line((HOURS - HOURS.mean()) / HOURS.std())

    def squared(p):
        return np.mean((sigmoid(a @ p) - PASSED) ** 2)

    def squared_slope(p):
        s = sigmoid(a @ p)
        return a.T @ (2 * (s - PASSED) * s * (1 - s)) / 20

    lit("who passes, squared error", squared, squared_slope, (-10, 0), 0.1, 100, 0.1345)


def nadam():
    title("verdicts/limits.rs: the factor of NAdam")

    def grows(factor):
        """Whether 1000 steps on x²/2 leave it, the running mean of squares held still."""
        x, m, product = 1.0, 0.0, 1.0
        for k in range(1, 1001):
            m = 0.9 * m + 0.1 * x
            now, then = (0.9 * (1 - 0.5 * 0.96 ** (0.004 * step)) for step in (k, k + 1))
            product *= now
            x -= factor * ((1 - now) / (1 - product) * x + then / (1 - product * then) * m)
        return abs(x) > 1

    low, high = 1.0, 10.0
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (low, middle) if grows(middle) else (middle, high)
    told("stable up to", low)


def saturated():
    title("formulas/captions.rs: what is left of a classifier's loss, with 40 digits")
    mp.dps = 40
    for w in (20, 50):
        sides = [mp.mpf(x) for x in (1, 2)]
        loss = sum(mp.log1p(mp.exp(-w * x)) for x in sides) / 2
        slope = sum(-x / (1 + mp.exp(w * x)) for x in sides) / 2
        print(f"w = {w}: loss {mp.nstr(loss, 17)}, slope {mp.nstr(slope, 17)}")


if __name__ == "__main__":
    for part in (limits, lamps, nadam, saturated):
        part()
