"""Writes functions.csv: the functions of typed formulas, their slopes and their second derivatives,
as arithmetic with 60 digits gives them, over the whole range of each: near its zeros and its ends,
at the places where one way to compute it gives way to another, and in its tails.

    pip install -r requirements.txt
    python3 functions.py > functions.csv
"""

import random
import struct

from mpmath import mp, mpf
import mpmath as m

mp.dps = 60
random.seed(7)

TINY = [1e-300, 1e-160, 1e-30, 1e-12, 1e-9, 1e-5, 0.01]
MIDDLE = [0.1, 0.3, 0.44, 0.46, 0.5, 0.7, 0.99, 1.0, 1.01, 1.5, 2.0, 3.0, 5.5, 10.0]
PI = 3.141592653589793


def both(*numbers):
    return [s * x for x in numbers for s in (1, -1)]


def some(count, low, high):
    return [random.uniform(low, high) for _ in range(count)]


def powers(count, low, high):
    return [10 ** random.uniform(low, high) for _ in range(count)]


def near(x, steps=(-2, -1, 0, 1, 2)):
    """A number and its neighbours."""
    bits = struct.unpack("<q", struct.pack("<d", x))[0]
    return [struct.unpack("<d", struct.pack("<q", bits + k))[0] for k in steps]


ANGLES = (
    both(*TINY, *MIDDLE)
    + [x for k in (1, 2, 3, 4, 7, 22, 1000, 63661) for x in near(k * PI / 2, (-1, 0, 1))]
    + [99999.9, 100001.0, 355.0, 1e6, 1e15, 1e22, 1e300]
)
SIZES = powers(6, -300, 300) + [5e-324, 2.3e-308, 1e-200, 1e-10, 0.5, 1.0, 2.0, 1e10, 1e300]
UNIT = both(*TINY, 0.1, 0.4999, 0.5, 0.6, 0.9, 0.999, 1 - 1e-6, 1 - 1e-10, 1 - 2.0**-52, 1 - 2.0**-53)
TAILS = both(*TINY, *MIDDLE, 20.0, 36.0, 40.0, 100.0, 300.0, 500.0, 700.0)
LOGS = SIZES + near(1.0) + [0.999, 1.001, 0.7, 0.71, 1.41, 1.42, 10.0, 100.0, 1000.0, 1e15, 1e-5, 8.0, 2.0**-1000]

# Name, function, points.
ONE = {
    "sqrt": (m.sqrt, SIZES + [3.0]),
    "cbrt": (lambda x: m.sign(x) * m.cbrt(abs(x)), [s * x for x in SIZES for s in (1, -1)]),
    "exp": (m.exp, TAILS + [-708.0, -709.5, -720.0, -744.0, 709.7] + some(8, -700, 700)),
    "expm1": (m.expm1, TAILS + [-745.0, 709.0]),
    "ln": (m.log, LOGS),
    "log": (m.log, [0.5, 3.0]),
    "log1p": (m.log1p, both(*TINY, 0.1, 0.5, 0.9) + [-0.999999, 1.0, 10.0, 1e10, 1e300]),
    "log2": (lambda x: m.log(x) / m.log(2), LOGS),
    "log10": (lambda x: m.log(x) / m.log(10), LOGS),
    "sin": (m.sin, ANGLES),
    "cos": (m.cos, ANGLES),
    "tan": (m.tan, ANGLES),
    "asin": (m.asin, UNIT),
    "acos": (m.acos, UNIT),
    "atan": (m.atan, both(*TINY, *MIDDLE, 100.0, 1e8, 1e17, 1e150, 1e160, 1e300)),
    "sinh": (m.sinh, TAILS + both(709.5, 710.4)),
    "cosh": (m.cosh, TAILS + both(709.5, 710.4)),
    "tanh": (m.tanh, TAILS + both(18.0, 22.0, 352.0)),
    "sigmoid": (lambda x: 1 / (1 + m.exp(-x)), TAILS + both(709.0, 744.0)),
    "softplus": (lambda x: m.log1p(m.exp(x)) if x < 0 else x + m.log1p(m.exp(-x)), TAILS + both(709.0, 744.0)),
    "relu": (lambda x: max(x, mpf(0)), [-3.0, -1e-300, 1e-300, 2.0, 1e300]),
    "abs": (abs, [-3.0, -1e-300, 1e-300, 2.0, 1e300]),
    "sign": (m.sign, [-3.0, -1e-300, 1e-300, 2.0]),
    "floor": (m.floor, [-2.5, -1e-9, 0.5, 3.999999999, 1e15 + 0.5]),
    "ceil": (m.ceil, [-2.5, -1.000000001, 0.5, 3.000000001, 1e15 + 0.5]),
    # Powers with a fixed exponent.
    "a^3": (lambda x: x**3, both(1e-100, 1e-9, 0.3, 7.0, 1e100)),
    "a^-2": (lambda x: x**-2, both(1e-150, 1e-9, 0.3, 7.0, 1e150, 3e160)),
    "a^17": (lambda x: x**17, both(1e-18, 0.3, 7.0, 1e18)),
    "a^64": (lambda x: x**64, both(1e-4, 0.3, 0.999, 1.001, 7.0, 6e4)),
    "a^1.7": (lambda x: x ** mpf(1.7), [1e-180, 1e-9, 0.3, 7.0, 1e100, 1e180]),
    "a^-0.3": (lambda x: x ** mpf(-0.3), [1e-300, 1e-9, 0.3, 7.0, 1e100, 1e300]),
    "2^a": (lambda x: mpf(2) ** x, both(1e-9, 0.3, 7.0, 300.7, 1000.3)),
    "e^a": (lambda x: m.exp(mpf(m.e) * 0 + x), both(1e-9, 0.3, 7.0, 300.7, 700.3)),
    "1/a": (lambda x: 1 / x, both(1e-150, 1e-9, 0.3, 7.0, 1e150)),
}
SLOPES = {
    # mpmath differentiates by differences; these are known, and exact where those would cancel.
    "sqrt": (lambda x: 1 / (2 * m.sqrt(x)), lambda x: -1 / (4 * x * m.sqrt(x))),
    "cbrt": (lambda x: 1 / (3 * m.cbrt(abs(x)) ** 2), lambda x: -2 / (9 * x * m.cbrt(abs(x)) ** 2)),
    "exp": (m.exp, m.exp),
    "expm1": (m.exp, m.exp),
    "ln": (lambda x: 1 / x, lambda x: -1 / x**2),
    "log": (lambda x: 1 / x, lambda x: -1 / x**2),
    "log1p": (lambda x: 1 / (1 + x), lambda x: -1 / (1 + x) ** 2),
    "log2": (lambda x: 1 / x / m.log(2), lambda x: -1 / x**2 / m.log(2)),
    "log10": (lambda x: 1 / x / m.log(10), lambda x: -1 / x**2 / m.log(10)),
    "sin": (m.cos, lambda x: -m.sin(x)),
    "cos": (lambda x: -m.sin(x), lambda x: -m.cos(x)),
    "tan": (lambda x: 1 / m.cos(x) ** 2, lambda x: 2 * m.tan(x) / m.cos(x) ** 2),
    "asin": (lambda x: 1 / m.sqrt(1 - x * x), lambda x: x / (1 - x * x) ** mpf(1.5)),
    "acos": (lambda x: -1 / m.sqrt(1 - x * x), lambda x: -x / (1 - x * x) ** mpf(1.5)),
    "atan": (lambda x: 1 / (1 + x * x), lambda x: -2 * x / (1 + x * x) ** 2),
    "sinh": (m.cosh, m.sinh),
    "cosh": (m.sinh, m.cosh),
    "tanh": (lambda x: m.sech(x) ** 2, lambda x: -2 * m.tanh(x) * m.sech(x) ** 2),
    "sigmoid": (
        lambda x: 1 / (2 * m.cosh(x / 2)) ** 2,
        lambda x: -m.tanh(x / 2) / (2 * m.cosh(x / 2)) ** 2,
    ),
    "softplus": (lambda x: 1 / (1 + m.exp(-x)), lambda x: 1 / (2 * m.cosh(x / 2)) ** 2),
    "relu": (lambda x: mpf(x > 0), lambda x: mpf(0)),
    "abs": (m.sign, lambda x: mpf(0)),
    "sign": (lambda x: mpf(0), lambda x: mpf(0)),
    "floor": (lambda x: mpf(0), lambda x: mpf(0)),
    "ceil": (lambda x: mpf(0), lambda x: mpf(0)),
    "1/a": (lambda x: -1 / x**2, lambda x: 2 / x**3),
    "2^a": (lambda x: 2**x * m.log(2), lambda x: 2**x * m.log(2) ** 2),
    "e^a": (m.exp, m.exp),
}


def power(exponent):
    n = mpf(exponent)
    return (lambda x: n * x ** (n - 1), lambda x: n * (n - 1) * x ** (n - 2))


for name in ("a^3", "a^-2", "a^17", "a^64", "a^1.7", "a^-0.3"):
    SLOPES[name] = power(float(name[2:]))
    if "." not in name:
        n = int(name[2:])
        SLOPES[name] = (lambda x, n=n: n * x ** (n - 1), lambda x, n=n: n * (n - 1) * x ** (n - 2))


def number(x):
    """The nearest double, in as few digits as tell it."""
    value = float(m.nstr(x, 25, strip_zeros=False, min_fixed=1, max_fixed=0)) if isinstance(x, mpf) else float(x)
    text = repr(value)
    return text[:-2] if text.endswith(".0") else text


def line(name, point, values):
    print(",".join([name, *map(number, point), *map(number, values)]))


# Two numbers: value, both slopes, and the second derivatives aa, ab, bb.
def hypot(a, b):
    h = m.sqrt(a * a + b * b)
    return [h, a / h, b / h, b * b / h**3, -a * b / h**3, a * a / h**3]


def raised(a, b):
    p, l = a**b, m.log(a)
    return [p, b * a ** (b - 1), p * l, b * (b - 1) * a ** (b - 2), a ** (b - 1) * (1 + b * l), p * l * l]


def quotient(a, b):
    return [a / b, 1 / b, -a / b**2, mpf(0), -1 / b**2, 2 * a / b**3]


PAIRS = {
    "hypot": (hypot, [(3, 4), (-3, 4), (1, 1), (2, -2), (1e200, 1e200), (1e-200, 1e-200), (1e-170, 3e-160),
                      (1e300, 1), (1, 1e-9), (5, 0), (0, -7), (1e-9, 1e9), (1.5e308, 1e307)]),
    "a^b": (raised, [(2, 3.5), (1e-9, 1.5), (1e9, -3.3), (0.3, 0.7), (7, 1.00000001), (1.0000001, 700.5),
                     (1e100, 2.9), (3, 600.3), (5, -1e-9)]),
    "a/b": (quotient, [(1, 3), (-2, 7), (1e-250, 1e-100), (1e200, 1e100), (0.1, 1e-9), (1e-9, 1e9)]),
}

print("# Written by functions.py. Of one number: value, slope, second derivative.")
print("# Of two: value, slopes along a and b, second derivatives aa, ab, bb.")
for name, (f, points) in ONE.items():
    slope, bend = SLOPES[name]
    for x in dict.fromkeys(float(x) for x in points):
        exact = mpf(x)
        line(name, [x], [f(exact), slope(exact), bend(exact)])
for name, (f, points) in PAIRS.items():
    for a, b in points:
        line(name, [float(a), float(b)], f(mpf(float(a)), mpf(float(b))))
