"""Walks of the libraries' optimizers over four landscapes, or along gradients that were written down.
Read by libraries.py and streams.py.
"""

import math

import jax
import jax.numpy as jnp
import optax
import pytorch_optimizer
import torch

# Before the first number is made: jax computes with 32 bits otherwise, and so does torch for the
# scalars that NAdam and ASGD keep.
jax.config.update("jax_enable_x64", True)
torch.set_default_dtype(torch.float64)

KAPPA, THETA = 100, math.pi / 6


def quadratic(x, y, cos=math.cos(THETA), sin=math.sin(THETA)):
    return ((x * cos + y * sin) ** 2 + KAPPA * (y * cos - x * sin) ** 2) / 2


def rosenbrock(x, y):
    return (1 - x) ** 2 + 100 * (y - x**2) ** 2


def himmelblau(x, y):
    return (x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2


def beale(x, y):
    return (1.5 - x + x * y) ** 2 + (2.25 - x + x * y**2) ** 2 + (2.625 - x + x * y**3) ** 2


# By the name in an id: the landscape, this program's name of it, and its knobs.
SURFACES = {
    "quadratic_k100_t30": (quadratic, "quadratic", {"kappa": KAPPA, "theta": THETA}),
    "rosenbrock": (rosenbrock, "rosenbrock", {"a": 1, "b": 100}),
    "himmelblau": (himmelblau, "himmelblau", {}),
    "beale": (beale, "beale", {}),
}


def arguments(library, optimizer, knobs):
    """The knobs of this program as the arguments of a library's function."""
    out = dict(knobs)

    def pair(name, *parts):
        if parts[0] in out:
            out[name] = tuple(out.pop(part) for part in parts)

    def rename(old, new):
        if old in out:
            out[new] = out.pop(old)

    family, _, name = library.rpartition(".")
    if family == "optax":
        rename("beta1", "b1")
        rename("beta2", "b2")
        if name == "sgd":
            out["nesterov"] = optimizer == "nesterov"
        # Lion without memory goes along the signs.
        return {} if name == "sign_sgd" else out
    if family == "pytorch_optimizer":
        pair("betas", "beta1", "beta2", "beta3")
        rename("decoupled_weight_decay", "weight_decouple")
        return out
    pair("betas", "beta1", "beta2")
    pair("etas", "eta_minus", "eta_plus")
    pair("step_sizes", "step_min", "step_max")
    rename("initial_accumulator", "initial_accumulator_value")
    if optimizer == "nesterov":
        out["nesterov"] = True
    if name == "LBFGS":
        rename("memory", "history_size")
        search = out.pop("line_search")
        out["line_search_fn"] = None if search == "none" else search
        # By itself torch allows 5/4 evaluations an iteration, and with one iteration none for the
        # line search: it would never move.
        if out["max_iter"] == 1 and search != "none":
            out["max_eval"] = 26
    return out


def torch_walk(library, optimizer, lr, knobs, start, steps, slope, *, clip=None, schedule=None):
    """Where torch's optimizer comes to: x and y before every step and at the end; the gradients that
    each step asked for; the averages that ASGD keeps; the rate of every step.

    `slope(point, step)` leaves the gradient in `point.grad` and returns the value. `clip` is called
    on the point before every step. `schedule` makes torch's scheduler of the optimizer.
    """
    point = torch.tensor(start, requires_grad=True)
    module = pytorch_optimizer if library.startswith("pytorch_optimizer") else torch.optim
    rule = getattr(module, library.rpartition(".")[2])([point], lr=lr, **arguments(library, optimizer, knobs))
    scheduler = schedule(rule) if schedule else None
    path, calls, averages, rates = [list(start)], [], [], []
    for step in range(steps):
        asked = 0

        def closure():
            nonlocal asked
            asked += 1
            point.grad = None
            value = slope(point, step)
            if clip:
                clip(point)
            return value

        rates.append(rule.param_groups[0]["lr"])
        value = rule.step(closure)
        calls.append(asked)
        path.append(point.tolist())
        if library == "torch.optim.ASGD":
            averages.append(rule.state[point]["ax"].tolist())
        if isinstance(scheduler, torch.optim.lr_scheduler.ReduceLROnPlateau):
            scheduler.step(value.item())
        elif scheduler:
            scheduler.step()
    return path, calls, averages, rates


def optax_walk(library, optimizer, lr, knobs, start, steps, slope, *, clip=None):
    """The same of optax. `slope(point, step)` returns the gradient."""
    words = arguments(library, optimizer, knobs)
    rule = getattr(optax, library.rpartition(".")[2])(lr, **words)
    if clip:
        rule = optax.chain(clip, rule)
    point = jnp.array(start)
    state = rule.init(point)
    path = [list(start)]
    for step in range(steps):
        updates, state = rule.update(slope(point, step), state, point)
        point = optax.apply_updates(point, updates)
        path.append(point.tolist())
    return path
