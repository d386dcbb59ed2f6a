"""Prints what tests/alternatives.rs holds the methods without gradients against: how often each finds the
deepest of Rastrigin's 121 valleys, and how low Bayesian optimization gets. Programs of their own, with the
rules and the knobs of this program's methods, and another generator of chance.

    pip install -r requirements.txt
    python3 alternatives.py

Simulated annealing: Kirkpatrick, Gelatt and Vecchi 1983, https://doi.org/10.1126/science.220.4598.671.
Genetic algorithm with blend crossover: Eshelman and Schaffer 1993,
https://doi.org/10.1016/B978-0-08-094832-4.50018-0. CMA-ES: Hansen 2016, https://arxiv.org/abs/1604.00772.
Expected improvement: Jones, Schonlau and Welch 1998, https://doi.org/10.1023/A:1008306431147.
"""

import numpy as np
from numpy.linalg import cholesky, norm, solve
from scipy.special import ndtr

LOW, HIGH = -5.12, 5.12
WIDTH = HIGH - LOW


def rastrigin(p):
    return 20 + np.sum(p**2 - 10 * np.cos(2 * np.pi * p), axis=-1)


def branin(p):
    """Branin's function above its minimum, 10/8π, its box stretched to that of Rastrigin."""
    x, y = (p[..., 0] - LOW) / WIDTH * 15 - 5, (p[..., 1] - LOW) / WIDTH * 15
    valley = y - 5.1 / (4 * np.pi**2) * x**2 + 5 / np.pi * x - 6
    return valley**2 + 10 * (1 - 1 / (8 * np.pi)) * np.cos(x) + 10 - 10 / (8 * np.pi)


def annealing(seed, steps, runs):
    """The lowest losses of many runs at once: T falls from 5 to 0.01, steps from 0.15 to 0.005 of the box."""
    draw = np.random.default_rng(seed)
    x = draw.uniform(LOW, HIGH, (runs, 2))
    loss = rastrigin(x)
    lowest = loss.copy()
    for k in range(steps):
        cooled = k / (steps - 1)
        heat, size = 5 * (0.01 / 5) ** cooled, 0.15 * WIDTH * (0.005 / 0.15) ** cooled
        y = x + size * draw.standard_normal(x.shape)
        inside = np.all(np.abs(y) <= HIGH, axis=1)
        other = rastrigin(y)
        lucky = draw.random(runs) < np.exp(np.minimum(loss - other, 0) / heat)
        taken = inside & lucky
        x[taken], loss[taken] = y[taken], other[taken]
        lowest = np.minimum(lowest, loss)
    return lowest


def genetic(seed, generations, members=40, elite=2):
    """Tournaments of three; a child has two parents nine times in ten; half of its coordinates are changed,
    first by 0.1 of the box, then by less and less."""
    draw = np.random.default_rng(seed)
    x = draw.uniform(LOW, HIGH, (members, 2))
    loss = rastrigin(x)
    for k in range(generations - 1):
        order = np.argsort(loss)
        x, loss = x[order], loss[order]
        size = 0.1 * WIDTH * (1 - k / (generations - 1) + 0.005)

        def parent():
            return x[min(draw.integers(0, members, 3))]

        children = []
        for _ in range(members - elite):
            child, other = parent(), parent()
            if draw.random() < 0.9:
                child = child + draw.uniform(-0.25, 1.25, 2) * (other - child)
            child = child + (draw.random(2) < 0.5) * size * draw.standard_normal(2)
            children.append(np.clip(child, LOW, HIGH))
        x = np.vstack([x[:elite], children])
        loss = np.append(loss[:elite], rastrigin(np.array(children)))
    return loss.min()


def cma_es(seed, generations, members=40):
    """As in Hansen's tutorial, without negative weights; σ is a quarter of the box at first."""
    draw, n = np.random.default_rng(seed), 2
    parents = members // 2
    weights = np.log(parents + 0.5) - np.log(np.arange(1, parents + 1))
    weights /= weights.sum()
    mass = 1 / np.sum(weights**2)
    c_path = (4 + mass / n) / (n + 4 + 2 * mass / n)
    c_sigma = (mass + 2) / (n + mass + 5)
    c_one = 2 / ((n + 1.3) ** 2 + mass)
    c_mu = min(1 - c_one, 2 * (mass - 2 + 1 / mass) / ((n + 2) ** 2 + mass))
    damping = 1 + 2 * max(0, np.sqrt((mass - 1) / (n + 1)) - 1) + c_sigma
    length = np.sqrt(n) * (1 - 1 / (4 * n) + 1 / (21 * n**2))
    mean, sigma, lowest = draw.uniform(LOW, HIGH, n), WIDTH / 4, np.inf
    cov, path, path_sigma = np.eye(n), np.zeros(n), np.zeros(n)
    for k in range(1, generations + 1):
        scale, turn = np.linalg.eigh(cov)
        scale = np.sqrt(np.maximum(scale, 1e-20))
        steps = draw.standard_normal((members, n)) * scale @ turn.T
        x = mean + sigma * steps
        # Outside of the box it costs.
        loss = rastrigin(x) + 1e3 * np.sum(np.maximum(0, np.abs(x) - HIGH) ** 2, axis=1)
        order = np.argsort(loss)[:parents]
        lowest = min(lowest, loss[order[0]])
        step = weights @ steps[order]
        mean = mean + sigma * step
        white = turn @ (turn.T @ step / scale)
        path_sigma = (1 - c_sigma) * path_sigma + np.sqrt(c_sigma * (2 - c_sigma) * mass) * white
        calm = norm(path_sigma) / np.sqrt(1 - (1 - c_sigma) ** (2 * k)) < (1.4 + 2 / (n + 1)) * length
        path = (1 - c_path) * path + calm * np.sqrt(c_path * (2 - c_path) * mass) * step
        kept = np.outer(path, path) + (1 - calm) * c_path * (2 - c_path) * cov
        cov = (1 - c_one - c_mu) * cov + c_one * kept + c_mu * (steps[order].T * weights) @ steps[order]
        sigma *= np.exp(c_sigma / damping * (norm(path_sigma) / length - 1))
        if sigma * scale.max() < 1e-9:
            break
    return lowest


def bayesian(f, seed, samples):
    """A Gaussian process whose length is the likeliest of six, and expected improvement at candidates; eight
    samples by chance first."""
    draw = np.random.default_rng(seed)
    x = draw.uniform(LOW, HIGH, (8, 2))
    loss = f(x)

    def kernel(a, b, length):
        return np.exp(-np.sum((a[:, None] - b[None]) ** 2, axis=-1) / (2 * length**2))

    while len(loss) < samples:
        z = (loss - loss.mean()) / (loss.std() + 1e-9)
        fits = []
        for length in (0.3, 0.5, 0.8, 1.2, 2.0, 3.0):
            root = cholesky(kernel(x, x, length) + 1e-6 * np.eye(len(z)))
            pull = solve(root.T, solve(root, z))
            fits.append((-z @ pull / 2 - np.log(np.diag(root)).sum(), length, root, pull))
        _, length, root, pull = max(fits, key=lambda fit: fit[0])
        best = x[np.argmin(loss)]
        near = [best + size * draw.standard_normal((count, 2)) for size, count in ((0.3, 200), (0.03, 100))]
        at = np.vstack([draw.uniform(LOW, HIGH, (1000, 2)), np.clip(np.vstack(near), LOW, HIGH)])
        k = kernel(at, x, length)
        spread = np.sqrt(np.maximum(1 - np.sum(solve(root, k.T) ** 2, axis=0), 1e-12))
        u = (z.min() - k @ pull) / spread
        gain = spread * (u * ndtr(u) + np.exp(-u * u / 2) / np.sqrt(2 * np.pi))
        x = np.vstack([x, at[np.argmax(gain)]])
        loss = np.append(loss, f(x[-1:]))
    return loss.min()


def share(name, lowest):
    """How many end below 0.99, so in the deepest valley; and how far chance may be off, three times."""
    won = np.mean(np.asarray(lowest) < 0.99)
    print(f"{name}: {won:.3f} ± {3 * np.sqrt(max(won * (1 - won), 1 / len(lowest)) / len(lowest)):.3f}")


if __name__ == "__main__":
    share("annealing, 2000 samples", annealing(0, 1999, 10_000))
    share("annealing, 500 samples", annealing(1, 499, 10_000))
    share("genetic, 2000 samples", [genetic(seed, 52) for seed in range(400)])
    share("genetic, 500 samples", [genetic(seed, 13) for seed in range(1000)])
    share("CMA-ES, 2000 samples", [cma_es(seed, 50) for seed in range(1000)])
    share("CMA-ES, 500 samples", [cma_es(seed, 12) for seed in range(1000)])
    share("CMA-ES of 6, 2000 samples", [cma_es(seed, 333, 6) for seed in range(1000)])
    for name, f, samples in [("Rastrigin", rastrigin, 60), ("Branin", branin, 30)]:
        found = [bayesian(f, seed, samples) for seed in range(24)]
        chance = f(np.random.default_rng(2).uniform(LOW, HIGH, (4000, samples, 2))).min(axis=1)
        print(f"Bayesian on {name}, {samples} samples: median {np.median(found):.3g}, "
              f"and {np.median(chance):.3g} by chance alone")
