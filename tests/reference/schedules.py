"""Writes schedules.json: learning rates of PyTorch's and optax's schedules, step by step, and gradients
clipped by PyTorch.

    pip install -r requirements.txt
    python3 schedules.py
"""

import math

import jax
import optax
import torch
from torch.optim import lr_scheduler as t

from data import write

# Otherwise it computes with 32 bits.
jax.config.update("jax_enable_x64", True)

LOSSES = [10, 8, 7, 6.5, 6.5, 6.49, 6.51, 6.6, 6.5, 6.5, 5, 5.2, 5.1, 5.05, 5.01, 5.3, 5, 5, 5, 4.9999, 4.999,
          4.9] + [4.8] * 12 + [4.7] + [4.8] * 7
SCORES = [0.1, 0.2, 0.25, 0.25, 0.24, 0.26, 0.25, 0.25, 0.25, 0.25, 0.3, 0.29, 0.28, 0.3, 0.31, 0.3, 0.3, 0.3,
          0.3, 0.32, 0.31] + [0.3] * 6 + [0.5] + [0.4] * 8


def factors(gamma, *milestones):
    """PyTorch's MultiStepLR as this program writes it: a sequence of constant factors."""
    ends = [0, *milestones, None]
    stages = []
    for power, (begin, end) in enumerate(zip(ends, ends[1:])):
        steps = "" if end is None else f", steps = {end - begin}"
        factor = gamma**power
        stages.append(f'{{ id = "constant", factor = {factor}, total_iters = 1000{steps} }}')
    return f"[{', '.join(stages)}]"


def sequential(rule, milestones, *parts):
    return t.SequentialLR(rule, [part(rule) for part in parts], milestones)


# The schedule as this program writes it, the base rate, the number of steps, PyTorch's schedule of an
# optimizer; and for one that looks at them, the losses.
TORCH = [
    ('{ id = "step", step_size = 10, gamma = 0.5 }', 0.1, 90, lambda o: t.StepLR(o, 10, 0.5)),
    ('{ id = "step", step_size = 7 }', 0.3, 90, lambda o: t.StepLR(o, 7)),
    (factors(0.3, 5, 20, 21, 50), 0.2, 90, lambda o: t.MultiStepLR(o, [5, 20, 21, 50], 0.3)),
    ('{ id = "constant", factor = 0.25, total_iters = 6 }', 0.1, 90, lambda o: t.ConstantLR(o, 0.25, 6)),
    ('{ id = "linear_warmup", start_factor = 0.1, end_factor = 1.0, total_iters = 10 }', 0.1, 90,
     lambda o: t.LinearLR(o, 0.1, 1.0, 10)),
    ('{ id = "linear_warmup", start_factor = 1.0, end_factor = 0.05, total_iters = 37 }', 0.5, 90,
     lambda o: t.LinearLR(o, 1.0, 0.05, 37)),
    ('{ id = "exponential", gamma = 0.93 }', 0.1, 90, lambda o: t.ExponentialLR(o, 0.93)),
    ('{ id = "polynomial", total_iters = 40, power = 2.0 }', 0.1, 90, lambda o: t.PolynomialLR(o, 40, 2.0)),
    ('{ id = "polynomial", total_iters = 25, power = 0.5 }', 0.2, 90, lambda o: t.PolynomialLR(o, 25, 0.5)),
    ('{ id = "cosine", t_max = 50, eta_min = 0.001 }', 0.1, 90, lambda o: t.CosineAnnealingLR(o, 50, 0.001)),
    ('{ id = "cosine", t_max = 13, eta_min = 0.0 }', 0.2, 90, lambda o: t.CosineAnnealingLR(o, 13, 0.0)),
    ('{ id = "cosine_restarts", t_0 = 10, t_mult = 1, eta_min = 0.01 }', 0.1, 90,
     lambda o: t.CosineAnnealingWarmRestarts(o, 10, 1, 0.01)),
    ('{ id = "cosine_restarts", t_0 = 7, t_mult = 2, eta_min = 0.0 }', 0.3, 90,
     lambda o: t.CosineAnnealingWarmRestarts(o, 7, 2, 0.0)),
    ('{ id = "one_cycle", max_lr = 0.1, total_steps = 60 }', 0.1, 60,
     lambda o: t.OneCycleLR(o, 0.1, total_steps=60)),
    ('{ id = "one_cycle", max_lr = 0.2, total_steps = 55, pct_start = 0.4, anneal_strategy = "linear", '
     "div_factor = 10.0, final_div_factor = 100.0, base_momentum = 0.8, max_momentum = 0.9 }", 0.1, 55,
     lambda o: t.OneCycleLR(o, 0.2, total_steps=55, pct_start=0.4, anneal_strategy="linear", div_factor=10.0,
                            final_div_factor=100.0, base_momentum=0.8, max_momentum=0.9)),
    ('{ id = "one_cycle", max_lr = 0.05, total_steps = 60, pct_start = 0.25, three_phase = true }', 0.1, 60,
     lambda o: t.OneCycleLR(o, 0.05, total_steps=60, pct_start=0.25, three_phase=True)),
    ('{ id = "cyclic", base_lr = 0.01, max_lr = 0.1, step_size_up = 8 }', 0.01, 90,
     lambda o: t.CyclicLR(o, 0.01, 0.1, 8)),
    ('{ id = "cyclic", base_lr = 0.02, max_lr = 0.2, step_size_up = 5, step_size_down = 9, '
     'mode = "triangular2" }', 0.02, 90,
     lambda o: t.CyclicLR(o, 0.02, 0.2, 5, 9, mode="triangular2")),
    ('{ id = "cyclic", base_lr = 0.01, max_lr = 0.1, step_size_up = 10, mode = "exp_range", gamma = 0.97 }',
     0.01, 90, lambda o: t.CyclicLR(o, 0.01, 0.1, 10, mode="exp_range", gamma=0.97)),
    ('{ id = "inverse_sqrt", warmup = 12 }', 0.1, 90,
     lambda o: t.LambdaLR(o, lambda e: min((e + 1) / 12, math.sqrt(12 / (e + 1))))),
    ('[{ id = "linear_warmup", start_factor = 0.01, end_factor = 1.0, total_iters = 10, steps = 10 }, '
     '{ id = "cosine", t_max = 50, eta_min = 0.0 }]', 0.1, 90,
     lambda o: sequential(o, [10], lambda o: t.LinearLR(o, 0.01, 1.0, 10),
                          lambda o: t.CosineAnnealingLR(o, 50, 0.0))),
    ('[{ id = "constant", factor = 0.1, total_iters = 5, steps = 5 }, '
     '{ id = "exponential", gamma = 0.9, steps = 25 }, { id = "step", step_size = 8, gamma = 0.5 }]', 0.2, 90,
     lambda o: sequential(o, [5, 30], lambda o: t.ConstantLR(o, 0.1, 5), lambda o: t.ExponentialLR(o, 0.9),
                          lambda o: t.StepLR(o, 8, 0.5))),
    ('{ id = "plateau", factor = 0.5, patience = 3 }', 0.1, LOSSES,
     lambda o: t.ReduceLROnPlateau(o, factor=0.5, patience=3)),
    ('{ id = "plateau", factor = 0.1, patience = 2, cooldown = 4, threshold = 0.01, min_lr = 0.0001 }', 0.1,
     LOSSES,
     lambda o: t.ReduceLROnPlateau(o, factor=0.1, patience=2, cooldown=4, threshold=0.01, min_lr=0.0001)),
    ('{ id = "plateau", mode = "max", factor = 0.3, patience = 1, threshold = 0.015, '
     'threshold_mode = "abs" }', 0.2, SCORES,
     lambda o: t.ReduceLROnPlateau(o, "max", 0.3, 1, threshold=0.015, threshold_mode="abs")),
    ('{ id = "plateau", factor = 0.5, patience = 0, threshold = 0.5, threshold_mode = "abs", cooldown = 1 }',
     0.4, LOSSES,
     lambda o: t.ReduceLROnPlateau(o, "min", 0.5, 0, threshold=0.5, threshold_mode="abs", cooldown=1)),
]

# Of optax; what this program writes in its own words is worked out from the arguments.
GAMMA, LATE = 0.5 ** (1 / 10), 0.7 ** (1 / 10)
OPTAX = [
    (f'{{ id = "exponential", gamma = {GAMMA} }}', optax.exponential_decay(0.1, 10, 0.5)),
    (f'[{{ id = "cosine", t_max = 40, eta_min = {0.1 * 0.1}, steps = 40 }}, '
     '{ id = "constant", factor = 0.1, total_iters = 1000 }]', optax.cosine_decay_schedule(0.1, 40, 0.1)),
    ('[{ id = "linear_warmup", start_factor = 0.0, total_iters = 10, steps = 10 }, '
     '{ id = "cosine", t_max = 50, eta_min = 0.001, steps = 50 }, '
     '{ id = "constant", factor = 0.01, total_iters = 1000 }]',
     optax.warmup_cosine_decay_schedule(0.0, 0.1, 10, 60, 0.001)),
    (f'[{{ id = "linear_warmup", start_factor = {0.01 / 0.1}, total_iters = 8, steps = 8 }}, '
     f'{{ id = "exponential", gamma = {LATE} }}]',
     optax.warmup_exponential_decay_schedule(0.01, 0.1, 8, 10, 0.7)),
    ('{ id = "polynomial", total_iters = 50 }', optax.linear_schedule(0.1, 0.0, 50)),
]


def sequences():
    for text, base, steps, make in TORCH:
        losses = steps if isinstance(steps, list) else None
        # The momentum is there for the schedules that cycle it.
        rule = torch.optim.SGD([torch.zeros(2, dtype=torch.float64)], lr=base, momentum=0.9)
        scheduler = make(rule)
        out = {"schedule": text, "base": base, "lr": []}
        momentum = []
        for step in range(len(losses) if losses else steps):
            out["lr"].append(rule.param_groups[0]["lr"])
            momentum.append(rule.param_groups[0]["momentum"])
            rule.step()
            if losses:
                scheduler.step(losses[step])
            elif step + 1 < steps:
                scheduler.step()
        if isinstance(scheduler, (t.OneCycleLR, t.CyclicLR)):
            out["momentum"] = momentum
        if losses:
            out["metrics"] = losses
        yield out
    for text, schedule in OPTAX:
        yield {"schedule": text, "base": 0.1, "lr": [float(schedule(step)) for step in range(70)]}


# A gradient and the most that it may be.
GRADIENTS = [
    ((0.0, 0.0), 1.0), ((3.0, 4.0), 5.0), ((1e-07, -1e-07), 0.1), ((-2.27858, 1.93225), 1.0),
    ((0.000863963, -0.000173416), 5.0), ((0.581759, 1.03575), 0.1), ((-1074.96, 4824.39), 1.0),
    ((-1.12004, 0.292129), 5.0), ((-0.0146483, -0.00620959), 0.1), ((-0.00127877, -0.00159949), 1.0),
    ((0.00041481, -0.00010778), 5.0), ((0.000584769, 0.00108941), 0.1), ((886.299, 1697.0), 1.0),
    ((-0.00328486, 0.00140377), 5.0), ((1949.84, -2279.48), 0.1), ((-0.00011438, -0.00023663), 1.0),
    ((0.251305, -0.351762), 5.0), ((0.000153898, 0.000117471), 0.1), ((0.0281829, -0.0392804), 1.0),
    ((0.00145049, -0.00425373), 5.0), ((-0.134616, 0.420114), 0.1), ((-5.70699e-06, 0.000107267), 1.0),
    ((9.8329e-05, -1.72419e-05), 5.0), ((-0.000288899, 0.000601342), 0.1),
]


def clipped():
    for gradient, most in GRADIENTS:
        out = {"g": list(gradient), "max": most}
        for key in ("norm", "value"):
            clip = getattr(torch.nn.utils, f"clip_grad_{key}_")
            point = torch.zeros(2, dtype=torch.float64, requires_grad=True)
            point.grad = torch.tensor(gradient, dtype=torch.float64)
            clip([point], most)
            out[key] = point.grad.tolist()
        yield out


if __name__ == "__main__":
    content = {"sequences": list(sequences()), "clipped": list(clipped())}
    write("schedules.json", "torch 2.15.0, optax 0.2.8", content)
