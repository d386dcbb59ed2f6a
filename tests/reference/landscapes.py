"""Landscapes as formulas. Read by surfaces.py and finals.py.

The formulas and their parameters are in Jamil and Yang 2013, A literature survey of benchmark functions for
global optimization problems, https://arxiv.org/abs/1308.4008, or Surjanovic and Bingham, Virtual library of
simulation experiments, https://www.sfu.ca/~ssurjano/optimization.html; where they are from elsewhere, or made
for this program, a line says so. The boxes are customary ones.
"""

import math

import sympy

PI = math.pi
LANDSCAPES = []


def landscape(name, box, formula, *, window=None, view=None, smooth=True, polynomial=False, **knobs):
    """Name; customary box along x and y; formula, as this program writes it. The window is where critical
    points are looked for; the view is where half of the points are drawn. Knobs are computed with as they
    are, and told as doubles."""
    box, window, view = ([list(map(float, side)) for side in sides or box] for sides in (box, window, view))
    LANDSCAPES.append({
        "id": name, "formula": formula, "knobs": {key: float(value) for key, value in knobs.items()},
        "domain": box, "window": window, "view": view, "smooth": smooth, "polynomial": polynomial,
        "exact": {key: sympy.Rational(value) if isinstance(value, float) else value
                  for key, value in knobs.items()},
    })


landscape("sphere", ((-5.12, 5.12), (-5.12, 5.12)), "x^2 + y^2", polynomial=True)
QUADRATIC = "((x*cos(theta) + y*sin(theta))^2 + kappa*(y*cos(theta) - x*sin(theta))^2)/2"
# Made for this program: a bowl with the curvatures 1 and kappa, turned by theta.
landscape("quadratic", ((-5, 5), (-5, 5)), QUADRATIC, polynomial=True, kappa=1.0, theta=0.0)
landscape("quadratic", ((-5, 5), (-5, 5)), QUADRATIC, polynomial=True, kappa=10.0, theta=0.0)
landscape("quadratic", ((-5, 5), (-5, 5)), QUADRATIC, polynomial=True, kappa=10.0, theta=PI / 6)
landscape("quadratic", ((-5, 5), (-5, 5)), QUADRATIC, polynomial=True, kappa=100.0, theta=PI / 6)
landscape("quadratic", ((-5, 5), (-5, 5)), QUADRATIC, polynomial=True, kappa=100.0, theta=PI / 4)
landscape("quadratic", ((-5, 5), (-5, 5)), QUADRATIC, polynomial=True, kappa=1000.0, theta=PI / 12)
landscape("rosenbrock", ((-2, 2), (-1, 3)), "(a - x)^2 + b*(y - x^2)^2", polynomial=True, a=1.0, b=100.0)
landscape("himmelblau", ((-5, 5), (-5, 5)), "(x^2 + y - 11)^2 + (x + y^2 - 7)^2", polynomial=True)
landscape("rastrigin", ((-5.12, 5.12), (-5.12, 5.12)),
    "2*A + x^2 - A*cos(2*pi*x) + y^2 - A*cos(2*pi*y)",
    window=((-1.6, 1.6), (-1.6, 1.6)), view=((-1.6, 1.6), (-1.6, 1.6)), A=10.0)
landscape("ackley", ((-32.768, 32.768), (-32.768, 32.768)),
    "-a*exp(-b*sqrt((x^2 + y^2)/2)) - exp((cos(c*x) + cos(c*y))/2) + a + e",
    window=((-2.6, 2.6), (-2.6, 2.6)), view=((-5, 5), (-5, 5)), smooth=False,
    a=20.0, b=sympy.Rational(1, 5), c=2 * sympy.pi)
landscape("beale", ((-4.5, 4.5), (-4.5, 4.5)),
    "(1.5 - x + x*y)^2 + (2.25 - x + x*y^2)^2 + (2.625 - x + x*y^3)^2",
    polynomial=True)
landscape("booth", ((-10, 10), (-10, 10)), "(x + 2*y - 7)^2 + (2*x + y - 5)^2", polynomial=True)
landscape("matyas", ((-10, 10), (-10, 10)), "0.26*(x^2 + y^2) - 0.48*x*y", polynomial=True)
landscape("three_hump_camel", ((-5, 5), (-5, 5)),
    "2*x^2 - 1.05*x^4 + x^6/6 + x*y + y^2",
    polynomial=True)
landscape("six_hump_camel", ((-3, 3), (-2, 2)),
    "(4 - 2.1*x^2 + x^4/3)*x^2 + x*y + (-4 + 4*y^2)*y^2",
    polynomial=True)
landscape("goldstein_price", ((-2, 2), (-2, 2)),
    "(1 + (x + y + 1)^2*(19 - 14*x + 3*x^2 - 14*y + 6*x*y + 3*y^2))"
    "*(30 + (2*x - 3*y)^2*(18 - 32*x + 12*x^2 + 48*y - 36*x*y + 27*y^2))",
    polynomial=True)
landscape("easom", ((-100, 100), (-100, 100)),
    "-cos(x)*cos(y)*exp(-((x - pi)^2 + (y - pi)^2))",
    window=((-1.5, 8), (-1.5, 8)), view=((-5, 10), (-5, 10)))
landscape("levy13", ((-10, 10), (-10, 10)),
    "sin(3*pi*x)^2 + (x - 1)^2*(1 + sin(3*pi*y)^2) + (y - 1)^2*(1 + sin(2*pi*y)^2)",
    window=((0, 2), (0, 2)), view=((0, 2), (0, 2)))
landscape("styblinski_tang", ((-5, 5), (-5, 5)),
    "(x^4 - 16*x^2 + 5*x + y^4 - 16*y^2 + 5*y)/2",
    polynomial=True)
landscape("mccormick", ((-1.5, 4), (-3, 4)), "sin(x + y) + (x - y)^2 - 1.5*x + 2.5*y + 1")
landscape("bukin6", ((-15, -5), (-3, 3)), "100*sqrt(abs(y - 0.01*x^2)) + 0.01*abs(x + 10)", smooth=False)
landscape("eggholder", ((-512, 512), (-512, 512)),
    "-(y + 47)*sin(sqrt(abs(x/2 + y + 47))) - x*sin(sqrt(abs(x - (y + 47))))",
    smooth=False)
landscape("griewank", ((-600, 600), (-600, 600)),
    "1 + (x^2 + y^2)/4000 - cos(x)*cos(y/sqrt(2))",
    window=((-10, 10), (-10, 10)), view=((-20, 20), (-20, 20)))
landscape("schwefel", ((-500, 500), (-500, 500)),
    "2*418.9829 - x*sin(sqrt(abs(x))) - y*sin(sqrt(abs(y)))",
    smooth=False)
landscape("michalewicz", ((0, PI), (0, PI)),
    "-sin(x)*sin(x^2/pi)^(2*m) - sin(y)*sin(2*y^2/pi)^(2*m)",
    m=10.0)
landscape("drop_wave", ((-5.12, 5.12), (-5.12, 5.12)),
    "-(1 + cos(12*sqrt(x^2 + y^2)))/(0.5*(x^2 + y^2) + 2)",
    window=((-0.01, 0.01), (-0.01, 0.01)), view=((-2, 2), (-2, 2)))
landscape("cross_in_tray", ((-10, 10), (-10, 10)),
    "-0.0001*(abs(sin(x)*sin(y)*exp(abs(100 - sqrt(x^2 + y^2)/pi))) + 1)^0.1",
    window=((-5, 5), (-5, 5)), view=((-5, 5), (-5, 5)), smooth=False)
landscape("branin", ((-5, 10), (0, 15)),
    "a*(y - b*x^2 + c*x - r)^2 + s*(1 - t)*cos(x) + s",
    a=1.0, b=51 / (40 * sympy.pi**2), c=5 / sympy.pi, r=6.0, s=10.0, t=1 / (8 * sympy.pi))
# https://mathworld.wolfram.com/MonkeySaddle.html, and the plainest saddle.
landscape("monkey_saddle", ((-2, 2), (-2, 2)), "x^3 - 3*x*y^2", polynomial=True)
landscape("hyperbolic_saddle", ((-2, 2), (-2, 2)), "x^2 - y^2", polynomial=True)
# The next three are made for this program.
landscape("gaussian_well", ((-6, 6), (-6, 6)), "1 - exp(-(x^2 + y^2)/(2*sigma^2))", sigma=1.0)
landscape("sigmoid_plateau", ((-10, 10), (-10, 10)),
    "((1/(1 + exp(2*x - y)) - 0.1)^2 + (1/(1 + exp(0.5*x - y)) - 0.3)^2"
    " + (1/(1 + exp(-x - y)) - 0.8)^2 + (1/(1 + exp(-2.5*x - y)) - 0.95)^2)/4")
landscape("tanh_cliff", ((-4, 4), (-4, 4)), "0.05*(x^2 + y^2) + H*(1 + tanh(s*(x - 1)))", H=5.0, s=20.0)
# After Pascanu, Mikolov and Bengio 2013, On the difficulty of training recurrent neural networks,
# https://arxiv.org/abs/1211.5063: a neuron that feeds itself. What holds here is the rule in surfaces.py.
landscape("rnn_cliff", ((4.5, 6.5), (-3.6, -2.2)), None)
# Made for this program.
landscape("gaussian_mixture", ((-4, 4), (-4, 4)),
    "0.05*(x^2 + y^2) - 3*exp(-((x - 1)^2 + (y - 1.5)^2)/0.72) - 2*exp(-((x + 2)^2 + (y - 1)^2)/0.98)"
    " - 2.5*exp(-((x + 1)^2 + (y + 2)^2)/1.28) - 1.5*exp(-((x - 2)^2 + (y + 1)^2)/0.5)")
# https://www.mathworks.com/help/matlab/ref/peaks.html
landscape("peaks", ((-3, 3), (-3, 3)),
    "3*(1 - x)^2*exp(-x^2 - (y + 1)^2) - 10*(x/5 - x^3 - y^5)*exp(-x^2 - y^2) - exp(-(x + 1)^2 - y^2)/3")

X, Y = sympy.symbols("x y", real=True)


def expression(known):
    """The formula of a landscape for sympy, with its knobs in it."""
    words = {"x": X, "y": Y, "e": sympy.E, "abs": sympy.Abs, **known["exact"]}
    return sympy.sympify(known["formula"].replace("^", "**"), locals=words, rational=True)
