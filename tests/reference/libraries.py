"""Writes libraries.json: the paths of PyTorch's, optax's and pytorch_optimizer's optimizers, and of the
textbook's rules computed with 50 digits, step by step over four landscapes.

    pip install -r requirements.txt
    python3 libraries.py
"""

import jax
import jax.numpy as jnp
import optax
import torch
from torch.optim import lr_scheduler as schedulers

import textbook
from cases import METHODS, OTHER_STARTS, STARTS
from data import write
from walks import SURFACES, optax_walk, torch_walk

PLACES = list(STARTS)
# Methods that come to an end sooner than after 60 steps.
STEPS = {
    "lbfgs_strong_wolfe_20": 6,
    "lbfgs_fixed_20": 6,
    "newton": 20,
    "levenberg_newton": 20,
    "steepest_exact": 20,
    "gd_armijo": 12,
}


def torch_slope(f):
    def slope(point, _step):
        value = f(*point)
        value.backward()
        return value

    return slope


def optax_slope(f):
    gradient = jax.jit(jax.grad(lambda point: f(*point)))
    return lambda point, _step: gradient(point)


def case(name, place, number, library, optimizer, lr, knobs, **how):
    """One walk: what was run, and where it came to."""
    f, surface, surface_knobs = SURFACES[place]
    start = OTHER_STARTS.get(name, STARTS[place][number])
    steps = STEPS.get(name.split("/")[0], 60)
    out = {"id": name, "optimizer": optimizer, "lr": lr, "knobs": knobs, "surface": surface,
           "surface_knobs": surface_knobs, "start": list(start)}
    calls = averages = rates = None
    if library.startswith("textbook"):
        path = textbook.walk(library, place, lr, knobs, start, steps)
    elif library.startswith("optax"):
        path = optax_walk(library, optimizer, lr, knobs, start, steps, optax_slope(f), **how)
    else:
        path, calls, averages, rates = torch_walk(
            library, optimizer, lr, knobs, start, steps, torch_slope(f), **how)
    out["x"], out["y"] = ([float(point[axis]) for point in path] for axis in (0, 1))
    if optimizer == "lbfgs":
        out["gradients"] = calls
    if averages:
        out["average"] = {axis: [p[k] for p in averages] for k, axis in enumerate("xy")}
    return out, [float(f(*point)) for point in path], rates


def plain():
    for method, (library, settings) in METHODS.items():
        for at, place in enumerate(PLACES):
            for number, (optimizer, rates, knobs) in enumerate(settings):
                # The exact line search is for quadratics.
                if at < len(rates):
                    name = f"{method}/{place}/{'AB'[number]}"
                    out, losses, _ = case(name, place, number, library, optimizer, rates[at], knobs)
                    # These are told by the point before the look-ahead, where no loss is taken.
                    out.update({"behind": True} if method in textbook.BEHIND else {"f": losses})
                    yield out


ADAM = dict(eps=1e-08, weight_decay=0, amsgrad=False, beta1=0.9, beta2=0.999)
HEAVY = dict(momentum=0.9, dampening=0, weight_decay=0)
RMSPROP = dict(alpha=0.9, eps=1e-08, weight_decay=0, momentum=0, centered=False)
# The rates under a clip, on the landscapes in the order of STARTS.
CLIPPED = {
    "sgd_momentum": ("torch.optim.SGD", "momentum", HEAVY, {
        ("norm", 1.0): (0.008, 0.0003, 0.004, 0.004),
        ("value", 0.5): (0.008, 0.0003, 0.004, 0.004),
        ("norm", 20.0): (0.001, 0.0003, 0.001, 0.001),
        ("value", 5.0): (0.004, 0.0003, 0.004, 0.004),
    }),
    "adam": ("torch.optim.Adam", "adam", ADAM, dict.fromkeys(
        [("norm", 1.0), ("value", 0.5), ("norm", 20.0), ("value", 5.0)], (0.15, 0.03, 0.1, 0.1))),
    "rmsprop": ("torch.optim.RMSprop", "rmsprop", RMSPROP, dict.fromkeys(
        [("norm", 1.0), ("value", 0.5), ("norm", 20.0), ("value", 5.0)], (0.05, 0.01, 0.05, 0.03))),
    # On the other two landscapes this says no more.
    "optax_sgd": ("optax.sgd", "momentum", dict(momentum=0.9), {("value", 0.5): (0.008, 0.0003)}),
    "optax_adam": ("optax.adam", "adam", dict(beta1=0.9, beta2=0.999, eps=1e-08),
                   {("value", 0.5): (0.15, 0.03)}),
}


def clipped():
    for method, (library, optimizer, knobs, clips) in CLIPPED.items():
        for at, place in enumerate(PLACES):
            for (kind, most), rates in clips.items():
                if library.startswith("optax"):
                    clip = optax.clip(most)
                else:
                    cut = getattr(torch.nn.utils, f"clip_grad_{kind}_")
                    clip = lambda point, cut=cut, most=most: cut([point], most)
                if at < len(rates):
                    name = f"{method}+clip_{kind}_{most}/{place}"
                    out, _, _ = case(name, place, 0, library, optimizer, rates[at], knobs, clip=clip)
                    yield out | {"clip": {kind: most}}


# Of a base rate: the schedule as this program writes it, and as torch does.
SCHEDULES = {
    "StepLR": lambda lr: (
        '{ id = "step", step_size = 15, gamma = 0.5 }',
        dict(step_size=15, gamma=0.5)),
    "ExponentialLR": lambda lr: ('{ id = "exponential", gamma = 0.96 }', dict(gamma=0.96)),
    "CosineAnnealingLR": lambda lr: (
        '{ id = "cosine", t_max = 60, eta_min = 0.0 }',
        dict(T_max=60, eta_min=0.0)),
    "CosineAnnealingWarmRestarts": lambda lr: (
        '{ id = "cosine_restarts", t_0 = 10, t_mult = 2, eta_min = 0.0 }',
        dict(T_0=10, T_mult=2)),
    "OneCycleLR": lambda lr: (
        f'{{ id = "one_cycle", total_steps = 61, max_lr = {lr} }}',
        dict(total_steps=61, max_lr=lr)),
    "LinearLR": lambda lr: (
        '{ id = "linear_warmup", start_factor = 0.1, total_iters = 20 }',
        dict(start_factor=0.1, total_iters=20)),
    "PolynomialLR": lambda lr: (
        '{ id = "polynomial", total_iters = 60, power = 1.5 }',
        dict(total_iters=60, power=1.5)),
    "ReduceLROnPlateau": lambda lr: (
        '{ id = "plateau", factor = 0.5, patience = 2, threshold = 0.02 }',
        dict(factor=0.5, patience=2, threshold=0.02)),
    "CyclicLR": lambda lr: (
        '{ id = "cyclic", step_size_up = 9, mode = "triangular2", '
        f"base_lr = {lr / 10}, max_lr = {lr} }}",
        dict(step_size_up=9, mode="triangular2", base_lr=lr / 10, max_lr=lr)),
    "SequentialLR": lambda lr: (
        '[{ id = "linear_warmup", start_factor = 0.05, total_iters = 10, steps = 10 }, '
        '{ id = "cosine", t_max = 50, eta_min = 0.0 }]',
        None),
}
# The rates are those of the quadratic and of Himmelblau's function.
SCHEDULED = {
    "sgd": ("torch.optim.SGD", "gd", dict(weight_decay=0), (0.015, 0.01)),
    "sgd_momentum": ("torch.optim.SGD", "momentum", HEAVY, (0.004, 0.002)),
    "adam": ("torch.optim.Adam", "adam", ADAM, (0.15, 0.1)),
}


def warm_then_cosine(rule):
    warm = schedulers.LinearLR(rule, start_factor=0.05, total_iters=10)
    cosine = schedulers.CosineAnnealingLR(rule, T_max=50)
    return schedulers.SequentialLR(rule, [warm, cosine], milestones=[10])


def scheduled():
    for kind, words in SCHEDULES.items():
        for at, place in enumerate(["quadratic_k100_t30", "himmelblau"]):
            for method, (library, optimizer, knobs, rates) in SCHEDULED.items():
                text, args = words(rates[at])
                # Plain descent has no momentum to cycle.
                if method == "sgd" and kind in ("OneCycleLR", "CyclicLR"):
                    text = text.replace(" }", ", cycle_momentum = false }")
                    args["cycle_momentum"] = False
                make = warm_then_cosine
                if args is not None:
                    make = lambda rule, kind=kind, args=args: getattr(schedulers, kind)(rule, **args)
                name = f"{method}+{kind}/{place}"
                out, _, lrs = case(name, place, 0, library, optimizer, rates[at], knobs, schedule=make)
                yield out | {"schedule": text, "rates": lrs}


if __name__ == "__main__":
    made_with = ("torch 2.15.0 (CPU, float64), optax 0.2.8 on jax 0.10.2 (x64), pytorch_optimizer 4.1.0; "
                 "textbook rules with 50 digits by mpmath 1.3.0")
    write("libraries.json", made_with, {"cases": [*plain(), *clipped(), *scheduled()]})
