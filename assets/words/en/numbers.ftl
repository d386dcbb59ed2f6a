### Numbers that are none.

## In place of a number, in a sentence or a table.

number-undefined = undefined
number-overflow = overflow

## In place of the height of the landscape at a point.

number-no-value = no value here
number-infinite = infinite
number-minus-infinite = minus infinite

## What a quantity is. $name is a symbol, as f; $value is a number, or one of the above.

number-is = { $name } = { $value }
number-is-none = { $name }: { $value }

## A vector of which the beginning is shown. $list is the beginning, $count how many there are.

number-list = ({ $list }, … { $count } numbers)

## What is said elsewhere, as by the system.

verbatim = { $text }
