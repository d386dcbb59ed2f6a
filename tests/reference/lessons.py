"""Prints the numbers that tests/lessons and tests/noise.rs hold the program against: each computed here
from the definitions alone, in closed form or by plain steps in double precision.

    pip install -r requirements.txt
    python3 lessons.py
"""

from math import cos, log, pi, sin, sqrt

import numpy as np
from numpy.linalg import eigvalsh, lstsq, norm, solve


def told(what, *numbers):
    print(f"{what}:", *(f"{x:.10g}" for x in numbers))


def title(test):
    print(f"\n{test}")


def descend(gradient, start, lr, steps, momentum=0.0):
    """Gradient descent, with heavy-ball momentum; all points."""
    p, v = np.array(start, float), 0.0
    path = [p]
    with np.errstate(all="ignore"):
        for _ in range(steps):
            v = momentum * v + gradient(p)
            p = p - lr * v
            path.append(p)
    return np.array(path)


def first_below(values, bound):
    return int(np.argmax(np.asarray(values) < bound))


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


# Speed and stopping distance of 50 cars: Ezekiel 1930, Methods of Correlation Analysis; R's data set `cars`,
# https://stat.ethz.ch/R-manual/R-devel/library/datasets/html/cars.html.
SPEED = np.repeat([4, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 22, 23, 24, 25],
                  [2, 2, 1, 1, 3, 2, 4, 4, 4, 3, 2, 3, 4, 3, 5, 1, 1, 4, 1]).astype(float)
DISTANCE = np.array([
    2, 10, 4, 22, 16, 10, 18, 26, 34, 17, 28, 14, 20, 24, 28, 26, 34, 34, 46, 26, 36, 60, 80, 20, 26, 54, 32,
    40, 32, 40, 50, 42, 56, 76, 84, 36, 46, 68, 32, 48, 52, 56, 64, 66, 54, 70, 92, 93, 120, 85], float)
# Hours of study of 20 students, and whether they passed:
# https://en.wikipedia.org/wiki/Logistic_regression, section Example.
HOURS = np.array([0.5, 0.75, 1, 1.25, 1.5, 1.75, 1.75, 2, 2.25, 2.5, 2.75, 3, 3.25, 3.5, 4, 4.25, 4.5, 4.75,
                  5, 5.5])
PASSED = np.array([0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1], float)


def normals(seed, count):
    """Normal numbers by SplitMix64, https://prng.di.unimi.it/splitmix64.c, and by Box and Muller, the cosine
    first."""
    state, mask, out = seed, (1 << 64) - 1, []

    def uniform():
        nonlocal state
        state = (state + 0x9E3779B97F4A7C15) & mask
        z = state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & mask
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & mask
        return ((z ^ (z >> 31)) >> 11) * 2.0**-53

    while len(out) < count:
        r, angle = sqrt(-2 * log(1 - uniform())), 2 * pi * uniform()
        out += [r * cos(angle), r * sin(angle)]
    return np.array(out[:count])


# The data set reg128 of this program: y = 2x - 1 with noise, x evenly from -√3 to √3.
REG_X = np.array([-sqrt(3) + 2 * sqrt(3) * (i + 0.5) / 128 for i in range(128)])
REG_Y, REG_HELD_OUT = (2 * REG_X - 1 + normals(seed, 128) for seed in (2809, 8))


def line(x):
    return np.stack([x, np.ones(len(x))], axis=1)


def scaling():
    title("lessons/data.rs, l03: a line through the cars")
    a = line(SPEED)
    best = lstsq(a, DISTANCE, rcond=None)[0]
    least = np.mean((a @ best - DISTANCE) ** 2)
    told("w, b, MSE", *best, least)
    told("MSE at the origin", np.mean(DISTANCE**2))
    centred = SPEED - SPEED.mean()
    forms = [("none", a), ("centre", line(centred)), ("standardise", line(centred / SPEED.std()))]
    for name, a in forms:
        low, high = eigvalsh(2 / 50 * a.T @ a)
        told(f"{name}: λmax, 2/λmax, κ", high, 2 / high, high / low)
    for name, lr in [("none", 0.003), ("centre", 0.035), ("standardise", 0.5), ("standardise", 0.1)]:
        a = dict(forms)[name]
        path = descend(lambda p: 2 / 50 * a.T @ (a @ p - DISTANCE), (0, 0), lr, 2200)
        losses = [np.mean((a @ p - DISTANCE) ** 2) for p in path]
        told(f"{name}, η = {lr}: steps to 1.01 of the least MSE", first_below(losses, 1.01 * least))


def batches():
    title("lessons/data.rs, l07, and verdicts/limits.rs: batches of reg128")
    a = line(REG_X)
    best = lstsq(a, REG_Y, rcond=None)[0]
    residual = a @ best - REG_Y
    told("w, b, loss", *best, np.mean(residual**2) / 2)
    told("held out", np.mean((a @ best - REG_HELD_OUT) ** 2) / 2)
    h = a.T @ a / 128
    c = (a * residual[:, None] ** 2).T @ a / 128
    fourth = sum(np.kron(np.outer(x, x), np.outer(x, x)) for x in a) / 128 - np.kron(h, h)

    def kept(lr, batch):
        """What a step makes of the covariance of the distance from the minimum, as a matrix of 4 by 4."""
        shrink = np.eye(2) - lr * h
        return np.kron(shrink, shrink) + lr**2 / batch * fourth

    for lr, batch in [(0.1, 1), (0.1, 8), (0.1, 32), (0.02, 1), (0.5, 1), (0.8, 1), (0.8, 32)]:
        s = solve(np.eye(4) - kept(lr, batch), (lr**2 / batch * c).ravel())
        told(f"radius at rest, η = {lr}, B = {batch}", sqrt(s[0] + s[3]))

    def after(steps, batch):
        """The root mean square distance from the minimum, started at (-3, 3), η = 0.1."""
        away = np.array([-3, 3]) - best
        s = np.outer(away, away).ravel()
        for k in range(steps):
            # While the mean is not at rest, the residuals and the distance go together.
            mean = np.linalg.matrix_power(np.eye(2) - 0.1 * h, k) @ away
            mixed = sum(np.outer(x, x) * (x @ mean) * r for x, r in zip(a, residual)) / 128
            s = kept(0.1, batch) @ s + 0.01 / batch * (c + 2 * mixed).ravel()
        return sqrt(s[0] + s[3])

    told("after one epoch, B = 128, 32, 1", after(1, 1e99), after(4, 32), after(128, 1))
    low, high = 0.5, 1.5
    while high - low > 1e-9:
        middle = (low + high) / 2
        stable = max(abs(np.linalg.eigvals(kept(middle, 1)))) < 1
        low, high = (middle, high) if stable else (low, middle)
    told("limit in the mean square, B = 1", low)


def classes():
    title("lessons/data.rs, l10, and verdicts/lamps.rs: who passes")

    def losses(a):
        def entropy(p):
            z = a @ p
            return np.mean(np.logaddexp(0, z) - PASSED * z)

        def squared(p):
            return np.mean((sigmoid(a @ p) - PASSED) ** 2)

        def entropy_slope(p):
            return a.T @ (sigmoid(a @ p) - PASSED) / 20

        def squared_slope(p):
            s = sigmoid(a @ p)
            return a.T @ (2 * (s - PASSED) * s * (1 - s)) / 20

        def newton():
            p = np.zeros(2)
            for _ in range(30):
                s = sigmoid(a @ p)
                p = p - solve((a * (s * (1 - s))[:, None]).T @ a / 20, entropy_slope(p))
            return p

        return entropy, entropy_slope, newton(), squared, squared_slope

    entropy, entropy_slope, best, squared, squared_slope = losses(line((HOURS - HOURS.mean()) / HOURS.std()))
    other = descend(squared_slope, best, 2, 20000)[-1]
    start = np.array([-10.0, 0.0])
    told("slopes at (-10, 0)", norm(entropy_slope(start)), norm(squared_slope(start)))
    step = 1e-5
    bend = [(squared_slope(start + e) - squared_slope(start - e)) / (2 * step) for e in step * np.eye(2)]
    told("lowest curvature of the squared error there", eigvalsh(np.array(bend))[0])
    told("cross-entropy: w, b, least", *best, entropy(best))
    told("squared error: w, least", other[0], squared(other))
    for name, f, slope, least in [("cross-entropy", entropy, entropy_slope, entropy(best)),
                                  ("squared error", squared, squared_slope, squared(other))]:
        path = descend(slope, start, 1, 1500)
        told(f"{name}: steps to 1.05 of the least, w after 100",
             first_below([f(p) for p in path], 1.05 * least), path[100][0])
    entropy, _, best, _, _ = losses(line(HOURS))
    told("of hours: w, b, total", *best, 20 * entropy(best))


def chains():
    title("lessons/networks.rs, l11: chains of neurons")
    rules = {
        "sigmoid": (sigmoid, lambda h: h * (1 - h)),
        "tanh": (np.tanh, lambda h: 1 - h * h),
        "linear": (lambda z: z, lambda h: 1.0),
    }

    def chain(w, depth, kind, skip=0.0):
        """The last neuron, and its slopes along both weights."""
        a, slope = rules[kind]
        h = a(w[0])
        along = [slope(h), 0.0]
        for _ in range(depth - 1):
            g = a(w[1] * h)
            along = [skip * along[0] + slope(g) * w[1] * along[0],
                     skip * along[1] + slope(g) * (w[1] * along[1] + h)]
            h = skip * h + g
        return h, np.array(along)

    told("sigmoid, depth 2, 4, 6, 8, 10", *(chain((1, 1), d, "sigmoid")[1][0] for d in (2, 4, 6, 8, 10)))
    told("linear, depth 8, w₂ = 0.5, 1, 1.5, 2",
         *(chain((1, w), 8, "linear")[1][0] for w in (0.5, 1, 1.5, 2)))
    told("tanh, depth 10, without and with a skip", *(chain((1, 2), 10, "tanh", s)[1][0] for s in (0.0, 1.0)))
    for depth in (2, 4, 8):
        def slope(p, depth=depth):
            h, along = chain(p, depth, "sigmoid")
            return (h - 0.8) * along

        told(f"depth {depth}: movement of w₁", descend(slope, (-1, 1), 1, 200)[-1][0] + 1)
    h, along = chain((1, 1.5), 8, "linear")
    told("∂L/∂w₂, linear", h * along[1])


def cliff():
    # After Pascanu, Mikolov and Bengio 2013, On the difficulty of training recurrent neural networks,
    # https://arxiv.org/abs/1211.5063: a neuron that feeds itself 30 times.
    title("lessons/networks.rs, l12: the cliff")

    def rnn(p):
        h, along = 0.5, np.zeros(2)
        for _ in range(30):
            s = sigmoid(h)
            along = p[0] * s * (1 - s) * along + [s, 1]
            h = p[0] * s + p[1]
        s = sigmoid(h)
        return (s - 0.7) ** 2, 2 * (s - 0.7) * s * (1 - s) * along

    path = descend(lambda p: rnn(p)[1], (6, -2.2), 0.3, 300)
    lengths = norm(np.diff(path, axis=0), axis=1)
    k = int(np.argmax(lengths))
    told("the longest step, its length", k + 1, lengths[k])
    told("slopes at its beginning and before", *(norm(rnn(path[j])[1]) for j in (k, k - 1)))
    told("losses before, at its beginning, at the end", *(rnn(path[j])[0] for j in (k - 1, k, 300)))


def products():
    title("lessons/networks.rs, l15: (uv - 1)²/2")

    def slope(p):
        return (p[0] * p[1] - 1) * p[::-1]

    def steps(start, lr=0.1):
        return first_below([(u * v - 1) ** 2 / 2 for u, v in descend(slope, start, lr, 500)], 1e-3)

    starts = [(1e-3, 1e-3), (0.01, 0.01), (0.1, 0.1), (0.5, 0.5), (1, 0.5), (-0.5, 0.501)]
    told("steps to 1e-3", *map(steps, starts))
    told("from (5, 5), η = 0.02", steps((5, 5), 0.02))
    told("from (4, 4): u in the end", descend(slope, (4, 4), 0.1, 100)[-1][0])
    told("from (5, 5): u", *descend(slope, (5, 5), 0.1, 3)[:, 0])

    title("lessons/networks.rs, l16,charts.rs: (u²v² - 1)²/4")

    def net(p):
        return (p[0] ** 2 * p[1] ** 2 - 1) * p[0] * p[1] * p[::-1]

    def sharpness(p):
        x, y = p
        c = x * x * y * y - 1
        mixed = 2 * x**3 * y**3 + 2 * c * x * y
        return eigvalsh([[2 * x * x * y**4 + c * y * y, mixed], [mixed, 2 * x**4 * y * y + c * x * x]])[1]

    for start, lr in [((3, 0.2), 0.2), ((2.5, 0.2), 0.2), ((4, 0.1), 0.1), ((4, 0.1), 0.05)]:
        path = descend(net, start, lr, 3000)
        sharp = [sharpness(p) for p in path]
        told(f"from {start}, η = {lr}: highest sharpness, last", max(sharp), sharp[-1])
    path = descend(net, (3, 0.2), 0.2, 3000)
    losses = [(u * u * v * v - 1) ** 2 / 4 for u, v in path]
    told("from (3, 0.2): steps in which the loss rises", np.sum(np.diff(losses) > 1e-12))
    told("sharpness after 800 steps", sharpness(path[800]))


def adversaries():
    # After Reddi, Kale and Kumar 2018, On the convergence of Adam and beyond,
    # https://openreview.net/forum?id=ryQu7f-RZ, section 3: a rare large slope among many small ones.
    title("lessons/moving.rs, l18: Adam walks the wrong way")

    def walk(rule, steps, rare=3.0, common=1.0, period=3, lr=0.5, b1=0.0, b2=0.1, decay=True):
        x = m = v = most = 0.0
        path = [x]
        for t in range(1, steps + 1):
            g = rare if t % period == 1 else -common
            m, v = b1 * m + (1 - b1) * g, b2 * v + (1 - b2) * g * g
            most = max(most, v)
            rate = lr / sqrt(t) if decay else lr
            if rule == "sgd":
                x -= rate * g
            else:
                root = sqrt((v if rule == "adam" else most) / (1 - b2**t))
                x -= rate * m / (1 - b1**t) / (root + 1e-8)
            x = min(1.0, max(-1.0, x))
            path.append(x)
        return np.array(path)

    told("Adam, AMSGrad, SGD after 300 steps", *(walk(rule, 300)[-1] for rule in ("adam", "amsgrad", "sgd")))
    told("Adam beyond 0.99 at step", first_below(-walk("adam", 300), -0.99))
    told("Adam with the usual betas", walk("adam", 300, b1=0.9, b2=0.99)[-1])
    rare = dict(rare=1010.0, common=10.0, period=101, lr=0.01, b1=0.9, b2=0.99, decay=False)
    told("rarer: Adam after 8000, AMSGrad after 20000",
         walk("adam", 8000, **rare)[-1], walk("amsgrad", 20000, **rare)[-1])


def drift():
    title("lessons/moving.rs, l20, and noise.rs: a target that moves by 0.01, outliers")

    def lag(rate, steps, momentum=0.0):
        x = v = 0.0
        for t in range(steps):
            v = momentum * v + x - 0.01 * t
            x -= rate(t) * v
        return 0.01 * steps - x

    told("lag, η = 0.02, 0.05, 0.1, 0.5", *(lag(lambda t, r=r: r, 4000) for r in (0.02, 0.05, 0.1, 0.5)))
    told("lag with momentum", lag(lambda t: 0.05, 4000, 0.9))
    told("lag with η = 0.2 / (1 + 0.2 t)", lag(lambda t: 0.2 / (1 + 0.2 * t), 1000))
    # Of noise with the variance σ² along each axis η/(2 - η)·2σ² is left; the lag is 0.01/η.
    told("tracking error, η = 0.02, 0.06, 0.1, 0.4",
         *(sqrt((0.01 / r) ** 2 + 2 * r / (2 - r)) for r in (0.02, 0.06, 0.1, 0.4)))
    told("spread at η = 0.1, without and with outliers",
         *(sqrt(0.1 / 1.9 * 2 * (0.25 + 0.01 * size**2)) for size in (0, 100)))
    draw = np.random.default_rng(0)
    p, squares = np.zeros((4000, 2)), []
    for step in range(2000):
        g = p + 0.5 * draw.standard_normal(p.shape)
        g += (draw.random(4000) < 0.01)[:, None] * 100 * draw.standard_normal(p.shape)
        p = p - 0.1 * g * np.minimum(1, 1 / norm(g, axis=1))[:, None]
        if step > 300:
            squares.append(np.mean(np.sum(p * p, axis=1)))
    told("the same clipped at 1, of 4000 simulations", sqrt(np.mean(squares)))


if __name__ == "__main__":
    for lesson in (scaling, batches, classes, chains, cliff, products, adversaries, drift):
        lesson()
