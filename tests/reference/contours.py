"""Writes contours.json: contour lines of a few landscapes as contourpy finds them, each by its number of
points, whether it is closed, its length, and its lowest x and y.

    pip install -r requirements.txt
    python3 contours.py
"""

import contourpy
import numpy as np

from data import write

# The landscapes and the boxes that are looked at.
VIEWS = {
    "himmelblau": ([[-6, 6], [-6, 6]], lambda x, y: (x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2),
    "rosenbrock": ([[-2, 2], [-1, 3]], lambda x, y: (1 - x) ** 2 + 100 * (y - x**2) ** 2),
    "rastrigin": (
        [[-5.12, 5.12], [-5.12, 5.12]],
        lambda x, y: 20 + x**2 - 10 * np.cos(2 * np.pi * x) + y**2 - 10 * np.cos(2 * np.pi * y),
    ),
    "hyperbolic_saddle": ([[-2, 2], [-2, 2]], lambda x, y: x**2 - y**2),
}
# A coarse grid, and one that is much finer along y.
GRIDS = [(61, 47), (40, 700)]


def axis(low, high, n):
    return np.array([low + (high - low) * k / (n - 1) for k in range(n)])


def summary(line):
    dx, dy = np.diff(line, axis=0).T
    closed = bool((line[0] == line[-1]).all())
    return [len(line), closed, float(np.hypot(dx, dy).sum()), *map(float, line.min(axis=0))]


def grid(name, view, height, nx, ny):
    x, y = axis(*view[0], nx), axis(*view[1], ny)
    z = height(x[None, :], y[:, None])
    # Twelve levels, closer together near the bottom.
    low, high = z.min(), z.max()
    levels = [float(low + (high - low) * (k / 13) ** 2) for k in range(1, 13)]
    lines = contourpy.contour_generator(x, y, z, name="serial").lines
    found = [sorted(map(summary, lines(level))) for level in levels]
    return {"surface": name, "view": view, "nx": nx, "ny": ny, "levels": levels, "lines": found}


if __name__ == "__main__":
    write("contours.json", "contourpy 1.4.0, serial", {
        "meaning": "per level and line: points, closed, length, lowest x, lowest y",
        "grids": [grid(name, *how, *size) for name, how in VIEWS.items() for size in GRIDS],
    })
