"""Writes streams.json: the paths of PyTorch's and optax's optimizers along gradients that were written
down, whatever the point: their rules alone, without a landscape.

    pip install -r requirements.txt
    python3 streams.py
"""

import jax.numpy as jnp
import torch

from cases import METHODS
from data import write
from walks import optax_walk, torch_walk

# Drawn once: sizes from 1e-4 to 600, zeros, changes of sign, and the same twice in a row.
MIXED = [
    (1.54847, 0.0), (-36.2981, -0.00379412), (-2.54362, 6.29239), (-0.030622, 24.2583),
    (0.0280367, -0.113003), (0.0, 0.0), (-0.100167, 0.541348), (-0.0108439, 0.00661766),
    (-1.13972, 0.104183), (0.00411542, 0.010815), (0.00270258, -6.32774), (-0.26569, -0.0517799),
    (0.26569, -183.216), (0.00411032, 0.093428), (-0.00094328, 0.000419543), (-142.319, -6.53409),
    (0.00745642, -0.351002), (-0.0550102, -0.00610467), (0.0222365, -31.3686), (0.00282387, -0.000337015),
    (0.00282387, -0.000337015), (4.81915, 222.505), (0.000750463, -0.65202), (-58.1586, 38.5906),
    (-0.00163674, -20.0774), (-0.0915996, -0.000658786), (-0.149329, -0.0157122), (0.55337, 0.0493665),
    (0.158544, -0.000219946), (4.2733, -39.6469), (-33.4454, -0.311835), (619.39, 0.0896292),
    (-1.05887, -8.16867), (-0.00111807, -394.547), (-0.0538654, 0.00203748), (0.275026, -23.3773),
    (0.00294886, -2.89952), (-0.0477208, 0.19651), (-0.000603489, 0.0184338), (104.619, -397.842),
]
# Mostly nothing; what is not, by its step.
SPARSE = {
    0: (0.517827, 0.0), 4: (0.0, -42.7755), 6: (-0.109034, 0.0), 12: (-0.70893, 0.0), 13: (0.0, 42.5511),
    18: (0.539741, 0.0), 22: (0.0, -35.6555), 24: (0.397183, 0.0), 30: (-0.367146, 0.0),
    31: (0.0, -3.59583), 36: (0.0646148, 0.0),
}
STREAMS = {
    "mixed": MIXED,
    "constant": [(1.5, -0.02)] * 30,
    "sparse": [SPARSE.get(step, (0.0, 0.0)) for step in range(40)],
}
START = (1.0, -2.0)


def case(name, stream, library, optimizer, knobs):
    # Adadelta finds its own rate; this is a factor.
    lr = 2.0 if optimizer == "adadelta" else 0.05
    gradients = STREAMS[stream]
    out = {"id": name, "optimizer": optimizer, "lr": lr, "knobs": knobs, "stream": stream,
           "start": list(START)}
    averages = []
    if library.startswith("optax"):
        path = optax_walk(library, optimizer, lr, knobs, START, len(gradients),
                          lambda _point, step: jnp.array(gradients[step]))
    else:
        def slope(point, step):
            point.grad = torch.tensor(gradients[step])
            return torch.tensor(0.0)

        path, _, averages, _ = torch_walk(library, optimizer, lr, knobs, START, len(gradients), slope)
    out["x"], out["y"] = ([point[axis] for point in path] for axis in (0, 1))
    if averages:
        out["average"] = {axis: [p[k] for p in averages] for k, axis in enumerate("xy")}
    return out


def cases():
    for method, (library, settings) in METHODS.items():
        # L-BFGS, Adan and the textbook's rules ask where they are.
        if library.startswith(("textbook", "pytorch_optimizer")) or library == "torch.optim.LBFGS":
            continue
        for number, (optimizer, _rates, knobs) in enumerate(settings):
            for stream in STREAMS:
                yield case(f"{method}/{stream}/{'AB'[number]}", stream, library, optimizer, knobs)


if __name__ == "__main__":
    write("streams.json", "torch 2.15.0, optax 0.2.8", {"streams": STREAMS, "cases": list(cases())})
