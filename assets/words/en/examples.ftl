### Examples to learn from: what is wrong with a table of them, what becomes of its columns.

# $place is the name of a file, with the number of a line or without.
examples-in-file = { $place }: { $why }
examples-line = line { $line }: { $why }
examples-column = column { $column }: { $why }

## The table as a whole

examples-empty = the file is empty: give two or three columns of numbers
examples-one-column = there is one column only: separate two or three by commas, semicolons, tabs or spaces
examples-quotation = a quotation mark opens a field and is not closed
examples-only-names = there are names but no numbers below them
examples-uneven-columns = { $count ->
    [one] { $count } column, but the first line has { $width }
   *[other] { $count } columns, but the first line has { $width }
}
examples-columns = { $count ->
    [one] { $count } column; 2 (x, y) or 3 (x1, x2, y) are read
   *[other] { $count } columns; 2 (x, y) or 3 (x1, x2, y) are read
}
examples-columns-commas = { $count ->
    [one] { $count } column; 2 (x, y) or 3 (x1, x2, y) are read; where commas are decimal, put ; between columns
   *[other] { $count } columns; 2 (x, y) or 3 (x1, x2, y) are read; where commas are decimal, put ; between columns
}
examples-many-columns = more than { $most } columns; 2 or 3 are read
examples-many-examples = more than { $most } examples: give at most that
examples-half = { $part } may belong to the number before it: separate columns by ; or tabs

## Numbers. $given is in quotation marks.

examples-number-missing = a number is missing: fill it in, or leave the line out
examples-number-outside = { $told } is not a number between -1e9 and 1e9
examples-no-number = { $given } is not a number
examples-thousands = { $field } has marks between thousands: leave them out
examples-comma-and-point = { $field } has a comma, but line { $line } has { $other } with a point: write points throughout, and nothing between thousands
examples-may-be = { $field } may be { $decimal } or { $whole }: write it with a point, or without a comma

## Classes. $given is in quotation marks.

examples-class-missing = a class is missing: fill it in, or leave the line out
examples-no-class = { $given } is neither a number nor the name of a class
# $words as in: pass, fail, absent
examples-more-classes = { $words } and more: two classes can be told apart
examples-one-class = { $given } is not a number, and no class to be told from another
# What a column is called.
examples-class-column = { $name } (1 = { $one })
examples-coded-column = { $name } ({ $zero }, { $one } as 0, 1)

## Examples as lists of numbers

examples-none = there is no example
examples-width = an example has 2 numbers (feature, target) or 3 (two features, target), not { $width }
examples-too-many = { $count } examples are too many: at most { $most }
examples-uneven = example { $number } has { $count } numbers, the first has { $width }
examples-outside = an example has a number that is not between -1e9 and 1e9
examples-stray-target = a target is { $stray }; only those from { $low } to { $high } make sense here

## What has to be known about the minimum

examples-undecided = the examples do not decide both parameters: there is a valley of minima, all equally deep
examples-separated = a straight line tells the classes apart, so the loss has no minimum: it falls for ever as the parameters grow
