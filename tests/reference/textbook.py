"""The textbook's rules, computed with 50 digits. Read by libraries.py.

Heavy ball: Polyak 1964, https://doi.org/10.1016/0041-5553(64)90137-5. Nesterov's rule with a fixed momentum:
Nesterov 2004, https://doi.org/10.1007/978-1-4419-8853-9, section 2.2; with a growing one: Beck and Teboulle
2009, https://doi.org/10.1137/080716542, section 4. Newton's rule, with a multiple of the identity added or
not, backtracking by Armijo's condition, and the exact step on a quadratic: Nocedal and Wright 2006,
https://doi.org/10.1007/978-0-387-40065-5, chapter 3.
"""

import sympy
from mpmath import lu_solve, matrix, mp, mpf

from walks import SURFACES, THETA

mp.dps = 50

# These rules are told by the point before the look-ahead.
BEHIND = ("nag_textbook", "nesterov_fista")
X, Y = sympy.symbols("x y")


def derivatives(place):
    """Value, gradient and Hessian of a landscape, as functions of a point with 50 digits."""
    f = SURFACES[place][0]
    constants = {}
    if place.startswith("quadratic"):
        cos, sin = sympy.symbols("cos sin")
        constants = {cos: mp.cos(mpf(THETA)), sin: mp.sin(mpf(THETA))}
        value = f(X, Y, cos, sin)
    else:
        value = f(X, Y)
    value = sympy.nsimplify(value, rational=True)
    names = [X, Y, *constants]

    def function(expression):
        call = sympy.lambdify(names, expression, "mpmath")
        return lambda p: call(p[0], p[1], *constants.values())

    gradient = sympy.Matrix([value.diff(X), value.diff(Y)])
    return function(value), function(gradient), function(sympy.hessian(value, (X, Y)))


def dot(a, b):
    return (a.T * b)[0]


def walk(rule, place, lr, knobs, start, steps):
    """The points of a rule, rounded to the nearest double."""
    value, gradient, hessian = derivatives(place)
    rule = rule.removeprefix("textbook.")
    knobs = {key: mpf(number) if isinstance(number, float) else number for key, number in knobs.items()}
    lr, x = mpf(lr), matrix(start)
    before, look, growth = x, x, mpf(1)
    path = [x]
    for _ in range(steps):
        if rule == "heavy_ball":
            x, before = x - lr * gradient(x) + knobs["momentum"] * (x - before), x
        elif rule == "nag":
            look = x + knobs["momentum"] * (x - before)
            x, before = look - lr * gradient(look), x
        elif rule == "fista":
            x, before = look - lr * gradient(look), x
            next_growth = (1 + mp.sqrt(1 + 4 * growth**2)) / 2
            look = x + (growth - 1) / next_growth * (x - before)
            growth = next_growth
        elif rule in ("newton", "levenberg_newton"):
            x = x - lr * lu_solve(hessian(x) + knobs.get("damping", 0) * mp.eye(2), gradient(x))
        elif rule == "gd_armijo":
            g, t = gradient(x), lr
            while value(x - t * g) > value(x) - knobs["c1"] * t * dot(g, g):
                t *= knobs["shrink"]
            x = x - t * g
        elif rule == "steepest_exact":
            g = gradient(x)
            x = x - dot(g, g) / dot(g, hessian(x) * g) * g
        path.append(x)
    return path
