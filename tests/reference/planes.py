"""Writes planes.json: Rosenbrock's valley in n dimensions at points, its curvature there, what
gradient descent does on it, and how it looks on planes through its parameters.

    venv/bin/python planes.py
"""

import json
from pathlib import Path

import numpy as np
from scipy.optimize import rosen, rosen_der, rosen_hess

random = np.random.default_rng(11)


def curvature(x):
    """Value, gradient and eigenvalues at a point, and the largest stable rate of gradient descent."""
    values = np.linalg.eigvalsh(rosen_hess(x))
    return {
        "at": x.tolist(),
        "value": float(rosen(x)),
        "gradient": rosen_der(x).tolist(),
        "lowest_eigenvalue": float(values[0]),
        "highest_eigenvalue": float(values[-1]),
        "limit": float(2 / values[-1]),
    }


def scaled(x, decay, scaling):
    """λmax of S (H + decay I) S, where the squares on the diagonal of S are the scaling."""
    root = np.diag(np.sqrt(scaling))
    matrix = root @ (rosen_hess(x) + decay * np.eye(len(x))) @ root
    return float(np.linalg.eigvalsh(matrix)[-1])


def descent(start, rate, momentum, steps):
    """The last point of heavy-ball descent v := μ v + g, x := x - η v, and all losses."""
    x, v = np.array(start), np.zeros(len(start))
    losses = [float(rosen(x))]
    for _ in range(steps):
        v = momentum * v + rosen_der(x)
        x = x - rate * v
        losses.append(float(rosen(x)))
    return {"rate": rate, "momentum": momentum, "end": x.tolist(), "losses": losses}


def plane(origin, u, v, places):
    """Losses, slopes and second derivatives at places a u + b v beside the origin."""
    ways = np.array([u, v])
    rows = []
    for place in places:
        x = np.array(origin) + place @ ways
        bends = ways @ rosen_hess(x) @ ways.T
        rows.append({
            "at": place.tolist(),
            "value": float(rosen(x)),
            "slopes": (ways @ rosen_der(x)).tolist(),
            "bends": [float(bends[0, 0]), float(bends[0, 1]), float(bends[1, 1])],
        })
    # Where on the plane the points nearest to some others lie.
    others = random.uniform(-2, 2, (4, len(origin)))
    near, *_ = np.linalg.lstsq(ways.T, (others - np.array(origin)).T, rcond=None)
    return {"origin": list(origin), "u": list(u), "v": list(v), "places": rows,
            "others": others.tolist(), "near": near.T.tolist()}


cases = []
for dim in [2, 3, 5, 11, 32]:
    start = np.where(np.arange(dim) % 2 == 0, -1.2, 1.0)
    points = [start, np.ones(dim), *random.uniform(-2, 2, (3, dim))]
    scaling = random.uniform(0.1, 3, dim)
    cases.append({
        "dim": dim,
        "points": [curvature(x) for x in points],
        "scaling": scaling.tolist(),
        "decayed": [scaled(x, 5.0, scaling) for x in points],
        "descents": [descent(start, 4e-4, 0.0, 30), descent(start, 2e-4, 0.9, 20)],
        "planes": [
            plane(random.uniform(-1, 1, dim), *random.uniform(-1, 1, (2, dim)),
                  random.uniform(-1, 1, (3, 2)))
            for _ in range(2)
        ] if dim > 2 else [],
    })
Path(__file__).with_suffix(".json").write_text(json.dumps({"cases": cases}) + "\n")
