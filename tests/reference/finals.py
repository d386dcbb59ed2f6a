"""Writes scipy.json: where SciPy's local methods end.

    pip install -r requirements.txt
    python3 finals.py
"""

import math

import sympy
from scipy.optimize import minimize

from data import write
from landscapes import LANDSCAPES, X, Y, expression

# The method of this program, and SciPy's, which goes on as far as rounding lets it.
METHODS = {
    "newton": ("Newton-CG", {"xtol": 1e-10}),
    "bfgs": ("BFGS", {"gtol": 1e-9}),
    "lbfgs": ("L-BFGS-B", {"ftol": 1e-15, "gtol": 1e-9}),
    "conjugate_gradient": ("CG", {"gtol": 1e-8}),
    "nelder_mead": ("Nelder-Mead", {"xatol": 1e-9, "fatol": 1e-12, "maxiter": 2000}),
}
STARTS = [
    ("quadratic", (4.0, -2.5)),
    ("rosenbrock", (-1.2, 1.0)),
    ("rosenbrock", (0.3, -0.4)),
    ("himmelblau", (0.0, 0.5)),
    ("himmelblau", (1.5, -3.5)),
    ("beale", (1.0, -0.6)),
    ("beale", (2.0, 0.2)),
    ("booth", (-6.0, 7.0)),
    ("three_hump_camel", (1.0, -1.5)),
    ("goldstein_price", (-0.3, -0.6)),
    ("styblinski_tang", (-1.0, 2.0)),
    ("mccormick", (0.5, 0.5)),
]
# The quadratic with these knobs; of the others there is one.
KNOBS = {"quadratic": {"kappa": 100, "theta": math.pi / 6}}


def derivatives(name, knobs):
    known = next(k for k in LANDSCAPES if k["id"] == name and knobs.items() <= k["knobs"].items())
    value = expression(known)
    gradient = [value.diff(axis) for axis in (X, Y)]
    hessian = [[slope.diff(axis) for axis in (X, Y)] for slope in gradient]
    return [(lambda p, f=sympy.lambdify([X, Y], e, "math"): f(*p)) for e in (value, gradient, hessian)]


def finals():
    for name, start in STARTS:
        knobs = KNOBS.get(name, {})
        value, gradient, hessian = derivatives(name, knobs)
        for optimizer, (method, options) in METHODS.items():
            slopes = {} if method == "Nelder-Mead" else {"jac": gradient}
            if method == "Newton-CG":
                slopes["hess"] = hessian
            end = minimize(value, start, method=method, options=options, **slopes)
            yield {"optimizer": optimizer, "surface": name, "surface_knobs": knobs, "start": list(start),
                   "x": end.x.tolist(), "f": float(end.fun)}


if __name__ == "__main__":
    write("scipy.json", "SciPy 1.17.1", {"finals": list(finals())})
