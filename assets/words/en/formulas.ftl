### What is wrong with a typed formula.

# $place is the number of a character.
formula-wrong = character { $place }: { $why }
formula-empty = write a formula in x and y
formula-long = the formula is { $length } characters long; at most { $most } are read
formula-operations = the formula and its derivatives take { $operations } operations; at most { $most }

## Numbers and characters

formula-long-power = a power of at most four digits is read here
# $given as in: 1_000
formula-grouped = { $given }: digits are not grouped here: write { $whole }
# $given as in: 0x10
formula-base = { $given }: numbers are written to base ten here: write { $value }
formula-too-small = this number is too small: at least 4.9e-324
formula-too-large = this number is too large: at most 1.8e308
formula-no-number = { $text } is not a number
# $letter is in quotation marks.
formula-letter = { $letter } means nothing in a formula
# $code has four digits or more, $looks is a letter, $write a name or a letter.
formula-lookalike = { $letter } (U+{ $code }) only looks like { $looks }: write { $write }
formula-equals = write only what stands to the right of =
formula-length = for the length of (a, b) write hypot(a, b)
formula-remainder = there is no remainder: x - a*floor(x/a) does it
formula-factorial = there is no factorial and no negation
formula-conditions = combine conditions by * (and) and max (or)
formula-semicolon = arguments are separated by a comma
formula-sums = sums and products are written out, term by term

## Brackets

formula-fraction = write a fraction as (a)/(b), or as \frac{ "{" }a{ "}" }{ "{" }b{ "}" }
formula-root = write { $name }(…): it is not clear how far the root goes
formula-one-value = this bracket takes one value, not several
formula-operator-or = an operator or { $close } is missing before this
formula-close = a { $close } is missing before this
formula-never-closed = this bracket is never closed: a { $close } is missing
formula-no-opening = there is no { $open } for this { $sign }
formula-deep = more than { $most } brackets, signs or powers deep

## Operators

formula-comma = a comma belongs between the arguments of a function; decimals have a point
formula-comparisons = one comparison at a time: combine two by *
formula-operator = an operator is missing before this
formula-operator-number = an operator is missing before this number
formula-power-product = write the * here: a^2b could be a^2*b or a^(2*b)
formula-quotient-product = write the * here: 1/2x could be (1/2)*x or 1/(2*x)
formula-product = an operator is missing before this: for a product write *
formula-signs = more than { $most } signs in a row
formula-ends = the formula ends too early: a number, a name or ( is missing
formula-value-before = a number, a name or ( is missing before { $sign }
formula-value = a number, a name or ( is missing before this

## Functions

formula-no-function = { $name } is no function: for a product write { $name }*(
# $name is in quotation marks, $hint one of hint-….
formula-unknown-function = there is no function { $name }{ $hint }
formula-square-brackets = the arguments of a function stand in ( ): write { $name }(a)
formula-other-roots = write cbrt(a) for a cube root, a^(1/n) for others
formula-power-behind = write the power behind the bracket: { $name }(a)^2
# $example as in: a, b
formula-arguments = { $name } needs its arguments in brackets: { $name }({ $example })
formula-takes = { $arity ->
    [one] { $name } takes { $arity } argument, not { $count }
   *[other] { $name } takes { $arity } arguments, not { $count }
}
formula-takes-more = { $name } takes { $arity } arguments or more, not { $count }

## Names

formula-capital = the variables are small letters: { $small }
formula-pi = the constant is written pi
formula-not-finite = { $name } is not a number to calculate with
# $product as in: x*y
formula-one-name = { $name } is one name: write { $product }
# $name is in quotation marks.
formula-many-names = { $name } is one name too many: at most { $most }
formula-long-name = this name is too long: at most 24 letters
formula-no-parameters = the formula has neither x nor y, the two parameters
formula-other-names = { $count ->
    [one] the formula has neither x nor y, the two parameters: { $names } is another name
   *[other] the formula has neither x nor y, the two parameters: { $names } are other names
}
formula-free = nothing says which number { $name } is (a free name needs a let)
# $hint is formula-lookalike.
formula-free-lookalike = nothing says which number { $name } is: { $hint } (a free name needs a let)
formula-free-parameters = nothing says which number { $name } is: the two parameters are called x and y (a free name needs a let)
formula-free-power = nothing says which number { $name } is: write 1e{ $number } for a power of ten, e^{ $number } for a power of e (a free name needs a let)
# $name is in quotation marks, $hint one of hint-….
formula-stranger = the formula has no free name { $name }{ $hint }
formula-no-names = the formula has no free name { $name }

## Numbers with an index

formula-index = an index is read as in x[0] and x[1]: write x and y
formula-two-numbers = the formula is about two numbers: write x and y for what has an index
formula-mixed-index = write x and y throughout: beside them it is not clear what has an index
formula-which-index = this could be the first or the second number: write x or y
formula-more-indices = the formula is about two numbers: write x and y for the two with an index

## What means something else in a spreadsheet

spreadsheet-log = LOG has base 10 in a spreadsheet: write log10, or ln
spreadsheet-minus = a spreadsheet takes the minus first, -x^2 as (-x)^2: write the brackets that you mean
spreadsheet-powers = a spreadsheet takes a^b^c as (a^b)^c: write the brackets that you mean
