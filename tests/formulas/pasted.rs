//! Formulas as word processors, spreadsheets, LaTeX and notebooks write them: read where they can
//! mean one thing only, else answered with what to write instead.

use downhill::surface::{Expression, Typed};

/// What others write, and the same in the notation of this program.
const READ: &[(&str, &str)] = &[
    // Word, and what is typed on other keyboards.
    ("x\u{b2} \u{2212} 3\u{2217}y", "x^2 - 3*y"),
    ("x\u{b2}\u{22c5}y\u{b3}", "x^2*y^3"),
    ("x\u{207b}\u{b2} + y", "x^-2 + y"),
    ("\u{bd}\u{b7}x\u{b2} + \u{be}y", "0.5*x^2 + 0.75*y"),
    ("\u{bd}(x + y)", "0.5*(x + y)"),
    ("x \u{f7} y", "x/y"),
    ("x \u{2215} y \u{2044} 2", "x/y/2"),
    ("\u{ff08}x\u{ff0b}y\u{ff09}\u{ff0f}2", "(x + y)/2"),
    ("x\u{2009}+\u{a0}y\u{200b}", "x + y"),
    ("2\u{2062}x + y", "2*x + y"),
    ("\u{221a}x + \u{221a}(y^2)", "sqrt(x) + sqrt(y^2)"),
    ("2\u{221a}x\u{b7}y", "2*sqrt(x)*y"),
    ("\u{221b}y + x", "cbrt(y) + x"),
    ("x\u{2c6}2", "x^2"),
    ("|x| + |y - 3|", "abs(x) + abs(y - 3)"),
    ("2|x - |y||", "2*abs(x - abs(y))"),
    ("|x|*|y|^2", "abs(x)*abs(y)^2"),
    ("(|x| + 1)|y|", "(abs(x) + 1)*abs(y)"),
    ("[x + 1]^2 + {y}", "(x + 1)^2 + (y)"),
    ("x \u{2264} y", "x <= y"),
    // Spreadsheets.
    ("=x^2+y^2", "x^2 + y^2"),
    ("=EXP(-x)*SIN(PI()*y)", "exp(-x)*sin(pi*y)"),
    ("=POWER(x,2)+ABS(y)", "x^2 + abs(y)"),
    ("=y-x^2+(-x)^2", "y - x^2 + (-x)^2"),
    ("1e\u{2212}3*x + 2.5e\u{2013}3y", "1e-3*x + 2.5e-3*y"),
    // Notebooks.
    ("np.exp(-x**2) + np.sqrt(y**2 + 1)", "exp(-x^2) + sqrt(y^2 + 1)"),
    ("math.cos(math.pi*x)*y", "cos(pi*x)*y"),
    ("torch.sigmoid(x) + numpy.tanh(y)", "sigmoid(x) + tanh(y)"),
    ("np.arctan(x) + np.maximum(x, y) + np.power(y, 2)", "atan(x) + max(x, y) + y^2"),
    ("np.where(x > 0, x, -x) + np.log1p(y)", "if(x > 0, x, -x) + log1p(y)"),
    ("Math.exp(x) - Math.PI*y", "exp(x) - pi*y"),
    ("x[0]**2 + 3*x[1]", "x^2 + 3*y"),
    ("w[0]*w[1] - w[0]", "x*y - x"),
    ("x[1]^2 + x[2]", "x^2 + y"),
    ("100*(x[1] - x[0]**2)**2 + (1 - x[0])**2", "100*(y - x^2)^2 + (1 - x)^2"),
    ("f(x,y) = x^2 + y", "x^2 + y"),
    ("f(x, y)=x*y", "x*y"),
    ("z = x^2 - y^2", "x^2 - y^2"),
    ("f = lambda x, y: x**2 + y", "x^2 + y"),
    ("lambda x, y: x*y", "x*y"),
    ("return x**2 + y**2", "x^2 + y^2"),
    ("f = @(x, y) x.^2 + 2.*y./3", "x^2 + 2*y/3"),
    ("(x, y) => x*x + y", "x*x + y"),
    // LaTeX.
    ("\\frac{1}{2}x^{2}", "1/2*x^2"),
    ("$\\frac{x^2}{4} + \\frac{1}{y}$", "x^2/4 + 1/y"),
    (
        "f(x, y) = \\left(1 - x\\right)^{2} + 100\\left(y - x^{2}\\right)^{2}",
        "(1 - x)^2 + 100*(y - x^2)^2",
    ),
    ("\\sqrt{x^{2} + y^{2}}", "sqrt(x^2 + y^2)"),
    ("\\sin(x)\\cdot\\cos\\left(y\\right)", "sin(x)*cos(y)"),
    ("e^{-x^{2}}\\,y", "e^(-x^2)*y"),
    ("\\exp{(-x)} + 2\\pi + y", "exp(-x) + 2*pi + y"),
    ("x^{2}y^{2}", "x^2*y^2"),
    ("\\left|x\\right| + \\lvert y\\rvert", "abs(x) + abs(y)"),
    ("\\operatorname{sigmoid}(x) + \\mathrm{e}^{y}", "sigmoid(x) + e^y"),
    ("\\dfrac{x}{2} \\times y \\leq 1", "x/2*y <= 1"),
];

#[test]
fn what_can_mean_one_thing_only_is_read() {
    for (pasted, ours) in READ {
        let read = |text: &str| match Expression::parse(text) {
            Ok(expression) => expression,
            Err(error) => panic!("{text}: {error}"),
        };
        let (pasted_read, ours_read) = (read(pasted), read(ours));
        for (x, y) in [(0.7, 1.3), (1.9, 0.2), (2.5, 3.1)] {
            let (a, b) = (pasted_read.eval(x, y, &[]), ours_read.eval(x, y, &[]));
            assert!(
                (a - b).abs() <= 1e-15 * b.abs(),
                "{pasted} is {a} at ({x}, {y}), {ours} is {b}"
            );
        }
        assert!(Typed::parse(pasted, |_| None, Typed::VIEW).is_ok(), "{pasted}");
    }
}

#[test]
fn what_could_mean_two_things_is_answered_with_what_to_write() {
    for (text, message) in [
        (
            "=-x^2 + y",
            "character 2: a spreadsheet takes the minus first, -x^2 as (-x)^2: write the brackets that you mean",
        ),
        (
            "=EXP(-(x+y)^2)",
            "character 6: a spreadsheet takes the minus first, -x^2 as (-x)^2: write the brackets that you mean",
        ),
        (
            "=2^3^2*x",
            "character 3: a spreadsheet takes a^b^c as (a^b)^c: write the brackets that you mean",
        ),
        ("=LOG(x)", "character 2: LOG has base 10 in a spreadsheet: write log10, or ln"),
        ("x*1e-400", "character 3: this number is too small: at least 4.9e-324"),
        ("\u{221a}2x", "character 1: write sqrt(…): it is not clear how far the root goes"),
        ("\u{221a}x^2", "character 1: write sqrt(…): it is not clear how far the root goes"),
        ("\u{221a}x\u{b2}", "character 1: write sqrt(…): it is not clear how far the root goes"),
        ("\\sqrt[3]{x}", "character 1: write cbrt(a) for a cube root, a^(1/n) for others"),
        ("Sin[x]", "character 1: the arguments of a function stand in ( ): write sin(a)"),
        ("\\sin x", "character 1: sin needs its arguments in brackets: sin(a)"),
        ("\\frac12 x", "character 6: write a fraction as (a)/(b)"),
        ("x[0] + y", "character 1: write x and y throughout: beside them it is not clear"),
        ("x[1]^2", "character 1: this could be the first or the second number: write x or y"),
        ("x[0] + x[2]", "character 1: the formula is about two numbers: write x and y"),
        ("x[0] + w[1]", "character 1: the formula is about two numbers: write x and y"),
        ("x[i] + y", "character 1: an index is read as in x[0] and x[1]: write x and y"),
        ("y = x^2", "character 3: write only what stands to the right of ="),
        ("MAX(x; y)", "character 6: arguments are separated by a comma"),
        ("0,5*x", "character 2: a comma belongs between the arguments of a function; decimals"),
        ("|x", "character 1: this bracket is never closed: a | is missing"),
        ("(x]", "character 3: a ) is missing before this"),
        ("\\|x\\|", "character 1: for the length of (a, b) write hypot(a, b)"),
        ("\\sum x", "character 1: sums and products are written out, term by term"),
        ("x \u{221e}", "character 3: '\u{221e}' means nothing in a formula"),
    ] {
        let said = match Expression::parse(text) {
            Ok(read) => panic!("{text} is read as {read:?}"),
            Err(error) => error.to_string(),
        };
        assert!(said.starts_with(message), "{text}: {said}");
    }
}
